import { type SQL, sql, type Tx } from '../client'
import { keyContains, labelContains, type SearchText } from './search-text'

export type FoundMember = {
  id: string
  label: string
  userName: string
  email: string | null
  active: boolean
  addedAt: Date
}

export type FoundMembership = {
  id: string
  displayName: string
  managerId: string | null
  managerName: string | null
  addedAt: Date
}

type Page = { text: SearchText | undefined; limit: number; offset: number }

/** How many members of the group fit, and one page of them by name. Text is looked for once for both answers. */
export async function searchMembers(
  tx: Tx,
  tenantId: string,
  groupId: string,
  page: Page,
): Promise<{ total: number; rows: FoundMember[] }> {
  const { text } = page
  const kept = text ? sql`materialized` : sql`not materialized`
  const fits: SQL = text
    ? sql`and (${labelContains(sql`u.label_key`, text)} or ${keyContains(sql`u.user_name_key`, text)}
        or ${keyContains(sql`lower(u.email)`, text)})`
    : sql``
  const rows = await tx.select<FoundMember & { total: number }>(sql`
    with found as ${kept} (
      select u.id, u.label_key, m.added_at
      from group_members m join users u on u.tenant_id = m.tenant_id and u.id = m.user_id
      where m.tenant_id = ${tenantId} and m.group_id = ${groupId} ${fits})
    select c.total, p.* from (select count(*)::int as total from found) c
      left join (
        select d.id, d.label, d.user_name as "userName", d.email, d.active, f.added_at as "addedAt", f.label_key
        from (select * from found order by label_key, id limit ${page.limit} offset ${page.offset}) f
          join users d on d.tenant_id = ${tenantId} and d.id = f.id) p on true
    order by p.label_key, p.id`)
  return { total: rows[0]?.total ?? 0, rows: rows.filter(({ id }) => id !== null) }
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
      m.added_at as "addedAt"
    from ${from} ${fits} order by g.display_name_key, g.id limit ${page.limit} offset ${page.offset}`)
  const [[count], rows] = await Promise.all([counted, selected])
  return { total: count?.total ?? 0, rows }
}
