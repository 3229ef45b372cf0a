import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { callerAddress } from '@/lib/base/address'
import { log } from '@/lib/base/log'
import { readAtMost } from './body'
import { readTarget, scimOriginOf, splitScimPath } from './door'
import { handle } from './handle'

/** The second SCIM door: node:http's request and response around `handle`. */
export async function serveScim(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, query } = readTarget(request.url)
  // Node joins what came several times. Set-Cookie alone would be a list, and nothing here reads that.
  const headers = request.headers as { readonly [name: string]: string | undefined }
  const at = splitScimPath(pathname)
  const answer = await handle({
    method: request.method ?? 'GET',
    ...at,
    query,
    headers,
    body: () => readBody(request, readAtMost(at.path)),
    origin: scimOriginOf(headers),
    address: callerAddress(headers['x-forwarded-for'], request.socket.remoteAddress),
  })
  if (answer.stream) {
    response.writeHead(answer.status, answer.headers)
    // A failure on the way cuts the answer off, so that nobody takes a part for the whole.
    await pipeline(Readable.from(answer.stream), response).catch((error) => {
      log().warn({ message: error.message }, 'an answer was not read to its end')
    })
    return
  }
  if (answer.body === '') {
    response.writeHead(answer.status, answer.headers).end()
    return
  }
  const bytes = Buffer.from(answer.body)
  const length = { 'content-length': bytes.length }
  response.writeHead(answer.status, Object.assign(length, answer.headers)).end(bytes)
}

const NOTHING = new Uint8Array()

/**
 * Reads no further than one byte past the limit, so that a body cannot fill the memory; what comes after is thrown away.
 * By events: an iterator of the request would cost a tenth of the server's time of a write.
 */
async function readBody(request: IncomingMessage, atMost: number): Promise<Uint8Array> {
  const { headers } = request
  // RFC 9112 §6.3: a request with neither has no body.
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return NOTHING
  const chunks = await chunksOf(request, atMost)
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)
}

/** Rejects when the request ends before its body does. */
function chunksOf(request: IncomingMessage, atMost: number): Promise<Buffer[]> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    let isRead = false
    const keep = (chunk: Buffer) => {
      chunks.push(chunk)
      length += chunk.length
      if (length >= atMost) finish()
    }
    const finish = () => {
      isRead = true
      request.off('data', keep).off('end', finish)
      request.resume()
      resolve(chunks)
    }
    const fail = () => {
      if (!isRead) reject(new Error('The request ended before its body did.'))
    }
    request.on('data', keep).on('end', finish).on('error', fail).on('close', fail)
  })
}
