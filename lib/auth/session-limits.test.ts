import { expect, test } from 'vitest'
import { pastLimit } from './session-limits'

const NOW = Date.UTC(2026, 0, 5, 12)
const MINUTE = 60_000
const limits = { sessionIdleMinutes: 10, sessionHours: 4 }

/** A session that began and was active so many minutes ago, with its longest pause in seconds. */
const session = (began: number, active: number, longestIdleSeconds = 0) => ({
  startedAt: NOW - began * MINUTE,
  activeAt: new Date(NOW - active * MINUTE),
  longestIdleSeconds,
})

test.each([
  ['used', session(239, 1), undefined],
  ['left alone for less than the limit', session(60, 9.9), undefined],
  ['left alone for as long as the limit', session(60, 10), 'idle'],
  ['used again after having been left alone for too long', session(60, 0, 601), 'idle'],
  ['begun too long ago', session(240, 0), 'long'],
  ['begun this moment', session(0, 0), undefined],
] as const)('a session that was %s', (_, course, past) => {
  expect(pastLimit(limits, course, NOW)).toBe(past)
})
