import { expect, test } from 'vitest'
import { AppError } from '@/lib/base/errors'
import { inEnglish } from '@/lib/messages/translate'
import { actionFailure } from './action-failure'

const told = (error: unknown) => inEnglish(actionFailure(error, 'errors.entriesKept'))

test('with the database away one is told so, and not given a reference', () => {
  expect(told(new AppError('unavailable', { key: 'errors.noDatabase' }))).toBe(
    'The directory is not available at this moment. Your entries are still here. Try again.',
  )
})

test('who was signed out meanwhile is told how to go on with what was typed', () => {
  expect(told(new AppError('unauthenticated', { key: 'errors.sessionEnded' }))).toBe(
    'You’re signed out. Your entries are still here. Sign in in another tab, then try again.',
  )
})

test('what nobody foresaw has a reference; without an answer it is the connection', () => {
  expect(told(Object.assign(new Error('x'), { digest: '123' }))).toContain('Reference 123.')
  expect(told(new TypeError('fetch failed'))).toContain('couldn’t reach the server')
})
