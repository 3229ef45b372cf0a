import { inTenant } from '@/db/client'
import { type ComparedMembers, compareMembers } from '@/db/queries/compare-members'
import { selectGroup } from '@/db/queries/groups'
import { fold } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import { requireFound, requireId } from './target'

/** A group beside the same group as its identity provider has it; lists are cut at 500. */
export type Drift = ComparedMembers

const MOST_LISTED = 500

/**
 * Holds the direct members of a group against userNames or e-mail addresses from the identity provider. Nothing of
 * the list is kept. @throws AppError `not-found`
 */
export function compareGroup(ctx: Ctx, groupId: string, names: readonly string[]): Promise<Drift> {
  requirePermission(ctx, 'problems.write')
  requireId(groupId, 'group')
  return inTenant(ctx.db, ctx.tenantId, async (tx) => {
    requireFound(await selectGroup(tx, ctx.tenantId, groupId, null), 'group')
    return compareMembers(tx, ctx.tenantId, groupId, names.map(fold), MOST_LISTED)
  })
}
