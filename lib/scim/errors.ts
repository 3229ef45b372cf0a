import type { JsonObject } from './types'
import { URN } from './urns'

/** The detail codes of RFC 7644 table 9, and those of RFC 9865 §2.1. */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  | 'invalidVers'
  | 'sensitive'
  | 'invalidCursor'
  | 'expiredCursor'
  | 'invalidCount'

/**
 * A refusal in the words of RFC 7644 §3.12. `detail` is read by an administrator in the identity provider:
 * what is wrong, with which value, and what to do; never empty, never a secret.
 */
export class ScimError extends Error {
  readonly status: number
  readonly detail: string
  declare readonly scimType?: ScimType
  declare readonly headers?: Record<string, string>

  constructor(status: number, detail: string, scimType?: ScimType, headers?: Record<string, string>) {
    super(detail)
    this.name = 'ScimError'
    this.status = status
    this.detail = detail
    if (scimType !== undefined) this.scimType = scimType
    if (headers !== undefined) this.headers = headers
  }
}

export const invalidFilter = (detail: string) => new ScimError(400, detail, 'invalidFilter')
export const tooMany = (detail: string) => new ScimError(400, detail, 'tooMany')
export const uniqueness = (detail: string) => new ScimError(409, detail, 'uniqueness')
export const mutability = (detail: string) => new ScimError(400, detail, 'mutability')
export const invalidSyntax = (detail: string) => new ScimError(400, detail, 'invalidSyntax')
export const invalidPath = (detail: string) => new ScimError(400, detail, 'invalidPath')
export const noTarget = (detail: string) => new ScimError(400, detail, 'noTarget')
export const invalidValue = (detail: string) => new ScimError(400, detail, 'invalidValue')
export const invalidVers = (detail: string) => new ScimError(400, detail, 'invalidVers')
export const sensitive = (detail: string) => new ScimError(403, detail, 'sensitive')
export const invalidCursor = (detail: string) => new ScimError(400, detail, 'invalidCursor')
export const expiredCursor = (detail: string) => new ScimError(400, detail, 'expiredCursor')
export const invalidCount = (detail: string) => new ScimError(400, detail, 'invalidCount')

export const unauthorized = (detail: string) =>
  new ScimError(401, detail, undefined, { 'WWW-Authenticate': 'Bearer realm="SCIM"' })
export const forbidden = (detail: string) => new ScimError(403, detail)
export const notFound = (detail: string) => new ScimError(404, detail)
export const methodNotAllowed = (detail: string, allow: readonly string[]) =>
  new ScimError(405, detail, undefined, { Allow: allow.join(', ') })
export const preconditionFailed = (detail: string) => new ScimError(412, detail)
export const payloadTooLarge = (detail: string) => new ScimError(413, detail)
export const unsupportedMediaType = (detail: string) => new ScimError(415, detail)
export const internal = (detail: string) => new ScimError(500, detail)
export const notImplemented = (detail: string) => new ScimError(501, detail)

/** `retryAfterSeconds` is sent as a whole number: Okta reads nothing else. */
export const tooManyRequests = (detail: string, retryAfterSeconds: number) =>
  new ScimError(429, detail, undefined, { 'Retry-After': String(Math.ceil(retryAfterSeconds)) })
export const unavailable = (detail: string, retryAfterSeconds: number) =>
  new ScimError(503, detail, undefined, { 'Retry-After': String(Math.ceil(retryAfterSeconds)) })

/** The body of an error response (RFC 7644 §3.12); `status` is a string. */
export function errorBody(error: ScimError): JsonObject {
  const body: JsonObject = { schemas: [URN.ERROR], detail: error.detail, status: String(error.status) }
  if (error.scimType !== undefined) body.scimType = error.scimType
  return body
}
