import type { Tx } from '@/db/client'
import { countSet, type LossCount } from '@/db/queries/mass-changes'

/** How many of a set are still lost, came back by themselves, were brought back, and could not be. */
export type Outcomes = { lost: number; back: number; restored: number; refused: number }

/** How many of a set were lost how. */
export type Losses = { deactivated: number; deleted: number; removed: number }

export async function outcomesOf(tx: Tx, tenantId: string, alarmId: string): Promise<Outcomes> {
  return countOutcomes(await countSet(tx, tenantId, alarmId))
}

export function countOutcomes(set: readonly LossCount[]): Outcomes {
  const counts: Outcomes = { lost: 0, back: 0, restored: 0, refused: 0 }
  for (const { outcome, count } of set) counts[outcome ?? 'lost'] += count
  return counts
}

/** How those were lost who are not here yet. */
export function countLosses(set: readonly LossCount[]): Losses {
  const counts: Losses = { deactivated: 0, deleted: 0, removed: 0 }
  for (const { loss, outcome, count } of set) {
    if (outcome === null || outcome === 'refused') counts[loss] += count
  }
  return counts
}
