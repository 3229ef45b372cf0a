import { earliestId } from '@/lib/base/id'
import { type SQL, sql, type Tx } from '../client'
import { countedUsers } from './counts'

/** Losses after one moment, up to another where one is given. */
export type Span = { integrationId: string; after: Date; until?: Date }

/** A row’s id is made a moment before or after its time is noted. */
const APART_MILLISECONDS = 1_000

/** The changes `c` of one integration in a span. */
const within = (tenantId: string, { integrationId, after, until }: Span): SQL => sql`
  c.tenant_id = ${tenantId} and c.integration_id = ${integrationId} and c.actor_kind = 'integration'
  and c.id >= ${earliestId(new Date(after.getTime() - APART_MILLISECONDS))}::uuid and c.at > ${after}::timestamptz
  and c.at <= ${until ?? null}::timestamptz is not false`

const OF_PEOPLE = sql`c.action in ('user.deactivated', 'user.kept', 'user.deleted')`
const OF_MEMBERS = sql`c.action = 'member.removed'`

/** When an integration took a person, or a member from a group, the last time since `since`. */
export async function selectLastLosses(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  since: Date,
): Promise<{ people: Date | null; members: Date | null }> {
  const span = { integrationId, after: since }
  const [row] = await tx.select<{ people: Date | null; members: Date | null }>(sql`select
    (select c.at from changes c where ${within(tenantId, span)} and ${OF_PEOPLE} order by c.id desc limit 1) as people,
    (select c.at from changes c where ${within(tenantId, span)} and ${OF_MEMBERS} order by c.id desc limit 1) as members`)
  return row ?? { people: null, members: null }
}

/** How many rows tell of losses, counted no further than `most`. */
export async function countLosses(
  tx: Tx,
  tenantId: string,
  span: Span,
  of: 'people' | 'members',
  most: number,
): Promise<number> {
  const [row] = await tx.select<{ count: number }>(sql`
    select count(*)::int as count from (select from changes c
      where ${within(tenantId, span)} and ${of === 'people' ? OF_PEOPLE : OF_MEMBERS} limit ${most}) x`)
  return row?.count ?? 0
}

/** Everybody who was taken in the span and is still gone, with the newest row that tells of it. */
const lostPeople = (tenantId: string, span: Span): SQL => sql`
  taken as (
    select c.user_id as member_id, (array_agg(c.id order by c.id desc))[1] as change_id, max(c.at) as at, min(c.at) as first_at,
      bool_or(c.action = 'user.deactivated'
        or c.action = 'user.deleted' and coalesce((c.before ->> 'active')::boolean, true)) as was_active
    from changes c where ${within(tenantId, span)} and ${OF_PEOPLE} group by c.user_id),
  lost as (
    select t.*, u.user_name from taken t left join users u on u.tenant_id = ${tenantId} and u.id = t.member_id
    where u.id is null or u.deleted_at is not null or t.was_active and not u.active)`

export type Lost = { lost: number; first: Date | null; last: Date | null }

/**
 * How many people were active before the span and are not any more, and how many still are. In one statement: who is
 * lost between two would be counted by neither.
 */
export async function countLostPeople(
  tx: Tx,
  tenantId: string,
  span: Span,
): Promise<Lost & { stayed: number }> {
  const [row] = await tx.select<Lost & { stayed: number }>(sql`with ${lostPeople(tenantId, span)}
    select count(*) filter (where was_active)::int as lost, min(first_at) as first, max(at) as last,
      ${countedUsers(tenantId, { active: true, managerId: span.integrationId })} as stayed from lost`)
  return row ?? { lost: 0, first: null, last: null, stayed: 0 }
}

const COLUMNS = sql`tenant_id, problem_id, member_id, is_group, loss, was_active, label, user_name, text_key, change_id, at`

