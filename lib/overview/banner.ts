import { listIntegrations } from '@/lib/integrations/integrations'
import type { Ctx } from '@/lib/tenancy/context'
import { type Attention, attentionOf } from './attention'

/**
 * The one thing that every page should say at its head: that calls have stopped, are refused, or stop within a week.
 * `mayRest` says whether it may be put aside for a day. Null while nothing is that pressing.
 */
export async function getBanner(ctx: Ctx): Promise<(Attention & { mayRest: boolean }) | null> {
  const [first] = attentionOf({
    integrations: await listIntegrations(ctx),
    problems: [],
    strays: { calls: 0, lastAt: new Date() },
    now: new Date(),
  })
  if (first?.severity !== 'err') return null
  return { ...first, mayRest: !first.id.endsWith('-expired') }
}
