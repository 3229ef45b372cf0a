import type { JsonObject } from '@/lib/scim'
import { type Statement, sql, type Tx } from '../client'
import type { Loss, LossOutcome, LossRefusal } from '../schema/mass-changes'
import type { UserValues } from './user-writes'

/** Somebody who is still lost, and what history says they were; `before` is null but where they were deleted. */
export type StillLost = {
  memberId: string
  isGroup: boolean
  loss: Loss
  wasActive: boolean
  label: string
  before: JsonObject | null
}

/** A part of those who are still lost, none of whom only left a group where others did more; held meanwhile. */
export async function lockStillLost(
  tx: Tx,
  tenantId: string,
  problemId: string,
  most: number,
): Promise<StillLost[]> {
  const rows = await tx.select<StillLost>(sql`
    select l.member_id as "memberId", l.is_group as "isGroup", l.loss, l.was_active as "wasActive", l.label,
      case when c.action = 'user.deleted' then c.before end as before
    from mass_change_losses l left join changes c on c.tenant_id = ${tenantId} and c.id = l.change_id
    where l.tenant_id = ${tenantId} and l.problem_id = ${problemId} and l.outcome is null
    order by l.loss = 'removed', l.member_id limit ${most} for update of l`)
  return rows.filter(({ loss }) => (loss === 'removed') === (rows[0]?.loss === 'removed'))
}

/** Has those who could not be brought back be tried once more. */
export async function tryRefusedAgain(tx: Tx, tenantId: string, problemId: string): Promise<void> {
  await tx.select(sql`
    update mass_change_losses set outcome = null, refusal = null
    where tenant_id = ${tenantId} and problem_id = ${problemId} and outcome = 'refused'`)
}

/** What has become of somebody; `refusal` says what of it could not be done. */
export type Settled = { memberId: string; outcome: LossOutcome; refusal: LossRefusal | null }

export async function settleLosses(
  tx: Tx,
  tenantId: string,
  problemId: string,
  settled: readonly Settled[],
): Promise<void> {
  const columns = [
    settled.map(({ memberId }) => memberId),
    settled.map(({ outcome }) => outcome),
    settled.map(({ refusal }) => refusal),
  ]
  await tx.select(sql`
    update mass_change_losses l set outcome = s.outcome, refusal = s.refusal
    from unnest(${sql.param(columns[0])}::uuid[], ${sql.param(columns[1])}::text[], ${sql.param(columns[2])}::text[])
      as s(member_id, outcome, refusal)
    where l.tenant_id = ${tenantId} and l.problem_id = ${problemId} and l.member_id = s.member_id`)
}

/** Where a wave lies in history. */
export type WaveSpan = { integrationId: string; from: Date; until: Date }

/** A membership that the wave took; `group` is what the group is called now, null when it is not here. */
export type LostMembership = { userId: string; groupId: string; group: string | null }

/** The memberships that a wave took from these people, each once. */
export function selectLostMemberships(
  tx: Tx,
  tenantId: string,
  { integrationId, from, until }: WaveSpan,
  userIds: readonly string[],
): Promise<LostMembership[]> {
  return tx.select<LostMembership>(sql`
    select distinct c.user_id as "userId", c.group_id as "groupId", g.display_name as "group"
    from changes c left join groups g on g.tenant_id = ${tenantId} and g.id = c.group_id
    where c.tenant_id = ${tenantId} and c.user_id = any(${sql.param(userIds)}::uuid[])
      and c.integration_id = ${integrationId} and c.actor_kind = 'integration' and c.action = 'member.removed'
      and c.at between ${from}::timestamptz and ${until}::timestamptz
    order by 2, 1`)
}

const LOCK_GROUPS: Statement = {
  name: 'lock_groups_of_wave',
  text: 'select id from groups where tenant_id = $1 and id = any($2::uuid[]) order by id for no key update',
}

const LOCK_PEOPLE: Statement = {
  name: 'lock_people_of_wave',
  text: `select id, active, deleted_at as "deletedAt" from users where tenant_id = $1 and id = any($2::uuid[])
         order by id for update`,
}

/** Groups first, then people, as everybody locks them who locks both. Answers which of the people are here. */
export async function lockGroupsAndPeople(
  tx: Tx,
  tenantId: string,
  groupIds: readonly string[],
  userIds: readonly string[],
): Promise<Map<string, { active: boolean; deletedAt: Date | null }>> {
  await tx.run(LOCK_GROUPS, [tenantId, groupIds])
  const rows = await tx.run<{ id: string; active: boolean; deletedAt: Date | null }>(LOCK_PEOPLE, [
    tenantId,
    userIds,
  ])
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}

const WAKE: Statement = {
  name: 'wake_people_of_wave',
  text: `update users u set active = u.active or x.was_active,
           resource = case when x.was_active then u.resource || '{"active": true}' else u.resource end,
           version = u.version + 1, modified_at = $4, deleted_at = null
         from unnest($2::uuid[], $3::boolean[]) as x(id, was_active)
         where u.tenant_id = $1 and u.id = x.id and (u.deleted_at is not null or x.was_active and not u.active)
         returning u.id, u.label`,
}

/** Makes people active who were, and shows those again whom a deletion had hidden; answers who was neither before. */
export function wakePeople(
  tx: Tx,
  tenantId: string,
  people: readonly { memberId: string; wasActive: boolean }[],
  at: Date,
): Promise<{ id: string; label: string }[]> {
  const ids = people.map(({ memberId }) => memberId)
  return tx.run(WAKE, [tenantId, ids, people.map(({ wasActive }) => wasActive), at])
}

