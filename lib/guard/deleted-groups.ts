import type { Tx } from '@/db/client'
import { insertDeletedGroup, selectDeletedGroups, selectFormerHolders } from '@/db/queries/deleted-groups'
import { lockGroup } from '@/db/queries/groups'
import { selectFormerly, type WaveSpan } from '@/db/queries/restores'
import { writeGroup } from '@/lib/directory/groups'
import { writeMembers } from '@/lib/directory/members'
import { ClosesCircle } from '@/lib/directory/nesting'
import { groupValues } from '@/lib/directory/rows'
import { differences } from '@/lib/history/diff'
import { groupSchema, readResource } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import type { Change } from '@/lib/tenancy/mutate'

/** Groups that are here again, those whose names are taken, and what to tell of it. */
export type ReturnedGroups = { back: Map<string, string>; taken: Set<string>; changes: Change[] }

/**
 * Brings back groups that the wave deleted: under their ids, with their attributes, and in the groups that they were
 * members of. Who was in them comes back by their own memberships. Groups that are here, or that somebody else
 * deleted, are passed over.
 */
export async function returnGroups(
  tx: Tx,
  ctx: Ctx,
  span: WaveSpan,
  ids: readonly string[],
): Promise<ReturnedGroups> {
  const returned: ReturnedGroups = { back: new Map(), taken: new Set(), changes: [] }
  if (ids.length === 0) return returned
  const [deleted, formerly] = await Promise.all([
    selectDeletedGroups(tx, ctx.tenantId, span, ids),
    selectFormerly(tx, ctx.tenantId, 'group', ids),
  ])
  const now = new Date()
  for (const { id, before } of deleted) {
    const known = formerly.find((each) => each.id === id)
    const resource = readResource(before, groupSchema)
    const values = groupValues(resource, {
      id,
      managerId: known?.isKnown ? known.managerId : span.integrationId,
      version: known?.versions ?? 1,
      createdAt: known?.createdAt ?? now,
      modifiedAt: now,
    })
    if (!(await insertDeletedGroup(tx, ctx.tenantId, values))) {
      returned.taken.add(id)
      continue
    }
    returned.back.set(id, values.displayName)
    returned.changes.push({
      action: 'group.restored',
      label: values.displayName,
      groupId: id,
      ...(values.managerId && { integrationId: values.managerId }),
      after: differences({}, resource).after,
    })
  }
  for (const id of returned.back.keys()) returned.changes.push(...(await holdAgain(tx, ctx, span, id)))
  return returned
}

/** Puts a group into those that it was a member of, but where that would close a circle by now. */
async function holdAgain(tx: Tx, ctx: Ctx, span: WaveSpan, groupId: string): Promise<Change[]> {
  const changes: Change[] = []
  for (const { id } of await selectFormerHolders(tx, ctx.tenantId, span, groupId)) {
    const holder = await lockGroup(tx, ctx.tenantId, id, null)
    if (holder) changes.push(...((await addMembers(tx, ctx, holder, [groupId])) ?? []))
  }
  return changes
}

/** Adds members that are here to a group that is locked; undefined, and nothing done, where that closes a circle. */
export async function addMembers(
  tx: Tx,
  ctx: Ctx,
  group: NonNullable<Awaited<ReturnType<typeof lockGroup>>>,
  ids: readonly string[],
): Promise<readonly Change[] | undefined> {
  try {
    const add = { replaceAll: false, add: new Set(ids), remove: new Set<string>() }
    const moved = await writeMembers(tx, ctx, group, add)
    const { changes } = await writeGroup(tx, ctx, group, group.resource, moved.length > 0)
    return [...changes, ...moved]
  } catch (error) {
    if (error instanceof ClosesCircle) return undefined
    throw error
  }
}
