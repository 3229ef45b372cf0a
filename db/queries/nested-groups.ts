import type { Statement, Tx } from '../client'
import type { MemberOfGroup } from './members'
import type { GroupOfUser } from './users'
import { groupSeenBy, type Viewer } from './viewer'

const HAS_NESTED: Statement = {
  name: 'has_nested_groups',
  text: 'select exists (select from group_groups n where n.tenant_id = $1) as nested',
}

/** Whether any group of the tenant is a member of another. */
export async function hasNestedGroups(tx: Tx, tenantId: string): Promise<boolean> {
  const [row] = await tx.run<{ nested: boolean }>(HAS_NESTED, [tenantId])
  return row?.nested === true
}

const SELECT_MEMBER_GROUPS: Statement = {
  name: 'select_member_groups',
  text: `select n.group_id as "groupId", g.id as value, g.display_name as display
         from group_groups n join groups g on g.tenant_id = n.tenant_id and g.id = n.member_group_id
         where n.tenant_id = $1 and n.group_id = any($2::uuid[]) and ${groupSeenBy('g', '$3')}
         order by n.group_id, g.id`,
}

/** The groups that are members of these groups. */
export function selectMemberGroups(
  tx: Tx,
  tenantId: string,
  groupIds: readonly string[],
  viewer: Viewer,
): Promise<(MemberOfGroup & { groupId: string })[]> {
  return tx.run(SELECT_MEMBER_GROUPS, [tenantId, groupIds, viewer])
}

const LOCK_WITH_HOLDERS: Statement = {
  name: 'lock_group_with_holders',
  text: `select g.id from groups g
         where g.tenant_id = $1
           and (g.id = $2 or g.id in (select group_id from group_groups where tenant_id = $1 and member_group_id = $2))
         order by g.id for no key update`,
}

/** Holds a group and those that it is a member of, in the order in which everybody holds several groups. */
export async function lockGroupWithHolders(tx: Tx, tenantId: string, groupId: string): Promise<Set<string>> {
  const rows = await tx.run<{ id: string }>(LOCK_WITH_HOLDERS, [tenantId, groupId])
  return new Set(rows.map(({ id }) => id))
}

const SELECT_HOLDERS: Statement = {
  name: 'select_groups_holding',
  text: `select g.id as value, g.display_name as display
         from group_groups n join groups g on g.tenant_id = n.tenant_id and g.id = n.group_id
         where n.tenant_id = $1 and n.member_group_id = $2 order by g.id`,
}

/** The groups that a group is a member of, whoever manages them. */
export function selectGroupsHolding(tx: Tx, tenantId: string, groupId: string): Promise<MemberOfGroup[]> {
  return tx.run(SELECT_HOLDERS, [tenantId, groupId])
}

const SELECT_LINKABLE: Statement = {
  name: 'select_linkable_groups',
  text: `select g.id as value, g.display_name as display from groups g
         where g.tenant_id = $1 and g.id = any($2::uuid[]) and ${groupSeenBy('g', '$3')}
         order by g.id for key share of g`,
}

/** Which of these ids are groups that `viewer` may put into a group; they stay until the transaction ends. */
export function selectLinkableGroups(
  tx: Tx,
  tenantId: string,
  ids: readonly string[],
  viewer: Viewer,
): Promise<MemberOfGroup[]> {
  return tx.run(SELECT_LINKABLE, [tenantId, ids, viewer])
}

const LOCK_NESTING: Statement = {
  name: 'lock_nesting',
  text: 'select pg_advisory_xact_lock(hashtextextended($1, 2))',
}

const SELECT_ABOVE: Statement = {
  name: 'select_groups_above',
  text: `with recursive up(id) as (
           select $2::uuid
           union
           select n.group_id from up join group_groups n on n.tenant_id = $1 and n.member_group_id = up.id)
         select id from up`,
}

/**
 * The group itself and every group that it is in, directly or through others. Until the transaction ends nobody
 * else puts a group into a group of this tenant: two who close a circle together would each see half of it.
 */
export async function lockGroupsAbove(tx: Tx, tenantId: string, groupId: string): Promise<Set<string>> {
  const [, rows] = await Promise.all([
    tx.run(LOCK_NESTING, [tenantId]),
    tx.run<{ id: string }>(SELECT_ABOVE, [tenantId, groupId]),
  ])
  return new Set(rows.map(({ id }) => id))
}

