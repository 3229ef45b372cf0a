import { type AttributePath, type Filter, type Position, printFilter, printPath } from '@/lib/scim'
import type { Target } from './columns'

/** A list in one order, in the eyes of one viewer, whatever its page. */
export type ListKey = string & { readonly list: unique symbol }

/** The row before a place in a list, and how long the list was when it stood there. `ended`: a page ended with it. */
type Place = {
  readonly position: Position
  readonly total: number
  readonly ended: boolean
  readonly until: number
}

export type KnownPlace = { readonly offset: number; readonly position: Position }

const MILLISECONDS = 300_000
const LISTS = 64
const PLACES_OF_EACH = 500

/**
 * Where pages by index began and ended: whoever asks for the page after (RFC 7644 §3.4.2.4) is led on from the row
 * before it, at the cost of the first page, however deep the list. And like a walk by cursor, such a walk neither
 * skips nor repeats anybody who is there throughout, though others come and go between its pages.
 *
 * A memory of this process, small and short. What it does not know is counted from the nearest place it does know,
 * or from the start. A place is not believed any more once the list is shorter than it was, except by the walk that
 * ended there: its next page goes on from its last row.
 */
export class Places {
  readonly #lists = new Map<ListKey, Map<number, Place>>()

  /** Where a page ended behind whose last row `offset` begins. */
  after(list: ListKey, offset: number, now = Date.now()): KnownPlace | undefined {
    const place = this.#lists.get(list)?.get(offset)
    return place?.ended && place.until > now ? { offset, position: place.position } : undefined
  }

  /** The nearest known place at or before `offset`, the number of rows in front of it, in a list of `total`. */
  nearest(list: ListKey, offset: number, total: number, now = Date.now()): KnownPlace | undefined {
    const places = this.#lists.get(list)
    if (!places) return undefined
    let nearest: KnownPlace | undefined
    for (const [at, place] of places) {
      const holds = at <= offset && place.until > now && place.total <= total
      if (holds && at > (nearest?.offset ?? 0)) nearest = { offset: at, position: place.position }
    }
    return nearest
  }

  /** Keeps that `position` is the last of the first `offset` rows of a list of `total`. */
  keep(
    list: ListKey,
    { offset, position }: KnownPlace,
    { total, ended }: { total: number; ended: boolean },
    now = Date.now(),
  ): void {
    const places = this.#lists.get(list) ?? new Map<number, Place>()
    this.#lists.delete(list)
    this.#lists.set(list, places)
    places.delete(offset)
    places.set(offset, { position, total, ended, until: now + MILLISECONDS })
    dropFirst(places, PLACES_OF_EACH)
    dropFirst(this.#lists, LISTS)
  }
}

function dropFirst(map: Map<unknown, unknown>, most: number): void {
  if (map.size <= most) return
  const [first] = map.keys()
  map.delete(first)
}

export function listKey(
  { type, tenantId, viewer, localGroups, baseUrl }: Target,
  query: { filter?: Filter | undefined; sortBy?: AttributePath | undefined; sortOrder: string },
): ListKey {
  const { filter, sortBy, sortOrder } = query
  const asked = [filter ? printFilter(filter) : '', sortBy ? printPath(sortBy) : '', sortOrder]
  return JSON.stringify([tenantId, viewer, localGroups, type, filter ? baseUrl : '', ...asked]) as ListKey
}
