import { printFilter } from './filter/print'
import { printPath } from './path'
import type { Projection, Query } from './query'
import type { PartQuery, RootQuery } from './root-search'
import type { AttributePath } from './schema/schema'
import type { EntitlementType, ResourceType } from './types'

/** A place in an ordered list: the sort key of a row as text, null where it has none, and its id. */
export type Position = { readonly key: string | null; readonly id: string }

/**
 * Where a walk through the pages of a query stands (RFC 9865). The next page begins after `from`, or at the
 * start without it; a page `backwards` ends before it. `total` and `count` are those of the first page.
 */
export type Walk = {
  readonly from?: Position
  readonly backwards: boolean
  readonly count: number
  readonly total: number
}

/** The content of a cursor. `expires` is in seconds since 1970. */
export type CursorContent = { readonly walk: Walk; readonly expires: number }

/** A cursor's content as text, to be sealed by whoever knows a secret. */
export function writeCursor({ walk, expires }: CursorContent): string {
  const { from, backwards, count, total } = walk
  return JSON.stringify([expires, count, total, backwards, ...(from ? [from.id, from.key] : [])])
}

/** Reads what `writeCursor` wrote; its text is trusted only after its seal was. */
export function readCursor(text: string): CursorContent {
  const [expires, count, total, backwards, id, key] = JSON.parse(text)
  const walk = { backwards, count, total }
  return { expires, walk: id === undefined ? walk : { ...walk, from: { id, key } } }
}

/**
 * What a query asks for, in one spelling, whatever its page: a cursor leads on in the query that it was given
 * for and in no other (RFC 9865 §2).
 */
export function queryIdentity(type: ResourceType | EntitlementType, query: Query): string {
  return JSON.stringify([query.sortOrder, partIdentity({ ...query, type })])
}

/** The same of a search over all types. */
export function searchIdentity({ sortOrder, sorted, parts }: RootQuery): string {
  return JSON.stringify([sortOrder, sorted, ...parts.map(partIdentity)])
}

function partIdentity(part: Omit<PartQuery, 'type'> & { type: string }): unknown[] {
  const { type, filter, sortBy, projection } = part
  return [type, filter ? printFilter(filter) : '', sortBy ? printPath(sortBy) : '', ...projected(projection)]
}

function projected({ attributes, excluded }: Projection): (string[] | null)[] {
  const names = (paths: readonly AttributePath[] | undefined) => paths?.map(printPath).sort() ?? null
  return [names(attributes), names(excluded)]
}
