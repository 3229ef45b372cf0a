import { announce } from '@/db/announcements'
import type { Tx } from '@/db/client'
import { selectIntegration } from '@/db/queries/integrations'
import { type AlarmRow, lockAlarm, updateAlarm } from '@/db/queries/mass-changes'
import { lockStillLost, settleLosses, tryRefusedAgain } from '@/db/queries/restores'
import { AppError } from '@/lib/base/errors'
import { isId } from '@/lib/base/id'
import type { Ctx } from '@/lib/tenancy/context'
import { appendHistory, type Change, mutate } from '@/lib/tenancy/mutate'
import { windowAfter } from './limits'
import { returnMembers } from './return-members'
import { returnPeople } from './return-people'
import { type Outcomes, outcomesOf } from './set'
import { aboutAlarm } from './told'

/** So many are brought back in one transaction: nobody waits long for what it holds. */
const PIECE = 200
/** A call goes on with the next piece for so long, then answers how far it has come. */
const PART_MILLISECONDS = 1_000
/** Memberships are often taken a moment before the person. */
const AHEAD_MILLISECONDS = 60_000

/** How far a restore has come: of `total`, those that are still lost are to follow. */
export type RestoreProgress = Outcomes & { total: number; isOver: boolean }

/**
 * Begins to bring back what a mass change took, or tries once more what could not be; the pieces follow by
 * `restorePart`. @throws AppError `not-found`, `conflict` when the alarm is closed
 */
export async function beginRestore(ctx: Ctx, alarmId: string): Promise<RestoreProgress> {
  return mutate(ctx, 'directory.write', async (tx) => {
    const alarm = await lockOpenAlarm(tx, ctx, alarmId)
    await tryRefusedAgain(tx, ctx.tenantId, alarmId)
    const restore = { by: ctx.actor.name, at: new Date().toISOString(), endedAt: null }
    await updateAlarm(tx, ctx.tenantId, alarmId, { facts: { restore } })
    const progress = progressOf(await outcomesOf(tx, ctx.tenantId, alarmId))
    return {
      result: { ...progress, isOver: false },
      changes: [await tell(tx, ctx, alarm, 'alarm.restore-begun', { lost: progress.lost })],
    }
  })
}

/**
 * Goes on with a restore for about a second: pieces of the set, each in a transaction of its own. Who was brought
 * back is told in history, and the whole in one line of the audit log when the last piece is done. The alarm closes
 * unless somebody could not be brought back.
 * @throws AppError `not-found`, `conflict` when the alarm is closed or nobody has begun
 */
export async function restorePart(ctx: Ctx, alarmId: string): Promise<RestoreProgress> {
  const until = Date.now() + PART_MILLISECONDS
  let progress: RestoreProgress
  do progress = await restorePiece(ctx, alarmId)
  while (!progress.isOver && Date.now() < until)
  await announce(ctx.db, ctx.tenantId, ['users', 'groups', 'integrations'])
  return progress
}

function restorePiece(ctx: Ctx, alarmId: string): Promise<RestoreProgress> {
  return mutate(ctx, 'directory.write', async (tx) => {
    const alarm = await lockOpenAlarm(tx, ctx, alarmId)
    const { restore, group } = alarm.facts
    if (!restore || restore.endedAt) throw over()
    const losses = await lockStillLost(tx, ctx.tenantId, alarmId, PIECE)
    if (losses.length > 0) {
      const span = {
        integrationId: alarm.integrationId,
        from: new Date(alarm.firstAt.getTime() - AHEAD_MILLISECONDS),
        until: windowAfter(alarm.lastAt),
      }
      const isOfGroup = group !== null && losses.every(({ loss }) => loss === 'removed')
      const { settled, changes } = isOfGroup
        ? await returnMembers(tx, ctx, span, group.id, losses)
        : await returnPeople(tx, ctx, span, losses)
      appendHistory(tx, ctx, changes)
      await settleLosses(tx, ctx.tenantId, alarmId, settled)
    }
    const progress = progressOf(await outcomesOf(tx, ctx.tenantId, alarmId))
    if (!progress.isOver) return { result: progress, changes: [] }
    const now = new Date()
    const { restored, refused, back } = progress
    const ended = { as: 'restored', by: ctx.actor.name, reason: '' } as const
    await updateAlarm(tx, ctx.tenantId, alarmId, {
      facts: { restore: { ...restore, endedAt: now.toISOString() }, ...(refused === 0 && { ended }) },
      closedAt: refused === 0 ? now : null,
    })
    return {
      result: progress,
      changes: [await tell(tx, ctx, alarm, 'alarm.restored', { restored, refused, back })],
    }
  })
}

/** Closes an alarm about what was meant to be: everybody stays as they are. @throws AppError `not-found`, `conflict` */
export async function dismissAlarm(ctx: Ctx, alarmId: string, reason: string): Promise<void> {
  await mutate(ctx, 'problems.write', async (tx) => {
    const alarm = await lockOpenAlarm(tx, ctx, alarmId)
    const ended = { as: 'dismissed', by: ctx.actor.name, reason } as const
    await updateAlarm(tx, ctx.tenantId, alarmId, { facts: { ended }, closedAt: new Date() })
    const after = { lost: alarm.facts.lost, ...(reason && { reason }) }
    return { result: undefined, changes: [await tell(tx, ctx, alarm, 'alarm.dismissed', after)] }
  })
  await announce(ctx.db, ctx.tenantId, ['integrations', 'requests'])
}

/** Whether this actor may be offered a restore, and a dismissal. */
export function mayDecide({ permissions }: Ctx): { restore: boolean; dismiss: boolean } {
  return { restore: permissions.has('directory.write'), dismiss: permissions.has('problems.write') }
}

function progressOf(outcomes: Outcomes): RestoreProgress {
  const { lost, back, restored, refused } = outcomes
  return { ...outcomes, total: lost + back + restored + refused, isOver: lost === 0 }
}

async function lockOpenAlarm(tx: Tx, ctx: Ctx, id: string): Promise<AlarmRow> {
  const alarm = isId(id) ? await lockAlarm(tx, ctx.tenantId, id) : undefined
  if (!alarm) throw unknownAlarm()
  if (alarm.closedAt) throw over()
  return alarm
}

export function unknownAlarm(): AppError {
  return new AppError('not-found', { key: 'guard.errors.unknown' })
}

function over(): AppError {
  return new AppError('conflict', { key: 'guard.errors.over' })
}

async function tell(
  tx: Tx,
  ctx: Ctx,
  { integrationId, facts: { group } }: AlarmRow,
  action: `alarm.${string}`,
  after: NonNullable<Change['after']>,
): Promise<Change> {
  const integration = await selectIntegration(tx, ctx.tenantId, integrationId)
  return aboutAlarm({ id: integrationId, name: integration?.name ?? '' }, action, {
    ...after,
    ...(group && { group: group.name }),
  })
}
