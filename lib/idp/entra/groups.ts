import { known } from '../directory'
import { equals, type Found, findFirst, idOf, pathOf } from '../lookup'
import type { Task } from '../wire'
import { type EntraGroup, type EntraPerson, inScope } from './directory'
import { membersPatch, type PatchDialect, renamePatch } from './patch'
import { createGroupBody } from './user-body'

const WITHOUT_MEMBERS = { excludedAttributes: 'members' }

/** Members that one PATCH names at most. */
const BATCH = 50

/** One group of a cycle; its members are never read, only what the job itself wrote before is compared (O: "/Groups"). */
export async function provisionGroup(task: Task, group: EntraGroup, dialect: PatchDialect): Promise<void> {
  const found = await findGroup(task, group)
  const id = found?.id ?? idOf(task, (await task.post('/Groups', createGroupBody(group))).body)
  if (id !== group.scimId) group.target.clear()
  group.scimId = id
  if (found && found.resource.displayName !== group.name) {
    await task.patch(pathOf('/Groups', id), renamePatch(group.name, dialect))
  }
  await changeMembers(task, group, id, dialect)
}

async function findGroup(task: Task, group: EntraGroup): Promise<Found | undefined> {
  if (group.scimId !== undefined) {
    const { status, body } = await task.find(pathOf('/Groups', group.scimId), WITHOUT_MEMBERS)
    if (status === 200 && body) return { id: group.scimId, resource: body }
  }
  return findFirst(task, '/Groups', equals('displayName', group.name), WITHOUT_MEMBERS)
}

export function hasMemberChanges(group: EntraGroup): boolean {
  const wanted = wantedMembers(group)
  return wanted.length !== group.target.size || wanted.some((person) => !group.target.has(person))
}

function wantedMembers(group: EntraGroup): EntraPerson[] {
  return known(group.members).filter(inScope)
}

async function changeMembers(
  task: Task,
  group: EntraGroup,
  id: string,
  dialect: PatchDialect,
): Promise<void> {
  const wanted = wantedMembers(group)
  const adding = wanted.filter((person) => !group.target.has(person))
  const removing = [...group.target].filter((person) => !wanted.includes(person))
  for (const batch of batches(adding)) {
    await task.patch(pathOf('/Groups', id), membersPatch('Add', idsOf(batch), dialect))
    for (const person of batch) group.target.add(person)
  }
  for (const batch of batches(removing)) {
    await task.patch(pathOf('/Groups', id), membersPatch('Remove', idsOf(batch), dialect))
    for (const person of batch) group.target.delete(person)
  }
}

function idsOf(people: readonly EntraPerson[]): string[] {
  return people.map(({ scimId = '' }) => scimId)
}

function* batches(people: readonly EntraPerson[]): Generator<EntraPerson[]> {
  for (let start = 0; start < people.length; start += BATCH) yield people.slice(start, start + BATCH)
}

/** A group that left the scope is deleted in the target (O: "How provisioning works"). */
export async function removeGroup(task: Task, group: EntraGroup): Promise<void> {
  if (group.scimId !== undefined) await task.delete(pathOf('/Groups', group.scimId))
  forgetGroup(group)
}

export function forgetGroup(group: EntraGroup): void {
  group.scimId = undefined
  group.target.clear()
}
