import { expect, test } from 'vitest'
import { explainFailure, isConflictOfWriters } from './failure'

test.each(['57P01', '53300', '55P03', '08006', 'ECONNREFUSED'])(
  '%s is over soon, and no fault of whoever asked',
  (code) => {
    expect(explainFailure({ code })).toMatchObject({ code: 'unavailable' })
    expect(isConflictOfWriters({ code })).toBe(false)
  },
)

test('a statement that is wrong stays what it is', () => {
  const wrong = { code: '42601' }
  expect(explainFailure(wrong)).toBe(wrong)
})
