import { expect, test } from 'vitest'
import {
  askedOf,
  exportHref,
  isNarrowed,
  listKey,
  loadSearch,
  NO_FILTERS,
  readHref,
  searchHref,
} from './search'

const none = loadSearch('')

test('an address without search, or with nonsense, is the whole list', () => {
  expect(none).toMatchObject({ q: '', status: '', origin: '', sort: '', page: 1, size: 25, cols: [] })
  expect(loadSearch('?status=gone&origin=moon&page=x&size=7&density=huge&since=ever')).toEqual(none)
  expect(isNarrowed(none)).toBe(false)
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

test('a change of the look stays on its page', () => {
  const search = loadSearch('?q=ada&page=4')
  expect(searchHref('/users', search, { density: 'compact' })).toBe('/users?q=ada&page=4&density=compact')
  expect(searchHref('/users', search, { cols: ['status', 'email'] })).toBe(
    '/users?q=ada&page=4&cols=status,email',
  )
})

test('every filter narrows, and clearing takes all of them', () => {
  for (const filter of ['q=a', 'status=active', 'integration=1', 'group=2', 'problems=open', 'since=7d']) {
    expect(isNarrowed(loadSearch(`?${filter}`)), filter).toBe(true)
  }
  const all = loadSearch(
    '?q=a&status=active&origin=idp&integration=1&group=2&problems=open&since=7d&members=none',
  )
  expect(searchHref('/users', all, NO_FILTERS)).toBe('/users')
})

test('the look of rows is nothing that the data door is asked', () => {
  const search = loadSearch('?q=ada&cols=email&density=compact&view=mine&size=50')
  expect(readHref('acme', 'users', search)).toBe('/api/console/acme/users?q=ada&size=50')
  expect(listKey('acme', 'users', search)).toEqual(listKey('acme', 'users', loadSearch('?q=ada&size=50')))
})

test('a file is asked for with the search and without the page', () => {
  const search = loadSearch('?q=ada&page=3&size=100&cols=email')
  expect(exportHref('acme', 'users', search, { format: 'csv' })).toBe(
    '/api/console/acme/export/users?q=ada&format=csv',
  )
  expect(exportHref('acme', 'groups', none, { format: 'json' })).toBe(
    '/api/console/acme/export/groups?format=json',
  )
})

test('the key of a list of a group’s members begins with the topic that refreshes it', () => {
  expect(listKey('acme', 'groups/42/members', none)).toEqual([
    'console',
    'acme',
    'groups',
    'groups/42/members',
    { ...askedOf(none), cols: [] },
  ])
})

test('a column of the client’s own is asked for when it is shown, and only then', () => {
  const shoe = 'urn:acme:hr:2.0:User:shoeSize'
  const search = { ...none, cols: ['email', shoe] }
  expect(new URL(readHref('acme', 'users', search), 'http://a').searchParams.get('cols')).toBe(shoe)
  expect(listKey('acme', 'users', search)).not.toEqual(listKey('acme', 'users', none))
  expect(listKey('acme', 'users', { ...none, cols: ['email'] })).toEqual(listKey('acme', 'users', none))
  expect(exportHref('acme', 'users', search, { format: 'csv' })).toBe(
    '/api/console/acme/export/users?format=csv',
  )
})
