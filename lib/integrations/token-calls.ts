import { inTenant } from '@/db/client'
import { COUNTED_CALLS, countCalls } from '@/db/queries/tokens'
import { isId } from '@/lib/base/id'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import { unknownIntegration } from './announce'

const DAY_MS = 86_400_000

/** How many calls each token brought in the last 24 hours. `isCapped`: there were more than were counted. */
export async function callsOfDay(
  ctx: Ctx,
  integrationId: string,
): Promise<{ of: ReadonlyMap<string, number>; isCapped: boolean }> {
  requirePermission(ctx, 'integrations.read')
  if (!isId(integrationId)) throw unknownIntegration()
  const since = new Date(Date.now() - DAY_MS)
  const rows = await inTenant(ctx.db, ctx.tenantId, (tx) =>
    countCalls(tx, ctx.tenantId, integrationId, since),
  )
  const total = rows.reduce((sum, { calls }) => sum + calls, 0)
  return { of: new Map(rows.map(({ tokenId, calls }) => [tokenId, calls])), isCapped: total >= COUNTED_CALLS }
}
