import { describe, expect, test } from 'vitest'
import { groupSchema } from '../schema/group'
import { userSchema } from '../schema/user'
import type { Json, JsonObject } from '../types'
import { URN } from '../urns'
import { applyPatch } from './apply'
import { foldMembers, splitMembers } from './members'
import { readPatch } from './read'

const address = {
  type: 'work',
  streetAddress: '911 Universal City Plaza',
  locality: 'Hollywood',
  region: 'CA',
  postalCode: '91608',
  country: 'US',
  formatted: '911 Universal City Plaza\nHollywood, CA 91608 US',
  primary: true,
}
const babs: JsonObject = {
  schemas: [URN.USER],
  userName: 'bjensen',
  nickName: 'Barbie',
  addresses: [
    { type: 'work', locality: 'Old' },
    { type: 'home', locality: 'Home' },
  ],
  emails: [
    { value: 'babs@jensen.org', type: 'home' },
    { value: 'bjensen@example.com', type: 'work' },
    { value: 'b@other.com', type: 'work' },
  ],
}
const patch = (...Operations: Json[]) =>
  applyPatch(babs, readPatch({ schemas: [URN.PATCH_OP], Operations }, userSchema, 'u1'), userSchema)
const change = (...Operations: Json[]) =>
  foldMembers(splitMembers(readPatch({ schemas: [URN.PATCH_OP], Operations }, groupSchema, 'g1')).members)

const member = { display: 'Babs Jensen', $ref: 'https://example.com/v2/Users/2819c223', value: '2819c223' }

describe('RFC 7644 §3.5.2.1, add', () => {
  test('a member', () => {
    expect(change({ op: 'add', path: 'members', value: [member] })).toEqual({
      replaceAll: false,
      add: new Set(['2819c223']),
      remove: new Set(),
    })
  })

  test('without path: attributes at once, lists joined', () => {
    const after = patch({
      op: 'add',
      value: { emails: [{ value: 'babs@jensen.org', type: 'home' }, { value: 'new@x' }], nickName: 'Babs' },
    })
    expect(after.nickName).toBe('Babs')
    expect(after.emails).toEqual([...(babs.emails as Json[]), { value: 'new@x' }])
  })
})

describe('RFC 7644 §3.5.2.2, remove', () => {
  test('one member', () => {
    expect(change({ op: 'remove', path: 'members[value eq "2819c223-7f76-...413861904646"]' })).toEqual({
      replaceAll: false,
      add: new Set(),
      remove: new Set(['2819c223-7f76-...413861904646']),
    })
  })

  test('all members', () => {
    expect(change({ op: 'remove', path: 'members' })).toMatchObject({ replaceAll: true, add: new Set() })
  })

  test('a value chosen by a complex filter', () => {
    const after = patch({ op: 'remove', path: 'emails[type eq "work" and value ew "example.com"]' })
    expect(after.emails).toEqual([
      { value: 'babs@jensen.org', type: 'home' },
      { value: 'b@other.com', type: 'work' },
    ])
  })

  test('one member, and another added in the same request', () => {
    expect(
      change(
        { op: 'remove', path: 'members[value eq "2819c223...919d-413861904646"]' },
        { op: 'add', path: 'members', value: [member] },
      ),
    ).toEqual({
      replaceAll: false,
      add: new Set(['2819c223']),
      remove: new Set(['2819c223...919d-413861904646']),
    })
  })

  test('without path it has no target', () => {
    expect(() => patch({ op: 'remove' })).toThrow(
      expect.objectContaining({ status: 400, scimType: 'noTarget' }),
    )
  })
})

describe('RFC 7644 §3.5.2.3, replace', () => {
  test('all members', () => {
    const value = [member, { value: '08e1d05d', display: 'James Smith' }]
    expect(change({ op: 'replace', path: 'members', value })).toEqual({
      replaceAll: true,
      add: new Set(['2819c223', '08e1d05d']),
      remove: new Set(),
    })
  })

  test('the work address', () => {
    const after = patch({ op: 'replace', path: 'addresses[type eq "work"]', value: address })
    expect(after.addresses).toEqual([address, { type: 'home', locality: 'Home' }])
  })

  test('a part of the work address', () => {
    const after = patch({
      op: 'replace',
      path: 'addresses[type eq "work"].streetAddress',
      value: '1010 Broadway Ave',
    })
    expect(after.addresses).toEqual([
      { type: 'work', locality: 'Old', streetAddress: '1010 Broadway Ave' },
      { type: 'home', locality: 'Home' },
    ])
  })

  test('without path: the attributes that are named, the others stay', () => {
    const emails = [
      { value: 'bjensen@example.com', type: 'work', primary: true },
      { value: 'babs@jensen.org', type: 'home' },
    ]
    expect(patch({ op: 'replace', value: { emails, nickName: 'Babs' } })).toEqual({
      ...babs,
      emails,
      nickName: 'Babs',
    })
  })
})
