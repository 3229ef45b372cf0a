import { setTimeout as sleep } from 'node:timers/promises'
import { inTenant, MOST_ROWS, type Tx } from '@/db/client'
import { isConflictOfWriters } from '@/db/failure'
import { type ChangeRow, changesArrived, insertChanges } from '@/db/queries/changes'
import { inSharedTransaction, type Together } from '@/db/shared-transactions'
import { asItIs } from '@/db/shown'
import { AppError } from '@/lib/base/errors'
import { newId } from '@/lib/base/id'
import { appendAudit } from '@/lib/history/audit'
import type { Actor, Change, Ctx } from './context'
import { type Permission, type ProvenAct, requireAllowed } from './permissions'

export type { Change }

/** What a write answers: its result, and what it changed. An empty list says that nothing did. */
export type Outcome<T> = { readonly result: T; readonly changes: readonly Change[] }

/** How often a write is run when other transactions stand in its way, and the longest pause before the next try. */
const ATTEMPTS = 6
const PAUSE_MILLISECONDS = 40

/**
 * The one way to write. Checks the permission, opens the tenant's transaction, runs `write` in it, appends a
 * history row for each change (also the outbox) and, for what people and the system do, the audit log, then
 * commits. `write` may run more than once and must do nothing outside `tx`.
 *
 * @param together lets the write share its transaction with others of that line, see `inSharedTransaction`
 * @throws AppError `forbidden` without the permission, `step-up` without the proof that an act asks for, `unavailable` when others were in the way each time;
 *   NotAsPresumed; whatever `write` throws, after rolling back
 */
export async function mutate<T>(
  ctx: Ctx,
  needs: Permission | ProvenAct,
  write: (tx: Tx) => Promise<Outcome<T>>,
  together?: Together,
): Promise<T> {
  requireAllowed(ctx, needs)
  const db = asItIs(ctx.db)
  const work = async (tx: Tx) => {
    // Asked first and waited for last, so that it takes no time of its own.
    const presumed = ctx.isAsPresumed?.(tx)
    presumed?.catch(() => {})
    const { result, changes } = await write(tx)
    if ((await presumed) === false) throw new NotAsPresumed()
    if (changes.length > 0) await keepHistory(tx, ctx, changes)
    if (ctx.beforeCommit) await ctx.beforeCommit(tx, changes)
    return result
  }
  for (let attempt = 1; ; attempt++) {
    try {
      if (together && attempt === 1 && !ctx.beforeCommit)
        return await inSharedTransaction(db, ctx.tenantId, together, work)
      return await inTenant(db, ctx.tenantId, work)
    } catch (error) {
      if (!isConflictOfWriters(error)) throw error
      if (attempt === ATTEMPTS) {
        throw new AppError('unavailable', { key: 'errors.busy' }, { cause: error })
      }
      await sleep(Math.random() * PAUSE_MILLISECONDS * attempt)
    }
  }
}

/** The actor is not who they were presumed to be: nothing was written. */
export class NotAsPresumed extends Error {}

async function keepHistory(tx: Tx, ctx: Ctx, changes: readonly Change[]): Promise<void> {
  if (ctx.actor.kind === 'integration') {
    for (let start = 0; start < changes.length; start += MOST_ROWS) {
      if (start > 0) await changesArrived(tx)
      appendHistory(tx, ctx, changes.slice(start, start + MOST_ROWS))
    }
    return
  }
  const rows = appendHistory(tx, ctx, changes)
  await appendAudit(tx, ctx.tenantId, ctx.actor.kind === 'person' ? ctx.actor : {}, rows)
}

/**
 * Appends history rows at once, inside a `write`. For the consequences of one act on any number of people and
 * groups, a page at a time; the act itself is returned as a change, and that is what the audit log tells of.
 */
export function appendHistory(tx: Tx, ctx: Ctx, changes: readonly Change[]): ChangeRow[] {
  const at = new Date()
  const who = (ctx.actor.kind === 'integration' && ctx.actor.by) || ctx.actor
  const rows = changes.map(
    (change): ChangeRow => ({
      id: newId(),
      at,
      actorKind: who.kind,
      actorId: idOf(who),
      actorName: who.name,
      requestId: ctx.actor.kind === 'integration' ? ctx.actor.requestId : null,
      action: change.action,
      userId: change.userId ?? null,
      groupId: change.groupId ?? null,
      integrationId:
        change.integrationId ?? (ctx.actor.kind === 'integration' ? ctx.actor.integrationId : null),
      label: change.label,
      before: change.before ?? null,
      after: change.after ?? null,
    }),
  )
  insertChanges(tx, ctx.tenantId, rows)
  return rows
}

function idOf(actor: Actor): string | null {
  if (actor.kind === 'integration') return actor.integrationId
  return actor.kind === 'person' ? actor.personId : null
}
