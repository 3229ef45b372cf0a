import { expect, test } from 'vitest'
import { isAllowed, shutOut } from './allowed-addresses'

test.each([
  [['0.0.0.0/0'], '198.51.100.1', true],
  [['0.0.0.0/0'], '2001:db8::1', false],
  [['::/0'], '2001:db8::1', true],
  [['203.0.113.7/24'], '203.0.113.200', true],
  [['203.0.113.7'], '::ffff:203.0.113.7', true],
  [['::ffff:203.0.113.7'], '203.0.113.7', true],
  [['2001:db8::/33'], '2001:db8:8000::1', false],
  [['2001:db8::1'], '2001:DB8:0:0:0:0:0:1', true],
  [['203.0.113.7', '10.0.0.0/9'], '10.128.0.1', false],
  [['203.0.113.7'], null, false],
  [[], null, true],
] as const)('of %j, %s is let through: %s', (rule, address, isLet) => {
  expect(isAllowed(rule, address)).toBe(isLet)
})

test('who has shut out the latest call is told from where it came', () => {
  const call = (at: number, lastUsedAddress: string | null) => ({ lastUsedAt: new Date(at), lastUsedAddress })
  const never = { lastUsedAt: null, lastUsedAddress: null }
  const tokens = [call(1, '203.0.113.7'), never, call(2, '198.51.100.1')]
  expect(shutOut(['203.0.113.7'], tokens)).toBe('198.51.100.1')
  expect(shutOut(['198.51.100.0/24'], tokens)).toBeNull()
  expect(shutOut([], tokens)).toBeNull()
  expect(shutOut(['203.0.113.7'], [never])).toBeNull()
  expect(shutOut(['203.0.113.7'], [call(1, null)])).toBeNull()
})
