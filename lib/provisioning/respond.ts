import { AppError, type AppErrorCode } from '@/lib/base/errors'
import { log } from '@/lib/base/log'
import {
  errorBody,
  forbidden,
  internal,
  invalidValue,
  type JsonObject,
  notFound,
  ScimError,
  tooManyRequests,
  unauthorized,
  unavailable,
  uniqueness,
} from '@/lib/scim'
import type { ScimResponse } from './request'

const MEDIA_TYPE = 'application/scim+json; charset=utf-8'

/** What the endpoint knows is away for a moment is worth asking again soon. */
const RETRY_AFTER_SECONDS = 5

const BASE_HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

export function json(status: number, body: JsonObject, headers: Record<string, string> = {}): ScimResponse {
  return {
    status,
    headers: { ...BASE_HEADERS, 'content-type': MEDIA_TYPE, ...headers },
    body: JSON.stringify(body),
  }
}

export function empty(status: 204 | 304, headers: Record<string, string> = {}): ScimResponse {
  return { status, headers: { ...BASE_HEADERS, ...headers }, body: '' }
}

/** A resource with its version as entity tag; a new one with its address. */
export function resource(status: 200 | 201, body: JsonObject): ScimResponse {
  const { version, location } = (body.meta ?? {}) as { version?: string; location?: string }
  return json(status, body, {
    ...(version && { etag: version }),
    ...(location && (status === 201 ? { location } : { 'content-location': location })),
  })
}

export function failure(error: ScimError): ScimResponse {
  const headers = Object.entries(error.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])
  return json(error.status, errorBody(error), Object.fromEntries(headers))
}

/**
 * Whatever was thrown, as a SCIM error. What nobody foresaw is logged with the request's reference and
 * answered without internals.
 */
export function toScimError(error: unknown, reference: string): ScimError {
  if (error instanceof ScimError) return error
  if (error instanceof AppError) return fromAppError(error)
  log().error({ err: error, reference }, 'a SCIM request failed')
  return internal(`Temporary problem on our side. Your identity provider can retry. Ref ${reference}`)
}

function fromAppError({ code, message }: AppError): ScimError {
  return FROM_APP_ERROR[code](message)
}

const FROM_APP_ERROR: Record<AppErrorCode, (message: string) => ScimError> = {
  unauthenticated: unauthorized,
  forbidden,
  'not-found': notFound,
  conflict: uniqueness,
  invalid: invalidValue,
  limit: (message) => tooManyRequests(message, RETRY_AFTER_SECONDS),
  unavailable: () =>
    unavailable(
      'The directory is not available at this moment. Nothing was changed; try again.',
      RETRY_AFTER_SECONDS,
    ),
}
