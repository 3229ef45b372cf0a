import type { Socket } from 'node:net'
import { type SQL, sql } from 'drizzle-orm'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { PgDialect } from 'drizzle-orm/pg-core'
import pg from 'pg'
import { AppError } from '@/lib/base/errors'
import { isId } from '@/lib/base/id'
import { log } from '@/lib/base/log'
import { nameOf } from './composed-names'
import { explainFailure } from './failure'
import { type Show, shownTo } from './shown'

/** The role that every connection becomes: it owns nothing and cannot bypass row-level security. */
const ROLE = 'rollcall_app'

/** A fixed statement; its name makes PostgreSQL plan it once for each connection. */
export type Statement = { readonly name: string; readonly text: string }

/** One open transaction. Statements leave in the order of the calls, without waiting for one another's answers. */
export interface Tx {
  /** Runs a prepared statement: the endpoint's hot path. */
  run<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]>
  /** Sends a prepared statement whose answer nobody waits for: if it fails, the transaction does, at its end. */
  send(statement: Statement, values: readonly unknown[]): void
  /**
   * Adds a row that nothing reads before the transaction ends. Rows of one statement leave together, just before
   * COMMIT; its text takes the tenant and an array for each of the row's values.
   */
  later(statement: Statement, tenantId: string, row: readonly unknown[]): void
  /** Runs a statement made of fragments: filters, sorting, searches. */
  select<Row>(query: SQL): Promise<Row[]>
  /** Drizzle's builder, for what people do in the console. */
  readonly orm: NodePgDatabase
}

export type Database = {
  readonly pool: pg.Pool
  close(): Promise<void>
  /** What is made of each row before anything sees it, where somebody may not read it whole. */
  readonly show?: Show
  /** The database that shows its rows as they are. */
  readonly whole?: Database
}

const dialect = new PgDialect()
const ignore = () => {}

/** Opens a pool whose connections pipeline and have become the application's role. Nothing connects yet. */
export function openDatabase(url: string, options: { max?: number } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 20,
    pipeline: true,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    options: `-c role=${ROLE} -c TimeZone=UTC -c statement_timeout=30s -c lock_timeout=15s -c idle_in_transaction_session_timeout=30s`,
  })
  pool.on('error', (error) => log().warn({ message: error.message }, 'an idle database connection was lost'))
  return { pool, close: () => pool.end() }
}

/**
 * Refuses to go on when a connection could read past row-level security: as a superuser, with BYPASSRLS,
 * or with the policies not in force.
 */
export async function assertIsolated(db: Database): Promise<void> {
  const { rows } = await db.pool.query<{ role: string; bypass: boolean; active: boolean }>(
    `select current_user as role, (rolsuper or rolbypassrls) as bypass,
            row_security_active('users') and row_security_active('tokens') as active
       from pg_roles where rolname = current_user`,
  )
  const [row] = rows
  if (!row || row.role !== ROLE || row.bypass || !row.active) {
    throw new Error(
      `The database connection is “${row?.role}”, which can read past row-level security. Rollcall must be able to become the role ${ROLE}.`,
    )
  }
}

/**
 * Runs `work` in one transaction in which row-level security admits only rows of `tenantId`.
 *
 * BEGIN and SET LOCAL leave in the same flight as the first statement. A plain SET LOCAL, because Citus
 * passes that on to its workers; SET takes no parameters, so the id is checked to be a UUID first.
 *
 * @param options.plansOnce for fixed statements alone, whose plan is the same whatever their values are
 */
export function inTenant<T>(
  db: Database,
  tenantId: string,
  work: (tx: Tx) => Promise<T>,
  options: { plansOnce?: boolean } = {},
): Promise<T> {
  if (!isId(tenantId)) throw new AppError('not-found', { key: 'errors.noCompany' })
  return transaction(db, `${settingOf(tenantId)}${options.plansOnce ? PLANS_ONCE : ''}`, work)
}

/** PostgreSQL takes a plan for a list of ten to be dearer than one for the list at hand, and plans each time anew. */
const PLANS_ONCE = ';SET LOCAL plan_cache_mode = force_generic_plan'

/** Runs `work` in one transaction that sees the person's own memberships, in whatever tenant. */
export function asPerson<T>(db: Database, personId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (!isId(personId)) throw new AppError('not-found', { key: 'errors.noPerson' })
  return transaction(db, `SET LOCAL app.person_id = '${personId}'`, work)
}

/** Runs `work` in one transaction outside every tenant: only what is global can be seen. */
export function outsideTenants<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction(db, undefined, work)
}

/**
 * Asks several questions in one transaction of the tenant, which leaves in one flight from BEGIN to COMMIT. They are
 * planned once, whatever their values. Answers the rows of each.
 */
