import type { Mapped } from '@/db/schema/directory'
import type { Rules } from '@/db/schema/rules'
import { type JsonObject, pickText, URN } from '@/lib/scim'
import { FIELDS, type Field } from './choices'
import { readSource, type Source } from './source'

/** From where an integration takes fields of its people, as it is stored. */
export type Mapping = Rules['mapping']

/** From where each field is taken unless somebody says otherwise. */
export const USUAL_PATHS: Readonly<Record<Field, string>> = {
  displayName: 'displayName',
  givenName: 'name.givenName',
  familyName: 'name.familyName',
  email: 'emails.value',
  phone: 'phoneNumbers.value',
  title: 'title',
  userType: 'userType',
  department: `${URN.ENTERPRISE_USER}:department`,
  division: `${URN.ENTERPRISE_USER}:division`,
  organization: `${URN.ENTERPRISE_USER}:organization`,
  costCenter: `${URN.ENTERPRISE_USER}:costCenter`,
  employeeNumber: `${URN.ENTERPRISE_USER}:employeeNumber`,
  manager: `${URN.ENTERPRISE_USER}:manager.displayName`,
  location: 'addresses.locality',
}

/** A value is shown in lists and sorted by; who maps a biography to a title gets its beginning. */
const LONGEST_VALUE = 512

const usual = new Map(FIELDS.map((field) => [field, readSource(USUAL_PATHS[field])]))

type FieldSource = { field: Field; source: Source }
/** A mapping with its paths read: what is taken from elsewhere, and what nobody may lack. */
type Read = { taken: readonly FieldSource[]; required: readonly FieldSource[] }

/** A credential keeps the object of its mapping for as long as nobody changes it: its paths are read once. */
const READ = new WeakMap<Mapping, Read>()
const NOTHING: Read = { taken: [], required: [] }

export function readMapping(mapping: Mapping): Read {
  const known = READ.get(mapping)
  if (known) return known
  const read = FIELDS.reduce<{ taken: FieldSource[]; required: FieldSource[] }>(
    (all, field) => {
      const of = mapping[field]
      if (!of) return all
      const source = sourceOf(field, mapping)
      if (of.path !== undefined) all.taken.push({ field, source })
      if (of.required) all.required.push({ field, source })
      return all
    },
    { taken: [], required: [] },
  )
  const kept = read.taken.length + read.required.length === 0 ? NOTHING : read
  READ.set(mapping, kept)
  return kept
}

/** From where a field is taken. */
export function sourceOf(field: Field, mapping: Mapping): Source {
  const path = mapping[field]?.path
  return path === undefined ? (usual.get(field) as Source) : readSource(path)
}

/** What a path finds in a resource, as a field holds it. */
export function valueFrom({ target }: Source, resource: JsonObject): string | null {
  const text = pickText(resource, target)?.trim()
  if (text === undefined || text.length <= LONGEST_VALUE) return text ?? null
  // Not in the middle of a character.
  return text.slice(0, LONGEST_VALUE).replace(/[\uD800-\uDBFF]$/, '')
}

/** The fields that a mapping takes from elsewhere; undefined where it takes none. */
export function takenFields(
  resource: JsonObject,
  mapping: Mapping,
): Partial<Record<Field, { path: string; value: string | null }>> | undefined {
  const { taken } = readMapping(mapping)
  if (taken.length === 0) return undefined
  return Object.fromEntries(
    taken.map(({ field, source }) => [field, { path: source.path, value: valueFrom(source, resource) }]),
  )
}

/** What a field of a person is: what the mapping took, or else what stands in its usual place. */
export function fieldOf(resource: JsonObject, mapped: Mapped | null, field: Field): string | null {
  const taken = mapped?.fields[field]
  return taken ? taken.value : valueFrom(usual.get(field) as Source, resource)
}
