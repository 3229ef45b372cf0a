import { type SQL, sql, type Tx } from '../client'
import { findUsers } from './find-users'
import { keyContains, type SearchText } from './search-text'
import type { FoundPage } from './search-users'
import type { UserCriteria } from './user-criteria'

export type FoundMember = {
  id: string
  label: string
  userName: string
  email: string | null
  active: boolean
  addedAt: Date
  /** The request that added them, when one did. */
  requestId: string | null
}

export type FoundMembership = {
  id: string
  displayName: string
  managerId: string | null
  managerName: string | null
  addedAt: Date
  requestId: string | null
}

/** The request that the newest of the additions of a membership `m` came with. */
const ADDED_BY = sql`(
      select c.request_id from changes c
      where c.tenant_id = m.tenant_id and c.user_id = m.user_id and c.group_id = m.group_id and c.action = 'member.added'
      order by c.id desc limit 1) as "requestId"`

type Page = { text: SearchText | undefined; limit: number; offset: number }

/**
 * How many members of the group fit, and one page of them by name. Of a small group the people are looked up and
 * sorted; of one that holds much of the company, the names are walked until the page is full.
 */
export async function searchMembers(
  tx: Tx,
  tenantId: string,
  groupId: string,
  page: Page,
): Promise<FoundPage<FoundMember>> {
  const criteria: UserCriteria = {
    ...page,
    active: undefined,
    managed: undefined,
    managerId: undefined,
    groupIds: [groupId],
    changedSince: undefined,
    hasProblems: false,
    order: 'name',
    descending: false,
  }
  const { ids, ...counted } = await findUsers(tx, tenantId, criteria)
  const rows = await tx.select<FoundMember>(sql`
    select u.id, u.label, u.user_name as "userName", u.email, u.active, m.added_at as "addedAt",
      ${ADDED_BY}
    from unnest(${sql.param(ids)}::uuid[]) with ordinality as x(id, place)
      join users u on u.tenant_id = ${tenantId} and u.id = x.id
      join group_members m on m.tenant_id = ${tenantId} and m.group_id = ${groupId} and m.user_id = x.id
    order by x.place`)
  return { ...counted, rows }
}

/** How many groups of the person fit, and one page of them by name. */
export async function searchMemberships(
  tx: Tx,
  tenantId: string,
  userId: string,
  page: Page,
): Promise<{ total: number; rows: FoundMembership[] }> {
  const { text } = page
  const from = sql`group_members m join groups g on g.tenant_id = m.tenant_id and g.id = m.group_id
      left join integrations i on i.tenant_id = g.tenant_id and i.id = g.manager_id
    where m.tenant_id = ${tenantId} and m.user_id = ${userId}`
  const fits: SQL = text ? sql`and ${keyContains(sql`g.display_name_key`, text)}` : sql``
  const counted = tx.select<{ total: number }>(sql`select count(*)::int as total from ${from} ${fits}`)
  const selected = tx.select<FoundMembership>(sql`
    select g.id, g.display_name as "displayName", i.id as "managerId", i.name as "managerName",
      m.added_at as "addedAt", ${ADDED_BY}
    from ${from} ${fits} order by g.display_name_key, g.id limit ${page.limit} offset ${page.offset}`)
  const [[count], rows] = await Promise.all([counted, selected])
  return { total: count?.total ?? 0, rows }
}
