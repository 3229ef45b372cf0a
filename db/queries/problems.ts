import { and, desc, eq, isNull } from 'drizzle-orm'
import { newId } from '@/lib/base/id'
import type { Statement, Tx } from '../client'
import { problems } from '../schema/events'

export type ProblemRow = {
  id: string
  integrationId: string
  cause: string
  subject: string
  groupId: string | null
  detail: string
  firstAt: Date
  lastAt: Date
  times: number
}

const CLOSE_OF_GROUP: Statement = {
  name: 'close_member_problems',
  text: `update problems set closed_at = $5
         where tenant_id = $1 and group_id = $2 and cause = 'unknown-member' and closed_at is null
           and ($4 and subject <> all($3::text[]) or not $4 and subject = any($3::text[]))`,
}

const OPEN: Statement = {
  name: 'open_problems',
  text: `insert into problems (tenant_id, id, integration_id, cause, subject, group_id, detail, first_at, last_at)
         select $1, p.id, p.integration_id, p.cause, p.subject, p.group_id, p.detail, $3, $3
         from jsonb_to_recordset($2::jsonb) as p(id uuid, integration_id uuid, cause text, subject text,
           group_id uuid, detail text)
         on conflict (tenant_id, integration_id, cause, subject) where closed_at is null
         do update set last_at = excluded.last_at, times = problems.times + 1, detail = excluded.detail`,
}

/** What identifies a member that could not be resolved: the group and the id that the provider sent. */
function memberSubject(groupId: string, memberId: string): string {
  return `${groupId}:${memberId.slice(0, 200)}`
}

/** Closes a group's problems with members: those of `members`, or with `except` all but those. */
export async function closeMemberProblems(
  tx: Tx,
  tenantId: string,
  groupId: string,
  members: { of: readonly string[] } | { except: readonly string[] },
  at: Date,
): Promise<void> {
  const except = 'except' in members
  const subjects = (except ? members.except : members.of).map((id) => memberSubject(groupId, id))
  await tx.run(CLOSE_OF_GROUP, [tenantId, groupId, subjects, except, at])
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
    detail: of.detail(memberId),
  }))
  await tx.run(OPEN, [tenantId, JSON.stringify(records), of.at])
}

/** The problems of an integration that are still true, the latest first. */
export async function selectOpenProblems(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  limit: number,
): Promise<ProblemRow[]> {
  const rows = await tx.orm
    .select()
    .from(problems)
    .where(
      and(
        eq(problems.tenantId, tenantId),
        eq(problems.integrationId, integrationId),
        isNull(problems.closedAt),
      ),
    )
    .orderBy(desc(problems.lastAt), desc(problems.id))
    .limit(limit)
  return rows.map(({ tenantId: _, closedAt: __, ...row }) => row)
}
