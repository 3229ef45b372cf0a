import { type Database, inTenant, outsideTenants } from '@/db/client'
import { pruneRequestCounts } from '@/db/queries/request-counts'
import { pruneRequests, selectShortRetentions } from '@/db/queries/requests'
import { lockRetention, selectRetention, updateRetention } from '@/db/queries/retention'
import type { Ctx } from '@/lib/tenancy/context'
import { mutate } from '@/lib/tenancy/mutate'
import { requirePermission } from '@/lib/tenancy/permissions'

const DAY_MILLISECONDS = 86_400_000
/** Rows that one statement removes, so that none holds the log for long. */
const PRUNED_AT_ONCE = 5_000

/** For how many days the company keeps its request log. */
export async function getRetention(ctx: Ctx): Promise<number> {
  requirePermission(ctx, 'activity.read')
  return inTenant(ctx.db, ctx.tenantId, (tx) => selectRetention(tx, ctx.tenantId))
}

/** Decides how long the request log is kept; what is older goes within the hour. `days`: 30 to 365. */
export function setRetention(ctx: Ctx, days: number): Promise<void> {
  return mutate(ctx, 'company.write', async (tx) => {
    const before = await lockRetention(tx, ctx.tenantId)
    if (before === days) return { result: undefined, changes: [] }
    await updateRetention(tx, ctx.tenantId, days)
    return {
      result: undefined,
      changes: [
        {
          action: 'company.retention-changed',
          label: ctx.tenantName,
          before: { days: before },
          after: { days },
        },
      ],
    }
  })
}

/**
 * Removes what companies no longer want kept. Whole days that nobody wants are dropped as partitions elsewhere;
 * this is for companies that keep theirs for less than the longest.
 */
export async function pruneLogs(db: Database, now = new Date()): Promise<void> {
  for (const { tenantId, days } of await outsideTenants(db, selectShortRetentions)) {
    const before = new Date(now.getTime() - days * DAY_MILLISECONDS)
    await inTenant(db, tenantId, (tx) => pruneRequestCounts(tx, tenantId, before))
    let pruned: number
    do {
      pruned = await inTenant(db, tenantId, (tx) => pruneRequests(tx, before, PRUNED_AT_ONCE))
    } while (pruned === PRUNED_AT_ONCE)
  }
}
