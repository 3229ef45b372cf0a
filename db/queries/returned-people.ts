import type { JsonObject } from '@/lib/scim'
import type { Statement, Tx } from '../client'

/** A person who was released, as they are now. */
export type ReleasedUser = {
  id: string
  active: boolean
  userNameKey: string
  externalId: string | null
  managerId: string | null
  managerName: string | null
}

const LOCK_USERS: Statement = {
  name: 'lock_released_users',
  text: `select u.id, u.active, u.user_name_key as "userNameKey", u.external_id as "externalId",
           u.manager_id as "managerId", i.name as "managerName"
         from users u left join integrations i on i.tenant_id = $1 and i.id = u.manager_id
         where u.tenant_id = $1 and u.id = any($2::uuid[]) order by u.id for update of u`,
}

/** People who were released and are here, held until the transaction ends. */
export function lockReleasedUsers(tx: Tx, tenantId: string, ids: readonly string[]): Promise<ReleasedUser[]> {
  return tx.run(LOCK_USERS, [tenantId, ids])
}

const SELECT_DECIDED: Statement = {
  name: 'select_decided_users',
  text: `select distinct c.user_id as id from changes c
         where c.tenant_id = $1 and c.user_id = any($2::uuid[]) and c.at > $3
           and c.action in ('user.deactivated', 'user.reactivated', 'user.kept')`,
}

/** Those of these people whom somebody has made active or inactive since. */
export async function selectDecided(
  tx: Tx,
  tenantId: string,
  ids: readonly string[],
  since: Date,
): Promise<Set<string>> {
  const rows = await tx.run<{ id: string }>(SELECT_DECIDED, [tenantId, ids, since])
  return new Set(rows.map(({ id }) => id))
}

const RECLAIM_USERS: Statement = {
  name: 'reclaim_released_users',
  text: `update users u set manager_id = $2, active = u.active or x.wakes,
           resource = case when x.wakes then u.resource || '{"active": true}' else u.resource end,
           version = u.version + x.wakes::int,
           modified_at = case when x.wakes then $6 else u.modified_at end,
           deleted_at = case when not u.active and not x.wakes then x.deleted_at end
         from unnest($3::uuid[], $4::boolean[], $5::timestamptz[]) as x(id, wakes, deleted_at)
         where u.tenant_id = $1 and u.id = x.id and u.manager_id is null`,
}

/** Makes Local people an integration's again, and those active whom it wakes. The caller holds them. */
export async function reclaimUsers(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  people: readonly { id: string; wakes: boolean; deletedAt: string | null }[],
  at: Date,
): Promise<void> {
  const ids = people.map(({ id }) => id)
  const wakes = people.map((person) => person.wakes)
  const deleted = people.map(({ deletedAt }) => deletedAt)
  await tx.run(RECLAIM_USERS, [tenantId, integrationId, ids, wakes, deleted, at])
}

const USER = `user_name text, user_name_key text, external_id text, active boolean, display_name_key text, label text,
  label_key text, email text, resource jsonb, mapped jsonb, version integer, created_at timestamptz,
  deleted_at timestamptz, suspended_at timestamptz, suspended_by text, suspended_reason text, email_keys jsonb`

const INSERT_USERS: Statement = {
  name: 'insert_removed_users',
  text: `with r as materialized (
           select l.member_id as id, f.* from deletion_losses l cross join lateral jsonb_to_record(l.former) as f(${USER})
           where l.tenant_id = $1 and l.integration_id = $2 and l.member_id = any($3::uuid[])),
         made as (
           insert into users (tenant_id, id, manager_id, user_name, user_name_key, external_id, active, display_name_key,
             label, label_key, email, resource, mapped, version, created_at, modified_at, deleted_at, suspended_at,
             suspended_by, suspended_reason)
           select $1, r.id, $2, r.user_name, r.user_name_key, r.external_id, r.active, r.display_name_key, r.label,
             r.label_key, r.email, r.resource, r.mapped, r.version + 1, r.created_at, $4, r.deleted_at, r.suspended_at,
             r.suspended_by, r.suspended_reason
           from r order by r.user_name_key on conflict do nothing returning id, label, resource),
         addressed as (
           insert into user_emails (tenant_id, user_id, position, value_key)
           select $1, r.id, e.position, e.value
           from r join made on made.id = r.id
             cross join lateral jsonb_array_elements_text(r.email_keys) with ordinality as e(value, position))
         select id, label, resource from made`,
}

/** Writes removed people as they were, under their ids. Answers whom: of the others somebody has the userName. */
export function insertRemovedUsers(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  ids: readonly string[],
  at: Date,
): Promise<{ id: string; label: string; resource: JsonObject }[]> {
  return tx.run(INSERT_USERS, [tenantId, integrationId, ids, at])
}
