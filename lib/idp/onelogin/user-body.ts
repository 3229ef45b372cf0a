import { displayNameOf, type Person, present } from '../directory'
import type { JsonObject } from '../json'
import { ENTERPRISE_USER, USER } from '../urns'

/**
 * The admin's JSON template with its macros expanded, which makes texts of everything (I: the documents of 15five's
 * django-scim2 and of Keepnet): `active` is a text, `id` is null until it is known, `emails` is one object and no list,
 * and the manager an object of `managerId` and `displayName`.
 */
export function userBody(person: Person, active: boolean): JsonObject {
  const { profile } = person
  const manager = present({ managerId: profile.managerId, displayName: profile.manager })
  return {
    schemas: [USER, ENTERPRISE_USER],
    id: person.scimId ?? null,
    externalId: person.id,
    userName: profile.login,
    name: { givenName: profile.firstName, familyName: profile.lastName },
    displayName: displayNameOf(profile),
    emails: { value: profile.email, type: 'work', primary: 'true' },
    phoneNumbers: profile.primaryPhone ? { value: profile.primaryPhone, type: 'work' } : '',
    title: profile.title ?? '',
    preferredLanguage: profile.locale ?? '',
    active: String(active),
    [ENTERPRISE_USER]: {
      employeeNumber: profile.employeeNumber ?? '',
      department: profile.department ?? '',
      manager: Object.keys(manager).length > 0 ? manager : null,
    },
  }
}
