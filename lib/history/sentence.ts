import type { ChangeRow } from '@/db/queries/changes'
import type { MessageKey, Text, TextValue } from '@/lib/messages/text'
import type { JsonObject } from '@/lib/scim'
import { alarmOf, returnOf } from './losses-told'
import { type Pair, pairsOf } from './pairs'
import { changedMapping, changedRules } from './rules-told'

/** What a sentence needs to know of a change. */
export type Told = Pick<ChangeRow, 'action' | 'label' | 'before' | 'after'>

/** How many attributes a sentence names before it only counts them. */
const NAMED = 3
const LONGEST_VALUE = 60

type About = 'itself' | 'anything'
type Teller = (change: Told, about: About) => Text

const TELLERS: Readonly<Record<string, Teller>> = {
  'user.created': plain('history.user.created'),
  'user.claimed': plain('history.user.claimed'),
  'user.updated': changedAttributes,
  'user.deactivated': deactivated,
  'user.kept': plain('history.user.kept'),
  'user.returned': plain('history.user.returned'),
  'user.reactivated': plain('history.user.reactivated'),
  'user.deleted': ({ label, after }) => say('history.user.deleted', { label, why: reasonOf(after) }),
  'user.restored': plain('history.user.broughtBack'),
  'user.released': released,
  'user.given-back': ({ label, after }) =>
    say('history.givenBack', { label, managedBy: text(after, 'managedBy') }),
  'user.remapped': (change, about) =>
    say('history.user.remapped', { what: changedAttributes(change, about) }),
  'user.suspended': ({ label, after }) =>
    say('history.user.suspended', { label, reason: text(after, 'reason') }),
  'user.suspension-lifted': plain('history.user.restored'),
  'users.imported': imported,
  'group.created': plain('history.group.created'),
  'group.claimed': plain('history.group.claimed'),
  'group.updated': renamedOrChanged,
  'group.deleted': plain('history.group.deleted'),
  'group.restored': plain('history.group.broughtBack'),
  'group.released': released,
  'group.decided': decided,
  'group.given-back': ({ label, after }) =>
    say('history.givenBack', { label, managedBy: text(after, 'managedBy') }),
  'member.added': ({ label, after }) => say('history.member.added', memberOf(after, label)),
  'member.removed': ({ label, before }) => say('history.member.removed', memberOf(before, label)),
  'integration.created': plain('history.integration.created'),
  'integration.renamed': renamed('history.integration.renamed', 'name'),
  'integration.paused': plain('history.integration.paused'),
  'integration.resumed': plain('history.integration.resumed'),
  'integration.group-sync.on': plain('history.integration.groupSyncOn'),
  'integration.group-sync.off': plain('history.integration.groupSyncOff'),
  'integration.rules-changed': changedRules,
  'integration.mapping-changed': changedMapping,
  'integration.remapped': ({ label, after }) =>
    say('history.integration.remapped', {
      label,
      people: Number(after?.people ?? 0),
      changed: Number(after?.changed ?? 0),
    }),
  'integration.provider-changed': plain('history.integration.provider'),
  'integration.tested': plain('history.integration.tested'),
  'integration.retention-changed': ({ label, after }) =>
    say('history.integration.retention', { label, days: Number(after?.days ?? 0) }),
  'integration.deleted': plain('history.integration.deleted'),
  'integration.brought-back': plain('history.integration.broughtBack'),
  'integration.return-resumed': plain('history.integration.returnResumed'),
  'integration.return-stopped': ({ label, after }) =>
    say('history.integration.returnStopped', { label, ...returnOf(after) }),
  'integration.returned': ({ label, after }) =>
    say('history.integration.returned', { label, ...returnOf(after) }),
  'integration.purged': plain('history.integration.purged'),
  'role.added': offered('history.offer.added', 'role'),
  'role.changed': offered('history.offer.changed', 'role'),
  'role.removed': offered('history.offer.removed', 'role'),
  'entitlement.added': offered('history.offer.added', 'entitlement'),
  'entitlement.changed': offered('history.offer.changed', 'entitlement'),
  'entitlement.removed': offered('history.offer.removed', 'entitlement'),
  'token.created': ({ label, after }) => say('history.token.created', { label, ...hintOf(after) }),
  'token.revoked': ({ label, before }) => say('history.token.revoked', { label, ...hintOf(before) }),
  'token.retiring': ({ label, before }) => say('history.token.retiring', { label, ...hintOf(before) }),
  'token.expired': ({ label, after }) => say('history.token.expired', { label, ...hintOf(after) }),
  'token.restricted': restricted,
  'setup-link.created': plain('history.setupLink.created'),
  'setup-link.revoked': plain('history.setupLink.revoked'),
  'setup-link.used': plain('history.setupLink.used'),
  'setup-link.refused': plain('history.setupLink.refused'),
  'company.created': plain('history.company.created'),
  'company.renamed': renamed('history.company.renamed', 'name'),
  'company.retention-changed': ({ after }) =>
    say('history.company.retention', { days: Number(after?.days ?? 0) }),
  'console-member.added': plain('history.console.added'),
  'console-member.removed': plain('history.console.removed'),
  'console-member.signed-out': plain('history.console.signedOut'),
  'console-member.role-changed': ({ label, before, after }) =>
    say('history.console.role', { label, before: text(before, 'role'), after: text(after, 'role') }),
  'invitation.sent': plain('history.invitation.sent'),
  'invitation.renewed': plain('history.invitation.renewed'),
  'invitation.revoked': plain('history.invitation.revoked'),
  'invitation.accepted': plain('history.invitation.accepted'),
  'invitation.declined': plain('history.invitation.declined'),
  'problems.taken-up': plain('history.problem.takenUp'),
  'problems.ignored': plain('history.problem.ignored'),
  'alarm.raised': ({ label, after }) => say('history.alarm.raised', { label, ...alarmOf(after) }),
  'alarm.dismissed': ({ label, after }) => say('history.alarm.dismissed', { label, ...alarmOf(after) }),
  'alarm.restore-begun': ({ label, after }) =>
    say('history.alarm.restoreBegun', { label, lost: Number(after?.lost ?? 0) }),
  'alarm.restore-stopped': ({ label, after }) =>
    say('history.alarm.restoreStopped', {
      label,
      restored: Number(after?.restored ?? 0),
      lost: Number(after?.lost ?? 0),
    }),
  'alarm.restored': ({ label, after }) =>
    say('history.alarm.restored', {
      label,
      restored: Number(after?.restored ?? 0),
      refused: Number(after?.refused ?? 0),
    }),
  'export.asked': plain('history.exportAsked'),
  'request.applied': plain('history.applied'),
  'export.made': plain('history.exported'),
}

