import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sameResource } from '../resource/same'
import { groupSchema } from '../schema/group'
import { userSchema } from '../schema/user'
import type { Json, JsonObject } from '../types'
import { URN } from '../urns'
import { applyPatch } from './apply'
import { readPatch } from './read'

const E = URN.ENTERPRISE_USER
const work = { value: 'ann@acme.com', type: 'work', primary: true }
const home = { value: 'ann@home.net', type: 'home' }
const ann: JsonObject = {
  schemas: [URN.USER, E, 'urn:x:Foo'],
  userName: 'ann',
  name: { givenName: 'Ann', familyName: 'Archer' },
  active: true,
  emails: [work, home],
  [E]: { department: 'Tools', manager: { value: 'm1', displayName: 'Max' } },
  'urn:x:Foo': { size: 7, list: ['a'], deep: { a: 1 } },
}

/** What changes in `ann`: attributes with their new values, null where they are gone. */
function changes(...operations: JsonObject[]): JsonObject {
  const after = applyPatch(ann, readPatch({ Operations: operations }, userSchema, 'u1'), userSchema)
  const keys = new Set([...Object.keys(ann), ...Object.keys(after)])
  const differs = (key: string) => JSON.stringify(ann[key]) !== JSON.stringify(after[key])
  return Object.fromEntries([...keys].filter(differs).map((key) => [key, after[key] ?? null]))
}
const refusal = (...operations: JsonObject[]) => {
  try {
    return changes(...operations)
  } catch (error) {
    return error
  }
}
const add = (path: string, value: Json) => ({ op: 'add', path, value })
const replace = (path: string, value: Json) => ({ op: 'replace', path, value })
const remove = (path: string, value?: Json) => ({
  op: 'remove',
  path,
  ...(value === undefined ? {} : { value }),
})

describe('single values', () => {
  test.each<[JsonObject, JsonObject]>([
    [add('title', 'Engineer'), { title: 'Engineer' }],
    [add('userName', 'ANN'), { userName: 'ANN' }],
    [replace('active', 'False'), { active: false }],
    [replace('active', [{ $ref: null, value: 'False' }]), { active: false }],
    [replace('title', ''), {}],
    [add('name.middleName', 'B'), { name: { givenName: 'Ann', familyName: 'Archer', middleName: 'B' } }],
    [replace('name.givenName', ''), { name: { familyName: 'Archer' } }],
    [remove('name.givenName'), { name: { familyName: 'Archer' } }],
    [replace('name', { givenName: 'Bea' }), { name: { givenName: 'Bea', familyName: 'Archer' } }],
    [replace('name', { givenName: null, familyName: '' }), { name: null }],
    [replace('name', {}), {}],
    [replace('name', null), { name: null }],
    [remove('name'), { name: null }],
    [remove('title'), {}],
    [replace('nickName', [{ value: 'A', $ref: null }]), { nickName: 'A' }],
  ])('%j', (operation, expected) => {
    expect(changes(operation)).toEqual(expected)
  })

  test.each([remove('active'), replace('active', ''), replace('active', null)])(
    '%j: a state cannot be cleared, and nobody is brought back by it',
    (operation) => {
      expect(changes(operation)).toEqual({})
    },
  )

  test.each([replace('userName', ''), replace('userName', null), replace('userName', ' ')])(
    '%j: what is required stays',
    (operation) => {
      expect(refusal(operation)).toMatchObject({
        status: 400,
        scimType: 'invalidValue',
        detail:
          'userName: a value is required. Check the attribute mapping for userName in your identity provider.',
      })
    },
  )

  test('RFC 7644 §3.5.2.2: what is required cannot be removed, unless the same PATCH gives it anew', () => {
    expect(refusal(remove('userName'))).toMatchObject({
      status: 400,
      scimType: 'mutability',
      detail: 'userName cannot be removed: a User is known by it. Replace it instead.',
    })
    expect(changes(remove('userName'), add('userName', 'bea@acme.com'))).toEqual({ userName: 'bea@acme.com' })
  })
})