export async function askInTenant(
  db: Database,
  tenantId: string,
  questions: readonly (readonly [Statement, readonly unknown[]])[],
): Promise<unknown[][]> {
  if (!isId(tenantId)) throw new AppError('not-found', { key: 'errors.noCompany' })
  const client = await connect(db)
  let broken: Error | undefined
  try {
    inOneWrite(client)
    client.query(beginning(`${settingOf(tenantId)}${PLANS_ONCE}`)).catch(ignore)
    const answers = questions.map(([{ name, text }, values]) =>
      client.query({ name, text, values: values as unknown[] }),
    )
    const ended = client.query('COMMIT')
    const [, ...results] = await Promise.all([ended, ...answers])
    return results.map(({ rows }) => rows)
  } catch (error) {
    await client.query('ROLLBACK').catch((failure) => {
      broken = failure
    })
    throw explainFailure(error)
  } finally {
    client.release(broken)
  }
}

function connect(db: Database): Promise<pg.PoolClient> {
  return db.pool.connect().catch((error) => {
    throw explainFailure(error)
  })
}

const settingOf = (tenantId: string) => `SET LOCAL app.tenant_id = '${tenantId}'`

/** One message: when it fails, so does the first statement behind it. */
const beginning = (setting: string | undefined) => (setting ? `BEGIN;${setting}` : 'BEGIN')

async function transaction<T>(
  db: Database,
  setting: string | undefined,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const client = await connect(db)
  const sent: Promise<unknown>[] = []
  let broken: Error | undefined
  try {
    inOneWrite(client)
    client.query(beginning(setting)).catch(ignore)
    const gathered: Gathered = new Map()
    const tx = transactionOn(client, sent, gathered, db.show)
    const result = await work(tx)
    inOneWrite(client)
    for (const [statement, { tenantId, rows }] of gathered) tx.send(statement, [tenantId, ...columnsOf(rows)])
    const [{ command }] = await Promise.all([client.query('COMMIT'), ...sent])
    if (command !== 'COMMIT') throw new Error('The transaction was rolled back by a failed statement.')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((failure) => {
      broken = failure
    })
    throw explainFailure(await firstFailure(sent, error))
  } finally {
    client.release(broken)
  }
}

/** PostgreSQL's answer to whatever follows a failed statement: in_failed_sql_transaction. */
const FOLLOWS_A_FAILURE = '25P02'

/** What failed first, where that was a statement nobody waited for. */
async function firstFailure(sent: readonly Promise<unknown>[], error: unknown): Promise<unknown> {
  if ((error as { code?: string }).code !== FOLLOWS_A_FAILURE) return error
  const outcomes = await Promise.allSettled(sent)
  return outcomes.find((outcome) => outcome.status === 'rejected')?.reason ?? error
}

/** What is said to the server in one turn of the event loop leaves in one write to its socket. */
function inOneWrite(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  if (stream.writableCorked > 0) return
  stream.cork()
  process.nextTick(() => stream.uncork())
}

/** Rows of one statement: what a group of 100,000 leaves is never one text. */
export const MOST_ROWS = 2_000

/** What leaves with COMMIT, by statement in the order of their first rows. */
type Gathered = Map<Statement, { tenantId: string; rows: (readonly unknown[])[] }>

function columnsOf(rows: readonly (readonly unknown[])[]): unknown[][] {
  return (rows[0] ?? []).map((_, column) => rows.map((row) => row[column]))
}

function transactionOn(client: pg.PoolClient, sent: Promise<unknown>[], gathered: Gathered, show?: Show): Tx {
  let orm: NodePgDatabase | undefined
  const ask = async (query: pg.QueryConfig) => {
    inOneWrite(client)
    const { rows } = await client.query(query)
    return show ? rows.map(show) : rows
  }
  const send: Tx['send'] = ({ name, text }, values) => {
    const answer = ask({ name, text, values: values as unknown[] })
    answer.catch(ignore)
    sent.push(answer)
  }
  return {
    run: <Row>({ name, text }: Statement, values: readonly unknown[]) =>
      ask({ name, text, values: values as unknown[] }) as Promise<Row[]>,
    send,
    later(statement, tenantId, row) {
      const known = gathered.get(statement) ?? { tenantId, rows: [] }
      gathered.set(statement, known)
      known.rows.push(row)
      if (known.rows.length < MOST_ROWS) return
      gathered.delete(statement)
      send(statement, [tenantId, ...columnsOf(known.rows)])
    },
    select<Row>(query: SQL) {
      const { sql: text, params } = dialect.sqlToQuery(query)
      const name = nameOf(text)
      return ask({ ...(name && { name }), text, values: params }) as Promise<Row[]>
    },
    get orm() {
      orm ??= drizzle({ client: show ? shownTo(client, show) : client })
      return orm
    },
  }
}

export { type SQL, sql }
