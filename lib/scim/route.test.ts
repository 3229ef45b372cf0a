import { describe, expect, test } from 'vitest'
import { type Call, route } from './route'

const BASE = 'https://rollcall.example/api/scim/acme'
const call = (method: string, path: string) => route(method, path, BASE)
const refusal = (method: string, path: string) => {
  try {
    return call(method, path)
  } catch (error) {
    return error
  }
}

test.each<[string, string, Call]>([
  ['GET', '/Users', { kind: 'list', type: 'User' }],
  ['POST', '/Users', { kind: 'create', type: 'User' }],
  ['GET', '/v2/Users', { kind: 'list', type: 'User' }],
  ['GET', 'V2/users/', { kind: 'list', type: 'User' }],
  ['GET', '/Users/7', { kind: 'get', type: 'User', id: '7' }],
  ['PUT', '/Users/7', { kind: 'replace', type: 'User', id: '7' }],
  ['PATCH', '/Users/7/', { kind: 'patch', type: 'User', id: '7' }],
  ['DELETE', '/Users/7', { kind: 'delete', type: 'User', id: '7' }],
  ['GET', '/Users/a%20b%2Fc', { kind: 'get', type: 'User', id: 'a b/c' }],
  ['GET', '/GROUPS', { kind: 'list', type: 'Group' }],
  ['POST', '/Groups', { kind: 'create', type: 'Group' }],
  ['PATCH', '//Groups//7', { kind: 'patch', type: 'Group', id: '7' }],
  ['POST', '/.search', { kind: 'search' }],
  ['POST', '/Users/.search', { kind: 'search', type: 'User' }],
  ['POST', '/Groups/.Search', { kind: 'search', type: 'Group' }],
  ['POST', '/Bulk', { kind: 'bulk' }],
  ['GET', '/Roles', { kind: 'entitlements', type: 'Role' }],
  ['GET', '/v2/entitlements/a%2Fb', { kind: 'entitlements', type: 'Entitlement', id: 'a/b' }],
  ['GET', '/ServiceProviderConfig', { kind: 'discover', endpoint: 'ServiceProviderConfig' }],
  ['GET', '/ResourceTypes', { kind: 'discover', endpoint: 'ResourceTypes' }],
  ['GET', '/ResourceTypes/User', { kind: 'discover', endpoint: 'ResourceTypes', id: 'User' }],
  ['GET', '/schemas/urn%3Ax:Foo', { kind: 'discover', endpoint: 'Schemas', id: 'urn:x:Foo' }],
])('%s %s', (method, path, expected) => {
  expect(call(method, path)).toEqual(expected)
})

describe('what is no endpoint is a 404 that names the base URL', () => {
  test.each([
    '/Users/Users',
    '/Users/groups',
    '/Groups/ServiceProviderConfig',
    '/scim/v2/Users',
    '/Users/7/x',
    '/foo',
  ])('%s', (path) => {
    expect(refusal('GET', path)).toMatchObject({
      status: 404,
      detail: `No such endpoint ${path}. The base URL should end with /api/scim/acme.`,
    })
  })

  test.each([
    '',
    '/',
    '/v2',
    '/v2/v2/Users',
    '/ServiceProviderConfig/1',
    '/Bulk/1',
    '/.search/1',
    '/toString',
  ])('%s', (path) => {
    expect(refusal('POST', path)).toMatchObject({ status: 404 })
  })

  test('the root is named as such, a long path is cut', () => {
    expect(refusal('GET', '')).toMatchObject({
      detail: 'No such endpoint /. The base URL should end with /api/scim/acme.',
    })
    expect(refusal('GET', `/${'x'.repeat(500)}`)).toMatchObject({
      detail: `No such endpoint /${'x'.repeat(59)}…. The base URL should end with /api/scim/acme.`,
    })
  })
})

test('an id that is malformed, or that no store could hold, is not found', () => {
  for (const path of ['/Users/%zz', '/Users/%ff', '/Users/a%00']) {
    expect(refusal('GET', path)).toMatchObject({
      status: 404,
      detail: `User ${path.slice(7)} was not found.`,
    })
  }
  expect(refusal('GET', '/Schemas/%')).toMatchObject({ status: 404, detail: 'Schemas % was not found.' })
})

test.each([
  ['PUT', '/Users', 'GET, HEAD, POST'],
  ['DELETE', '/Users', 'GET, HEAD, POST'],
  ['POST', '/Users/7', 'GET, HEAD, PUT, PATCH, DELETE'],
  ['toString', '/Users/7', 'GET, HEAD, PUT, PATCH, DELETE'],
  ['GET', '/Bulk', 'POST'],
  ['GET', '/.search', 'POST'],
  ['GET', '/Groups/.search', 'POST'],
  ['POST', '/ServiceProviderConfig', 'GET, HEAD'],
  ['POST', '/ResourceTypes', 'GET, HEAD'],
  ['DELETE', '/Schemas/urn:x', 'GET, HEAD'],
])('%s %s is a 405 that allows %s', (method, path, allow) => {
  expect(refusal(method, path)).toMatchObject({
    status: 405,
    headers: { Allow: allow },
    detail: `${method} is not possible on ${path}; ${allow} is.`,
  })
})

test('/Me is a 501 for every method', () => {
  for (const path of ['/Me', '/v2/me', '/Me/x/y']) expect(refusal('GET', path)).toMatchObject({ status: 501 })
})
