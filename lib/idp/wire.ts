import { STATUS_CODES } from 'node:http'
import { isObject, type JsonObject, parseJson } from './json'
import { NoAnswerError, type ScimAnswer, type ScimCall, type Send, sendHttp } from './send'
import { IdpTaskError, type TaskFailure } from './task-error'
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
  /** Keep request and response bodies in the trace, passwords masked. */
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
  get(path: string, query?: Query): Promise<Answer>
  /** The same, but a 404 is answered, not thrown. */
  find(path: string, query?: Query): Promise<Answer>
  post(path: string, body: JsonObject): Promise<Answer>
  put(path: string, body: JsonObject): Promise<Answer>
  patch(path: string, body: JsonObject): Promise<Answer>
  /** What is gone already is as good as deleted. */
  delete(path: string): Promise<Answer>
  /** An error of this task that is not the fault of one answer. */
  failure(detail: string, status?: number): IdpTaskError
}

/** How one provider writes its requests, how patient it is, and how it words what went wrong. */
export type Manner = {
  headers: (hasBody: boolean) => Record<string, string>
  /** How a space of the query is written: `plus` as `+`, else as `%20`. */
  queryStyle?: 'percent' | 'plus'
  /** After a 429: tries, the first one included, and the pause where no integer `Retry-After` tells it. */
  patience?: { attempts: number; pauseMs: number; doubles: boolean }
  /** What is said of a body that is no JSON object. */
  unreadable?: (body: string) => string
  /** The error of a task that failed for good. */
  error?: (failure: TaskFailure, cause?: unknown) => IdpTaskError
}

const GONE = [404]
const PATIENCE = { attempts: 5, pauseMs: 30_000, doubles: false }

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
      get: (path, query) => call('GET', path + this.#queryOf(query)),
      find: (path, query) => call('GET', path + this.#queryOf(query), undefined, GONE),
      post: (path, body) => call('POST', path + this.#queryOf(), body),
      put: (path, body) => call('PUT', path + this.#queryOf(), body),
      patch: (path, body) => call('PATCH', path + this.#queryOf(), body),
      delete: (path) => call('DELETE', path + this.#queryOf(), undefined, GONE),
      failure: (detail, status) => this.#error({ task: name, subject, status, detail }),
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
    const { attempts, pauseMs, doubles } = this.manner.patience ?? PATIENCE
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#send(of, request, attempt)
      if (answer.status !== 429 || attempt === attempts) return this.#read(of, answer, tolerated)
      const after = answer.headers['retry-after']?.trim() ?? ''
      const pause = /^\d+$/.test(after) ? Number(after) * 1000 : pauseMs
      await wait(doubles ? pause * 2 ** (attempt - 1) : pause)
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
      throw this.#error({ task: of.name, subject: of.subject, status: undefined, detail }, cause)
    }
  }

  #record(entry: TraceEntry, body: JsonObject | undefined, answer?: ScimAnswer): void {
    if (answer && answer.status >= 400) entry.detail = this.#detailOf(answer)
    if (this.options.recordBodies) {
      if (body) entry.request = 'password' in body ? { ...body, password: '••••••••' } : body
      if (answer?.body) entry.response = answer.body
    }
    this.trace.push(entry)
    if (this.trace.length > (this.options.traceLimit ?? 20_000)) this.trace.shift()
    this.options.onTrace?.(entry)
  }

  #read(of: Of, answer: ScimAnswer, tolerated: readonly number[]): Answer {
    const { status } = answer
    const json = parseJson(answer.body)
    const body = isObject(json) ? json : undefined
    const unreadable = body === undefined && answer.body.trim() !== ''
    if ((status >= 200 && status <= 299 && !unreadable) || tolerated.includes(status)) return { status, body }
    const scimType = typeof body?.scimType === 'string' ? { scimType: body.scimType } : {}
    const detail = this.#detailOf(answer)
    throw this.#error({ task: of.name, subject: of.subject, status, detail, ...scimType })
  }

  /** What providers show of an answer: the SCIM `detail`, or why there is none. */
  #detailOf({ status, body }: ScimAnswer): string {
    const json = parseJson(body)
    if (isObject(json)) {
      return typeof json.detail === 'string' && json.detail ? json.detail : 'The answer has no detail.'
    }
    if (body.trim() === '') return `Empty answer (${status} ${STATUS_CODES[status] ?? ''}).`
    return this.manner.unreadable?.(body) ?? `The answer is no JSON object: ${body.trim().slice(0, 40)}`
  }

  #error(failure: TaskFailure, cause?: unknown): IdpTaskError {
    return this.manner.error?.(failure, cause) ?? new IdpTaskError(failure, cause)
  }
}

type Of = { name: string; subject: string }
type Request = { method: string; path: string; body: JsonObject | undefined }
