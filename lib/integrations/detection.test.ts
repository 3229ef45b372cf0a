import { expect, test } from 'vitest'
import { detectProvider, providerOf } from './detection'

test('a provider is known by the name that it sends', () => {
  expect(providerOf('Okta SCIM Client 1.0.0')).toBe('okta')
  expect(providerOf('OKTA SCIM Integration')).toBe('okta')
  expect(providerOf('OneLogin/1.0')).toBe('onelogin')
  for (const other of [null, '', 'curl/8.5.0', 'Google-HTTP-Java-Client/1.44', 'node', 'Oktatech 1']) {
    expect(providerOf(other)).toBeUndefined()
  }
})

test('the latest call decides, and what was chosen is not detected', () => {
  const okta = { lastUsedAt: new Date(1_000), lastUsedUserAgent: 'Okta SCIM Client 1.0.0' }
  const never = { lastUsedAt: null, lastUsedUserAgent: null }
  expect(detectProvider('other', [never, okta])).toBe('okta')
  expect(detectProvider('entra', [okta])).toBe('okta')
  expect(detectProvider('okta', [okta])).toBeNull()
  expect(detectProvider('other', [never])).toBeNull()
  const curl = { lastUsedAt: new Date(2_000), lastUsedUserAgent: 'curl/8.5.0' }
  expect(detectProvider('other', [okta, curl])).toBeNull()
})
