import { expect, test } from 'vitest'
import { attribute } from '../schema/schema'
import { readSimple } from './value'

test('a number is a number where the schema says so', () => {
  for (const type of ['integer', 'decimal'] as const) {
    const doors = attribute('doors', 'How many.', { type })
    expect(readSimple(doors, 4, 'doors')).toBe(4)
    expect(readSimple(doors, '', 'doors')).toBeUndefined()
    expect(() => readSimple(doors, 'four', 'doors')).toThrow('doors: expected a number, got “four”.')
  }
})
