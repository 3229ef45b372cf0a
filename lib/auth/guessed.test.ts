import { expect, test } from 'vitest'
import { isGuessedFirst } from './guessed'

test.each([
  'password',
  'P@ssw0rd2026!',
  'Welcome123',
  'Sommer2026!',
  '!!Rollcall!!',
  '2026November',
  '12345678',
  '1234567890',
  '98765432',
  'ABCDEFGH',
  'aaaaaaaa',
  'abcabcabc',
  '12121212',
  '1qaz2wsx',
  'letmein1!',
])('%s is guessed first', (password) => {
  expect(isGuessedFirst(password)).toBe(true)
})

test.each([
  'correct horse battery staple',
  'summer rain on tin roofs',
  'password for the blue door',
  'summer8301749265031',
  'kT9#vLq2',
  'abcdefgi',
  'пароль-для-дома',
])('%s is not', (password) => {
  expect(isGuessedFirst(password)).toBe(false)
})
