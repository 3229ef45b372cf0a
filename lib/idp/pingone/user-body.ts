import { displayNameOf, type Person, present } from '../directory'
import type { JsonObject } from '../json'
import { ENTERPRISE_USER, USER } from '../urns'

/** `POST` and `PUT /Users`: the mapped core and enterprise attributes; what is unset is left out (W). */
export function userBody({ id, scimId, profile }: Person, active: boolean): JsonObject {
  const enterprise = present({
    employeeNumber: profile.employeeNumber,
    department: profile.department,
    division: profile.division,
  })
  const isEnterprise = Object.keys(enterprise).length > 0
  return {
    schemas: isEnterprise ? [USER, ENTERPRISE_USER] : [USER],
    ...(scimId === undefined ? {} : { id: scimId }),
    externalId: id,
    userName: profile.login,
    active,
    displayName: displayNameOf(profile),
    name: {
      givenName: profile.firstName,
      familyName: profile.lastName,
      formatted: `${profile.firstName} ${profile.lastName}`,
    },
    emails: [{ value: profile.email, type: 'work', primary: true }],
    ...(profile.primaryPhone ? { phoneNumbers: [{ value: profile.primaryPhone, type: 'work' }] } : {}),
    ...present({
      title: profile.title,
      locale: profile.locale,
      preferredLanguage: profile.locale,
      timezone: profile.timezone,
    }),
    ...(isEnterprise ? { [ENTERPRISE_USER]: enterprise } : {}),
  }
}
