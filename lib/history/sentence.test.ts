import { expect, test } from 'vitest'
import { tellChange } from './sentence'

const tell = (action: string, label: string, before: object | null = null, after: object | null = null) =>
  tellChange({ action, label, before: before as never, after: after as never })

test('what happens to people is told by their name', () => {
  expect(tell('user.created', 'Grace Hopper')).toBe('added Grace Hopper')
  expect(tell('user.deactivated', 'Grace Hopper')).toBe('deactivated Grace Hopper')
  expect(tell('member.added', 'Grace Hopper', null, { group: 'Engineering' })).toBe(
    'added Grace Hopper to Engineering',
  )
  expect(tell('member.removed', 'Grace Hopper', { group: 'Engineering' })).toBe(
    'removed Grace Hopper from Engineering',
  )
})

test('an update names what changed while that is short', () => {
  expect(tell('user.updated', 'Grace', { title: 'Analyst' }, { title: 'Lead' })).toBe(
    'changed the title of Grace',
  )
  expect(tell('user.updated', 'Grace', { title: 'Analyst' }, { title: 'Lead', nickName: 'G' })).toBe(
    'changed the title and nickName of Grace',
  )
  expect(tell('user.updated', 'Grace', null, { a: 1, b: 2, c: 3 })).toBe('changed 3 attributes of Grace')
  expect(
    tell('user.updated', 'Grace', null, { 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {} }),
  ).toBe('changed the enterprise attributes of Grace')
})

test('a group that is renamed is told by both names', () => {
  expect(tell('group.updated', 'Platform', { displayName: 'Ops' }, { displayName: 'Platform' })).toBe(
    'renamed the group Ops to Platform',
  )
  expect(tell('group.updated', 'Ops', { externalId: '1' }, { externalId: '2' })).toBe(
    'changed the externalId of the group Ops',
  )
})

test('a token is told by its last characters', () => {
  expect(tell('token.revoked', 'Okta – Nov 2026', { hint: 'dVv4' })).toBe(
    'revoked the token Okta – Nov 2026 (…dVv4)',
  )
})

test('an action that nobody knows yet is still told', () => {
  expect(tell('user.merged', 'Grace')).toBe('user.merged Grace')
})
