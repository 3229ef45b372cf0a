import type { Tx } from '@/db/client'
import { type Awaited, type SettledLoss, selectMembersHere, selectNestedHere } from '@/db/queries/bring-back'
import { lockGroup, touchGroups } from '@/db/queries/groups'
import { putBack } from '@/db/queries/restores'
import {
  insertRemovedGroups,
  lockReleasedGroups,
  reclaimGroups,
  reclaimGroupsAsFormerly,
} from '@/db/queries/returned-groups'
import { addMembers } from '@/lib/guard/deleted-groups'
import { differences } from '@/lib/history/diff'
import type { Ctx } from '@/lib/tenancy/context'
import { appendHistory, type Change } from '@/lib/tenancy/mutate'

/** One piece of an integration that is being brought back. */
export type ReturnStep = {
  tx: Tx
  ctx: Ctx
  integration: { id: string; name: string }
  deletedAt: Date
  at: Date
}
export type Returned = { settled: SettledLoss[]; changes: Change[] }

/** Memberships of one statement. */
const AT_ONCE = 1_000

/** Has Local groups be the integration's again, and writes those that were removed, with the members who are here. */
export async function returnGroups(step: ReturnStep, awaited: readonly Awaited[]): Promise<Returned> {
  const removed = awaited.filter(({ loss }) => loss === 'deleted').map(({ memberId }) => memberId)
  const released = awaited.filter(({ loss }) => loss !== 'deleted')
  const [made, reclaimed] = [await insertAgain(step, removed), await reclaim(step, released)]
  return {
    settled: [...made.settled, ...reclaimed.settled],
    changes: [...made.changes, ...reclaimed.changes],
  }
}

async function reclaim(
  { tx, ctx, integration, at }: ReturnStep,
  released: readonly Awaited[],
): Promise<Returned> {
  if (released.length === 0) return { settled: [], changes: [] }
  const { id: managerId } = integration
  const ids = released.map(({ memberId }) => memberId)
  const given = new Map(released.map(({ memberId, givenKey }) => [memberId, givenKey]))
  const hasGivenName = ({ id, displayNameKey }: { id: string; displayNameKey: string }) =>
    given.get(id) === displayNameKey
  const here = new Map((await lockReleasedGroups(tx, ctx.tenantId, ids)).map((group) => [group.id, group]))
  const free = [...here.values()].filter((group) => group.managerId === null)
  const renamed = free.filter(hasGivenName).map(({ id }) => id)
  const others = free.filter((group) => !hasGivenName(group)).map(({ id }) => id)
  const kept = await reclaimGroups(tx, ctx.tenantId, managerId, others)
  const asFormerly = await reclaimGroupsAsFormerly(tx, ctx.tenantId, managerId, renamed, at)
  const back = new Set([...kept, ...asFormerly].map(({ id }) => id))
  // Its own name was taken a second time: it keeps the one that the deletion gave it.
  const stuck = renamed.filter((id) => !back.has(id))
  const underOtherName = await reclaimGroups(tx, ctx.tenantId, managerId, stuck)
  const otherNames = new Set(underOtherName.map(({ id }) => id))
  return {
    settled: ids.map((memberId): SettledLoss => {
      if (back.has(memberId)) return { memberId, outcome: 'restored', refusal: null }
      if (otherNames.has(memberId)) return { memberId, outcome: 'restored', refusal: 'other-name' }
      const group = here.get(memberId)
      if (!group) return { memberId, outcome: 'refused', refusal: 'not-here' }
      return group.managerId === null
        ? { memberId, outcome: 'refused', refusal: 'group-name-taken' }
        : { memberId, outcome: 'refused', refusal: 'managed-elsewhere', managedBy: group.managerName }
    }),
    changes: [...kept, ...asFormerly, ...underOtherName].map(
      ({ id, label }): Change => ({
        action: 'group.given-back',
        label,
        groupId: id,
        integrationId: managerId,
        after: { managedBy: integration.name },
      }),
    ),
  }
}

async function insertAgain(step: ReturnStep, ids: readonly string[]): Promise<Returned> {
  const { tx, ctx, integration, at } = step
  if (ids.length === 0) return { settled: [], changes: [] }
  const made = await insertRemovedGroups(tx, ctx.tenantId, integration.id, ids, at)
  const back = new Set(made.map(({ id }) => id))
  const changes = made.map(
    ({ id, label, resource }): Change => ({
      action: 'group.restored',
      label,
      groupId: id,
      integrationId: integration.id,
      after: differences({}, resource).after,
    }),
  )
  appendHistory(tx, ctx, changes)
  const members = await selectMembersHere(tx, ctx.tenantId, integration.id, [...back])
  await putBackAll(step, members)
  return {
    settled: ids.map((memberId) =>
      back.has(memberId)
        ? { memberId, outcome: 'restored', refusal: null }
        : { memberId, outcome: 'refused', refusal: 'group-name-taken' },
    ),
    changes: await nestAgain(step, [...back]),
  }
}

/** Puts people into groups again, and tells of each; who is in one already stays. */
export async function putBackAll(
  { tx, ctx, at }: ReturnStep,
  memberships: readonly { groupId: string; userId: string }[],
): Promise<void> {
  const touched = new Set<string>()
  for (let start = 0; start < memberships.length; start += AT_ONCE) {
    const added = await putBack(tx, ctx.tenantId, memberships.slice(start, start + AT_ONCE), at)
    for (const { groupId } of added) touched.add(groupId)
    appendHistory(
      tx,
      ctx,
      added.map(({ groupId, userId, label, group }) => ({
        action: 'member.added',
        label,
        userId,
        groupId,
        after: { group },
      })),
    )
  }
  await touchGroups(tx, ctx.tenantId, [...touched].sort(), at)
}

/** Puts groups into groups as they were, but where that would close a circle by now. */
async function nestAgain({ tx, ctx, integration }: ReturnStep, ids: readonly string[]): Promise<Change[]> {
  const changes: Change[] = []
  for (const { groupId, memberGroupId } of await selectNestedHere(tx, ctx.tenantId, integration.id, ids)) {
    const holder = await lockGroup(tx, ctx.tenantId, groupId, null)
    if (holder) changes.push(...((await addMembers(tx, ctx, holder, [memberGroupId])) ?? []))
  }
  return changes
}
