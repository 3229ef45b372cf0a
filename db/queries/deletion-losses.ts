import { type Statement, sql, type Tx } from '../client'
import type { DeletionLoss, DeletionRefusal } from '../schema/deletion-losses'
import type { Fate } from '../schema/restores'
import { keyContains, type SearchText } from './search-text'

/** How many rows one statement keeps, and of how many groups the memberships. */
const PAGE = 1_000
const GROUPS_AT_ONCE = 100
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Of whom an earlier deletion took and who came back in another way, what they are now is kept. */
const AGAIN = `on conflict (tenant_id, integration_id, member_id) do update set loss = excluded.loss, label = excluded.label,
             user_name = excluded.user_name, text_key = excluded.text_key, former = excluded.former`

const KEEP_USERS: Statement = {
  name: 'keep_users_of_deleted_integration',
  text: `with old as materialized (
           select u.* from users u where u.tenant_id = $1 and u.manager_id = $2 and u.id > $3
           order by u.id limit ${PAGE} for update),
         kept as (
           insert into deletion_losses (tenant_id, integration_id, member_id, is_group, loss, label, user_name, text_key, former)
           select $1, $2, o.id, false,
             case when $4 = 'remove' then 'deleted' when $4 = 'deactivate' and o.active then 'deactivated' else 'released' end,
             o.label, o.user_name, o.label_key || E'\\n' || o.user_name_key,
             case when $4 = 'remove' then to_jsonb(o) || jsonb_build_object('email_keys', coalesce(
                 (select jsonb_agg(e.value_key order by e.position) from user_emails e
                  where e.tenant_id = $1 and e.user_id = o.id), '[]'))
               else jsonb_build_object('user_name_key', o.user_name_key, 'external_id', o.external_id,
                 'deleted_at', o.deleted_at) end
           from old o
           ${AGAIN})
         select id from old order by id`,
}

const KEEP_GROUPS: Statement = {
  name: 'keep_groups_of_deleted_integration',
  text: `with old as materialized (
           select g.* from groups g where g.tenant_id = $1 and g.manager_id = $2 and g.id > $3
           order by g.id limit ${PAGE} for update),
         kept as (
           insert into deletion_losses (tenant_id, integration_id, member_id, is_group, loss, label, user_name, text_key, former)
           select $1, $2, o.id, true, case when $4 = 'remove' then 'deleted' else 'released' end,
             o.display_name, '', o.display_name_key, to_jsonb(o)
           from old o
           ${AGAIN})
         select id from old order by id`,
}

const KEEP_OF_GROUPS: Statement = {
  name: 'keep_memberships_of_deleted_groups',
  text: `insert into deletion_memberships (tenant_id, integration_id, group_id, member_id, is_group)
         select $1::uuid, $2::uuid, m.group_id, m.user_id, false from group_members m
         where m.tenant_id = $1 and m.group_id = any($3::uuid[])
         union all
         select $1::uuid, $2::uuid, n.group_id, n.member_group_id, true from group_groups n
         where n.tenant_id = $1 and (n.group_id = any($3::uuid[]) or n.member_group_id = any($3::uuid[]))
         on conflict do nothing`,
}

const KEEP_OF_USERS: Statement = {
  name: 'keep_memberships_of_deleted_users',
  text: `insert into deletion_memberships (tenant_id, integration_id, group_id, member_id, is_group)
         select $1::uuid, $2::uuid, m.group_id, m.user_id, false from group_members m
         where m.tenant_id = $1 and m.user_id = any($3::uuid[])
         on conflict do nothing`,
}

const FORGET: Statement = {
  name: 'forget_deletion_losses',
  text: 'delete from deletion_losses where tenant_id = $1 and integration_id = $2',
}
const FORGET_MEMBERSHIPS: Statement = {
  name: 'forget_deletion_memberships',
  text: 'delete from deletion_memberships where tenant_id = $1 and integration_id = $2',
}

/** Lets go of what is known of the last deletion of an integration. */
export async function forgetLosses(tx: Tx, tenantId: string, integrationId: string): Promise<void> {
  await tx.run(FORGET_MEMBERSHIPS, [tenantId, integrationId])
  await tx.run(FORGET, [tenantId, integrationId])
}

const AWAIT_AGAIN: Statement = {
  name: 'await_losses_again',
  text: `update deletion_losses set outcome = null, refusal = null, managed_by = null, settled_at = null
         where tenant_id = $1 and integration_id = $2 and outcome = 'refused'`,
}
const FORGET_RETURNED: Statement = {
  name: 'forget_returned_losses',
  text: `delete from deletion_losses where tenant_id = $1 and integration_id = $2 and outcome = 'restored'`,
}
const FORGET_RETURNED_MEMBERSHIPS: Statement = {
  name: 'forget_returned_memberships',
  text: `delete from deletion_memberships m where m.tenant_id = $1 and m.integration_id = $2 and not exists (
           select from deletion_losses l
           where l.tenant_id = $1 and l.integration_id = $2 and l.member_id in (m.member_id, m.group_id))`,
}

