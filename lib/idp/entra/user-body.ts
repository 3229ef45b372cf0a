import { displayNameOf, present } from '../directory'
import type { JsonObject } from '../json'
import { ENTERPRISE_USER, GROUP, USER } from '../urns'
import { type EntraGroup, type EntraPerson, isActive } from './directory'

/**
 * `POST /Users` (O: Microsoft Learn, "Create User"): both URNs always, `meta.resourceType`, `roles` even when empty.
 * References to others come in a second pass.
 */
export function createUserBody(person: EntraPerson): JsonObject {
  const { profile } = person
  const enterprise = present({ employeeNumber: profile.employeeNumber, department: profile.department })
  return {
    schemas: [USER, ENTERPRISE_USER],
    externalId: person.id,
    userName: profile.login,
    active: isActive(person),
    displayName: displayNameOf(profile),
    emails: [{ primary: true, type: 'work', value: profile.email }],
    meta: { resourceType: 'User' },
    name: {
      formatted: `${profile.firstName} ${profile.lastName}`,
      familyName: profile.lastName,
      givenName: profile.firstName,
    },
    ...(profile.primaryPhone ? { phoneNumbers: [{ type: 'work', value: profile.primaryPhone }] } : {}),
    ...present({ title: profile.title, preferredLanguage: profile.locale }),
    // AppRoleAssignmentsComplex: none is primary, and the type stands in the POST only (O).
    roles: person.roles.map(({ value, displayName }) => ({
      primary: false,
      type: 'WindowsAzureActiveDirectoryRole',
      display: displayName,
      value,
    })),
    ...(Object.keys(enterprise).length > 0 ? { [ENTERPRISE_USER]: enterprise } : {}),
  }
}

/** `POST /Groups` (O: "Create Group"): a second URN that is no SCIM schema, and no members. */
export function createGroupBody({ id, name }: EntraGroup): JsonObject {
  return {
    schemas: [GROUP, 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'],
    externalId: id,
    displayName: name,
    meta: { resourceType: 'Group' },
  }
}