describe('several values', () => {
  const phone = { value: '555', type: 'work' }
  test.each<[JsonObject, JsonObject]>([
    // add is union
    [add('emails', [{ value: 'x@y' }]), { emails: [work, home, { value: 'x@y' }] }],
    [
      add('emails', { value: 'ANN@home.net', type: 'HOME' }),
      { emails: [work, { value: 'ANN@home.net', type: 'HOME' }] },
    ],
    [add('emails', [home, work]), {}],
    [add('emails', []), {}],
    [add('emails', ''), {}],
    [add('phoneNumbers', [phone, phone]), { phoneNumbers: [phone] }],
    // one primary at most
    [
      add('emails', [{ value: 'x@y', primary: true }]),
      { emails: [{ ...work, primary: false }, home, { value: 'x@y', primary: true }] },
    ],
    [
      replace('emails[type eq "home"].primary', 'True'),
      {
        emails: [
          { ...work, primary: false },
          { ...home, primary: true },
        ],
      },
    ],
    [
      add('emails', [{ ...work, primary: true, display: 'Ann' }]),
      { emails: [{ ...work, display: 'Ann' }, home] },
    ],
    // replace and remove the whole
    [replace('emails', [{ value: 'x@y' }]), { emails: [{ value: 'x@y' }] }],
    [replace('emails', { value: 'x@y' }), { emails: [{ value: 'x@y' }] }],
    [replace('emails', []), { emails: null }],
    [replace('emails', null), { emails: null }],
    [remove('emails'), { emails: null }],
    [remove('emails', null), { emails: null }],
    [remove('phoneNumbers'), {}],
    // remove what is listed
    [remove('emails', [{ value: 'ANN@acme.com' }]), { emails: [home] }],
    [remove('emails', [{ value: 'ann@acme.com', type: 'home' }]), {}],
    [remove('emails', [{ value: 'ann@home.net', type: 'Home' }, 'ann@acme.com']), { emails: null }],
    [remove('emails', []), {}],
    // by filter
    [remove('emails[type eq "work"]'), { emails: [home] }],
    [remove('emails[type eq "fax"]'), {}],
    [remove('emails[type eq "work" or type eq "home"]'), { emails: null }],
    [remove('emails[type eq "work"].primary'), { emails: [{ value: 'ann@acme.com', type: 'work' }, home] }],
    [remove('emails[type eq "work"].value'), { emails: [home] }],
    [replace('emails[type eq "WORK"].value', 'x@y'), { emails: [{ ...work, value: 'x@y' }, home] }],
    [replace('emails[primary eq "True"].value', 'x@y'), { emails: [{ ...work, value: 'x@y' }, home] }],
    [replace('emails[type eq "work"].value', ''), { emails: [home] }],
    [replace('emails[type eq "work"]', null), { emails: [home] }],
    [replace('emails[type eq "work"]', []), { emails: [home] }],
    [
      replace('emails[type eq "work"].value', [{ value: 'x@y' }]),
      { emails: [{ ...work, value: 'x@y' }, home] },
    ],
    [
      add('roles', '{"id":"r-1","value":"admin","displayName":"Admin"}'),
      { roles: [{ value: 'admin', display: 'Admin' }] },
    ],
    [replace('emails[type eq "work"]', { value: 'x@y' }), { emails: [{ type: 'work', value: 'x@y' }, home] }],
    [
      replace('emails[type eq "work"]', [{ value: 'x@y', type: 'other' }]),
      { emails: [{ value: 'x@y', type: 'other' }, home] },
    ],
    [replace('emails[not (type eq "home")]', { value: 'x@y' }), { emails: [{ value: 'x@y' }, home] }],
    [replace('emails[value pr]', { value: 'x@y' }), { emails: [{ value: 'x@y' }] }],
    [add('emails[type eq "work"]', { display: 'A' }), { emails: [{ ...work, display: 'A' }, home] }],
    [
      add('emails[value pr].display', 'A'),
      {
        emails: [
          { ...work, display: 'A' },
          { ...home, display: 'A' },
        ],
      },
    ],
    [
      replace('emails[type eq "work"].value', 'ann@home.net'),
      { emails: [{ ...work, value: 'ann@home.net' }, home] },
    ],
    [
      replace('emails[type eq "home"].type', 'work'),
      { emails: [work, { value: 'ann@home.net', type: 'work' }] },
    ],
    // without brackets, a sub-attribute is that of the primary or first entry
    [replace('emails.value', 'x@y'), { emails: [{ ...work, value: 'x@y' }, home] }],
    [add('phoneNumbers.value', '555'), { phoneNumbers: [{ value: '555' }] }],
    [add('phoneNumbers.type', 'work'), {}],
    [remove('emails.primary'), { emails: [{ value: 'ann@acme.com', type: 'work' }, home] }],
    [
      replace('emails.type', ''),
      { emails: [{ value: 'ann@acme.com', primary: true }, { value: 'ann@home.net' }] },
    ],
    // attributes without value
    [
      add('addresses[type eq "work"].locality', 'Paris'),
      { addresses: [{ type: 'work', locality: 'Paris' }] },
    ],
    [add('addresses[type eq "work"].locality', ''), {}],
  ])('%j', (operation, expected) => {
    expect(changes(operation)).toEqual(expected)
  })

  test('without a primary, the first entry is meant', () => {
    expect(changes(remove('emails.primary'), replace('emails.value', 'x@y'))).toEqual({
      emails: [{ value: 'x@y', type: 'work' }, home],
    })
  })

  test('Entra: a filtered add or replace that finds no entry makes it from what the filter says', () => {
    for (const op of ['Add', 'Replace']) {
      expect(changes({ op, path: 'phoneNumbers[type eq "work"].value', value: '555' })).toEqual({
        phoneNumbers: [phone],
      })
      expect(changes({ op, path: 'phoneNumbers[type eq "work"]', value: { value: '555' } })).toEqual({
        phoneNumbers: [phone],
      })
      expect(
        changes({ op, path: 'phoneNumbers[type eq "work" and primary eq true].value', value: '555' }),
      ).toEqual({
        phoneNumbers: [{ ...phone, primary: true }],
      })
    }
    expect(changes(add('roles[primary eq "True"].value', '{"value":"admin","displayName":"Admin"}'))).toEqual(
      {
        roles: [{ primary: true, value: 'admin', display: 'Admin' }],
      },
    )
  })

  test.each([
    'value co "x"',
    'value ne "x"',
    'type eq "a" or type eq "b"',
    'not (type eq "a")',
    'type eq null and value eq "x"',
    'value eq "x" and type pr',
  ])('a filter that does not say how: phoneNumbers[%s]', (filter) => {
    expect(refusal(replace(`phoneNumbers[${filter}].display`, 'x'))).toMatchObject({
      status: 400,
      scimType: 'noTarget',
      detail: expect.stringContaining('finds no entry, and does not say how to make one.'),
    })
  })

  test('values of the wrong type are refused by name', () => {
    expect(refusal(add('emails[type eq "work"]', [{ value: 'a' }, { value: 'b' }]))).toMatchObject({
      detail: 'emails: expected a list of objects, got a list.',
    })
    expect(refusal(add('emails[type eq "work"].value', { a: 1 }))).toMatchObject({
      detail: 'emails.value: expected text, got an object.',
    })
    expect(refusal(add('active', 7))).toMatchObject({
      detail: 'active: expected true or false, got 7.',
    })
  })

  test.each([
    replace('emails', 'x@y'),
    add('emails', 7),
    remove('emails', 'ann@acme.com'),
    replace('emails[type eq "work"]', 'x@y'),
    replace('emails[type eq "work"]', ['x@y']),
    add('roles', 'admin'),
    { op: 'replace', value: { emails: 'x@y' } },
    replace('emails.value', []),
    replace('emails[type eq "work"].value', []),
    replace('emails[type eq "work"].value', ['x@y']),
    replace('name', []),
    replace('name.givenName', []),
    replace('title', ['x']),
    replace('userName', 42),
    replace('userName', [{ value: 'ann' }]),
    replace(`${E}:manager`, []),
  ])('%j is no value of its attribute', (operation) => {
    expect(refusal(operation)).toMatchObject({ status: 400, scimType: 'invalidValue' })
  })
})

