import { expect, test } from 'vitest'
import { readTarget } from './patch/target'
import { pickText } from './pick'
import { userSchema } from './schema/user'
import type { JsonObject } from './types'
import { URN } from './urns'

const ACME = 'urn:ietf:params:scim:schemas:extension:acme:2.0:User'

const grace: JsonObject = {
  userName: 'grace',
  title: ' ',
  name: { formatted: 'Grace Hopper' },
  emails: [
    { value: 'home@acme.example', type: 'home' },
    { value: 'work@acme.example', type: 'work', primary: true },
    { type: 'other' },
  ],
  phoneNumbers: [{ type: 'mobile' }, { value: '+1 2', type: 'work' }],
  roles: 'admin',
  [URN.ENTERPRISE_USER]: { costCenter: 'R&D', manager: { value: 'm1', displayName: 'Ada' } },
  [ACME]: { badge: 7, remote: false, tags: ['a', 'b'], desks: [{ value: 'A1' }], nothing: null },
}

test.each([
  ['userName', 'grace'],
  ['title', undefined],
  ['nickName', undefined],
  ['name.formatted', 'Grace Hopper'],
  ['name.familyName', undefined],
  // The primary one, wherever it stands; the first that has a value where none is.
  ['emails', 'work@acme.example'],
  ['emails.value', 'work@acme.example'],
  ['emails[type eq "home"].value', 'home@acme.example'],
  ['emails[type eq "none"].value', undefined],
  ['emails[type eq "other"].value', undefined],
  ['phoneNumbers.value', '+1 2'],
  ['roles.value', undefined],
  [`${URN.ENTERPRISE_USER}:costCenter`, 'R&D'],
  [`${URN.ENTERPRISE_USER}:manager`, 'm1'],
  [`${URN.ENTERPRISE_USER}:manager.displayName`, 'Ada'],
  [`${ACME}:badge`, '7'],
  [`${ACME}:remote`, 'false'],
  [`${ACME}:tags`, 'a'],
  [`${ACME}:desks`, 'A1'],
  [`${ACME}:nothing`, undefined],
  ['urn:elsewhere:badge', undefined],
])('%s finds %s', (path, found) => {
  expect(pickText(grace, readTarget(path, userSchema))).toBe(found)
})