/** Has those who could not come back be looked for once more. */
export async function awaitRefused(tx: Tx, tenantId: string, integrationId: string): Promise<void> {
  await tx.run(AWAIT_AGAIN, [tenantId, integrationId])
}

/** Of an integration that is deleted again, keeps only those who have not come back since the last time. */
export async function forgetReturned(tx: Tx, tenantId: string, integrationId: string): Promise<void> {
  const of = [tenantId, integrationId]
  await tx.run(FORGET_RETURNED, of)
  await awaitRefused(tx, tenantId, integrationId)
  await tx.run(FORGET_RETURNED_MEMBERSHIPS, of)
}

/** Keeps what an integration manages, a page at a time; all of it is held until the transaction ends. */
export async function keepUsers(tx: Tx, tenantId: string, integrationId: string, fate: Fate): Promise<void> {
  await eachPage(tx, KEEP_USERS, [tenantId, integrationId], fate, async (ids) => {
    if (fate === 'remove') await tx.run(KEEP_OF_USERS, [tenantId, integrationId, ids])
  })
}

export async function keepGroups(tx: Tx, tenantId: string, integrationId: string, fate: Fate): Promise<void> {
  await eachPage(tx, KEEP_GROUPS, [tenantId, integrationId], fate, async (ids) => {
    for (let start = 0; fate === 'remove' && start < ids.length; start += GROUPS_AT_ONCE) {
      await tx.run(KEEP_OF_GROUPS, [tenantId, integrationId, ids.slice(start, start + GROUPS_AT_ONCE)])
    }
  })
}

async function eachPage(
  tx: Tx,
  statement: Statement,
  of: [string, string],
  fate: Fate,
  more: (ids: string[]) => Promise<void>,
): Promise<void> {
  for (let after = FIRST; ; ) {
    const rows = await tx.run<{ id: string }>(statement, [...of, after, fate])
    const ids = rows.map(({ id }) => id)
    if (ids.length > 0) await more(ids)
    const last = ids.at(-1)
    if (last === undefined || ids.length < PAGE) return
    after = last
  }
}

/** Notes the name that the deletion gave a group, whose own was taken among Local groups. */
export async function noteGivenName(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  group: { id: string; displayNameKey: string },
): Promise<void> {
  await tx.select(sql`
    update deletion_losses set former = former || jsonb_build_object('given_key', ${group.displayNameKey}::text)
    where tenant_id = ${tenantId} and integration_id = ${integrationId} and member_id = ${group.id}`)
}

/** How many of a set, by what was done to them and what has become of them. */
export type DeletionCount = {
  loss: DeletionLoss
  outcome: 'restored' | 'refused' | null
  isGroup: boolean
  count: number
}

export function countDeletion(tx: Tx, tenantId: string, integrationId: string): Promise<DeletionCount[]> {
  return tx.select<DeletionCount>(sql`
    select l.loss, l.outcome, l.is_group as "isGroup", count(*)::int as count from deletion_losses l
    where l.tenant_id = ${tenantId} and l.integration_id = ${integrationId} group by 1, 2, 3`)
}

export type DeletionLossRow = {
  memberId: string
  isGroup: boolean
  loss: DeletionLoss
  label: string
  userName: string
  outcome: 'restored' | 'refused' | null
  refusal: DeletionRefusal | null
  managedBy: string | null
  /** There is a page about them. */
  isHere: boolean
}

export type DeletionLossSearch = {
  text: SearchText | undefined
  /** `lost`: nobody has looked yet. `noted`: refused, or back with something to say. */
  outcome: 'lost' | 'restored' | 'refused' | 'noted' | undefined
  limit: number
  offset: number
}

/** How many of a set fit, and one page of them by name: first those of whom there is something to say. */
export async function searchDeletion(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  { text, outcome, limit, offset }: DeletionLossSearch,
): Promise<{ total: number; rows: DeletionLossRow[] }> {
  const where = sql`l.tenant_id = ${tenantId} and l.integration_id = ${integrationId}
    and (${text === undefined}::boolean or ${text ? keyContains(sql`l.text_key`, text) : sql`true`})
    and (case ${outcome ?? null}::text when 'lost' then l.outcome is null when 'noted' then l.refusal is not null
         when 'restored' then l.outcome = 'restored' when 'refused' then l.outcome = 'refused' else true end)`
  const [[count], rows] = await Promise.all([
    tx.select<{ total: number }>(sql`select count(*)::int as total from deletion_losses l where ${where}`),
    tx.select<DeletionLossRow>(sql`
      select l.member_id as "memberId", l.is_group as "isGroup", l.loss, l.label, l.user_name as "userName", l.outcome,
        l.refusal, l.managed_by as "managedBy",
        exists (select from users u where u.tenant_id = ${tenantId} and u.id = l.member_id)
          or exists (select from groups g where g.tenant_id = ${tenantId} and g.id = l.member_id) as "isHere"
      from deletion_losses l where ${where}
      order by l.refusal is null, l.text_key, l.member_id limit ${limit} offset ${offset}`),
  ])
  return { total: count?.total ?? 0, rows }
}
