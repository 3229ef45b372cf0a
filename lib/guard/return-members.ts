import type { Tx } from '@/db/client'
import { selectGroupsHere } from '@/db/queries/deleted-groups'
import { lockGroup } from '@/db/queries/groups'
import { selectLinkable } from '@/db/queries/members'
import type { Settled, StillLost, WaveSpan } from '@/db/queries/restores'
import type { LossRefusal } from '@/db/schema/mass-changes'
import type { Ctx } from '@/lib/tenancy/context'
import type { Change } from '@/lib/tenancy/mutate'
import { addMembers, returnGroups } from './deleted-groups'
import type { Returned } from './return-people'

/** Puts members back into the group that lost them, which comes back itself where the wave had deleted it. */
export async function returnMembers(
  tx: Tx,
  ctx: Ctx,
  span: WaveSpan,
  groupId: string,
  losses: readonly StillLost[],
): Promise<Returned> {
  const groups = await returnGroups(tx, ctx, span, [groupId])
  const group = await lockGroup(tx, ctx.tenantId, groupId, null)
  if (!group) {
    const refusal = groups.taken.has(groupId) ? 'group-name-taken' : 'group-gone'
    return { settled: losses.map(({ memberId }) => refused(memberId, refusal)), changes: groups.changes }
  }
  const settled: Settled[] = []
  const changes: Change[] = [...groups.changes]
  const people = losses.filter(({ isGroup }) => !isGroup).map(({ memberId }) => memberId)
  const here = await selectLinkable(tx, ctx.tenantId, people, null)
  const nested = losses.filter(({ isGroup }) => isGroup).map(({ memberId }) => memberId)
  const groupsHere = await selectGroupsHere(tx, ctx.tenantId, nested)
  for (const id of [...people, ...nested].filter((each) => !here.has(each) && !groupsHere.has(each))) {
    settled.push(refused(id, 'not-here'))
  }
  // One by one, so that a circle keeps out nobody but the group that would close it.
  const parts = [[...here], ...[...groupsHere].map((id) => [id])].filter((part) => part.length > 0)
  let row = group
  for (const part of parts) {
    const added = await addMembers(tx, ctx, row, part)
    settled.push(...part.map((id) => (added ? restored(id) : refused(id, 'circle'))))
    if (added && added.length > 0) row = { ...row, version: row.version + 1 }
    changes.push(...(added ?? []))
  }
  return { settled, changes }
}

function restored(memberId: string): Settled {
  return { memberId, outcome: 'restored', refusal: null }
}

function refused(memberId: string, refusal: LossRefusal): Settled {
  return { memberId, outcome: 'refused', refusal }
}
