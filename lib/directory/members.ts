import type { Tx } from '@/db/client'
import { changeMembers, type MemberOfGroup, selectLinkable, selectNewcomers } from '@/db/queries/members'
import { moveMembers, type NamedPerson, selectNamed } from '@/db/queries/named-people'
import { changeMemberGroups } from '@/db/queries/nested-groups'
import { closeMemberProblems, openMemberProblems } from '@/db/queries/problems'
import { isId } from '@/lib/base/id'
import { invalidValue, type JsonObject, type MemberChange } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import type { Change } from '@/lib/tenancy/mutate'
import { findMemberGroups } from './nesting'
import { viewerOf } from './ownership'

/** Up to so many people are looked up one by one. */
const FEW = 100

/** Whether a change names few people, and nobody else is meant by it. */
export function isSmall({ replaceAll, add, remove }: MemberChange): boolean {
  return !replaceAll && add.size + remove.size <= FEW
}

/** Whom a small change names, asked under the group's lock; undefined for a larger one. */
export async function findNamed(
  tx: Tx,
  ctx: Ctx,
  groupId: string,
  change: MemberChange,
): Promise<ReadonlyMap<string, NamedPerson> | undefined> {
  if (!isSmall(change) || !isId(groupId)) return undefined
  const ids = [...change.add, ...change.remove].filter(isId)
  return selectNamed(tx, ctx.tenantId, groupId, ids, viewerOf(ctx))
}

type GroupOfMembers = { id: string; displayName: string }

/**
 * Sets who, and which groups, are in a group that the caller holds locked. Ids that name nothing that the actor may
 * see are left out and become problems of the integration; when none of a non-empty list is known, nothing changes.
 *
 * Identity providers do not retry a 400, so one person who is not provisioned yet must not hold back the rest.
 *
 * @param named what `findNamed` found, where the caller asked already
 * @throws ScimError 400 invalidValue when nobody of a non-empty list is known, and for a circle of groups
 */
export async function writeMembers(
  tx: Tx,
  ctx: Ctx,
  group: GroupOfMembers,
  change: MemberChange,
  named?: ReadonlyMap<string, NamedPerson>,
): Promise<Change[]> {
  if (!change.replaceAll && change.add.size === 0 && change.remove.size === 0) return []
  const at = new Date()
  const wanted = [...change.add]
  const known = named ?? (await findNamed(tx, ctx, group.id, change))
  const { people, members } = known
    ? linkableOf(known, change)
    : await findPeople(tx, ctx, group.id, wanted.filter(isId))
  const others = wanted.filter((id) => !people.has(id) && !members.has(id))
  const groups = await findMemberGroups(tx, ctx, group, others.filter(isId))
  if (wanted.length > 0 && people.size + members.size + groups.size === 0) throw nobodyKnown(wanted)
  const unknown = others.filter((id) => !groups.has(id))
  const { added, removed } = known
    ? await moveFew(tx, ctx, group.id, change, { known, people, groups, at })
    : await moveMany(tx, ctx, group.id, change, { people, members, groups, at })
  await keepProblems(tx, ctx, group, change, [...people, ...members, ...groups], unknown, at)
  return [
    ...removed.map((member) => memberRemoved(group, member)),
    ...added.map((member) => memberAdded(group, member)),
  ]
}

function linkableOf(named: ReadonlyMap<string, NamedPerson>, { add }: MemberChange) {
  return { people: new Set([...add].filter((id) => named.get(id)?.isLinkable)), members: new Set<string>() }
}

