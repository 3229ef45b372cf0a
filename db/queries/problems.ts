import { newId } from '@/lib/base/id'
import { type SQL, type Statement, sql, type Tx } from '../client'
import type { MassChangeFacts } from '../schema/problems'

/** A write that failed: with integration, cause and subject, one problem for as long as it is open. */
export type ProblemOpened = {
  id: string
  integrationId: string
  cause: string
  subject: string
  resourceType: 'User' | 'Group'
  resourceId: string | null
  label: string
  detail: string
  requestId: string | null
  firstAt: Date
  lastAt: Date
  times: number
}

/** A write that went well, and what it was about. */
export type WriteSucceeded = { integrationId: string; subject: string; resourceId: string | null; at: Date }

const CLOSE_OF_GROUP: Statement = {
  name: 'close_member_problems_except',
  text: `update problems set closed_at = $4
         where tenant_id = $1 and group_id = $2 and cause = 'unknown-member' and closed_at is null
           and subject <> all($3::text[])`,
}

const CLOSE_OF_MEMBER: Statement = {
  name: 'close_member_problems',
  text: `update problems p set closed_at = s.at
         from unnest($2::uuid[], $3::text[], $4::timestamptz[]) as s(group_id, subject, at)
         where p.tenant_id = $1 and p.group_id = s.group_id and p.subject = s.subject
           and p.cause = 'unknown-member' and p.closed_at is null`,
}

const OPEN: Statement = {
  name: 'open_problems',
  text: `insert into problems (tenant_id, id, integration_id, cause, subject, group_id, resource_type, resource_id,
           label, detail, request_id, first_at, last_at, times)
         select $1, p.id, p.integration_id, p.cause, p.subject, p.group_id, p.resource_type, p.resource_id, p.label,
           p.detail, p.request_id, p.first_at, p.last_at, p.times
         from jsonb_to_recordset($2::jsonb) as p(id uuid, integration_id uuid, cause text, subject text,
           group_id uuid, resource_type text, resource_id uuid, label text, detail text, request_id uuid,
           first_at timestamptz, last_at timestamptz, times integer)
         where exists (select from integrations i where i.tenant_id = $1 and i.id = p.integration_id)
         order by p.integration_id, p.cause, p.subject
         on conflict (tenant_id, integration_id, cause, subject) where closed_at is null
         do update set last_at = excluded.last_at, times = problems.times + excluded.times,
           detail = excluded.detail, request_id = coalesce(excluded.request_id, problems.request_id),
           resource_id = coalesce(excluded.resource_id, problems.resource_id)`,
}

const SUCCEEDED = `jsonb_to_recordset($2::jsonb) as s(integration_id uuid, subject text, resource_id uuid, at timestamptz)`
const CLOSES = `update problems p set closed_at = s.at from ${SUCCEEDED}
         where p.tenant_id = $1 and p.closed_at is null and p.cause not in ('unknown-member', 'mass-change')
           and p.integration_id = s.integration_id and p.last_at <= s.at`

const CLOSE_BY_SUBJECT: Statement = {
  name: 'close_problems_by_subject',
  text: `${CLOSES} and p.subject = s.subject`,
}
const CLOSE_BY_RESOURCE: Statement = {
  name: 'close_problems_by_resource',
  text: `${CLOSES} and p.resource_id = s.resource_id`,
}

/** What identifies a member that could not be resolved: the group and the id that the provider sent. */
function memberSubject(groupId: string, memberId: string): string {
  return `${groupId}:${memberId.slice(0, 200)}`
}

/** Closes a group's problems with members: those of `members`, or with `except` all but those. */
export function closeMemberProblems(
  tx: Tx,
  tenantId: string,
  groupId: string,
  members: { of: readonly string[] } | { except: readonly string[] },
  at: Date,
): void {
  const subjectOf = (id: string) => memberSubject(groupId, id)
  if ('except' in members) tx.send(CLOSE_OF_GROUP, [tenantId, groupId, members.except.map(subjectOf), at])
  else for (const id of members.of) tx.later(CLOSE_OF_MEMBER, tenantId, [groupId, subjectOf(id), at])
}

/** Opens a problem for each member that did not resolve, or counts it once more when it is open already. */
export async function openMemberProblems(
  tx: Tx,
  tenantId: string,
  of: { integrationId: string; groupId: string; detail: (memberId: string) => string; at: Date },
  memberIds: readonly string[],
): Promise<void> {
  const records = memberIds.map((memberId) => ({
    id: newId(),
    integration_id: of.integrationId,
    cause: 'unknown-member',
    subject: memberSubject(of.groupId, memberId),
    group_id: of.groupId,
    resource_type: 'Group',
    label: memberId.slice(0, 200),
    detail: of.detail(memberId),
    first_at: of.at,
    last_at: of.at,
    times: 1,
  }))
  await tx.run(OPEN, [tenantId, JSON.stringify(records)])
}

