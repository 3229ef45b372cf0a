import { expect, test } from 'vitest'
import { namesOf } from './names'

test('the column of a list is known by its header, in whatever words', () => {
  const rows = [['1', 'ann@acme.example', 'Ann']]
  for (const header of ['login', 'Username', 'User name', 'userPrincipalName', 'Email', 'E-mail address']) {
    expect(namesOf({ columns: ['id', header, 'Name'], rows }), header).toEqual(['ann@acme.example'])
  }
})

test('userNames go before e-mail addresses', () => {
  expect(namesOf({ columns: ['Email', 'Username'], rows: [['a@home.example', 'ann']] })).toEqual(['ann'])
})

test('a list without a header is taken from its addresses, the first line too', () => {
  expect(
    namesOf({ columns: ['ann@acme.example'], rows: [['bob@acme.example'], [' '], ['bob@acme.example']] }),
  ).toEqual(['ann@acme.example', 'bob@acme.example'])
})
