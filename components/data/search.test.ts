import { expect, test } from 'vitest'
import { listKey, loadSearch, searchHref } from './search'

const none = { q: '', status: '', origin: '', sort: '', page: 1 } as const

test('an address without search, or with nonsense, is the whole list', () => {
  expect(loadSearch('')).toEqual(none)
  expect(loadSearch('?status=gone&origin=moon&page=x')).toEqual(none)
})

test('a page below the first is the first', () => {
  expect(loadSearch('?page=-3').page).toBe(1)
  expect(loadSearch('?page=0').page).toBe(1)
})

test('a change starts at page 1 and leaves what is not said out of the address', () => {
  const search = loadSearch('?q=ada&status=inactive&page=4')
  expect(searchHref('/users', search, { sort: '-name' })).toBe('/users?q=ada&status=inactive&sort=-name')
  expect(searchHref('/users', search, { q: '', status: '' })).toBe('/users')
  expect(searchHref('/users', search, { page: 5 })).toBe('/users?q=ada&status=inactive&page=5')
})

test('the key of a list of a group’s members begins with the topic that refreshes it', () => {
  expect(listKey('acme', 'groups/42/members', none)).toEqual([
    'console',
    'acme',
    'groups',
    'groups/42/members',
    none,
  ])
})
