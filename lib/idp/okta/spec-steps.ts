import type { Sequence, Step } from '../sequence'
import { USER } from './user-body'

const LIST_RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'
const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error'

const filled = { $is: 'nonEmpty' }
const number = { $is: 'number' }
const wholePerson = {
  id: filled,
  name: { familyName: filled, givenName: filled },
  userName: filled,
  active: filled,
  emails: { $first: { value: filled } },
}
const emptyList = { schemas: { $includes: [LIST_RESPONSE] }, totalResults: 0 }
const postHeaders = {
  Accept: 'application/scim+json; charset=utf-8',
  'Accept-Charset': null,
  'Content-Type': 'application/json',
  'User-Agent': null,
}

const newPerson = {
  schemas: [USER],
  userName: '{{randomUsername}}',
  name: { givenName: '{{randomGivenName}}', familyName: '{{randomFamilyName}}' },
  emails: [{ primary: true, value: '{{randomEmail}}', type: 'work' }],
  displayName: '{{randomGivenName}} {{randomFamilyName}}',
  active: true,
}

function read(name: string, path: string, expect: Step['expect'], query?: Record<string, string>): Step {
  return { name, request: { method: 'GET', path, ...(query ? { query } : {}) }, expect }
}

function find(name: string, userName: string, expect: Step['expect']): Step {
  return read(name, '/Users', expect, { filter: `userName eq "${userName}"` })
}

function post(name: string, expect: Step['expect']): Step {
  return {
    name,
    request: { method: 'POST', path: '/Users', headers: postHeaders, body: newPerson },
    expect,
  }
}

const errorOf = (status: string) => ({
  schemas: { $includes: [ERROR] },
  detail: filled,
  status: { $text: status },
})

/** Okta's SPEC suite (Okta-SCIM-20-SPEC-Test.json), its twelve steps by their names, with what each asserts. */
export const SPEC_SUITE: Sequence = {
  name: 'Okta SCIM 2.0 SPEC Test',
  idp: 'okta',
  about: 'Okta-SCIM-20-SPEC-Test.json; at least one person must exist, with names and an e-mail address',
  headers: {
    Accept: 'application/scim+json',
    'Accept-Charset': 'utf-8',
    'Content-Type': 'application/scim+json; charset=utf-8',
    Authorization: '{{auth}}',
    'User-Agent': 'OKTA SCIM Integration',
  },
  steps: [
    {
      ...read(
        'Required: Test Users endpoint',
        '/Users',
        {
          status: 200,
          body: {
            Resources: { $first: wholePerson },
            schemas: { $includes: [LIST_RESPONSE] },
            itemsPerPage: number,
            startIndex: number,
            totalResults: number,
          },
        },
        { count: '1', startIndex: '1' },
      ),
      capture: { ISVUserid: ['Resources', 0, 'id'] },
    },
    read('Required: Get Users/{{id}}', '/Users/{{ISVUserid}}', {
      status: 200,
      body: { ...wholePerson, id: '{{ISVUserid}}' },
    }),
    find('Required: Test invalid User by username', '{{InvalidUserEmail}}', { status: 200, body: emptyList }),
    read('Required: Test invalid User by ID', '/Users/{{UserIdThatDoesNotExist}}', {
      status: 404,
      body: { detail: filled, schemas: { $includes: [ERROR] } },
    }),
    find("Required: Make sure random user doesn't exist", '{{randomEmail}}', {
      status: 200,
      body: emptyList,
    }),
    {
      ...post('Required: Create Okta user with realistic values', {
        status: 201,
        body: {
          active: true,
          id: filled,
          name: { familyName: '{{randomFamilyName}}', givenName: '{{randomGivenName}}' },
          schemas: { $includes: [USER] },
          userName: '{{randomUsername}}',
        },
      }),
      capture: { idUserOne: 'id', randomUserEmail: ['emails', 0, 'value'] },
    },
    read('Required: Verify that user was created', '/Users/{{idUserOne}}', {
      status: 200,
      body: {
        userName: '{{randomUsername}}',
        name: { familyName: '{{randomFamilyName}}', givenName: '{{randomGivenName}}' },
      },
    }),
    post('Required: Expect failure when recreating user with same values', { status: 409 }),
    find('Required: Username Case Sensitivity Check', '{{randomUsernameCaps}}', { status: 200 }),
    read('Optional: Verify Groups endpoint', '/Groups', {
      status: 200,
      // The original lets an empty list leave Resources out; here it must be there.
      body: { totalResults: number, Resources: { $includes: [] } },
      withinMs: 600,
    }),
    {
      name: 'Required: Check status 401',
      request: {
        method: 'GET',
        path: '/Users',
        query: { filter: 'userName eq "{{randomUsernameCaps}}"' },
        headers: { Authorization: 'non-token' },
      },
      expect: { status: 401, body: errorOf('401') },
    },
    read('Required: Check status 404', '/Users/00919288221112222', { status: 404, body: errorOf('404') }),
  ],
  state: [],
}
