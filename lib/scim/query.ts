import type { Filter } from './filter/ast'
import type { AttributePath, ResourceSchema } from './schema/schema'
import type { JsonObject } from './types'

/** Which attributes an answer carries (RFC 7644 §3.9); without either list, all of them. */
export type Projection = { attributes?: AttributePath[]; excluded?: AttributePath[] }

/** A list request (RFC 7644 §3.4.2): `startIndex` from 1, `count` from 0 to `LIMITS.maxPageSize`. */
export type Query = {
  filter?: Filter
  sortBy?: AttributePath
  sortOrder: 'ascending' | 'descending'
  startIndex: number
  count: number
  cursor?: string
  projection: Projection
}
export function readQuery(_params: URLSearchParams, _schema: ResourceSchema): Query {
  throw new Error('not yet')
}
export function readSearch(_body: JsonObject, _schema: ResourceSchema): Query {
  throw new Error('not yet')
}
export function readProjection(_params: URLSearchParams, _schema: ResourceSchema): Projection {
  throw new Error('not yet')
}