/**
 * What a change did, as the end of a sentence that begins with the actor: “added Grace Hopper to Engineering”.
 * It tells of what became different and not of the call that did it, so that a PATCH and a PUT read alike.
 * `about: 'itself'` leaves the subject of changed attributes out, for a page that is about it.
 */
export function tellChange(change: Told, about: About = 'anything'): Text {
  return (TELLERS[change.action] ?? unforeseen)(change, about)
}

/** The same with the actor, as they were called then: “Corporate Okta added Grace Hopper to Engineering”. */
export function sentenceOf(change: Told & Pick<ChangeRow, 'actorName'>, about: About = 'anything'): Text {
  return say('history.sentence', { actor: change.actorName, what: tellChange(change, about) })
}

function say(key: MessageKey, values: Readonly<Record<string, TextValue>>): Text {
  return { key, values }
}

function plain(key: MessageKey): Teller {
  return ({ label }) => say(key, { label })
}

function renamed(key: MessageKey, name: string): Teller {
  return ({ before, after }) => say(key, { before: text(before, name), after: text(after, name) })
}

function offered(key: MessageKey, kind: 'role' | 'entitlement'): Teller {
  return ({ label }) => say(key, { kind, label })
}

function changedAttributes({ label, before, after }: Told, about: About): Text {
  const pairs = pairsOf(before, after)
  const whose = { whose: about, subject: label }
  const [pair] = pairs
  if (!pair) return say('history.attributes.some', whose)
  if (pairs.length === 1) return changedOne(pair, whose)
  if (pairs.length > NAMED) return say('history.attributes.counted', { ...whose, count: pairs.length })
  const names = new Map(pairs.map((each) => [JSON.stringify(each.label), each.label]))
  return say('history.attributes.named', { ...whose, attributes: [...names.values()] })
}

