import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { groupSchema } from '../schema/group'
import { userSchema } from '../schema/user'
import type { JsonObject } from '../types'
import { URN } from '../urns'
import type { Compare, Filter } from './ast'
import { matches } from './matches'
import { parseFilter } from './parse'
import { printFilter } from './print'

const ann: JsonObject = {
  schemas: [URN.USER, URN.ENTERPRISE_USER, 'urn:x:Foo'],
  id: '0198A',
  externalId: '00uAnn',
  userName: 'Ann@Acme.com',
  name: { givenName: 'Ann', familyName: 'Álvarez', formatted: '' },
  displayName: null,
  active: true,
  emails: [
    { value: 'ann@acme.com', type: 'work', primary: true },
    { value: 'ann@home.net', type: 'home' },
    { value: 'bare@acme.com' },
  ],
  phoneNumbers: [],
  photos: 'not a list',
  addresses: [{ type: 'work', locality: '' }],
  groups: [{ value: 'g1', display: 'Engineering' }],
  meta: { created: '2024-01-31T10:00:00.500Z', resourceType: 'User' },
  [URN.ENTERPRISE_USER]: { department: 'Tools', manager: { value: 'M1' }, badge: 7 },
  'urn:x:Foo': { size: '42', wide: true, list: ['a'], deep: { a: 'B' }, empty: {} },
}

const holds = (text: string, resource = ann) => matches(parseFilter(text, userSchema), resource)

test.each([
  // text: folded unless case exact
  ['userName eq "ann@acme.COM"', true],
  ['userName ne "ann@acme.COM"', false],
  ['userName co "@ACME"', true],
  ['userName sw "ANN"', true],
  ['userName ew ".COM"', true],
  ['userName co "x"', false],
  ['userName sw "x"', false],
  ['userName ew "x"', false],
  ['externalId eq "00uann"', false],
  ['externalId eq "00uAnn"', true],
  ['name.familyName eq "álvarez"', true],
  // order
  ['userName gt "ann"', true],
  ['userName gt "ann@acme.com"', false],
  ['userName ge "ann@acme.com"', true],
  ['userName lt "b"', true],
  ['userName le "ann@acme.com"', true],
  ['userName lt "a"', false],
  // nothing, null and "" are not present
  ['title pr', false],
  ['displayName pr', false],
  ['name.formatted pr', false],
  ['name pr', true],
  ['phoneNumbers pr', false],
  ['addresses pr', true],
  ['addresses.locality pr', false],
  ['photos pr', false],
  ['userName pr', true],
  ['title eq null', true],
  ['title ne null', false],
  ['userName eq null', false],
  ['userName ne null', true],
  ['emails ne null', true],
  ['phoneNumbers eq null', true],
  ['title ne "x"', true],
  ['title eq ""', false],
  ['title co ""', false],
  ['userName co ""', true],
  ['title lt "x"', false],
  ['name.middleName ne "x"', true],
  // several values: one is enough, also for ne; of none, none does
  ['emails eq "ann@home.net"', true],
  ['emails ne "ann@home.net"', true],
  ['phoneNumbers ne "1"', false],
  ['not (phoneNumbers eq "1")', true],
  ['emails.type ne "work"', true],
  ['emails[type ne "work"]', true],
  ['emails[type pr and not (type eq "work")]', true],
  ['emails.primary eq true', true],
  ['emails.primary eq false', false],
  ['emails.primary ne true', true],
  ['groups.value eq "g1"', true],
  ['groups.display eq "engineering"', true],
  [`schemas eq "${URN.ENTERPRISE_USER}"`, true],
  // one entry satisfies all
  ['emails[type eq "work" and value co "home"]', false],
  ['emails[type eq "WORK"].value eq "ann@acme.com"', true],
  ['emails[type eq "work"].value eq "ann@home.net"', false],
  ['emails.type eq "work" and emails.value eq "ann@home.net"', true],
  // booleans
  ['active eq true', true],
  ['active ne true', false],
  ['active eq false', false],
  // instants
  ['meta.created eq "2024-01-31T11:00:00.5+01:00"', true],
  ['meta.created gt "2024-01-31T10:00:00Z"', true],
  ['meta.created lt "2024-01-31T10:00:00Z"', false],
  ['meta.created ge "2024-01-31"', true],
  ['meta.lastModified ge "2024-01-31"', false],
  // logic
  ['title pr or active eq true', true],
  ['title pr or title pr', false],
  ['title pr and active eq true', false],
  ['active eq true and userName pr', true],
  // extensions
  [`${URN.ENTERPRISE_USER}:department eq "TOOLS"`, true],
  [`${URN.ENTERPRISE_USER}:manager eq "M1"`, true],
  [`${URN.ENTERPRISE_USER}:manager eq "m1"`, false],
  [`${URN.ENTERPRISE_USER}:badge eq 7`, true],
  [`${URN.ENTERPRISE_USER}:Badge eq 7`, false],
  ['urn:x:Foo:size lt "5"', true],
  ['urn:x:Foo:wide eq TRUE', true],
  ['urn:x:Foo:list pr', true],
  ['urn:x:Foo:list eq "a"', true],
  ['urn:x:Foo:list ne "a"', false],
  ['urn:x:Foo:deep.a eq "b"', true],
  ['urn:x:Foo:deep eq "b"', false],
  ['urn:x:Foo:list.a eq "b"', false],
  ['urn:x:Foo:empty pr', false],
  ['urn:x:Foo:toString pr', false],
  ['urn:x:Bar:size pr', false],
])('%s is %s', (text, expected) => {
  expect(holds(text)).toBe(expected)
})

