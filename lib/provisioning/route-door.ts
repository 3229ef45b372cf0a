import { Readable } from 'node:stream'
import { callerAddress } from '@/lib/base/address'
import { readAtMost } from './body'
import { scimOriginOf, splitScimPath } from './door'
import { handle } from './handle'

/** The first SCIM door: the web's Request and Response around `handle`, for Next's route handlers. */
export async function answerScim(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const headers = Object.fromEntries(request.headers)
  const at = splitScimPath(pathname)
  const answer = await handle({
    method: request.method,
    ...at,
    query: search.slice(1),
    headers,
    body: () => readBody(request, readAtMost(at.path)),
    origin: scimOriginOf(headers),
    address: callerAddress(headers['x-forwarded-for'], undefined),
  })
  const body = answer.stream ? webStream(answer.stream) : answer.body
  return new Response(body === '' ? null : body, {
    status: answer.status,
    headers: answer.headers,
  })
}

/** Reads no further than one byte past the limit, so that a body cannot fill the memory. */
async function readBody(request: Request, atMost: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    chunks.push(chunk)
    length += chunk.byteLength
    if (length >= atMost) break
  }
  return Buffer.concat(chunks, Math.min(length, atMost))
}

function webStream(text: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const bytes = Readable.from(text, { objectMode: false })
  return Readable.toWeb(bytes) as ReadableStream<Uint8Array>
}
