import type { FactsRow, IntegrationRow } from '@/db/queries/integrations'
import type { TokenRow } from '@/db/queries/tokens'
import { tellMassChange } from '@/lib/guard/sentence'
import type { Text } from '@/lib/messages/text'
import { PROVIDERS, type Provider } from './choices'
import { stateOf } from './tokens'

export type StatusState =
  | 'waiting'
  | 'verified'
  | 'connected'
  | 'attention'
  | 'rejected'
  | 'expired'
  | 'silent'
  | 'quiet'
  | 'paused'

/**
 * How an integration is doing. A moment that a page should keep counting from is a value called `ago`; other
 * dates are days. LiveText writes both.
 */
export type Status = { state: StatusState; label: Text; sentence: Text }

export type Facts = {
  integration: Pick<IntegrationRow, 'provider' | 'pausedAt' | 'pausedBy' | 'createdAt'>
  tokens: readonly Pick<TokenRow, 'id' | 'hint' | 'expiresAt' | 'revokedAt'>[]
  /** Undefined before anything was seen. */
  seen:
    | Pick<
        FactsRow,
        | 'lastSeenAt'
        | 'lastWriteAt'
        | 'recent'
        | 'openProblems'
        | 'peopleWithProblems'
        | 'groupsWithProblems'
        | 'alarm'
      >
    | undefined
  now: Date
}

/** So many refused calls in a row are no slip. */
const REJECTED_AFTER = 3
/** After a day without a call, an identity provider that calls only on change is quiet. */
const QUIET_AFTER_MILLISECONDS = 24 * 60 * 60_000
const CALLS_ONLY_ON_CHANGE: ReadonlySet<Provider> = new Set(['okta'])
/** Minutes between the calls of a provider that calls whether or not something changed. */
const HEARTBEAT_MINUTES: Partial<Record<Provider, number>> = { entra: 40 }
/** So many missed calls are no delay. */
const MISSED = 3

/** How an integration is doing, in one word and one sentence. What stops everything comes before what stops little. */
export function statusOf(facts: Facts): Status {
  const { integration, tokens, seen, now } = facts
  if (integration.pausedAt) {
    return say('paused', {
      key: 'status.paused',
      values: { name: integration.pausedBy ?? '', day: integration.pausedAt },
    })
  }
  if (!tokens.some((token) => stateOf(token, now) === 'active')) return withoutToken(facts)
  if (isRejected(facts)) return say('rejected', rejected(facts))
  // An alarm is drawn from history, which is there before the log is.
  if (seen?.alarm) return say('attention', massChange(seen.alarm))
  if (!seen?.lastSeenAt) {
    return say('waiting', { key: 'status.waiting', values: { ago: integration.createdAt } })
  }
  if (seen.openProblems > 0) return say('attention', problems(seen))
  return listening(facts, seen.lastSeenAt)
}

/** Nothing is wrong, as far as the calls tell that have come; what has not come may tell something too. */
function listening({ integration, seen, now }: Facts, lastSeenAt: Date): Status {
  const { provider } = integration
  const since = now.getTime() - lastSeenAt.getTime()
  const who = nameOf(provider)
  const minutes = HEARTBEAT_MINUTES[provider]
  if (minutes !== undefined && since > MISSED * minutes * 60_000) {
    return say('silent', { key: 'status.silent', values: { who, ago: lastSeenAt, minutes } })
  }
  if (!seen?.lastWriteAt) return say('verified', { key: 'status.verified', values: { who, ago: lastSeenAt } })
  if (CALLS_ONLY_ON_CHANGE.has(provider) && since > QUIET_AFTER_MILLISECONDS) {
    return say('quiet', { key: 'status.quiet', values: { who, day: lastSeenAt } })
  }
  return say('connected', { key: 'status.connected', values: { ago: seen.lastWriteAt } })
}

function say(state: StatusState, sentence: Text): Status {
  return { state, label: { key: `status.states.${state}` }, sentence }
}

function isRejected({ seen }: Facts): boolean {
  const recent = seen?.recent ?? []
  return (
    recent.length >= REJECTED_AFTER &&
    recent.slice(0, REJECTED_AFTER).every(({ refusal }) => refusal !== null)
  )
}

function rejected({ integration, seen, tokens }: Facts): Text {
  const [last] = seen?.recent ?? []
  const token = tokens.find(({ id }) => id === last?.tokenId)
  const who = nameOf(integration.provider)
  if (!token) return { key: 'status.rejected', values: { who } }
  const { hint, revokedAt, expiresAt } = token
  if (revokedAt) return { key: 'status.rejectedRevoked', values: { who, hint, day: revokedAt } }
  if (last?.refusal === 'expired' && expiresAt) {
    return { key: 'status.rejectedExpired', values: { who, hint, day: expiresAt } }
  }
  return {
    key: last?.refusal === 'truncated' ? 'status.rejectedTruncated' : 'status.rejectedMismatch',
    values: { who },
  }
}

/** Nothing is let in; only of a token that ran out is it said that it expired. */
function withoutToken({ tokens }: Facts): Status {
  const ends = tokens.flatMap(({ revokedAt, expiresAt }) => {
    const day = revokedAt ?? expiresAt
    return day ? [{ day, isRevoked: revokedAt !== null }] : []
  })
  const [last] = ends.sort((a, b) => b.day.getTime() - a.day.getTime())
  if (last && !last.isRevoked) {
    return say('expired', { key: 'status.stoppedExpired', values: { day: last.day } })
  }
  return {
    state: 'expired',
    label: { key: 'status.noLiveToken' },
    sentence: last ? { key: 'status.stoppedRevoked', values: { day: last.day } } : { key: 'status.noToken' },
  }
}

function massChange({ facts, at }: NonNullable<NonNullable<Facts['seen']>['alarm']>): Text {
  return { key: 'status.massChange', values: { what: tellMassChange(facts), ago: at } }
}

function problems({ peopleWithProblems, groupsWithProblems }: NonNullable<Facts['seen']>): Text {
  const people: Text = { key: 'status.people', values: { count: peopleWithProblems } }
  const groups: Text = { key: 'status.groups', values: { count: groupsWithProblems } }
  if (peopleWithProblems === 0 && groupsWithProblems === 0) return { key: 'status.attentionOther' }
  const both: Text = { key: 'status.both', values: { people, groups } }
  const who = groupsWithProblems === 0 ? people : peopleWithProblems === 0 ? groups : both
  return { key: 'status.attention', values: { who } }
}

function nameOf(provider: Provider): string | Text {
  return provider === 'other' ? { key: 'status.yourProvider' } : PROVIDERS[provider]
}
