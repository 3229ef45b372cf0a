import { announce } from '@/db/announcements'
import type { Tx } from '@/db/client'
import { selectIntegration } from '@/db/queries/integrations'
import { type AlarmRow, lockAlarm, updateAlarm } from '@/db/queries/mass-changes'
import { lockStillLost, settleLosses, tryRefusedAgain } from '@/db/queries/restores'
import { deleteTask, insertTask, type TaskKey } from '@/db/queries/tasks'
import type { MassChangeFacts } from '@/db/schema/problems'
import { AppError } from '@/lib/base/errors'
import { isId } from '@/lib/base/id'
import type { Ctx } from '@/lib/tenancy/context'
import { appendHistory, type Change, mutate } from '@/lib/tenancy/mutate'
import type { Permission } from '@/lib/tenancy/permissions'
import { windowAfter } from './limits'
import { returnMembers } from './return-members'
import { returnPeople } from './return-people'
import { type Outcomes, outcomesOf } from './set'
import { aboutAlarm } from './told'

/** So many are brought back in one transaction: nobody waits long for what it holds. */
const PIECE = 200
/** Memberships are often taken a moment before the person. */
const AHEAD_MILLISECONDS = 60_000

/** How far a restore has come: those that are still lost are to follow. */
export type RestoreProgress = Outcomes & { isOver: boolean }
type Stopped = NonNullable<NonNullable<MassChangeFacts['restore']>['stopped']>

/**
 * Has what a mass change took be brought back behind the answer, in the name of who asks; or what could not be be
 * tried once more. Where somebody has begun already, nothing more is begun.
 * @throws AppError `not-found`, `conflict` when the alarm is closed
 */
export async function beginRestore(ctx: Ctx, alarmId: string): Promise<void> {
  const { actor } = ctx
  if (actor.kind !== 'person') throw new AppError('forbidden', { key: 'errors.role' })
  await mutate(ctx, 'directory.write', async (tx) => {
    const alarm = await lockOpenAlarm(tx, ctx, alarmId)
    if (isRunning(alarm.facts)) return { result: undefined, changes: [] }
    await tryRefusedAgain(tx, ctx.tenantId, alarmId)
    const at = new Date()
    const restore = { by: actor.name, personId: actor.personId, at: at.toISOString(), endedAt: null }
    await updateAlarm(tx, ctx.tenantId, alarmId, { facts: { restore } })
    await insertTask(tx, taskOf(ctx, alarmId), at)
    const { lost } = await outcomesOf(tx, ctx.tenantId, alarmId)
    return { result: undefined, changes: [await tell(tx, ctx, alarm, 'alarm.restore-begun', { lost })] }
  })
  await announce(ctx.db, ctx.tenantId, ['integrations'])
}

/** Stops a restore where it is: who is back stays. @throws AppError `not-found`, `conflict` when none is running */
export async function stopRestore(ctx: Ctx, alarmId: string): Promise<void> {
  await endEarly(ctx, 'directory.write', alarmId, 'asked')
}

/** Ends a restore that cannot go on, and says why. */
export async function giveUpRestore(
  system: Ctx,
  alarmId: string,
  why: 'no-longer-allowed' | 'failed',
): Promise<void> {
  await endEarly(system, 'problems.write', alarmId, why)
}

async function endEarly(ctx: Ctx, needs: Permission, alarmId: string, as: Stopped['as']): Promise<void> {
  await mutate(ctx, needs, async (tx) => {
    const alarm = await lockOpenAlarm(tx, ctx, alarmId)
    const { restore } = alarm.facts
    if (!restore || !isRunning(alarm.facts)) {
      throw new AppError('conflict', { key: 'guard.errors.notRunning' })
    }
    const stopped: Stopped = { as, by: as === 'asked' ? ctx.actor.name : restore.by }
    const facts = { restore: { ...restore, endedAt: new Date().toISOString(), stopped } }
    await updateAlarm(tx, ctx.tenantId, alarmId, { facts })
    await deleteTask(tx, taskOf(ctx, alarmId))
    const { restored, lost } = await outcomesOf(tx, ctx.tenantId, alarmId)
    return {
      result: undefined,
      changes: [await tell(tx, ctx, alarm, 'alarm.restore-stopped', { restored, lost })],
    }
  })
  await announce(ctx.db, ctx.tenantId, ['integrations'])
}

/**
 * Brings back one piece of the set, in a transaction of its own: who has been brought back is not again, whoever goes
 * on. History tells of each, and the audit log in one line of the whole when the last piece is done. The alarm closes
 * unless somebody could not be brought back.
 * @throws AppError `not-found`, `conflict` when the alarm is closed, or this person has not begun or somebody has stopped it
 */
export function restorePiece(ctx: Ctx, alarmId: string): Promise<RestoreProgress> {
  return mutate(ctx, 'directory.write', async (tx) => {
    const alarm = await lockOpenAlarm(tx, ctx, alarmId)
    const { restore, group } = alarm.facts
    if (!restore || !isRunning(alarm.facts) || !isOwn(ctx, restore)) throw over()
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
  return { ...outcomes, isOver: outcomes.lost === 0 }
}

/** One that was begun before restores ran behind the answers has nobody who goes on with it. */
export function isRunning({ restore }: MassChangeFacts): boolean {
  return restore?.endedAt === null && restore.personId !== undefined
}

/** Stopped and begun anew by somebody else, it goes on in their name, and not in that of who began before. */
function isOwn({ actor }: Ctx, { personId }: NonNullable<MassChangeFacts['restore']>): boolean {
  return actor.kind === 'person' && actor.personId === personId
}

function taskOf({ tenantId }: Ctx, subject: string): TaskKey {
  return { tenantId, kind: 'restore', subject }
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
