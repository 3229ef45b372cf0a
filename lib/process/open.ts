import { assertIsolated, type Database } from '@/db/client'
import { setDatabase } from '@/db/database'
import { ensurePostgres } from '@/db/embedded'
import { migrate } from '@/db/migrate'
import { env } from '@/lib/base/env'

export type OpenProcess = {
  readonly db: Database
  /** Gives up the database; the last process out also stops the embedded server. */
  close(): Promise<void>
}

/**
 * What every process needs before it reads or writes: a PostgreSQL (the embedded one unless DATABASE_URL names
 * another), migrated, and connections that cannot see past row-level security.
 * @throws Error with one line that names the remedy
 */
export async function openProcess(): Promise<OpenProcess> {
  const given = env().DATABASE_URL
  const embedded = given ? undefined : await ensurePostgres()
  const url = given ?? embedded?.url ?? ''
  try {
    await migrate(url)
    const db = setDatabase(url)
    await assertIsolated(db)
    return {
      db,
      async close() {
        await db.close()
        await embedded?.release()
      },
    }
  } catch (error) {
    await embedded?.release()
    throw error
  }
}
