import { describe, expect, test } from 'vitest'
import { printFilter } from './filter/print'
import { printPath } from './path'
import { readParameters, readProjection, readQuery, readSearch } from './query'
import { groupSchema } from './schema/group'
import { userSchema } from './schema/user'
import type { JsonObject } from './types'
import { URN } from './urns'

const read = (query: string) => readQuery(new URLSearchParams(query), userSchema)
const search = (body: JsonObject) => readSearch(body, userSchema)
const names = (paths?: Parameters<typeof printPath>[0][]) => paths?.map(printPath)

describe('a query string', () => {
  test('without parameters asks for the first hundred in ascending order', () => {
    expect(read('')).toEqual({ sortOrder: 'ascending', startIndex: 1, count: 100, projection: {} })
  })

  test.each([
    ['count=2&startIndex=1', 1, 2],
    ['count=0', 1, 0],
    ['count=-5&startIndex=-5', 1, 0],
    ['count=5000&startIndex=0', 1, 1000],
    ['count=&startIndex=', 1, 100],
    ['count= 7 &startIndex=%2B3', 3, 7],
    ['startIndex=99999999999999999999', Number.MAX_SAFE_INTEGER, 100],
  ])('%s', (query, startIndex, count) => {
    expect(read(query)).toMatchObject({ startIndex, count })
  })

  test('numbers that are none are refused by name', () => {
    expect(() => read('count=ten')).toThrow('count “ten” is not a whole number.')
    expect(() => read('startIndex=1.5')).toThrow('startIndex “1.5” is not a whole number.')
  })

  test('the filter decodes plus as space and %2B as plus', () => {
    const filter = read('filter=userName+eq+%22ann%2Btag@acme.com%22').filter
    expect(filter && printFilter(filter)).toBe('userName eq "ann+tag@acme.com"')
  })

  test('an empty filter is refused instead of listing everybody', () => {
    expect(() => read('filter=')).toThrow('The filter is empty')
    expect(() => read('filter=%20')).toThrow('The filter is empty')
    expect(() => read('filter=foo+eq+1')).toThrow('foo at position 1')
  })

  test.each([
    ['sortBy=USERNAME', 'userName', 'ascending'],
    ['sortBy=name.familyName&sortOrder=descending', 'name.familyName', 'descending'],
    ['sortBy=emails&sortOrder=ASCENDING', 'emails.value', 'ascending'],
    [`sortBy=${URN.ENTERPRISE_USER}:department&sortOrder=`, `${URN.ENTERPRISE_USER}:department`, 'ascending'],
    ['sortBy=urn:x:Foo:size', 'urn:x:Foo:size', 'ascending'],
  ])('%s', (query, path, order) => {
    const { sortBy, sortOrder } = read(query)
    expect(names(sortBy && [sortBy])).toEqual([path])
    expect(sortOrder).toBe(order)
  })

  test.each([
    ['sortBy=foo', 'invalidPath', 'sortBy “foo” is not an attribute of Users.'],
    ['sortBy=password', 'invalidPath', 'sortBy “password” is not an attribute of Users.'],
    [`sortBy=${URN.USER}`, 'invalidPath', `sortBy “${URN.USER}” is not an attribute of Users.`],
    ['sortBy=name', 'invalidPath', 'sortBy “name” needs one of its sub-attributes.'],
    ['sortOrder=down', 'invalidValue', 'sortOrder “down” is neither ascending nor descending.'],
  ])('%s is refused', (query, scimType, detail) => {
    expect(() => read(query)).toThrow(expect.objectContaining({ scimType, detail }))
  })

  test('a cursor is kept as sent; an empty one asks for the first page', () => {
    expect(read('cursor=abc').cursor).toEqual({ token: 'abc' })
    expect(read('cursor').cursor).toEqual({ token: '' })
    expect(read('cursor=&startIndex=7')).toMatchObject({ startIndex: 1, count: 100 })
    expect(read('').cursor).toBeUndefined()
  })

  test('the count of a page by cursor is kept as sent, and refused beyond the largest page', () => {
    expect(read('cursor=&count=7')).toMatchObject({ count: 7, cursor: { token: '', count: 7 } })
    expect(read('cursor=&count=-7')).toMatchObject({ count: 0, cursor: { count: 0 } })
    for (const count of ['1001', 'ten', '1.5']) {
      expect(() => read(`cursor=&count=${count}`)).toThrow(
        expect.objectContaining({ scimType: 'invalidCount' }),
      )
    }
  })
})

describe('the parameters of a query string', () => {
  test('come in any case; lists in several parts, anything else once', () => {
    const params = readParameters(
      'FILTER=a+pr&Filter=b&ATTRIBUTES=x&attributes=y,z&sortby=%20&other=1&other=2',
    )
    expect([...params]).toEqual([
      ['filter', 'a pr'],
      ['attributes', 'x,y,z'],
      ['sortBy', ' '],
      ['other', '1'],
    ])
    expect([...readParameters('')]).toEqual([])
  })
})

describe('a projection', () => {
  test('names attributes in any case and leaves out what nothing has', () => {
    const { attributes, excluded } = readProjection(
      new URLSearchParams('attributes=USERNAME, name.givenname,,foo&excludedAttributes=members'),
      userSchema,
    )
    expect(names(attributes)).toEqual(['userName', 'name.givenName'])
    expect(excluded).toEqual([])
  })

  test('is empty when the lists are', () => {
    expect(readProjection(new URLSearchParams('attributes=&excludedAttributes=%20'), groupSchema)).toEqual({})
  })
})

describe('a search request', () => {
  test('RFC 7644 §3.4.3 example', () => {
    const query = search({
      schemas: [URN.SEARCH_REQUEST],
      attributes: ['displayName', 'userName'],
      filter: 'displayName sw "smith"',
      startIndex: 1,
      count: 10,
    })
    expect(query).toMatchObject({ startIndex: 1, count: 10, filter: { op: 'sw', value: 'smith' } })
    expect(names(query.projection.attributes)).toEqual(['displayName', 'userName'])
  })

  test('keys come in any case, numbers as text, lists as text, null as nothing', () => {
    const query = search({ COUNT: '5', startindex: 3, excludedAttributes: 'emails,roles', filter: null })
    expect(query).toMatchObject({ startIndex: 3, count: 5 })
    expect(names(query.projection.excluded)).toEqual(['emails', 'roles'])
    expect(query.filter).toBeUndefined()
  })

  test('other shapes are refused by name', () => {
    expect(() => search({ filter: { a: 1 } })).toThrow('filter is not text, a number or a list of texts.')
    expect(() => search({ attributes: ['a', 1] })).toThrow(
      'attributes is not text, a number or a list of texts.',
    )
    expect(() => search({ count: 1.5 })).toThrow('count “1.5” is not a whole number.')
  })
})
