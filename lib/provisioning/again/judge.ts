import type { Tx } from '@/db/client'
import {
  selectApplied,
  selectNewerFailure,
  selectProblemOfRequest,
  wasRemovedSince,
  wasWrittenSince,
} from '@/db/queries/again'
import type { IntegrationRow } from '@/db/queries/integrations'
import type { LoggedRequest } from '@/db/queries/request-log'
import { isWrite, type Subject, subjectOf } from '@/lib/activity/calls'
import { type Cause, causeOf } from '@/lib/activity/causes'
import { keyOf } from '@/lib/activity/outcomes'
import { lossOf } from '@/lib/activity/redact'
import type { FixPlace } from '@/lib/activity/remedies'
import { isId } from '@/lib/base/id'
import type { MessageKey, Text } from '@/lib/messages/text'
import { fold, type JsonObject, readJson, route, type WriteCall } from '@/lib/scim'

/** Why a refused call is not applied again, what is to be done instead, and where in the console. */
export type Hindrance = { why: Text; next: Text; place?: FixPlace; newer?: string }

/** A refused write that may be applied again. */
export type Repeatable = {
  call: WriteCall
  body: JsonObject
  problem: { subject: string; resourceId: string | null }
}

/** Refused to whoever sent it, and not for what it asks. */
const REFUSED_TO_THE_SENDER: ReadonlySet<Cause> = new Set([
  'address-not-allowed',
  'token-address',
  'read-only-token',
])

/**
 * Whether a logged call may be applied again: it was refused and had no effect, the log has kept it whole, and nobody
 * has written since to what it is about. An old write that came after a newer one would undo it.
 */
export async function judge(
  tx: Tx,
  tenantId: string,
  row: LoggedRequest,
  integration: IntegrationRow,
): Promise<Repeatable | Hindrance> {
  const { provider, id: integrationId } = integration
  const type = subjectOf(row)?.type ?? 'User'
  const again: Text = { key: `problems.again.${provider}.${type}` }
  const itself: Text = { key: 'activity.again.itself' }
  const not: Not = (key, next = again, more) => ({
    why: typeof more === 'object' ? { key, values: more } : { key },
    next,
    ...(typeof more === 'string' && { place: more }),
  })
  const hindrance = ofCall(row, not, itself) ?? ofNow(row, integration, not, type)
  if (hindrance) return hindrance
  const call = callOf(row)
  const body = call && bodyOf(call, row.requestBody)
  if (!call || !body) return not('activity.again.why.address')
  const applied = await selectApplied(tx, tenantId, row.id)
  if (applied) return not('activity.again.why.applied', NOTHING, applied)
  const subject = subjectOf(row)
  const problem =
    (await selectProblemOfRequest(tx, tenantId, integrationId, row.id)) ?? unnamed(row, subject, call)
  const about = problem ?? (subject && { subject: keyOf(subject), resourceId: row.resourceId })
  const than = about && { ...about, at: row.at, requestId: row.id }
  const newer = than && (await selectNewerFailure(tx, tenantId, integrationId, than))
  if (newer) return { ...not('activity.again.why.newer', { key: 'activity.again.openNewer' }), newer }
  if (!problem) return not('activity.again.why.settled', NOTHING)
  if (await isOvertaken(tx, tenantId, integrationId, call, row, problem.subject)) {
    return not('activity.again.why.overtaken')
  }
  return { call, body, problem }
}

const NOTHING: Text = { key: 'activity.again.nothing' }

/** A call that was refused before anybody looked at its address leaves no problem behind where its body names nobody. */
function unnamed(
  { resourceId }: LoggedRequest,
  subject: Subject | undefined,
  call: WriteCall,
): Repeatable['problem'] | undefined {
  if (resourceId !== null || subject?.name || call.kind === 'create' || !isId(call.id)) return undefined
  return { subject: `${call.type}:${call.id}`, resourceId: call.id }
}

type Not = (why: MessageKey, next?: Text, more?: FixPlace | { by: string; at: Date }) => Hindrance

/** What of the call itself stands against it. */
function ofCall(row: LoggedRequest, not: Not, itself: Text): Hindrance | undefined {
  const cause = causeOf(row)
  if (row.status < 400 || !isWrite(row))
    return not('activity.again.why.notRefused', { key: 'activity.again.nothing' })
  if (row.refusal !== null || row.status === 401)
    return not('activity.again.why.notLetIn', { key: 'problems.causes.token.fix' }, 'tokens')
  if (row.status === 429) return not('activity.again.why.tooMany', itself)
  if (row.status >= 500) return not('activity.again.why.unsure', itself)
  if (row.status === 412) return not('activity.again.why.overtaken')
  if (cause && REFUSED_TO_THE_SENDER.has(cause)) {
    return not(
      'activity.again.why.sender',
      { key: `problems.causes.${cause}.fix` },
      cause === 'address-not-allowed' ? 'settings' : 'tokens',
    )
  }
  if (/\/bulk\/*$/i.test(row.path)) return not('activity.again.why.bulk')
  const loss = row.method === 'DELETE' ? undefined : lossOf(row.requestBody)
  return loss && not(`activity.again.why.${loss}`)
}

/** What of this moment does. */
function ofNow(
  row: LoggedRequest,
  { pausedAt, groupSync }: IntegrationRow,
  not: Not,
  type: 'User' | 'Group',
): Hindrance | undefined {
  if (row.integrationId === null) return not('activity.again.why.notLetIn')
  if (pausedAt) return not('activity.again.why.paused', { key: 'problems.causes.paused.fix' }, 'settings')
  if (type === 'Group' && !groupSync) {
    return not(
      'activity.again.why.groupSync',
      { key: 'problems.causes.group-sync-off.fix' },
      'group-settings',
    )
  }
  return undefined
}

function callOf({ method, path }: LoggedRequest): WriteCall | undefined {
  try {
    const call = route(method, path, '')
    return call.kind === 'create' ||
      call.kind === 'replace' ||
      call.kind === 'patch' ||
      call.kind === 'delete'
      ? call
      : undefined
  } catch {
    return undefined
  }
}

function bodyOf(call: WriteCall, text: string | null): JsonObject | undefined {
  if (call.kind === 'delete') return {}
  try {
    return readJson(text ?? '')
  } catch {
    return undefined
  }
}

async function isOvertaken(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  call: WriteCall,
  { at, id: requestId }: LoggedRequest,
  subject: string,
): Promise<boolean> {
  if (call.kind !== 'create') return wasWrittenSince(tx, tenantId, call, { at, requestId })
  const nameKey = fold(subject.slice(subject.indexOf(':') + 1))
  return wasRemovedSince(tx, tenantId, integrationId, { type: call.type, nameKey }, at)
}
