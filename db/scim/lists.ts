import type { Position, Query } from '@/lib/scim'
import { type Database, sql, type Tx } from '../client'
import { countSeen } from '../queries/counts'
import { type GroupRow, selectGroupPage } from '../queries/groups'
import type { PageOfRows } from '../queries/page'
import { selectUsersAfter } from '../queries/user-pages'
import { selectUserPage, type UserText } from '../queries/user-texts'
import type { Target } from './columns'
import { compileFilter } from './compile-filter'
import { compileBeyond, compileOrder, positionColumns, rowId, sortKeyOf } from './compile-sort'
import { withNesting } from './nesting'
import { type KnownPlace, type ListKey, listKey, Places } from './places'

/** Where a walk by cursor goes on; without `from` it begins. `total` is known after the first page. */
export type Seek = { from?: Position; backwards: boolean; total?: number }

/** What a SCIM list request asks the store for (RFC 7644 §3.4.2); `seek` instead of `startIndex` (RFC 9865). */
export type ListQuery = Pick<Query, 'filter' | 'sortBy' | 'sortOrder' | 'startIndex' | 'count'> & {
  seek?: Seek | undefined
}

/**
 * One page of rows, and how many there are in all. Of a walk by cursor also the positions of its first and last
 * row, and whether more rows lie beyond them in the direction of the walk.
 */
export type ListPage<Row> = { total: number; rows: Row[]; walked?: Walked | undefined }
export type Walked = { first?: Position; last?: Position; more: boolean }

type Positioned = { id: string; sortKey?: string | null }

/** The places of this process. */
const places = new Places()

type Selected<Row> = { total: number; rows: Row[] }
type Select<Row> = (page: PageOfRows) => Promise<Selected<Row>>

/** One page, by cursor or by index. What is not filtered is counted without being read. */
async function selectList<Row extends Positioned>(
  tx: Tx,
  target: Target,
  query: ListQuery,
  select: Select<Row>,
): Promise<ListPage<Row>> {
  const { seek, sortBy, sortOrder, filter } = query
  const key = sortBy && sortKeyOf(sortBy, target, { short: true })
  const id = rowId(target)
  const page = {
    where: filter ? compileFilter(filter, target) : sql`true`,
    orderBy: compileOrder(key?.sql, id, sortOrder, seek?.backwards),
    position: positionColumns(key?.sql),
    ...(!filter && !sortBy && { byId: true }),
  }
  const beyond = (from: Position, backwards: boolean) => ({
    beyond: compileBeyond(key, id, sortOrder, from, backwards),
    ...(page.byId && !backwards && { after: from.id }),
  })
  const count = () =>
    filter
      ? undefined
      : countSeen(tx, target.tenantId, target.viewer, target.type === 'User' ? 'user' : 'group')
  if (!seek) return selectByIndex(listKey(target, query), query, { page, beyond, count, select })
  const total = seek.total ?? count()
  // One row more tells whether another page follows.
  const walk = { ...page, limit: query.count + 1, offset: 0, ...(total !== undefined && { total }) }
  const found = await select(seek.from ? { ...walk, ...beyond(seek.from, seek.backwards) } : walk)
  return walkedPage(found, query)
}

/**
 * A page by index goes on from the nearest place that is known. Where none is, the row before the page is read with
 * it, so that its place is known from then on.
 */
async function selectByIndex<Row extends Positioned>(
  list: ListKey,
  query: ListQuery,
  by: {
    page: Pick<PageOfRows, 'where' | 'orderBy' | 'position' | 'byId'>
    beyond: (from: Position, backwards: boolean) => Partial<PageOfRows>
    count: () => Promise<number> | undefined
    select: Select<Row>
  },
): Promise<ListPage<Row>> {
  const { count: limit } = query
  const offset = query.startIndex - 1
  const counting = by.count()
  const read = (from: KnownPlace | undefined, before: number) => {
    const page = { ...by.page, limit: limit + before, offset: offset - before - (from?.offset ?? 0) }
    const total = counting !== undefined && { total: counting }
    return by.select({ ...page, ...total, ...(from && by.beyond(from.position, false)) })
  }
  const known =
    offset === 0
      ? undefined
      : (places.after(list, offset) ?? (counting && places.nearest(list, offset, await counting)))
  const before = offset === 0 || limit === 0 || known?.offset === offset ? 0 : 1
  const { total, rows } = await read(known, before)
  const [previous] = rows.splice(0, before)
  if (previous) places.keep(list, { offset, position: positionOf(previous) }, { total, ended: false })
  keepEnd(list, rows, { offset, limit, total })
  return { total, rows }
}

/** Remembers where a full page ended. */
function keepEnd(
  list: ListKey,
  rows: readonly Positioned[],
  { offset, limit, total }: { offset: number; limit: number; total: number },
): void {
  const last = rows.at(-1)
  if (!last || rows.length < limit) return
  places.keep(list, { offset: offset + limit, position: positionOf(last) }, { total, ended: true })
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

/**
 * A page of all people in the order of their ids, in one flight. Undefined where the query asks for something else, or
 * for a place that is not known: `selectUsersBy` answers those.
 */
export async function readUsersInOrder(
  db: Database,
  target: Target,
  query: ListQuery,
  options: { groups: boolean },
): Promise<ListPage<UserText> | undefined> {
  const { filter, sortBy, seek, count } = query
  if (filter || sortBy || seek?.backwards || target.viewer === null || count === 0) return undefined
  const list = listKey(target, query)
  const offset = query.startIndex - 1
  const after = seek ? seek.from : offset > 0 ? places.after(list, offset)?.position : undefined
  if (!seek && offset > 0 && !after) return undefined
  const { total, rows } = await selectUsersAfter(db, target.tenantId, target.viewer, {
    after: after?.id,
    // One row more tells whether another page follows.
    limit: seek ? count + 1 : count,
    withGroups: options.groups,
  })
  if (seek) return walkedPage({ total: seek.total ?? total, rows }, query)
  keepEnd(list, rows, { offset, limit: count, total })
  return { total, rows }
}

/** One page of the people whom the viewer sees, and how many there are in all. */
export async function selectUsersBy(
  tx: Tx,
  target: Target,
  query: ListQuery,
  options: { groups: boolean },
): Promise<ListPage<UserText>> {
  return selectList(tx, await withNesting(tx, target, query), query, (page) =>
    selectUserPage(tx, target.tenantId, target.viewer, { ...page, withGroups: options.groups }),
  )
}

/** One page of the groups whom the viewer sees, and how many there are in all. */
export async function selectGroupsBy(tx: Tx, target: Target, query: ListQuery): Promise<ListPage<GroupRow>> {
  return selectList(tx, await withNesting(tx, target, query), query, (page) =>
    selectGroupPage(tx, target.tenantId, target.viewer, page),
  )
}