test('a filter on the members of a group', () => {
  const group = { displayName: 'Engineering', members: [{ value: 'u1', display: 'Ann' }] }
  expect(matches(parseFilter('members.value eq "u1"', groupSchema), group)).toBe(true)
  expect(matches(parseFilter('members[value eq "u2"]', groupSchema), group)).toBe(false)
})

test('order is by code point: an emoji comes after every character of the basic plane', () => {
  expect(holds('title gt "\uffff"', { title: '😀' })).toBe(true)
  expect(holds('title lt "😀"', { title: '\uffff' })).toBe(true)
  expect(holds('title lt "ab"', { title: 'a' })).toBe(true)
})

describe('a filter that no text gives', () => {
  const path = { ...(parseFilter('active pr', userSchema) as Filter & { kind: 'present' }).path }
  test('text operators never hold between numbers', () => {
    expect(matches({ kind: 'compare', path, op: 'co', value: true }, { active: true })).toBe(false)
  })
  test('numbers compare as numbers', () => {
    const age = { ...path, name: 'age', type: 'integer' as const }
    expect(matches({ kind: 'compare', path: age, op: 'gt', value: 9 }, { age: 10 })).toBe(true)
    expect(matches({ kind: 'compare', path: age, op: 'eq', value: 9 }, { age: 10 })).toBe(false)
  })

  test.each([
    ['size gt 9', true],
    ['size lt 9', false],
    ['size ge 42', true],
    ['size eq 42', true],
    ['size ne 42', false],
    ['size eq "42"', true],
    ['size sw 4', true],
    ['sizes lt 7', true],
    ['sizes gt 10', false],
    ['name gt 9', true],
    ['none gt 9', false],
    ['none ne 9', true],
  ])('a number that no schema describes compares with a number by size: %s', (text, expected) => {
    const shoes = { 'urn:x:Foo': { size: 42, sizes: [10, 6.5], name: 'ann' } }
    expect(holds(`urn:x:Foo:${text}`, shoes)).toBe(expected)
  })
})

describe('generated filters', () => {
  const names = [
    'userName',
    'externalId',
    'active',
    'meta.created',
    'name.givenName',
    'emails',
    'emails.type',
    'emails.primary',
    'schemas',
    `${URN.ENTERPRISE_USER}:manager.value`,
    'urn:x:Foo:deep.a',
  ]
  const operators: Compare[] = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le']
  const literal = fc.oneof(
    fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0')),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number || 0),
    fc.constantFrom(null, '2024-01-31T10:00:00Z', 'ann', '"\\'),
  )
  const term = fc
    .tuple(fc.constantFrom(...names), fc.constantFrom(...operators), literal)
    .map(([name, op, value]) => `${name} ${op} ${JSON.stringify(value)}`)
  const text = fc.letrec<{ filter: string }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      term,
      fc.constantFrom(...names).map((name) => `${name} pr`),
      fc.tuple(tie('filter'), fc.constantFrom('and', 'or'), tie('filter')).map((parts) => parts.join(' ')),
      tie('filter').map((inner) => `(${inner})`),
      tie('filter').map((inner) => `not (${inner})`),
      literal.map((value) => `emails[type eq "work" or value ne ${JSON.stringify(String(value))}]`),
    ),
  })).filter

  test('parse, print and parse again give the same filter, which tells yes from no', () => {
    let parsed = 0
    fc.assert(
      fc.property(text, (source) => {
        let filter: Filter
        try {
          filter = parseFilter(source, userSchema)
        } catch (error) {
          expect(error).toMatchObject({ scimType: 'invalidFilter' })
          return
        }
        parsed++
        const print = printFilter(filter)
        expect(parseFilter(print, userSchema)).toEqual(filter)
        expect(printFilter(parseFilter(print, userSchema))).toBe(print)
        expect(matches({ kind: 'not', of: filter }, ann)).toBe(!matches(filter, ann))
      }),
      { numRuns: 20_000, seed: 7644 },
    )
    expect(parsed).toBeGreaterThan(5_000)
  })

  test('whatever the text, a refusal is invalidFilter with a detail fit for a log', () => {
    const pieces = [
      'userName',
      'emails',
      ' eq ',
      ' pr',
      '[',
      ']',
      '(',
      ')',
      '"',
      '\\',
      '.value',
      ' and ',
      'not ',
    ]
    const soup = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 12 })
    fc.assert(
      fc.property(soup, (parts) => {
        try {
          parseFilter(parts.join(''), userSchema)
        } catch (error) {
          expect(error).toMatchObject({ status: 400, scimType: 'invalidFilter' })
          expect((error as Error).message.length).toBeLessThanOrEqual(250)
        }
      }),
      { numRuns: 20_000, seed: 7644 },
    )
  })
})
