import type { ChangeRow } from '@/db/queries/changes'
import type { Json, JsonObject } from '@/lib/scim'
import { type Pair, pairsOf } from './pairs'

/** What a sentence needs to know of a change. */
export type Told = Pick<ChangeRow, 'action' | 'label' | 'before' | 'after'>

/** How many attributes a sentence names before it only counts them. */
const NAMED = 3
const LONGEST_VALUE = 60

type Teller = (change: Told, subject: string) => string

const TELLERS: Readonly<Record<string, Teller>> = {
  'user.created': ({ label }) => `added ${label}`,
  'user.claimed': ({ label }) => `now manages ${label}`,
  'user.updated': changedAttributes,
  'user.deactivated': deactivated,
  'user.kept': ({ label }) => `deleted ${label}, who stays here inactive`,
  'user.returned': ({ label }) => `sent ${label} again, still inactive`,
  'user.reactivated': ({ label }) => `reactivated ${label}`,
  'user.deleted': ({ label, after }) => `removed ${label}${reasonOf(after)}`,
  'user.suspended': ({ label, after }) => `suspended ${label} here: ${text(after, 'reason')}`,
  'user.suspension-lifted': ({ label }) => `lifted the suspension of ${label}`,
  'user.released': released,
  'users.imported': imported,
  'group.created': ({ label }) => `added the group ${label}`,
  'group.claimed': ({ label }) => `now manages the group ${label}`,
  'group.updated': renamedOrChanged,
  'group.deleted': ({ label }) => `removed the group ${label}`,
  'group.released': released,
  'member.added': ({ label, after }) => `added ${memberOf(after, label)} to ${text(after, 'group')}`,
  'member.removed': ({ label, before }) => `removed ${memberOf(before, label)} from ${text(before, 'group')}`,
  'integration.created': ({ label }) => `created the integration ${label}`,
  'integration.renamed': ({ before, after }) =>
    `renamed the integration ${text(before, 'name')} to ${text(after, 'name')}`,
  'integration.paused': ({ label }) => `paused ${label}`,
  'integration.resumed': ({ label }) => `resumed ${label}`,
  'integration.group-sync.on': ({ label }) => `turned on group sync for ${label}`,
  'integration.group-sync.off': ({ label }) => `turned off group sync for ${label}`,
  'integration.rules-changed': changedRules,
  'integration.deleted': ({ label }) => `deleted the integration ${label}`,
  'role.added': ({ label }) => `added the role ${label}`,
  'role.changed': ({ label }) => `changed the role ${label}`,
  'role.removed': ({ label }) => `removed the role ${label}`,
  'entitlement.added': ({ label }) => `added the entitlement ${label}`,
  'entitlement.changed': ({ label }) => `changed the entitlement ${label}`,
  'entitlement.removed': ({ label }) => `removed the entitlement ${label}`,
  'token.created': ({ label, after }) => `created the token ${label}${hintOf(after)}`,
  'token.revoked': ({ label, before }) => `revoked the token ${label}${hintOf(before)}`,
  'token.retiring': ({ label, before }) => `let the token ${label}${hintOf(before)} end by itself`,
  'setup-link.created': ({ label }) => `made a setup link for ${label}`,
  'setup-link.revoked': ({ label }) => `revoked a setup link for ${label}`,
  'setup-link.used': ({ label }) => `showed a token of ${label} through a setup link`,
  'setup-link.refused': ({ label }) => `refused a wrong code at a setup link for ${label}`,
  'integration.provider-changed': ({ label }) => `changed the identity provider of ${label}`,
  'integration.tested': ({ label }) => `sent a test for ${label} from here`,
  'company.created': ({ label }) => `made the company ${label}`,
  'console-member.added': ({ label }) => `gave ${label} access to the console`,
  'console-member.role-changed': ({ label, before, after }) =>
    `changed the role of ${label}: ${text(before, 'role')} → ${text(after, 'role')}`,
}

/**
 * What a change did, as the end of a sentence that begins with the actor: “added Grace Hopper to Engineering”.
 * It tells of what became different and not of the call that did it, so that a PATCH and a PUT read alike.
 * `about: 'itself'` leaves the subject of changed attributes out, for a page that is about it.
 */
export function tellChange(change: Told, about: 'itself' | 'anything' = 'anything'): string {
  const tell = TELLERS[change.action] ?? unforeseen
  return tell(change, about === 'itself' ? '' : `${change.label}’s `)
}

