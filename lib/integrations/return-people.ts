import { type Awaited, type SettledLoss, selectMembershipsOf } from '@/db/queries/bring-back'
import { lockGroupsAndPeople } from '@/db/queries/restores'
import {
  insertRemovedUsers,
  lockReleasedUsers,
  type ReleasedUser,
  reclaimUsers,
  selectDecided,
} from '@/db/queries/returned-people'
import { differences } from '@/lib/history/diff'
import { appendHistory, type Change } from '@/lib/tenancy/mutate'
import { putBackAll, type Returned, type ReturnStep } from './return-groups'

/** Has Local people be the integration's again, and writes those who were removed, in the groups that they were in. */
export async function returnPeople(step: ReturnStep, awaited: readonly Awaited[]): Promise<Returned> {
  const made = await insertAgain(
    step,
    awaited.filter(({ loss }) => loss === 'deleted').map(({ memberId }) => memberId),
  )
  const reclaimed = await reclaim(
    step,
    awaited.filter(({ loss }) => loss !== 'deleted'),
  )
  return {
    settled: [...made.settled, ...reclaimed.settled],
    changes: reclaimed.changes,
  }
}

async function reclaim(
  { tx, ctx, integration, deletedAt, at }: ReturnStep,
  released: readonly Awaited[],
): Promise<Returned> {
  if (released.length === 0) return { settled: [], changes: [] }
  const ids = released.map(({ memberId }) => memberId)
  const people = await lockReleasedUsers(tx, ctx.tenantId, ids)
  const here = new Map(people.map((person) => [person.id, person]))
  const decided = await selectDecided(tx, ctx.tenantId, ids, deletedAt)
  const settled: SettledLoss[] = []
  const back: { id: string; label: string; wakes: boolean; deletedAt: string | null }[] = []
  for (const awaited of released) {
    const { memberId, loss, label } = awaited
    const person = here.get(memberId)
    const refused = refusalOf(person, awaited)
    if (refused) {
      settled.push({ memberId, outcome: 'refused', ...refused })
      continue
    }
    const isAsleep = loss === 'deactivated' && !person?.active
    const wakes = isAsleep && !decided.has(memberId)
    back.push({ id: memberId, label, wakes, deletedAt: awaited.deletedAt })
    settled.push({ memberId, outcome: 'restored', refusal: isAsleep && !wakes ? 'stays-inactive' : null })
  }
  await reclaimUsers(tx, ctx.tenantId, integration.id, back, at)
  return { settled, changes: back.flatMap((person) => tellReclaimed(person, integration)) }
}

function refusalOf(
  person: ReleasedUser | undefined,
  formerly: Awaited,
): Pick<SettledLoss, 'refusal' | 'managedBy'> | undefined {
  if (!person) return { refusal: 'not-here' }
  if (person.managerId !== null) return { refusal: 'managed-elsewhere', managedBy: person.managerName }
  const isSame = person.userNameKey === formerly.userNameKey && person.externalId === formerly.externalId
  return isSame ? undefined : { refusal: 'another-identity' }
}

function tellReclaimed(
  { id, label, wakes }: { id: string; label: string; wakes: boolean },
  integration: ReturnStep['integration'],
): Change[] {
  const about = { label, userId: id, integrationId: integration.id }
  const returned: Change = { action: 'user.given-back', ...about, after: { managedBy: integration.name } }
  if (!wakes) return [returned]
  return [
    returned,
    { action: 'user.reactivated', ...about, before: { active: false }, after: { active: true } },
  ]
}

async function insertAgain(step: ReturnStep, ids: readonly string[]): Promise<Returned> {
  const { tx, ctx, integration, at } = step
  if (ids.length === 0) return { settled: [], changes: [] }
  const memberships = await selectMembershipsOf(tx, ctx.tenantId, integration.id, ids)
  const groups = [...new Set(memberships.filter(({ isHere }) => isHere).map(({ groupId }) => groupId))].sort()
  await lockGroupsAndPeople(tx, ctx.tenantId, groups, [])
  const made = await insertRemovedUsers(tx, ctx.tenantId, integration.id, ids, at)
  const back = new Set(made.map(({ id }) => id))
  const changes = made.map(
    ({ id, label, resource }): Change => ({
      action: 'user.restored',
      label,
      userId: id,
      integrationId: integration.id,
      after: differences({}, resource).after,
    }),
  )
  appendHistory(tx, ctx, changes)
  await putBackAll(
    step,
    memberships.filter(({ userId, isHere }) => isHere && back.has(userId)),
  )
  const lacking = new Set(memberships.filter(({ isHere }) => !isHere).map(({ userId }) => userId))
  return {
    settled: ids.map((memberId) =>
      back.has(memberId)
        ? { memberId, outcome: 'restored', refusal: lacking.has(memberId) ? 'group-gone' : null }
        : { memberId, outcome: 'refused', refusal: 'user-name-taken' },
    ),
    changes: [],
  }
}
