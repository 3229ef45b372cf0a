import type { JsonObject } from '@/lib/scim'
import { type Statement, sql, type Tx } from '../client'
import type { GroupValues } from './groups'
import type { WaveSpan } from './restores'

/** Groups that a wave deleted, with what they were. */
export function selectDeletedGroups(
  tx: Tx,
  tenantId: string,
  { integrationId, from, until }: WaveSpan,
  ids: readonly string[],
): Promise<{ id: string; before: JsonObject }[]> {
  return tx.select(sql`
    select distinct on (c.group_id) c.group_id as id, c.before from changes c
    where c.tenant_id = ${tenantId} and c.group_id = any(${sql.param(ids)}::uuid[]) and c.action = 'group.deleted'
      and c.integration_id = ${integrationId} and c.actor_kind = 'integration'
      and c.at between ${from}::timestamptz and ${until}::timestamptz
      and not exists (select from groups g where g.tenant_id = ${tenantId} and g.id = c.group_id)
    order by c.group_id, c.id desc`)
}

const INSERT: Statement = {
  name: 'insert_deleted_group',
  text: `insert into groups (tenant_id, id, manager_id, display_name, display_name_key, external_id, resource,
           version, created_at, modified_at)
         values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10) on conflict do nothing returning id`,
}

/** Writes a group under the id that it had. False when another group has its name. */
export async function insertDeletedGroup(tx: Tx, tenantId: string, group: GroupValues): Promise<boolean> {
  const rows = await tx.run(INSERT, [
    tenantId,
    group.id,
    group.managerId,
    group.displayName,
    group.displayNameKey,
    group.externalId,
    JSON.stringify(group.resource),
    group.version,
    group.createdAt,
    group.modifiedAt,
  ])
  return rows.length > 0
}

/** The groups that a deleted group was a member of, and that are here. */
export function selectFormerHolders(
  tx: Tx,
  tenantId: string,
  { integrationId, from, until }: WaveSpan,
  groupId: string,
): Promise<{ id: string; displayName: string }[]> {
  return tx.select(sql`
    select distinct g.id, g.display_name as "displayName"
    from changes c join groups g on g.tenant_id = ${tenantId} and g.id = c.group_id
    where c.tenant_id = ${tenantId} and c.integration_id = ${integrationId} and c.actor_kind = 'integration'
      and c.action = 'member.removed' and c.user_id is null and c.before ->> 'memberGroupId' = ${groupId}
      and c.at between ${from}::timestamptz and ${until}::timestamptz
    order by g.id`)
}

/** Which of these are groups that are here. */
export async function selectGroupsHere(
  tx: Tx,
  tenantId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.select<{ id: string }>(sql`
    select id from groups where tenant_id = ${tenantId} and id = any(${sql.param(ids)}::uuid[])`)
  return new Set(rows.map(({ id }) => id))
}
