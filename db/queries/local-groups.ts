import { type Statement, sql, type Tx } from '../client'
import type { LocalGroupChoice } from '../schema/rules'
import { GROUP_COLUMNS, type GroupRow } from './groups'

const LOCK_NAMED: Statement = {
  name: 'lock_local_group_named',
  text: `select ${GROUP_COLUMNS}, g.local_choices ->> ($3::uuid)::text as choice from groups g
         where g.tenant_id = $1 and g.manager_id is null and g.display_name_key = $2
           and not exists (select from groups o
             where o.tenant_id = $1 and o.manager_id = $3 and o.display_name_key = $2)
         for no key update of g`,
}

/**
 * The Local group of a folded name, held, and what was decided about it and an integration; none where the integration
 * has a group of that name already.
 */
export async function lockLocalGroupNamed(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  displayNameKey: string,
): Promise<(GroupRow & { choice: LocalGroupChoice | null }) | undefined> {
  const [row] = await tx.run<GroupRow & { choice: LocalGroupChoice | null }>(LOCK_NAMED, [
    tenantId,
    displayNameKey,
    integrationId,
  ])
  return row
}

/** Keeps what was decided about a Local group and an integration; null takes it back. */
export async function setLocalChoice(
  tx: Tx,
  tenantId: string,
  groupId: string,
  integrationId: string,
  choice: LocalGroupChoice | null,
): Promise<void> {
  await tx.select(sql`
    update groups set local_choices = nullif(
      coalesce(local_choices, '{}') - ${integrationId}::text
        || case when ${choice}::text is null then '{}' else jsonb_build_object(${integrationId}::text, ${choice}::text) end,
      '{}')
    where tenant_id = ${tenantId} and id = ${groupId} and manager_id is null`)
}

/** A Local group, and what was decided about it and one integration. */
export type DecidedGroup = { id: string; name: string; key: string; choice: LocalGroupChoice | null }

const DECIDED = (integrationId: string) => sql`select g.id, g.display_name as name, g.display_name_key as key,
  g.local_choices ->> ${integrationId}::text as choice from groups g`

/** The Local groups of these folded names. */
export function selectLocalGroupsNamed(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  keys: readonly string[],
): Promise<DecidedGroup[]> {
  return tx.select(sql`${DECIDED(integrationId)}
    where g.tenant_id = ${tenantId} and g.manager_id is null and g.display_name_key = any(${sql.param(keys)}::text[])`)
}

/** The Local groups about which, and this integration, somebody has decided. */
export function selectDecidedGroups(
  tx: Tx,
  tenantId: string,
  integrationId: string,
): Promise<DecidedGroup[]> {
  return tx.select(sql`${DECIDED(integrationId)}
    where g.tenant_id = ${tenantId} and g.manager_id is null and g.local_choices is not null
      and g.local_choices ->> ${integrationId}::text is not null
    order by g.display_name_key limit 200`)
}
