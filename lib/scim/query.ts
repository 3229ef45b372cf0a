import { invalidCount, invalidFilter, invalidPath, invalidValue } from './errors'
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
  filter?: Filter | undefined
  sortBy?: AttributePath | undefined
  sortOrder: 'ascending' | 'descending'
  startIndex: number
  count: number
  /** Paging by cursor (RFC 9865): the token as sent, empty for the first page, and the count if one was sent. */
  cursor?: { token: string; count?: number } | undefined
  projection: Projection
}

/** The value of a parameter, wherever it comes from; undefined when it is not given. */
export type Parameter = (name: string) => string | undefined

const LISTS: ReadonlySet<string> = new Set(['attributes', 'excludedAttributes'])
const NAMES: ReadonlyMap<string, string> = new Map(
  ['filter', 'sortBy', 'sortOrder', 'startIndex', 'count', 'cursor', ...LISTS].map((name) => [
    fold(name),
    name,
  ]),
)

/**
 * The parameters in a query string, under the names of RFC 7644 in whatever case they came: a `Filter` that nobody
 * looked at would list everybody. Lists of attributes may come in several parts; of any other, the first counts.
 */
export function readParameters(query: string): URLSearchParams {
  const params = new URLSearchParams()
  for (const [sent, value] of new URLSearchParams(query)) {
    const name = NAMES.get(fold(sent)) ?? sent
    const before = params.get(name)
    if (before === null) params.set(name, value)
    else if (LISTS.has(name)) params.set(name, `${before},${value}`)
  }
  return params
}

/**
 * Reads the query string of a list. A `count` beyond the limit or below 0, and a `startIndex` below 1, are
 * moved to the nearest that is possible. Throws invalidFilter, invalidPath (sortBy) and invalidValue.
 */
export function readQuery(params: URLSearchParams, schema: ResourceSchema): Query {
  return query((name) => params.get(name) ?? undefined, schema)
}

/** Reads the body of a POST to `/.search` (RFC 7644 §3.4.3), as `readQuery` reads a query string. */
export function readSearch(body: JsonObject, schema: ResourceSchema): Query {
  return query(searchParameters(body), schema)
}

/** The parameters in the body of a search, by name in any case. */
export function searchParameters(body: JsonObject): Parameter {
  const values = new Map(Object.entries(body).map(([key, value]) => [fold(key), value]))
  return (name) => searchParameter(name, values.get(fold(name)))
}

/** Reads `attributes` and `excludedAttributes`; names that nothing has are left out. */
export function readProjection(params: URLSearchParams, schema: ResourceSchema): Projection {
  return projection((name) => params.get(name) ?? undefined, schema)
}

function query(parameter: Parameter, schema: ResourceSchema): Query {
  const { sortOrder, startIndex, count, cursor } = readPage(parameter)
  const projected = projection(parameter, schema)
  const text = filterText(parameter)
  const sort = parameter('sortBy')
  const filter = text === undefined ? undefined : parseFilter(text, schema)
  const sortBy = sort ? sortPath(sort, schema) : undefined
  return { filter, sortBy, sortOrder, startIndex, count, cursor, projection: projected }
}

/** Which page is asked for, and in which order. Throws invalidValue and, of a cursor's page, invalidCount. */
export function readPage(parameter: Parameter): Pick<Query, 'sortOrder' | 'startIndex' | 'count' | 'cursor'> {
  const order = sortOrder(parameter('sortOrder'))
  const token = parameter('cursor')
  if (token !== undefined) {
    const count = cursorCount(parameter('count')?.trim())
    const cursor = count === undefined ? { token } : { token, count }
    return { sortOrder: order, startIndex: 1, count: count ?? LIMITS.pageSize, cursor }
  }
  return {
    sortOrder: order,
    startIndex: Math.max(1, integer(parameter, 'startIndex', 1)),
    count: Math.min(LIMITS.maxPageSize, Math.max(0, integer(parameter, 'count', LIMITS.pageSize))),
  }
}

/** RFC 9865 §2: below 0 means 0; what is beyond the largest page is refused, not reduced. */
function cursorCount(text: string | undefined): number | undefined {
  if (!text) return undefined
  const count = /^[+-]?\d+$/.test(text) ? Math.max(0, Number(text)) : Number.NaN
  if (count <= LIMITS.maxPageSize) return count
  throw invalidCount(`count “${clip(text)}” is not a whole number from 0 to ${LIMITS.maxPageSize}.`)
}

/** An empty filter would list everybody; whoever sends one meant something else. */
export function filterText(parameter: Parameter): string | undefined {
  const text = parameter('filter')
  if (text?.trim() === '') {
    throw invalidFilter('The filter is empty. Write one, or leave the parameter out.')
  }
  return text
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
export function sortPath(text: string, schema: ResourceSchema): AttributePath {
  const path = resolvePath(text.trim(), schema)
  if (path === undefined || path.name === '' || path.name === 'password') {
    throw invalidPath(`sortBy “${clip(text)}” is not an attribute of ${schema.type}s.`)
  }
  if (path.type !== 'complex') return path
  const value = schema.attributes.get(attributeKey(path))?.subs.get('value')
  if (value === undefined) throw invalidPath(`sortBy “${clip(text)}” needs one of its sub-attributes.`)
  return { ...path, sub: value.name, type: value.type, caseExact: value.caseExact }
}

export function projection(parameter: Parameter, schema: ResourceSchema): Projection {
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
