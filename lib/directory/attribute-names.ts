import { URN } from '@/lib/scim'
import type { Leaf } from './leaves'

/** What people call the attributes whose SCIM name does not say it. */
const NAMES: Readonly<Record<string, string>> = {
  externalId: 'external ID',
  active: 'status',
  nickName: 'nickname',
  'name.givenName': 'first name',
  'name.familyName': 'last name',
  'name.middleName': 'middle name',
  'name.formatted': 'full name',
  'name.honorificPrefix': 'honorific prefix',
  'name.honorificSuffix': 'honorific suffix',
  preferredLanguage: 'language',
  timezone: 'time zone',
  profileUrl: 'profile URL',
  'emails.value': 'e-mail',
  'phoneNumbers.value': 'phone',
  'ims.value': 'messaging',
  'photos.value': 'photo',
  'addresses.formatted': 'address',
  'addresses.streetAddress': 'street',
  'addresses.locality': 'city',
  'addresses.region': 'region',
  'addresses.postalCode': 'postal code',
  'addresses.country': 'country',
  'roles.value': 'role',
  'entitlements.value': 'entitlement',
  'x509Certificates.value': 'certificate',
}

const ENTERPRISE: Readonly<Record<string, string>> = {
  'manager.value': 'manager ID',
  'manager.displayName': 'manager',
}

/** `phoneNumbers[type eq "work"].value` → “work phone”, `costCenter` → “cost center”. */
export function labelOf(leaf: Pick<Leaf, 'extension' | 'name' | 'type'>): string {
  const names = leaf.extension === URN.ENTERPRISE_USER ? ENTERPRISE : NAMES
  // A client may call an attribute of its own anything, toString too.
  const known = Object.hasOwn(names, leaf.name) ? names[leaf.name] : undefined
  const name = known ?? wordsOf(leaf.name)
  return leaf.type ? `${leaf.type} ${name}` : name
}

/** `emails.primary` → “emails primary”, `costCenter` → “cost center”. */
function wordsOf(name: string): string {
  return name
    .replaceAll(/[._-]+/g, ' ')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`)
    .trim()
}
