import type { JsonObject } from '@/lib/scim'
import { sql, type Tx } from '../client'

/** So many of the first changes of an integration, and of the last, are looked through for what a guide waits for. */
const LOOKED_THROUGH = 400

export type ProvingChange = {
  action: string
  at: Date
  label: string
  userId: string | null
  groupId: string | null
  before: JsonObject | null
  after: JsonObject | null
}

/**
 * The first change of each kind that the integration itself made, among its first and its last few hundred: two
 * short index scans, however much happened between them. With `isTestLeftOut`, who was removed again within two
 * minutes was a test of the connection, and proves nothing else.
 */
export function selectProvingChanges(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  isTestLeftOut: boolean,
): Promise<ProvingChange[]> {
  const some = (order: 'asc' | 'desc') => sql`(
    select c.id, c.action, c.at, c.label, c.user_id, c.group_id, c.before, c.after, c.actor_kind from changes c
    where c.tenant_id = ${tenantId} and c.integration_id = ${integrationId}
    order by c.id ${order === 'asc' ? sql`asc` : sql`desc`} limit ${LOOKED_THROUGH})`
  const meant = sql`and not exists (
        select 1 from seen gone
        where gone.action in ('user.deleted', 'group.deleted') and gone.at < c.at + interval '2 minutes'
          and (gone.user_id = c.user_id or gone.group_id = c.group_id))`
  return tx.select(sql`
    with seen as materialized (${some('asc')} union all ${some('desc')})
    select distinct on (c.action) c.action, c.at, c.label, c.user_id as "userId", c.group_id as "groupId", c.before, c.after
    from seen c
    where c.actor_kind = 'integration'
      and c.action in ('user.created', 'user.claimed', 'user.updated', 'user.deactivated', 'group.created', 'group.claimed')
      ${isTestLeftOut ? meant : sql``}
    order by c.action, c.id`)
}

/** When the integration's first call with a good token was answered well, as far as the log reaches back. */
export async function selectFirstRead(
  tx: Tx,
  tenantId: string,
  integrationId: string,
): Promise<Date | undefined> {
  const [row] = await tx.select<{ at: Date }>(sql`
    select r.at from requests r
    where r.tenant_id = ${tenantId} and r.integration_id = ${integrationId} and r.refusal is null and r.status < 400
    order by r.at limit 1`)
  return row?.at
}

/** How many members a group has. */
export async function countMembers(tx: Tx, tenantId: string, groupId: string): Promise<number> {
  const [row] = await tx.select<{ members: number }>(sql`
    select count(*)::int as members from group_members m
    where m.tenant_id = ${tenantId} and m.group_id = ${groupId}`)
  return row?.members ?? 0
}

export type LastCall = {
  at: Date
  method: string
  path: string
  status: number
  refusal: string | null
  detail: string | null
  address: string | null
  tokenId: string | null
}

/** The last calls of an integration, let in or not, the newest first. */
export function selectLastCalls(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  limit: number,
): Promise<LastCall[]> {
  return tx.select(sql`
    select r.at, r.method, r.path, r.status, r.refusal, r.detail, r.address, r.token_id as "tokenId" from requests r
    where r.tenant_id = ${tenantId} and r.integration_id = ${integrationId}
    order by r.at desc limit ${limit}`)
}

export type Delta = { users: number; groups: number; memberships: number }

/** How many people, groups and memberships came to an integration and left it since the change `sinceId`: at most so many are read. */
export async function selectDelta(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  sinceId: string,
): Promise<Delta> {
  const [row] = await tx.select<Delta>(sql`
    select coalesce(sum(case c.action when 'user.created' then 1 when 'user.claimed' then 1 when 'user.restored' then 1
        when 'user.deleted' then -1 when 'user.released' then -1 else 0 end), 0)::int as users,
      coalesce(sum(case c.action when 'group.created' then 1 when 'group.claimed' then 1 when 'group.restored' then 1
        when 'group.deleted' then -1 when 'group.released' then -1 else 0 end), 0)::int as groups,
      coalesce(sum(case c.action when 'member.added' then 1 when 'member.removed' then -1 else 0 end), 0)::int as memberships
    from (select action from changes
          where tenant_id = ${tenantId} and integration_id = ${integrationId} and id >= ${sinceId}
          order by id desc limit 50000) c`)
  return row ?? { users: 0, groups: 0, memberships: 0 }
}

/** How many people are looked at to tell what an identity provider sends. */
const SAMPLED = 1000

/** The attributes that people of an integration have, by path, and how many of the last thousand have each. */
export function selectAttributesSeen(
  tx: Tx,
  tenantId: string,
  integrationId: string,
): Promise<{ path: string; people: number; sampled: number }[]> {
  return tx.select(sql`
    with sample as materialized (
      select u.id, u.resource from users u
      where u.tenant_id = ${tenantId} and u.manager_id = ${integrationId}
      order by u.id desc limit ${SAMPLED}),
    seen as (
      select s.id, case when jsonb_typeof(a.value) = 'object' and inner_.key is not null
          then a.key || case when a.key like 'urn:%' then ':' else '.' end || inner_.key else a.key end as path
      from sample s
        cross join lateral jsonb_each(s.resource) a
        left join lateral jsonb_each(case when jsonb_typeof(a.value) = 'object' then a.value else '{}' end) inner_ on true
      where a.key <> 'schemas')
    select path, count(distinct id)::int as people, (select count(*)::int from sample) as sampled
    from seen group by path order by people desc, path limit 60`)
}

/** How many memberships the groups of an integration hold. */
export async function countMemberships(tx: Tx, tenantId: string, integrationId: string): Promise<number> {
  const [row] = await tx.select<{ memberships: number }>(sql`
    select count(*)::int as memberships from groups g
      join group_members m on m.tenant_id = g.tenant_id and m.group_id = g.id
    where g.tenant_id = ${tenantId} and g.manager_id = ${integrationId}`)
  return row?.memberships ?? 0
}