/** What history knows of people, or groups, beside their attributes. */
export type Formerly = {
  id: string
  createdAt: Date | null
  /** No version of theirs was higher. */
  versions: number
  managerId: string | null
  /** History tells who managed them. */
  isKnown: boolean
  suspendedAt: Date | null
  suspendedBy: string | null
  suspendedReason: string | null
}

const MANAGING = ['created', 'claimed', 'released', 'restored', 'given-back']
/** @param what decides in which column of history their ids stand, and by which words it tells of them */
export function selectFormerly(
  tx: Tx,
  tenantId: string,
  what: 'user' | 'group',
  ids: readonly string[],
): Promise<Formerly[]> {
  const id = sql.raw(`${what}_id`)
  const managing = MANAGING.map((verb) => `${what}.${verb}`)
  return tx.select<Formerly>(sql`
    select x.id, (select c.at from changes c where c.tenant_id = ${tenantId} and c.${id} = x.id order by c.id limit 1) as "createdAt",
      (select count(*)::int + 1 from changes c where c.tenant_id = ${tenantId} and c.${id} = x.id) as versions,
      i.id as "managerId", m.id is not null as "isKnown",
      s.at as "suspendedAt", s.actor_name as "suspendedBy", s.reason as "suspendedReason"
    from unnest(${sql.param(ids)}::uuid[]) as x(id)
      left join lateral (
        select c.id, c.integration_id from changes c
        where c.tenant_id = ${tenantId} and c.${id} = x.id and c.action = any(${sql.param(managing)}::text[])
        order by c.id desc limit 1) m on true
      left join integrations i on i.tenant_id = ${tenantId} and i.id = m.integration_id
      left join lateral (
        select c.action, c.at, c.actor_name, c.after ->> 'reason' as reason from changes c
        where c.tenant_id = ${tenantId} and c.${id} = x.id and c.action in ('user.suspended', 'user.suspension-lifted')
        order by c.id desc limit 1) s on s.action = 'user.suspended'`)
}

export type Returning = UserValues & Pick<Formerly, 'suspendedAt' | 'suspendedBy' | 'suspendedReason'>

const COLUMNS = `id uuid, manager_id uuid, user_name text, user_name_key text, external_id text, active boolean,
  display_name_key text, label text, label_key text, email text, resource jsonb, mapped jsonb, version integer,
  created_at timestamptz, modified_at timestamptz, suspended_at timestamptz, suspended_by text, suspended_reason text,
  email_keys jsonb`

const INSERT: Statement = {
  name: 'insert_people_of_wave',
  text: `with r as materialized (select * from jsonb_to_recordset($2::jsonb) as r(${COLUMNS})),
         made as (
           insert into users (tenant_id, id, manager_id, user_name, user_name_key, external_id, active,
             display_name_key, label, label_key, email, resource, mapped, version, created_at, modified_at,
             suspended_at, suspended_by, suspended_reason)
           select $1, r.id, r.manager_id, r.user_name, r.user_name_key, r.external_id, r.active, r.display_name_key,
             r.label, r.label_key, r.email, r.resource, r.mapped, r.version, r.created_at, r.modified_at,
             r.suspended_at, r.suspended_by, r.suspended_reason
           from r order by r.user_name_key on conflict do nothing returning id),
         addressed as (
           insert into user_emails (tenant_id, user_id, position, value_key)
           select $1, r.id, e.position, e.value
           from r join made on made.id = r.id
             cross join lateral jsonb_array_elements_text(r.email_keys) with ordinality as e(value, position))
         select id from made`,
}

/** Writes people under the ids that they had. Answers whom: of the others somebody has the userName. */
export async function insertReturning(
  tx: Tx,
  tenantId: string,
  people: readonly Returning[],
): Promise<Set<string>> {
  if (people.length === 0) return new Set()
  const records = people.map((person) => ({
    id: person.id,
    manager_id: person.managerId,
    user_name: person.userName,
    user_name_key: person.userNameKey,
    external_id: person.externalId,
    active: person.active,
    display_name_key: person.displayNameKey,
    label: person.label,
    label_key: person.labelKey,
    email: person.email,
    resource: person.resource,
    mapped: person.mapped,
    version: person.version,
    created_at: person.createdAt,
    modified_at: person.modifiedAt,
    suspended_at: person.suspendedAt,
    suspended_by: person.suspendedBy,
    suspended_reason: person.suspendedReason,
    email_keys: person.emailKeys,
  }))
  const rows = await tx.run<{ id: string }>(INSERT, [tenantId, JSON.stringify(records)])
  return new Set(rows.map(({ id }) => id))
}

const PUT_BACK: Statement = {
  name: 'put_back_memberships',
  text: `with added as (
           insert into group_members (tenant_id, group_id, user_id, added_at)
           select $1, w.group_id, w.user_id, $4 from unnest($2::uuid[], $3::uuid[]) as w(group_id, user_id)
             join groups g on g.tenant_id = $1 and g.id = w.group_id
           order by 2, 3 on conflict do nothing returning group_id, user_id)
         select a.group_id as "groupId", a.user_id as "userId", g.display_name as "group", u.label
         from added a join groups g on g.tenant_id = $1 and g.id = a.group_id
           join users u on u.tenant_id = $1 and u.id = a.user_id`,
}

/** Puts people, who are all here, into groups again. Answers who was in which no more. */
export function putBack(
  tx: Tx,
  tenantId: string,
  memberships: readonly { userId: string; groupId: string }[],
  at: Date,
): Promise<{ groupId: string; userId: string; group: string; label: string }[]> {
  const groups = memberships.map(({ groupId }) => groupId)
  const people = memberships.map(({ userId }) => userId)
  return tx.run(PUT_BACK, [tenantId, groups, people, at])
}
