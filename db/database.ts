import { env } from '@/lib/base/env'
import { AppError } from '@/lib/base/errors'
import { type Database, openDatabase } from './client'

/** Next compiles its own copy of this module beside the one of server.ts; the pool is one for the process. */
const shared = globalThis as { rollcallDatabase?: { url: string; database: Database } }

/** Connections that the processes of one machine share, and the fewest that one of them works with. */
const CONNECTIONS = 20
const FEWEST = 5

/** Names the database of this process; called once at start, before anything reads or writes. */
export function setDatabase(url: string): Database {
  const max = Math.max(FEWEST, Math.ceil(CONNECTIONS / env().WORKERS))
  if (shared.rollcallDatabase?.url !== url)
    shared.rollcallDatabase = { url, database: openDatabase(url, { max }) }
  return shared.rollcallDatabase.database
}

/** The database of this process: the one server.ts started with, else that of DATABASE_URL. */
export function database(): Database {
  if (shared.rollcallDatabase) return shared.rollcallDatabase.database
  const url = env().DATABASE_URL
  if (!url) throw new AppError('unavailable', { key: 'errors.noDatabase' })
  return setDatabase(url)
}

/** The address of the database of this process, for connections that live outside the pool. */
export function databaseUrl(): string {
  database()
  return shared.rollcallDatabase?.url ?? ''
}
