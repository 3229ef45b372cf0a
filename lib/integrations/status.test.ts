import { expect, test } from 'vitest'
import { type Text, wordsOf } from '@/lib/messages/text'
import { writerOf } from '@/lib/messages/translate'
import { type Facts, statusOf } from './status'

const now = new Date('2026-11-22T12:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)

const live = { id: 't1', hint: 'dVv4', expiresAt: null, revokedAt: null }
const nothing = {
  lastSeenAt: null,
  lastWriteAt: null,
  recent: [],
  openProblems: 0,
  peopleWithProblems: 0,
  groupsWithProblems: 0,
  alarm: null,
}
const running = { provider: 'okta', pausedAt: null, pausedBy: null, createdAt: ago(3) } as const
const refused = (refusal: string, tokenId: string | null = 't1') =>
  [1, 2, 3].map((minutes) => ({ at: ago(minutes), refusal, tokenId }))

const write = writerOf('en')

function tell(facts: Partial<Facts>): string {
  const { label, sentence } = statusOf({
    integration: running,
    tokens: [live],
    seen: undefined,
    now,
    ...facts,
  })
  return `${words(label)}: ${words(sentence)}`
}

/** The text in English, a moment as the seconds since. */
function words(text: Text): string {
  const moment = text.values?.ago
  const since = moment instanceof Date ? `${(now.getTime() - moment.getTime()) / 1_000} s ago` : ''
  return wordsOf(text, (key, values) => write(key, { ...values, ago: (() => since) as never }), 'en')
}

test('before any accepted call it waits, even when one or two were refused', () => {
  const waiting = 'Waiting: Waiting for the first request from your identity provider… Added 180 s ago.'
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

test('Okta is quiet after a day; a provider of which nothing is known is not called so', () => {
  const seen = { ...nothing, lastSeenAt: ago(25 * 60), lastWriteAt: ago(26 * 60) }
  expect(tell({ seen })).toBe(
    'Quiet: Nothing to sync since 21 Nov 2026. Okta calls only when something changes.',
  )
  expect(tell({ seen, integration: { ...running, provider: 'other' } })).toMatch(/^Connected/)
})

test('what could not be synced is counted in people and groups', () => {
  const seen = { ...nothing, lastSeenAt: ago(1), lastWriteAt: ago(1), openProblems: 5 }
  const counted = (peopleWithProblems: number, groupsWithProblems: number) =>
    tell({ seen: { ...seen, peopleWithProblems, groupsWithProblems } })
  expect(counted(3, 1)).toBe('Needs attention: 3 people and 1 group couldn’t be synced.')
  expect(counted(1, 0)).toBe('Needs attention: 1 person couldn’t be synced.')
  expect(counted(0, 2)).toBe('Needs attention: 2 groups couldn’t be synced.')
  expect(counted(0, 0)).toBe('Needs attention: Some changes couldn’t be synced.')
})

test('a provider with a heartbeat is silent when it has missed three, whether or not it ever wrote', () => {
  const integration = { ...running, provider: 'entra' } as const
  const told =
    'Silent: The last call from Microsoft Entra ID came 10800 s ago; it normally calls every 40 min.'
  expect(tell({ integration, seen: { ...nothing, lastSeenAt: ago(180), lastWriteAt: ago(200) } })).toBe(told)
  expect(tell({ integration, seen: { ...nothing, lastSeenAt: ago(180) } })).toBe(told)
  expect(tell({ integration, seen: { ...nothing, lastSeenAt: ago(119), lastWriteAt: ago(200) } })).toMatch(
    /^Connected/,
  )
  const failing = { ...nothing, lastSeenAt: ago(180), openProblems: 1, groupsWithProblems: 1 }
  expect(tell({ integration, seen: failing })).toMatch(/^Needs attention/)
})

test('three refused calls in a row are a rejection that names the token', () => {
  const old = { id: 't0', hint: 'aaaa', expiresAt: null, revokedAt: new Date('2026-11-02T09:00:00Z') }
  const seen = { ...nothing, lastSeenAt: ago(60) }
  expect(tell({ tokens: [live, old], seen: { ...seen, recent: refused('revoked', 't0') } })).toBe(
    'Rejected: Okta is calling with a token we don’t accept (…aaaa, revoked 2 Nov 2026).',
  )
  expect(tell({ seen: { ...seen, recent: refused('truncated') } })).toBe(
    'Rejected: Okta is calling with a token we don’t accept: it is truncated.',
  )
  expect(tell({ seen: { ...seen, recent: refused('mismatch') } })).toBe(
    'Rejected: Okta is calling with a token we don’t accept: it doesn’t match the one we issued.',
  )
  const ended = { id: 't0', hint: 'aaaa', expiresAt: new Date('2026-11-03T09:00:00Z'), revokedAt: null }
  expect(tell({ tokens: [live, ended], seen: { ...seen, recent: refused('expired', 't0') } })).toBe(
    'Rejected: Okta is calling with a token we don’t accept (…aaaa, expired 3 Nov 2026).',
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
    'Token expired: Sync stopped: the token expired on 2 Nov 2026.',
  )
  expect(tell({ tokens: [expired, revoked], seen })).toBe(
    'No live token: Sync stopped: the token was revoked on 5 Nov 2026.',
  )
  expect(tell({ tokens: [] })).toBe('No live token: Sync stopped: there is no token.')
})

test('paused comes before everything else', () => {
  const integration = { ...running, pausedAt: new Date('2026-11-03T09:00:00Z'), pausedBy: 'Ada' }
  expect(tell({ integration, tokens: [], seen: { ...nothing, openProblems: 4 } })).toBe(
    'Paused: Paused by Ada on 3 Nov 2026. Requests are refused with 403.',
  )
})

test('a mass change is told before what couldn’t be synced', () => {
  const alarm = { id: 'a1', at: ago(1), facts: { group: null, before: 1200, lost: 480 } }
  const seen = { ...nothing, lastSeenAt: ago(1), lastWriteAt: ago(1), openProblems: 4, peopleWithProblems: 3 }
  expect(tell({ seen: { ...seen, alarm } })).toBe(
    'Needs attention: 480 of 1,200 active people were deactivated or deleted at once, the last 60 s ago.',
  )
  const group = { id: 'g1', name: 'Engineering' }
  expect(tell({ seen: { ...seen, alarm: { ...alarm, facts: { group, before: 40, lost: 35 } } } })).toBe(
    'Needs attention: Engineering lost 35 of 40 members at once, the last 60 s ago.',
  )
})
