import type { Tx } from '@/db/client'
import { WritersMet } from '@/db/failure'
import { leaveSomeGroups, lockManagedGroupsOf, selectManagedGroupsOf } from '@/db/queries/departures'
import { touchGroups } from '@/db/queries/groups'
import { selectUser, type UserWithGroups } from '@/db/queries/users'
import { isId } from '@/lib/base/id'
import type { JsonObject, PatchOperation } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import type { Change, Outcome } from '@/lib/tenancy/mutate'
import { syncsGroups, viewerOf } from './ownership'

/** Whether a write may deactivate somebody whom the integration's rule then takes out of its groups. */
export function mayLeaveGroups(ctx: Ctx, mayDeactivate: boolean): boolean {
  return (
    mayDeactivate &&
    ctx.actor.kind === 'integration' &&
    ctx.actor.rules.whenDeactivated === 'leave' &&
    syncsGroups(ctx)
  )
}

/** Whether a whole resource asks for somebody inactive. One that says nothing of it leaves them as they are. */
export function asksForInactive(resource: JsonObject): boolean {
  return resource.active === false
}

/** Whether operations touch upon somebody being active. */
export function touchActive(operations: readonly PatchOperation[]): boolean {
  return operations.some(({ path }) => !path.extension && path.name === 'active')
}

/** Begins such a write, before the person is held: the groups that they may leave. */
export async function holdGroupsToLeave(tx: Tx, ctx: Ctx, id: string): Promise<ReadonlySet<string>> {
  const managerId = viewerOf(ctx)
  return managerId !== null && isId(id) ? lockManagedGroupsOf(tx, ctx.tenantId, id, managerId) : new Set()
}

/**
 * Ends such a write: whom it has deactivated leaves the groups that the integration manages, `held` among them. What
 * becomes of people who leave every group is not asked here: who was deactivated is to be found and reactivated.
 */
export async function leaveGroups(
  tx: Tx,
  ctx: Ctx,
  held: ReadonlySet<string>,
  outcome: Outcome<UserWithGroups>,
): Promise<Outcome<UserWithGroups>> {
  const { result: user, changes } = outcome
  const managerId = viewerOf(ctx)
  if (managerId === null || !changes.some(({ action }) => action === 'user.deactivated')) return outcome
  const groups = await selectManagedGroupsOf(tx, ctx.tenantId, user.id, managerId)
  if (groups.some(({ id }) => !held.has(id))) throw new WritersMet()
  if (groups.length === 0) return outcome
  const ids = groups.map(({ id }) => id)
  await leaveSomeGroups(tx, ctx.tenantId, user.id, ids)
  await touchGroups(tx, ctx.tenantId, ids, new Date())
  const left = groups.map(
    ({ id, name }): Change => ({
      action: 'member.removed',
      label: user.label,
      userId: user.id,
      groupId: id,
      before: { group: name },
    }),
  )
  // Groups that are left may have been in others.
  const after = await selectUser(tx, ctx.tenantId, user.id, managerId)
  return { result: { ...user, groups: after?.groups ?? [] }, changes: [...changes, ...left] }
}
