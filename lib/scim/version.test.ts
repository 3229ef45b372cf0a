import { expect, test } from 'vitest'
import { checkVersion, etag, readPreconditions } from './version'

const check = (ifMatch?: string, ifNoneMatch?: string, access?: 'read' | 'write') =>
  checkVersion(readPreconditions({ ifMatch, ifNoneMatch }), 3, access)

test('an entity tag is weak and carries the version', () => {
  expect(etag(3)).toBe('W/"3"')
})

test.each(['W/"3"', '"3"', '3', '*', '"2", W/"3"', '', undefined])(
  'If-Match %s lets version 3 proceed',
  (header) => {
    expect(check(header)).toBe('proceed')
  },
)

test('If-Match of another version is a 412 that names the current one', () => {
  expect(() => check('W/"2"')).toThrow(
    expect.objectContaining({
      status: 412,
      detail: 'The resource has changed: it is at version W/"3" now. Read it again, then repeat the change.',
    }),
  )
})

test('If-None-Match of the version answers a read with 304, a write with 412', () => {
  expect(check(undefined, 'W/"3"')).toBe('not-modified')
  expect(check(undefined, '*')).toBe('not-modified')
  expect(check(undefined, 'W/"2"')).toBe('proceed')
  expect(check(undefined, 'W/"2"', 'write')).toBe('proceed')
  expect(() => check(undefined, '*', 'write')).toThrow(expect.objectContaining({ status: 412 }))
})
