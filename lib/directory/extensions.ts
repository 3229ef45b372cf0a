import { inTenant } from '@/db/client'
import { selectSeenAttributes } from '@/db/queries/extensions'
import { type DerivedSchema, deriveSchemas } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { syncsGroups, viewerOf } from './ownership'

/** The extensions of no schema here that clients have sent, as far as the actor may see the resources. */
export function listExtensions(ctx: Ctx): Promise<DerivedSchema[]> {
  return inTenant(ctx.db, ctx.tenantId, async (tx) => {
    const types = syncsGroups(ctx) ? (['User', 'Group'] as const) : (['User'] as const)
    return deriveSchemas(await selectSeenAttributes(tx, ctx.tenantId, viewerOf(ctx), types))
  })
}
