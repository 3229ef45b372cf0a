import { expect, test } from 'vitest'
import { type Facts, type Sentence, statusOf } from './status'

const now = new Date('2026-11-22T12:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)

const live = { id: 't1', hint: 'dVv4', expiresAt: null, revokedAt: null }
const nothing = { lastSeenAt: null, lastWriteAt: null, recent: [], openProblems: 0, groupsWithProblems: 0 }
const running = { provider: 'okta', pausedAt: null, pausedBy: null } as const
const refused = (refusal: string, tokenId: string | null = 't1') =>
  [1, 2, 3].map((minutes) => ({ at: ago(minutes), refusal, tokenId }))

function tell(facts: Partial<Facts>): string {
  const { label, sentence } = statusOf({
    integration: running,
    tokens: [live],
    seen: undefined,
    now,
    ...facts,
  })
  return `${label}: ${text(sentence)}`
}

function text(sentence: Sentence): string {
  return sentence
    .map((part) => {
      if (typeof part === 'string') return part
      if ('day' in part) return part.day.toISOString().slice(0, 10)
      return `${(now.getTime() - part.ago.getTime()) / 1_000} s ago`
    })
    .join('')
}

test('before any accepted call it waits, even when one or two were refused', () => {
  const waiting = 'Waiting: Waiting for the first request from your identity provider…'
  expect(tell({})).toBe(waiting)
  expect(tell({ seen: nothing })).toBe(waiting)
  expect(tell({ seen: { ...nothing, recent: refused('truncated').slice(1) } })).toBe(waiting)
})

test('reads alone verify the credentials', () => {
  expect(tell({ seen: { ...nothing, lastSeenAt: ago(1) } })).toBe(
    'Verified: Credentials work. Okta checked in 60 s ago. Now assign a person.',
  )
  expect(
    tell({
      integration: { ...running, provider: 'other' },
      seen: { ...nothing, lastSeenAt: ago(1) },
    }),
  ).toBe('Verified: Credentials work. Your identity provider checked in 60 s ago. Now assign a person.')
})

test('a change connects', () => {
  expect(tell({ seen: { ...nothing, lastSeenAt: ago(1), lastWriteAt: ago(2) } })).toBe(
    'Connected: Listening. Last change 120 s ago.',
  )
})

test('Okta is quiet after a day; an identity provider that polls is not called so', () => {
  const seen = { ...nothing, lastSeenAt: ago(25 * 60), lastWriteAt: ago(26 * 60) }
  expect(tell({ seen })).toBe(
    'Quiet: Nothing to sync since 2026-11-21. Okta calls only when something changes.',
  )
  expect(tell({ seen, integration: { ...running, provider: 'entra' } })).toMatch(/^Connected/)
})

test('members that did not resolve need attention', () => {
  const seen = { ...nothing, lastSeenAt: ago(1), lastWriteAt: ago(1), openProblems: 3, groupsWithProblems: 1 }
  expect(tell({ seen })).toBe('Needs attention: 3 members of 1 group couldn’t be synced.')
  expect(tell({ seen: { ...seen, openProblems: 1, groupsWithProblems: 0 } })).toBe(
    'Needs attention: 1 change couldn’t be synced.',
  )
})

test('three refused calls in a row are a rejection that names the token', () => {
  const old = { id: 't0', hint: 'aaaa', expiresAt: null, revokedAt: new Date('2026-11-02T09:00:00Z') }
  const seen = { ...nothing, lastSeenAt: ago(60) }
  expect(tell({ tokens: [live, old], seen: { ...seen, recent: refused('revoked', 't0') } })).toBe(
    'Rejected: Okta is calling with a token we don’t accept (…aaaa, revoked 2026-11-02).',
  )
  expect(tell({ seen: { ...seen, recent: refused('truncated') } })).toBe(
    'Rejected: Okta is calling with a token we don’t accept: it is truncated.',
  )
  expect(tell({ seen: { ...seen, recent: refused('mismatch') } })).toBe(
    'Rejected: Okta is calling with a token we don’t accept: it doesn’t match the one we issued.',
  )
  const ended = { id: 't0', hint: 'aaaa', expiresAt: new Date('2026-11-03T09:00:00Z'), revokedAt: null }
  expect(tell({ tokens: [live, ended], seen: { ...seen, recent: refused('expired', 't0') } })).toBe(
    'Rejected: Okta is calling with a token we don’t accept (…aaaa, expired 2026-11-03).',
  )
})

test('one accepted call ends a rejection', () => {
  const recent = [{ at: ago(0), refusal: null, tokenId: 't1' }, ...refused('mismatch').slice(1)]
  expect(tell({ seen: { ...nothing, lastSeenAt: ago(0), recent } })).toMatch(/^Verified/)
})

test('without a live token everything stops, and the sentence names the last one', () => {
  const expired = { ...live, expiresAt: new Date('2026-11-02T09:00:00Z') }
  const revoked = { ...live, id: 't2', revokedAt: new Date('2026-11-05T09:00:00Z') }
  const seen = { ...nothing, lastSeenAt: ago(1), recent: refused('expired') }
  expect(tell({ tokens: [expired], seen })).toBe(
    'Token expired: Sync stopped: the token expired on 2026-11-02.',
  )
  expect(tell({ tokens: [expired, revoked], seen })).toBe(
    'Token expired: Sync stopped: the token was revoked on 2026-11-05.',
  )
  expect(tell({ tokens: [] })).toBe('Token expired: Sync stopped: there is no token.')
})

test('paused comes before everything else', () => {
  const integration = { ...running, pausedAt: new Date('2026-11-03T09:00:00Z'), pausedBy: 'Ada' }
  expect(tell({ integration, tokens: [], seen: { ...nothing, openProblems: 4 } })).toBe(
    'Paused: Paused by Ada on 2026-11-03. Requests are refused with 403.',
  )
})
