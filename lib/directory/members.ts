import type { Tx } from '@/db/client'
import { changeMembers, selectLinkable } from '@/db/queries/members'
import { closeMemberProblems, openMemberProblems } from '@/db/queries/problems'
import { isId } from '@/lib/base/id'
import { invalidValue, type MemberChange } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import type { Change } from '@/lib/tenancy/mutate'
import { viewerOf } from './ownership'

type GroupOfMembers = { id: string; displayName: string }

/**
 * Sets who is in a group, which the caller holds locked. Ids that name nobody whom the actor may see are left
 * out and become problems of the integration; when none of a non-empty list is known, nothing changes.
 *
 * Identity providers do not retry a 400, so one person who is not provisioned yet must not hold back the rest.
 *
 * @throws ScimError 400 invalidValue when nobody of a non-empty list is known
 */
export async function writeMembers(
  tx: Tx,
  ctx: Ctx,
  group: GroupOfMembers,
  change: MemberChange,
): Promise<Change[]> {
  if (!change.replaceAll && change.add.size === 0 && change.remove.size === 0) return []
  const at = new Date()
  const wanted = [...change.add]
  const known = await selectLinkable(tx, ctx.tenantId, wanted.filter(isId), viewerOf(ctx))
  if (wanted.length > 0 && known.size === 0) throw nobodyKnown(wanted)
  const unknown = wanted.filter((id) => !known.has(id))
  const { added, removed } = await changeMembers(tx, ctx.tenantId, group.id, viewerOf(ctx), {
    replaceAll: change.replaceAll,
    add: [...known],
    remove: [...change.remove].filter(isId),
    at,
  })
  await keepProblems(tx, ctx, group, change, [...known], unknown, at)
  return [
    ...removed.map((member) => membership('member.removed', group, member, 'before')),
    ...added.map((member) => membership('member.added', group, member, 'after')),
  ]
}

function membership(
  action: string,
  group: GroupOfMembers,
  member: { value: string; display: string },
  side: 'before' | 'after',
): Change {
  return {
    action,
    label: member.display,
    userId: member.value,
    groupId: group.id,
    [side]: { group: group.displayName },
  }
}

async function keepProblems(
  tx: Tx,
  ctx: Ctx,
  group: GroupOfMembers,
  change: MemberChange,
  known: readonly string[],
  unknown: readonly string[],
  at: Date,
): Promise<void> {
  const settled = change.replaceAll ? { except: unknown } : { of: [...known, ...change.remove] }
  await closeMemberProblems(tx, ctx.tenantId, group.id, settled, at)
  if (unknown.length === 0 || ctx.actor.kind !== 'integration') return
  const of = {
    integrationId: ctx.actor.integrationId,
    groupId: group.id,
    detail: (id: string) =>
      `${id.slice(0, 60)} was pushed as a member of “${group.displayName.slice(0, 100)}” but isn’t provisioned here.`,
    at,
  }
  await openMemberProblems(tx, ctx.tenantId, of, unknown)
}

function nobodyKnown(ids: readonly string[]) {
  const named = ids.slice(0, 5).map((id) => id.slice(0, 40))
  const rest = ids.length > named.length ? ` … (first five of ${ids.length})` : ''
  return invalidValue(
    `None of these members is provisioned yet: ${named.join(', ')}${rest}. Assign these people to the app, then push the group again.`,
  )
}
