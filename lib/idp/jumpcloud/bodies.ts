import { displayNameOf, type Person, present } from '../directory'
import type { JsonObject } from '../json'
import { pick, type Random } from '../random'
import { ENTERPRISE_USER, GROUP, PATCH_OP, USER } from '../urns'

/**
 * `POST /Users` and the full `PUT` (C: fixtures `jumpcloud_create_user.json` and `jumpcloud_put_user_full.json` of
 * Paul-E/scim-v2-rust): both URNs whether or not there is an extension, phone numbers as `tel:` addresses, empty lists
 * for what is unset, a photo without type, no password.
 */
export function userBody(person: Person, active: boolean, random: Random): JsonObject {
  const { profile } = person
  const enterprise = present({
    employeeNumber: profile.employeeNumber,
    department: profile.department,
    division: profile.division,
  })
  return {
    ...minimal(person, active, random),
    displayName: displayNameOf(profile),
    emails: [{ value: profile.email, type: 'work', primary: true }],
    phoneNumbers: profile.primaryPhone
      ? [{ value: `tel:${profile.primaryPhone.replaceAll(' ', '-')}`, type: 'work', primary: true }]
      : [],
    addresses: addressesOf(profile.timezone),
    photos: [{ value: `https://images.example/${person.id}.png` }],
    externalId: person.id,
    ...present({ title: profile.title, locale: profile.locale, preferredLanguage: profile.locale }),
    ...(Object.keys(enterprise).length > 0 ? { [ENTERPRISE_USER]: enterprise } : {}),
  }
}

/** The minimal `PUT`, which says nothing of e-mail but `null` (C: `jumpcloud_put_user_minimal.json`). */
export function minimalBody(person: Person, active: boolean, random: Random): JsonObject {
  return { ...minimal(person, active, random), emails: null }
}

function minimal({ profile, scimId }: Person, active: boolean, random: Random): JsonObject {
  const schemas = [USER, ENTERPRISE_USER]
  return {
    // The order varies from request to request (C).
    schemas: pick([schemas, schemas.toReversed()], random),
    ...(scimId === undefined ? {} : { id: scimId }),
    userName: profile.login,
    name: { givenName: profile.firstName, familyName: profile.lastName },
    active,
  }
}

function addressesOf(timezone: string | undefined): JsonObject[] {
  const city = timezone?.split('/').at(-1)?.replaceAll('_', ' ')
  return city ? [{ type: 'work', primary: true, locality: city, formatted: city }] : []
}

/** `POST /Groups` (W). */
export function groupBody(displayName: string): JsonObject {
  return { schemas: [GROUP], displayName }
}

/** The rename: no path (C: comments in ssoready/ssoready `internal/authservice/scim.go`). */
export function renameBody(displayName: string): JsonObject {
  return { schemas: [PATCH_OP], Operations: [{ op: 'replace', value: { displayName } }] }
}

/** Members by value only; added (C: as above), or removed by a list too (C: `jumpcloud_remove_member_with_value.json`). */
export function membersBody(op: 'add' | 'remove', people: readonly Person[]): JsonObject {
  const value = people.map(({ scimId = '' }) => ({ value: scimId }))
  return { schemas: [PATCH_OP], Operations: [{ op, path: 'members', value }] }
}
