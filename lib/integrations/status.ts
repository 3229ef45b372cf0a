import type { FactsRow, IntegrationRow } from '@/db/queries/integrations'
import type { TokenRow } from '@/db/queries/tokens'
import { PROVIDERS } from './input'
import { stateOf } from './tokens'

export type StatusState =
  | 'waiting'
  | 'verified'
  | 'connected'
  | 'attention'
  | 'rejected'
  | 'expired'
  | 'paused'
  | 'quiet'

/** A sentence whose dates are left as dates, so that a page can show how long ago they were and keep counting. */
export type Sentence = readonly (string | { ago: Date } | { day: Date })[]

export type Status = { state: StatusState; label: string; sentence: Sentence }

export type Facts = {
  integration: Pick<IntegrationRow, 'provider' | 'pausedAt' | 'pausedBy'>
  tokens: readonly Pick<TokenRow, 'id' | 'hint' | 'expiresAt' | 'revokedAt'>[]
  /** Undefined before anything was seen. */
  seen:
    | Pick<FactsRow, 'lastSeenAt' | 'lastWriteAt' | 'recent' | 'openProblems' | 'groupsWithProblems'>
    | undefined
  now: Date
}

const LABELS: Record<StatusState, string> = {
  waiting: 'Waiting',
  verified: 'Verified',
  connected: 'Connected',
  attention: 'Needs attention',
  rejected: 'Rejected',
  expired: 'Token expired',
  paused: 'Paused',
  quiet: 'Quiet',
}

/** So many refused calls in a row are no slip. */
const REJECTED_AFTER = 3
/** After a day without a call, an identity provider that calls only on change is quiet. */
const QUIET_AFTER_MILLISECONDS = 24 * 60 * 60_000

/** How an integration is doing, in one word and one sentence. What stops everything comes before what stops little. */
export function statusOf(facts: Facts): Status {
  const { integration, tokens, seen, now } = facts
  if (integration.pausedAt) {
    return say(
      'paused',
      `Paused by ${integration.pausedBy} on `,
      { day: integration.pausedAt },
      '. Requests are refused with 403.',
    )
  }
  if (!tokens.some((token) => stateOf(token, now) === 'active')) return withoutToken(facts)
  if (isRejected(facts)) return rejected(facts)
  if (!seen?.lastSeenAt) return say('waiting', 'Waiting for the first request from your identity provider…')
  if (seen.openProblems > 0) return say('attention', problems(seen))
  if (!seen.lastWriteAt) {
    const who = nameOf(facts)
    return say(
      'verified',
      `Credentials work. ${who} checked in `,
      { ago: seen.lastSeenAt },
      '. Now assign a person.',
    )
  }
  if (
    integration.provider === 'okta' &&
    now.getTime() - seen.lastSeenAt.getTime() > QUIET_AFTER_MILLISECONDS
  ) {
    return say(
      'quiet',
      'Nothing to sync since ',
      { day: seen.lastSeenAt },
      '. Okta calls only when something changes.',
    )
  }
  return say('connected', 'Listening. Last change ', { ago: seen.lastWriteAt }, '.')
}

function say(state: StatusState, ...sentence: Sentence): Status {
  return { state, label: LABELS[state], sentence }
}

function isRejected({ seen }: Facts): boolean {
  const recent = seen?.recent ?? []
  return (
    recent.length >= REJECTED_AFTER &&
    recent.slice(0, REJECTED_AFTER).every(({ refusal }) => refusal !== null)
  )
}

function rejected(facts: Facts): Status {
  const [last] = facts.seen?.recent ?? []
  const token = facts.tokens.find(({ id }) => id === last?.tokenId)
  const start = `${nameOf(facts)} is calling with a token we don’t accept`
  if (!token) return say('rejected', `${start}.`)
  if (token.revokedAt)
    return say('rejected', `${start} (…${token.hint}, revoked `, { day: token.revokedAt }, ').')
  if (last?.refusal === 'expired' && token.expiresAt) {
    return say('rejected', `${start} (…${token.hint}, expired `, { day: token.expiresAt }, ').')
  }
  const fault = last?.refusal === 'truncated' ? 'it is truncated' : 'it doesn’t match the one we issued'
  return say('rejected', `${start}: ${fault}.`)
}

function withoutToken({ tokens }: Facts): Status {
  const ends = tokens.flatMap((token) => {
    const at = token.revokedAt ?? token.expiresAt
    return at ? [{ at, how: token.revokedAt ? 'was revoked' : 'expired' }] : []
  })
  const [last] = ends.sort((a, b) => b.at.getTime() - a.at.getTime())
  if (!last) return say('expired', 'Sync stopped: there is no token.')
  return say('expired', `Sync stopped: the token ${last.how} on `, { day: last.at }, '.')
}

function problems({ openProblems, groupsWithProblems }: NonNullable<Facts['seen']>): string {
  if (groupsWithProblems === 0) return `${count(openProblems, 'change')} couldn’t be synced.`
  return `${count(openProblems, 'member')} of ${count(groupsWithProblems, 'group')} couldn’t be synced.`
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

function nameOf({ integration }: Facts): string {
  return integration.provider === 'other' ? 'Your identity provider' : PROVIDERS[integration.provider]
}
