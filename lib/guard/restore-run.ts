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

/**
 * Goes on with a restore, piece by piece, in the name of who has begun it and as far as they may by now. Whoever takes
 * it up begins with those who are still lost. Ends without a word when it was stopped, or its alarm closed.
 */
export async function attendRestore(
  db: Database,
  { tenantId, subject: alarmId, attempts }: Task,
  signal: AbortSignal,
): Promise<undefined> {
  const { alarm, member } = await inTenant(db, tenantId, async (tx) => {
    const alarm = await selectAlarm(tx, tenantId, alarmId)
    const personId = alarm?.facts.restore?.personId
    return { alarm, member: personId ? await selectMemberOf(tx, tenantId, personId) : undefined }
  })
  if (!alarm || alarm.closedAt || !isRunning(alarm.facts)) return
  const ctx = member && contextOfMember(db, member)
  try {
    if (!ctx || !mayDecide(ctx).restore) {
      await giveUpRestore(systemOf(db, tenantId, 'problems.write'), alarmId, 'no-longer-allowed')
    } else if (attempts > MOST_ATTEMPTS) {
      await giveUpRestore(systemOf(db, tenantId, 'problems.write'), alarmId, 'failed')
    } else {
      await restoreAll(ctx, alarmId, signal)
    }
  } catch (error) {
    const isOver = error instanceof AppError && (error.code === 'conflict' || error.code === 'not-found')
    if (!isOver) throw error
  }
}

async function restoreAll(ctx: Ctx, alarmId: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    const { isOver } = await restorePiece(ctx, alarmId)
    await announce(ctx.db, ctx.tenantId, ['users', 'groups', 'integrations'])
    if (isOver) return
  }
}
