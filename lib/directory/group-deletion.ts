import type { Tx } from '@/db/client'
import { WritersMet } from '@/db/failure'
import { deleteGroup as deleteGroupRow, type GroupRow, touchGroups } from '@/db/queries/groups'
import { selectMembers } from '@/db/queries/members'
import { lockGroupWithHolders, selectGroupsHolding } from '@/db/queries/nested-groups'
import { closeMemberProblems } from '@/db/queries/problems'
import { isId } from '@/lib/base/id'
import { differences } from '@/lib/history/diff'
import { checkVersion, type Preconditions } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { type Change, mutate } from '@/lib/tenancy/mutate'
import { holdGroupless, settleGroupless } from './groupless'
import { lockExisting, requireGroupSync } from './groups'
import { memberRemoved } from './members'

/**
 * Removes a group; the people and groups in it stay, except people whom the integration's rule lets go of because
 * it was the last group they were in.
 * @throws ScimError 403, 404, 412
 */
export async function deleteGroup(ctx: Ctx, id: string, preconditions: Preconditions): Promise<void> {
  requireGroupSync(ctx)
  await mutate(ctx, 'groups.write', async (tx) => {
    await holdGroupless(tx, ctx)
    const changes = await removeGroup(tx, ctx, id, async () => {
      const row = await lockExisting(tx, ctx, id)
      checkVersion(preconditions, row.version, 'write')
      return row
    })
    return { result: undefined, changes }
  })
}

/** The removal itself, inside a write. `hold` locks the row and throws where it must not go. */
export async function removeGroup(
  tx: Tx,
  ctx: Ctx,
  id: string,
  hold: () => Promise<GroupRow>,
): Promise<readonly Change[]> {
  const held = isId(id) ? await lockGroupWithHolders(tx, ctx.tenantId, id) : new Set()
  const row = await hold()
  const at = new Date()
  const [members, holders] = await Promise.all([
    selectMembers(tx, ctx.tenantId, id, null),
    selectGroupsHolding(tx, ctx.tenantId, id),
  ])
  if (holders.some(({ value }) => !held.has(value))) throw new WritersMet()
  closeMemberProblems(tx, ctx.tenantId, id, { except: [] }, at)
  await deleteGroupRow(tx, ctx.tenantId, id)
  await touchGroups(
    tx,
    ctx.tenantId,
    holders.map(({ value }) => value),
    at,
  )
  const left = members.map((member) => memberRemoved(row, member))
  const leaves = holders.map((holder) =>
    memberRemoved(
      { id: holder.value, displayName: holder.display },
      { value: id, display: row.displayName, group: true },
    ),
  )
  const { before } = differences(row.resource, {})
  const deleted: Change = { action: 'group.deleted', label: row.displayName, groupId: id, before }
  return settleGroupless(tx, ctx, [...left, ...leaves, deleted])
}
