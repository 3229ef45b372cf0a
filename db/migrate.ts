import { join } from 'node:path'
import { DrizzleQueryError } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'

/** One number for all of Rollcall's processes: whoever comes second waits until the first is done. */
const MIGRATION_LOCK = 7_655_218_143

/** The oldest PostgreSQL that has what the schema uses (UNIQUE NULLS NOT DISTINCT). */
const OLDEST = 150_000

/**
 * Brings the database at `url` up to the schema of this version. Safe to call from many processes at once;
 * a database that is up to date is left alone.
 */
export async function migrate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    const { rows } = await client.query<{ server_version_num: string }>('show server_version_num')
    if (Number(rows[0]?.server_version_num) < OLDEST) {
      throw new Error('Rollcall needs PostgreSQL 15 or newer; DATABASE_URL names an older server.')
    }
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await applyMigrations(drizzle({ client }), {
      migrationsFolder: join(process.cwd(), 'db/migrations'),
    }).catch((failure) => {
      throw explainRights(failure, url)
    })
    await client.query('select prepare_request_days(3)')
  } finally {
    await client.end()
  }
}

/** A role that may not do what the migrations need gets one line that says what an administrator has to do. */
function explainRights(failure: unknown, url: string): unknown {
  const error = failure instanceof DrizzleQueryError && failure.cause ? failure.cause : failure
  if ((error as { code?: string }).code !== '42501') return error
  const role = decodeURIComponent(new URL(url).username)
  return new Error(
    `The role “${role}” of DATABASE_URL may not prepare the database (${(error as Error).message}). ` +
      `Have an administrator run: CREATE ROLE rollcall_app NOLOGIN; GRANT rollcall_app TO "${role}" WITH ADMIN OPTION; GRANT CREATE ON SCHEMA public TO "${role}"; CREATE EXTENSION IF NOT EXISTS pg_trgm; CREATE EXTENSION IF NOT EXISTS btree_gin;`,
  )
}
