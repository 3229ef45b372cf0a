import type { Position, Query } from '@/lib/scim'
import { sql, type Tx } from '../client'
import { type GroupRow, selectGroupPage } from '../queries/groups'
import type { PageOfRows } from '../queries/page'
import { selectUserPage, type UserWithGroups } from '../queries/users'
import type { Target } from './columns'
import { compileFilter } from './compile-filter'
import { compileBeyond, compileOrder, positionColumns, rowId, sortKeyOf } from './compile-sort'
import { withNesting } from './nesting'

/** Where a walk by cursor goes on; without `from` it begins. `total` is known after the first page. */
export type Seek = { from?: Position; backwards: boolean; total?: number }

/** What a SCIM list request asks the store for (RFC 7644 §3.4.2); `seek` instead of `startIndex` (RFC 9865). */
export type ListQuery = Pick<Query, 'filter' | 'sortBy' | 'sortOrder' | 'startIndex' | 'count'> & {
  seek?: Seek
}

/**
 * One page of rows, and how many there are in all. Of a walk by cursor also the positions of its first and last
 * row, and whether more rows lie beyond them in the direction of the walk.
 */
export type ListPage<Row> = { total: number; rows: Row[]; walked?: Walked }
export type Walked = { first?: Position; last?: Position; more: boolean }

type Positioned = { id: string; sortKey?: string | null }

function compile(query: ListQuery, target: Target): PageOfRows {
  const { seek, sortBy, sortOrder } = query
  const key = sortBy && sortKeyOf(sortBy, target, { short: seek !== undefined })
  const where = query.filter ? compileFilter(query.filter, target) : sql`true`
  const id = rowId(target)
  const orderBy = compileOrder(key?.sql, id, sortOrder, seek?.backwards)
  if (!seek) return { where, orderBy, limit: query.count, offset: query.startIndex - 1 }
  return {
    where,
    orderBy,
    // One row more tells whether another page follows.
    limit: query.count + 1,
    offset: 0,
    position: positionColumns(key?.sql),
    ...(seek.from && { beyond: compileBeyond(key, id, sortOrder, seek.from, seek.backwards) }),
    ...(seek.total !== undefined && { total: seek.total }),
  }
}

/** Takes the row that was one too many off, and puts rows that were read backwards in their order. */
export function walkedPage<Row extends Positioned>(
  page: { total: number; rows: Row[] },
  query: Pick<ListQuery, 'count' | 'seek'>,
): ListPage<Row> {
  if (!query.seek) return page
  const rows = page.rows.slice(0, query.count)
  if (query.seek.backwards) rows.reverse()
  const [first] = rows
  const last = rows.at(-1)
  return {
    total: page.total,
    rows,
    walked: {
      more: page.rows.length > rows.length && query.count > 0,
      ...(first && { first: positionOf(first) }),
      ...(last && { last: positionOf(last) }),
    },
  }
}

function positionOf({ id, sortKey }: Positioned): Position {
  return { id, key: sortKey ?? null }
}

/** One page of the people whom the viewer sees, and how many there are in all. */
export async function selectUsersBy(
  tx: Tx,
  target: Target,
  query: ListQuery,
  options: { groups: boolean },
): Promise<ListPage<UserWithGroups>> {
  const page = { ...compile(query, await withNesting(tx, target, query)), withGroups: options.groups }
  return walkedPage(await selectUserPage(tx, target.tenantId, target.viewer, page), query)
}

/** One page of the groups whom the viewer sees, and how many there are in all. */
export async function selectGroupsBy(tx: Tx, target: Target, query: ListQuery): Promise<ListPage<GroupRow>> {
  const page = compile(query, await withNesting(tx, target, query))
  return walkedPage(await selectGroupPage(tx, target.tenantId, target.viewer, page), query)
}
