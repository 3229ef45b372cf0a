import { Agent, type IncomingMessage, request as requestHttp } from 'node:http'
import { Agent as AgentTls, request as requestHttps } from 'node:https'
import { promisify } from 'node:util'
import { gunzip, inflate } from 'node:zlib'

/** One request as it goes over the wire; header names keep the case that they are given in. */
export type ScimCall = {
  method: string
  url: string
  headers: Record<string, string>
  body?: string
  /** Milliseconds after which the socket is closed; 60,000 when absent. */
  timeoutMs?: number
}

/** One answer; header names in lower case, the body decoded. */
export type ScimAnswer = { status: number; headers: Record<string, string>; body: string }

/** How a simulated client reaches a server: over HTTP, or straight into a request handler in a test. */
export type Send = (call: ScimCall) => Promise<ScimAnswer>

/** There was no HTTP answer at all. `message` is a sentence for the person who started the client. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError'
  constructor(
    readonly reason: 'timeout' | 'unreachable',
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause })
  }
}

// Idle sockets go before a server's usual five seconds are over, so that no request meets a closing socket.
const pool = { keepAlive: true, timeout: 2_000 }
const agents = { 'http:': new Agent(pool), 'https:': new AgentTls(pool) }

/**
 * Sends with `node:http`, because `fetch` adds headers of its own (`sec-fetch-mode`, `accept-language`) that no identity
 * provider sends. Redirects are not followed. Throws `NoAnswerError`.
 */
export const sendHttp: Send = (call) => attempt(call, new URL(call.url), true)

async function attempt(call: ScimCall, url: URL, mayRepeat: boolean): Promise<ScimAnswer> {
  const timeoutMs = call.timeoutMs ?? 60_000
  const signal = AbortSignal.timeout(timeoutMs)
  const tls = url.protocol === 'https:'
  const body = call.body === undefined ? undefined : Buffer.from(call.body)
  const headers = body ? { ...call.headers, 'Content-Length': String(body.length) } : call.headers
  const request = (tls ? requestHttps : requestHttp)(url, {
    method: call.method,
    headers,
    signal,
    agent: agents[tls ? 'https:' : 'http:'],
  })
  try {
    return await new Promise((resolve, reject) => {
      request.on('error', reject)
      request.on('response', (response) => readAnswer(response).then(resolve, reject))
      request.end(body)
    })
  } catch (cause) {
    // The server closed a kept-alive socket just as it was reused: the request never arrived. A POST is not repeated.
    const stale = request.reusedSocket && codeOf(cause) === 'ECONNRESET' && call.method !== 'POST'
    if (stale && mayRepeat) return attempt(call, url, false)
    throw noAnswer(url, cause, signal.aborted, timeoutMs)
  }
}

async function readAnswer(response: IncomingMessage): Promise<ScimAnswer> {
  const parts: Buffer[] = []
  for await (const part of response) parts.push(part as Buffer)
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value
  }
  const bytes = await decode(Buffer.concat(parts), headers['content-encoding'])
  return { status: response.statusCode ?? 0, headers, body: bytes.toString('utf8') }
}

async function decode(bytes: Buffer, encoding: string | undefined): Promise<Buffer> {
  if (bytes.length === 0) return bytes
  if (encoding === 'gzip') return promisify(gunzip)(bytes)
  if (encoding === 'deflate') return promisify(inflate)(bytes)
  return bytes
}

function codeOf(cause: unknown): string {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : ''
}

const REASONS: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the host name could not be looked up',
  ECONNRESET: 'the connection was closed without an answer',
  EPIPE: 'the connection was closed without an answer',
  EHOSTUNREACH: 'there is no route to the host',
}

function noAnswer(url: URL, cause: unknown, timedOut: boolean, timeoutMs: number): NoAnswerError {
  if (timedOut) {
    return new NoAnswerError('timeout', `${url.host} did not answer within ${timeoutMs / 1000} s.`, cause)
  }
  const code = codeOf(cause)
  const reason = REASONS[code] ?? (code || (cause instanceof Error ? cause.message : String(cause)))
  return new NoAnswerError('unreachable', `${url.host} cannot be reached: ${reason}.`, cause)
}

/** A `Send` over anything that looks like `fetch`: a route handler in a test, for one. */
export function sendByFetch(fetch: (url: string, init: RequestInit) => Promise<Response>): Send {
  return async ({ method, url, headers, body }) => {
    const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) })
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    }
  }
}
