import { expect, test } from 'vitest'
import { type CursorContent, readCursor, writeCursor } from './cursor'

test.each([
  { walk: { backwards: false, count: 100, total: 7 }, expires: 1_800_000_000 },
  { walk: { backwards: true, count: 2, total: 7, from: { key: 'ännä 𝒳', id: '1' } }, expires: 1 },
  { walk: { backwards: false, count: 2, total: 7, from: { key: null, id: '1' } }, expires: 1 },
] satisfies CursorContent[])('a cursor holds what was written: %j', (content) => {
  expect(readCursor(writeCursor(content))).toEqual(content)
})
