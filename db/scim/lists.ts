import type { Query } from '@/lib/scim'
import { sql, type Tx } from '../client'
import { type GroupRow, selectGroupPage } from '../queries/groups'
import { selectUserPage, type UserWithGroups } from '../queries/users'
import type { Target } from './columns'
import { compileFilter } from './compile-filter'
import { compileSort } from './compile-sort'

/** What a SCIM list request asks the store for (RFC 7644 §3.4.2). */
export type ListQuery = Pick<Query, 'filter' | 'sortBy' | 'sortOrder' | 'startIndex' | 'count'>

function compile(query: ListQuery, target: Target) {
  return {
    where: query.filter ? compileFilter(query.filter, target) : sql`true`,
    orderBy: compileSort(query.sortBy, query.sortOrder, target),
    limit: query.count,
    offset: query.startIndex - 1,
  }
}

/** One page of the people whom the viewer sees, and how many there are in all. */
export function selectUsersBy(
  tx: Tx,
  target: Target,
  query: ListQuery,
  options: { groups: boolean },
): Promise<{ total: number; rows: UserWithGroups[] }> {
  const page = { ...compile(query, target), withGroups: options.groups }
  return selectUserPage(tx, target.tenantId, target.viewer, page)
}

/** One page of the groups whom the viewer sees, and how many there are in all. */
export function selectGroupsBy(
  tx: Tx,
  target: Target,
  query: ListQuery,
): Promise<{ total: number; rows: GroupRow[] }> {
  return selectGroupPage(tx, target.tenantId, target.viewer, compile(query, target))
}
