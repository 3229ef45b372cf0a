import { expect, test } from 'vitest'
import { attribute } from '../schema/schema'
import type { Json } from '../types'
import { mergeComplex, readSimple } from './value'

test('a number is a number where the schema says so', () => {
  for (const type of ['integer', 'decimal'] as const) {
    const doors = attribute('doors', 'How many.', { type })
    expect(readSimple(doors, 4, 'doors')).toBe(4)
    expect(readSimple(doors, '', 'doors')).toBeUndefined()
    expect(() => readSimple(doors, 'four', 'doors')).toThrow('doors: expected a number, got “four”.')
  }
})

test.each([42, true, {}, { value: 'ann' }, [], ['ann'], [{ value: 'ann' }]])(
  '%j is no required text',
  (sent) => {
    const name = attribute('userName', 'Who.', { required: true })
    expect(() => readSimple(name, sent, 'userName')).toThrow('userName: expected text, got')
    expect(readSimple(name, 'ann', 'userName')).toBe('ann')
    expect(readSimple(name, null, 'userName')).toBeUndefined()
  },
)

test('a list is a single value in the wrapped form only', () => {
  const title = attribute('title', 'The title.')
  for (const wrapped of [{ value: 'x' }, [{ value: 'x' }], [{ $ref: null, value: 'x' }]]) {
    expect(readSimple(title, wrapped, 'title')).toBe('x')
  }
  expect(readSimple(title, [{ value: null }], 'title')).toBeUndefined()
  for (const list of [[], ['x'], [null], [{}], [{ a: 1 }], [['x']], [[{ value: 'x' }]], [{ value: ['x'] }]]) {
    expect(() => readSimple(title, list, 'title')).toThrow('title: expected text, got a list.')
  }
})

test('a list is a single object in the wrapped form only, and where a value can be wrapped', () => {
  const manager = attribute('manager', 'Who manages.', {
    type: 'complex',
    subAttributes: [attribute('value', 'The id.'), attribute('displayName', 'The name.')],
  })
  const read = (sent: Json) => mergeComplex(manager, undefined, sent, 'manager')
  expect(read('m1')).toEqual({ value: 'm1' })
  expect(read([{ Value: 'm1', displayName: 'Max' }])).toEqual({ value: 'm1', displayName: 'Max' })
  for (const list of [[], ['m1'], [{ displayName: 'Max' }], [{ value: 'm1' }, { value: 'm2' }]]) {
    expect(() => read(list)).toThrow('manager: expected an object, got a list.')
  }
  const name = attribute('name', 'The name.', {
    type: 'complex',
    subAttributes: [attribute('givenName', 'The first name.')],
  })
  expect(() => mergeComplex(name, undefined, [{ value: 'x', givenName: 'Ann' }], 'name')).toThrow(
    'name: expected an object, got a list.',
  )
})