/** Who is lost once more is lost by the newer of both. */
const LOST_AGAIN = sql`on conflict (tenant_id, problem_id, member_id) do update
  set loss = excluded.loss, was_active = l.was_active or excluded.was_active, change_id = excluded.change_id,
    at = excluded.at, outcome = null, refusal = null
  where excluded.change_id > l.change_id
  returning l.at`

const textKey = (label: SQL, userName: SQL) =>
  sql`without_case_and_accents(${label}) || E'\n' || without_case_and_accents(${userName})`

const nameOf = (change: SQL) => sql`coalesce(l.user_name, ${change}, '')`

/** Puts everybody who was lost in the span into the set of an alarm. Answers how many came, and the time of the last. */
export async function keepLostPeople(tx: Tx, tenantId: string, problemId: string, span: Span): Promise<Kept> {
  const name = nameOf(sql`c.before ->> 'userName'`)
  return kept(
    tx,
    sql`with ${lostPeople(tenantId, span)}, put as (
      insert into mass_change_losses as l (${COLUMNS})
      select ${tenantId}, ${problemId}::uuid, l.member_id, false,
        case when c.action = 'user.deactivated' and c.after ->> 'why' is distinct from 'deleted-by-provider'
          then 'deactivated' else 'deleted' end,
        l.was_active, c.label, ${name}, ${textKey(sql`c.label`, name)}, l.change_id, l.at
      from lost l join changes c on c.tenant_id = ${tenantId} and c.id = l.change_id
      order by l.member_id ${LOST_AGAIN})`,
  )
}

type Kept = { count: number; last: Date | null }

async function kept(tx: Tx, put: SQL): Promise<Kept> {
  const [row] = await tx.select<Kept>(sql`${put} select count(*)::int as count, max(at) as last from put`)
  return row ?? { count: 0, last: null }
}

/** Groups that more than `more` members were taken from. */
export function selectGroupsOfLosses(
  tx: Tx,
  tenantId: string,
  span: Span,
  more: number,
): Promise<{ groupId: string }[]> {
  return tx.select(sql`select c.group_id as "groupId" from changes c
    where ${within(tenantId, span)} and ${OF_MEMBERS} group by c.group_id having count(*) > ${more} order by 1`)
}

/** Whom a group lost: but for those who are in the alarm about people, `except`, and are told of there. */
export type GroupSpan = Span & { groupId: string; except: string | null }

const isMember = (tenantId: string, groupId: string, member: SQL) => sql`(
  exists (select from group_members m where m.tenant_id = ${tenantId} and m.group_id = ${groupId} and m.user_id = ${member})
  or exists (select from group_groups n
    where n.tenant_id = ${tenantId} and n.group_id = ${groupId} and n.member_group_id = ${member}))`

const lostMembers = (tenantId: string, span: GroupSpan): SQL => sql`
  taken as (
    select coalesce(c.user_id, (c.before ->> 'memberGroupId')::uuid) as member_id, c.user_id is null as is_group,
      (array_agg(c.id order by c.id desc))[1] as change_id, (array_agg(c.id order by c.id))[1] as first_id,
      max(c.at) as at, min(c.at) as first_at
    from changes c where ${within(tenantId, span)} and ${OF_MEMBERS} and c.group_id = ${span.groupId}
    group by 1, 2),
  lost as (
    select t.* from taken t where not ${isMember(tenantId, span.groupId, sql`t.member_id`)}
      and not exists (select from mass_change_losses x
        where x.tenant_id = ${tenantId} and x.problem_id = ${span.except}::uuid and x.member_id = t.member_id))`

/**
 * How many members a group lost in the span, and how many of those that it had before are still in it: who came after
 * the first had left does not stand for them.
 */
