import { describe, expect, test } from 'vitest'
import { groupSchema } from '../schema/group'
import { userSchema } from '../schema/user'
import type { JsonObject } from '../types'
import { URN } from '../urns'
import { readMembers, readResource, replaceResource } from './read'
import { sameResource } from './same'

const read = (body: JsonObject) => readResource({ userName: 'ann', ...body }, userSchema)
const only = (body: JsonObject) => {
  const { schemas: _schemas, userName: _userName, ...rest } = read(body)
  return rest
}
const refusal = (body: JsonObject) => {
  try {
    return read(body)
  } catch (error) {
    return error
  }
}

describe('readResource', () => {
  test("Okta's POST: the password, the groups and everything unknown are dropped", () => {
    const body = {
      schemas: [URN.USER],
      userName: 'Test.User@okta.local',
      name: { givenName: 'Test', familyName: 'User' },
      emails: [{ primary: true, value: 'test.user@okta.local', type: 'work' }],
      displayName: 'Test User',
      locale: 'en-US',
      externalId: '00ujl29u0le5T6Aj10h7',
      groups: [],
      password: '1mz050nq',
      active: true,
    }
    const { groups: _groups, password: _password, ...kept } = body
    expect(read({ ...body, id: null, meta: { version: 'x' }, shoeSize: 42, PASSWORD: 'x' })).toEqual(kept)
  })

  test('names are read in any case and kept in the spelling of the schema', () => {
    expect(
      only({ DISPLAYNAME: 'Ann', Name: { GIVENNAME: 'Ann' }, EMAILS: [{ VALUE: 'a@b', Type: 'work' }] }),
    ).toEqual({
      displayName: 'Ann',
      name: { givenName: 'Ann' },
      emails: [{ value: 'a@b', type: 'work' }],
    })
  })

  test('what is sent is kept as sent: nothing is trimmed, lower-cased or invented', () => {
    expect(read({ userName: ' Ann@ACME.com ', name: { formatted: 'A' } })).toEqual({
      schemas: [URN.USER],
      userName: ' Ann@ACME.com ',
      name: { formatted: 'A' },
    })
  })

  test.each([{ userName: null }, { userName: '' }, { userName: ' \t' }])('%j is no userName', (body) => {
    expect(refusal(body)).toMatchObject({
      status: 400,
      scimType: 'invalidValue',
      detail:
        'userName: a value is required. Check the attribute mapping for userName in your identity provider.',
    })
  })

  test('null, "", [] and objects of them are nothing', () => {
    expect(
      only({
        title: null,
        displayName: '',
        emails: null,
        phoneNumbers: [],
        roles: '',
        addresses: [null, {}, { locality: '' }],
        ims: [
          { value: null, type: 'xmpp', display: 'x' },
          { type: 'xmpp', primary: true },
        ],
        name: { givenName: '', familyName: null },
        nickName: {},
        active: null,
        'urn:x:Foo': { a: null, b: '', c: [], d: {}, e: [null, { f: '' }] },
        [URN.ENTERPRISE_USER]: { department: '' },
        'urn:x:Bar': null,
      }),
    ).toEqual({})
  })

  test.each([
    [true, true],
    [false, false],
    ['True', true],
    ['False', false],
    [' true ', true],
    ['FALSE', false],
    [[{ value: 'False' }], false],
    [{ value: true, $ref: null }, true],
  ])('bug 16: active %j is %j', (sent, kept) => {
    expect(only({ active: sent })).toEqual({ active: kept })
  })

  test.each<[JsonObject, string]>([
    [{ active: 'yes' }, 'active: expected true or false, got “yes”.'],
    [{ active: 1 }, 'active: expected true or false, got 1.'],
    [{ active: {}, title: true }, 'title: expected text, got true.'],
    [{ title: ['a', 'b'] }, 'title: expected text, got a list.'],
    [{ title: { a: 1 } }, 'title: expected text, got an object.'],
    [{ name: 'Ann' }, 'name: expected an object, got “Ann”.'],
    [{ userName: 42 }, 'userName: expected text, got 42.'],
    [{ userName: true }, 'userName: expected text, got true.'],
    [{ userName: ['ann'] }, 'userName: expected text, got a list.'],
    [{ userName: { value: 'ann' } }, 'userName: expected text, got an object.'],
    [{ title: ['a'] }, 'title: expected text, got a list.'],
    [{ title: [] }, 'title: expected text, got a list.'],
    [{ active: [true] }, 'active: expected true or false, got a list.'],
    [{ name: [] }, 'name: expected an object, got a list.'],
    [{ name: [{ givenName: 'Ann' }] }, 'name: expected an object, got a list.'],
    [{ name: [{}, {}] }, 'name: expected an object, got a list.'],
    [{ [URN.ENTERPRISE_USER]: [] }, `${URN.ENTERPRISE_USER}: expected an object, got a list.`],
    [{ [`${URN.ENTERPRISE_USER}:manager`]: ['m1'] }, 'manager: expected an object, got a list.'],
    [{ emails: 'a@b' }, 'emails: expected a list of objects, got “a@b”.'],
    [{ emails: 7 }, 'emails: expected a list of objects, got 7.'],
    [{ emails: [['a@b']] }, 'emails: expected a list of objects, got a list.'],
    [{ emails: [{ value: ['a@b'] }] }, 'emails.value: expected text, got a list.'],
    [{ roles: 'admin' }, 'roles: expected a list of objects, got “admin”.'],
    [{ roles: '{"a":1}' }, 'roles: expected a list of objects, got “{"a":1}”.'],
    [{ entitlements: '{"value":"x"}' }, 'entitlements: expected a list of objects, got “{"value":"x"}”.'],
    [{ name: { givenName: { a: 1 } } }, 'name.givenName: expected text, got an object.'],
    [{ emails: true }, 'emails: expected a list of objects, got true.'],
    [{ emails: [['a', 'b']] }, 'emails: expected a list of objects, got a list.'],
    [{ emails: [{ value: { a: 1 } }] }, 'emails.value: expected text, got an object.'],
    [{ emails: [{ value: 'a', primary: 'maybe' }] }, 'emails.primary: expected true or false, got “maybe”.'],
    [{ addresses: 'Main Street' }, 'addresses: expected a list of objects, got “Main Street”.'],
    [
      { title: 'x', locale: 'l', active: 'z'.repeat(99) },
      `active: expected true or false, got “${'z'.repeat(60)}…”.`,
    ],
    [{ [URN.ENTERPRISE_USER]: 'x' }, `${URN.ENTERPRISE_USER}: expected an object, got “x”.`],
    [{ externalId: 'x'.repeat(513) }, 'externalId: at most 512 characters are accepted, got 513.'],
  ])('%j is refused by name', (body, detail) => {
    expect(refusal(body)).toMatchObject({ status: 400, scimType: 'invalidValue', detail })
    expect(detail.length).toBeLessThanOrEqual(250)
  })

  test('numbers are taken as text where text is expected', () => {
    expect(only({ externalId: 7, [`${URN.ENTERPRISE_USER}:employeeNumber`]: 701984 })).toEqual({
      externalId: '7',
      [URN.ENTERPRISE_USER]: { employeeNumber: '701984' },
    })
  })

  test('a list of values may be one object, and its values may be texts', () => {
    expect(only({ emails: { value: 'a@b', primary: 'True' } })).toEqual({
      emails: [{ value: 'a@b', primary: true }],
    })
    expect(only({ emails: ['a@b', 'c@d'] })).toEqual({ emails: [{ value: 'a@b' }, { value: 'c@d' }] })
  })

  test('the same value and type are kept once, in any case, and one primary at most', () => {
    expect(
      only({
        emails: [
          { value: 'a@b', type: 'work', primary: true },
          { value: 'c@d', primary: true },
          { value: 'A@B', type: 'Work', display: 'A' },
          { value: 'a@b', type: 'home' },
        ],
        x509Certificates: ['QQ==', 'qq=='],
        addresses: [{ locality: 'X', primary: true }, { locality: 'X' }, { locality: 'Y' }],
      }),
    ).toEqual({
      emails: [
        { value: 'A@B', type: 'Work', primary: true, display: 'A' },
        { value: 'c@d', primary: false },
        { value: 'a@b', type: 'home' },
      ],
      x509Certificates: [{ value: 'QQ==' }, { value: 'qq==' }],
      addresses: [{ locality: 'X', primary: true }, { locality: 'Y' }],
    })
  })

  test('more than 500 values of one attribute are refused', () => {
    const phones = (count: number) => ({
      phoneNumbers: Array.from({ length: count }, (_, i) => ({ value: i })),
    })
    expect(only(phones(500)).phoneNumbers).toHaveLength(500)
    expect(refusal(phones(501))).toMatchObject({
      detail: 'phoneNumbers: at most 500 values are accepted, got 501.',
    })
  })

  test('bug 18: enterprise attributes come nested, dotted or with the URN in front; the manager in three shapes', () => {
    const expected = {
      schemas: [URN.USER, URN.ENTERPRISE_USER],
      userName: 'ann',
      [URN.ENTERPRISE_USER]: { department: 'Tools', manager: { value: 'm1' } },
    }
    const urn = URN.ENTERPRISE_USER
    for (const body of [
      { [urn]: { department: 'Tools', manager: { value: 'm1' } } },
      { [urn.toUpperCase()]: { Department: 'Tools', manager: 'm1' } },
      { [`${urn}:department`]: 'Tools', [`${urn}:manager`]: [{ value: 'm1', $ref: null }] },
      { [urn]: { department: 'Tools', 'manager.value': 'm1' } },
      { [URN.USER]: { [urn]: { department: 'Tools', manager: { value: 'm1', managerId: 'x' } } } },
    ]) {
      expect(read(body)).toEqual(expected)
    }
    expect(only({ [urn]: { manager: { managerId: 'x' } } })).toEqual({})
    expect(only({ [urn]: { manager: { value: '', displayName: 'Max' } } })).toEqual({})
  })

  test('extensions that no schema knows are kept as they are, and named by schemas in a fixed order', () => {
    const body = {
      'urn:z:2.0:Foo.v2': { size: 7, wide: false, list: [1, { a: 'x' }] },
      'urn:acme:user:custom': { a: 1 },
      'urn:acme:user': { b: 2 },
      [URN.ENTERPRISE_USER]: { badge: { a: 1 }, department: 'Tools' },
      'urn:z:Bar:attr': 'x',
      'urn:z:bad name:': 'dropped',
    }
    const { 'urn:z:Bar:attr': _attr, 'urn:z:bad name:': _bad, ...kept } = body
    expect(read(body)).toEqual({
      ...kept,
      userName: 'ann',
      'urn:z:Bar': { attr: 'x' },
      schemas: [
        URN.USER,
        URN.ENTERPRISE_USER,
        'urn:acme:user',
        'urn:acme:user:custom',
        'urn:z:2.0:Foo.v2',
        'urn:z:Bar',
      ],
    })
  })

  test('schemas are computed, whatever was sent, so that an echo in another order is the same resource', () => {
    const urns = { [URN.ENTERPRISE_USER]: { department: 'x' }, 'urn:a:B': { c: 1 } }
    const a = read({ ...urns, schemas: [URN.USER] })
    const b = read({ schemas: ['urn:a:B', URN.USER], ...Object.fromEntries(Object.entries(urns).reverse()) })
    expect(sameResource(a, b)).toBe(true)
    expect(a.schemas).toEqual(b.schemas)
  })

  test('keys that reach a prototype are written nowhere', () => {
    const evil = JSON.parse(
      '{"__proto__":{"x":1},"constructor":{"prototype":{"x":1}},"name":{"__proto__":{"x":1}},"urn:x:Foo":{"__proto__":{"x":1},"constructor":1,"a":{"prototype":1,"b":2}},"urn:x:Bar:__proto__":{"x":1},"urn:x:Bar:constructor":1}',
    )
    expect(only(evil)).toEqual({ 'urn:x:Foo': { a: { b: 2 } }, 'urn:x:Bar:__proto__': { x: 1 } })
    expect(({} as { x?: number }).x).toBeUndefined()
  })

  test('a role that is a JSON document in a text becomes its value and name', () => {
    const role = JSON.stringify({ id: 'r-1', value: 'admin', displayName: 'Admin' })
    expect(only({ roles: [{ value: role, primary: 'True' }] })).toEqual({
      roles: [{ value: 'admin', display: 'Admin', primary: true }],
    })
    expect(only({ roles: role })).toEqual({ roles: [{ value: 'admin', display: 'Admin' }] })
    expect(only({ roles: ['{"id":"r-1"}', '{"displayName":"User","value":null}'] })).toEqual({
      roles: [{ value: 'r-1' }, { value: 'User', display: 'User' }],
    })
    for (const odd of ['{not json', '{"a":1}', '{"value":7}', '{"value":"a\\u0000"}', 'plain']) {
      expect(only({ roles: [odd] })).toEqual({ roles: [{ value: odd }] })
    }
    expect(only({ roles: [7] })).toEqual({ roles: [{ value: '7' }] })
  })

  test('the members of a Group are left to readMembers', () => {
    expect(
      readResource({ displayName: 'Eng', members: [{ value: 'u1' }], externalId: 'x' }, groupSchema),
    ).toEqual({
      schemas: [URN.GROUP],
      displayName: 'Eng',
      externalId: 'x',
    })
    expect(() => readResource({ members: [] }, groupSchema)).toThrow('displayName: a value is required.')
    for (const displayName of [42, true, ['Eng'], { value: 'Eng' }]) {
      expect(() => readResource({ displayName }, groupSchema)).toThrow('displayName: expected text, got')
    }
  })

  test('the Entra group: its own URN in schemas is accepted and not repeated', () => {
    const body = {
      schemas: [URN.GROUP, 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'],
      externalId: '8aa1',
      displayName: 'Eng',
      meta: { resourceType: 'Group' },
    }
    expect(readResource(body, groupSchema)).toEqual({
      schemas: [URN.GROUP],
      externalId: '8aa1',
      displayName: 'Eng',
    })
  })
})

describe('readMembers', () => {
  test.each<[JsonObject[string], string[]]>([
    [[{ value: 'a', display: 'Ann', type: 'User', $ref: null }], ['a']],
    [[{ display: 'Ann', VALUE: 7 }], ['7']],
    [
      ['a', 7, 'a', null, { value: '7' }],
      ['a', '7'],
    ],
    [{ value: 'a' }, ['a']],
    ['a', ['a']],
    [[], []],
    ['', []],
  ])('%j', (members, ids) => {
    expect(readMembers({ displayName: 'Eng', Members: members })).toEqual(ids)
    expect(readMembers({ [URN.GROUP]: { members } })).toEqual(ids)
  })

  test('says nothing when the body says nothing, or null', () => {
    expect(
      readMembers({ displayName: 'Eng', 'members.value': 'a', 'urn:x:Foo:members': ['a'] }),
    ).toBeUndefined()
    expect(readMembers({ members: null })).toBeUndefined()
    expect(readMembers({ members: ['a'], [URN.GROUP]: {} })).toEqual(['a'])
    expect(readMembers({ [URN.GROUP]: 'x' })).toBeUndefined()
  })

  test.each([true, [{ display: 'Ann' }], [false]])('%j are no members', (members) => {
    expect(() => readMembers({ members })).toThrow('members: expected a list of {"value": id}, got')
  })
})

describe('replaceResource', () => {
  test('everything that is not sent is gone, but an omitted active keeps its state', () => {
    const current = read({ title: 'x', active: false })
    expect(replaceResource(current, read({ displayName: 'Ann' }), userSchema)).toEqual({
      schemas: [URN.USER],
      userName: 'ann',
      displayName: 'Ann',
      active: false,
    })
    expect(replaceResource(current, read({ active: true }), userSchema)).toMatchObject({ active: true })
    const without = read({})
    expect(replaceResource(without, without, userSchema)).toBe(without)
    const group = readResource({ displayName: 'Eng' }, groupSchema)
    expect(replaceResource({ active: true }, group, groupSchema)).toBe(group)
  })
})

test('sameResource looks at everything but the order of keys', () => {
  const a: JsonObject = { a: [1, { b: null, c: 'x' }], d: true }
  expect(sameResource(a, { d: true, a: [1, { c: 'x', b: null }] })).toBe(true)
  const others: JsonObject[] = [
    { a: [1, { b: null, c: 'x' }] },
    { ...a, e: 1 },
    { a: a.a as JsonObject[], e: true },
    { ...a, d: 'true' },
    { ...a, d: null },
    { ...a, a: [{ b: null, c: 'x' }, 1] },
    { ...a, a: [1] },
    { ...a, a: { 0: 1 } },
    { ...a, a: null },
  ]
  for (const other of others) {
    expect(sameResource(a, other)).toBe(false)
    expect(sameResource(other, a)).toBe(false)
  }
})
