import { isUtf8 } from 'node:buffer'
import {
  invalidSyntax,
  type JsonObject,
  LIMITS,
  payloadTooLarge,
  readJson,
  unsupportedMediaType,
} from '@/lib/scim'
import type { ScimRequest } from './request'

const ACCEPTED = new Set(['application/scim+json', 'application/json'])
const BULK = /^\/*(?:v2\/+)?bulk\/*$/i
const GROUPS = /^\/*(?:v2\/+)?groups(?:\/|$)/i

/** How many bytes a body at this path (as in ScimRequest) may have. */
function limitAt(path: string): number {
  if (GROUPS.test(path)) return LIMITS.groupBytes
  return BULK.test(path) ? LIMITS.bulkBytes : LIMITS.bodyBytes
}

/** One byte more than a body may have: a door that has read so many may stop. */
export function readAtMost(path: string): number {
  return limitAt(path) + 1
}

/** The body as text. @throws ScimError 413, 415, 400 when it is not UTF-8 */
function bodyText(request: ScimRequest): string {
  const limit = limitAt(request.path)
  if (request.body.byteLength > limit) {
    throw payloadTooLarge(
      `The request is larger than ${limit / 1_048_576} MiB. Send fewer members or operations in one request.`,
    )
  }
  const [type = ''] = (request.headers['content-type'] ?? '').split(';', 1)
  const mediaType = type.trim().toLowerCase()
  if (mediaType !== '' && !ACCEPTED.has(mediaType)) {
    throw unsupportedMediaType(
      `The Content-Type ${mediaType.slice(0, 60)} is not read here; send application/scim+json.`,
    )
  }
  const coding = (request.headers['content-encoding'] ?? '').trim().toLowerCase()
  if (coding !== '' && coding !== 'identity') {
    throw unsupportedMediaType(
      `The Content-Encoding ${coding.slice(0, 60)} is not read here; send the body as it is.`,
    )
  }
  if (!isUtf8(request.body)) throw invalidSyntax('The request body is not UTF-8 text.')
  return textOf(request.body)
}

/** Bytes as text, without a copy of them in between. */
export function textOf({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('utf8')
}

/** The body as a JSON object. @throws ScimError 400, 413, 415 */
export function bodyObject(request: ScimRequest): JsonObject {
  return readJson(bodyText(request))
}
