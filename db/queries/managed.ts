import type { JsonObject } from '@/lib/scim'
import { type Statement, sql, type Tx } from '../client'

/** How many rows one statement lets go of: history for them is written before the next page is touched. */
const PAGE = 1_000

export type LetGo = { id: string; label: string }

const RELEASE_USERS: Statement = {
  name: 'release_users',
  text: `update users set manager_id = null, deleted_at = null
         where tenant_id = $1 and id in
           (select id from users where tenant_id = $1 and manager_id = $2 limit ${PAGE} for update)
         returning id, label`,
}

/** Takes a page of an integration's people from it and leaves them as they are. */
export function releaseUsers(tx: Tx, tenantId: string, managerId: string): Promise<LetGo[]> {
  return tx.run(RELEASE_USERS, [tenantId, managerId])
}

const DEACTIVATE_USERS: Statement = {
  name: 'deactivate_and_release_users',
  text: `update users u
         set manager_id = null, deleted_at = null, active = false, resource = u.resource || '{"active": false}',
           version = u.version + old.active::int,
           modified_at = case when old.active then $3 else u.modified_at end
         from (select id, active from users where tenant_id = $1 and manager_id = $2 limit ${PAGE} for update) old
         where u.tenant_id = $1 and u.id = old.id
         returning u.id, u.label, old.active as "wasActive"`,
}

/** Takes a page of an integration's people from it and makes them inactive. */
export function deactivateUsers(
  tx: Tx,
  tenantId: string,
  managerId: string,
  at: Date,
): Promise<(LetGo & { wasActive: boolean })[]> {
  return tx.run(DEACTIVATE_USERS, [tenantId, managerId, at])
}

const LOCK_USERS: Statement = {
  name: 'lock_managed_users',
  text: `select id, label, resource from users where tenant_id = $1 and manager_id = $2 limit ${PAGE} for update`,
}

/** A page of an integration's people, held until the transaction ends. */
export function lockManagedUsers(
  tx: Tx,
  tenantId: string,
  managerId: string,
): Promise<(LetGo & { resource: JsonObject })[]> {
  return tx.run(LOCK_USERS, [tenantId, managerId])
}

export type Left = { userId: string; groupId: string; group: string }

/** Removes people, and says which groups they leave. */
export async function removeUsers(tx: Tx, tenantId: string, ids: readonly string[]): Promise<Left[]> {
  const left = await tx.select<Left>(sql`
    delete from group_members m using groups g
    where m.tenant_id = ${tenantId} and m.user_id = any(${sql.param(ids)}::uuid[])
      and g.tenant_id = m.tenant_id and g.id = m.group_id
    returning m.user_id as "userId", m.group_id as "groupId", g.display_name as "group"`)
  await tx.select(
    sql`delete from users where tenant_id = ${tenantId} and id = any(${sql.param(ids)}::uuid[])`,
  )
  return left
}

const REMOVE_GROUPS: Statement = {
  name: 'remove_groups',
  text: `delete from groups
         where tenant_id = $1 and id in (select id from groups where tenant_id = $1 and manager_id = $2 limit ${PAGE})
         returning id, display_name as label`,
}

export function removeGroups(tx: Tx, tenantId: string, managerId: string): Promise<LetGo[]> {
  return tx.run(REMOVE_GROUPS, [tenantId, managerId])
}

const RELEASE_GROUPS: Statement = {
  name: 'release_groups',
  text: `update groups set manager_id = null
         where tenant_id = $1 and id in
           (select g.id from groups g
            where g.tenant_id = $1 and g.manager_id = $2 and not exists
              (select from groups l
               where l.tenant_id = $1 and l.manager_id is null and l.display_name_key = g.display_name_key)
            limit ${PAGE} for update)
         returning id, display_name as label`,
}

/** Takes a page of an integration's groups from it: those whose names no Local group has. */
export function releaseGroups(tx: Tx, tenantId: string, managerId: string): Promise<LetGo[]> {
  return tx.run(RELEASE_GROUPS, [tenantId, managerId])
}

/** What `releaseGroups` leaves behind: groups whose names Local groups have. */
export function lockManagedGroups(tx: Tx, tenantId: string, managerId: string): Promise<LetGo[]> {
  return tx.select(sql`
    select id, display_name as label from groups
    where tenant_id = ${tenantId} and manager_id = ${managerId} order by id for update`)
}

/** Those of `keys` that are names of Local groups. */
export async function selectLocalGroupNames(
  tx: Tx,
  tenantId: string,
  keys: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.select<{ key: string }>(sql`
    select display_name_key as key from groups
    where tenant_id = ${tenantId} and manager_id is null and display_name_key = any(${sql.param(keys)}::text[])`)
  return new Set(rows.map(({ key }) => key))
}

/** Makes one group Local under another name. */
export async function releaseGroupAs(
  tx: Tx,
  tenantId: string,
  group: { id: string; displayName: string; displayNameKey: string; at: Date },
): Promise<void> {
  await tx.select(sql`
    update groups set manager_id = null, display_name = ${group.displayName}, display_name_key = ${group.displayNameKey},
      resource = resource || jsonb_build_object('displayName', ${group.displayName}::text),
      version = version + 1, modified_at = ${group.at}
    where tenant_id = ${tenantId} and id = ${group.id}`)
}
