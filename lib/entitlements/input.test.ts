import { expect, test } from 'vitest'
import { fieldErrors } from '@/lib/base/input'
import { inEnglish } from '@/lib/messages/translate'
import { entitlementChange, entitlementInput } from './input'

const errorsOf = (input: unknown) => {
  const result = entitlementInput.safeParse(input)
  return result.success ? {} : fieldErrors(result.error, inEnglish)
}

test('what is left empty is null, and the rest is trimmed', () => {
  const typed = { kind: 'role', value: ' admin ', display: ' Administrator', type: ' ', description: '' }
  expect(entitlementInput.parse(typed)).toEqual({
    kind: 'role',
    value: 'admin',
    display: 'Administrator',
    type: null,
    description: null,
  })
  expect(entitlementChange.parse({ display: 'Admin', type: ' License ' })).toEqual({
    display: 'Admin',
    type: 'License',
    description: null,
  })
})

test('what is missing or does not fit is told at its field', () => {
  expect(errorsOf({})).toEqual({
    kind: 'Choose what it is.',
    value: 'Enter a value.',
    display: 'Enter a name.',
  })
  const long = { kind: 'role', value: '..', display: 'x'.repeat(201), description: 'x'.repeat(1_001) }
  expect(errorsOf(long)).toEqual({
    value: 'A value that is only dots can’t be part of an address.',
    display: 'Use at most 200 characters.',
    description: 'Use at most 1,000 characters.',
  })
})
