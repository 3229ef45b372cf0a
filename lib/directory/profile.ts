import type { Mapped } from '@/db/schema/directory'
import { FIELDS } from '@/lib/mapping/choices'
import { USUAL_PATHS } from '@/lib/mapping/mapping'
import type { Text } from '@/lib/messages/text'
import { type JsonObject, URN } from '@/lib/scim'
import { labelOf } from './attribute-names'
import { type Leaf, leavesOf } from './leaves'

/** One line of a profile. `value` is null for something that profiles usually have and this one lacks. */
export type ProfileItem = { label: Text | string; value: Text | string | null; path: string }

/** `schema` is the URN of the extension that holds all of it. */
export type ProfileSection = { title: Text; schema: string | null; items: ProfileItem[] }

/** Where a core attribute is shown; what is in no list is shown under Other. `expected` ones come first. */
const SECTIONS: readonly { title: Text; attributes: readonly string[]; expected: readonly string[] }[] = [
  {
    title: { key: 'attributes.sections.identity' },
    attributes: ['userName', 'name', 'displayName', 'nickName', 'externalId'],
    expected: ['userName', 'name.givenName', 'name.familyName', 'displayName', 'externalId'],
  },
  {
    title: { key: 'attributes.sections.work' },
    attributes: ['title', 'userType', 'roles', 'entitlements'],
    expected: ['title'],
  },
  {
    title: { key: 'attributes.sections.contact' },
    attributes: ['emails', 'phoneNumbers', 'addresses', 'ims', 'profileUrl', 'photos'],
    expected: ['emails.value'],
  },
]

/** Shown in the head of the page, or beside the value it is about. */
const ELSEWHERE = new Set(['active', 'emails.primary', 'phoneNumbers.primary', 'addresses.primary'])

/** Certificates and pictures may be any length. */
const LONGEST = 300

type Shown = { leaf: Leaf; item: ProfileItem }

/**
 * A person's attributes in the order people look for them, each extension in a section of its own. What a mapping took
 * from elsewhere comes first, and what stands in the usual place of such a field is not told as that field.
 */
export function profileOf(resource: JsonObject, mapped: Mapped | null = null): ProfileSection[] {
  const taken = FIELDS.flatMap((field) => {
    const of = mapped?.fields[field]
    return of ? [{ ...of, field, usual: USUAL_PATHS[field] }] : []
  })
  const untold = new Set(taken.map(({ usual }) => usual))
  const leaves = leavesOf(resource).filter(({ path }) => !untold.has(path))
  const primary = new Set(
    leaves.flatMap(({ path, name, text }) =>
      name.endsWith('.primary') && text === 'true' ? path.replace(/\.primary$/, '.value') : [],
    ),
  )
  const shown = leaves
    .filter(({ name }) => !ELSEWHERE.has(name))
    .map((leaf): Shown => ({ leaf, item: itemOf(leaf, primary.has(leaf.path)) }))
  const core = shown.filter(({ leaf }) => leaf.extension === undefined)
  const placed = SECTIONS.map(({ title, attributes, expected }) => {
    const own = attributes.flatMap((name) => core.filter(({ leaf }) => topOf(leaf) === name))
    const missed = expected.filter((name) => !untold.has(name))
    return { title, schema: null, items: inOrder(own, missed) }
  })
  const known = new Set(SECTIONS.flatMap(({ attributes }) => attributes))
  const other = core.filter(({ leaf }) => !known.has(topOf(leaf))).map(({ item }) => item)
  const schemas = [...new Set(shown.flatMap(({ leaf }) => leaf.extension ?? []))].sort(
    (a, b) => Number(b === URN.ENTERPRISE_USER) - Number(a === URN.ENTERPRISE_USER),
  )
  const extensions = schemas.map((schema) => ({
    title: titleOf(schema),
    schema,
    items: shown.filter(({ leaf }) => leaf.extension === schema).map(({ item }) => item),
  }))
  const fields = taken.map(({ field, value, path }) => ({
    label: labelOf({ extension: undefined, name: field, type: undefined }),
    value,
    path,
  }))
  return [
    ...(fields.length > 0
      ? [{ title: { key: 'attributes.sections.mapped' } as const, schema: null, items: fields }]
      : []),
    ...placed,
    ...extensions,
    ...(other.length > 0
      ? [{ title: { key: 'attributes.sections.other' } as const, schema: null, items: other }]
      : []),
  ]
}

/** What is expected first, there or not; then the rest. */
function inOrder(own: readonly Shown[], expected: readonly string[]): ProfileItem[] {
  const first = expected.flatMap((name) => {
    const there = own.filter(({ leaf }) => leaf.name === name).map(({ item }) => item)
    return there.length > 0 ? there : [missingItem(name)]
  })
  const rest = own.filter(({ leaf }) => !expected.includes(leaf.name)).map(({ item }) => item)
  return [...first, ...rest]
}

function itemOf(leaf: Leaf, primary: boolean): ProfileItem {
  const name = labelOf(leaf)
  const { told, text, path } = leaf
  const value = told ?? (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)
  return { label: primary ? { key: 'attributes.primary', values: { name } } : name, value, path }
}

function missingItem(name: string): ProfileItem {
  const label = labelOf({ extension: undefined, name, type: undefined })
  return { label, value: null, path: name.replace(/\.value$/, '') }
}

/** The attribute that a leaf belongs to. */
function topOf({ name }: Leaf): string {
  return name.split('.')[0] ?? name
}

/** `urn:ietf:params:scim:schemas:extension:acme:2.0:User` → “Custom: acme”. */
function titleOf(urn: string): Text {
  if (urn === URN.ENTERPRISE_USER) return { key: 'attributes.sections.organization' }
  const [, name] = /extension:([^:]+)/.exec(urn) ?? []
  return name
    ? { key: 'attributes.sections.customOf', values: { name } }
    : { key: 'attributes.sections.custom' }
}
