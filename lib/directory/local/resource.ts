import { type Json, type JsonObject, readResource, URN, userSchema } from '@/lib/scim'
import { PERSON_FIELD_NAMES, type PersonField } from './choices'
import type { Contact, PersonDraft } from './input'

/** Where each value lies in the SCIM resource. */
const PLACES: Readonly<Record<PersonField, readonly [string, ...string[]]>> = {
  userName: ['userName'],
  givenName: ['name', 'givenName'],
  familyName: ['name', 'familyName'],
  displayName: ['displayName'],
  title: ['title'],
  department: [URN.ENTERPRISE_USER, 'department'],
  division: [URN.ENTERPRISE_USER, 'division'],
  organization: [URN.ENTERPRISE_USER, 'organization'],
  costCenter: [URN.ENTERPRISE_USER, 'costCenter'],
  employeeNumber: [URN.ENTERPRISE_USER, 'employeeNumber'],
  manager: [URN.ENTERPRISE_USER, 'manager', 'displayName'],
  userType: ['userType'],
  preferredLanguage: ['preferredLanguage'],
  locale: ['locale'],
  timezone: ['timezone'],
}

/** What a write here changes of a person; what is left out stays. */
export type PersonChange = {
  fields?: Partial<Record<PersonField, string>>
  emails?: readonly Contact[]
  phones?: readonly Contact[]
  active?: boolean
}

/** The person as the form shows them. What the form has no input for is not in it. */
export function draftOf(resource: JsonObject): PersonDraft {
  const fields = Object.fromEntries(
    PERSON_FIELD_NAMES.map((name) => [name, textOf(valueAt(resource, PLACES[name]))]),
  )
  return {
    fields: fields as Record<PersonField, string>,
    emails: contactsOf(resource.emails),
    phones: contactsOf(resource.phoneNumbers),
  }
}

/**
 * The resource after a change, read by the same rules as a body of the endpoint. Attributes that nothing here
 * names, those of extensions too, stay as they are.
 * @throws ScimError 400 for what no resource may hold
 */
export function resourceWith(current: JsonObject, { fields = {}, ...change }: PersonChange): JsonObject {
  const next = structuredClone(current)
  for (const [name, value] of Object.entries(fields) as [PersonField, string][]) {
    // Whoever an id or an address named is not the manager any more.
    if (name === 'manager' && value !== textOf(valueAt(next, PLACES.manager))) clear(next, PLACES.manager)
    setAt(next, PLACES[name], value)
  }
  if (isRenamed(current, next)) setAt(next, ['name', 'formatted'], '')
  if (change.emails) next.emails = entriesOf(current.emails, change.emails)
  if (change.phones) next.phoneNumbers = entriesOf(current.phoneNumbers, change.phones)
  if (change.active !== undefined) next.active = change.active
  return readResource(next, userSchema)
}

/** The full name that somebody wrote out once says nothing of the new parts. */
function isRenamed(before: JsonObject, after: JsonObject): boolean {
  return (['givenName', 'familyName'] as const).some(
    (part) => valueAt(before, PLACES[part]) !== valueAt(after, PLACES[part]),
  )
}

/** The list as it is stored; what an entry says beside value and type stays with its value. */
function entriesOf(before: Json | undefined, contacts: readonly Contact[]): JsonObject[] {
  const known = new Map(objectsIn(before).map((entry) => [entry.value, entry]))
  return contacts.map(({ value, type, primary }) => {
    const { type: _type, primary: _primary, ...rest } = known.get(value) ?? { value }
    return { ...rest, ...(type && { type }), ...(primary && { primary }) }
  })
}

function contactsOf(list: Json | undefined): Contact[] {
  return objectsIn(list).flatMap(({ value, type, primary }) =>
    textOf(value) === '' ? [] : [{ value: textOf(value), type: textOf(type), primary: primary === true }],
  )
}

function objectsIn(list: Json | undefined): JsonObject[] {
  if (!Array.isArray(list)) return []
  return list.filter(
    (entry): entry is JsonObject => entry !== null && typeof entry === 'object' && !Array.isArray(entry),
  )
}

function valueAt(resource: JsonObject, place: readonly string[]): Json | undefined {
  let value: Json | undefined = resource
  for (const name of place) value = isObject(value) ? value[name] : undefined
  return value
}

function setAt(resource: JsonObject, place: readonly [string, ...string[]], value: string): void {
  const [name, ...rest] = place
  const [next, ...deeper] = rest
  if (next === undefined) {
    if (value === '') delete resource[name]
    else resource[name] = value
    return
  }
  const inner = isObject(resource[name]) ? resource[name] : {}
  setAt(inner, [next, ...deeper], value)
  if (Object.keys(inner).length === 0) delete resource[name]
  else resource[name] = inner
}

/** Removes the complex value that a place is part of. */
function clear(resource: JsonObject, place: readonly [string, ...string[]]): void {
  const [schema, name = ''] = place
  const holder = resource[schema]
  if (isObject(holder)) delete holder[name]
}

function isObject(value: Json | undefined): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}
