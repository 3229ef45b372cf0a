import { updateIntegration } from '@/db/queries/integrations'
import type { Ctx } from '@/lib/tenancy/context'
import type { Provider } from './choices'
import { aboutIntegration, changeIntegration } from './integrations'

/** How many marks one integration keeps; a guide has fewer steps. */
const MOST_MARKS = 40

/** Says whose identity provider it is. Only the guide, the names of fields and what silence means depend on it. */
export function setProvider(ctx: Ctx, id: string, provider: Provider): Promise<void> {
  return changeIntegration(ctx, id, async (tx, row) => {
    if (row.provider === provider) return []
    await updateIntegration(tx, ctx.tenantId, id, { provider, guide: {} })
    const told = { before: { provider: row.provider }, after: { provider } }
    return [aboutIntegration(row, 'integration.provider-changed', told)]
  })
}

/** Keeps which kind of app was chosen, so that the guide and the tokens page go on with it. Decides nothing: no history. */
export function chooseFlavour(ctx: Ctx, id: string, flavour: string): Promise<void> {
  return keep(ctx, id, (guide) => ({ ...guide, flavour }))
}

/** Marks a step of the guide as done by hand, or takes that back. Decides nothing: no history. */
export function markStep(ctx: Ctx, id: string, step: string, isDone: boolean): Promise<void> {
  return keep(ctx, id, (guide) => {
    const others = (guide.done ?? []).filter((key) => key !== step)
    return { ...guide, done: isDone ? [...others, step].slice(-MOST_MARKS) : others }
  })
}

type Guide = { flavour?: string; done?: string[] }

function keep(ctx: Ctx, id: string, change: (guide: Guide) => Guide): Promise<void> {
  return changeIntegration(ctx, id, async (tx, row) => {
    await updateIntegration(tx, ctx.tenantId, id, { guide: change(row.guide) })
    return []
  })
}
