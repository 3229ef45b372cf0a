import pg from 'pg'

/** What processes that use the embedded PostgreSQL are known by. */
const PRESENCE = 'rollcall presence'

/**
 * Empties the demo's own database, for a year that begins anew.
 * @throws Error when another process uses it: a demo that is running still
 */
export async function resetDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const others = await client.query('select from pg_stat_activity where application_name = $1', [PRESENCE])
    if ((others.rowCount ?? 0) > 1) throw new Error('A demo is running on this data already. Stop it first.')
    await client.query('drop schema if exists drizzle cascade')
    await client.query('drop schema public cascade')
    await client.query('create schema public')
    await client.query('grant usage on schema public to public')
  } finally {
    await client.end()
  }
}
