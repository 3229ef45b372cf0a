import type { Socket } from 'node:net'
import type { SQL } from 'drizzle-orm'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { PgDialect } from 'drizzle-orm/pg-core'
import type pg from 'pg'
import { nameOf } from './composed-names'
import { type Show, shownTo } from './shown'

/** A fixed statement; its name makes PostgreSQL plan it once for each connection. */
export type Statement = { readonly name: string; readonly text: string }

/**
 * A question by key that many ask at the same moment, such as whose a token is. `statement` takes the tenant and one
 * array for each part of the key, and answers at most one row a key, numbered by `place` (from 1).
 */
export type Lookup<Row> = Statement & { readonly row?: Row }

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
  /** Sends what `later` has gathered so far, for who reads it in the same transaction. */
  sendGathered(): void
  /** Runs a statement made of fragments: filters, sorting, searches. */
  select<Row>(query: SQL): Promise<Row[]>
  /** Drizzle's builder, for what people do in the console. */
  readonly orm: NodePgDatabase
}

const dialect = new PgDialect()
const ignore = () => {}

/** What is said to the server in one turn of the event loop leaves in one write to its socket. */
export function inOneWrite(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  if (stream.writableCorked > 0) return
  stream.cork()
  // One tick more, for what `find` sends when all who ask have asked.
  process.nextTick(() => process.nextTick(() => stream.uncork()))
}

/** Rows of one statement: what a group of 100,000 leaves is never one text. */
export const MOST_ROWS = 2_000

/** What leaves with COMMIT, by statement in the order of their first rows. */
type Gathered = Map<Statement, { tenantId: string; rows: (readonly unknown[])[] }>

/** Rows of a statement as it takes them: an array for each of their values. */
export function columnsOf(rows: readonly (readonly unknown[])[]): unknown[][] {
  return (rows[0] ?? []).map((_, column) => rows.map((row) => written(row[column])))
}

/** `pg` would write an instant part by part, in the time zone of the process. */
function written(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value
}

/** The transaction that is open on a connection. */
export class OpenTransaction implements Tx {
  readonly #client: pg.PoolClient
  readonly #show: Show | undefined
  readonly #gathered: Gathered = new Map()
  readonly #ask: Ask
  readonly find: Tx['find']
  /** What nobody waits for; if one of it fails, the transaction does. */
  readonly sent: Promise<unknown>[] = []
  #orm: NodePgDatabase | undefined

  constructor(client: pg.PoolClient, show?: Show) {
    this.#client = client
    this.#show = show
    this.#ask = async (query) => {
      inOneWrite(client)
      const { rows } = await client.query(query)
      return show ? rows.map(show) : rows
    }
    this.find = finder(this.#ask)
  }

  run<Row>({ name, text }: Statement, values: readonly unknown[]): Promise<Row[]> {
    return this.#ask({ name, text, values: values as unknown[] }) as Promise<Row[]>
  }

  send({ name, text }: Statement, values: readonly unknown[]): void {
    const answer = this.#ask({ name, text, values: values as unknown[] })
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

  sendGathered(): void {
    for (const [statement, { tenantId, rows }] of this.#gathered) {
      this.send(statement, [tenantId, ...columnsOf(rows)])
    }
    this.#gathered.clear()
  }

  select<Row>(query: SQL): Promise<Row[]> {
    const { sql: text, params } = dialect.sqlToQuery(query)
    const name = nameOf(text)
    return this.#ask({ ...(name && { name }), text, values: params }) as Promise<Row[]>
  }

  get orm(): NodePgDatabase {
    this.#orm ??= drizzle({ client: this.#show ? shownTo(this.#client, this.#show) : this.#client })
    return this.#orm
  }
}

type Ask = (query: pg.QueryConfig) => Promise<pg.QueryResultRow[]>
type Asked = { key: readonly unknown[]; row: Promise<unknown>; answer: PromiseSettler }
type PromiseSettler = { resolve(row: unknown): void; reject(error: unknown): void }

/** Gathers what is asked for until everybody who runs in this turn of the event loop has asked. */
function finder(ask: Ask): Tx['find'] {
  let asking = new Map<Statement, { tenantId: string; byKey: Map<string, Asked> }>()
  const askAll = () => {
    for (const [{ name, text }, { tenantId, byKey }] of asking) {
      const asked = [...byKey.values()]
      const values = [tenantId, ...columnsOf(asked.map(({ key }) => key))]
      ask({ name, text, values }).then(
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
