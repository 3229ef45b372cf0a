import { join } from 'node:path'
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
    await applyMigrations(drizzle({ client }), { migrationsFolder: join(process.cwd(), 'db/migrations') })
    await client.query('select prepare_request_days(3)')
  } finally {
    await client.end()
  }
}
