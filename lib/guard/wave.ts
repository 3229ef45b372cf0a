import type { Tx } from '@/db/client'
import { type AlarmRow, countIntoAlarm } from '@/db/queries/mass-changes'
import { windowAfter } from './limits'

/** What one look at an integration goes by. */
export type Look = {
  tx: Tx
  tenantId: string
  integration: { id: string; name: string }
  /** Null where the rule is switched off: alarms that are open are kept up to date all the same. */
  percent: number | null
  /** Open ones, and those whose wave is not long over; the latest first. */
  alarms: readonly AlarmRow[]
}

/** Transactions that end late write rows of a moment that was looked at already. */
const LATE_MILLISECONDS = 60_000

/** Has an open alarm take in what its wave took since, as long as no pause in it is longer than the window. */
export async function growWith(
  { tx, tenantId }: Look,
  { id, lastAt: known }: AlarmRow,
  keep: (span: { after: Date; until: Date }) => Promise<{ count: number; last: Date | null }>,
): Promise<{ grown: boolean; lastAt: Date }> {
  let lastAt = known
  for (let grown = false; ; grown = true) {
    const after = new Date(lastAt.getTime() - LATE_MILLISECONDS)
    const { count, last } = await keep({ after, until: windowAfter(lastAt) })
    if (count === 0 || !last) return { grown, lastAt }
    await countIntoAlarm(tx, tenantId, id, last)
    if (last > lastAt) lastAt = last
  }
}
