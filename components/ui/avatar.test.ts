import { expect, test } from 'vitest'
import { initials } from './avatar'

test.each([
  ['Grace Hopper', 'GH'],
  ['ada.byron@acme.example', 'AB'],
  ['Cher', 'C'],
  ['李小龙', '李'],
  ['  ', '?'],
  ['🦊 fox', '🦊F'],
])('the initials of “%s” are “%s”', (name, letters) => {
  expect(initials(name)).toBe(letters)
})
