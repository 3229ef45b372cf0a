import {
  FATES,
  PROVIDERS,
  WHEN_DEACTIVATED,
  WHEN_DELETED,
  WHEN_GROUPLESS,
  WHEN_LOCAL,
  WHEN_LOCAL_GROUP,
} from '@/lib/integrations/choices'
import type { MessageKey, Text } from '@/lib/messages/text'
import type { JsonObject } from '@/lib/scim'
import { CONSOLE_PERMISSIONS, type ConsolePermission, ROLES, SCOPES } from '@/lib/tenancy/permissions'
import { VIEW_LISTS } from '@/lib/views/input'
import { type Pair, pairsOf } from './pairs'

/** What people call the values that only the console has; those of people and groups have their names already. */
const NAMES = [
  'address',
  'by',
  'changed',
  'created',
  'days',
  'decision',
  'display',
  'expires',
  'fingerprint',
  'format',
  'group',
  'groupSync',
  'groups',
  'groupsRemoved',
  'hint',
  'integration',
  'last',
  'list',
  'lost',
  'managedBy',
  'masked',
  'method',
  'name',
  'of',
  'path',
  'people',
  'permission',
  'provider',
  'reason',
  'refused',
  'request',
  'restored',
  'review',
  'role',
  'rows',
  'same',
  'scopes',
  'search',
  'sha256',
  'slug',
  'test',
  'through',
  'users',
  'value',
  'writes',
  'wrongCodes',
] as const

const LABELS: ReadonlyMap<string, Text> = new Map(
  NAMES.map((name) => [name, { key: `audit.fields.${name}` }]),
)

const WORDS: Readonly<Record<string, Readonly<Record<string, Text | string>>>> = {
  days: { ever: { key: 'audit.values.forEver' } },
  decision: words(['keep', 'change', 'remove'], (value) => `audit.values.decision.${value}`),
  list: words(VIEW_LISTS, (value) => `audit.values.list.${value}`),
  people: words(FATES, (value) => `scimSettings.settings.fates.${value}`),
  permission: words(
    Object.keys(CONSOLE_PERMISSIONS) as ConsolePermission[],
    (value) => `members.matrix.${value}`,
  ),
  provider: PROVIDERS,
  role: words(ROLES, (value) => `members.roles.${value}`),
  scopes: words(SCOPES, (value) => `audit.values.scopes.${value}`),
  whenLocal: words(WHEN_LOCAL, (value) => `scimSettings.settings.whenLocal.${value}`),
  whenLocalGroup: words(WHEN_LOCAL_GROUP, (value) => `scimSettings.sameName.choice.${value}`),
  whenDeactivated: words(WHEN_DEACTIVATED, (value) => `scimSettings.settings.whenDeactivated.${value}`),
  whenGroupless: words(WHEN_GROUPLESS, (value) => `scimSettings.settings.whenGroupless.${value}`),
  whenDeleted: words(WHEN_DELETED, (value) => `scimSettings.settings.whenDeleted.${value}`),
}

function words<Value extends string>(
  values: readonly Value[],
  keyOf: (value: Value) => MessageKey,
): Record<string, Text> {
  return Object.fromEntries(values.map((value) => [value, { key: keyOf(value) }]))
}

/** What an entry of the audit log changed, value by value, in the words that the console has for them. */
export function auditPairs(before: JsonObject | null, after: JsonObject | null): Pair[] {
  return pairsOf(before, after).map((pair) => {
    const [field = ''] = /^\w+/.exec(pair.path) ?? []
    const isWhole = field === pair.path || pair.path.startsWith(`${field}[`)
    if (!isWhole) return pair
    const say = (value: Pair['before']) =>
      typeof value === 'string' && Object.hasOwn(WORDS, field) ? (WORDS[field]?.[value] ?? value) : value
    return {
      ...pair,
      label: LABELS.get(field) ?? pair.label,
      before: say(pair.before),
      after: say(pair.after),
    }
  })
}
