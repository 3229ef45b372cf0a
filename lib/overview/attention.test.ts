import { expect, test } from 'vitest'
import type { ProblemGroup } from '@/lib/activity/problems'
import type { IntegrationOverview } from '@/lib/integrations/integrations'
import type { StatusState } from '@/lib/integrations/status'
import { attentionOf, fixOf } from './attention'

const now = new Date('2026-11-22T10:00:00Z')
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000)
const NO_STRAYS = { calls: 0, lastAt: now }

function integration(name: string, state: StatusState, token: Partial<IntegrationOverview> = {}) {
  const status = { state, label: { key: 'status.states.waiting' }, sentence: { key: 'status.waiting' } }
  return { id: name, name, status, liveTokens: 1, nextExpiry: inDays(300), ...token } as IntegrationOverview
}

const problem = { cause: 'group-exists', about: { key: 'problems.groups' }, ignored: null } as ProblemGroup

const seen = (changes: Partial<Parameters<typeof attentionOf>[0]>) =>
  attentionOf({ integrations: [], problems: [], strays: NO_STRAYS, now, ...changes }).map(
    ({ id, severity, place }) => `${severity} ${id} → ${place}`,
  )

test('what has stopped comes first, then what is about to, then what fails in part, then what was meant', () => {
  const problems = [
    {
      ...problem,
      integration: { id: 'Okta', name: 'Okta', provider: 'okta' as const },
      remedy: {
        title: { key: 'problems.causes.group-exists.title' as const },
        why: { key: 'status.waiting' as const },
        steps: [],
        places: [],
      },
    },
  ]
  expect(
    seen({
      problems,
      strays: { calls: 3, lastAt: now },
      integrations: [
        integration('Paused', 'paused'),
        integration('Silent', 'silent'),
        integration('Soon', 'connected', { nextExpiry: inDays(20) }),
        integration('Now', 'connected', { nextExpiry: inDays(2) }),
        integration('Rejected', 'rejected'),
        integration('Expired', 'expired', { liveTokens: 0, nextExpiry: null }),
        integration('Emptied', 'attention', {
          alarm: { id: 'a1', at: now, facts: { group: null, before: 40, lost: 35 } },
        }),
      ],
    }),
  ).toEqual([
    'err Emptied-alarm-a1 → mass-change',
    'err Rejected-rejected → connect',
    'err Expired-expired → tokens',
    'err Now-ending → tokens',
    'warn Soon-ending → tokens',
    'warn company-strays → scim',
    'warn Okta-group-exists → problems',
    'warn Silent-silent → connect',
    'info Paused-paused → settings',
  ])
})

test('an alarm is told once, of its integration', () => {
  expect(seen({ problems: [{ ...problem, cause: 'mass-change' }] })).toEqual([])
})

test('what goes well, what somebody ignored and a token with a successor need nobody', () => {
  const ignored = { by: 'Ada', reason: 'known' }
  expect(
    seen({
      problems: [{ ...problem, ignored }],
      strays: { calls: 2, lastAt: now },
      integrations: [
        integration('Fine', 'connected'),
        integration('Waiting', 'waiting'),
        integration('Quiet', 'quiet'),
        integration('Rotating', 'connected', { liveTokens: 2, nextExpiry: inDays(1) }),
        integration('Later', 'connected', { nextExpiry: inDays(31) }),
        integration('Endless', 'connected', { nextExpiry: null }),
      ],
    }),
  ).toEqual([])
})

test('what mends a state is named beside it wherever the integration is shown', () => {
  const alarm = { id: 'a1', at: now, facts: { group: null, before: 40, lost: 35 } }
  const states = ['attention', 'rejected', 'expired', 'silent', 'paused'] as const
  expect(states.map((state) => fixOf(integration('Okta', state))?.place)).toEqual([
    'problems',
    'connect',
    'tokens',
    'connect',
    'settings',
  ])
  expect(fixOf(integration('Okta', 'attention', { alarm }))).toMatchObject({
    place: 'mass-change',
    alarm: 'a1',
  })
  for (const state of ['waiting', 'verified', 'connected', 'quiet'] as const) {
    expect(fixOf(integration('Okta', state))).toBeUndefined()
  }
})
