import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../json'
import { ENTERPRISE_USER } from '../urns'
import { entraDirectory } from './directory'
import { managerPatch, membersPatch, renamePatch, userPatch } from './patch'
import { createUserBody } from './user-body'

const PROFILE = {
  login: 'joy@contoso.example',
  email: 'joy@contoso.example',
  firstName: 'Joy',
  lastName: 'Young',
  title: 'Engineer',
  employeeNumber: '7',
}

function joy() {
  const person = entraDirectory(() => 'guid').addPerson(PROFILE)
  person.assigned = true
  return person
}

/** The target as it was created, with what it says otherwise. */
function target(changes: JsonObject = {}): JsonObject {
  return { ...createUserBody(joy()), id: '1', ...changes }
}

const operations = (body: JsonObject | undefined) => body?.Operations

describe('a patch of a user', () => {
  it('is not sent when the target says what the tenant says', () => {
    expect(userPatch(target(), joy(), 'default')).toBeUndefined()
    expect(userPatch(target(), joy(), 'scim062020')).toBeUndefined()
  })

  it('has an operation and a path for each attribute in the default dialect', () => {
    const person = joy()
    person.enabled = false
    person.profile = {
      ...person.profile,
      lastName: 'Older',
      email: 'o@contoso.example',
      department: 'Sales',
      title: '',
    }
    expect(operations(userPatch(target({ displayName: 'Joy Older' }), person, 'default'))).toEqual([
      { op: 'Replace', path: 'active', value: 'False' },
      { op: 'Remove', path: 'title' },
      { op: 'Replace', path: 'emails[type eq "work"].value', value: 'o@contoso.example' },
      { op: 'Replace', path: 'name.familyName', value: 'Older' },
      { op: 'Replace', path: 'name.formatted', value: 'Joy Older' },
      { op: 'Add', path: `${ENTERPRISE_USER}:department`, value: 'Sales' },
    ])
  })

  it('puts all plain replaces into one with the flag, and says state as a boolean', () => {
    const person = joy()
    person.enabled = false
    person.profile = { ...person.profile, lastName: 'Older', email: 'o@contoso.example', employeeNumber: '8' }
    expect(operations(userPatch(target(), person, 'scim062020'))).toEqual([
      { op: 'replace', path: 'active', value: false },
      { op: 'replace', path: 'emails[type eq "work"].value', value: 'o@contoso.example' },
      {
        op: 'replace',
        value: {
          displayName: 'Joy Older',
          'name.familyName': 'Older',
          'name.formatted': 'Joy Older',
          [`${ENTERPRISE_USER}:employeeNumber`]: '8',
        },
      },
    ])
  })

  it('says roles as JSON documents, and takes away those that are no longer assigned', () => {
    const person = joy()
    person.roles = [{ id: '9', value: 'admin', displayName: 'Admin' }]
    expect(operations(userPatch(target({ roles: [{ value: 'reader' }] }), person, 'default'))).toEqual([
      { op: 'Add', path: 'roles', value: [{ value: '{"id":"9","value":"admin","displayName":"Admin"}' }] },
      { op: 'Remove', path: 'roles', value: [{ value: 'reader' }] },
    ])
  })

  it('disables who left the scope', () => {
    const person = joy()
    person.assigned = false
    expect(operations(userPatch(target(), person, 'default'))).toEqual([
      { op: 'Replace', path: 'active', value: 'False' },
    ])
  })
})

describe('a manager', () => {
  const path = `${ENTERPRISE_USER}:manager`

  it('is added as a text, replaced, and taken away by an empty one', () => {
    expect(operations(managerPatch('5', false, 'default'))).toEqual([{ op: 'Add', path, value: '5' }])
    expect(operations(managerPatch('6', true, 'default'))).toEqual([{ op: 'Replace', path, value: '6' }])
    expect(operations(managerPatch('', true, 'default'))).toEqual([{ op: 'Replace', path, value: '' }])
  })
})

describe('a patch of a group', () => {
  it('names members with a null reference, and removes only these', () => {
    const value = [
      { $ref: null, value: 'a' },
      { $ref: null, value: 'b' },
    ]
    expect(operations(membersPatch('Add', ['a', 'b'], 'default'))).toEqual([
      { op: 'Add', path: 'members', value },
    ])
    expect(operations(membersPatch('Remove', ['a', 'b'], 'default'))).toEqual([
      { op: 'Remove', path: 'members', value },
    ])
  })

  it('removes by a filter for each member with the flag', () => {
    expect(operations(membersPatch('Remove', ['a', 'b'], 'scim062020'))).toEqual([
      { op: 'remove', path: 'members[value eq "a"]' },
      { op: 'remove', path: 'members[value eq "b"]' },
    ])
  })

  it('renames by a path, with the flag without one', () => {
    expect(operations(renamePatch('X', 'default'))).toEqual([
      { op: 'Replace', path: 'displayName', value: 'X' },
    ])
    expect(operations(renamePatch('X', 'scim062020'))).toEqual([
      { op: 'replace', value: { displayName: 'X' } },
    ])
  })
})
