import { invalidSyntax, invalidValue, payloadTooLarge, ScimError } from './errors'
import { fold } from './fold'
import { isObject } from './json'
import { LIMITS } from './limits'
import { clip } from './text'
import type { Json, JsonObject } from './types'
import { URN } from './urns'

export type BulkMethod = 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One operation of a bulk request (RFC 7644 §3.7); `index` is its place in the request. */
export type BulkOperation = {
  readonly index: number
  readonly method: BulkMethod
  readonly path: string
  readonly bulkId?: string
  readonly version?: string
  readonly data?: JsonObject
}

/** An operation that cannot be run, with what is known of it. */
export type RefusedOperation = {
  readonly index: number
  readonly method: string
  readonly bulkId?: string
  readonly error: ScimError
}

export type BulkRequest = {
  /** After so many errors the rest is not run. */
  readonly failOnErrors: number
  readonly operations: readonly (BulkOperation | RefusedOperation)[]
}

/** What became of one operation; `location` is absent for a POST that failed. */
export type BulkResult = {
  readonly method: string
  readonly bulkId?: string
  readonly status: number
  readonly location?: string
  readonly version?: string
  /** The body of the error. */
  readonly response?: JsonObject
}

const METHODS: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/**
 * Reads the body of a POST to /Bulk. An operation that is wrong by itself is refused by itself. Throws
 * invalidSyntax and invalidValue for a body that is no bulk request, 413 beyond `LIMITS.bulkOperations`.
 */
export function readBulk(body: JsonObject): BulkRequest {
  const parts = new Map(Object.keys(body).map((key) => [fold(key), body[key]]))
  const operations = parts.get('operations')
  if (!Array.isArray(operations)) {
    throw invalidSyntax('A bulk request needs “Operations”, a list of operations.')
  }
  if (operations.length > LIMITS.bulkOperations) {
    throw payloadTooLarge(
      `The bulk request has ${operations.length} operations; at most ${LIMITS.bulkOperations} are accepted (maxOperations). Send it in several parts.`,
    )
  }
  const taken = new Set<string>()
  return {
    failOnErrors: readFailOnErrors(parts.get('failonerrors')),
    operations: operations.map((operation, index) => readOperation(operation, index, taken)),
  }
}

function readFailOnErrors(value: Json | undefined): number {
  if (value === undefined || value === null) return Number.POSITIVE_INFINITY
  const count = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  if (typeof count === 'number' && Number.isInteger(count) && count >= 0) return Math.max(1, count)
  throw invalidValue('failOnErrors: expected a whole number from 1 on.')
}

function readOperation(operation: Json, index: number, taken: Set<string>): BulkOperation | RefusedOperation {
  const parts = isObject(operation)
    ? new Map(Object.keys(operation).map((key) => [fold(key), operation[key]]))
    : new Map<string, Json | undefined>()
  const text = (name: string) => textOf(parts.get(name))
  const method = (text('method') ?? '').toUpperCase()
  const bulkId = text('bulkid')
  const version = text('version')
  const path = text('path')
  const data = parts.get('data')
  const known = { index, method, ...(bulkId !== undefined && { bulkId }) }
  const fault = faultOf({ method, path, bulkId, data, taken })
  if (fault !== undefined) return { ...known, error: fault }
  if (bulkId !== undefined) taken.add(bulkId)
  return {
    ...known,
    method: method as BulkMethod,
    path: path as string,
    ...(version !== undefined && { version }),
    ...(isObject(data) && { data }),
  }
}

function faultOf(operation: {
  method: string
  path: string | undefined
  bulkId: string | undefined
  data: Json | undefined
  taken: ReadonlySet<string>
}): ScimError | undefined {
  const { method, path, bulkId, data, taken } = operation
  if (!METHODS.has(method)) {
    return new ScimError(
      405,
      `${clip(method) || 'An operation without method'} is not possible in a bulk request; POST, PUT, PATCH and DELETE are.`,
    )
  }
  if (path === undefined) return invalidSyntax('The operation has no “path”, such as /Users.')
  if (method === 'POST' && bulkId === undefined) {
    return invalidSyntax('A POST in a bulk request needs a “bulkId” of its own.')
  }
  if (bulkId !== undefined && taken.has(bulkId)) {
    return invalidValue(`bulkId “${clip(bulkId)}” is used by an operation before this one.`)
  }
  if (method !== 'DELETE' && !isObject(data)) {
    return invalidSyntax(`A ${method} in a bulk request needs “data”, a JSON object.`)
  }
  return undefined
}

function textOf(value: Json | undefined): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

/** The answer to a bulk request: results in the order of the request. */
export function bulkResponse(results: readonly BulkResult[]): JsonObject {
  return {
    schemas: [URN.BULK_RESPONSE],
    Operations: results.map(({ method, bulkId, status, location, version, response }) => ({
      ...(location !== undefined && { location }),
      method,
      ...(bulkId !== undefined && { bulkId }),
      ...(version !== undefined && { version }),
      status: String(status),
      ...(response !== undefined && { response }),
    })),
  }
}

export function isRefused(operation: BulkOperation | RefusedOperation): operation is RefusedOperation {
  return 'error' in operation
}