/** The same with the actor, as they were called then: “Corporate Okta added Grace Hopper to Engineering”. */
export function sentenceOf(
  change: Told & Pick<ChangeRow, 'actorName'>,
  about: 'itself' | 'anything' = 'anything',
): string {
  return `${change.actorName} ${tellChange(change, about)}`
}

function changedAttributes({ before, after }: Told, subject: string): string {
  const pairs = pairsOf(before, after)
  const [pair] = pairs
  if (!pair) return `changed ${subject}attributes`
  if (pairs.length === 1) return changedOne(pair, subject)
  if (pairs.length > NAMED)
    return `changed ${pairs.length}${subject && ` of ${subject.trimEnd()}`} attributes`
  return `changed ${subject}${listed(pairs.map(({ label }) => label))}`
}

function changedOne({ label, before, after }: Pair, subject: string): string {
  if (before === null) return `set ${subject}${label}: ${quoted(after)}`
  if (after === null) return `removed ${subject}${label}: ${quoted(before)}`
  return `changed ${subject}${label}: ${quoted(before)} → ${quoted(after)}`
}

function renamedOrChanged(change: Told, subject: string): string {
  const { before, after } = change
  const pairs = pairsOf(before, after)
  if (pairs.length === 1 && pairs[0]?.path === 'displayName') {
    return `renamed the group ${text(before, 'displayName')} to ${text(after, 'displayName')}`
  }
  return changedAttributes(change, subject)
}

function memberOf(side: JsonObject | null, label: string): string {
  return side?.memberGroupId ? `the group ${label}` : label
}

function deactivated({ label, after }: Told): string {
  if (text(after, 'why') === 'deleted-by-provider') return `deleted ${label}, who stays here inactive`
  return `deactivated ${label}${reasonOf(after)}`
}

/** Whom a rule of the integration let go of. */
function reasonOf(after: JsonObject | null): string {
  return text(after, 'why') === 'left-every-group' ? ', who left every synchronised group' : ''
}

const RULES: Readonly<Record<string, (value: Json | undefined) => string>> = {
  allowedDomains: (value) =>
    `allowed e-mail domains: ${Array.isArray(value) && value.length > 0 ? value.join(', ') : 'all'}`,
  whenGroupless: (value) => `when a person leaves every synchronised group: ${value}`,
  whenDeleted: (value) => `when the IdP deletes: ${value}`,
}

function changedRules({ label, after }: Told): string {
  const told = Object.entries(RULES).flatMap(([name, tell]) =>
    after && name in after ? [tell(after[name])] : [],
  )
  return `changed the rules of ${label} – ${told.join('; ')}`
}

function imported({ label, after }: Told): string {
  const count = (name: string) => Number(after?.[name] ?? 0)
  const parts = [`${count('created')} added`, `${count('changed')} changed`, `${count('refused')} refused`]
  const stopped =
    after?.stoppedAfter === undefined ? '' : `, stopped after ${count('stoppedAfter')} of ${count('rows')}`
  return `imported people from ${label}: ${parts.join(', ')}${stopped}`
}

function released({ label, before, after }: Told): string {
  const former = text(before, 'displayName')
  const renamed = former && former !== text(after, 'displayName') ? `, called ${former} before` : ''
  return `made ${label} Local, no longer managed by ${text(before, 'managedBy')}${renamed}`
}

/** `user.merged` of a later release → “recorded “user merged” for Grace Hopper”. */
function unforeseen({ action, label }: Told): string {
  return `recorded “${action.replaceAll(/[.-]/g, ' ')}” for ${label}`
}

function hintOf(side: JsonObject | null): string {
  const hint = text(side, 'hint')
  return hint && ` (…${hint})`
}

function listed(names: readonly string[]): string {
  const unique = [...new Set(names)]
  const last = unique.pop() ?? ''
  return unique.length === 0 ? last : `${unique.join(', ')} and ${last}`
}

function quoted(value: string | null): string {
  const line = (value ?? '').replaceAll(/\s+/g, ' ')
  return line.length > LONGEST_VALUE ? `${line.slice(0, LONGEST_VALUE)}…` : line
}

function text(side: JsonObject | null, name: string): string {
  const value: Json | undefined = side?.[name]
  return typeof value === 'string' ? value : ''
}
