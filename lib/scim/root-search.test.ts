import { describe, expect, test } from 'vitest'
import { queryIdentity, searchIdentity } from './cursor'
import { printFilter } from './filter/print'
import { printPath } from './path'
import { readQuery } from './query'
import { readRootSearch } from './root-search'
import { groupSchema } from './schema/group'
import { userSchema } from './schema/user'
import type { JsonObject } from './types'

const read = (body: JsonObject) => readRootSearch(body, [userSchema, groupSchema])
const filters = (filter: string) =>
  Object.fromEntries(
    read({ filter }).parts.map((part) => [part.type, part.filter && printFilter(part.filter)]),
  )

describe('a search over all types', () => {
  test('without filter asks for all of both', () => {
    expect(read({})).toEqual({
      sortOrder: 'ascending',
      startIndex: 1,
      count: 100,
      sorted: false,
      parts: [
        { type: 'User', projection: {} },
        { type: 'Group', projection: {} },
      ],
    })
  })

  test.each([
    ['displayName sw "A"', { User: 'displayName sw "A"', Group: 'displayName sw "A"' }],
    ['userName eq "a"', { User: 'userName eq "a"' }],
    ['members pr', { Group: 'members pr' }],
    ['userName eq "a" or members pr', { User: 'userName eq "a"', Group: 'members pr' }],
    ['userName eq "a" and members pr', {}],
    ['not (userName pr)', { User: 'not (userName pr)', Group: undefined }],
    ['userName ne "a"', { User: 'userName ne "a"', Group: undefined }],
    ['userName eq null', { User: 'userName eq null', Group: undefined }],
    ['userName ne null', { User: 'userName ne null' }],
    ['emails[type eq "work"]', { User: 'emails[type eq "work"]' }],
    [
      'id eq "x" and (userName pr or displayName pr)',
      {
        User: 'id eq "x" and (userName pr or displayName pr)',
        Group: 'id eq "x" and displayName pr',
      },
    ],
  ] as [string, Record<string, string | undefined>][])('%s', (filter, expected) => {
    expect(filters(filter)).toEqual(expected)
  })

  test('a name that no type has is refused with its place', () => {
    expect(() => read({ filter: 'id pr and foo eq 1' })).toThrow(
      expect.objectContaining({
        scimType: 'invalidFilter',
        detail: 'foo at position 11 is an attribute of neither Users nor Groups.',
      }),
    )
    expect(() => read({ filter: 'password eq "x"' })).toThrow(expect.objectContaining({ status: 400 }))
    expect(() => read({ sortBy: 'foo' })).toThrow(expect.objectContaining({ scimType: 'invalidPath' }))
  })

  test('sorts by what a type has, and projects what it has', () => {
    const { parts, sorted } = read({ sortBy: 'userName', attributes: ['userName', 'members'] })
    expect(sorted).toBe(true)
    expect(parts.map(({ sortBy }) => sortBy && printPath(sortBy))).toEqual(['userName', undefined])
    expect(parts.map(({ projection }) => projection.attributes?.map(printPath))).toEqual([
      ['userName'],
      ['members'],
    ])
  })
})

describe('the identity of a query', () => {
  const identity = (query: string) => queryIdentity('User', readQuery(new URLSearchParams(query), userSchema))

  test('is the same in every spelling and on every page', () => {
    expect(identity('filter=USERNAME eq "a"&attributes=title,userName&cursor=x&count=3')).toBe(
      identity('filter=userName  eq  "a"&attributes=userName,title&startIndex=9'),
    )
  })

  test.each([
    'filter=userName eq "b"',
    'filter=userName eq "a"&sortBy=userName',
    'filter=userName eq "a"&sortOrder=descending',
    'filter=userName eq "a"&attributes=userName',
    '',
  ])('differs for %s', (query) => {
    expect(identity(query)).not.toBe(identity('filter=userName eq "a"'))
  })

  test('differs by type and by kind of search', () => {
    const query = readQuery(new URLSearchParams(), userSchema)
    const all = [queryIdentity('User', query), queryIdentity('Group', query), searchIdentity(read({}))]
    expect(new Set(all).size).toBe(3)
  })
})
