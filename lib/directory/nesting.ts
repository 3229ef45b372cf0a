import type { Tx } from '@/db/client'
import { lockGroupsAbove, selectLinkableGroups } from '@/db/queries/nested-groups'
import { ScimError } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { viewerOf } from './ownership'

/**
 * Which of these ids are groups that the actor may put into `group`, which the caller holds locked.
 * @throws ScimError 400 invalidValue when one of them is the group itself or has it as a member already, directly or
 * through others: a circle has no end
 */
export async function findMemberGroups(
  tx: Tx,
  ctx: Ctx,
  group: { id: string; displayName: string },
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const found = await selectLinkableGroups(tx, ctx.tenantId, ids, viewerOf(ctx))
  if (found.length === 0) return new Set()
  const above = await lockGroupsAbove(tx, ctx.tenantId, group.id)
  const circle = found.find(({ value }) => above.has(value))
  if (circle) throw new ClosesCircle(group.displayName, circle.display, circle.value === group.id)
  return new Set(found.map(({ value }) => value))
}

/** `inner` cannot be a member of `outer`, because it is the same group or has it as a member already. */
export class ClosesCircle extends ScimError {
  constructor(
    readonly outer: string,
    readonly inner: string,
    isItself: boolean,
  ) {
    const [group, member] = [outer, inner].map((name) => `“${name.slice(0, 80)}”`)
    const detail = isItself
      ? `${group} can’t be a member of itself.`
      : `${member} can’t be a member of ${group}: ${group} is a member of ${member} already, directly or through other groups.`
    super(400, detail, 'invalidValue')
  }
}
