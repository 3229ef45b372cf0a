import { expect, test } from 'vitest'
import { returnPath } from './return-path'

test('a path of this console leads back, with its filters', () => {
  expect(returnPath('/c/acme/company/target-users/users?q=ann&page=2')).toBe(
    '/c/acme/company/target-users/users?q=ann&page=2',
  )
  expect(returnPath('/c/acme#top')).toBe('/c/acme')
  expect(returnPath('/c/acme?q=ann&_rsc=1x2y')).toBe('/c/acme?q=ann')
})

test('nothing leads to another origin', () => {
  for (const text of [
    'https://evil.example/c/acme',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/%0d%0a//evil.example/../..//evil',
    'javascript:alert(1)',
    'c/acme',
    '',
    null,
    undefined,
  ]) {
    const path = returnPath(text)
    expect(path === undefined || new URL(path, 'http://here').host === 'here', String(text)).toBe(true)
    expect(path === undefined || !path.startsWith('//'), String(text)).toBe(true)
  }
})

test('the way in does not lead back to itself', () => {
  for (const text of ['/sign-in', '/sign-in?callbackUrl=/c/a', '/setup', '/api/auth/session']) {
    expect(returnPath(text)).toBeUndefined()
  }
})

test('a path that turns into two slashes after it is resolved is refused', () => {
  expect(returnPath('/.//evil.example')).toBeUndefined()
  expect(returnPath('/c/..//evil.example')).toBeUndefined()
})