describe('extensions', () => {
  const manager = { value: 'm1', displayName: 'Max' }
  test.each<[JsonObject, JsonObject]>([
    [add(`${E}:department`, 'Eng'), { [E]: { department: 'Eng', manager } }],
    [add(`${E}:manager`, 'm2'), { [E]: { department: 'Tools', manager: { value: 'm2' } } }],
    [
      replace(`${E}:manager`, { value: 'm1', displayName: 'Maxi' }),
      { [E]: { department: 'Tools', manager: { value: 'm1', displayName: 'Maxi' } } },
    ],
    [
      replace(`${E}:manager.displayName`, 'Maxi'),
      { [E]: { department: 'Tools', manager: { value: 'm1', displayName: 'Maxi' } } },
    ],
    [replace(`${E}:manager.value`, 'm2'), { [E]: { department: 'Tools', manager: { value: 'm2' } } }],
    [replace(`${E}:manager`, ''), { [E]: { department: 'Tools' } }],
    [replace(`${E}:manager`, { value: '' }), { [E]: { department: 'Tools' } }],
    [remove(`${E}:manager`), { [E]: { department: 'Tools' } }],
    [remove(`${E}:manager.value`), { [E]: { department: 'Tools' } }],
    [remove(E), { [E]: null, schemas: [URN.USER, 'urn:x:Foo'] }],
    [add(`${E}:badge`, 7), { [E]: { department: 'Tools', manager, badge: 7 } }],
    [add(`${E}:badge`, { a: 7 }), { [E]: { department: 'Tools', manager, badge: { a: 7 } } }],
    [add(`${E}:badge.color`, 'red'), { [E]: { department: 'Tools', manager, badge: { color: 'red' } } }],
    // attributes that no schema knows
    [replace('urn:x:Foo:size', '8'), { 'urn:x:Foo': { size: '8', list: ['a'], deep: { a: 1 } } }],
    [replace('urn:x:Foo:size', null), { 'urn:x:Foo': { list: ['a'], deep: { a: 1 } } }],
    [remove('urn:x:Foo:size'), { 'urn:x:Foo': { list: ['a'], deep: { a: 1 } } }],
    [add('urn:x:Foo:list', ['a', 'b']), { 'urn:x:Foo': { size: 7, list: ['a', 'b'], deep: { a: 1 } } }],
    [add('urn:x:Foo:list', 'b'), { 'urn:x:Foo': { size: 7, list: ['a', 'b'], deep: { a: 1 } } }],
    [add('urn:x:Foo:list', ''), { 'urn:x:Foo': { size: 7, deep: { a: 1 } } }],
    [add('urn:x:Foo:deep', { b: 2 }), { 'urn:x:Foo': { size: 7, list: ['a'], deep: { a: 1, b: 2 } } }],
    [replace('urn:x:Foo:deep', { b: 2 }), { 'urn:x:Foo': { size: 7, list: ['a'], deep: { b: 2 } } }],
    [add('urn:x:Foo:deep.b', 2), { 'urn:x:Foo': { size: 7, list: ['a'], deep: { a: 1, b: 2 } } }],
    [remove('urn:x:Foo:deep.a'), { 'urn:x:Foo': { size: 7, list: ['a'] } }],
    [add('urn:x:Foo:new.a', 1), { 'urn:x:Foo': { size: 7, list: ['a'], deep: { a: 1 }, new: { a: 1 } } }],
    // whole extensions
    [remove('urn:x:Foo'), { 'urn:x:Foo': null, schemas: [URN.USER, E] }],
    [replace('urn:x:Foo', null), { 'urn:x:Foo': null, schemas: [URN.USER, E] }],
    [
      replace('urn:x:Foo', { size: null, 'deep.b': 1 }),
      { 'urn:x:Foo': { list: ['a'], deep: { a: 1 }, 'deep.b': 1 } },
    ],
    [
      { op: 'add', value: { 'urn:x:Foo': { size: 9 } } },
      { 'urn:x:Foo': { size: 9, list: ['a'], deep: { a: 1 } } },
    ],
    [add('urn:y:Bar', { a: 1 }), { 'urn:y:Bar': { a: 1 }, schemas: [URN.USER, E, 'urn:x:Foo', 'urn:y:Bar'] }],
    [{ op: 'replace', value: { 'urn:y:2.0:Bar.v2': { a: '' } } }, {}],
    [
      add('urn:x:Foo:obj', { a: 1 }),
      { 'urn:x:Foo': { size: 7, list: ['a'], deep: { a: 1 }, obj: { a: 1 } } },
    ],
    [remove('urn:y:Bar'), {}],
    [remove('urn:y:Bar:a.b'), {}],
    [replace('urn:y:Bar:a', 1), { 'urn:y:Bar': { a: 1 }, schemas: [URN.USER, E, 'urn:x:Foo', 'urn:y:Bar'] }],
  ])('%j', (operation, expected) => {
    expect(changes(operation)).toEqual(expected)
  })

  test('an extension goes when its last attribute goes, and comes with its first', () => {
    expect(changes(remove(`${E}:manager`), remove(`${E}:department`))).toEqual({
      [E]: null,
      schemas: [URN.USER, 'urn:x:Foo'],
    })
    const bare = applyPatch(
      { userName: 'a' },
      readPatch({ Operations: [add(`${E}:division`, 'x')] }, userSchema, 'u1'),
      userSchema,
    )
    expect(bare).toEqual({ schemas: [URN.USER, E], userName: 'a', [E]: { division: 'x' } })
  })
})

