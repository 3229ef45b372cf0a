import { describe, expect, test } from 'vitest'
import { LIMITS } from '../limits'
import { printPath } from '../path'
import { groupSchema } from '../schema/group'
import { userSchema } from '../schema/user'
import type { Json, JsonObject } from '../types'
import { URN } from '../urns'
import { readPatch } from './read'

const read = (...operations: Json[]) => readPatch({ Operations: operations }, userSchema, 'u1')
const told = (...operations: Json[]) =>
  read(...operations).map(({ op, path, value }) => `${op} ${printPath(path)} ${JSON.stringify(value)}`)
const refusal = (body: JsonObject, schema = userSchema) => {
  try {
    return readPatch(body, schema, 'u1')
  } catch (error) {
    return error
  }
}
const refused = (operation: Json) => refusal({ Operations: [operation] })

describe('the body', () => {
  test('no operations are none; schemas may be absent; keys come in any case; one may stand alone', () => {
    expect(read()).toEqual([])
    const operation = { OP: 'Replace', Path: 'title', VALUE: 'x' }
    expect(readPatch({ operations: [operation] }, userSchema, 'u1')).toMatchObject([
      { op: 'replace', value: 'x' },
    ])
    expect(readPatch({ Operations: operation }, userSchema, 'u1')).toMatchObject([
      { op: 'replace', value: 'x' },
    ])
  })

  test.each<[JsonObject, number, string]>([
    [{}, 400, 'Operations is missing: a PATCH is {"Operations": [{"op": …}]}.'],
    [{ Operations: 'x' }, 400, 'Operations is missing: a PATCH is {"Operations": [{"op": …}]}.'],
    [{ Operations: [1] }, 400, 'Operations[0] is not an object with op, path and value.'],
    [{ Operations: [{ op: 'move' }] }, 400, 'Operations[0]: op “move” is not add, replace or remove.'],
    [{ Operations: [{ op: 7 }] }, 400, 'Operations[0]: op is not add, replace or remove.'],
    [
      { Operations: Array.from({ length: LIMITS.operations + 1 }, () => ({})) },
      413,
      'At most 10000 operations are accepted in one PATCH, got 10001.',
    ],
    [
      { Operations: Array.from({ length: 1001 }, () => ({ op: 'add', path: 'title', value: 'x' })) },
      413,
      'At most 1000 changes are accepted in one PATCH, got 1001.',
    ],
  ])('%#: what is not a PATCH is refused', (body, status, detail) => {
    expect(refusal(body)).toMatchObject({ status, detail })
  })

  test('bug 17: op in any case', () => {
    for (const op of ['add', 'Add', 'ADD', ' replace ', 'Replace']) {
      expect(read({ op, path: 'title', value: 'x' })).toHaveLength(1)
    }
    expect(read({ op: 'Remove', path: 'title' })).toMatchObject([{ op: 'remove', path: { name: 'title' } }])
  })
})

