import { isObject, type Json, type JsonObject } from '../json'
import type { OktaPerson } from './directory'
import { PATCH_OP } from './user-body'

const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'

/** `POST /Groups` (SCIM 2.0 reference, "Create a group"): always without members. */
export function createGroupBody(displayName: string): JsonObject {
  return { schemas: [GROUP], displayName, members: [] }
}

/** The rename PATCH: no path, the id inside the value. Okta sends it with every membership change too. */
export function renameBody(id: string, displayName: string): JsonObject {
  return { schemas: [PATCH_OP], Operations: [{ op: 'replace', value: { id, displayName } }] }
}

/** The full push ("Push Now"): the whole set, `[]` for an empty group. */
export function replaceMembersBody(members: readonly OktaPerson[]): JsonObject {
  return {
    schemas: [PATCH_OP],
    Operations: [{ op: 'replace', path: 'members', value: members.map(memberOf) }],
  }
}

/** Membership PATCHes: one remove operation per member, one add for all, split so that none names more than `most`. */
export function changeMembersBodies(
  add: readonly OktaPerson[],
  remove: readonly OktaPerson[],
  most: number,
): JsonObject[] {
  const changes = [
    ...remove.map((person) => ({ person, add: false })),
    ...add.map((person) => ({ person, add: true })),
  ]
  const bodies: JsonObject[] = []
  for (let start = 0; start < changes.length; start += most) {
    const part = changes.slice(start, start + most)
    const added = part.filter((change) => change.add).map(({ person }) => memberOf(person))
    const operations: JsonObject[] = part
      .filter((change) => !change.add)
      .map(({ person }) => ({ op: 'remove', path: `members[value eq "${person.scimId}"]` }))
    if (added.length > 0) operations.push({ op: 'add', path: 'members', value: added })
    bodies.push({ schemas: [PATCH_OP], Operations: operations })
  }
  return bodies
}

/** `PUT /Groups/{id}` of the wizard app: the whole group, and nothing but these four keys. */
export function putGroupBody(id: string, displayName: string, members: Json[]): JsonObject {
  return { schemas: [GROUP], id, displayName, members }
}

/**
 * The members of a GET answer with a change merged in, as the wizard app sends them back: value and display only, the
 * display null where the server gave none. A GET that leaves members out therefore makes Okta write a wrong set.
 */
export function mergeMembers(
  current: JsonObject,
  add: readonly OktaPerson[],
  remove: readonly OktaPerson[],
): Json[] {
  const leaving = new Set(remove.map((person) => person.scimId))
  const kept: JsonObject[] = []
  const values = new Set<Json>()
  for (const member of Array.isArray(current.members) ? current.members.filter(isObject) : []) {
    const value = member.value ?? null
    if (leaving.has(String(value)) || values.has(value)) continue
    values.add(value)
    kept.push({ value, display: member.display ?? null })
  }
  return [...kept, ...add.map(memberOf).filter((member) => !values.has(member.value ?? null))]
}

/** A member as Okta writes one: `value` and `display`, never a `type`. */
export function memberOf(person: OktaPerson): JsonObject {
  return { value: person.scimId ?? null, display: person.profile.login }
}