function changedOne({ label, before, after }: Pair, whose: Readonly<Record<string, TextValue>>): Text {
  const values = { ...whose, attribute: label, before: quoted(before), after: quoted(after) }
  if (before === null) return say('history.attributes.set', values)
  if (after === null) return say('history.attributes.removed', values)
  return say('history.attributes.changed', values)
}

function renamedOrChanged(change: Told, about: About): Text {
  const pairs = pairsOf(change.before, change.after)
  return pairs.length === 1 && pairs[0]?.path === 'displayName'
    ? renamed('history.group.renamed', 'displayName')(change, about)
    : changedAttributes(change, about)
}

/** What becomes of a Local group whose name an integration’s group has. */
function decided({ label, after }: Told): Text {
  const choice = text(after, 'choice')
  return say('history.group.decided', { label, choice, integration: text(after, 'integration') })
}

function memberOf(side: JsonObject | null, label: string): Record<string, TextValue> {
  return { label, kind: side?.memberGroupId ? 'group' : 'person', group: text(side, 'group') }
}

function deactivated({ label, after }: Told): Text {
  if (text(after, 'why') === 'deleted-by-provider') return say('history.user.kept', { label })
  return say('history.user.deactivated', { label, why: reasonOf(after) })
}

/** Whom a rule of the integration let go of. */
function reasonOf(after: JsonObject | null): 'groups' | 'none' {
  return text(after, 'why') === 'left-every-group' ? 'groups' : 'none'
}

function imported({ label, after }: Told): Text {
  const count = (name: string) => Number(after?.[name] ?? 0)
  return say('history.user.imported', {
    label,
    created: count('created'),
    changed: count('changed'),
    refused: count('refused'),
    isCut: after?.stoppedAfter === undefined ? 'no' : 'yes',
    done: count('stoppedAfter'),
    rows: count('rows'),
  })
}

function released({ label, before, after }: Told): Text {
  const former = text(before, 'displayName')
  const isRenamed = former && former !== text(after, 'displayName') ? 'yes' : 'no'
  return say('history.released', { label, managedBy: text(before, 'managedBy'), isRenamed, former })
}

/** `user.merged` of a later release → “recorded “user merged” for Grace Hopper”. */
function unforeseen({ action, label }: Told): Text {
  return say('history.unforeseen', { action: action.replaceAll(/[.-]/g, ' '), label })
}

function restricted({ label, after }: Told): Text {
  const addresses = after?.allowedAddresses
  const named = Array.isArray(addresses) && addresses.length > 0 ? addresses.join(', ') : ''
  return named
    ? say('history.token.restricted', { label, ...hintOf(after), addresses: named })
    : say('history.token.unrestricted', { label, ...hintOf(after) })
}

function hintOf(side: JsonObject | null): Record<string, TextValue> {
  const hint = text(side, 'hint')
  return { hasHint: hint ? 'yes' : 'no', hint }
}

function quoted(value: string | Text | null): string | Text {
  if (value === null || typeof value === 'object') return value ?? ''
  const line = value.replaceAll(/\s+/g, ' ')
  return line.length > LONGEST_VALUE ? `${line.slice(0, LONGEST_VALUE)}…` : line
}

function text(side: JsonObject | null, name: string): string {
  const value = side?.[name]
  return typeof value === 'string' ? value : ''
}
