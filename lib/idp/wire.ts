import { STATUS_CODES } from 'node:http'
import { isObject, type JsonObject, parseJson } from './json'
import { NoAnswerError, type ScimAnswer, type ScimCall, type Send, sendHttp } from './send'
import { IdpTaskError } from './task-error'
import type { TraceEntry } from './trace'

/** Where a simulated client sends to, and what it keeps of it. */
export type WireOptions = {
  /** `{origin}/api/scim/{tenant}`, with or without `/v2`; a query in it goes along with every request. */
  baseUrl: string
  send?: Send
  /** Milliseconds after which the socket is closed: 60,000. */
  timeoutMs?: number
  /** Waits after a 429; a test gives its own clock here. */
  wait?: (ms: number) => Promise<void>
  /** Keep request and response bodies in the trace. */
  recordBodies?: boolean
  /** The oldest entries beyond this many go: 20,000. */
  traceLimit?: number
  onTrace?: (entry: TraceEntry) => void
}

export type Query = Record<string, string>

/** An answer whose status was acceptable; `body` is absent when the server sent none. */
export type Answer = { status: number; body: JsonObject | undefined }

/** The requests of one task: what they have in common is whose failure they report. All throw `IdpTaskError`. */
export type Task = {
  /** A 404 is answered, not thrown. */
  get(path: string, query?: Query): Promise<Answer>
  post(path: string, body: JsonObject): Promise<Answer>
  put(path: string, body: JsonObject): Promise<Answer>
  patch(path: string, body: JsonObject): Promise<Answer>
  /** What is gone already is as good as deleted. */
  delete(path: string): Promise<Answer>
  /** An error of this task that is not the fault of one answer. */
  failure(detail: string): IdpTaskError
}

/** How one provider writes its requests. */
export type Manner = {
  headers: (hasBody: boolean) => Record<string, string>
  /** How a space of the query is written: `plus` as `+`, else as `%20`. */
  queryStyle?: 'percent' | 'plus'
}

const GONE = [404]
const ATTEMPTS = 5
const DEFAULT_RETRY_MS = 30_000

/** The HTTP side of a simulated client: its headers, its patience with 429, its timeout, the record of every call. */
export class Wire {
  readonly trace: TraceEntry[] = []
  readonly #base: URL

  /** Throws `RangeError` for a base URL that is none. */
  constructor(
    private readonly options: WireOptions,
    private readonly manner: Manner,
  ) {
    if (!/^https?:/i.test(options.baseUrl) || !URL.canParse(options.baseUrl)) {
      throw new RangeError(`The base URL must be an http or https address: ${options.baseUrl}`)
    }
    this.#base = new URL(options.baseUrl)
  }

  task(name: string, subject = ''): Task {
    const call = (method: string, path: string, body?: JsonObject, tolerated: readonly number[] = []) =>
      this.#call({ name, subject }, { method, path, body }, tolerated)
    return {
      get: (path, query) => call('GET', path + this.#queryOf(query), undefined, GONE),
      post: (path, body) => call('POST', path + this.#queryOf(), body),
      put: (path, body) => call('PUT', path + this.#queryOf(), body),
      patch: (path, body) => call('PATCH', path + this.#queryOf(), body),
      delete: (path) => call('DELETE', path + this.#queryOf(), undefined, GONE),
      failure: (detail) => new IdpTaskError({ task: name, subject, status: undefined, detail }),
    }
  }

  #queryOf(query: Query = {}): string {
    const written = Object.entries(query).map(([name, value]) => {
      const encoded = encodeURIComponent(value)
      return `${name}=${this.manner.queryStyle === 'plus' ? encoded.replaceAll('%20', '+') : encoded}`
    })
    const parts = [this.#base.search.slice(1), ...written].filter((part) => part !== '')
    return parts.length > 0 ? `?${parts.join('&')}` : ''
  }

  async #call(of: Of, request: Request, tolerated: readonly number[]): Promise<Answer> {
    const wait = this.options.wait ?? ((ms: number) => new Promise((resolve) => setTimeout(resolve, ms)))
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#send(of, request, attempt)
      if (answer.status !== 429 || attempt === ATTEMPTS) return read(of, answer, tolerated)
      const after = answer.headers['retry-after']?.trim() ?? ''
      await wait(/^\d+$/.test(after) ? Number(after) * 1000 : DEFAULT_RETRY_MS)
    }
  }

  async #send(of: Of, { method, path, body }: Request, attempt: number): Promise<ScimAnswer> {
    const started = performance.now()
    const entry = { task: of.name, at: Date.now(), method, path, attempt }
    const call: ScimCall = {
      method,
      url: this.#base.origin + this.#base.pathname.replace(/\/+$/, '') + path,
      headers: this.manner.headers(body !== undefined),
      timeoutMs: this.options.timeoutMs ?? 60_000,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }
    try {
      const answer = await (this.options.send ?? sendHttp)(call)
      this.#record({ ...entry, status: answer.status, ms: performance.now() - started }, body, answer)
      return answer
    } catch (cause) {
      if (!(cause instanceof NoAnswerError)) throw cause
      const detail = cause.message
      this.#record({ ...entry, status: undefined, ms: performance.now() - started, detail }, body)
      throw new IdpTaskError({ task: of.name, subject: of.subject, status: undefined, detail }, cause)
    }
  }

  #record(entry: TraceEntry, body: JsonObject | undefined, answer?: ScimAnswer): void {
    if (answer && answer.status >= 400) entry.detail = detailOf(answer)
    if (this.options.recordBodies) {
      if (body) entry.request = body
      if (answer?.body) entry.response = answer.body
    }
    this.trace.push(entry)
    if (this.trace.length > (this.options.traceLimit ?? 20_000)) this.trace.shift()
    this.options.onTrace?.(entry)
  }
}

type Of = { name: string; subject: string }
type Request = { method: string; path: string; body: JsonObject | undefined }

function read(of: Of, answer: ScimAnswer, tolerated: readonly number[]): Answer {
  const { status } = answer
  const json = parseJson(answer.body)
  const body = isObject(json) ? json : undefined
  const unreadable = body === undefined && answer.body.trim() !== ''
  if ((status >= 200 && status <= 299 && !unreadable) || tolerated.includes(status)) return { status, body }
  const scimType = typeof body?.scimType === 'string' ? { scimType: body.scimType } : {}
  throw new IdpTaskError({
    task: of.name,
    subject: of.subject,
    status,
    detail: detailOf(answer),
    ...scimType,
  })
}

function detailOf({ status, body }: ScimAnswer): string {
  const json = parseJson(body)
  if (isObject(json)) {
    return typeof json.detail === 'string' && json.detail ? json.detail : 'The answer has no detail.'
  }
  if (body.trim() === '') return `Empty answer (${status} ${STATUS_CODES[status] ?? ''}).`
  return `The answer is no JSON object: ${body.trim().slice(0, 40)}`
}
