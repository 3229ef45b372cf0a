import type { Tx } from '@/db/client'
import { lockGroupsAbove, selectLinkableGroups } from '@/db/queries/nested-groups'
import { invalidValue } from '@/lib/scim'
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
  if (circle) throw closesCircle(group, circle)
  return new Set(found.map(({ value }) => value))
}

function closesCircle(
  group: { id: string; displayName: string },
  member: { value: string; display: string },
) {
  const [outer, inner] = [group.displayName, member.display].map((name) => `“${name.slice(0, 80)}”`)
  if (member.value === group.id) return invalidValue(`${outer} can’t be a member of itself.`)
  return invalidValue(
    `${inner} can’t be a member of ${outer}: ${outer} is a member of ${inner} already, directly or through other groups.`,
  )
}
