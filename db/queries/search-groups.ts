import { type SQL, sql, type Tx } from '../client'
import { countGroups, directoryCount } from './counts'
import { containing, keyContains, type SearchText } from './search-text'

export type GroupOrder = 'name' | 'changed'

/** Which groups are looked for; undefined is any. */
export type GroupFilters = {
  text: SearchText | undefined
  managed: boolean | undefined
  managerId: string | undefined
  /** Only groups without a person in them. */
  empty: boolean
  /** Only groups about which a problem is open. */
  hasProblems: boolean
}

export type GroupCriteria = GroupFilters & {
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
  /** The switch of its integration. */
  groupSync: boolean | null
  members: number
  openProblems: number
}

/** How many groups fit, and one page of them. The id decides between equals. Members are counted without being read. */
export async function searchGroups(
  tx: Tx,
  tenantId: string,
  criteria: GroupCriteria,
): Promise<{ total: number; rows: FoundGroup[] }> {
  const { text, managed, managerId, empty, hasProblems } = criteria
  const where = whereGroups(tenantId, criteria)
  const order = orderOf(criteria)
  const members = directoryCount(tenantId, 'member', [sql`c.of_id = g.id`])
  const [total, rows] = await Promise.all([
    text || empty || hasProblems
      ? countFitting(tx, where)
      : countGroups(tx, tenantId, { managed, managerId }),
    tx.select<FoundGroup>(sql`
      select g.id, g.display_name as "displayName", g.modified_at as "modifiedAt",
        i.id as "managerId", i.name as "managerName", i.group_sync as "groupSync",
        ${members} as members, p.count as "openProblems"
      from (select g.id, g.display_name, g.display_name_key, g.modified_at, g.manager_id
            from groups g where ${where} order by ${order} limit ${criteria.limit} offset ${criteria.offset}) g
        left join integrations i on i.tenant_id = ${tenantId} and i.id = g.manager_id
        cross join lateral (
          select count(*)::int as count from problems p
          where p.tenant_id = ${tenantId} and p.group_id = g.id and p.closed_at is null and p.ignored_at is null) p
      order by ${order}`),
  ])
  return { total, rows }
}

async function countFitting(tx: Tx, where: SQL): Promise<number> {
  const [row] = await tx.select<{ total: number }>(
    sql`select count(*)::int as total from groups g where ${where}`,
  )
  return row?.total ?? 0
}

/** True of the groups that fit, under the alias `g`. */
export function whereGroups(
  tenantId: string,
  { text, managed, managerId, empty, hasProblems }: GroupFilters,
): SQL {
  const parts = [sql`g.tenant_id = ${tenantId}`]
  if (text) {
    parts.push(
      sql`(${keyContains(sql`g.display_name_key`, text)} or lower(g.external_id) like ${containing(text.folded)})`,
    )
  }
  if (managed !== undefined) parts.push(managed ? sql`g.manager_id is not null` : sql`g.manager_id is null`)
  if (managerId) parts.push(sql`g.manager_id = ${managerId}`)
  if (empty) {
    parts.push(sql`not exists (select from group_members m
      where m.tenant_id = ${tenantId} and m.group_id = g.id)`)
  }
  if (hasProblems) {
    parts.push(sql`exists (select from problems p
      where p.tenant_id = ${tenantId} and p.group_id = g.id and p.closed_at is null and p.ignored_at is null)`)
  }
  return sql.join(parts, sql` and `)
}

function orderOf({ order, descending }: GroupCriteria): SQL {
  const way = descending ? sql`desc` : sql`asc`
  const column = order === 'name' ? sql`g.display_name_key` : sql`g.modified_at`
  return sql`${column} ${way}, g.id ${way}`
}
