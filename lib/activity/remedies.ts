import type { Provider } from '@/lib/integrations/choices'
import type { MessageKey, Text } from '@/lib/messages/text'
import type { ResourceType } from '@/lib/scim'
import type { Cause } from './causes'

/** Where in the console something can be done about it. */
export type FixPlace =
  | 'tokens'
  | 'group-settings'
  | 'group-rules'
  | 'settings'
  | 'mapping'
  | 'connect'
  | 'users'
  | 'groups'
  | 'integrations'
  | 'problems'

/** Why something failed and what to do about it, in the words of the identity provider where it has some. */
export type Remedy = { title: Text; why: Text; steps: Text[]; places: readonly FixPlace[] }

const PLACES: Partial<Record<Cause, readonly FixPlace[]>> = {
  token: ['tokens'],
  paused: ['settings'],
  'group-sync-off': ['group-settings'],
  'read-only-token': ['tokens'],
  'user-exists': ['users'],
  'local-conflict': ['settings', 'users'],
  'user-managed-elsewhere': ['users', 'integrations'],
  'group-exists': ['groups'],
  'local-group-conflict': ['problems', 'group-rules'],
  'unknown-member': ['groups'],
  'attribute-missing': ['mapping'],
  'domain-not-allowed': ['settings'],
  'address-not-allowed': ['settings'],
  'token-address': ['tokens'],
  'wrong-address': ['connect'],
}

/** What is to be done in the identity provider itself, as its own screens call it. */
const OWN_WORDS: Partial<Record<Provider, Partial<Record<Cause, MessageKey>>>> = {
  okta: {
    'group-exists': 'problems.own.okta.group-exists',
    'user-exists': 'problems.own.okta.user-exists',
    'unknown-member': 'problems.own.okta.unknown-member',
    'no-member-known': 'problems.own.okta.no-member-known',
    'attribute-missing': 'problems.own.okta.attribute-missing',
  },
  entra: {
    'group-exists': 'problems.own.entra.group-exists',
    'user-exists': 'problems.own.entra.user-exists',
    'unknown-member': 'problems.own.entra.unknown-member',
    'attribute-missing': 'problems.own.entra.attribute-missing',
  },
}

/** The provider sends it again by itself, or sending it again would change nothing. */
const NOT_SENT_AGAIN: ReadonlySet<Cause> = new Set([
  'token',
  'wrong-address',
  'changed-meanwhile',
  'too-many',
  'our-side',
  'not-understood',
  'mass-change',
  'other',
])

/** What to do about a failed request about a person or a group. */
export function remedyOf(cause: Cause, provider: Provider, type: ResourceType): Remedy {
  const fix: Text = { key: OWN_WORDS[provider]?.[cause] ?? `problems.causes.${cause}.fix` }
  const again: Text = { key: `problems.again.${provider}.${type}` }
  return {
    title: { key: `problems.causes.${cause}.title` },
    why: { key: `problems.causes.${cause}.why` },
    steps: NOT_SENT_AGAIN.has(cause) ? [fix] : [fix, again],
    places: PLACES[cause] ?? [],
  }
}
