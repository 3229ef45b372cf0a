import { isObject, type JsonObject } from '../json'
import type { Task } from '../wire'
import type { OktaGroup, OktaPerson } from './directory'
import {
  changeMembersBodies,
  createGroupBody,
  memberOf,
  mergeMembers,
  putGroupBody,
  renameBody,
  replaceMembersBody,
} from './group-body'
import { lookup } from './list'
import { createdId, type Flavour } from './people'

/** What group push depends on. */
export type GroupSettings = {
  flavour: Flavour
  /** Members named by one PATCH at most. */
  membersPerPatch: number
}

export type MemberChange = { add: readonly OktaPerson[]; remove: readonly OktaPerson[] }

/** Push contains only the members who are also assigned to the app. */
export function provisioned(people: Iterable<OktaPerson>): OktaPerson[] {
  return [...people].filter((person) => person.assigned && person.scimId !== undefined)
}

/**
 * Push by name: a known group that still exists gets the full set; one that is gone, or was never pushed, is looked up
 * and created empty, then filled. A group of that name that exists already is linked, its old members stay.
 */
export async function pushGroup(task: Task, group: OktaGroup, settings: GroupSettings): Promise<void> {
  if (group.scimId !== undefined) {
    const answer = await task.find(groupPath(group))
    if (answer.status !== 404) return pushWholeGroup(task, group, settings)
    group.scimId = undefined
  }
  group.targetName = group.name
  const hit = await lookup(task, '/Groups', 'displayName', group.name)
  const change = { add: provisioned(group.members), remove: [] }
  if (hit) {
    group.scimId = hit.id
  } else {
    const answer = await task.post('/Groups', createGroupBody(group.name))
    group.scimId = createdId(task, answer.body, answer.status, 'group')
    if (settings.flavour === 'wizard' && change.add.length === 0) return
  }
  await changeMembers(task, group, change, settings)
}

/** Links a group that exists on the server by a lookup or an earlier import; its members stay, Okta's are added. */
export async function linkGroup(
  task: Task,
  group: OktaGroup,
  link: { name: string; scimId: string | undefined; rename: boolean },
  settings: GroupSettings,
): Promise<void> {
  const id = link.scimId ?? (await lookup(task, '/Groups', 'displayName', link.name))?.id
  if (id === undefined) throw task.failure(`There is no group named “${link.name}”.`)
  group.scimId = id
  group.targetName = link.rename ? group.name : link.name
  await changeMembers(task, group, { add: provisioned(group.members), remove: [] }, settings)
}

/**
 * A change of members. The catalogue app sends its rename PATCH together with every one (SCIM 2.0 reference, "Update
 * a group"); the wizard app reads the group and puts the whole back.
 */
export async function changeMembers(
  task: Task,
  group: OktaGroup,
  { add, remove }: MemberChange,
  settings: GroupSettings,
): Promise<void> {
  if (settings.flavour === 'wizard') {
    return mergeGroup(task, group, (current) => mergeMembers(current, add, remove))
  }
  await task.patch(groupPath(group), renameBody(group.scimId ?? '', group.targetName))
  for (const body of changeMembersBodies(add, remove, settings.membersPerPatch)) {
    await task.patch(groupPath(group), body)
  }
}

export async function renameGroup(task: Task, group: OktaGroup, flavour: Flavour): Promise<void> {
  group.targetName = group.name
  if (flavour === 'wizard') return mergeGroup(task, group, (current) => mergeMembers(current, [], []))
  await task.patch(groupPath(group), renameBody(group.scimId ?? '', group.targetName))
}

/** Push Now: the membership on the server becomes Okta's, whatever it was; `[]` for an empty group. */
export async function pushWholeGroup(task: Task, group: OktaGroup, settings: GroupSettings): Promise<void> {
  const members = provisioned(group.members)
  if (settings.flavour === 'wizard') return mergeGroup(task, group, () => members.map(memberOf))
  await task.patch(groupPath(group), replaceMembersBody(members.slice(0, settings.membersPerPatch)))
  for (const body of changeMembersBodies(
    members.slice(settings.membersPerPatch),
    [],
    settings.membersPerPatch,
  )) {
    await task.patch(groupPath(group), body)
  }
}

export async function deleteGroup(task: Task, group: OktaGroup): Promise<void> {
  await task.delete(groupPath(group))
}

async function mergeGroup(
  task: Task,
  group: OktaGroup,
  members: (current: JsonObject) => ReturnType<typeof mergeMembers>,
): Promise<void> {
  const { body } = await task.get(groupPath(group))
  const current = isObject(body) ? body : {}
  await task.put(groupPath(group), putGroupBody(group.scimId ?? '', group.targetName, members(current)))
}

function groupPath(group: OktaGroup): string {
  return `/Groups/${encodeURIComponent(group.scimId ?? '')}`
}
