import { invalidFilter, invalidPath, invalidValue } from './errors'
import type { Filter } from './filter/ast'
import { parseFilter } from './filter/parse'
import { fold } from './fold'
import { LIMITS } from './limits'
import { resolvePath } from './path'
import { type AttributePath, attributeKey, type ResourceSchema } from './schema/schema'
import { clip } from './text'
import type { Json, JsonObject } from './types'

/** Which attributes an answer carries (RFC 7644 §3.9); without either list, all of them. */
export type Projection = { attributes?: AttributePath[]; excluded?: AttributePath[] }

/** A list request (RFC 7644 §3.4.2): `startIndex` from 1, `count` from 0 to `LIMITS.maxPageSize`. */
export type Query = {
  filter?: Filter
  sortBy?: AttributePath
  sortOrder: 'ascending' | 'descending'
  startIndex: number
  count: number
  /** As sent; an empty one asks for the first page (RFC 9865). */
  cursor?: string
  projection: Projection
}

/** The value of a parameter, wherever it comes from; undefined when it is not given. */
type Parameter = (name: string) => string | undefined

/**
 * Reads the query string of a list. A `count` beyond the limit or below 0, and a `startIndex` below 1, are
 * moved to the nearest that is possible. Throws invalidFilter, invalidPath (sortBy) and invalidValue.
 */
export function readQuery(params: URLSearchParams, schema: ResourceSchema): Query {
  return query((name) => params.get(name) ?? undefined, schema)
}

/** Reads the body of a POST to `/.search` (RFC 7644 §3.4.3), as `readQuery` reads a query string. */
export function readSearch(body: JsonObject, schema: ResourceSchema): Query {
  const values = new Map(Object.entries(body).map(([key, value]) => [fold(key), value]))
  return query((name) => searchParameter(name, values.get(fold(name))), schema)
}

/** Reads `attributes` and `excludedAttributes`; names that nothing has are left out. */
export function readProjection(params: URLSearchParams, schema: ResourceSchema): Projection {
  return projection((name) => params.get(name) ?? undefined, schema)
}

function query(parameter: Parameter, schema: ResourceSchema): Query {
  const result: Query = {
    sortOrder: sortOrder(parameter('sortOrder')),
    startIndex: Math.max(1, integer(parameter, 'startIndex', 1)),
    count: Math.min(LIMITS.maxPageSize, Math.max(0, integer(parameter, 'count', LIMITS.pageSize))),
    projection: projection(parameter, schema),
  }
  const filter = parameter('filter')
  const sortBy = parameter('sortBy')
  const cursor = parameter('cursor')
  // An empty filter would list everybody; whoever sends one meant something else.
  if (filter?.trim() === '')
    throw invalidFilter('The filter is empty. Write one, or leave the parameter out.')
  if (filter !== undefined) result.filter = parseFilter(filter, schema)
  if (sortBy) result.sortBy = sortPath(sortBy, schema)
  if (cursor !== undefined) result.cursor = cursor
  return result
}

function searchParameter(name: string, value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(',')
  throw invalidValue(`${name} is not text, a number or a list of texts.`)
}

function integer(parameter: Parameter, name: string, otherwise: number): number {
  const text = parameter(name)?.trim()
  if (!text) return otherwise
  if (!/^[+-]?\d+$/.test(text)) throw invalidValue(`${name} “${clip(text)}” is not a whole number.`)
  return Math.min(Number(text), Number.MAX_SAFE_INTEGER)
}

function sortOrder(text: string | undefined): Query['sortOrder'] {
  const order = fold(text ?? '')
  if (order === '' || order === 'ascending') return 'ascending'
  if (order === 'descending') return 'descending'
  throw invalidValue(`sortOrder “${clip(order)}” is neither ascending nor descending.`)
}

/** A complex attribute sorts by its value (RFC 7644 §3.4.2.3). */
function sortPath(text: string, schema: ResourceSchema): AttributePath {
  const path = resolvePath(text.trim(), schema)
  if (path === undefined || path.name === '' || path.name === 'password') {
    throw invalidPath(`sortBy “${clip(text)}” is not an attribute of ${schema.type}s.`)
  }
  if (path.type !== 'complex') return path
  const value = schema.attributes.get(attributeKey(path))?.subs.get('value')
  if (value === undefined) throw invalidPath(`sortBy “${clip(text)}” needs one of its sub-attributes.`)
  return { ...path, sub: value.name, type: value.type, caseExact: value.caseExact }
}

function projection(parameter: Parameter, schema: ResourceSchema): Projection {
  const result: Projection = {}
  const attributes = paths(parameter('attributes'), schema)
  const excluded = paths(parameter('excludedAttributes'), schema)
  if (attributes !== undefined) result.attributes = attributes
  if (excluded !== undefined) result.excluded = excluded
  return result
}

function paths(list: string | undefined, schema: ResourceSchema): AttributePath[] | undefined {
  if (!list?.trim()) return undefined
  const found = list.split(',').map((name) => resolvePath(name.trim(), schema))
  return found.filter((path) => path !== undefined)
}
