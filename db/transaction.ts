import type { SQL } from 'drizzle-orm'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { PgDialect } from 'drizzle-orm/pg-core'
import type pg from 'pg'
import { nameOf } from './composed-names'
import type { Flights } from './flight'
import { type Show, shownTo } from './shown'

/** A fixed statement; its name makes PostgreSQL plan it once for each connection. */
export type Statement = { readonly name: string; readonly text: string }

/**
 * A question by key that many ask at the same moment, such as whose a token is. The statement takes the tenant and one
 * array for each part of the key, and answers at most one row a key, numbered by `place` (from 1).
 */
export type Lookup<Row> = Statement & {
  readonly row?: Row
  /** The same for one key, whose parts it takes as they are (`place` is 1): cheaper where most often one is asked for. */
  readonly one?: Statement
}

/**
 * What is presumed of a key. The statement takes what a lookup's does, each key once, and fails unless it holds of all
 * of them: by a division by zero, as plain SQL raises nothing else on purpose.
 */
export type Presumption = Omit<Lookup<never>, 'row'>

/** The SQLSTATE of a presumption that does not hold (division_by_zero). */
export const PRESUMED_WRONGLY = '22012'

/** The statement that asks about all keys, and its values. */
export function questionOf(
  asked: Lookup<unknown> | Presumption,
  tenantId: string,
  keys: readonly (readonly unknown[])[],
): readonly [Statement, readonly unknown[]] {
  const [key] = keys
  if (asked.one && key && keys.length === 1) return [asked.one, [tenantId, ...key]]
  return [asked, [tenantId, ...columnsOf(keys)]]
}

/** One open transaction. Statements leave in the order of the calls, without waiting for one another's answers. */
export interface Tx {
  /** Runs a prepared statement: the endpoint's hot path. */
  run<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]>
  /**
   * Asks for the row of a key. What is asked for by one lookup in one turn of the event loop leaves as one statement, and
   * a key that comes twice is asked for once. Rows that are locked are locked in the order of the statement.
   */
  find<Row>(lookup: Lookup<Row>, tenantId: string, key: readonly unknown[]): Promise<Row | undefined>
  /** Sends a prepared statement whose answer nobody waits for: if it fails, the transaction does, at its end. */
  send(statement: Statement, values: readonly unknown[]): void
  /**
   * Adds a row that nothing reads before the transaction ends. Rows of one statement leave together, just before
   * COMMIT; its text takes the tenant and an array for each of the row's values.
   */
  later(statement: Statement, tenantId: string, row: readonly unknown[]): void
  /**
   * Whether what nearly always holds may be presumed here: where it does not, all that was done runs again in another
   * transaction, which asks. So a write need not wait for an answer before it is sent.
   */
  readonly presumes: boolean
  /** Fails the transaction unless it holds of the key when what `later` has gathered is about to leave. */
  presume(presumption: Presumption, tenantId: string, key: readonly unknown[]): void
  /** Sends what `later` has gathered so far, for who reads it in the same transaction. */
  sendGathered(): void
  /** Runs a statement made of fragments: filters, sorting, searches. */
  select<Row>(query: SQL): Promise<Row[]>
  /** Drizzle's builder, for what people do in the console. */
  readonly orm: NodePgDatabase
}

const dialect = new PgDialect()
const ignore = () => {}

/** Rows of one statement: what a group of 100,000 leaves is never one text. */
export const MOST_ROWS = 2_000

/** What leaves with COMMIT, by statement in the order of their first rows. */
type Gathered = Map<Statement, { tenantId: string; rows: (readonly unknown[])[] }>

/** What is asserted ahead of that: each key once. */
type Presumed = Map<Presumption, { tenantId: string; keys: Map<string, readonly unknown[]> }>

/** Rows of a statement as it takes them: an array for each of their values. */
function columnsOf(rows: readonly (readonly unknown[])[]): unknown[][] {
  return (rows[0] ?? []).map((_, column) => rows.map((row) => row[column]))
}

/** The transaction that is open on a connection. */
export class OpenTransaction implements Tx {
  readonly #client: pg.PoolClient
  readonly #flights: Flights
  readonly #show: Show | undefined
  readonly #gathered: Gathered = new Map()
  readonly #presumed: Presumed = new Map()
  readonly presumes: boolean
  readonly find: Tx['find']
  /** What nobody waits for; if one of it fails, the transaction does. */
  readonly sent: Promise<unknown>[] = []
  #orm: NodePgDatabase | undefined

