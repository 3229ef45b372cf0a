import { type SQL, sql } from '../client'
import { type SearchText, type TextSearch, textFits, textSearch } from './search-text'

export type UserOrder = 'name' | 'userName' | 'status' | 'synced' | 'created'

/** Which people are looked for; undefined is anybody. */
export type UserFilters = {
  text: SearchText | undefined
  active: boolean | undefined
  /** Only people whom the company suspends here. */
  suspended?: boolean
  managed: boolean | undefined
  managerId: string | undefined
  /** In one of these groups. */
  groupIds: readonly string[] | undefined
  changedSince: Date | undefined
  /** Only people about whom a problem is open. */
  hasProblems: boolean
}

export type UserCriteria = UserFilters & {
  order: UserOrder
  descending: boolean
  limit: number
  offset: number
}

/** True of the people who fit, under the alias `u`. */
export function whereUsers(tenantId: string, filters: UserFilters): SQL {
  const parts = [sql`u.tenant_id = ${tenantId}`, ...filtersOf(tenantId, filters)]
  if (filters.text) parts.push(fitsText(tenantId, textSearch(filters.text)))
  return sql.join(parts, sql` and `)
}

/** True of somebody in whose text one of the patterns is found: asked of each, where few are asked. */
export function fitsText(tenantId: string, search: TextSearch): SQL {
  return sql`exists (select from user_texts t
    where t.tenant_id = ${tenantId} and t.user_id = u.id and ${textFits(search)})`
}

/** Everything but tenant and text. */
export function filtersOf(tenantId: string, filters: UserFilters): SQL[] {
  const { active, suspended, managed, managerId, groupIds, changedSince, hasProblems } = filters
  const parts: SQL[] = []
  // Without a parameter, so that an index of the inactive may serve.
  if (active !== undefined) parts.push(active ? sql`u.active` : sql`not u.active`)
  if (suspended) parts.push(sql`u.suspended_at is not null`)
  if (managed !== undefined) parts.push(managed ? sql`u.manager_id is not null` : sql`u.manager_id is null`)
  if (managerId) parts.push(sql`u.manager_id = ${managerId}`)
  if (changedSince) parts.push(sql`u.modified_at >= ${changedSince}`)
  if (hasProblems) {
    parts.push(sql`u.id in (select p.resource_id from problems p
      where p.tenant_id = ${tenantId} and p.resource_type = 'User' and p.resource_id is not null
        and p.closed_at is null and p.ignored_at is null)`)
  }
  if (groupIds) {
    parts.push(sql`exists (select from group_members m
      where m.tenant_id = ${tenantId} and m.group_id = any(${sql.param(groupIds)}::uuid[]) and m.user_id = u.id)`)
  }
  return parts
}

/** What each order compares. */
export const ORDER_COLUMNS: Record<UserOrder, string> = {
  name: 'u.label_key',
  userName: 'u.user_name_key',
  status: 'u.active, u.label_key',
  synced: 'u.modified_at',
  created: 'u.created_at',
}

export function orderOf({ order, descending }: Pick<UserCriteria, 'order' | 'descending'>): SQL {
  const way = descending ? sql`desc` : sql`asc`
  switch (order) {
    case 'name':
      return sql`u.label_key ${way}, u.id ${way}`
    case 'userName':
      return sql`u.user_name_key ${way}`
    case 'status':
      return sql`u.active ${descending ? sql`asc` : sql`desc`}, u.label_key, u.id`
    case 'synced':
      return sql`u.modified_at ${way}, u.id ${way}`
    // Ids begin with the moment at which they were made.
    case 'created':
      return sql`u.id ${way}`
  }
}
