import type { ProblemGroup } from '@/lib/activity/problems'
import { tellMassChange } from '@/lib/guard/sentence'
import type { IntegrationOverview } from '@/lib/integrations/integrations'
import type { StatusState } from '@/lib/integrations/status'
import type { Text } from '@/lib/messages/text'

/** Where in the console something can be done about it. */
export type AttentionPlace = 'tokens' | 'connect' | 'settings' | 'problems' | 'mass-change' | 'scim'

/** One thing that somebody should look at. `integration` is null for what concerns the whole company. */
export type Attention = {
  id: string
  severity: 'err' | 'warn' | 'info'
  integration: { id: string; name: string } | null
  text: Text
  place: AttentionPlace
  /** The alarm that it leads to, where it is one. */
  alarm?: string
  /** What the button to that place says. */
  fix: Text
}

export type StrayCalls = { calls: number; lastAt: Date }

/** A token that ends within these days is worth a word, within those a loud one. */
const SOON_DAYS = 30
const VERY_SOON_DAYS = 7
/** So many refused calls within a day are no slip. */
const REPEATED = 3
const DAY_MILLISECONDS = 86_400_000

/** What needs somebody, the most pressing first: what has stopped, what is about to, what fails in part. */
export function attentionOf(seen: {
  integrations: readonly IntegrationOverview[]
  problems: readonly ProblemGroup[]
  strays: StrayCalls
  now: Date
}): Attention[] {
  const { integrations, problems, strays, now } = seen
  const alarms = integrations.flatMap((each) => alarmOf(each))
  const stopped = integrations.flatMap((each) => stoppedOf(each))
  const ending = integrations.flatMap((each) => endingOf(each, now))
  const failing = problems
    .filter(({ ignored, cause }) => ignored === null && cause !== 'mass-change')
    .map(problemOf)
  const quiet = integrations.flatMap((each) => quietOf(each))
  const all = [...alarms, ...stopped, ...ending, ...strayOf(strays), ...failing, ...quiet]
  const rank = { err: 0, warn: 1, info: 2 }
  return all.toSorted((a, b) => rank[a.severity] - rank[b.severity])
}

/** People who are gone are more pressing than calls that don’t come. */
function alarmOf({ id, name, alarm }: IntegrationOverview): Attention[] {
  if (!alarm) return []
  const text: Text = {
    key: 'status.massChange',
    values: { what: tellMassChange(alarm.facts), ago: alarm.at },
  }
  const told = of({ id, name }, `alarm-${alarm.id}`, 'err', text, 'restore')
  return [{ ...told, alarm: alarm.id }]
}

function stoppedOf({ id, name, status: { state, sentence } }: IntegrationOverview): Attention[] {
  const isStopped = state === 'expired' || state === 'rejected'
  return isStopped ? [of({ id, name }, state, 'err', sentence, FIXES[state])] : []
}

/** A token that ends while no younger one is there to take over. */
function endingOf({ id, name, liveTokens, nextExpiry }: IntegrationOverview, now: Date): Attention[] {
  if (liveTokens !== 1 || !nextExpiry) return []
  const days = Math.ceil((nextExpiry.getTime() - now.getTime()) / DAY_MILLISECONDS)
  if (days > SOON_DAYS) return []
  const text: Text = { key: 'overview.attention.ending', values: { days, day: nextExpiry } }
  return [of({ id, name }, 'ending', days <= VERY_SOON_DAYS ? 'err' : 'warn', text, 'rotate')]
}

function strayOf({ calls, lastAt }: StrayCalls): Attention[] {
  if (calls < REPEATED) return []
  const text: Text = { key: 'overview.attention.strays', values: { count: calls, ago: lastAt } }
  return [of(null, 'strays', 'warn', text, 'compare')]
}

function problemOf({ integration, cause, about: who, remedy }: ProblemGroup): Attention {
  return of(
    integration,
    cause,
    'warn',
    { key: 'overview.attention.problem', values: { who, title: remedy.title } },
    'see',
  )
}

function quietOf({ id, name, status: { state, sentence } }: IntegrationOverview): Attention[] {
  if (state !== 'silent' && state !== 'paused') return []
  return [of({ id, name }, state, state === 'silent' ? 'warn' : 'info', sentence, FIXES[state])]
}

/** What can be done about how an integration is doing, and where; undefined while there is nothing to do. */
export function fixOf({
  status: { state },
  alarm,
}: Pick<IntegrationOverview, 'status' | 'alarm'>): Pick<Attention, 'place' | 'alarm' | 'fix'> | undefined {
  if (!isMendable(state)) return undefined
  if (state === 'attention' && alarm) return { ...placed('restore'), alarm: alarm.id }
  return placed(FIXES[state])
}

const PLACES = {
  createToken: 'tokens',
  rotate: 'tokens',
  checkToken: 'connect',
  compare: 'scim',
  see: 'problems',
  restore: 'mass-change',
  check: 'connect',
  resume: 'settings',
} as const satisfies Record<string, AttentionPlace>

/** What mends a state that wants mending. */
const FIXES = {
  attention: 'see',
  rejected: 'checkToken',
  expired: 'createToken',
  silent: 'check',
  paused: 'resume',
} as const satisfies Partial<Record<StatusState, keyof typeof PLACES>>

function isMendable(state: StatusState): state is keyof typeof FIXES {
  return state in FIXES
}

function placed(fix: keyof typeof PLACES): Pick<Attention, 'place' | 'fix'> {
  return { place: PLACES[fix], fix: { key: `overview.fix.${fix}` } }
}

function of(
  integration: { id: string; name: string } | null,
  what: string,
  severity: Attention['severity'],
  text: Text,
  fix: keyof typeof PLACES,
): Attention {
  return {
    id: `${integration?.id ?? 'company'}-${what}`,
    severity,
    integration: integration && { id: integration.id, name: integration.name },
    text,
    ...placed(fix),
  }
}
