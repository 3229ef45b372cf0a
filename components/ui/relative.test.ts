import { expect, test } from 'vitest'
import { inEnglish } from '@/lib/messages/translate'
import { relative } from './relative'

const now = Date.UTC(2026, 10, 22, 10, 41, 3)

test.each([
  [0, 'just now'],
  [12, '12 s ago'],
  [59, '59 s ago'],
  [60, '1 min ago'],
  [3599, '59 min ago'],
  [7200, '2 h ago'],
  [86_400, '1 d ago'],
  [86_400 * 12, '12 d ago'],
])('%i seconds ago reads “%s”', (seconds, text) => {
  expect(inEnglish(relative(now - seconds * 1000, now) ?? { key: 'ui.notSet' })).toBe(text)
})

test('a month ago is told as a day', () => {
  expect(relative(now - 86_400_000 * 30, now)).toBeUndefined()
})

test('a clock a little ahead reads “just now”, one far ahead is told as a day', () => {
  expect(relative(now + 30_000, now)).toEqual({ key: 'time.now' })
  expect(relative(now + 86_400_000, now)).toBeUndefined()
})
