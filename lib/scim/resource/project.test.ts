import { describe, expect, test } from 'vitest'
import { readProjection } from '../query'
import { groupSchema } from '../schema/group'
import { userSchema } from '../schema/user'
import type { JsonObject } from '../types'
import { URN } from '../urns'
import { project, wants } from './project'

const ann: JsonObject = {
  schemas: [URN.USER, URN.ENTERPRISE_USER, 'urn:x:1.0:Foo'],
  id: '1',
  userName: 'ann',
  name: { givenName: 'Ann', familyName: 'Archer' },
  emails: [{ value: 'ann@acme.com', type: 'work' }, { type: 'home' }],
  phoneNumbers: [],
  groups: [{ value: 'g' }],
  [URN.ENTERPRISE_USER]: { department: 'Tools', manager: { value: 'm', displayName: 'Max' } },
  'urn:x:1.0:Foo': { size: 7, deep: { a: 1, b: 2 } },
}
const minimal = { schemas: ann.schemas, id: '1' }

const projection = (query: string, schema = userSchema) => readProjection(new URLSearchParams(query), schema)
const cut = (query: string) => project(ann, projection(query), userSchema)

describe('project', () => {
  test('without lists answers the resource itself', () => {
    expect(cut('')).toBe(ann)
  })

  test.each<[string, JsonObject]>([
    ['attributes=userName', { userName: 'ann' }],
    ['attributes=foo', {}],
    ['attributes=title', {}],
    ['attributes=name.givenName,NAME.FAMILYNAME', { name: { givenName: 'Ann', familyName: 'Archer' } }],
    ['attributes=name,name.givenName', { name: { givenName: 'Ann', familyName: 'Archer' } }],
    ['attributes=name.givenName,name', { name: { givenName: 'Ann', familyName: 'Archer' } }],
    ['attributes=name.middleName', {}],
    ['attributes=emails.value', { emails: [{ value: 'ann@acme.com' }] }],
    ['attributes=emails.value,emails.type', { emails: ann.emails as JsonObject[] }],
    ['attributes=phoneNumbers', { phoneNumbers: [] }],
    [`attributes=${URN.ENTERPRISE_USER}:department`, { [URN.ENTERPRISE_USER]: { department: 'Tools' } }],
    [
      `attributes=${URN.ENTERPRISE_USER}:manager.value`,
      { [URN.ENTERPRISE_USER]: { manager: { value: 'm' } } },
    ],
    [`attributes=${URN.ENTERPRISE_USER}`, { [URN.ENTERPRISE_USER]: ann[URN.ENTERPRISE_USER] as JsonObject }],
    ['attributes=urn:x:1.0:Foo', { 'urn:x:1.0:Foo': { size: 7, deep: { a: 1, b: 2 } } }],
    ['attributes=urn:x:1.0:Foo:deep.a', { 'urn:x:1.0:Foo': { deep: { a: 1 } } }],
    ['attributes=urn:x:1.0:Foo:size.a', {}],
    ['attributes=urn:x:1.0:Bar:size', {}],
    ['attributes=userName,groups&excludedAttributes=groups', { userName: 'ann' }],
  ])('%s', (query, expected) => {
    expect(cut(query)).toEqual({ ...minimal, ...expected })
  })

  test('a core URN stands for every core attribute', () => {
    const { [URN.ENTERPRISE_USER]: _enterprise, 'urn:x:1.0:Foo': _foo, ...core } = ann
    expect(cut(`attributes=${URN.USER}`)).toEqual(core)
    expect(Object.keys(cut(`excludedAttributes=${URN.USER}`))).toEqual([
      'schemas',
      'id',
      URN.ENTERPRISE_USER,
      'urn:x:1.0:Foo',
    ])
  })

  test('excluded attributes are gone, the others stay, and the resource is not touched', () => {
    const before = structuredClone(ann)
    const result = cut(
      `excludedAttributes=userName,name.givenName,emails.type,title,title.a,phoneNumbers.type,id,schemas,${URN.ENTERPRISE_USER}:manager,urn:x:1.0:Foo:deep.a,urn:x:1.0:Foo:size.a,urn:x:1.0:Bar:size.a`,
    )
    expect(result).toEqual({
      ...minimal,
      name: { familyName: 'Archer' },
      emails: [{ value: 'ann@acme.com' }, {}],
      phoneNumbers: [],
      groups: [{ value: 'g' }],
      [URN.ENTERPRISE_USER]: { department: 'Tools' },
      'urn:x:1.0:Foo': { size: 7, deep: { b: 2 } },
    })
    expect(ann).toEqual(before)
    expect(cut(`excludedAttributes=${URN.ENTERPRISE_USER}`)).not.toHaveProperty([URN.ENTERPRISE_USER])
    expect(cut('excludedAttributes=urn:x:1.0:Foo')).not.toHaveProperty(['urn:x:1.0:Foo'])
  })
})

describe('wants', () => {
  test.each([
    ['', true],
    ['excludedAttributes=members', false],
    ['excludedAttributes=MEMBERS', false],
    ['excludedAttributes=members.display', true],
    [`excludedAttributes=${URN.GROUP}`, false],
    ['attributes=displayName', false],
    ['attributes=members', true],
    ['attributes=members.value', true],
    [`attributes=${URN.GROUP}`, true],
    ['attributes=urn:x:Foo:members', false],
    ['attributes=members&excludedAttributes=members', false],
  ])('%s: members %s', (query, expected) => {
    expect(wants(projection(query, groupSchema), groupSchema, 'members')).toBe(expected)
  })

  test('id is always wanted, an attribute that nothing has only without a list', () => {
    expect(wants(projection('attributes=userName&excludedAttributes=id'), userSchema, 'ID')).toBe(true)
    expect(wants(projection('attributes=userName'), userSchema, 'foo')).toBe(false)
    expect(wants({}, userSchema, 'foo')).toBe(true)
  })
})
