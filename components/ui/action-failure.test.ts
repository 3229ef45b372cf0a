import { expect, test } from 'vitest'
import { AppError } from '@/lib/base/errors'
import { actionFailure } from './action-failure'

const KEPT = 'Your entries are still here.'

test('with the database away one is told so, and not given a reference', () => {
  expect(actionFailure(new AppError('unavailable', 'secret detail'), KEPT)).toBe(
    'The directory is not available at this moment. Your entries are still here. Try again.',
  )
})

test('what nobody foresaw has a reference; without an answer it is the connection', () => {
  expect(actionFailure(Object.assign(new Error('x'), { digest: '123' }), KEPT)).toContain('Reference 123.')
  expect(actionFailure(new TypeError('fetch failed'), KEPT)).toContain('couldn’t reach the server')
})