/** What a small change does is known from whom it names: nobody waits for the rows. */
async function moveFew(
  tx: Tx,
  ctx: Ctx,
  groupId: string,
  { remove }: MemberChange,
  of: {
    known: ReadonlyMap<string, NamedPerson>
    people: ReadonlySet<string>
    groups: ReadonlySet<string>
    at: Date
  },
): Promise<{ added: MemberOfGroup[]; removed: MemberOfGroup[] }> {
  const named = (ids: Iterable<string>) => [...ids].flatMap((id) => of.known.get(id) ?? [])
  const added = named(of.people).filter(({ isMember }) => !isMember)
  const removed = named(remove).filter(({ isMember }) => isMember)
  const idsOf = (people: readonly NamedPerson[]) => people.map(({ value }) => value)
  moveMembers(tx, ctx.tenantId, groupId, { add: idsOf(added), remove: idsOf(removed), at: of.at })
  const nested = await changeMemberGroups(tx, ctx.tenantId, groupId, viewerOf(ctx), {
    replaceAll: false,
    add: [...of.groups],
    remove: [...remove].filter((id) => isId(id) && !of.known.has(id)),
    at: of.at,
  })
  return {
    added: [...added, ...nested.added.map(asGroup)],
    removed: [...removed, ...nested.removed.map(asGroup)],
  }
}

/**
 * Which of these ids are people whom the actor may put into the group, and which are members whom it knows. Of a few
 * all are looked up; of many only those who are not in the group yet, so that a large group costs what changes.
 */
async function findPeople(
  tx: Tx,
  ctx: Ctx,
  groupId: string,
  ids: readonly string[],
): Promise<{ people: ReadonlySet<string>; members: ReadonlySet<string> }> {
  const viewer = viewerOf(ctx)
  if (ids.length <= FEW) {
    return { people: await selectLinkable(tx, ctx.tenantId, ids, viewer), members: new Set() }
  }
  const newcomers = new Set(await selectNewcomers(tx, ctx.tenantId, groupId, ids, viewer))
  const members = new Set(ids.filter((id) => !newcomers.has(id)))
  return { people: await selectLinkable(tx, ctx.tenantId, [...newcomers], viewer), members }
}

/** The rows of group membership are touched only where they may be meant, so that a person costs no more for them. */
async function moveMany(
  tx: Tx,
  ctx: Ctx,
  groupId: string,
  { replaceAll, remove }: MemberChange,
  add: {
    people: ReadonlySet<string>
    members: ReadonlySet<string>
    groups: ReadonlySet<string>
    at: Date
  },
): Promise<{ added: MemberOfGroup[]; removed: MemberOfGroup[] }> {
  const { at } = add
  const ids = [...remove].filter(isId)
  const viewer = viewerOf(ctx)
  const [people, more] = await Promise.all([
    changeMembers(tx, ctx.tenantId, groupId, viewer, {
      replaceAll,
      add: [...add.people],
      keep: [...add.members],
      remove: ids,
      at,
    }),
    changeMemberGroups(tx, ctx.tenantId, groupId, viewer, {
      replaceAll,
      add: [...add.groups],
      remove: [],
      at,
    }),
  ])
  const gone = new Set(people.removed.map(({ value }) => value))
  const left = replaceAll ? [] : ids.filter((id) => !gone.has(id))
  const less = await changeMemberGroups(tx, ctx.tenantId, groupId, viewer, {
    replaceAll: false,
    add: [],
    remove: left,
    at,
  })
  return {
    added: [...people.added, ...more.added.map(asGroup)],
    removed: [...people.removed, ...[...more.removed, ...less.removed].map(asGroup)],
  }
}

function asGroup(member: MemberOfGroup): MemberOfGroup {
  return { ...member, group: true }
}

function memberAdded(group: GroupOfMembers, member: MemberOfGroup): Change {
  return membership('member.added', group, member, undefined, named(group, member))
}

/** What history says of somebody, or of a group, who left a group. */
export function memberRemoved(group: GroupOfMembers, member: MemberOfGroup): Change {
  return membership('member.removed', group, member, named(group, member), undefined)
}

function membership(
  action: string,
  group: GroupOfMembers,
  { value, display, group: isGroup }: MemberOfGroup,
  before: JsonObject | undefined,
  after: JsonObject | undefined,
): Change {
  return { action, label: display, groupId: group.id, userId: isGroup ? undefined : value, before, after }
}

function named({ displayName }: GroupOfMembers, { value, group: isGroup }: MemberOfGroup): JsonObject {
  return isGroup ? { group: displayName, memberGroupId: value } : { group: displayName }
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
  closeMemberProblems(tx, ctx.tenantId, group.id, settled, at)
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
