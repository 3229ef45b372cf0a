import type { JsonObject } from '../json'
import type { Task } from '../wire'
import type { OktaPerson } from './directory'
import { lookup } from './list'
import { activeBody, createUserBody, mergeUserBody } from './user-body'

export type Flavour = 'catalogue' | 'wizard'

/** What the provisioning of people depends on. */
export type PeopleSettings = {
  flavour: Flavour
  lookupAttribute: 'userName' | 'externalId'
  createUsers: boolean
  password: () => string
}

/**
 * Assignment, direct or through a group (SCIM 2.0 reference, "Create the user"): a lookup; no hit is created, a hit is
 * linked and updated, and an inactive one reactivated under the same id.
 */
export async function assignPerson(task: Task, person: OktaPerson, settings: PeopleSettings): Promise<void> {
  const wanted = settings.lookupAttribute === 'userName' ? person.profile.login : person.id
  const hit = await lookup(task, '/Users', settings.lookupAttribute, wanted)
  if (hit) await linkPerson(task, person, hit, settings)
  else await createPerson(task, person, settings)
  person.assigned = true
}

async function createPerson(task: Task, person: OktaPerson, settings: PeopleSettings): Promise<void> {
  if (!settings.createUsers) throw task.failure('Matching user not found.')
  const pushed = JSON.stringify(person.profile)
  const answer = await task.post('/Users', createUserBody(person, settings.password()))
  person.scimId = createdId(task, answer.body, answer.status, 'user')
  person.pushed = pushed
  if (settings.flavour === 'wizard') await pushProfile(task, person)
}

/** The id of a 201: Okta refuses an answer without a body, and an id that contains "bulkId". */
export function createdId(
  task: Task,
  body: JsonObject | undefined,
  status: number,
  what: 'user' | 'group',
): string {
  const id = body?.id
  if (typeof id !== 'string' || id === '')
    throw task.failure(`The creation returned an empty ${what}.`, status)
  if (id.includes('bulkId'))
    throw task.failure(`The creation returned the id ${id}, which contains “bulkId”.`, status)
  return id
}

async function linkPerson(
  task: Task,
  person: OktaPerson,
  hit: { id: string; resource: JsonObject },
  settings: PeopleSettings,
): Promise<void> {
  const known = person.scimId === hit.id && person.pushed === JSON.stringify(person.profile)
  const wasActive = hit.resource.active !== false
  person.scimId = hit.id
  if (settings.flavour === 'wizard') {
    await pushProfile(task, person, true)
    // The wizard app repeats itself after a reactivation, with a body that changes nothing.
    if (!wasActive) await pushProfile(task, person)
    return
  }
  if (!known) await pushProfile(task, person)
  if (!wasActive) await task.patch(userPath(person), activeBody(true))
}

/** Both flavours: GET, then PUT of the answer with Okta's attributes merged in (SCIM 2.0 reference, "Update a user"). */
export async function pushProfile(task: Task, person: OktaPerson, active?: boolean): Promise<void> {
  const pushed = JSON.stringify(person.profile)
  const current = await task.get(userPath(person))
  await task.put(userPath(person), mergeUserBody(current.body ?? {}, person, active))
  person.pushed = pushed
}

/** One `active: false`: a PATCH from the catalogue app, a GET and a PUT from the wizard app. Okta never deletes. */
export async function deactivatePerson(task: Task, person: OktaPerson, flavour: Flavour): Promise<void> {
  if (flavour === 'catalogue') {
    await task.patch(userPath(person), activeBody(false))
  } else {
    const current = await task.get(userPath(person))
    await task.put(userPath(person), { ...current.body, active: false })
  }
  person.assigned = false
}

function userPath(person: OktaPerson): string {
  return `/Users/${encodeURIComponent(person.scimId ?? '')}`
}
