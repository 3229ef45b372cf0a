import type { AuditRow } from '@/db/queries/audit'
import { CATALOGUE } from '@/lib/messages/catalogue'
import type { MessageKey, Text, TextValue } from '@/lib/messages/text'
import type { JsonObject } from '@/lib/scim'
import { CONSOLE_PERMISSIONS, type ConsolePermission, ROLES } from '@/lib/tenancy/permissions'

/**
 * What was done, as the end of a sentence that begins with the actor: “invited grace@acme.com as Admin”. The texts
 * stand in the catalogue under the actions' own names; one that is missing there is told by its name.
 */
export function tellAudit({
  action,
  target,
  before,
  after,
}: Pick<AuditRow, 'action' | 'target' | 'before' | 'after'>): Text {
  if (!isTold(action)) return { key: 'audit.unforeseen', values: { action, target } }
  return {
    key: `audit.did.${action}` as MessageKey,
    values: {
      target: exportedOf(action, target, after) ?? target,
      was: wordOf(before),
      is: wordOf(after),
      permission: permissionOf(after),
    },
  }
}

/** True when the catalogue has a sentence for the action. */
function isTold(action: string): boolean {
  let texts: unknown = CATALOGUE.en.audit.did
  for (const part of action.split('.')) {
    if (typeof texts !== 'object' || texts === null || !Object.hasOwn(texts, part)) return false
    texts = (texts as Record<string, unknown>)[part]
  }
  // Compiled, a text with values in it is a list.
  return typeof texts === 'string' || Array.isArray(texts)
}

/** The value that sentences name: of what has a role the role, else the name or the group, else whatever stands alone. */
function wordOf(values: JsonObject | null): TextValue {
  const role = ROLES.find((each) => each === values?.role)
  if (role) return { key: `members.roles.${role}` }
  const value = values?.name ?? values?.group ?? Object.values(values ?? {})[0]
  return typeof value === 'string' || typeof value === 'number' ? value : ''
}

const EXPORTED: Readonly<Record<string, MessageKey>> = {
  users: 'audit.exported.users',
  groups: 'audit.exported.groups',
  members: 'audit.exported.members',
  requests: 'audit.exported.requests',
  'console-members': 'audit.exported.consoleMembers',
  integrations: 'audit.exported.integrations',
  tokens: 'audit.exported.tokens',
  'joiners-leavers': 'audit.exported.movements',
  'access-review': 'audit.exported.review',
  'audit-log': 'audit.exported.auditLog',
}

/** What a file was of: `members-0198…` is “the members of Engineering”. */
function exportedOf(action: string, target: string, after: JsonObject | null): Text | undefined {
  if (!action.startsWith('export.')) return undefined
  const what = target.replace(/-\d[\da-f-]*$/, '')
  const key = Object.hasOwn(EXPORTED, what) ? EXPORTED[what] : undefined
  const of = typeof after?.of === 'string' ? after.of : ''
  return key && { key, values: { of, isNamed: of ? 'yes' : 'no', day: target.slice(what.length + 1) } }
}

function permissionOf(values: JsonObject | null): TextValue {
  const permission = String(values?.permission ?? '')
  return Object.hasOwn(CONSOLE_PERMISSIONS, permission)
    ? { key: `members.matrix.${permission as ConsolePermission}` }
    : permission
}
