import { expect, test } from 'vitest'
import { changedRules } from './rules'

test('of the rules of a form only those count that differ from what its page had shown', () => {
  const wanted = { allowedAddresses: ['203.0.113.7'], allowedDomains: [], massChangePercent: 20 }
  const shown = JSON.stringify({ ...wanted, allowedAddresses: [], whenDeleted: 'delete' })
  expect(changedRules(wanted, shown)).toEqual({ allowedAddresses: ['203.0.113.7'] })
  for (const nothing of [null, undefined, '', '{', 'null', '7']) {
    expect(changedRules(wanted, nothing)).toEqual(wanted)
  }
})
