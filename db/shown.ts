import type pg from 'pg'
import type { Database } from './client'

/** Makes of a row what somebody may read of it. */
export type Show = <Row>(row: Row) => Row

/** The same database for somebody who may see its rows only so. Of what is written nothing is different. */
export function shownThrough(db: Database, show: Show): Database {
  return { ...db, show, whole: db }
}

/** The database with its rows as they are: for what is written, and for what is nobody’s to hide. */
export function asItIs(db: Database): Database {
  return db.whole ?? db
}

/** A connection as Drizzle’s builder uses it. */
export function shownTo(client: pg.PoolClient, show: Show): pg.PoolClient {
  const query = async (config: pg.QueryConfig, values: unknown[]) => {
    const result = await client.query(config, values)
    return { ...result, rows: result.rows.map(show) }
  }
  return { query } as unknown as pg.PoolClient
}