describe('paths', () => {
  test.each([
    ['displayname', 'displayName'],
    [' name.GIVENNAME ', 'name.givenName'],
    [`${URN.USER}:name.givenName`, 'name.givenName'],
    [`${URN.ENTERPRISE_USER}:manager`, `${URN.ENTERPRISE_USER}:manager`],
    [`${URN.ENTERPRISE_USER}:manager.value`, `${URN.ENTERPRISE_USER}:manager.value`],
    ['emails[type eq "work"].value', 'emails.value'],
    ['EMAILS[TYPE EQ "work"]', 'emails'],
    ['urn:x:1.0:Foo:a.b', 'urn:x:1.0:Foo:a.b'],
  ])('%s', (path, printed) => {
    expect(read({ op: 'replace', path, value: 'x' }).map((operation) => printPath(operation.path))).toEqual([
      printed,
    ])
  })

  test.each<[JsonObject, string, string]>([
    [{ op: 'add', path: 'foo', value: 1 }, 'invalidPath', 'path “foo” is not an attribute of Users.'],
    [{ op: 'remove', path: 'name.foo' }, 'invalidPath', 'path “name.foo” is not an attribute of Users.'],
    [{ op: 'add', path: 'a b', value: 1 }, 'invalidPath', 'path “a b” is not an attribute of Users.'],
    [
      { op: 'add', path: 'foo[a eq 1]', value: 1 },
      'invalidPath',
      'path “foo[a eq 1]” is not an attribute of Users.',
    ],
    [
      { op: 'add', path: 'emails[type eq "work"].foo', value: 1 },
      'invalidPath',
      'path “emails[type eq "work"].foo” is not an attribute of Users.',
    ],
    [
      { op: 'add', path: 'name[givenName eq "x"]', value: 1 },
      'invalidPath',
      'path “name[givenName eq "x"]”: name has no list of values to choose from.',
    ],
    [
      { op: 'add', path: 'urn:x:Foo:a[b eq "c"]', value: 1 },
      'invalidPath',
      'path “urn:x:Foo:a[b eq "c"]”: urn:x:Foo:a has no list of values to choose from.',
    ],
    [
      { op: 'add', path: 'emails.value[a eq 1]', value: 1 },
      'invalidPath',
      'path “emails.value[a eq 1]”: emails.value has no list of values to choose from.',
    ],
    [
      { op: 'add', path: 'emails[foo eq 1]', value: 1 },
      'invalidFilter',
      'foo at position 8 is not an attribute of emails.',
    ],
    [{ op: 'add', path: 7, value: 1 }, 'invalidPath', 'Operations[0]: path is not text.'],
    [{ op: 'add', path: 'title' }, 'invalidValue', 'title: add needs a value.'],
    [{ op: 'replace', path: 'title' }, 'invalidValue', 'title: replace needs a value.'],
    [{ op: 'remove' }, 'noTarget', 'Operations[0]: a remove needs a path.'],
    [{ op: 'remove', path: '' }, 'noTarget', 'Operations[0]: a remove needs a path.'],
    [{ op: 'remove', path: '__proto__' }, 'invalidPath', 'path “__proto__” is not an attribute of Users.'],
    [
      { op: 'add', path: '__proto__.x', value: 1 },
      'invalidPath',
      'path “__proto__.x” is not an attribute of Users.',
    ],
    [
      { op: 'add', path: 'constructor.prototype.x', value: 1 },
      'invalidPath',
      'path “constructor.prototype.x” is not an attribute of Users.',
    ],
    [
      { op: 'add', path: 'urn:x:Foo:constructor', value: 1 },
      'invalidPath',
      'path “urn:x:Foo:constructor” is not an attribute of Users.',
    ],
  ])('%j is refused', (operation, scimType, detail) => {
    expect(refused(operation)).toMatchObject({ status: 400, scimType, detail })
    expect(detail.length).toBeLessThanOrEqual(250)
  })
})

describe('what cannot be written', () => {
  test.each(['meta', 'meta.version', 'groups', 'groups[value eq "g"]', 'groups.value'])(
    'path %s: mutability',
    (path) => {
      for (const op of ['add', 'replace', 'remove']) {
        expect(refused({ op, path, value: 'x' })).toMatchObject({ status: 400, scimType: 'mutability' })
      }
    },
  )

  test('id may be repeated but not changed or removed', () => {
    expect(read({ op: 'replace', path: 'id', value: 'u1' })).toEqual([])
    expect(readPatch({ Operations: [{ op: 'replace', value: { id: 7 } }] }, userSchema, '7')).toEqual([])
    expect(read({ op: 'replace', value: { id: null } })).toEqual([])
    for (const operation of [
      { op: 'replace', path: 'id', value: 'u2' },
      { op: 'replace', value: { id: 'u2' } },
      { op: 'add', value: { ID: { a: 1 } } },
      { op: 'remove', path: 'id' },
    ]) {
      expect(refused(operation)).toMatchObject({ status: 400, scimType: 'mutability' })
    }
  })

  test('schemas is computed and the password dropped: both are accepted without effect', () => {
    expect(read({ op: 'add', path: 'schemas', value: ['urn:x:Foo'] })).toEqual([])
    expect(read({ op: 'replace', path: 'password', value: 'secret' })).toEqual([])
    expect(read({ op: 'remove', path: 'password' })).toEqual([])
    expect(read({ op: 'replace', value: { password: { a: 'secret' } } })).toEqual([])
  })

  test('the core schema cannot be removed', () => {
    expect(refused({ op: 'remove', path: URN.USER })).toMatchObject({ scimType: 'mutability' })
    expect(read({ op: 'remove', path: URN.ENTERPRISE_USER })).toMatchObject([
      { op: 'remove', path: { name: '' } },
    ])
  })
})