test('a list of an extension joins up to 500 values', () => {
  const list = Array.from({ length: 499 }, (_, i) => i)
  expect(refusal(add('urn:x:Foo:list', list))).toHaveProperty('urn:x:Foo')
  expect(refusal(add('urn:x:Foo:list', [...list, 499]))).toMatchObject({
    scimType: 'invalidValue',
    detail: 'list: at most 500 values are accepted, got 501.',
  })
})

describe('the whole', () => {
  test('operations apply in order, and a refused one leaves nothing behind', () => {
    expect(
      changes(add('title', 'a'), replace('title', 'b'), add('nickName', 'n'), remove('nickName')),
    ).toEqual({
      title: 'b',
    })
    const before = structuredClone(ann)
    expect(refusal(add('title', 'a'), remove('emails'), add('active', 'maybe'))).toMatchObject({
      status: 400,
    })
    expect(ann).toEqual(before)
  })

  test('id, meta and the groups of a full representation are passed through', () => {
    const full = { ...ann, id: 'u1', groups: [{ value: 'g' }], meta: { version: 'W/"1"' } }
    expect(applyPatch(full, [], userSchema)).toEqual(full)
  })

  test('operations on members do not touch the group itself', () => {
    const group = { schemas: [URN.GROUP], displayName: 'Eng' }
    const operations = readPatch(
      { Operations: [add('members', [{ value: 'a' }]), replace('displayName', 'Eng 2'), remove('members')] },
      groupSchema,
      'g1',
    )
    expect(applyPatch(group, operations, groupSchema)).toEqual({ schemas: [URN.GROUP], displayName: 'Eng 2' })
  })

  test('a patch that changes nothing gives the same resource', () => {
    const operations = [
      { op: 'replace', value: { active: 'True', name: { givenName: 'Ann' }, userName: 'ann' } },
      add('emails', [home]),
      replace(`${E}:manager`, 'm1'),
      remove('emails[type eq "fax"]'),
    ]
    const after = applyPatch(ann, readPatch({ Operations: operations }, userSchema, 'u1'), userSchema)
    expect(sameResource(after, ann)).toBe(true)
  })
})

