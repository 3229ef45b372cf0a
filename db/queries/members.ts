import type { Statement, Tx } from '../client'
import { selectMemberGroups } from './nested-groups'
import type { Viewer } from './viewer'

/** A member as a group's resource shows it: a person, or a group. */
export type MemberOfGroup = { value: string; display: string; group?: boolean }

const SELECT_MEMBERS: Statement = {
  name: 'select_members',
  text: `select u.id as value, coalesce(u.mapped ->> 'display', u.label) as display
         from group_members m join users u on u.tenant_id = m.tenant_id and u.id = m.user_id
         where m.tenant_id = $1 and m.group_id = $2
           and ($3::uuid is null or u.manager_id is null or u.manager_id = $3)
         order by u.id`,
}

const SELECT_MEMBERS_AFTER: Statement = {
  name: 'select_members_after',
  text: `select u.id as value, coalesce(u.mapped ->> 'display', u.label) as display
         from group_members m join users u on u.tenant_id = m.tenant_id and u.id = m.user_id
         where m.tenant_id = $1 and m.group_id = $2 and ($4::uuid is null or m.user_id > $4)
           and ($3::uuid is null or u.manager_id is null or u.manager_id = $3)
         order by m.user_id limit $5`,
}

const SELECT_NEWCOMERS: Statement = {
  name: 'select_newcomers',
  text: `select x.id from unnest($3::uuid[]) as x(id)
         where not exists (
           select from group_members m join users u on u.tenant_id = m.tenant_id and u.id = m.user_id
           where m.tenant_id = $1 and m.group_id = $2 and m.user_id = x.id
             and ($4::uuid is null or u.manager_id is null or u.manager_id = $4))`,
}

const ONE_SNAPSHOT: Statement = {
  name: 'read_one_snapshot',
  text: 'set transaction isolation level repeatable read, read only',
}

/**
 * `offset 0`: each member is looked up by their key. Planned while the tables were thought to be empty, before the
 * first import, a join read everybody for each member.
 */
const SELECT_MEMBERS_OF_MANY: Statement = {
  name: 'select_members_of_many',
  text: `select m.group_id as "groupId", m.user_id as value, u.display
         from group_members m cross join lateral (
           select coalesce(u.mapped ->> 'display', u.label) as display from users u
           where u.tenant_id = m.tenant_id and u.id = m.user_id
             and ($3::uuid is null or u.manager_id is null or u.manager_id = $3) offset 0) u
         where m.tenant_id = $1 and m.group_id = any($2::uuid[])
         order by m.group_id, m.user_id limit $4`,
}

const SELECT_LINKABLE: Statement = {
  name: 'select_linkable',
  text: `select u.id from users u where u.tenant_id = $1 and u.id = any($2::uuid[])
           and ($3::uuid is null or u.manager_id is null or u.manager_id = $3 and u.deleted_at is null)
         order by u.id for key share of u`,
}

const INSERT_MEMBERS: Statement = {
  name: 'insert_members',
  text: `with added as (
           insert into group_members (tenant_id, group_id, user_id, added_at)
           select $1, $2, id, $4 from unnest($3::uuid[]) as wanted(id) order by id
           on conflict do nothing returning user_id)
         select u.id as value, u.label as display from added a join users u on u.tenant_id = $1 and u.id = a.user_id`,
}

const DELETE_MEMBERS: Statement = {
  name: 'delete_members',
  text: `with removed as (
           delete from group_members m using users u
           where m.tenant_id = $1 and m.group_id = $2 and m.user_id = any($3::uuid[])
             and u.tenant_id = $1 and u.id = m.user_id
             and ($4::uuid is null or u.manager_id is null or u.manager_id = $4)
           returning m.user_id, u.label)
         select user_id as value, label as display from removed`,
}

const DELETE_OTHER_MEMBERS: Statement = {
  name: 'delete_other_members',
  text: `with removed as (
           delete from group_members m using users u
           where m.tenant_id = $1 and m.group_id = $2 and u.tenant_id = $1 and u.id = m.user_id
             and ($4::uuid is null or u.manager_id is null or u.manager_id = $4)
             and not exists (select from unnest($3::uuid[]) as kept(id) where kept.id = m.user_id)
           returning m.user_id, u.label)
         select user_id as value, label as display from removed`,
}

const SELECT_OF_USER: Statement = {
  name: 'select_groups_of_user',
  text: `select g.id as value, g.display_name as display
         from group_members m join groups g on g.tenant_id = m.tenant_id and g.id = m.group_id
         where m.tenant_id = $1 and m.user_id = $2 order by g.id`,
}

/** Everybody and every group in a group. */
export async function selectMembers(
  tx: Tx,
  tenantId: string,
  groupId: string,
  viewer: Viewer,
): Promise<MemberOfGroup[]> {
  const [people, groups] = await Promise.all([
    tx.run<MemberOfGroup>(SELECT_MEMBERS, [tenantId, groupId, viewer]),
    selectMemberGroups(tx, tenantId, [groupId], viewer),
  ])
  return [...people, ...groups.map(({ value, display }) => ({ value, display, group: true }))]
}

