import { assertIsolated, type Database } from '@/db/client'
import { setDatabase } from '@/db/database'
import { ensurePostgres } from '@/db/embedded'
import { migrate } from '@/db/migrate'
import { env } from '@/lib/base/env'
import { isWorker } from './workers'

export type OpenProcess = {
  readonly db: Database
  /** The database's address, for processes that share it. */
  readonly url: string
  /** Gives up the database; the last process out also stops the embedded server. */
  close(): Promise<void>
}

/**
 * What every process needs before it reads or writes: a PostgreSQL (the embedded one unless DATABASE_URL names
 * another), migrated, and connections that cannot see past row-level security. A worker finds it migrated.
 * @throws Error with one line that names the remedy
 */
export async function openProcess(): Promise<OpenProcess> {
  const given = env().DATABASE_URL
  const embedded = given ? undefined : await ensurePostgres()
  const url = given ?? embedded?.url ?? ''
  try {
    if (!isWorker) await migrate(url)
    const db = setDatabase(url)
    await assertIsolated(db)
    return {
      db,
      url,
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
