import pg from 'pg'
import { arrayAsBinary, type ValueType } from './binary'

/** What is asked: the name of a fixed statement makes PostgreSQL plan it once for each connection. */
type Question = { readonly name?: string | undefined; readonly text: string }
export type Answer = { readonly command: string; readonly rows: pg.QueryResultRow[] }

type Column = { readonly name: string; readonly read: (text: string) => unknown }
type Asked = Question & {
  readonly values: readonly unknown[]
  readonly rows: pg.QueryResultRow[]
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
  columns: readonly Column[] | undefined
}

/** What this file uses of the connection below a client of `pg`. */
type Wire = {
  readonly parsedStatements: Record<string, string>
  readonly submittedNamedStatements: Record<string, string>
  readonly stream: { cork(): void; uncork(): void }
  parse(of: { name: string; text: string }): void
  bind(of: { statement: string; values: readonly unknown[] }): void
  describe(of: { type: 'P' }): void
  execute(of: object): void
  close(of: { type: 'S'; name: string }): void
  sync(): void
}
type Fields = { fields: { name: string; dataTypeID: number; format: 'text' }[] }

/** The columns of the statements that a connection has planned, which can not change while it keeps the plan. */
const planned = new WeakMap<Wire, Map<string, readonly Column[]>>()

const ignore = () => {}

/**
 * Statements that travel together: one write to the socket, and one Sync behind the last of them, so that PostgreSQL
 * answers all of them at once (PostgreSQL, "Pipelining" in the chapter on its protocol). `pg` by itself sends a Sync
 * behind each statement, and each costs both sides a system call. When one fails, PostgreSQL passes over the others of
 * its flight, and they fail with the same error.
 */
class Flight extends (pg.Query as unknown as new (text: string) => object) {
  readonly #client: pg.PoolClient
  readonly #asked: readonly Asked[]
  readonly callback = ignore
  #answered = 0

  constructor(client: pg.PoolClient, asked: readonly Asked[]) {
    super('')
    this.#client = client
    this.#asked = asked
  }

  submit(wire: Wire): null {
    const columns = planned.get(wire) ?? new Map<string, readonly Column[]>()
    planned.set(wire, columns)
    wire.stream.cork()
    for (const asked of this.#asked) {
      const { name = '', text, values } = asked
      if (!name || (wire.parsedStatements[name] ?? wire.submittedNamedStatements[name]) === undefined) {
        wire.parse({ name, text })
        if (name) wire.submittedNamedStatements[name] = text
      }
      wire.bind({ statement: name, values })
      asked.columns = columns.get(name)
      if (!asked.columns) wire.describe({ type: 'P' })
      wire.execute({})
    }
    wire.sync()
    wire.stream.uncork()
    return null
  }

  handleRowDescription({ fields }: Fields): void {
    const asked = this.#asked[this.#answered]
    if (!asked) return
    asked.columns = fields.map(({ name, dataTypeID, format }) => ({
      name,
      read: this.#client.getTypeParser(dataTypeID, format) as Column['read'],
    }))
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    const asked = this.#asked[this.#answered]
    if (!asked) return
    const row: pg.QueryResultRow = {}
    let place = 0
    for (const { name, read } of asked.columns ?? []) {
      const text = fields[place++] ?? null
      row[name] = text === null ? null : read(text)
    }
    asked.rows.push(row)
  }

  handleCommandComplete({ text }: { text: string }, wire: Wire): void {
    const asked = this.#asked[this.#answered++]
    if (!asked) return
    if (asked.name) {
      wire.parsedStatements[asked.name] = asked.text
      delete wire.submittedNamedStatements[asked.name]
      planned.get(wire)?.set(asked.name, asked.columns ?? [])
    }
    asked.resolve({ command: text, rows: asked.rows })
  }

  handleError(error: unknown, wire: Wire): void {
    const failed = this.#asked.slice(this.#answered)
    this.#answered = this.#asked.length
    for (const { name, reject } of failed) {
      // Whether PostgreSQL has come as far as to plan it is not known; to close what there is not is no error.
      if (name && wire.parsedStatements[name] === undefined) {
        wire.close({ type: 'S', name })
        delete wire.submittedNamedStatements[name]
      }
      reject(error)
    }
  }

  handleReadyForQuery(wire: Wire): void {
    if (this.#answered < this.#asked.length) {
      this.handleError(new Error('The database did not answer every statement.'), wire)
    }
  }
}

/** What is said on one connection. What is asked in one turn of the event loop leaves as one flight. */
export class Flights {
  readonly #client: pg.PoolClient
  #boarding: Asked[] = []
  #hasEnded = false

  constructor(client: pg.PoolClient) {
    this.#client = client
  }

  /** Rejects with PostgreSQL's error, also where that was about a statement before it in the same flight. */
  ask(question: Question, values: readonly unknown[] = []): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#hasEnded) throw new Error('The transaction has ended.')
      const { name, text } = question
      const types = name ? arraysOf(name, text) : undefined
      const written = values.map((value, place) => asParameter(value, types?.[place]))
      // One tick more, for what `find` asks when all who ask have asked.
      if (this.#boarding.length === 0) process.nextTick(() => process.nextTick(() => this.depart()))
      this.#boarding.push({ name, text, values: written, rows: [], columns: undefined, resolve, reject })
    })
  }

  /** Sends what was asked so far, ahead of whatever is said to the connection besides. */
  depart(): void {
    if (this.#boarding.length === 0) return
    const asked = this.#boarding
    this.#boarding = []
    this.#client.query(new Flight(this.#client, asked) as unknown as pg.Submittable)
  }

  /** Sends what was asked so far; the connection is somebody else's from then on. */
  end(): void {
    this.depart()
    this.#hasEnded = true
  }
}

type Arrays = readonly (ValueType | undefined)[]

/** What the arrays are that a fixed statement takes, by its name. */
const arrays = new Map<string, Arrays>()

/** A statement says it itself: `$2::uuid[]`. */
function arraysOf(name: string, text: string): Arrays {
  const known = arrays.get(name)
  if (known) return known
  const found: (ValueType | undefined)[] = []
  for (const [, place, type] of text.matchAll(
    /\$(\d+)::(boolean|integer|jsonb|text|timestamptz|uuid)\[\](?!\[)/g,
  )) {
    found[Number(place) - 1] ??= type as ValueType
  }
  arrays.set(name, found)
  return found
}

/** A value as PostgreSQL reads it: instants in UTC, arrays in its own form or as literals, other objects as JSON. */
function asParameter(value: unknown, elements?: ValueType): string | Buffer | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (typeof value !== 'object') return String(value)
  if (Array.isArray(value)) return (elements && arrayAsBinary(elements, value)) ?? arrayLiteral(value)
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  return JSON.stringify(value)
}

/** PostgreSQL, "Array Value Input". */
function arrayLiteral(values: readonly unknown[]): string {
  let literal = '{'
  for (const value of values) {
    if (literal.length > 1) literal += ','
    literal += Array.isArray(value) ? arrayLiteral(value) : element(asParameter(value))
  }
  return `${literal}}`
}

function element(value: string | Buffer | null): string {
  if (value === null) return 'NULL'
  if (typeof value !== 'string') return `"\\\\x${value.toString('hex')}"`
  return `"${/["\\]/.test(value) ? value.replaceAll(/["\\]/g, '\\$&') : value}"`
}