describe('values without path', () => {
  test('every key becomes an operation: plain, dotted, bracketed, with URN, under a URN', () => {
    expect(
      told({
        op: 'replace',
        value: {
          displayName: 'Bob',
          'name.givenName': 'Bob',
          'emails[type eq "work"].value': 'b@x',
          [`${URN.ENTERPRISE_USER}:employeeNumber`]: '7',
          [URN.ENTERPRISE_USER]: { department: 'Tools', 'manager.value': 'm', badge: 1, '1bad': 2 },
          [URN.USER]: { title: 'x' },
          'urn:x:Foo:a': 'scalar',
          'urn:x:Foo': { a: 1 },
        },
      }),
    ).toEqual([
      'replace displayName "Bob"',
      'replace name.givenName "Bob"',
      'replace emails.value "b@x"',
      `replace ${URN.ENTERPRISE_USER}:employeeNumber "7"`,
      `replace ${URN.ENTERPRISE_USER}:department "Tools"`,
      `replace ${URN.ENTERPRISE_USER}:manager.value "m"`,
      `replace ${URN.ENTERPRISE_USER}:badge 1`,
      'replace title "x"',
      'replace urn:x:Foo:a "scalar"',
      'replace urn:x:Foo: {"a":1}',
    ])
  })

  test('what nothing knows and what is only echoed is left out', () => {
    expect(
      told({
        op: 'add',
        value: {
          foo: 1,
          'foo[a eq 1]': 1,
          'name.foo': 1,
          meta: { version: 'x' },
          'meta.version': 'x',
          groups: [],
          'groups[value eq "g"]': [],
          schemas: [URN.USER],
          [`${URN.USER}:foo`]: { a: 1 },
          [`${URN.ENTERPRISE_USER}:manager.foo`]: { a: 1 },
          'urn:bad': 'x',
          title: 'x',
        },
      }),
    ).toEqual(['add title "x"'])
  })

  test('brackets are read strictly all the same', () => {
    expect(refused({ op: 'add', value: { 'emails[type eq ': 1 } })).toMatchObject({
      scimType: 'invalidFilter',
    })
  })

  test.each([null, 'x', 1, [], [{ title: 'x' }]])('%j is not an object', (value) => {
    expect(refused({ op: 'replace', value })).toMatchObject({
      scimType: 'invalidValue',
      detail: 'Operations[0]: without a path, the value is an object with the attributes to change.',
    })
  })

  test('the URN of a schema as path is the same as its key', () => {
    const urn = URN.ENTERPRISE_USER
    expect(told({ op: 'add', path: urn, value: { department: 'x' } })).toEqual([`add ${urn}:department "x"`])
    expect(told({ op: 'add', path: URN.USER, value: { title: 'x' } })).toEqual(['add title "x"'])
    expect(refused({ op: 'add', path: urn, value: 'x' })).toMatchObject({ scimType: 'invalidValue' })
    expect(refused({ op: 'add', path: urn, value: null })).toMatchObject({ scimType: 'invalidValue' })
    expect(told({ op: 'replace', value: { [urn]: null } })).toEqual([`remove ${urn}: undefined`])
    expect(told({ op: 'add', value: { [urn]: null, [URN.USER]: null } })).toEqual([])
    expect(refused({ op: 'add', value: { [URN.USER]: 'x' } })).toMatchObject({ scimType: 'invalidValue' })
  })
})

test('bug 2: Okta repeats the id of a group when it renames it', () => {
  const rename = { Operations: [{ op: 'replace', value: { id: 'u1', displayName: 'Test SCIMv2' } }] }
  expect(readPatch(rename, groupSchema, 'u1')).toMatchObject([
    { path: { name: 'displayName' }, value: 'Test SCIMv2' },
  ])
  expect(refusal({ Operations: [{ op: 'replace', value: { id: 'u2' } }] }, groupSchema)).toMatchObject({
    status: 400,
    scimType: 'mutability',
  })
})
