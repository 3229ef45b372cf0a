import { type SQL, sql, type Tx } from '../client'
import { containing, keyContains, type SearchText } from './search-text'

export type GroupOrder = 'name' | 'changed'

export type GroupCriteria = {
  text: SearchText | undefined
  managed: boolean | undefined
  managerId: string | undefined
  order: GroupOrder
  descending: boolean
  limit: number
  offset: number
}

export type FoundGroup = {
  id: string
  displayName: string
  modifiedAt: Date
  managerId: string | null
  managerName: string | null
  members: number
}

/** How many groups fit, and one page of them. The id decides between equals. */
export async function searchGroups(
  tx: Tx,
  tenantId: string,
  criteria: GroupCriteria,
): Promise<{ total: number; rows: FoundGroup[] }> {
  const where = whereOf(tenantId, criteria)
  const order = orderOf(criteria)
  const counted = tx.select<{ total: number }>(
    sql`select count(*)::int as total from groups g where ${where}`,
  )
  const selected = tx.select<FoundGroup>(sql`
    select g.id, g.display_name as "displayName", g.modified_at as "modifiedAt",
      i.id as "managerId", i.name as "managerName", m.count as members
    from (select g.id, g.display_name, g.display_name_key, g.modified_at, g.manager_id
          from groups g where ${where} order by ${order} limit ${criteria.limit} offset ${criteria.offset}) g
      left join integrations i on i.tenant_id = ${tenantId} and i.id = g.manager_id
      cross join lateral (
        select count(*)::int as count from group_members m
        where m.tenant_id = ${tenantId} and m.group_id = g.id) m
    order by ${order}`)
  const [[count], rows] = await Promise.all([counted, selected])
  return { total: count?.total ?? 0, rows }
}

function whereOf(tenantId: string, { text, managed, managerId }: GroupCriteria): SQL {
  const parts = [sql`g.tenant_id = ${tenantId}`]
  if (text) {
    parts.push(
      sql`(${keyContains(sql`g.display_name_key`, text)} or lower(g.external_id) like ${containing(text.folded)})`,
    )
  }
  if (managed !== undefined) parts.push(managed ? sql`g.manager_id is not null` : sql`g.manager_id is null`)
  if (managerId) parts.push(sql`g.manager_id = ${managerId}`)
  return sql.join(parts, sql` and `)
}

function orderOf({ order, descending }: GroupCriteria): SQL {
  const way = descending ? sql`desc` : sql`asc`
  const column = order === 'name' ? sql`g.display_name_key` : sql`g.modified_at`
  return sql`${column} ${way}, g.id ${way}`
}
