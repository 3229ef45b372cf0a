import { URN } from '@/lib/scim'
import { type SQL, sql, type Tx } from '../client'
import { containing, keyContains, labelContains, type SearchText } from './search-text'

export type UserOrder = 'name' | 'userName' | 'status' | 'synced'

/** Which people are looked for; undefined is anybody. */
export type UserFilters = {
  text: SearchText | undefined
  active: boolean | undefined
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

export type FoundUser = {
  id: string
  label: string
  userName: string
  email: string | null
  active: boolean
  externalId: string | null
  title: string | null
  department: string | null
  createdAt: Date
  modifiedAt: Date
  managerId: string | null
  managerName: string | null
  /** The names of the first two groups, and how many groups there are. */
  groupNames: string[]
  groups: number
}

/**
 * How many people fit, and one page of them, in one statement. The id decides between equals, so that pages
 * never overlap. Text has to be looked for in every row, so what fits is found once and kept for both answers;
 * without text an index gives each of them sooner.
 */
export async function searchUsers(
  tx: Tx,
  tenantId: string,
  criteria: UserCriteria,
): Promise<{ total: number; rows: FoundUser[] }> {
  const order = orderOf(criteria)
  const kept = criteria.text ? sql`materialized` : sql`not materialized`
  const rows = await tx.select<FoundUser & { total: number }>(sql`
    with found as ${kept} (
      select u.id, ${sql.raw(KEYS[criteria.order])} from users u where ${whereUsers(tenantId, criteria)})
    select c.total, p.* from (select count(*)::int as total from found) c
      left join (
        select d.id, d.label, d.user_name as "userName", d.email, d.active, d.external_id as "externalId",
          d.resource ->> 'title' as title, d.resource -> ${URN.ENTERPRISE_USER}::text ->> 'department' as department,
          d.created_at as "createdAt", d.modified_at as "modifiedAt",
          i.id as "managerId", i.name as "managerName", g.names as "groupNames", g.count as groups,
          row_number() over (order by ${order}) as place
        from (select * from found u order by ${order} limit ${criteria.limit} offset ${criteria.offset}) u
          join users d on d.tenant_id = ${tenantId} and d.id = u.id
          left join integrations i on i.tenant_id = ${tenantId} and i.id = d.manager_id
          cross join lateral (
            select count(*)::int as count,
              coalesce((array_agg(g.display_name order by g.display_name_key, g.id))[1:2], '{}') as names
            from group_members m join groups g on g.tenant_id = m.tenant_id and g.id = m.group_id
            where m.tenant_id = ${tenantId} and m.user_id = u.id) g) p on true
    order by p.place`)
  return { total: rows[0]?.total ?? 0, rows: rows.filter(({ id }) => id !== null) }
}

/** True of the people who fit, under the alias `u`. */
export function whereUsers(tenantId: string, criteria: UserFilters): SQL {
  const { text, active, managed, managerId, groupIds, changedSince, hasProblems } = criteria
  const parts = [sql`u.tenant_id = ${tenantId}`]
  if (text) parts.push(contains(tenantId, text))
  if (active !== undefined) parts.push(sql`u.active = ${active}`)
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
  return sql.join(parts, sql` and `)
}

/** Name, userName, any e-mail address, externalId (which has no accents). */
function contains(tenantId: string, text: SearchText): SQL {
  return sql`(${labelContains(sql`u.label_key`, text)}
    or ${keyContains(sql`u.user_name_key`, text)}
    or lower(u.external_id) like ${containing(text.folded)}
    or u.id in (select e.user_id from user_emails e
                where e.tenant_id = ${tenantId} and ${keyContains(sql`e.value_key`, text)}))`
}

/** What each order compares. */
const KEYS: Record<UserOrder, string> = {
  name: 'u.label_key',
  userName: 'u.user_name_key',
  status: 'u.active, u.label_key',
  synced: 'u.modified_at',
}

function orderOf({ order, descending }: UserCriteria): SQL {
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
  }
}
