import { inTenant } from '@/db/client'
import { type FailedRequest, selectFailedRequestsOf } from '@/db/queries/failed-requests'
import type { HistorySearch } from '@/lib/directory/input'
import { type HistoryPage, type HistoryRow, listHistory } from '@/lib/history/changes'
import type { Text } from '@/lib/messages/text'
import type { Ctx } from '@/lib/tenancy/context'
import { causeOf } from './causes'
import { remedyOf } from './remedies'

/** A call about somebody that changed nothing, because it was refused. `at` is an ISO instant. */
export type RefusedCall = {
  id: string
  at: string
  integration: string
  problem: Text
  detail: string
  request: { id: string; integrationId: string }
}

export type TimelineRow = HistoryRow | RefusedCall
export type Timeline = Omit<HistoryPage, 'rows'> & { rows: TimelineRow[] }

/**
 * What happened to a person and what was tried, as one: changes, and the calls that were refused, the newest first.
 * Ids of both begin with their time, so one id says where the next page begins. @throws AppError `not-found`
 */
export async function listPersonTimeline(ctx: Ctx, userId: string, search: HistorySearch): Promise<Timeline> {
  const page = { before: search.before || undefined, limit: search.limit + 1 }
  const [history, refused] = await Promise.all([
    listHistory(ctx, { userId }, search),
    inTenant(ctx.db, ctx.tenantId, (tx) => selectFailedRequestsOf(tx, ctx.tenantId, userId, page)),
  ])
  const all = [...history.rows, ...refused.map(present)].sort((a, b) => (a.id < b.id ? 1 : -1))
  const rows = all.slice(0, search.limit)
  const more = history.older !== null || all.length > rows.length
  return { rows, older: more ? (rows.at(-1)?.id ?? null) : null }
}

function present({
  id,
  at,
  detail,
  integrationId,
  integrationName,
  provider,
  ...call
}: FailedRequest): RefusedCall {
  const { title } = remedyOf(causeOf({ ...call, detail }) ?? 'other', provider, 'User')
  return {
    ...{ id, at: at.toISOString(), integration: integrationName, problem: title, detail: detail ?? '' },
    request: { id, integrationId },
  }
}
