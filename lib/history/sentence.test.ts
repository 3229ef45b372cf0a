import { describe, expect, test } from 'vitest'
import { inEnglish } from '@/lib/messages/translate'
import { type JsonObject, URN } from '@/lib/scim'
import { pairsOf } from './pairs'
import { sentenceOf, tellChange } from './sentence'

type Side = JsonObject | null

const tell = (action: string, label: string, before: Side = null, after: Side = null) =>
  inEnglish(tellChange({ action, label, before, after }))
const tellItself = (action: string, before: Side = null, after: Side = null) =>
  inEnglish(tellChange({ action, label: 'Grace Hopper', before, after }, 'itself'))

describe('a sentence', () => {
  test('begins with the actor as they were called then', () => {
    const change = {
      action: 'member.added',
      label: 'Grace Hopper',
      before: null,
      after: { group: 'Engineering' },
    }
    expect(inEnglish(sentenceOf({ ...change, actorName: 'Corporate Okta' }))).toBe(
      'Corporate Okta added Grace Hopper to Engineering',
    )
  })

  test('tells what happens to people by their name', () => {
    expect(tell('user.created', 'Grace Hopper')).toBe('added Grace Hopper')
    expect(tell('user.claimed', 'Grace Hopper')).toBe('now manages Grace Hopper')
    expect(tell('user.deactivated', 'Grace Hopper')).toBe('deactivated Grace Hopper')
    expect(tell('user.reactivated', 'Grace Hopper')).toBe('reactivated Grace Hopper')
    expect(tell('user.deleted', 'Grace Hopper')).toBe('removed Grace Hopper')
    expect(tell('member.removed', 'Grace Hopper', { group: 'Engineering' })).toBe(
      'removed Grace Hopper from Engineering',
    )
    expect(tell('user.released', 'Grace Hopper', { managedBy: 'Corporate Okta' })).toBe(
      'made Grace Hopper Local, no longer managed by Corporate Okta',
    )
  })

  test('tells of which fields a mapping was changed', () => {
    const [before, after] = [{ title: { path: 'nickName' } }, { department: { path: 'userType' } }]
    expect(tell('integration.mapping-changed', 'Corporate Okta', before, after)).toBe(
      'changed the attribute mapping of Corporate Okta: title and department',
    )
  })

  test('gives old and new of the one value that changed', () => {
    const [before, after] = [{ title: 'Analyst' }, { title: 'Lead' }]
    expect(tellItself('user.updated', before, after)).toBe('changed title: Analyst → Lead')
    expect(tell('user.updated', 'Grace Hopper', before, after)).toBe(
      'changed Grace Hopper’s title: Analyst → Lead',
    )
    expect(tellItself('user.updated', null, after)).toBe('set title: Lead')
    expect(tellItself('user.updated', before, null)).toBe('removed title: Analyst')
  })

  test('names up to three changed attributes, then counts them', () => {
    expect(tellItself('user.updated', { title: 'Analyst' }, { title: 'Lead', nickName: 'G' })).toBe(
      'changed title and nickname',
    )
    expect(tell('user.updated', 'Grace', null, { title: '1', nickName: '2', locale: '3' })).toBe(
      'changed Grace’s title, nickname and locale',
    )
    const four = { title: '1', nickName: '2', locale: '3', timezone: '4' }
    expect(tellItself('user.updated', null, four)).toBe('changed 4 attributes')
    expect(tell('user.updated', 'Grace', null, four)).toBe('changed 4 of Grace’s attributes')
  })

  test('reaches into names, lists and extensions', () => {
    const name = (familyName: string) => ({ name: { givenName: 'Grace', familyName } })
    expect(tellItself('user.updated', name('Murray'), name('Hopper'))).toBe(
      'changed last name: Murray → Hopper',
    )
    const email = (value: string) => ({ emails: [{ value, type: 'work', primary: true }] })
    expect(tellItself('user.updated', email('a@acme.example'), email('b@acme.example'))).toBe(
      'changed work e-mail: a@acme.example → b@acme.example',
    )
    const department = (value: string) => ({ [URN.ENTERPRISE_USER]: { department: value } })
    expect(tellItself('user.updated', department('Sales'), department('Research'))).toBe(
      'changed department: Sales → Research',
    )
  })

  test('cuts a long value', () => {
    expect(tellItself('user.updated', null, { title: 'x'.repeat(80) })).toBe(`set title: ${'x'.repeat(60)}…`)
  })

  test('tells a renamed group by both names', () => {
    expect(tell('group.updated', 'Platform', { displayName: 'Ops' }, { displayName: 'Platform' })).toBe(
      'renamed the group Ops to Platform',
    )
    expect(tell('group.updated', 'Ops', { externalId: '1' }, { externalId: '2' })).toBe(
      'changed Ops’s external ID: 1 → 2',
    )
    const clash = { displayName: 'Ops', managedBy: 'Corporate Okta' }
    expect(tell('group.released', 'Ops (2)', clash, { displayName: 'Ops (2)' })).toBe(
      'made Ops (2) Local, no longer managed by Corporate Okta, called Ops before',
    )
  })

  test('tells a token by its last characters', () => {
    expect(tell('token.revoked', 'Okta – Nov 2026', { hint: 'dVv4' })).toBe(
      'revoked the token Okta – Nov 2026 (…dVv4)',
    )
  })

  test('is made even for an action that nobody knows yet', () => {
    expect(tell('user.merged', 'Grace')).toBe('recorded “user merged” for Grace')
  })
})

describe('old and new', () => {
  test('leave out what stayed the same inside an attribute', () => {
    const email = { key: 'attributes.email' }
    const emails = (...values: string[]) => ({ emails: values.map((value) => ({ value })) })
    expect(pairsOf(emails('a@x.example', 'b@x.example'), emails('b@x.example', 'c@x.example'))).toEqual([
      { path: 'emails[value eq "a@x.example"].value', label: email, before: 'a@x.example', after: null },
      { path: 'emails[value eq "c@x.example"].value', label: email, before: null, after: 'c@x.example' },
    ])
  })

  test('do not mind the order of a list', () => {
    const home = { type: 'home', value: 'h@x.example' }
    const work = { type: 'work', value: 'w@x.example' }
    expect(pairsOf({ emails: [home, work] }, { emails: [work, home] })).toEqual([])
  })

  test('call a field of a mapping the same, whether it was changed or came with the integration', () => {
    const mapping = { title: { path: 'nickName', required: true } }
    const title = { key: 'attributes.title' }
    for (const after of [mapping, { mapping }]) {
      expect(pairsOf(null, after).map(({ label }) => label)).toEqual([
        { key: 'attributes.sourceOf', values: { name: title } },
        { key: 'attributes.requirementOf', values: { name: title } },
      ])
    }
  })

  test('call the rules of an integration as its settings do', () => {
    const rules = {
      allowedAddresses: ['203.0.113.7'],
      allowedDomains: ['acme.example'],
      whenDeleted: 'delete',
    }
    expect(pairsOf(null, rules).map(({ label }) => label)).toEqual([
      { key: 'scimSettings.settings.addresses' },
      { key: 'scimSettings.settings.domains' },
      { key: 'scimSettings.settings.deleted' },
    ])
  })

  test('are the same for a flag written by PATCH and by PUT', () => {
    expect(pairsOf({ active: true }, { active: false })).toEqual([
      {
        path: 'active',
        label: { key: 'attributes.active' },
        before: { key: 'attributes.isActive' },
        after: { key: 'attributes.isInactive' },
      },
    ])
  })
})
