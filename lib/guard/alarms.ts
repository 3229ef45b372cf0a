import { inTenant } from '@/db/client'
import { selectIntegration } from '@/db/queries/integrations'
import { type KeptRequest, selectKeptRequests } from '@/db/queries/kept-requests'
import {
  countClosedAlarms,
  countSet,
  type LossRow,
  searchLosses,
  selectAlarm,
  selectClosedAlarms,
} from '@/db/queries/mass-changes'
import type { MassChangeFacts } from '@/db/schema/problems'
import { isId } from '@/lib/base/id'
import { type Page, pageOf, rangeOf, searchText } from '@/lib/directory/search'
import type { Text } from '@/lib/messages/text'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import type { LossSearch } from './input'
import { isRunning, unknownAlarm } from './restore'
import { tellEnding, tellMassChange } from './sentence'
import { countLosses, countOutcomes, type Losses, type Outcomes } from './set'

/** A restore that was begun; it may have been stopped before it was done. */
export type Restore = {
  by: string
  at: string
  isRunning: boolean
  isDone: boolean
  stopped: NonNullable<MassChangeFacts['restore']>['stopped'] | null
}

/** An alarm as its page shows it; instants are ISO. */
export type Alarm = {
  id: string
  integration: { id: string; name: string }
  sentence: Text
  group: MassChangeFacts['group']
  firstAt: string
  lastAt: string
  closedAt: string | null
  /** How it was closed. */
  ending: Text | undefined
  restore: Restore | null
  outcomes: Outcomes
  /** How those were lost whom a restore would bring back. */
  losses: Losses
}

/** Somebody in the set of an alarm; `at` is an ISO instant. */
export type LossEntry = Omit<LossRow, 'at' | 'requestId' | 'memberId' | 'label' | 'isHere'> & {
  id: string
  name: string
  at: string
  /** The page about them exists. */
  isHere: boolean
  /** What took them, where the log still has it. */
  request: KeptRequest | null
}

/** @throws AppError `not-found` for what is no alarm of this integration */
export async function getAlarm(ctx: Ctx, integrationId: string, id: string): Promise<Alarm> {
  requirePermission(ctx, 'activity.read')
  return inTenant(ctx.db, ctx.tenantId, async (tx) => {
    const row = isId(id) ? await selectAlarm(tx, ctx.tenantId, id) : undefined
    if (!row || row.integrationId !== integrationId) throw unknownAlarm()
    const [integration, set] = await Promise.all([
      selectIntegration(tx, ctx.tenantId, integrationId),
      countSet(tx, ctx.tenantId, id),
    ])
    const { facts, firstAt, lastAt, closedAt } = row
    return {
      id,
      integration: { id: integrationId, name: integration?.name ?? '' },
      sentence: tellMassChange(facts),
      group: facts.group,
      firstAt: firstAt.toISOString(),
      lastAt: lastAt.toISOString(),
      closedAt: closedAt?.toISOString() ?? null,
      ending: tellEnding(facts),
      restore: restoreOf(facts),
      outcomes: countOutcomes(set),
      losses: countLosses(set),
    }
  })
}

function restoreOf(facts: MassChangeFacts): Restore | null {
  const { restore, ended } = facts
  if (!restore) return null
  const { by, at, stopped = null } = restore
  return { by, at, stopped, isRunning: isRunning(facts), isDone: ended?.as === 'restored' }
}

/** An alarm that is over; instants are ISO. */
export type PastAlarm = Pick<Alarm, 'id' | 'sentence' | 'firstAt' | 'ending'>

/** A page of them: an alarm is rare. */
const PAST_AT_ONCE = 50

export type PastAlarms = {
  alarms: PastAlarm[]
  /** How many there are on all pages. */
  total: number
  /** What to give as `before` for the older ones; null on the last page. */
  older: string | null
}

/** The alarms of an integration that are closed, the latest first. */
export async function listPastAlarms(ctx: Ctx, integrationId: string, before?: string): Promise<PastAlarms> {
  requirePermission(ctx, 'activity.read')
  const page = { before: before && isId(before) ? before : undefined, most: PAST_AT_ONCE + 1 }
  const { rows, total } = await inTenant(ctx.db, ctx.tenantId, async (tx) => ({
    rows: await selectClosedAlarms(tx, ctx.tenantId, integrationId, page),
    total: await countClosedAlarms(tx, ctx.tenantId, integrationId),
  }))
  const alarms = rows.slice(0, PAST_AT_ONCE).map(({ id, facts, firstAt }) => ({
    id,
    sentence: tellMassChange(facts),
    firstAt: firstAt.toISOString(),
    ending: tellEnding(facts),
  }))
  return { alarms, total, older: rows.length > alarms.length ? (alarms.at(-1)?.id ?? null) : null }
}

/** Who is in the set of an alarm, by name. @throws AppError `not-found` */
export async function listLosses(ctx: Ctx, id: string, search: LossSearch): Promise<Page<LossEntry>> {
  requirePermission(ctx, 'directory.read')
  const { found, kept } = await inTenant(ctx.db, ctx.tenantId, async (tx) => {
    if (!isId(id) || !(await selectAlarm(tx, ctx.tenantId, id))) throw unknownAlarm()
    const found = await searchLosses(tx, ctx.tenantId, id, {
      text: searchText(ctx, search.q),
      loss: search.loss || undefined,
      outcome: search.outcome || undefined,
      ...rangeOf(search),
    })
    const requests = found.rows.map(({ requestId }) => requestId)
    return { found, kept: await selectKeptRequests(tx, ctx.tenantId, requests) }
  })
  return pageOf(search, found, ({ memberId, label, at, requestId, ...row }) => ({
    ...row,
    id: memberId,
    name: label,
    at: at.toISOString(),
    request: (requestId && kept.get(requestId)) || null,
  }))
}
