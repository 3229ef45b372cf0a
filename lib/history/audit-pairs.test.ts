import { describe, expect, test } from 'vitest'
import deAudit from '@/lib/messages/de/audit.json'
import enAudit from '@/lib/messages/en/audit.json'
import { inEnglish } from '@/lib/messages/translate'
import type { JsonObject } from '@/lib/scim'
import { auditPairs } from './audit-pairs'
import { tellAudit } from './audit-sentence'
import { AUDIT_SUBJECTS } from './input'

const told = (before: JsonObject | null, after: JsonObject | null) =>
  auditPairs(before, after).map(({ label, before, after }) =>
    [label, before, after].map((text) => (text === null ? null : inEnglish(text))),
  )

describe('what an entry changed', () => {
  test('is told in the words that the settings use', () => {
    expect(
      told(
        { whenDeleted: 'delete', whenLocalGroup: 'link', massChangePercent: 20 },
        { whenDeleted: 'deactivate', whenLocalGroup: 'conflict', massChangePercent: null },
      ),
    ).toEqual([
      ['When the IdP deletes', 'Delete', 'Deactivate'],
      [
        'If a Local group with the same name already exists',
        'Link to it',
        'Report a conflict and let me decide',
      ],
      ['Share of active people, in percent', '20', null],
    ])
    expect(told({ role: 'admin' }, { role: 'owner' })).toEqual([['role', 'Admin', 'Owner']])
    expect(told(null, { permission: 'audit.read' })).toEqual([['permission', null, 'Read the audit log']])
    expect(told(null, { provider: 'entra', groupSync: true, scopes: ['users.read'] })).toEqual([
      ['identity provider', null, 'Microsoft Entra ID'],
      ['group sync', null, 'yes'],
      ['may', null, 'read users'],
    ])
    expect(told({ days: 'ever' }, { days: 730 })).toEqual([['days kept', 'for ever', '730']])
  })

  test('stays as it is where there is no word for it', () => {
    expect(told(null, { role: 'captain', toString: 'odd', name: { givenName: 'Grace' } })).toEqual([
      ['role', null, 'captain'],
      ['to string', null, 'odd'],
      ['first name', null, 'Grace'],
    ])
  })
})

test('who joins or leaves a group is told with the group', () => {
  const about = { target: 'Grace Hopper', before: { group: 'Board' }, after: { group: 'Board' } }
  expect(inEnglish(tellAudit({ ...about, action: 'member.added' }))).toBe('added Grace Hopper to Board')
  expect(inEnglish(tellAudit({ ...about, action: 'member.removed' }))).toBe('removed Grace Hopper from Board')
})

test('a file is told by what it was of', () => {
  const made = (target: string, after: JsonObject = {}) =>
    inEnglish(tellAudit({ action: 'export.made', target, before: null, after }))
  expect(made('users')).toBe('exported users')
  expect(made('members-01990000-0000-7000-8000-00000000000a', { of: 'Engineering' })).toBe(
    'exported the members of Engineering',
  )
  expect(made('members-01990000-0000-7000-8000-00000000000a')).toBe('exported the members of a group')
  expect(made('requests', { of: 'Corporate Okta' })).toBe('exported the requests of Corporate Okta')
  expect(made('access-review-2026-11-22')).toBe('exported the access review of 2026-11-22')
  expect(made('something-new')).toBe('exported something-new')
})

test('whatever the log has a sentence for, it can be filtered by', () => {
  const told = Object.keys(enAudit.did).sort()
  expect([...AUDIT_SUBJECTS].sort()).toEqual(told)
  expect(Object.keys(enAudit.subject).sort()).toEqual(told)
  expect(Object.keys(deAudit.subject).sort()).toEqual(told)
})
