import { lockIntegration, updateIntegration } from '@/db/queries/integrations'
import { isId } from '@/lib/base/id'
import type { Ctx } from '@/lib/tenancy/context'
import { mutate } from '@/lib/tenancy/mutate'
import { announceIntegrations, unknownIntegration } from './announce'
import type { Provider } from './input'

/** How many marks one integration keeps; a guide has fewer steps. */
const MOST_MARKS = 40

/** Says whose identity provider it is. Only the guide, the names of fields and what silence means depend on it. */
export async function setProvider(ctx: Ctx, id: string, provider: Provider): Promise<void> {
  await mutate(ctx, 'integrations.write', async (tx) => {
    const row = isId(id) ? await lockIntegration(tx, ctx.tenantId, id) : undefined
    if (!row) throw unknownIntegration()
    if (row.provider === provider) return { result: undefined, changes: [] }
    await updateIntegration(tx, ctx.tenantId, id, { provider, guide: {} })
    return {
      result: undefined,
      changes: [
        {
          action: 'integration.provider-changed',
          label: row.name,
          integrationId: id,
          before: { provider: row.provider },
          after: { provider },
        },
      ],
    }
  })
  await announceIntegrations(ctx)
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

async function keep(ctx: Ctx, id: string, change: (guide: Guide) => Guide): Promise<void> {
  await mutate(ctx, 'integrations.write', async (tx) => {
    const row = isId(id) ? await lockIntegration(tx, ctx.tenantId, id) : undefined
    if (!row) throw unknownIntegration()
    await updateIntegration(tx, ctx.tenantId, id, { guide: change(row.guide) })
    return { result: undefined, changes: [] }
  })
}
