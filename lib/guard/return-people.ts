import type { Tx } from '@/db/client'
import { touchGroups } from '@/db/queries/groups'
import { selectIntegration } from '@/db/queries/integrations'
import {
  type Formerly,
  insertReturning,
  type LostMembership,
  lockGroupsAndPeople,
  putBack,
  type Returning,
  type Settled,
  type StillLost,
  selectFormerly,
  selectLostMemberships,
  type WaveSpan,
  wakePeople,
} from '@/db/queries/restores'
import type { LossRefusal } from '@/db/schema/mass-changes'
import type { Rules } from '@/db/schema/rules'
import { userValues } from '@/lib/directory/rows'
import { differences } from '@/lib/history/diff'
import { readResource, userSchema } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import type { Change } from '@/lib/tenancy/mutate'
import { type ReturnedGroups, returnGroups } from './deleted-groups'

export type Returned = { settled: Settled[]; changes: Change[] }

/**
 * Brings people back as the wave found them: active who was active, under their ids who were deleted, in the groups
 * that it took from them. Who has been given another's userName meanwhile stays away, and is told of.
 */
export async function returnPeople(
  tx: Tx,
  ctx: Ctx,
  span: WaveSpan,
  losses: readonly StillLost[],
): Promise<Returned> {
  const ids = losses.map(({ memberId }) => memberId)
  const memberships = await selectLostMemberships(tx, ctx.tenantId, span, ids)
  const groups = await returnGroups(tx, ctx, span, unique(memberships.filter(({ group }) => group === null)))
  const here = await lockGroupsAndPeople(tx, ctx.tenantId, unique(memberships), ids)
  const at = new Date()
  const gone = losses.filter(({ memberId }) => !here.has(memberId))
  const made = await insertGone(tx, ctx, span, gone, at)
  const isHere = (id: string) => here.has(id) || made.ids.has(id)
  const woken = await wakePeople(
    tx,
    ctx.tenantId,
    losses.filter(({ memberId }) => here.has(memberId)),
    at,
  )
  const wanted = memberships.filter(({ userId }) => isHere(userId))
  const added = await putBack(tx, ctx.tenantId, wanted, at)
  await touchGroups(tx, ctx.tenantId, unique(added), at)
  const byId = new Map(losses.map((loss) => [loss.memberId, loss]))
  return {
    settled: losses.map(({ memberId, before }) => {
      if (isHere(memberId))
        return { memberId, outcome: 'restored', refusal: missingGroup(memberId, wanted, groups) }
      const refusal = before === null ? 'not-here' : 'user-name-taken'
      return { memberId, outcome: 'refused', refusal }
    }),
    changes: [
      ...groups.changes,
      ...made.changes,
      ...woken.map(({ id, label }) => awake(id, label, byId.get(id)?.wasActive === true)),
      ...added.map(
        ({ userId, groupId, label, group }): Change => ({
          action: 'member.added',
          label,
          userId,
          groupId,
          after: { group },
        }),
      ),
    ],
  }
}

function awake(id: string, label: string, wasActive: boolean): Change {
  if (!wasActive) return { action: 'user.restored', label, userId: id }
  return {
    action: 'user.reactivated',
    label,
    userId: id,
    before: { active: false },
    after: { active: true },
  }
}

function unique(of: readonly { groupId: string }[]): string[] {
  return [...new Set(of.map(({ groupId }) => groupId))].sort()
}

/** Who is here again, but not in a group that could not be brought back. */
function missingGroup(
  userId: string,
  memberships: readonly LostMembership[],
  { back, taken }: ReturnedGroups,
): LossRefusal | null {
  const lacking = memberships.filter(
    (each) => each.userId === userId && each.group === null && !back.has(each.groupId),
  )
  if (lacking.length === 0) return null
  return lacking.some(({ groupId }) => taken.has(groupId)) ? 'group-name-taken' : 'group-gone'
}

async function insertGone(
  tx: Tx,
  ctx: Ctx,
  { integrationId }: WaveSpan,
  gone: readonly StillLost[],
  at: Date,
): Promise<{ ids: ReadonlySet<string>; changes: Change[] }> {
  const known = new Map(
    (
      await selectFormerly(
        tx,
        ctx.tenantId,
        'user',
        gone.map(({ memberId }) => memberId),
      )
    ).map((row) => [row.id, row]),
  )
  if (known.size === 0) return { ids: new Set(), changes: [] }
  const integration = await selectIntegration(tx, ctx.tenantId, integrationId)
  const people = gone.flatMap(({ memberId, before, wasActive }) => {
    const formerly = known.get(memberId)
    if (!before || !formerly) return []
    return [returning(formerly, { ...before, active: wasActive }, { integrationId, at }, integration?.rules)]
  })
  const ids = await insertReturning(tx, ctx.tenantId, people)
  const changes = people
    .filter(({ id }) => ids.has(id))
    .map(
      ({ id, label, managerId, resource }): Change => ({
        action: 'user.restored',
        label,
        userId: id,
        ...(managerId && { integrationId: managerId }),
        after: differences({}, resource).after,
      }),
    )
  return { ids, changes }
}

function returning(
  formerly: Formerly,
  before: NonNullable<StillLost['before']>,
  { integrationId, at }: { integrationId: string; at: Date },
  rules: Partial<Rules> | undefined,
): Returning {
  const { id, isKnown, managerId, versions, createdAt, suspendedAt, suspendedBy, suspendedReason } = formerly
  const row = {
    id,
    managerId: isKnown ? managerId : integrationId,
    version: versions,
    createdAt: createdAt ?? at,
    modifiedAt: at,
  }
  const mapping = row.managerId === integrationId ? rules?.mapping : undefined
  const values = userValues(readResource(before, userSchema), row, mapping)
  return { ...values, suspendedAt, suspendedBy, suspendedReason }
}
