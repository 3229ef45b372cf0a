import { updateIntegration } from '@/db/queries/integrations'
import type { Ctx } from '@/lib/tenancy/context'
import { dropGroups } from './deletion'
import { aboutIntegration, changeIntegration } from './integrations'

/**
 * Turns the switch “Synchronize groups with Identity Management Platform”. Off, the groups that are there are kept
 * and stop being updated, or removed with their memberships; people stay in any case.
 */
export function setGroupSync(
  ctx: Ctx,
  id: string,
  on: boolean,
  groups: 'keep' | 'remove' = 'keep',
): Promise<void> {
  return changeIntegration(ctx, id, async (tx, row) => {
    if (row.groupSync === on) return []
    await updateIntegration(tx, ctx.tenantId, id, { groupSync: on })
    if (on) return [aboutIntegration(row, 'integration.group-sync.on')]
    if (groups === 'keep') return [aboutIntegration(row, 'integration.group-sync.off')]
    const removed = await dropGroups({ tx, ctx, integration: row, at: new Date() })
    return [aboutIntegration(row, 'integration.group-sync.off', { after: { groupsRemoved: removed } })]
  })
}
