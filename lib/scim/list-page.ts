import type { Position } from './cursor'
import { matches } from './filter/matches'
import { compareText, fold } from './fold'
import { isObject, valueAt } from './json'
import type { Query } from './query'
import type { AttributePath } from './schema/schema'
import type { JsonObject } from './types'

/** Where a walk by cursor goes on; without `from` it begins. */
type Seek = { from?: Position; backwards: boolean }

type Placed = { resource: JsonObject; position: Position }

/**
 * One page of a list that is small enough to be held whole, as the store cuts them from a large one: filtered,
 * sorted by one single-valued attribute and then by id, what has no value last. Of a walk by cursor also where the
 * page begins and ends, and whether more lies beyond it in the direction of the walk.
 */
export function cutPage(
  resources: readonly JsonObject[],
  query: Pick<Query, 'filter' | 'sortBy' | 'sortOrder' | 'startIndex' | 'count'> & { seek?: Seek },
): { total: number; rows: JsonObject[]; walked?: { first?: Position; last?: Position; more: boolean } } {
  const { filter, sortBy, sortOrder, startIndex, count, seek } = query
  const turn = sortOrder === 'descending' ? -1 : 1
  const kept = filter ? resources.filter((resource) => matches(filter, resource)) : resources
  const placed = kept
    .map(
      (resource): Placed => ({
        resource,
        position: { key: keyOf(resource, sortBy), id: String(resource.id) },
      }),
    )
    .sort((a, b) => turn * compare(a.position, b.position))
  const total = placed.length
  const rowsOf = (page: readonly Placed[]) => page.map(({ resource }) => resource)
  if (!seek) return { total, rows: rowsOf(placed.slice(startIndex - 1, startIndex - 1 + count)) }
  const { from, backwards } = seek
  const way = backwards ? -turn : turn
  const beyond = from ? placed.filter(({ position }) => way * compare(position, from) > 0) : placed
  const page = backwards ? beyond.slice(Math.max(0, beyond.length - count)) : beyond.slice(0, count)
  const [first] = page
  const last = page.at(-1)
  return {
    total,
    rows: rowsOf(page),
    walked: {
      more: count > 0 && beyond.length > page.length,
      ...(first && { first: first.position }),
      ...(last && { last: last.position }),
    },
  }
}

function keyOf(resource: JsonObject, path: AttributePath | undefined): string | null {
  if (!path) return null
  const top = valueAt(resource, path.name)
  const value = path.sub !== undefined && isObject(top) ? valueAt(top, path.sub) : top
  if (value === undefined || value === null || typeof value === 'object') return null
  return path.caseExact ? String(value) : fold(String(value))
}

function compare(a: Position, b: Position): number {
  if (a.key === null || b.key === null) {
    if (a.key !== b.key) return a.key === null ? 1 : -1
    return compareText(a.id, b.id)
  }
  return compareText(a.key, b.key) || compareText(a.id, b.id)
}
