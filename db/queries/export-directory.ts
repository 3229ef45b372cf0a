import { type SQL, sql, type Tx } from '../client'
import { type ListedFields, listedFields } from './listed-fields'
import { type GroupFilters, whereGroups } from './search-groups'
import { type UserFilters, whereUsers } from './user-criteria'

/** Where a walk through a list stands: after the row with this key, as bytes that nothing is made of, and id. */
export type Place = { key: Buffer; id: string }

export type ExportedUser = ListedFields & {
  id: string
  key: Buffer
  label: string
  userName: string
  email: string | null
  active: boolean
  isSuspended: boolean
  managerId: string | null
  managerName: string | null
  groupNames: string[]
  externalId: string | null
  createdAt: Date
  modifiedAt: Date
}

/** The next so many people by name who fit, each with all of their groups. */
export function selectUsersAfter(
  tx: Tx,
  tenantId: string,
  filters: UserFilters & { ids?: readonly string[] | undefined },
  after: Place | undefined,
  limit: number,
  extensions: readonly string[] = [],
): Promise<ExportedUser[]> {
  const chosen = filters.ids ? sql`and u.id = any(${sql.param(filters.ids)}::uuid[])` : sql``
  return tx.select(sql`
    select u.id, convert_to(u.label_key, 'UTF8') as key, u.label, u.user_name as "userName", u.email, u.active,
      u.suspended_at is not null as "isSuspended", i.id as "managerId", i.name as "managerName", g.names as "groupNames",
      ${listedFields('u', extensions)},
      u.external_id as "externalId", u.created_at as "createdAt", u.modified_at as "modifiedAt"
    from (select * from users u where ${whereUsers(tenantId, filters)} ${chosen} ${beyond(sql`u.label_key, u.id`, after)}
          order by u.label_key, u.id limit ${limit}) u
      left join integrations i on i.tenant_id = ${tenantId} and i.id = u.manager_id
      cross join lateral (
        select coalesce(array_agg(g.display_name order by g.display_name_key, g.id), '{}') as names
        from group_members m join groups g on g.tenant_id = m.tenant_id and g.id = m.group_id
        where m.tenant_id = ${tenantId} and m.user_id = u.id) g
    order by u.label_key, u.id`)
}

export type ExportedGroup = {
  id: string
  key: Buffer
  displayName: string
  members: number
  managerId: string | null
  managerName: string | null
  externalId: string | null
  createdAt: Date
  modifiedAt: Date
}

/** The next so many groups by name that fit. */
export function selectGroupsAfter(
  tx: Tx,
  tenantId: string,
  filters: GroupFilters,
  after: Place | undefined,
  limit: number,
): Promise<ExportedGroup[]> {
  return tx.select(sql`
    select g.id, convert_to(g.display_name_key, 'UTF8') as key, g.display_name as "displayName", m.count as members,
      i.id as "managerId", i.name as "managerName", g.external_id as "externalId",
      g.created_at as "createdAt", g.modified_at as "modifiedAt"
    from (select * from groups g where ${whereGroups(tenantId, filters)} ${beyond(sql`g.display_name_key, g.id`, after)}
          order by g.display_name_key, g.id limit ${limit}) g
      left join integrations i on i.tenant_id = ${tenantId} and i.id = g.manager_id
      cross join lateral (
        select count(*)::int as count from group_members m
        where m.tenant_id = ${tenantId} and m.group_id = g.id) m
    order by g.display_name_key, g.id`)
}

export type ExportedMember = {
  id: string
  label: string
  userName: string
  email: string | null
  active: boolean
  externalId: string | null
  addedAt: Date
}

/** The next so many people in a group, in the order of their ids: that of the memberships themselves. */
export function selectMembersAfter(
  tx: Tx,
  tenantId: string,
  groupId: string,
  after: string | undefined,
  limit: number,
): Promise<ExportedMember[]> {
  const beyondId = after ? sql`and m.user_id > ${after}::uuid` : sql``
  return tx.select(sql`
    select u.id, u.label, u.user_name as "userName", u.email, u.active, u.external_id as "externalId",
      m.added_at as "addedAt"
    from group_members m join users u on u.tenant_id = m.tenant_id and u.id = m.user_id
    where m.tenant_id = ${tenantId} and m.group_id = ${groupId} ${beyondId}
    order by m.user_id limit ${limit}`)
}

function beyond(columns: SQL, after: Place | undefined): SQL {
  return after
    ? sql`and (${columns}) > (convert_from(${after.key}::bytea, 'UTF8'), ${after.id}::uuid)`
    : sql``
}
