import type { Tx } from '@/db/client'
import { deactivateUsers, lockDepartures, lockGroupless, selectLeavers } from '@/db/queries/departures'
import { touchGroups } from '@/db/queries/groups'
import { removeUsers } from '@/db/queries/managed'
import { differences } from '@/lib/history/diff'
import type { Ctx } from '@/lib/tenancy/context'
import { appendHistory, type Change } from '@/lib/tenancy/mutate'

/** How many people are let go of at once: history for them is written before the next are touched. */
const PAGE = 1_000
const WHY = 'left-every-group'

/**
 * Begins a write that `settleGroupless` ends. Where a rule lets people go, such writes come one after the other: each
 * holds those who join and then those who leave, and two that swap people would wait for one another.
 */
export async function holdGroupless(tx: Tx, ctx: Ctx): Promise<void> {
  if (ctx.actor.kind !== 'integration' || ctx.actor.rules.whenGroupless === 'nothing') return
  await lockDepartures(tx, ctx.actor.integrationId)
}

/**
 * Ends a write that took people out of groups: what the integration's rule decides for those whom it manages and
 * who are in none of its groups any more. `changes` are those of the write itself; answers the ones that remain
 * to be written. Where somebody is let go of, what they follow from has to stand before them in history.
 */
export async function settleGroupless(
  tx: Tx,
  ctx: Ctx,
  changes: readonly Change[],
): Promise<readonly Change[]> {
  if (ctx.actor.kind !== 'integration' || ctx.actor.rules.whenGroupless === 'nothing') return changes
  const left = changes.flatMap(({ action, userId }) =>
    action === 'member.removed' && userId ? [userId] : [],
  )
  if (left.length === 0) return changes
  tx.sendGathered()
  const ids = await lockGroupless(tx, ctx.tenantId, ctx.actor.integrationId, left)
  if (ids.length === 0) return changes
  appendHistory(tx, ctx, changes)
  const letGo = ctx.actor.rules.whenGroupless === 'deactivate' ? deactivate : remove
  for (let start = 0; start < ids.length; start += PAGE) {
    const told = await letGo(tx, ctx, ids.slice(start, start + PAGE))
    if (told.length > 0) appendHistory(tx, ctx, told)
  }
  return []
}

async function deactivate(tx: Tx, ctx: Ctx, ids: readonly string[]): Promise<Change[]> {
  const people = await deactivateUsers(tx, ctx.tenantId, ids, new Date())
  return people.map(({ id, label }) => ({
    action: 'user.deactivated',
    label,
    userId: id,
    before: { active: true },
    after: { active: false, why: WHY },
  }))
}

/** Groups of nobody, or of another integration, may still have them. */
async function remove(tx: Tx, ctx: Ctx, ids: readonly string[]): Promise<Change[]> {
  const people = await selectLeavers(tx, ctx.tenantId, ids)
  const names = new Map(people.map(({ id, label }) => [id, label]))
  const left = await removeUsers(tx, ctx.tenantId, ids)
  await touchGroups(tx, ctx.tenantId, [...new Set(left.map(({ groupId }) => groupId))], new Date())
  return [
    ...left.map(
      ({ userId, groupId, group }): Change => ({
        action: 'member.removed',
        label: names.get(userId) ?? '',
        userId,
        groupId,
        before: { group },
      }),
    ),
    ...people.map(
      ({ id, label, resource }): Change => ({
        action: 'user.deleted',
        label,
        userId: id,
        before: differences(resource, {}).before,
        after: { why: WHY },
      }),
    ),
  ]
}
