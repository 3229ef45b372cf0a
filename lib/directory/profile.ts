import { type JsonObject, URN } from '@/lib/scim'
import { labelOf } from './attribute-names'
import { type Leaf, leavesOf } from './leaves'

/** One line of a profile. `value` is null for something that profiles usually have and this one lacks. */
export type ProfileItem = { label: string; value: string | null; path: string }

/** `schema` is the URN of an extension that no schema here describes. */
export type ProfileSection = { title: string; schema: string | null; items: ProfileItem[] }

/** Where a core attribute is shown; what is in no list is shown under Other. */
const SECTIONS: readonly { title: string; attributes: readonly string[]; expected: readonly string[] }[] = [
  {
    title: 'Identity',
    attributes: ['userName', 'name', 'displayName', 'nickName', 'externalId'],
    expected: ['userName', 'name.givenName', 'name.familyName', 'displayName', 'externalId'],
  },
  {
    title: 'Work',
    attributes: ['title', 'userType', 'roles', 'entitlements', URN.ENTERPRISE_USER],
    expected: ['title', `${URN.ENTERPRISE_USER}:department`],
  },
  {
    title: 'Contact',
    attributes: ['emails', 'phoneNumbers', 'addresses', 'ims', 'profileUrl', 'photos'],
    expected: ['emails.value'],
  },
]

/** Shown in the head of the page, or beside the value it is about. */
const ELSEWHERE = new Set(['active', 'emails.primary', 'phoneNumbers.primary', 'addresses.primary'])

/** Certificates and pictures may be any length. */
const LONGEST = 300

/** A person's attributes in the order people look for them; foreign extensions each in a section of their own. */
export function profileOf(resource: JsonObject): ProfileSection[] {
  const leaves = leavesOf(resource)
  const isPrimary = new Set(
    leaves.flatMap(({ path, name, text }) =>
      name.endsWith('.primary') && text === 'yes' ? path.replace(/\.primary$/, '.value') : [],
    ),
  )
  const shown = leaves
    .filter((leaf) => !ELSEWHERE.has(leaf.name))
    .map((leaf) => ({ leaf, item: itemOf(leaf, isPrimary.has(leaf.path)) }))
  const placed = SECTIONS.map(({ title, attributes, expected }): ProfileSection => {
    const own = attributes.flatMap((attribute) =>
      shown.filter(({ leaf }) => topOf(leaf) === attribute).map(({ item }) => item),
    )
    const there = new Set(leaves.map(keyOf))
    const missing = expected.filter((key) => !there.has(key)).map(missingItem)
    return { title, schema: null, items: [...own, ...missing] }
  })
  const known = new Set(SECTIONS.flatMap(({ attributes }) => attributes))
  const rest = shown.filter(({ leaf }) => !known.has(topOf(leaf)))
  const schemas = [...new Set(rest.map(({ leaf }) => leaf.extension))]
  const others = schemas.map(
    (schema): ProfileSection => ({
      title: schema === undefined ? 'Other' : titleOf(schema),
      schema: schema ?? null,
      items: rest.filter(({ leaf }) => leaf.extension === schema).map(({ item }) => item),
    }),
  )
  return [...placed, ...others]
}

function itemOf(leaf: Leaf, primary: boolean): ProfileItem {
  const label = capital(labelOf(leaf))
  const value = leaf.text.length > LONGEST ? `${leaf.text.slice(0, LONGEST)}…` : leaf.text
  return { label: primary ? `${label} (primary)` : label, value, path: leaf.path }
}

function missingItem(key: string): ProfileItem {
  const extension = key.startsWith('urn:') ? key.slice(0, key.lastIndexOf(':')) : undefined
  const name = extension ? key.slice(extension.length + 1) : key
  return { label: capital(labelOf({ extension, name, type: undefined })), value: null, path: key }
}

/** The attribute that a leaf belongs to, or the extension. */
function topOf({ extension, name }: Leaf): string {
  return extension ?? name.split('.')[0] ?? name
}

function keyOf({ extension, name }: Leaf): string {
  return extension ? `${extension}:${name}` : name
}

/** `urn:ietf:params:scim:schemas:extension:acme:2.0:User` → “Custom: acme”. */
function titleOf(urn: string): string {
  return `Custom: ${/extension:([^:]+)/.exec(urn)?.[1] ?? urn}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