describe('generated patches', () => {
  const paths = [
    'title',
    'active',
    'userName',
    'name',
    'name.givenName',
    'emails',
    'emails.value',
    'emails[type eq "work"]',
    'emails[type eq "fax"].value',
    'emails[value pr].primary',
    'roles',
    `${E}:manager`,
    E,
    'urn:x:Foo',
    'urn:x:Foo:list',
    'urn:x:Foo:deep.a',
    '__proto__',
    'constructor.prototype',
    'urn:x:Foo:__proto__',
  ]
  const value = fc.oneof(
    fc.constantFrom<Json>(null, '', 'x', true, 7, [], {}, 'True', {
      value: 'v',
      type: 'work',
      primary: true,
    }),
    fc.array(
      fc.record({ value: fc.constantFrom('a', 'B', ''), type: fc.constantFrom('work', 'home') }),
    ) as fc.Arbitrary<Json>,
    fc.constantFrom<Json>(
      { displayName: 'x', 'name.givenName': 'y', foo: 1 },
      JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
      { 'urn:x:Foo': JSON.parse('{"__proto__":{"polluted":1},"a":{"__proto__":{"polluted":1}}}') },
    ),
    fc.jsonValue() as fc.Arbitrary<Json>,
  )
  const operation = fc.record(
    { op: fc.constantFrom('add', 'replace', 'remove', 'Add'), path: fc.constantFrom(...paths), value },
    { requiredKeys: ['op'] },
  )

  test('never change their input, never pollute a prototype, and are refused by SCIM errors only', () => {
    const before = JSON.stringify(ann)
    let applied = 0
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 4 }), (operations) => {
        try {
          const plain = readPatch({ Operations: operations as Json[] }, userSchema, 'u1')
          const after = applyPatch(ann, plain, userSchema)
          applied++
          if (typeof after.userName !== 'string' || !Array.isArray(after.schemas)) return false
          const emails = (after.emails ?? []) as JsonObject[]
          if (emails.filter(({ primary }) => primary === true).length > 1) return false
        } catch (error) {
          if (!(error instanceof Error) || error.name !== 'ScimError') throw error
        }
        return JSON.stringify(ann) === before && !('polluted' in {})
      }),
      { numRuns: 20_000, seed: 7644 },
    )
    expect(applied).toBeGreaterThan(2_500)
  })
})
