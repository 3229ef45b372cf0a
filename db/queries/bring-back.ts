import { sql, type Tx } from '../client'
import type { DeletionLoss, DeletionRefusal } from '../schema/deletion-losses'

/** Somebody whom nobody has looked for yet, and what a person was known by. */
export type Awaited = {
  memberId: string
  isGroup: boolean
  loss: DeletionLoss
  label: string
  userNameKey: string | null
  externalId: string | null
  /** ISO; the provider had deleted them already, and they were kept. */
  deletedAt: string | null
  /** The name that the deletion gave a group whose own was taken. */
  givenKey: string | null
}

/** A part of what is still to come back, groups before people; held meanwhile. */
export async function lockAwaited(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  most: number,
): Promise<Awaited[]> {
  const rows = await tx.select<Awaited>(sql`
    select l.member_id as "memberId", l.is_group as "isGroup", l.loss, l.label,
      l.former ->> 'user_name_key' as "userNameKey", l.former ->> 'external_id' as "externalId",
      l.former ->> 'deleted_at' as "deletedAt", l.former ->> 'given_key' as "givenKey"
    from deletion_losses l
    where l.tenant_id = ${tenantId} and l.integration_id = ${integrationId} and l.outcome is null
    order by l.is_group desc, l.member_id desc limit ${most} for update`)
  return rows.filter(({ isGroup }) => isGroup === rows[0]?.isGroup)
}

export type SettledLoss = {
  memberId: string
  outcome: 'restored' | 'refused'
  refusal: DeletionRefusal | null
  managedBy?: string | null
}

/** Notes what became of them. What they were before is let go of where it is not needed for another try. */
export async function settleDeletion(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  settled: readonly SettledLoss[],
  at: Date,
): Promise<void> {
  const columns = [
    settled.map(({ memberId }) => memberId),
    settled.map(({ outcome }) => outcome),
    settled.map(({ refusal }) => refusal),
    settled.map(({ managedBy }) => managedBy ?? null),
  ]
  await tx.select(sql`
    update deletion_losses l set outcome = s.outcome, refusal = s.refusal, managed_by = s.managed_by, settled_at = ${at},
      former = case when s.outcome = 'refused' then l.former end
    from unnest(${sql.param(columns[0])}::uuid[], ${sql.param(columns[1])}::text[], ${sql.param(columns[2])}::text[],
      ${sql.param(columns[3])}::text[]) as s(member_id, outcome, refusal, managed_by)
    where l.tenant_id = ${tenantId} and l.integration_id = ${integrationId} and l.member_id = s.member_id`)
}

/** A membership that the deletion took; `isHere`: the group is. */
export type TakenMembership = { groupId: string; userId: string; isHere: boolean }

/** The memberships that these people had, in whatever groups. */
export function selectMembershipsOf(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  userIds: readonly string[],
): Promise<TakenMembership[]> {
  return tx.select<TakenMembership>(sql`
    select m.group_id as "groupId", m.member_id as "userId", g.id is not null as "isHere"
    from deletion_memberships m left join groups g on g.tenant_id = ${tenantId} and g.id = m.group_id
    where m.tenant_id = ${tenantId} and m.integration_id = ${integrationId} and not m.is_group
      and m.member_id = any(${sql.param(userIds)}::uuid[])
    order by 1, 2`)
}

/** The memberships in these groups of people who are here by now. */
export function selectMembersHere(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  groupIds: readonly string[],
): Promise<{ groupId: string; userId: string }[]> {
  return tx.select(sql`
    select m.group_id as "groupId", m.member_id as "userId"
    from deletion_memberships m join users u on u.tenant_id = ${tenantId} and u.id = m.member_id
    where m.tenant_id = ${tenantId} and m.integration_id = ${integrationId} and not m.is_group
      and m.group_id = any(${sql.param(groupIds)}::uuid[])
    order by 1, 2`)
}

/** Which groups had these as members, or were members of these; both are here by now. */
export function selectNestedHere(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  ids: readonly string[],
): Promise<{ groupId: string; memberGroupId: string }[]> {
  return tx.select(sql`
    select m.group_id as "groupId", m.member_id as "memberGroupId"
    from deletion_memberships m
      join groups g on g.tenant_id = ${tenantId} and g.id = m.group_id
      join groups n on n.tenant_id = ${tenantId} and n.id = m.member_id
    where m.tenant_id = ${tenantId} and m.integration_id = ${integrationId} and m.is_group
      and (m.group_id = any(${sql.param(ids)}::uuid[]) or m.member_id = any(${sql.param(ids)}::uuid[]))
    order by 1, 2`)
}

/** What would become of how many, were they brought back now; no refusal: they would come back. */
export type Foreseen = { isGroup: boolean; refusal: DeletionRefusal | null; count: number }

/** Looks at a whole set in one statement, and holds nobody. */
export function foresee(tx: Tx, tenantId: string, integrationId: string): Promise<Foreseen[]> {
  return tx.select<Foreseen>(sql`
    select l.is_group as "isGroup", case
        when l.loss = 'deleted' then case when not l.is_group and exists (
          select from users o where o.tenant_id = ${tenantId} and o.user_name_key = l.former ->> 'user_name_key')
          then 'user-name-taken' end
        when l.is_group then case when g.id is null then 'not-here' when g.manager_id is not null then 'managed-elsewhere' end
        when u.id is null then 'not-here'
        when u.manager_id is not null then 'managed-elsewhere'
        when u.user_name_key <> l.former ->> 'user_name_key' or u.external_id is distinct from l.former ->> 'external_id'
          then 'another-identity' end as refusal,
      count(*)::int as count
    from deletion_losses l
      left join users u on u.tenant_id = ${tenantId} and u.id = l.member_id and not l.is_group
      left join groups g on g.tenant_id = ${tenantId} and g.id = l.member_id and l.is_group
    where l.tenant_id = ${tenantId} and l.integration_id = ${integrationId}
    group by 1, 2`)
}
