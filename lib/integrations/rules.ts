import type { Rules } from '@/db/schema/rules'
import { USUAL_PERCENT } from './choices'

export type { Rules }

/** What holds where nobody has decided anything. */
const DEFAULT_RULES: Rules = {
  allowedDomains: [],
  allowedAddresses: [],
  whenGroupless: 'nothing',
  whenDeleted: 'delete',
  massChangePercent: USUAL_PERCENT,
  mapping: {},
}

/** The rules of an integration, as they are stored, each with a value. */
export function readRules(stored: Partial<Rules>): Rules {
  return { ...DEFAULT_RULES, ...stored }
}
