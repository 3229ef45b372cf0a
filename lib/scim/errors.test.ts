import { expect, test } from 'vitest'
import * as errors from './errors'

const scim = { ...errors }

test('the body of an error has its status as text, and a detail', () => {
  expect(scim.errorBody(scim.notFound('No such user.'))).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    detail: 'No such user.',
    status: '404',
  })
  expect(scim.errorBody(scim.uniqueness('Taken.'))).toMatchObject({ status: '409', scimType: 'uniqueness' })
})

test.each([
  ['invalidFilter', 400],
  ['tooMany', 400],
  ['uniqueness', 409],
  ['mutability', 400],
  ['invalidSyntax', 400],
  ['invalidPath', 400],
  ['noTarget', 400],
  ['invalidValue', 400],
  ['invalidVers', 400],
  ['sensitive', 403],
  ['invalidCursor', 400],
  ['expiredCursor', 400],
  ['invalidCount', 400],
] as const)('RFC 7644 table 9 and RFC 9865: %s is a %i', (scimType, status) => {
  expect(scim[scimType]('Why.')).toMatchObject({
    name: 'ScimError',
    status,
    scimType,
    detail: 'Why.',
    message: 'Why.',
  })
})

test.each([
  ['forbidden', 403],
  ['notFound', 404],
  ['preconditionFailed', 412],
  ['payloadTooLarge', 413],
  ['unsupportedMediaType', 415],
  ['internal', 500],
  ['notImplemented', 501],
] as const)('%s is a %i without scimType or headers', (name, status) => {
  const error = scim[name]('Why.')
  expect(error).toMatchObject({ status, detail: 'Why.' })
  expect(error).not.toHaveProperty('scimType')
  expect(error).not.toHaveProperty('headers')
})

test('headers come with the refusals that need them; Retry-After is whole seconds', () => {
  expect(scim.unauthorized('Who?')).toMatchObject({
    status: 401,
    headers: { 'WWW-Authenticate': 'Bearer realm="SCIM"' },
  })
  expect(scim.methodNotAllowed('No.', ['GET', 'POST'])).toMatchObject({
    status: 405,
    headers: { Allow: 'GET, POST' },
  })
  expect(scim.tooManyRequests('Slowly.', 1.2)).toMatchObject({ status: 429, headers: { 'Retry-After': '2' } })
  expect(scim.unavailable('Later.', 5)).toMatchObject({ status: 503, headers: { 'Retry-After': '5' } })
})
