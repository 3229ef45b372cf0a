import { sql, type Tx } from '../client'
import { idAt } from './request-changes'

/** Resolves when all that was sent before has been done, and rejects when something of it failed. */
export async function untilWritten(tx: Tx): Promise<void> {
  tx.sendGathered()
  await tx.select(sql`select 1 as done`)
}

/** The open problem that a request left behind as the last that failed so. */
export type ProblemOfRequest = { id: string; subject: string; resourceId: string | null; lastAt: Date }

export async function selectProblemOfRequest(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  requestId: string,
): Promise<ProblemOfRequest | undefined> {
  const [row] = await tx.select<ProblemOfRequest>(sql`
    select p.id, p.subject, p.resource_id as "resourceId", p.last_at as "lastAt" from problems p
    where p.tenant_id = ${tenantId} and p.integration_id = ${integrationId} and p.closed_at is null
      and p.request_id = ${requestId} limit 1`)
  return row
}

/** The last request that failed about the same thing after this one. */
export async function selectNewerFailure(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  than: { subject: string; resourceId: string | null; at: Date; requestId: string },
): Promise<string | undefined> {
  const [row] = await tx.select<{ requestId: string }>(sql`
    select p.request_id as "requestId" from problems p
    where p.tenant_id = ${tenantId} and p.integration_id = ${integrationId} and p.closed_at is null
      and (p.subject = ${than.subject} or p.resource_id = ${than.resourceId}::uuid)
      and p.last_at > ${than.at} and p.request_id <> ${than.requestId}
    order by p.last_at desc limit 1`)
  return row?.requestId
}

/**
 * What console people do to a person or a group beside what an identity provider writes of them; memberships of a person
 * are written with the group.
 */
const BESIDE = sql`('user.suspended', 'user.suspension-lifted', 'user.remapped', 'group.decided')`

/**
 * Whether somebody has written to a person or a group since a request: a change of theirs, or a write of an integration
 * that went well and changed nothing.
 */
export async function wasWrittenSince(
  tx: Tx,
  tenantId: string,
  of: { type: 'User' | 'Group'; id: string },
  { at, requestId }: { at: Date; requestId: string },
): Promise<boolean> {
  const changes =
    of.type === 'User'
      ? sql`c.user_id = ${of.id} and c.action not like 'member.%'`
      : sql`c.group_id = ${of.id}`
  const [row] = await tx.select<{ written: boolean }>(sql`
    select exists (select from changes c where c.tenant_id = ${tenantId} and ${changes}
        and c.id > ${idAt(at.getTime())}::uuid and c.action not in ${BESIDE})
      or exists (select from requests r where r.tenant_id = ${tenantId} and r.resource_id = ${of.id}
        and r.at > ${at} and r.status < 400 and r.method <> 'GET' and r.refusal is null
        and r.id <> ${requestId}) as written`)
  return row?.written === true
}

/** A name that was removed, folded as keys are: under other collations İ, and Σ at an end, become something else. */
const folded = (name: 'userName' | 'displayName') =>
  sql`(lower((c.before ->> ${name}::text) collate "und-x-icu") collate "C")`

/** Whether somebody of a folded name was removed since a request: to create them would bring them back. */
export async function wasRemovedSince(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  of: { type: 'User' | 'Group'; nameKey: string },
  at: Date,
): Promise<boolean> {
  const since = sql`c.tenant_id = ${tenantId} and c.id > ${idAt(at.getTime())}::uuid`
  const [row] = await tx.select<{ removed: boolean }>(
    of.type === 'User'
      ? sql`select exists (select from changes c where ${since} and c.action = 'user.deleted'
              and ${folded('userName')} = ${of.nameKey}) as removed`
      : sql`select exists (select from changes c where ${since} and c.integration_id = ${integrationId}
              and c.action = 'group.deleted' and ${folded('displayName')} = ${of.nameKey}) as removed`,
  )
  return row?.removed === true
}

/** Who applied a request again, and when. */
export async function selectApplied(
  tx: Tx,
  tenantId: string,
  requestId: string,
): Promise<{ by: string; at: Date } | undefined> {
  const [row] = await tx.select<{ by: string; at: Date }>(sql`
    select a.actor_name as by, a.at from audit_log a
    where a.tenant_id = ${tenantId} and a.action = 'request.applied' and a.after ->> 'request' = ${requestId}
    order by a.position desc limit 1`)
  return row
}
