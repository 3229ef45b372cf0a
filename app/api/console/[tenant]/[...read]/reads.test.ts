import { expect, test } from 'vitest'
import { readOf } from './reads'

test('a path names a read, with the id in its second place', () => {
  expect(readOf(['users'])?.id).toBe('')
  expect(readOf(['users', 'abc'])?.id).toBe('abc')
  expect(readOf(['groups', 'abc', 'members'])?.id).toBe('abc')
  expect(readOf(['users'])?.answer).not.toBe(readOf(['groups'])?.answer)
})

test('what no page reads is not there', () => {
  for (const path of [[], ['people'], ['users', 'a', 'tokens'], ['users', 'a', 'groups', 'b'], ['{id}']]) {
    expect(readOf(path)).toBeUndefined()
  }
  expect(readOf(['constructor'])).toBeUndefined()
})
