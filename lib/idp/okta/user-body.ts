import { isObject, type Json, type JsonObject } from '../json'
import type { OktaPerson, OktaProfile } from './directory'

export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const ENTERPRISE_USER = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
export const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

/** `POST /Users`: Okta's literal shape, key by key (SCIM 2.0 reference, "Create the user"). */
export function createUserBody(person: OktaPerson, password: string): JsonObject {
  const { profile } = person
  const extensions = extensionsOf(profile)
  return {
    schemas: [USER, ...Object.keys(extensions)],
    userName: profile.login,
    name: nameOf(profile),
    emails: [{ primary: true, value: profile.email, type: 'work' }],
    displayName: displayNameOf(profile),
    ...plainAttributes(profile),
    ...phoneNumbers(profile, []),
    externalId: person.id,
    groups: [],
    password,
    active: true,
    ...extensions,
  }
}

/**
 * `PUT /Users/{id}`: the server's own GET answer with Okta's attributes merged in (SCIM 2.0 reference, "Update a user").
 * All else comes back as the server gave it: id, meta, groups, name.formatted, unknown attributes.
 * `active` is touched only when it is given.
 */
export function mergeUserBody(current: JsonObject, person: OktaPerson, active?: boolean): JsonObject {
  const { profile } = person
  const extensions = extensionsOf(profile)
  const merged: JsonObject = {
    ...current,
    schemas: union(Array.isArray(current.schemas) ? current.schemas : [USER], Object.keys(extensions)),
    userName: profile.login,
    externalId: person.id,
    name: { ...(isObject(current.name) ? current.name : {}), ...nameOf(profile) },
    emails: mergeWork(current.emails, profile.email),
    displayName: displayNameOf(profile),
    ...plainAttributes(profile),
    ...phoneNumbers(profile, current.phoneNumbers),
  }
  for (const [urn, values] of Object.entries(extensions)) {
    const before = current[urn]
    merged[urn] = { ...(isObject(before) ? before : {}), ...values }
  }
  if (active !== undefined) merged.active = active
  return merged
}

/** `PATCH /Users/{id}` of the catalogue app: no path, the value an object (SCIM 2.0 reference, "Deactivate a user"). */
export function activeBody(active: boolean): JsonObject {
  return { schemas: [PATCH_OP], Operations: [{ op: 'replace', value: { active } }] }
}

function nameOf(profile: OktaProfile): JsonObject {
  return {
    givenName: profile.firstName,
    ...(profile.middleName === undefined ? {} : { middleName: profile.middleName }),
    familyName: profile.lastName,
  }
}

function displayNameOf(profile: OktaProfile): string {
  return profile.displayName ?? `${profile.firstName} ${profile.lastName}`
}

const PLAIN = ['nickName', 'title', 'userType', 'preferredLanguage', 'locale', 'timezone'] as const
const ENTERPRISE = ['employeeNumber', 'costCenter', 'organization', 'division', 'department'] as const

function plainAttributes(profile: OktaProfile): JsonObject {
  return taken(profile, PLAIN)
}

function extensionsOf(profile: OktaProfile): Record<string, JsonObject> {
  const enterprise = taken(profile, ENTERPRISE)
  if (profile.managerId !== undefined) {
    enterprise.manager = {
      value: profile.managerId,
      ...(profile.manager === undefined ? {} : { displayName: profile.manager }),
    }
  }
  return {
    ...(Object.keys(enterprise).length > 0 ? { [ENTERPRISE_USER]: enterprise } : {}),
    ...profile.extensions,
  }
}

function phoneNumbers(profile: OktaProfile, current: Json | undefined): JsonObject {
  if (profile.primaryPhone === undefined) return {}
  return { phoneNumbers: mergeWork(current, profile.primaryPhone) }
}

/** Puts a value into the primary (else the work) entry of a list, or makes that entry; an empty value takes it away. */
function mergeWork(current: Json | undefined, value: string): Json[] {
  const entries = Array.isArray(current) ? current.filter(isObject) : []
  const target =
    entries.find((entry) => entry.primary === true) ?? entries.find((entry) => entry.type === 'work')
  if (value === '') return entries.filter((entry) => entry !== target)
  if (!target) return [...entries, { primary: true, value, type: 'work' }]
  return entries.map((entry) => (entry === target ? { ...entry, value } : entry))
}

function taken(profile: OktaProfile, names: readonly (keyof OktaProfile & string)[]): JsonObject {
  const found: JsonObject = {}
  for (const name of names) {
    const value = profile[name]
    if (typeof value === 'string') found[name] = value
  }
  return found
}

function union(before: readonly Json[], more: readonly string[]): Json[] {
  return [...before, ...more.filter((urn) => !before.includes(urn))]
}
