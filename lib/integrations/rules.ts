import type { Rules } from '@/db/schema/rules'
import { USUAL_PERCENT } from './choices'

export type { Rules }

/** The rules that the wizard takes along. */
export type FirstRules = Pick<Rules, 'mapping' | 'whenLocalGroup'>

/** What holds where nobody has decided anything. */
const DEFAULT_RULES: Rules = {
  allowedDomains: [],
  allowedAddresses: [],
  whenLocal: 'claim',
  whenLocalGroup: 'link',
  whenDeactivated: 'keep',
  whenGroupless: 'nothing',
  whenDeleted: 'delete',
  massChangePercent: USUAL_PERCENT,
  mapping: {},
}

/** The rules of an integration, as they are stored, each with a value. */
export function readRules(stored: Partial<Rules>): Rules {
  return { ...DEFAULT_RULES, ...stored }
}

/**
 * Of the rules that a form was sent with, those that differ from what the page had shown, as text: of the others
 * somebody else may have decided otherwise meanwhile. A page that says nothing has changed all of them.
 */
export function changedRules<R extends object>(wanted: R, shown: unknown): Partial<R> {
  const seen = readShown(shown)
  const changed = Object.entries(wanted).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(seen[name]),
  )
  return Object.fromEntries(changed) as Partial<R>
}

function readShown(shown: unknown): Record<string, unknown> {
  try {
    return Object(JSON.parse(String(shown)))
  } catch {
    return {}
  }
}
