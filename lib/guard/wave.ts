import type { Tx } from '@/db/client'
import { type AlarmRow, countIntoAlarm } from '@/db/queries/mass-changes'
import { later, windowAfter } from './limits'

/** What one look at an integration goes by. */
export type Look = {
  tx: Tx
  /** When it began. */
  now: Date
  tenantId: string
  integration: { id: string; name: string }
  /** Null where the rule is switched off: alarms that are open are kept up to date all the same. */
  percent: number | null
  /** Open ones, and those whose wave is not long over; the latest first. */
  alarms: readonly AlarmRow[]
}

/** Transactions that end late write rows of a moment that was looked at already. */
const LATE_MILLISECONDS = 60_000

/**
 * Has an open alarm take in what its wave took since, as long as no pause in it is longer than the window. What is
 * lost while it looks is left to the next look: a wave that goes on would never let it end.
 */
export async function growWith(
  { tx, tenantId, now }: Look,
  { id, lastAt: known }: AlarmRow,
  keep: (span: { after: Date; until: Date }) => Promise<{ count: number; last: Date | null }>,
): Promise<{ grown: boolean; lastAt: Date }> {
  let lastAt = known
  for (let grown = false; ; ) {
    const after = new Date(lastAt.getTime() - LATE_MILLISECONDS)
    const until = windowAfter(lastAt)
    const { count, last } = await keep({ after, until })
    if (count === 0 || !last) return { grown, lastAt }
    grown = true
    await countIntoAlarm(tx, tenantId, id, last)
    lastAt = later(lastAt, last)
    if (until >= now) return { grown, lastAt }
  }
}
