import { describe, expect, test } from 'vitest'
import { AppError } from '@/lib/base/errors'
import { LANGUAGE_TAGS } from '@/lib/messages/locale'
import { wordsOf } from '@/lib/messages/text'
import { inEnglish, writerOf } from '@/lib/messages/translate'
import { actionFailure, deedFailure } from './action-failure'

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

describe('of something that was to be done at once', () => {
  const toldOfDeed = (error: unknown) => inEnglish(deedFailure(error))
  const failures = {
    'an error that nobody foresaw': Object.assign(new Error('x'), { digest: '123' }),
    'a directory that is away': new AppError('unavailable', { key: 'errors.unavailable' }),
    'an answer that never came': new TypeError('fetch failed'),
  }

  test.each(Object.entries(failures))(
    '%s leaves open whether it was done, and says what to do',
    (_, error) => {
      expect(toldOfDeed(error)).toContain('we can’t tell whether this was done.')
      expect(toldOfDeed(error)).toContain('look before you try again.')
      expect(toldOfDeed(error)).not.toContain('Nothing has changed')
      expect(wordsOf(deedFailure(error), writerOf('de'), LANGUAGE_TAGS.de)).toContain(
        'Ob die Aktion ausgeführt wurde, lässt sich nicht sagen.',
      )
    },
  )

  test('an unforeseen error has its reference', () => {
    expect(toldOfDeed(failures['an error that nobody foresaw'])).toContain('Reference 123.')
  })

  test('who was signed out was refused before anything began', () => {
    const error = new AppError('unauthenticated', { key: 'errors.sessionEnded' })
    expect(toldOfDeed(error)).toContain('Nothing has changed.')
  })

  test('what Next throws for itself is thrown on', () => {
    const redirect = Object.assign(new Error('x'), { digest: 'NEXT_REDIRECT;push;/' })
    expect(() => deedFailure(redirect)).toThrow(redirect)
  })
})
