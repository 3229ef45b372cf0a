import { AppError, type AppErrorCode } from '@/lib/base/errors'
import { log } from '@/lib/base/log'
import { inEnglish } from '@/lib/messages/translate'
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
const JSON_HEADERS = { ...BASE_HEADERS, 'content-type': MEDIA_TYPE }

export function json(status: number, body: JsonObject, headers: Record<string, string> = {}): ScimResponse {
  return text(status, JSON.stringify(body), headers)
}

/** An answer whose body is JSON already. */
export function text(status: number, body: string, headers?: Record<string, string>): ScimResponse {
  return { status, headers: headers ? { ...JSON_HEADERS, ...headers } : JSON_HEADERS, body }
}

/** A resource that is JSON already, read or written. */
export function resourceText(status: 200 | 201, body: string, place: Place): ScimResponse {
  const { version, location } = place
  if (status === 201) return text(201, body, { etag: version, location })
  // One literal: an object that is put together from others costs more than all the rest of an answer.
  const headers = {
    'cache-control': BASE_HEADERS['cache-control'],
    'x-content-type-options': BASE_HEADERS['x-content-type-options'],
    'content-type': MEDIA_TYPE,
    etag: version,
    'content-location': location,
  }
  return { status, headers, body }
}

/** The entity tag of a resource, and its address. */
export type Place = { readonly version: string; readonly location: string }

export function empty(status: 204): ScimResponse {
  return { status, headers: BASE_HEADERS, body: '' }
}

/** What stands for a resource that is not sent: it is what the client holds, or what the client has made of it. */
export function placeOnly(status: 204 | 304, { version, location }: Place): ScimResponse {
  const headers = {
    'cache-control': BASE_HEADERS['cache-control'],
    'x-content-type-options': BASE_HEADERS['x-content-type-options'],
    etag: version,
    'content-location': location,
  }
  return { status, headers, body: '' }
}

/**
 * A resource, of which `shown` is what was asked for; its version as entity tag and its address do not depend on
 * that. A new one is told by Location where it is.
 */
export function resource(status: 200 | 201, full: JsonObject, shown: JsonObject): ScimResponse {
  return resourceText(status, JSON.stringify(shown), placeOf(full))
}

/** Where a resource is, and at which version. */
export function placeOf(full: JsonObject): Place {
  return full.meta as Place
}

export function failure(error: ScimError): ScimResponse {
  const headers = Object.entries(error.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])
  return json(error.status, errorBody(error), Object.fromEntries(headers))
}

/** The short form of a request's id that errors carry and that Activity finds again. */
export function referenceOf(requestId: string): string {
  return requestId.slice(-8).toUpperCase()
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

/** The same error, its detail ending with the reference that finds the request in Activity. */
export function withReference(error: ScimError, reference: string): ScimError {
  const { status, detail, scimType, headers } = error
  const mark = `Ref ${reference}`
  return detail.endsWith(mark) ? error : new ScimError(status, `${detail} ${mark}`, scimType, headers)
}

function fromAppError({ code, text }: AppError): ScimError {
  return FROM_APP_ERROR[code](inEnglish(text))
}

const FROM_APP_ERROR: Record<AppErrorCode, (message: string) => ScimError> = {
  unauthenticated: unauthorized,
  forbidden,
  'step-up': forbidden,
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