/** People in a group in the order of their ids, a page at a time; `after` is the last id of the page before. */
export function selectMembersAfter(
  tx: Tx,
  tenantId: string,
  groupId: string,
  viewer: Viewer,
  page: { after: string | null; limit: number },
): Promise<MemberOfGroup[]> {
  return tx.run(SELECT_MEMBERS_AFTER, [tenantId, groupId, viewer, page.after, page.limit])
}

/** Has all that follows in the transaction see the directory as it is now. To be said first. */
export async function readOneSnapshot(tx: Tx): Promise<void> {
  await tx.run(ONE_SNAPSHOT, [])
}

/** Those of these ids that are not members yet of whom `viewer` knows. */
export async function selectNewcomers(
  tx: Tx,
  tenantId: string,
  groupId: string,
  ids: readonly string[],
  viewer: Viewer,
): Promise<string[]> {
  const rows = await tx.run<{ id: string }>(SELECT_NEWCOMERS, [tenantId, groupId, ids, viewer])
  return rows.map(({ id }) => id)
}

/** The members of several groups at once, by group; undefined when they are more people than `most`. */
export async function selectMembersOfMany(
  tx: Tx,
  tenantId: string,
  groupIds: readonly string[],
  viewer: Viewer,
  most: number,
): Promise<Map<string, MemberOfGroup[]> | undefined> {
  const byGroup = new Map<string, MemberOfGroup[]>(groupIds.map((id) => [id, []]))
  const [people, groups] = await Promise.all([
    tx.run<MemberOfGroup & { groupId: string }>(SELECT_MEMBERS_OF_MANY, [
      tenantId,
      groupIds,
      viewer,
      most + 1,
    ]),
    selectMemberGroups(tx, tenantId, groupIds, viewer),
  ])
  if (people.length > most) return undefined
  for (const { groupId, value, display } of people) byGroup.get(groupId)?.push({ value, display })
  for (const { groupId, value, display } of groups)
    byGroup.get(groupId)?.push({ value, display, group: true })
  return byGroup
}

/** Which of these ids are people whom `viewer` may put into a group; they stay until the transaction ends. */
export async function selectLinkable(
  tx: Tx,
  tenantId: string,
  ids: readonly string[],
  viewer: Viewer,
): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx.run<{ id: string }>(SELECT_LINKABLE, [tenantId, ids, viewer])
  return new Set(rows.map((row) => row.id))
}

/**
 * Sets memberships with at most two statements. With `replaceAll`, everybody whom `viewer` sees and who is neither
 * in `add` nor in `keep` leaves. Answers who really came and went.
 */
export async function changeMembers(
  tx: Tx,
  tenantId: string,
  groupId: string,
  viewer: Viewer,
  change: {
    replaceAll: boolean
    add: readonly string[]
    keep?: readonly string[]
    remove: readonly string[]
    at: Date
  },
): Promise<{ added: MemberOfGroup[]; removed: MemberOfGroup[] }> {
  const removing = change.replaceAll
    ? tx.run<MemberOfGroup>(DELETE_OTHER_MEMBERS, [
        tenantId,
        groupId,
        [...change.add, ...(change.keep ?? [])],
        viewer,
      ])
    : change.remove.length > 0
      ? tx.run<MemberOfGroup>(DELETE_MEMBERS, [tenantId, groupId, change.remove, viewer])
      : []
  const adding =
    change.add.length > 0
      ? tx.run<MemberOfGroup>(INSERT_MEMBERS, [tenantId, groupId, change.add, change.at])
      : []
  const [removed, added] = await Promise.all([removing, adding])
  return { added, removed }
}

/** Every group that a person is in, whoever manages it. */
export function selectGroupsOfUser(tx: Tx, tenantId: string, userId: string): Promise<MemberOfGroup[]> {
  return tx.run<MemberOfGroup>(SELECT_OF_USER, [tenantId, userId])
}

/** How far the clocks of two processes may differ. */
const CLOCKS_DIFFER = '1 minute'

const GROUPS_CHANGED: Statement = {
  name: 'groups_changed_since',
  text: `select exists (select from group_groups n where n.tenant_id = $1)
           or exists (select from changes c
                      where c.tenant_id = $1 and c.user_id = $2 and c.action in ('member.added', 'member.removed')
                        and c.at > u.modified_at - interval '${CLOCKS_DIFFER}')
           or exists (select from group_members m join groups g on g.tenant_id = m.tenant_id and g.id = m.group_id
                      where m.tenant_id = $1 and m.user_id = $2
                        and g.modified_at > u.modified_at - interval '${CLOCKS_DIFFER}') as changed
         from users u where u.tenant_id = $1 and u.id = $2`,
}

/**
 * Whether what a person’s resource says of their groups may have changed since the person did last: they came or
 * went, a group of theirs was written, or groups are in groups here, which is not looked into.
 */
export async function mayHaveOtherGroups(tx: Tx, tenantId: string, userId: string): Promise<boolean> {
  const [row] = await tx.run<{ changed: boolean }>(GROUPS_CHANGED, [tenantId, userId])
  return row?.changed !== false
}
