import { expect, test } from 'vitest'
import { json } from '../respond'
import { faultsOf, inheritedNames } from './faults'

const SCIM = { 'content-type': 'application/scim+json' }
const error = (status: string, detail: string) =>
  JSON.stringify({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status, detail })

test('an answer of the endpoint has no faults', () => {
  expect(faultsOf(json(200, { schemas: ['urn:x:Y'] }))).toEqual([])
  expect(faultsOf({ status: 404, headers: SCIM, body: error('404', 'There is none.') })).toEqual([])
  expect(faultsOf({ status: 204, headers: {}, body: '' })).toEqual([])
})

test.each([
  [503, SCIM, error('503', 'Later.')],
  [200, {}, '{"schemas":[]}'],
  [200, { 'content-type': 'text/html' }, '{"schemas":[]}'],
  [200, SCIM, ''],
  [404, SCIM, ''],
  [204, SCIM, '{"schemas":[]}'],
  [200, SCIM, '<html>'],
  [200, SCIM, '[]'],
  [200, SCIM, '{"id":"1"}'],
  [404, SCIM, '{"schemas":["urn:x:Y"]}'],
  [404, SCIM, error('400', 'There is none.')],
  [404, SCIM, error('404', '')],
])('%i with %j and %s has one', (status, headers, body) => {
  expect(faultsOf({ status, headers, body })).toHaveLength(1)
})

test('a name that everything inherits is noticed', () => {
  const before = inheritedNames()
  Object.defineProperty(Object.prototype, 'polluted', { value: true, configurable: true })
  try {
    expect(inheritedNames()).not.toBe(before)
  } finally {
    Reflect.deleteProperty(Object.prototype, 'polluted')
  }
  expect(inheritedNames()).toBe(before)
})
