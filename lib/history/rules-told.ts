import type { Rules } from '@/db/schema/rules'
import { labelOf } from '@/lib/directory/attribute-names'
import type { Text } from '@/lib/messages/text'
import type { Json } from '@/lib/scim'
import type { Told } from './sentence'

const RULES: Readonly<Record<string, (value: Json | undefined) => Text>> = {
  allowedDomains: (value) =>
    Array.isArray(value) && value.length > 0
      ? { key: 'history.rules.allowedDomains', values: { domains: value.join(', ') } }
      : { key: 'history.rules.everyDomain' },
  allowedAddresses: (value) =>
    Array.isArray(value) && value.length > 0
      ? { key: 'history.rules.allowedAddresses', values: { addresses: value.join(', ') } }
      : { key: 'history.rules.everyAddress' },
  whenLocal: (value) => ({ key: 'history.rules.whenLocal', values: { what: String(value) } }),
  whenLocalGroup: (value) => ({ key: 'history.rules.whenLocalGroup', values: { what: String(value) } }),
  whenDeactivated: (value) => ({ key: 'history.rules.whenDeactivated', values: { what: String(value) } }),
  whenGroupless: (value) => ({ key: 'history.rules.whenGroupless', values: { what: String(value) } }),
  whenDeleted: (value) => ({ key: 'history.rules.whenDeleted', values: { what: String(value) } }),
  massChangePercent: (value) =>
    typeof value === 'number'
      ? { key: 'history.rules.massChange', values: { percent: value } }
      : { key: 'history.rules.noGuard' },
}

/** Each rule of an integration, as it holds. */
export function tellRules(rules: Rules): Text[] {
  return Object.entries(RULES).map(([name, tell]) => tell(rules[name as keyof Rules] as Json))
}

/** Which rules an integration got. */
export function changedRules({ label, after }: Told): Text {
  const [first, ...rest] = Object.entries(RULES).flatMap(([name, tell]) =>
    after && name in after ? [tell(after[name])] : [],
  )
  const rules = rest.reduce<Text | undefined>(
    (told, next) => told && { key: 'history.rules.both', values: { first: told, rest: next } },
    first,
  )
  return { key: 'history.integration.rules', values: { label, rules: rules ?? '' } }
}

/** Of which fields an integration got another mapping. */
export function changedMapping({ label, before, after }: Told): Text {
  const fields = Object.keys({ ...before, ...after }).map((name) =>
    labelOf({ extension: undefined, name, type: undefined }),
  )
  return { key: 'history.integration.mapping', values: { label, fields } }
}
