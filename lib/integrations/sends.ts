import { inTenant } from '@/db/client'
import { selectAttributesSeen, selectDelta } from '@/db/queries/setup-proof'
import { earliestId, isId } from '@/lib/base/id'
import { labelOf } from '@/lib/directory/attribute-names'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import { unknownIntegration } from './announce'

/** An attribute that an identity provider sends, and which part of the people looked at have it (0 to 1). */
export type SentAttribute = { path: string; label: string; people: number; share: number }

/** What an identity provider sends: the attributes of the thousand people who came last, the commonest first. */
export async function attributesSent(
  ctx: Ctx,
  integrationId: string,
): Promise<{ sampled: number; attributes: SentAttribute[] }> {
  requirePermission(ctx, 'directory.read')
  if (!isId(integrationId)) throw unknownIntegration()
  const rows = await inTenant(ctx.db, ctx.tenantId, (tx) =>
    selectAttributesSeen(tx, ctx.tenantId, integrationId),
  )
  const sampled = rows[0]?.sampled ?? 0
  return {
    sampled,
    attributes: rows.map(({ path, people }) => ({ path, label: labelOf(leafOf(path)), people, share: people / sampled })),
  }
}

/** How many people and groups more, or fewer, an integration manages than seven days ago. */
export async function weekOf(ctx: Ctx, integrationId: string): Promise<{ users: number; groups: number }> {
  requirePermission(ctx, 'directory.read')
  if (!isId(integrationId)) throw unknownIntegration()
  const since = new Date(Date.now() - 7 * 86_400_000)
  return inTenant(ctx.db, ctx.tenantId, (tx) => selectDelta(tx, ctx.tenantId, integrationId, earliestId(since)))
}

function leafOf(path: string): { extension: string | undefined; name: string; type: undefined } {
  const colon = path.startsWith('urn:') ? path.lastIndexOf(':') : -1
  return colon < 0
    ? { extension: undefined, name: path, type: undefined }
    : { extension: path.slice(0, colon), name: path.slice(colon + 1), type: undefined }
}
