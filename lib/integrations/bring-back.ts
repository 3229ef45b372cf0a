import { announce } from '@/db/announcements'
import { inTenant, type Tx } from '@/db/client'
import { lockAwaited, settleDeletion } from '@/db/queries/bring-back'
import {
  type DeletedIntegration,
  lockDeletion,
  reopenProblems,
  seeDeleted,
  selectDeleted,
  setDeletion,
  showIntegration,
} from '@/db/queries/deleted-integrations'
import { awaitRefused, countDeletion } from '@/db/queries/deletion-losses'
import { deleteTask, insertTask, type TaskKey } from '@/db/queries/tasks'
import type { Deletion, RestoreFacts } from '@/db/schema/restores'
import { AppError } from '@/lib/base/errors'
import { isId } from '@/lib/base/id'
import { fold } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { appendHistory, mutate } from '@/lib/tenancy/mutate'
import { requirePermission } from '@/lib/tenancy/permissions'
import { announceIntegrations, unknownIntegration } from './announce'
import { purgeTask, regretUntil } from './deletion'
import { aboutIntegration, naming } from './integrations'
import { returnGroups } from './return-groups'
import { returnPeople } from './return-people'

/** So many come back in one transaction: nobody waits long for what it holds. */
const PIECE = 200

/** A deleted integration as Owners see it. */
export type Restorable = Pick<DeletedIntegration, 'id' | 'name' | 'provider'> & {
  deletion: Deletion
  deletedAt: Date
  until: Date
}

/** The integrations that can still be brought back, the latest first. Owners only. @throws AppError `forbidden` */
export async function listDeleted(ctx: Ctx): Promise<Restorable[]> {
  requirePermission(ctx, 'integrations.delete')
  const rows = await inTenant(ctx.db, ctx.tenantId, async (tx) => {
    await seeDeleted(tx)
    return selectDeleted(tx, ctx.tenantId)
  })
  return rows.flatMap((row) => {
    const restorable = asRestorable(row)
    return restorable ? [restorable] : []
  })
}

function asRestorable({ deletedAt, deletion, ...row }: DeletedIntegration): Restorable | undefined {
  if (!deletedAt || !deletion) return undefined
  const until = regretUntil(deletedAt)
  return until.getTime() > Date.now() ? { ...row, deletedAt, deletion, until } : undefined
}

/**
 * Brings a deleted integration back: its settings, rules, mapping, request log and problems are there at once, its
 * people and groups follow behind the page (see `bringBackPiece`). Its tokens stay revoked. Owners only.
 *
 * @param name it is to have, where another has taken its own
 * @throws AppError `not-found` for what is not deleted, or was too long ago; `conflict` on `name`
 */
export async function bringBack(ctx: Ctx, id: string, name?: string): Promise<void> {
  const restore = begun(ctx)
  const found = (await listDeleted(ctx)).find((deleted) => deleted.id === id)
  if (!found) throw unknownIntegration()
  const wanted = name ?? found.name
  await naming(wanted, () =>
    mutate(ctx, 'integrations.delete', async (tx) => {
      await seeDeleted(tx)
      const row = await lockDeletion(tx, ctx.tenantId, id)
      const deleted = row && asRestorable(row)
      if (!deleted) throw unknownIntegration()
      const deletion = { ...deleted.deletion, restore }
      await showIntegration(tx, ctx.tenantId, id, { name: wanted, nameKey: fold(wanted), deletion })
      for (const alarm of await reopenProblems(tx, ctx.tenantId, id, deleted.deletedAt)) {
        await insertTask(tx, { tenantId: ctx.tenantId, kind: 'restore', subject: alarm }, new Date())
      }
      await deleteTask(tx, purgeTask(ctx, id))
      await insertTask(tx, taskOf(ctx, id), new Date())
      const { people, users, groups } = deleted.deletion
      return {
        result: undefined,
        changes: [
          aboutIntegration({ id, name: wanted }, 'integration.brought-back', {
            ...(wanted !== deleted.name && { before: { name: deleted.name } }),
            after: { name: wanted, people, users, groups },
          }),
        ],
      }
    }),
  )
  await announce(ctx.db, ctx.tenantId, ['integrations', 'users', 'groups', 'requests'])
}

/**
 * Goes on with what was stopped, or looks once more for those who could not come back. Where it runs already, nothing
 * more is begun. @throws AppError `not-found`, `conflict` when there is nothing to go on with
 */
export async function goOnBringingBack(ctx: Ctx, id: string): Promise<void> {
  const restore = begun(ctx)
  await mutate(ctx, 'integrations.delete', async (tx) => {
    const { row, deletion } = await lockReturning(tx, ctx, id)
    if (deletion.restore?.endedAt === null) return { result: undefined, changes: [] }
    await awaitRefused(tx, ctx.tenantId, id)
    await setDeletion(tx, ctx.tenantId, id, { ...deletion, restore })
    await deleteTask(tx, purgeTask(ctx, id))
    await insertTask(tx, taskOf(ctx, id), new Date())
    const { lost } = await outcomesOfDeletion(tx, ctx.tenantId, id)
    return {
      result: undefined,
      changes: [aboutIntegration(row, 'integration.return-resumed', { after: { lost } })],
    }
  })
  await announceIntegrations(ctx)
}

