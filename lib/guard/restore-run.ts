import { announce } from '@/db/announcements'
import { type Database, inTenant } from '@/db/client'
import { selectAlarm } from '@/db/queries/mass-changes'
import type { Task } from '@/db/queries/tasks'
import { selectMemberOf } from '@/db/queries/tenancy'
import { AppError } from '@/lib/base/errors'
import type { Ctx } from '@/lib/tenancy/context'
import { contextOfMember } from '@/lib/tenancy/member-context'
import { systemOf } from '@/lib/tenancy/system'
import { giveUpRestore, isRunning, mayDecide, restorePiece } from './restore'

/** A restore that dies again and again is not begun once more by itself. */
const MOST_ATTEMPTS = 3

/** What runs behind the page, piece by piece, in the name of who has begun it. */
export type Run = {
  personId: string | undefined
  may(ctx: Ctx): boolean
  piece(ctx: Ctx): Promise<{ isOver: boolean }>
  giveUp(why: 'no-longer-allowed' | 'failed'): Promise<void>
}

/**
 * Goes on with a restore as far as who began it may by now. Whoever takes it up begins with what is still lost. Ends
 * without a word when it was stopped, or is over.
 */
export async function attendRun(
  db: Database,
  { tenantId, attempts }: Task,
  run: Run,
  signal: AbortSignal,
): Promise<void> {
  const { personId } = run
  const member = personId && (await inTenant(db, tenantId, (tx) => selectMemberOf(tx, tenantId, personId)))
  const ctx = member ? contextOfMember(db, member) : undefined
  try {
    if (!ctx || !run.may(ctx)) await run.giveUp('no-longer-allowed')
    else if (attempts > MOST_ATTEMPTS) await run.giveUp('failed')
    else await goThrough(ctx, run, signal)
  } catch (error) {
    const isOver = error instanceof AppError && (error.code === 'conflict' || error.code === 'not-found')
    if (!isOver) throw error
  }
}

async function goThrough(ctx: Ctx, { piece }: Run, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    const { isOver } = await piece(ctx)
    await announce(ctx.db, ctx.tenantId, ['users', 'groups', 'integrations'])
    if (isOver) return
  }
}

/** Goes on with the restore of a mass change. */
export async function attendRestore(db: Database, task: Task, signal: AbortSignal): Promise<undefined> {
  const { tenantId, subject: alarmId } = task
  const alarm = await inTenant(db, tenantId, (tx) => selectAlarm(tx, tenantId, alarmId))
  if (!alarm || alarm.closedAt || !isRunning(alarm.facts)) return
  const run: Run = {
    personId: alarm.facts.restore?.personId,
    may: (ctx) => mayDecide(ctx).restore,
    piece: (ctx) => restorePiece(ctx, alarmId),
    giveUp: (why) => giveUpRestore(systemOf(db, tenantId, 'problems.write'), alarmId, why),
  }
  await attendRun(db, task, run, signal)
}
