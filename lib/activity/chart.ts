import { inTenant } from '@/db/client'
import { selectIntegration } from '@/db/queries/integrations'
import { type RequestResult, selectFirstCount, selectRequestBars } from '@/db/queries/request-counts'
import { isId } from '@/lib/base/id'
import { unknownIntegration } from '@/lib/integrations/announce'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import type { ActivitySearch } from './input'
import { getRetentionOf } from './retention'

export type Counts = Record<RequestResult, number>
export type Bar = Counts & {
  /** The start of the bar, an ISO instant. */
  at: string
}

/** How many calls there were, and when: at most 96 bars, empty ones included. */
export type Chart = { from: string; to: string; seconds: number; bars: Bar[]; totals: Counts }

const NONE: Counts = { read: 0, write: 0, failed: 0, refused: 0 }
const MOST_BARS = 96
/** How wide bars may be, in seconds: counts are kept by five minutes. */
const WIDTHS = [300, 900, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800]
const RANGE_SECONDS = { '1h': 3_600, '1d': 86_400, '7d': 604_800, '30d': 2_592_000 }

/** The calls of an integration over the time that a search covers; without one, all that the log holds, an hour at the least. */
export async function chartRequests(
  ctx: Ctx,
  integrationId: string,
  search: Pick<ActivitySearch, 'from' | 'to' | 'range'>,
  now = Date.now(),
): Promise<Chart> {
  requirePermission(ctx, 'activity.read')
  if (!isId(integrationId)) throw unknownIntegration()
  const { company, own } = await getRetentionOf(ctx, integrationId)
  const keptSince = now - (own ?? company) * 86_400_000
  const { rows, from, to, seconds } = await inTenant(ctx.db, ctx.tenantId, async (tx) => {
    if (!(await selectIntegration(tx, ctx.tenantId, integrationId))) throw unknownIntegration()
    const first = await selectFirstCount(tx, ctx.tenantId, integrationId)
    const span = spanOf(search, now, Math.max(keptSince, first?.getTime() ?? now))
    const range = { from: new Date(span.from), to: new Date(span.to), seconds: span.seconds }
    return { rows: await selectRequestBars(tx, ctx.tenantId, integrationId, range), ...span }
  })
  const bars = new Map<number, Bar>()
  for (let at = from; at < to; at += seconds * 1_000)
    bars.set(at, { at: new Date(at).toISOString(), ...NONE })
  const totals = { ...NONE }
  for (const { at, result, requests } of rows) {
    const bar = bars.get(at.getTime())
    if (bar) bar[result] += requests
    totals[result] += requests
  }
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    seconds,
    bars: [...bars.values()],
    totals,
  }
}

/** The bars’ width and their edges, which lie on multiples of it so that they keep still while time goes on. */
export function spanOf(
  { from, to, range }: Pick<ActivitySearch, 'from' | 'to' | 'range'>,
  now: number,
  since: number,
): { from: number; to: number; seconds: number } {
  const end = to || now
  const start = from || (range ? now - RANGE_SECONDS[range] * 1_000 : Math.min(since, end - 3_600_000))
  const length = Math.max(0, end - start) / 1_000
  const seconds = WIDTHS.find((width) => length / width <= MOST_BARS - 1) ?? 604_800
  const step = seconds * 1_000
  // PostgreSQL’s date_bin counts from the same moment.
  const origin = Date.UTC(2000, 0, 1)
  const edge = (at: number, round: (n: number) => number) => origin + round((at - origin) / step) * step
  return {
    from: edge(start, Math.floor),
    to: Math.max(edge(end, Math.ceil), edge(start, Math.floor) + step),
    seconds,
  }
}
