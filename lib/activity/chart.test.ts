import { expect, test } from 'vitest'
import { spanOf } from './chart'

const now = Date.UTC(2026, 10, 22, 12, 3)
const HOUR = 3_600_000
const none = { from: 0, to: 0, range: '' } as const

test('a chart has at most 96 bars, which lie on multiples of their width and cover the time asked for', () => {
  for (const hours of [0.1, 1, 5, 24, 100, 720, 2160, 8760]) {
    const { from, to, seconds } = spanOf(
      { ...none, from: now - hours * HOUR, to: now },
      now,
      now - 90 * 24 * HOUR,
    )
    expect((to - from) / (seconds * 1_000)).toBeLessThanOrEqual(97)
    expect((to - from) % (seconds * 1_000)).toBe(0)
    expect([from <= now - hours * HOUR, to >= now]).toEqual([true, true])
    expect((from - Date.UTC(2000, 0, 1)) % (seconds * 1_000)).toBe(0)
  }
})

test('without a time it covers what the log holds, an hour at the least; with a range what came since', () => {
  expect(now - spanOf(none, now, now - 90 * 24 * HOUR).from).toBeGreaterThanOrEqual(90 * 24 * HOUR)
  expect(now - spanOf(none, now, now).from).toBeGreaterThanOrEqual(HOUR)
  expect(spanOf({ ...none, range: '1h' }, now, now - 90 * 24 * HOUR)).toEqual({
    from: Date.UTC(2026, 10, 22, 11, 0),
    to: Date.UTC(2026, 10, 22, 12, 5),
    seconds: 300,
  })
})

test('a moment is one bar', () => {
  const { from, to, seconds } = spanOf({ ...none, from: now, to: now }, now, now - 90 * 24 * HOUR)
  expect(to - from).toBe(seconds * 1_000)
})
