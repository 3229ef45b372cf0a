import type { JsonObject } from '@/lib/scim'
import type { Statement, Tx } from '../client'

/** A group that was released, as it is now. */
type ReleasedGroup = {
  id: string
  displayNameKey: string
  managerId: string | null
  managerName: string | null
}

const LOCK_GROUPS: Statement = {
  name: 'lock_released_groups',
  text: `select g.id, g.display_name_key as "displayNameKey", g.manager_id as "managerId", i.name as "managerName"
         from groups g left join integrations i on i.tenant_id = $1 and i.id = g.manager_id
         where g.tenant_id = $1 and g.id = any($2::uuid[]) order by g.id for update of g`,
}

/** Groups that were released and are here, held until the transaction ends. */
export function lockReleasedGroups(
  tx: Tx,
  tenantId: string,
  ids: readonly string[],
): Promise<ReleasedGroup[]> {
  return tx.run(LOCK_GROUPS, [tenantId, ids])
}

const FREE = `not exists (select from groups o where o.tenant_id = $1 and o.manager_id = $2 and o.display_name_key =`

const RECLAIM_GROUPS: Statement = {
  name: 'reclaim_released_groups',
  text: `update groups g set manager_id = $2
         where g.tenant_id = $1 and g.id = any($3::uuid[]) and g.manager_id is null and ${FREE} g.display_name_key)
         returning g.id, g.display_name as label`,
}

const RENAME_GROUPS: Statement = {
  name: 'reclaim_renamed_groups',
  text: `update groups g set manager_id = $2, display_name = l.former ->> 'display_name',
           display_name_key = l.former ->> 'display_name_key',
           resource = g.resource || jsonb_build_object('displayName', l.former ->> 'display_name'),
           version = g.version + 1, modified_at = $4
         from deletion_losses l
         where l.tenant_id = $1 and l.integration_id = $2 and l.member_id = g.id
           and g.tenant_id = $1 and g.id = any($3::uuid[]) and g.manager_id is null
           and ${FREE} l.former ->> 'display_name_key')
         returning g.id, g.display_name as label`,
}

/** Makes Local groups an integration's again, where it has none of that name. The caller holds them. */
export function reclaimGroups(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  ids: readonly string[],
): Promise<{ id: string; label: string }[]> {
  return tx.run(RECLAIM_GROUPS, [tenantId, integrationId, ids])
}

/** The same under the name that each had before the deletion gave it another. */
export function reclaimGroupsAsFormerly(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  ids: readonly string[],
  at: Date,
): Promise<{ id: string; label: string }[]> {
  return tx.run(RENAME_GROUPS, [tenantId, integrationId, ids, at])
}

const GROUP = `display_name text, display_name_key text, external_id text, resource jsonb, version integer, created_at timestamptz`

const INSERT_GROUPS: Statement = {
  name: 'insert_removed_groups',
  text: `insert into groups (tenant_id, id, manager_id, display_name, display_name_key, external_id, resource, version,
           created_at, modified_at)
         select $1, l.member_id, $2, f.display_name, f.display_name_key, f.external_id, f.resource, f.version + 1,
           f.created_at, $4
         from deletion_losses l cross join lateral jsonb_to_record(l.former) as f(${GROUP})
         where l.tenant_id = $1 and l.integration_id = $2 and l.member_id = any($3::uuid[])
         order by f.display_name_key on conflict do nothing returning id, display_name as label, resource`,
}

/** Writes removed groups as they were, under their ids. Answers which: of the others the name is taken. */
export function insertRemovedGroups(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  ids: readonly string[],
  at: Date,
): Promise<{ id: string; label: string; resource: JsonObject }[]> {
  return tx.run(INSERT_GROUPS, [tenantId, integrationId, ids, at])
}
