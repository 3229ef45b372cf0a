import { displayNameOf } from '../directory'
import { isObject, type Json, type JsonObject } from '../json'
import { ENTERPRISE_USER } from '../urns'
import { type EntraPerson, isActive } from './directory'

/** One row of the attribute mapping: where it stands in the target, and what the tenant says. `''` is a cleared value. */
export type Mapped = { path: string; value: string | boolean }

/**
 * The default mapping of a non-gallery app, without the references and roles (O: Microsoft Learn, "Understand the Entra
 * SCIM implementation", default user attribute mapping). What the tenant has no value for is left out.
 */
export function mappedAttributes(person: EntraPerson): Mapped[] {
  const { profile } = person
  const rows: [path: string, value: string | boolean | undefined][] = [
    ['userName', profile.login],
    ['active', isActive(person)],
    ['displayName', displayNameOf(profile)],
    ['title', profile.title],
    ['emails[type eq "work"].value', profile.email],
    ['preferredLanguage', profile.locale],
    ['name.givenName', profile.firstName],
    ['name.familyName', profile.lastName],
    ['name.formatted', `${profile.firstName} ${profile.lastName}`],
    ['phoneNumbers[type eq "work"].value', profile.primaryPhone],
    ['externalId', person.id],
    [`${ENTERPRISE_USER}:employeeNumber`, profile.employeeNumber],
    [`${ENTERPRISE_USER}:department`, profile.department],
  ]
  return rows
    .filter((row): row is [string, string | boolean] => row[1] !== undefined)
    .map(([path, value]) => ({ path, value }))
}

const FILTERED = /^(\w+)\[type eq "(\w+)"\]\.(\w+)$/

/** The value at a path of the mapping in a resource of the target; absent and empty are both `undefined`. */
export function valueAtPath(resource: JsonObject, path: string): Json | undefined {
  const filtered = FILTERED.exec(path)
  if (filtered) {
    const [, list = '', type, sub = ''] = filtered
    const entries = resource[list]
    const entry = Array.isArray(entries)
      ? entries.filter(isObject).find((one) => one.type === type)
      : undefined
    return entry?.[sub]
  }
  const urn = path.startsWith(`${ENTERPRISE_USER}:`) ? ENTERPRISE_USER : undefined
  const [parent, name = ''] = urn
    ? [urn, path.slice(urn.length + 1)]
    : path.includes('.')
      ? path.split('.')
      : [undefined, path]
  const holder = parent === undefined ? resource : resource[parent]
  return isObject(holder) ? holder[name] : undefined
}