  constructor(
    client: pg.PoolClient,
    flights: Flights,
    { show, presumes = false }: { show?: Show | undefined; presumes?: boolean | undefined } = {},
  ) {
    this.#client = client
    this.#flights = flights
    this.#show = show
    this.presumes = presumes
    this.find = finder((statement, values) => this.#ask(statement, values))
  }

  async #ask(question: { name?: string | undefined; text: string }, values: readonly unknown[]) {
    const { rows } = await this.#flights.ask(question, values)
    return this.#show ? rows.map(this.#show) : rows
  }

  run<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    return this.#ask(statement, values) as Promise<Row[]>
  }

  send(statement: Statement, values: readonly unknown[]): void {
    const answer = this.#flights.ask(statement, values)
    answer.catch(ignore)
    this.sent.push(answer)
  }

  later(statement: Statement, tenantId: string, row: readonly unknown[]): void {
    const known = this.#gathered.get(statement) ?? { tenantId, rows: [] }
    this.#gathered.set(statement, known)
    known.rows.push(row)
    // With all that came before it: what these rows refer to, or take the place of.
    if (known.rows.length >= MOST_ROWS) this.sendGathered()
  }

  presume(presumption: Presumption, tenantId: string, key: readonly unknown[]): void {
    if (!this.presumes) throw new Error('Nothing may be presumed where nobody would ask again.')
    const known = this.#presumed.get(presumption) ?? { tenantId, keys: new Map() }
    this.#presumed.set(presumption, known)
    known.keys.set(key.join('\n'), key)
  }

  sendGathered(): void {
    for (const [presumption, { tenantId, keys }] of this.#presumed) {
      this.send(...questionOf(presumption, tenantId, [...keys.values()]))
    }
    this.#presumed.clear()
    for (const [statement, { tenantId, rows }] of this.#gathered) {
      this.send(statement, [tenantId, ...columnsOf(rows)])
    }
    this.#gathered.clear()
  }

  select<Row>(query: SQL): Promise<Row[]> {
    const { sql: text, params } = dialect.sqlToQuery(query)
    return this.#ask({ name: nameOf(text), text }, params) as Promise<Row[]>
  }

  get orm(): NodePgDatabase {
    this.#orm ??= drizzle({ client: this.#show ? shownTo(this.#behind(), this.#show) : this.#behind() })
    return this.#orm
  }

  /** The connection for whoever speaks to it directly: behind what was asked before. */
  #behind(): pg.PoolClient {
    const query = (config: pg.QueryConfig, values: unknown[]) => {
      this.#flights.depart()
      return this.#client.query(config, values)
    }
    return { query } as unknown as pg.PoolClient
  }
}

type Ask = (statement: Statement, values: readonly unknown[]) => Promise<pg.QueryResultRow[]>
type Asked = { key: readonly unknown[]; row: Promise<unknown>; answer: PromiseSettler }
type PromiseSettler = { resolve(row: unknown): void; reject(error: unknown): void }

/** Gathers what is asked for until everybody who runs in this turn of the event loop has asked. */
function finder(ask: Ask): Tx['find'] {
  let asking = new Map<Lookup<unknown>, { tenantId: string; byKey: Map<string, Asked> }>()
  const askAll = () => {
    for (const [lookup, { tenantId, byKey }] of asking) {
      const asked = [...byKey.values()]
      const keys = asked.map(({ key }) => key)
      ask(...questionOf(lookup, tenantId, keys)).then(
        (rows) => {
          const places = new Map(rows.map((row) => [Number(row.place), row]))
          for (const [index, { answer }] of asked.entries()) answer.resolve(places.get(index + 1))
        },
        (error) => {
          for (const { answer } of asked) answer.reject(error)
        },
      )
    }
    asking = new Map()
  }
  return <Row>(lookup: Lookup<Row>, tenantId: string, key: readonly unknown[]) => {
    if (asking.size === 0) process.nextTick(askAll)
    const { byKey } = asking.get(lookup) ?? { byKey: new Map<string, Asked>() }
    asking.set(lookup, { tenantId, byKey })
    const text = key.join('\n')
    const asked = byKey.get(text) ?? askedFor(key)
    byKey.set(text, asked)
    return asked.row as Promise<Row | undefined>
  }
}

function askedFor(key: readonly unknown[]): Asked {
  let answer: PromiseSettler = { resolve: ignore, reject: ignore }
  const row = new Promise((resolve, reject) => {
    answer = { resolve, reject }
  })
  row.catch(ignore)
  return { key, row, answer }
}