/** Stops it where it is: who is back stays. @throws AppError `not-found`, `conflict` when nothing is running */
export function stopBringingBack(ctx: Ctx, id: string): Promise<void> {
  return endEarly(ctx, id, 'asked')
}

/** Ends what cannot go on, and says why. */
export function giveUpBringingBack(
  system: Ctx,
  id: string,
  why: 'no-longer-allowed' | 'failed',
): Promise<void> {
  return endEarly(system, id, why)
}

async function endEarly(ctx: Ctx, id: string, as: NonNullable<RestoreFacts['stopped']>['as']): Promise<void> {
  await mutate(ctx, 'integrations.delete', async (tx) => {
    const { row, deletion } = await lockReturning(tx, ctx, id)
    const { restore } = deletion
    if (restore?.endedAt !== null) throw new AppError('conflict', { key: 'guard.errors.notRunning' })
    const stopped = { as, by: as === 'asked' ? ctx.actor.name : restore.by }
    await endReturn(tx, ctx, id, { ...deletion, restore: { ...restore, stopped } })
    await deleteTask(tx, taskOf(ctx, id))
    const { restored, lost } = await outcomesOfDeletion(tx, ctx.tenantId, id)
    return {
      result: undefined,
      changes: [aboutIntegration(row, 'integration.return-stopped', { after: { restored, lost } })],
    }
  })
  await announceIntegrations(ctx)
}

/**
 * Brings back one piece of what the deletion took, in a transaction of its own: groups first, then people. History
 * tells of each, and the audit log in one line of the whole when the last piece is done.
 *
 * Whose access depends on it decides. Somebody whom nobody manages is switched off by no identity provider any more,
 * so who was released comes back under it, also with what was edited here meanwhile: the next sync brings the
 * provider's data. Not so whom another integration manages by now: it is the one that sends them. Nor who has another
 * userName or externalId: that may be somebody else by now. Who was removed here stays removed. Active again is only
 * whom the deletion made inactive, unless somebody has decided over that since. Who was removed by the deletion comes
 * back with ids, attributes and memberships, unless the userName is taken. What stays away is Local, or gone, as it is.
 *
 * @throws AppError `not-found`, `conflict` when it was stopped, or somebody else has begun it
 */
export async function bringBackPiece(ctx: Ctx, id: string): Promise<{ isOver: boolean }> {
  return mutate<{ isOver: boolean }>(ctx, 'integrations.delete', async (tx) => {
    const { row, deletion } = await lockReturning(tx, ctx, id)
    const { restore } = deletion
    const isOwn = ctx.actor.kind === 'person' && ctx.actor.personId === restore?.personId
    if (restore?.endedAt !== null || !isOwn)
      throw new AppError('conflict', { key: 'guard.errors.notRunning' })
    const awaited = await lockAwaited(tx, ctx.tenantId, id, PIECE)
    if (awaited.length > 0) {
      const step = { tx, ctx, integration: row, deletedAt: new Date(deletion.at), at: new Date() }
      const { settled, changes } = awaited[0]?.isGroup
        ? await returnGroups(step, awaited)
        : await returnPeople(step, awaited)
      appendHistory(tx, ctx, changes)
      await settleDeletion(tx, ctx.tenantId, id, settled, step.at)
    }
    const { lost, restored, refused } = await outcomesOfDeletion(tx, ctx.tenantId, id)
    if (lost > 0) return { result: { isOver: false }, changes: [] }
    await endReturn(tx, ctx, id, { ...deletion, restore })
    return {
      result: { isOver: true },
      changes: [aboutIntegration(row, 'integration.returned', { after: { restored, refused } })],
    }
  })
}

/** How many of a set are to follow, are back, and could not come back. */
export type ReturnOutcomes = { lost: number; restored: number; refused: number }

export async function outcomesOfDeletion(tx: Tx, tenantId: string, id: string): Promise<ReturnOutcomes> {
  const counts: ReturnOutcomes = { lost: 0, restored: 0, refused: 0 }
  for (const { outcome, count } of await countDeletion(tx, tenantId, id)) counts[outcome ?? 'lost'] += count
  return counts
}

/** Ends the run; the report of it is kept for a week. */
async function endReturn(
  tx: Tx,
  ctx: Ctx,
  id: string,
  { restore, ...deletion }: Deletion & { restore: RestoreFacts },
): Promise<void> {
  const now = new Date()
  const ended = { ...restore, endedAt: now.toISOString() }
  await setDeletion(tx, ctx.tenantId, id, { ...deletion, restore: ended })
  await insertTask(tx, purgeTask(ctx, id), regretUntil(now))
}

async function lockReturning(
  tx: Tx,
  ctx: Ctx,
  id: string,
): Promise<{ row: DeletedIntegration; deletion: Deletion }> {
  const row = isId(id) ? await lockDeletion(tx, ctx.tenantId, id) : undefined
  if (!row?.deletion || row.deletedAt) throw unknownIntegration()
  return { row, deletion: row.deletion }
}

function begun({ actor }: Ctx): RestoreFacts {
  if (actor.kind !== 'person') throw new AppError('forbidden', { key: 'errors.role' })
  return { by: actor.name, personId: actor.personId, at: new Date().toISOString(), endedAt: null }
}

function taskOf({ tenantId }: Ctx, subject: string): TaskKey {
  return { tenantId, kind: 'bring-back', subject }
}
