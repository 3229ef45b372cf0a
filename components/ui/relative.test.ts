import { expect, test } from 'vitest'
import { exactUtc, relative } from './relative'

const now = Date.UTC(2026, 10, 22, 10, 41, 3)

test.each([
  [0, 'just now'],
  [12, '12 s ago'],
  [59, '59 s ago'],
  [60, '1 min ago'],
  [3599, '59 min ago'],
  [7200, '2 h ago'],
  [86_400 * 12, '12 d ago'],
  [86_400 * 30, '23 Oct 2026'],
])('%i seconds ago reads “%s”', (seconds, text) => {
  expect(relative(now - seconds * 1000, now)).toBe(text)
})

test('a clock a little ahead reads “just now”, one far ahead gives the day', () => {
  expect(relative(now + 30_000, now)).toBe('just now')
  expect(relative(now + 86_400_000, now)).toBe('23 Nov 2026')
})

test('an exact time names its zone', () => {
  expect(exactUtc(now)).toBe('22 Nov 2026, 10:41:03 UTC')
})
