import { type Database, inTenant } from '@/db/client'
import {
  type DeletedIntegration,
  purgeIntegration,
  seeDeleted,
  selectDeletion,
  setDeletion,
} from '@/db/queries/deleted-integrations'
import { forgetLosses } from '@/db/queries/deletion-losses'
import { noteOwnRetentions } from '@/db/queries/retention'
import type { Task } from '@/db/queries/tasks'
import { attendRun, type Run } from '@/lib/guard/restore-run'
import { mutate } from '@/lib/tenancy/mutate'
import { systemOf } from '@/lib/tenancy/system'
import { announceIntegrations } from './announce'
import { bringBackPiece, giveUpBringingBack } from './bring-back'
import { regretUntil } from './deletion'
import { aboutIntegration } from './integrations'

/** Rows that go at once: other companies' writers are not to notice. */
const AT_ONCE = 2_000

/** Brings the people and groups of an integration back, behind the page. */
export async function attendBringBack(db: Database, task: Task, signal: AbortSignal): Promise<undefined> {
  const { tenantId, subject: id } = task
  const row = await inTenant(db, tenantId, (tx) => selectDeletion(tx, tenantId, id))
  const restore = row?.deletion?.restore
  if (restore?.endedAt !== null) return
  const run: Run = {
    personId: restore.personId,
    may: ({ permissions }) => permissions.has('integrations.delete'),
    piece: (ctx) => bringBackPiece(ctx, id),
    giveUp: (why) => giveUpBringingBack(systemOf(db, tenantId, 'integrations.delete'), id, why),
  }
  await attendRun(db, task, run, signal)
}

/**
 * A week after a deletion, removes all that is left of the integration, its request log too, a piece at a time; a
 * week after it was brought back, what was kept for that. Answers when to come again.
 */
export async function attendPurgeIntegration(
  db: Database,
  { tenantId, subject: id }: Task,
  signal: AbortSignal,
): Promise<Date | undefined> {
  const row = await inTenant(db, tenantId, async (tx) => {
    await seeDeleted(tx)
    return selectDeletion(tx, tenantId, id)
  })
  if (!row?.deletion) return undefined
  const due = dueOf(row)
  if (!due) return undefined
  if (due.getTime() > Date.now()) return due
  const system = systemOf(db, tenantId, 'integrations.delete')
  if (!row.deletedAt) {
    await mutate(system, 'integrations.delete', async (tx) => {
      await forgetLosses(tx, tenantId, id)
      await setDeletion(tx, tenantId, id, null)
      return { result: undefined, changes: [] }
    })
    return undefined
  }
  for (let rows = 1; rows > 0; ) {
    signal.throwIfAborted()
    rows = await mutate(system, 'integrations.delete', async (tx) => {
      const result = await purgeIntegration(tx, id, AT_ONCE)
      await seeDeleted(tx)
      const isGone = result > 0 && !(await selectDeletion(tx, tenantId, id))
      if (isGone) await noteOwnRetentions(tx, tenantId)
      return { result, changes: isGone ? [aboutIntegration(row, 'integration.purged')] : [] }
    })
  }
  await announceIntegrations(system)
  return undefined
}

/** Nothing is due while it is being brought back. */
function dueOf({ deletedAt, deletion }: DeletedIntegration): Date | undefined {
  if (deletedAt) return regretUntil(deletedAt)
  const endedAt = deletion?.restore?.endedAt
  return endedAt ? regretUntil(new Date(endedAt)) : undefined
}
