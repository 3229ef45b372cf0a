import { expect, test } from 'vitest'
import { slugOf } from './slug'

test('slugs are lower-case letters, digits and hyphens, and never an underscore', () => {
  expect(slugOf('Acme')).toBe('acme')
  expect(slugOf('  Acme & Sons, Ltd. ')).toBe('acme-sons-ltd')
  expect(slugOf('under_score__co')).toBe('under-score-co')
  expect(slugOf('Ünïted Ångström')).toBe('united-angstrom')
  expect(slugOf('Straße Łódź Ørsted Æther')).toBe('strasse-lodz-orsted-aether')
})

test('a name without a Latin letter still has a slug', () => {
  expect(slugOf('株式会社')).toBe('company')
  expect(slugOf('---')).toBe('company')
  expect(slugOf('株式会社', 3)).toBe('company-3')
})

test('a long name is cut, and a number follows what is left', () => {
  expect(slugOf(`${'a'.repeat(39)} b`)).toBe('a'.repeat(39))
  expect(slugOf('x'.repeat(64), 12)).toBe(`${'x'.repeat(40)}-12`)
})
