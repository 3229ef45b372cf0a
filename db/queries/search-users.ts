import { sql, type Tx } from '../client'
import { findUsers } from './find-users'
import { type ListedFields, listedFields } from './listed-fields'
import type { UserCriteria } from './user-criteria'

export type FoundUser = ListedFields & {
  id: string
  label: string
  userName: string
  email: string | null
  active: boolean
  suspendedAt: Date | null
  externalId: string | null
  createdAt: Date
  modifiedAt: Date
  managerId: string | null
  managerName: string | null
  /** The names of the first two groups, and how many groups there are. */
  groupNames: string[]
  groups: number
}

/** One page of what was found; with `more`, more than `total` fit. */
export type FoundPage<Row> = { total: number; more?: boolean; rows: Row[] }

/** How many people fit, and one page of them; with what they have under the names of `extensions`. */
export async function searchUsers(
  tx: Tx,
  tenantId: string,
  criteria: UserCriteria,
  extensions: readonly string[] = [],
): Promise<FoundPage<FoundUser>> {
  const { ids, ...counted } = await findUsers(tx, tenantId, criteria)
  return { ...counted, rows: ids.length === 0 ? [] : await selectFound(tx, tenantId, ids, extensions) }
}

/** The rows of a page, in the order of their ids in it. */
function selectFound(
  tx: Tx,
  tenantId: string,
  ids: readonly string[],
  extensions: readonly string[],
): Promise<FoundUser[]> {
  return tx.select<FoundUser>(sql`
    select d.id, d.label, d.user_name as "userName", d.email, d.active,
      d.suspended_at as "suspendedAt", d.external_id as "externalId",
      ${listedFields('d', extensions)},
      d.created_at as "createdAt", d.modified_at as "modifiedAt",
      i.id as "managerId", i.name as "managerName", g.names as "groupNames", g.count as groups
    from unnest(${sql.param(ids)}::uuid[]) with ordinality as x(id, place)
      join users d on d.tenant_id = ${tenantId} and d.id = x.id
      left join integrations i on i.tenant_id = ${tenantId} and i.id = d.manager_id
      cross join lateral (
        select count(*)::int as count,
          coalesce((array_agg(g.display_name order by g.display_name_key, g.id))[1:2], '{}') as names
        from group_members m join groups g on g.tenant_id = m.tenant_id and g.id = m.group_id
        where m.tenant_id = ${tenantId} and m.user_id = d.id) g
    order by x.place`)
}