const SELECT_BELOW: Statement = {
  name: 'select_groups_below',
  text: `with recursive down(id) as (
           select $2::uuid
           union
           select n.member_group_id from down join group_groups n on n.tenant_id = $1 and n.group_id = down.id)
         select id from down`,
}

/** The ids of the group itself and of every group in it, directly or through others. */
export async function selectGroupsBelow(tx: Tx, tenantId: string, groupId: string): Promise<string[]> {
  const rows = await tx.run<{ id: string }>(SELECT_BELOW, [tenantId, groupId])
  return rows.map(({ id }) => id)
}

const INSERT: Statement = {
  name: 'insert_member_groups',
  text: `with added as (
           insert into group_groups (tenant_id, group_id, member_group_id, added_at)
           select $1, $2, id, $4 from unnest($3::uuid[]) as wanted(id) order by id
           on conflict do nothing returning member_group_id)
         select g.id as value, g.display_name as display
         from added a join groups g on g.tenant_id = $1 and g.id = a.member_group_id`,
}

const remove = (which: string) =>
  `with removed as (
     delete from group_groups n using groups g
     where n.tenant_id = $1 and n.group_id = $2 and ${which}
       and g.tenant_id = $1 and g.id = n.member_group_id and ${groupSeenBy('g', '$4')}
     returning n.member_group_id, g.display_name)
   select member_group_id as value, display_name as display from removed`

const DELETE: Statement = {
  name: 'delete_member_groups',
  text: remove('n.member_group_id = any($3::uuid[])'),
}

const DELETE_OTHERS: Statement = {
  name: 'delete_other_member_groups',
  text: remove('n.member_group_id <> all($3::uuid[])'),
}

/** Sets which groups are members of a group, as `changeMembers` does with people. Circles are not looked for. */
export async function changeMemberGroups(
  tx: Tx,
  tenantId: string,
  groupId: string,
  viewer: Viewer,
  change: { replaceAll: boolean; add: readonly string[]; remove: readonly string[]; at: Date },
): Promise<{ added: MemberOfGroup[]; removed: MemberOfGroup[] }> {
  const removing = change.replaceAll
    ? tx.run<MemberOfGroup>(DELETE_OTHERS, [tenantId, groupId, change.add, viewer])
    : change.remove.length > 0
      ? tx.run<MemberOfGroup>(DELETE, [tenantId, groupId, change.remove, viewer])
      : []
  const adding =
    change.add.length > 0 ? tx.run<MemberOfGroup>(INSERT, [tenantId, groupId, change.add, change.at]) : []
  const [removed, added] = await Promise.all([removing, adding])
  return { added, removed }
}

const SELECT_INDIRECT: Statement = {
  name: 'select_indirect_groups',
  text: `with recursive direct as (
           select m.user_id, m.group_id from group_members m where m.tenant_id = $1 and m.user_id = any($2::uuid[])),
         up(start, id) as (
           select n.member_group_id, n.group_id from group_groups n
           where n.tenant_id = $1 and n.member_group_id in (select group_id from direct)
           union
           select up.start, n.group_id from up join group_groups n on n.tenant_id = $1 and n.member_group_id = up.id)
         select distinct d.user_id as "userId", g.id as value, g.display_name as display
         from direct d join up on up.start = d.group_id join groups g on g.tenant_id = $1 and g.id = up.id
         where ${groupSeenBy('g', '$3')}
           and not exists (select from direct o where o.user_id = d.user_id and o.group_id = up.id)
         order by "userId", value`,
}

/**
 * Adds to people's groups those that they are in through other groups. `nested` says whether the tenant has any
 * group in a group: where it has none, nothing is asked.
 */
export async function addIndirectGroups<Row extends { id: string; nested: boolean; groups: GroupOfUser[] }>(
  tx: Tx,
  tenantId: string,
  viewer: Viewer,
  rows: Row[],
): Promise<Row[]> {
  if (!rows.some(({ nested }) => nested)) return rows
  const ids = rows.map(({ id }) => id)
  const indirect = await tx.run<{ userId: string; value: string; display: string }>(SELECT_INDIRECT, [
    tenantId,
    ids,
    viewer,
  ])
  const byId = new Map(rows.map((row) => [row.id, row]))
  for (const { userId, value, display } of indirect) {
    byId.get(userId)?.groups.push({ value, display, indirect: true })
  }
  return rows
}