export async function countLostMembers(
  tx: Tx,
  tenantId: string,
  span: GroupSpan,
): Promise<Lost & { stayed: number; name: string | null }> {
  const group = sql`tenant_id = ${tenantId} and group_id = ${span.groupId}`
  const stayed = (member: SQL) =>
    sql`(${member} in (select t.member_id from taken t) or ${member} not in (select n.member_id from newcomers n))`
  const [row] = await tx.select<Lost & { stayed: number; name: string | null }>(sql`
    with ${lostMembers(tenantId, span)}, newcomers as materialized (
      select coalesce(c.user_id, (c.after ->> 'memberGroupId')::uuid) as member_id from changes c
      where c.tenant_id = ${tenantId} and c.group_id = ${span.groupId} and c.action = 'member.added'
        and c.id > (select t.first_id from taken t order by t.first_id limit 1))
    select count(*)::int as lost, min(l.first_at) as first, max(l.at) as last,
      (select count(*)::int from group_members where ${group} and ${stayed(sql`user_id`)})
      + (select count(*)::int from group_groups where ${group} and ${stayed(sql`member_group_id`)}) as stayed,
      coalesce((select g.display_name from groups g where g.tenant_id = ${tenantId} and g.id = ${span.groupId}),
        (select c.before ->> 'group' from changes c
         where c.tenant_id = ${tenantId} and c.id = (array_agg(l.change_id))[1])) as name
    from lost l`)
  return row ?? { lost: 0, first: null, last: null, stayed: 0, name: null }
}

/**
 * Puts the members whom a group lost in the span into the set of its alarm. Who was deleted, and not only taken from
 * the group, is there as such: with them the person has to come back.
 */
export async function keepLostMembers(
  tx: Tx,
  tenantId: string,
  problemId: string,
  span: GroupSpan,
): Promise<Kept> {
  const name = nameOf(sql`d.before ->> 'userName'`)
  return kept(
    tx,
    sql`with ${lostMembers(tenantId, span)}, put as (
      insert into mass_change_losses as l (${COLUMNS})
      select ${tenantId}, ${problemId}::uuid, l.member_id, l.is_group,
        case when d.id is null then 'removed' else 'deleted' end,
        d.id is null or d.action = 'user.deactivated'
          or d.action = 'user.deleted' and coalesce((d.before ->> 'active')::boolean, true),
        c.label, ${name}, ${textKey(sql`c.label`, name)}, coalesce(d.id, l.change_id), l.at
      from (select l.*, u.user_name, u.id is null or u.deleted_at is not null as is_gone
            from lost l left join users u on u.tenant_id = ${tenantId} and u.id = l.member_id) l
        join changes c on c.tenant_id = ${tenantId} and c.id = l.change_id
        left join lateral (
          select d.id, d.action, d.before from changes d
          where d.tenant_id = ${tenantId} and d.user_id = l.member_id and d.integration_id = ${span.integrationId}
            and d.action in ('user.deactivated', 'user.kept', 'user.deleted') and d.at > ${span.after}::timestamptz
          order by d.id desc limit 1) d on l.is_gone and not l.is_group
      order by l.member_id ${LOST_AGAIN})`,
  )
}

/** Notes who is not lost any more, by whatever way they came back. Answers how many. */
export async function noteReturned(
  tx: Tx,
  tenantId: string,
  { problemId, groupId }: { problemId: string; groupId: string | null },
): Promise<number> {
  const isBack = sql`case when l.loss <> 'removed' then exists (
      select from users u where u.tenant_id = l.tenant_id and u.id = l.member_id and u.deleted_at is null
        and (u.active or not l.was_active))
    else ${groupId === null ? sql`false` : isMember(tenantId, groupId, sql`l.member_id`)} end`
  const rows = await tx.select<{ count: number }>(sql`
    with back as (
      update mass_change_losses l set outcome = 'back', refusal = null
      where l.tenant_id = ${tenantId} and l.problem_id = ${problemId}
        and (l.outcome is null or l.outcome = 'refused') and ${isBack} returning 1)
    select count(*)::int as count from back`)
  return rows[0]?.count ?? 0
}
