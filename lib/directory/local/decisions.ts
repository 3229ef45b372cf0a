import { inTenant } from '@/db/client'
import { lockGroup } from '@/db/queries/groups'
import { lockIntegration } from '@/db/queries/integrations'
import { selectDecidedGroups, setLocalChoice } from '@/db/queries/local-groups'
import { tieConflictToGroup } from '@/db/queries/problems'
import type { LocalGroupChoice } from '@/db/schema/rules'
import { isId } from '@/lib/base/id'
import { announceIntegrations, unknownIntegration } from '@/lib/integrations/announce'
import { fold } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { mutate } from '@/lib/tenancy/mutate'
import { requirePermission } from '@/lib/tenancy/permissions'
import { requireId } from '../target'
import { announceDirectory } from './announce'
import { requireLocal } from './managed'

/** A Local group about which, and an integration, somebody has decided. */
export type Decision = { id: string; name: string; choice: LocalGroupChoice }

/** What was decided about Local groups one by one, by name. */
export async function listDecisions(ctx: Ctx, integrationId: string): Promise<Decision[]> {
  requirePermission(ctx, 'integrations.read')
  if (!isId(integrationId)) throw unknownIntegration()
  const rows = await inTenant(ctx.db, ctx.tenantId, (tx) =>
    selectDecidedGroups(tx, ctx.tenantId, integrationId),
  )
  return rows.flatMap(({ id, name, choice }) => (choice ? [{ id, name, choice }] : []))
}

/**
 * Decides what a Local group is to an integration that sends a group of the same name: the same one, which its next
 * write takes over, or another one. Null takes the decision back, and the rule holds again.
 *
 * @throws AppError `not-found`; `conflict` when the group is not Local any more
 */
export async function decideLocalGroup(
  ctx: Ctx,
  integrationId: string,
  groupId: string,
  choice: LocalGroupChoice | null,
): Promise<void> {
  requireId(groupId, 'group')
  await mutate(ctx, 'integrations.write', async (tx) => {
    const integration = isId(integrationId)
      ? await lockIntegration(tx, ctx.tenantId, integrationId)
      : undefined
    if (!integration) throw unknownIntegration()
    const row = await requireLocal(tx, ctx, await lockGroup(tx, ctx.tenantId, groupId, null), 'group')
    await setLocalChoice(tx, ctx.tenantId, groupId, integrationId, choice)
    // A client that finds the group by its name names it by its id from then on.
    const tied = choice === 'link' ? groupId : null
    await tieConflictToGroup(tx, ctx.tenantId, integrationId, fold(row.displayName), tied)
    const after = { integration: integration.name, choice: choice ?? 'rule' }
    const changes = [{ action: 'group.decided', label: row.displayName, groupId, integrationId, after }]
    return { result: undefined, changes }
  })
  await Promise.all([announceDirectory(ctx), announceIntegrations(ctx)])
}
