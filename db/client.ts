import { availableParallelism } from 'node:os'
import { type SQL, sql } from 'drizzle-orm'
import pg from 'pg'
import { AppError } from '@/lib/base/errors'
import { isId } from '@/lib/base/id'
import { log } from '@/lib/base/log'
import { explainFailure } from './failure'
import { Flights } from './flight'
import type { Show } from './shown'
import { OpenTransaction, type Statement, type Tx } from './transaction'

/** The role that every connection becomes: it owns nothing and cannot bypass row-level security. */
const ROLE = 'rollcall_app'

export type Database = {
  readonly pool: pg.Pool
  close(): Promise<void>
  /** What is made of each row before anything sees it, where somebody may not read it whole. */
  readonly show?: Show
  /** The database that shows its rows as they are. */
  readonly whole?: Database
}

const ignore = () => {}

/**
 * Opens a pool whose connections pipeline and have become the application's role. Nothing connects yet.
 *
 * Without compiling (`jit`): statements here are short, and one that is planned with sequential reads made dear would
 * look to servers before 18 as if it were worth it.
 */
export function openDatabase(url: string, options: { max?: number } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 20,
    pipeline: true,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    options: `-c role=${ROLE} -c TimeZone=UTC -c jit=off -c statement_timeout=30s -c lock_timeout=15s -c idle_in_transaction_session_timeout=30s`,
  })
  // A connection that is lost while it is in use fails what was asked on it; unheard, the event would end the process.
  pool.on('connect', (client) => client.on('error', ignore))
  pool.on('error', (error) => log().warn({ message: error.message }, 'an idle database connection was lost'))
  let ended: Promise<void> | undefined
  return { pool, close: () => (ended ??= pool.end()) }
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
 * @param options.presumes where `work` runs again in another transaction when this one fails, see `Tx`
 */
export function inTenant<T>(
  db: Database,
  tenantId: string,
  work: (tx: Tx) => Promise<T>,
  options: { plansOnce?: boolean; presumes?: boolean } = {},
): Promise<T> {
  if (!isId(tenantId)) throw new AppError('not-found', { key: 'errors.noCompany' })
  return transaction(
    db,
    options.plansOnce ? [settingOf(tenantId), ...PLANS_ONCE] : [settingOf(tenantId)],
    work,
    options.presumes,
  )
}

/**
 * PostgreSQL takes a plan for a list of ten to be dearer than one for the list at hand, and plans each time anew. And
 * of a table that was small when the plan was made it would read all, though each write leaves a dead row in it.
 */
const PLANS_ONCE: readonly Statement[] = [
  { name: 'plans_once', text: 'SET LOCAL plan_cache_mode = force_generic_plan' },
  { name: 'plans_by_index', text: 'SET LOCAL enable_seqscan = off' },
]

/** Runs `work` in one transaction that sees the person's own memberships, in whatever tenant. */
export function asPerson<T>(db: Database, personId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (!isId(personId)) throw new AppError('not-found', { key: 'errors.noPerson' })
  return transaction(db, [{ text: `SET LOCAL app.person_id = '${personId}'` }], work)
}

/** Runs `work` in one transaction outside every tenant: only what is global can be seen. */
export function outsideTenants<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction(db, [], work)
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
  return begin(db, [settingOf(tenantId), ...PLANS_ONCE], async (flights) => {
    const answers = questions.map(([statement, values]) => flights.ask(statement, values))
    const [results] = await Promise.all([Promise.all(answers), commit(flights)])
    return results.map(({ rows }) => rows)
  })
}

/** What is said of a transaction before its first statement. */
type Setting = { readonly name?: string; readonly text: string }

const settingOf = (tenantId: string): Setting => ({ text: `SET LOCAL app.tenant_id = '${tenantId}'` })

const BEGIN: Statement = { name: 'begin', text: 'BEGIN' }
const COMMIT: Statement = { name: 'commit', text: 'COMMIT' }

/** Everything from BEGIN on; `work` ends with COMMIT. When a setting fails, so does what is asked behind it. */
async function begin<T>(
  db: Database,
  settings: readonly Setting[],
  work: (flights: Flights, client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await db.pool.connect().catch((error) => {
    throw explainFailure(error)
  })
  const flights = new Flights(client)
  let broken: Error | undefined
  try {
    for (const statement of [BEGIN, ...settings]) flights.ask(statement).catch(ignore)
    return await work(flights, client)
  } catch (error) {
    flights.end()
    await client.query('ROLLBACK').catch((failure) => {
      broken = failure
    })
    throw explainFailure(error)
  } finally {
    client.release(broken)
  }
}

async function commit(flights: Flights): Promise<void> {
  const ended = flights.ask(COMMIT)
  flights.end()
  const { command } = await ended
  if (command !== 'COMMIT') throw new Error('The transaction was rolled back by a failed statement.')
}

function transaction<T>(
  db: Database,
  settings: readonly Setting[],
  work: (tx: Tx) => Promise<T>,
  presumes?: boolean,
): Promise<T> {
  return begin(db, settings, async (flights, client) => {
    const tx = new OpenTransaction(client, flights, { show: db.show, presumes })
    try {
      const result = await work(tx)
      tx.sendGathered()
      await Promise.all([commit(flights), ...tx.sent])
      return result
    } catch (error) {
      throw await firstFailure(tx.sent, error)
    }
  })
}

/** PostgreSQL's answers to what follows a failed statement: in_failed_sql_transaction, and a plan that was not made. */
const FOLLOWS_A_FAILURE: ReadonlySet<unknown> = new Set(['25P02', '26000'])

/** What failed first, where that was a statement nobody waited for. */
async function firstFailure(sent: readonly Promise<unknown>[], error: unknown): Promise<unknown> {
  if (!FOLLOWS_A_FAILURE.has((error as { code?: string }).code)) return error
  const outcomes = await Promise.allSettled(sent)
  return outcomes.find((outcome) => outcome.status === 'rejected')?.reason ?? error
}

/**
 * Transactions of one kind of one tenant that are under way at once; who comes meanwhile goes together with the next.
 * Fewer carry more each and cost less in all. But with one alone the processors wait: the server for the database and the
 * disk, the database while the server tells the answers.
 */
export const IN_FLIGHT = Math.max(2, Math.floor(availableParallelism() / 2))

export { type Lookup, MOST_ROWS, type Presumption, type Statement, type Tx } from './transaction'
export { type SQL, sql }