/** Opens a problem for each write that failed, or counts it once more. Of integrations that are gone there are none. */
export async function openProblems(
  tx: Tx,
  tenantId: string,
  problems: readonly ProblemOpened[],
): Promise<void> {
  const records = problems.map((problem) => ({
    id: problem.id,
    integration_id: problem.integrationId,
    cause: problem.cause,
    subject: problem.subject,
    resource_type: problem.resourceType,
    resource_id: problem.resourceId,
    label: problem.label,
    detail: problem.detail,
    request_id: problem.requestId,
    first_at: problem.firstAt,
    last_at: problem.lastAt,
    times: problem.times,
  }))
  await tx.run(OPEN, [tenantId, JSON.stringify(records)])
}

/** Closes what was open about the people and groups of these writes; what failed after them stays. */
export async function closeProblems(
  tx: Tx,
  tenantId: string,
  succeeded: readonly WriteSucceeded[],
): Promise<void> {
  const records = succeeded.map(({ integrationId, subject, resourceId, at }) => ({
    integration_id: integrationId,
    subject,
    resource_id: resourceId,
    at,
  }))
  const values = [tenantId, JSON.stringify(records)]
  await Promise.all([tx.run(CLOSE_BY_SUBJECT, values), tx.run(CLOSE_BY_RESOURCE, values)])
}

/** Says which group an open conflict about a name is about, so that a success under that id closes it as well. */
export async function tieConflictToGroup(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  displayNameKey: string,
  groupId: string | null,
): Promise<void> {
  await tx.select(sql`
    update problems set resource_id = ${groupId}::uuid
    where tenant_id = ${tenantId} and integration_id = ${integrationId} and cause = 'local-group-conflict'
      and subject = ${`Group:${displayNameKey}`} and closed_at is null`)
}

/** Failures of one kind: everything open of one integration that has the same cause. */
export type ProblemGroupRow = {
  integrationId: string
  cause: string
  /** How many people and groups it keeps from being synchronised. */
  subjects: number
  ignored: boolean
  ignoredBy: string | null
  ignoredReason: string | null
  times: number
  firstAt: Date
  lastAt: Date
}

export type ProblemRow = Omit<ProblemOpened, 'resourceId'> & {
  resourceId: string | null
  groupId: string | null
  /** What the person or group is called here now, if it is here. */
  groupName: string | null
  /** What an alarm knows; null of all other problems. */
  facts: MassChangeFacts | null
}

const open = (tenantId: string, integrationId: string | undefined): SQL => sql`p.tenant_id = ${tenantId}
  and p.closed_at is null ${integrationId === undefined ? sql`` : sql`and p.integration_id = ${integrationId}`}`

/** The open problems of an integration, or of all, grouped by cause; the latest first, the ignored last. */
export function selectProblemGroups(
  tx: Tx,
  tenantId: string,
  integrationId: string | undefined,
): Promise<ProblemGroupRow[]> {
  return tx.select<ProblemGroupRow>(sql`
    select p.integration_id as "integrationId", p.cause, count(*)::int as subjects,
      p.ignored_at is not null as ignored, max(p.ignored_by) as "ignoredBy", max(p.ignored_reason) as "ignoredReason",
      sum(p.times)::int as times, min(p.first_at) as "firstAt", max(p.last_at) as "lastAt"
    from problems p join integrations i on i.tenant_id = p.tenant_id and i.id = p.integration_id
    where ${open(tenantId, integrationId)}
    group by p.integration_id, p.cause, p.ignored_at is not null
    order by p.ignored_at is not null, max(p.last_at) desc`)
}

/** The latest open problems of an integration, of one cause or of all. */
export function selectOpenProblems(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  of: { cause?: string; ignored?: boolean; limit: number },
): Promise<ProblemRow[]> {
  return tx.select<ProblemRow>(sql`
    select p.id, p.integration_id as "integrationId", p.cause, p.subject, p.resource_type as "resourceType",
      p.resource_id as "resourceId", p.label, p.detail, p.request_id as "requestId", p.first_at as "firstAt",
      p.last_at as "lastAt", p.times, p.group_id as "groupId", g.display_name as "groupName", p.facts
    from problems p left join groups g on g.tenant_id = p.tenant_id and g.id = p.group_id
    where ${open(tenantId, integrationId)} and (p.ignored_at is not null) = ${of.ignored ?? false}
      and ${of.cause === undefined ? sql`true` : sql`p.cause = ${of.cause}`}
    order by p.last_at desc, p.id desc limit ${of.limit}`)
}

/** Sets aside the open problems of one cause, or with `null` takes them up again. Answers how many. */
export async function setIgnored(
  tx: Tx,
  tenantId: string,
  of: { integrationId: string; cause: string },
  ignored: { at: Date; by: string; reason: string } | null,
): Promise<number> {
  const rows = await tx.select(sql`
    update problems set ignored_at = ${ignored?.at ?? null}::timestamptz, ignored_by = ${ignored?.by ?? null},
      ignored_reason = ${ignored?.reason ?? null}
    where tenant_id = ${tenantId} and integration_id = ${of.integrationId} and cause = ${of.cause}
      and closed_at is null and (ignored_at is null) = ${ignored !== null}
    returning id`)
  return rows.length
}
