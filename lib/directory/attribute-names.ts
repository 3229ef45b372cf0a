import type { MessageKey, Text } from '@/lib/messages/text'
import { URN } from '@/lib/scim'
import type { Leaf } from './leaves'

/** What people call the attributes that every directory has. */
const NAMES: Readonly<Record<string, MessageKey>> = {
  active: 'attributes.active',
  externalId: 'attributes.externalId',
  userName: 'attributes.userName',
  displayName: 'attributes.displayName',
  nickName: 'attributes.nickName',
  'name.givenName': 'attributes.givenName',
  'name.familyName': 'attributes.familyName',
  'name.middleName': 'attributes.middleName',
  'name.formatted': 'attributes.formattedName',
  'name.honorificPrefix': 'attributes.honorificPrefix',
  'name.honorificSuffix': 'attributes.honorificSuffix',
  title: 'attributes.title',
  userType: 'attributes.userType',
  preferredLanguage: 'attributes.preferredLanguage',
  locale: 'attributes.locale',
  timezone: 'attributes.timezone',
  profileUrl: 'attributes.profileUrl',
  'emails.value': 'attributes.email',
  'phoneNumbers.value': 'attributes.phone',
  'ims.value': 'attributes.ims',
  'photos.value': 'attributes.photo',
  'addresses.formatted': 'attributes.address',
  'addresses.streetAddress': 'attributes.street',
  'addresses.locality': 'attributes.city',
  'addresses.region': 'attributes.region',
  'addresses.postalCode': 'attributes.postalCode',
  'addresses.country': 'attributes.country',
  'roles.value': 'attributes.role',
  'entitlements.value': 'attributes.entitlement',
  'x509Certificates.value': 'attributes.certificate',
  // Fields of a mapping, by their own names.
  givenName: 'attributes.givenName',
  familyName: 'attributes.familyName',
  email: 'attributes.email',
  phone: 'attributes.phone',
  department: 'attributes.department',
  division: 'attributes.division',
  organization: 'attributes.organization',
  costCenter: 'attributes.costCenter',
  employeeNumber: 'attributes.employeeNumber',
  manager: 'attributes.manager',
  location: 'attributes.location',
  // Rules of an integration, as its settings call them.
  'allowedDomains.value': 'scimSettings.settings.domains',
  'allowedAddresses.value': 'scimSettings.settings.addresses',
  whenLocal: 'scimSettings.settings.local',
  whenLocalGroup: 'scimSettings.sameName.legend',
  whenDeactivated: 'scimSettings.settings.deactivated',
  whenGroupless: 'scimSettings.settings.groupless',
  whenDeleted: 'scimSettings.settings.deleted',
  massChangePercent: 'scimSettings.settings.guardPercent',
  // What a company asks of sessions.
  sessionIdleMinutes: 'security.sessions.idleFor',
  sessionHours: 'security.sessions.longFor',
}

/** What a mapping says of a field. */
const OF_FIELD: Readonly<Record<string, MessageKey>> = {
  path: 'attributes.sourceOf',
  required: 'attributes.requirementOf',
}

const ENTERPRISE: Readonly<Record<string, MessageKey>> = {
  'manager.value': 'attributes.managerId',
  'manager.displayName': 'attributes.manager',
  department: 'attributes.department',
  division: 'attributes.division',
  organization: 'attributes.organization',
  costCenter: 'attributes.costCenter',
  employeeNumber: 'attributes.employeeNumber',
}

/**
 * `phoneNumbers[type eq "work"].value` → “work phone”. What no directory has in common keeps the name its client
 * gave it, in words: `badgeColour` → “badge colour”.
 */
export function labelOf(leaf: Pick<Leaf, 'extension' | 'name' | 'type'>): Text | string {
  const names = leaf.extension === URN.ENTERPRISE_USER ? ENTERPRISE : NAMES
  const [, field = '', of = ''] = /^(?:mapping\.)?(\w+)\.(path|required)$/.exec(leaf.name) ?? []
  const ofField = Object.hasOwn(NAMES, field) ? OF_FIELD[of] : undefined
  if (ofField) return { key: ofField, values: { name: { key: NAMES[field] as MessageKey } } }
  // A client may call an attribute of its own anything, toString too.
  const key = Object.hasOwn(names, leaf.name) ? names[leaf.name] : undefined
  const name = key ? { key } : wordsOf(leaf.name)
  if (!leaf.type) return name
  return { key: 'attributes.typed', values: { name, type: leaf.type, raw: leaf.type } }
}

/** `emails.primary` → “emails primary”, `costCenter` → “cost center”. */
function wordsOf(name: string): string {
  return name
    .replaceAll(/[._-]+/g, ' ')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`)
    .trim()
}
