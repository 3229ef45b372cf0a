import type { Directory } from '../directory'
import { equals, type Found, findFirst, idOf, pathOf } from '../lookup'
import { ENTERPRISE_USER } from '../urns'
import type { Task } from '../wire'
import { type EntraPerson, inScope, isActive } from './directory'
import { managerPatch, type PatchDialect, userPatch } from './patch'
import { createUserBody } from './user-body'

/** What the provisioning logs call it. */
export type Action = 'create' | 'update' | 'disable' | 'delete' | 'none'

export type PeopleSettings = {
  dialect: PatchDialect
  /** The matching attributes, in order of precedence. */
  matching: readonly MatchingAttribute[]
  directory: Directory<EntraPerson>
}

export type MatchingAttribute = 'userName' | 'externalId' | 'emails[type eq "work"].value'

/**
 * One user, in a cycle or on demand (O: "How provisioning works", steps of a cycle): an unknown one is matched, then
 * created or updated; a known one is read and updated where it differs; who left the scope or was soft-deleted is
 * disabled, who was hard-deleted is deleted.
 */
export async function provisionPerson(
  task: Task,
  person: EntraPerson,
  settings: PeopleSettings,
): Promise<Action> {
  const action = await provision(task, person, settings)
  person.due = false
  return action
}

async function provision(task: Task, person: EntraPerson, settings: PeopleSettings): Promise<Action> {
  if (person.state === 'purged') return deletePerson(task, person, settings)
  const found = await findPerson(task, person, settings)
  if (found) return updatePerson(task, person, found, settings)
  if (!inScope(person)) return 'none'
  person.scimId = idOf(task, (await task.post('/Users', createUserBody(person))).body)
  person.target = isActive(person) ? 'active' : 'inactive'
  return 'create'
}

async function findPerson(
  task: Task,
  person: EntraPerson,
  settings: PeopleSettings,
): Promise<Found | undefined> {
  if (person.scimId !== undefined) {
    const { status, body } = await task.find(pathOf('/Users', person.scimId))
    if (status === 200 && body) return { id: person.scimId, resource: body }
    forget(person, settings)
  }
  if (!inScope(person)) return undefined
  for (const attribute of settings.matching) {
    const found = await findFirst(task, '/Users', equals(attribute, matchValue(person, attribute)))
    if (found) return found
  }
  return undefined
}

function matchValue({ id, profile }: EntraPerson, attribute: MatchingAttribute): string {
  return { userName: profile.login, externalId: id, 'emails[type eq "work"].value': profile.email }[attribute]
}

async function updatePerson(
  task: Task,
  person: EntraPerson,
  { id, resource }: Found,
  { dialect }: PeopleSettings,
): Promise<Action> {
  const wasActive = resource.active !== false
  person.scimId = id
  const body = userPatch(resource, person, dialect)
  if (body) await task.patch(pathOf('/Users', id), body)
  person.target = isActive(person) ? 'active' : 'inactive'
  if (!body) return 'none'
  return wasActive && !isActive(person) ? 'disable' : 'update'
}

async function deletePerson(task: Task, person: EntraPerson, settings: PeopleSettings): Promise<Action> {
  if (person.scimId === undefined) return 'none'
  await task.delete(pathOf('/Users', person.scimId))
  forget(person, settings)
  return 'delete'
}

function forget(person: EntraPerson, { directory }: PeopleSettings): void {
  directory.forget(person)
  person.sentManager = ''
}

/** The second pass: the manager, when both are in the target. The current value is asked for first (O: "Example 4"). */
export async function linkManager(
  task: Task,
  person: EntraPerson,
  { dialect }: PeopleSettings,
): Promise<void> {
  const { scimId } = person
  const wanted = person.manager?.scimId ?? ''
  if (scimId === undefined || wanted === person.sentManager) return
  const path = `${ENTERPRISE_USER}:manager`
  const filter = `${equals('id', scimId)} and ${equals(path, wanted)}`
  const same = wanted !== '' && (await findFirst(task, '/Users', filter, { attributes: 'id' }))
  if (!same) {
    await task.patch(pathOf('/Users', scimId), managerPatch(wanted, person.sentManager !== '', dialect))
  }
  person.sentManager = wanted
}
