import { STATUS_CODES } from 'node:http'
import { isObject, type JsonObject, parseJson } from '../json'
import { NoAnswerError, type ScimAnswer, type Send, sendHttp } from '../send'
import type { TraceEntry } from '../trace'
import { OktaTaskError, type OktaTaskKind } from './errors'

export type Wait = (ms: number) => Promise<void>

export type OktaWireOptions = {
  /** `{origin}/api/scim/{tenant}`, with or without `/v2`. Okta refuses an underscore in it. */
  baseUrl: string
  /** The whole `Authorization` value. */
  authorization: string
  send?: Send
  /** Milliseconds after which Okta closes the socket: 60,000. */
  timeoutMs?: number
  /** Waits for a 429; a test gives its own clock here. */
  wait?: Wait
  /** The pause after a 429 without an integer `Retry-After`: five minutes. */
  defaultRetryMs?: number
  /** Tries after 429 before the task fails for good: 10, the first one included. */
  maxAttempts?: number
  /** Keep request and response bodies in the trace (passwords masked). */
  recordBodies?: boolean
  /** The oldest entries beyond this many go: 20,000. */
  traceLimit?: number
  onTrace?: (entry: TraceEntry) => void
}

/** An answer whose status was acceptable; `body` is absent when the server sent none. */
export type OktaAnswer = { status: number; body: JsonObject | undefined }

/** The requests of one task: what they have in common is whose failure they report. */
export type OktaTask = {
  kind: OktaTaskKind
  subject: string
  /** A status of `tolerated` is answered, not thrown. All methods throw `OktaTaskError`. */
  get(path: string, tolerated?: readonly number[]): Promise<OktaAnswer>
  post(path: string, body: JsonObject): Promise<OktaAnswer>
  put(path: string, body: JsonObject): Promise<OktaAnswer>
  patch(path: string, body: JsonObject): Promise<OktaAnswer>
  delete(path: string, tolerated?: readonly number[]): Promise<OktaAnswer>
  /** An error of this task that is not the fault of one answer. */
  failure(detail: string, status?: number): OktaTaskError
}

const defaultWait: Wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** Okta's HTTP client: its headers, its patience with 429, its timeout, and the record of every call. */
export class OktaWire {
  readonly trace: TraceEntry[] = []
  readonly baseUrl: string

  constructor(private readonly options: OktaWireOptions) {
    if (!/^https?:/i.test(options.baseUrl) || !URL.canParse(options.baseUrl)) {
      throw new RangeError(`The base URL must be an http or https address: ${options.baseUrl}`)
    }
    if (options.baseUrl.includes('_')) {
      throw new RangeError('Okta does not allow an underscore in the base URL.')
    }
    this.baseUrl = options.baseUrl.replace(/\/+$/, '')
  }

  task(kind: OktaTaskKind, subject = ''): OktaTask {
    const call = (method: string, path: string, body?: JsonObject, tolerated: readonly number[] = []) =>
      this.#call(task, method, path, body, tolerated)
    const task: OktaTask = {
      kind,
      subject,
      get: (path, tolerated) => call('GET', path, undefined, tolerated),
      post: (path, body) => call('POST', path, body),
      put: (path, body) => call('PUT', path, body),
      patch: (path, body) => call('PATCH', path, body),
      delete: (path, tolerated) => call('DELETE', path, undefined, tolerated),
      failure: (detail, status) => new OktaTaskError({ task: kind, subject, status, detail }),
    }
    return task
  }

  async #call(
    task: OktaTask,
    method: string,
    path: string,
    body: JsonObject | undefined,
    tolerated: readonly number[],
  ): Promise<OktaAnswer> {
    const { maxAttempts = 10, wait = defaultWait } = this.options
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#send(task, method, path, body, attempt)
      if (answer.status === 429 && attempt < maxAttempts) {
        await wait(this.#pause(answer) * 2 ** (attempt - 1))
        continue
      }
      return read(task, answer, tolerated)
    }
  }

  /** `Retry-After` counts only as integer seconds; missing or a date means the default. */
  #pause(answer: ScimAnswer): number {
    const header = answer.headers['retry-after']?.trim() ?? ''
    return /^\d+$/.test(header) ? Number(header) * 1000 : (this.options.defaultRetryMs ?? 300_000)
  }

  async #send(
    task: OktaTask,
    method: string,
    path: string,
    body: JsonObject | undefined,
    attempt: number,
  ): Promise<ScimAnswer> {
    const { send = sendHttp, timeoutMs = 60_000 } = this.options
    const at = Date.now()
    const started = performance.now()
    const entry = { task: task.kind, at, method, path, attempt }
    const text = body && JSON.stringify(body)
    const call = { method, url: this.baseUrl + path, headers: this.#headers(body !== undefined), timeoutMs }
    try {
      const answer = await send(text === undefined ? call : { ...call, body: text })
      this.#record({ ...entry, status: answer.status, ms: performance.now() - started }, body, answer)
      return answer
    } catch (cause) {
      if (!(cause instanceof NoAnswerError)) throw cause
      const detail = cause.message
      this.#record({ ...entry, status: undefined, ms: performance.now() - started, detail }, body)
      throw new OktaTaskError({ task: task.kind, subject: task.subject, status: undefined, detail }, cause)
    }
  }

  /** The headers of Okta's requests, in its order and spelling; a Content-Type only with a body. */
  #headers(hasBody: boolean): Record<string, string> {
    return {
      Authorization: this.options.authorization,
      Accept: 'application/scim+json',
      'Accept-Charset': 'utf-8',
      ...(hasBody ? { 'Content-Type': 'application/scim+json; charset=utf-8' } : {}),
      'User-Agent': 'Okta SCIM Client 1.0.0',
      'Accept-Encoding': 'gzip,deflate',
      Connection: 'Keep-Alive',
    }
  }

  #record(entry: TraceEntry, body: JsonObject | undefined, answer?: ScimAnswer): void {
    if (answer && answer.status >= 400) entry.detail = detailOf(answer)
    if (this.options.recordBodies) {
      if (body) entry.request = 'password' in body ? { ...body, password: '••••••••' } : body
      if (answer?.body) entry.response = answer.body
    }
    this.trace.push(entry)
    if (this.trace.length > (this.options.traceLimit ?? 20_000)) this.trace.shift()
    this.options.onTrace?.(entry)
  }
}

function read(task: OktaTask, answer: ScimAnswer, tolerated: readonly number[]): OktaAnswer {
  const { status } = answer
  const json = parseJson(answer.body)
  const body = isObject(json) ? json : undefined
  if ((status < 200 || status > 299) && !tolerated.includes(status)) {
    const scimType = body?.scimType
    throw new OktaTaskError({
      task: task.kind,
      subject: task.subject,
      status,
      detail: detailOf(answer),
      ...(typeof scimType === 'string' ? { scimType } : {}),
    })
  }
  if (!body && answer.body.trim() !== '') throw task.failure(unreadable(answer.body), status)
  return { status, body }
}

/** What Okta shows of an answer: the SCIM `detail`; for a body that is no JSON, its parser's complaint. */
function detailOf({ status, body }: ScimAnswer): string {
  const json = parseJson(body)
  if (isObject(json)) {
    return typeof json.detail === 'string' && json.detail ? json.detail : 'The answer has no detail.'
  }
  return body.trim() === '' ? `Empty answer (${status} ${STATUS_CODES[status] ?? ''}).` : unreadable(body)
}

function unreadable(body: string): string {
  const token = /^[^\s>]{1,40}/.exec(body.trim())?.[0] ?? ''
  return `Unrecognized token '${token}': was expecting a JSON object.`
}
