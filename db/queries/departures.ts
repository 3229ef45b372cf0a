import type { JsonObject } from '@/lib/scim'
import type { Statement, Tx } from '../client'

const LEAVE_GROUPS: Statement = {
  name: 'leave_groups',
  text: 'delete from group_members where tenant_id = $1 and user_id = $2',
}

const KEEP: Statement = {
  name: 'keep_deleted_user',
  text: `update users set manager_id = $3, active = false, resource = resource || '{"active": false}',
           version = version + 1, modified_at = $4, deleted_at = $4
         where tenant_id = $1 and id = $2`,
}

const RESTORE: Statement = {
  name: 'restore_user',
  text: 'update users set deleted_at = null where tenant_id = $1 and id = $2',
}

/** Makes a person inactive, takes them out of every group and hides them from the integration that manages them. */
export async function keepDeletedUser(
  tx: Tx,
  tenantId: string,
  id: string,
  of: { managerId: string; at: Date },
): Promise<void> {
  await Promise.all([tx.run(LEAVE_GROUPS, [tenantId, id]), tx.run(KEEP, [tenantId, id, of.managerId, of.at])])
}

/** Shows such a person to their manager again. */
export async function restoreUser(tx: Tx, tenantId: string, id: string): Promise<void> {
  await tx.run(RESTORE, [tenantId, id])
}

const LOCK_OWN_GROUPS: Statement = {
  name: 'lock_managed_groups_of_user',
  text: `select g.id from groups g
         where g.tenant_id = $1 and g.manager_id = $3
           and g.id in (select group_id from group_members where tenant_id = $1 and user_id = $2)
         order by g.id for no key update`,
}

const SELECT_OWN_GROUPS: Statement = {
  name: 'select_managed_groups_of_user',
  text: `select g.id, g.display_name as name
         from group_members m join groups g on g.tenant_id = m.tenant_id and g.id = m.group_id
         where m.tenant_id = $1 and m.user_id = $2 and g.manager_id = $3 order by g.id`,
}

const LEAVE_SOME: Statement = {
  name: 'leave_some_groups',
  text: 'delete from group_members where tenant_id = $1 and user_id = $2 and group_id = any($3::uuid[])',
}

/** Holds the groups of one manager that a person is in. To be asked for before the person is held. */
export async function lockManagedGroupsOf(
  tx: Tx,
  tenantId: string,
  userId: string,
  managerId: string,
): Promise<Set<string>> {
  const rows = await tx.run<{ id: string }>(LOCK_OWN_GROUPS, [tenantId, userId, managerId])
  return new Set(rows.map(({ id }) => id))
}

/** The groups of one manager that a person is in. */
export function selectManagedGroupsOf(
  tx: Tx,
  tenantId: string,
  userId: string,
  managerId: string,
): Promise<{ id: string; name: string }[]> {
  return tx.run(SELECT_OWN_GROUPS, [tenantId, userId, managerId])
}

/** Takes a person out of these groups, which the caller holds. */
export async function leaveSomeGroups(
  tx: Tx,
  tenantId: string,
  userId: string,
  groupIds: readonly string[],
): Promise<void> {
  await tx.run(LEAVE_SOME, [tenantId, userId, groupIds])
}

const LOCK_DEPARTURES: Statement = {
  name: 'lock_departures',
  text: 'select pg_advisory_xact_lock(hashtextextended($1, 4))',
}

/** Until the transaction ends, no other write of the integration that asks for it goes on. To be asked for first. */
export async function lockDepartures(tx: Tx, managerId: string): Promise<void> {
  await tx.run(LOCK_DEPARTURES, [managerId])
}

const LOCK_MANAGED: Statement = {
  name: 'lock_managed_of',
  text: `select u.id from users u where u.tenant_id = $1 and u.id = any($2::uuid[]) and u.manager_id = $3
         order by u.id for update`,
}

const SELECT_GROUPLESS: Statement = {
  name: 'select_groupless',
  text: `with recursive up(user_id, group_id) as (
           select m.user_id, m.group_id from group_members m where m.tenant_id = $1 and m.user_id = any($2::uuid[])
           union
           select up.user_id, n.group_id from up join group_groups n on n.tenant_id = $1 and n.member_group_id = up.group_id)
         select x.id from unnest($2::uuid[]) as x(id)
         where not exists (select from up join groups g on g.tenant_id = $1 and g.id = up.group_id
                           where up.user_id = x.id and g.manager_id = $3)
         order by x.id`,
}

/**
 * Which of these people an integration manages and has in none of its groups any more, not even through a group
 * in a group. They are held until the transaction ends. Locking comes first and by itself: of two writers who
 * each take a person out of one of their last two groups, the second sees what the first has done.
 */
export async function lockGroupless(
  tx: Tx,
  tenantId: string,
  managerId: string,
  ids: readonly string[],
): Promise<string[]> {
  const managed = await tx.run<{ id: string }>(LOCK_MANAGED, [tenantId, ids, managerId])
  if (managed.length === 0) return []
  const held = managed.map(({ id }) => id)
  const rows = await tx.run<{ id: string }>(SELECT_GROUPLESS, [tenantId, held, managerId])
  return rows.map(({ id }) => id)
}

const DEACTIVATE: Statement = {
  name: 'deactivate_users',
  text: `update users set active = false, resource = resource || '{"active": false}',
           version = version + 1, modified_at = $3
         where tenant_id = $1 and id = any($2::uuid[]) and active
         returning id, label`,
}

/** Makes people inactive; answers those who were active. */
export function deactivateUsers(
  tx: Tx,
  tenantId: string,
  ids: readonly string[],
  at: Date,
): Promise<{ id: string; label: string }[]> {
  return tx.run(DEACTIVATE, [tenantId, ids, at])
}

const SELECT_LEAVERS: Statement = {
  name: 'select_leavers',
  text: 'select id, label, resource from users where tenant_id = $1 and id = any($2::uuid[]) order by id',
}

export function selectLeavers(
  tx: Tx,
  tenantId: string,
  ids: readonly string[],
): Promise<{ id: string; label: string; resource: JsonObject }[]> {
  return tx.run(SELECT_LEAVERS, [tenantId, ids])
}
