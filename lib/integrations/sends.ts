import { inTenant } from '@/db/client'
import { countMemberships, type Delta, selectAttributesSeen, selectDelta } from '@/db/queries/setup-proof'
import { earliestId, isId } from '@/lib/base/id'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import { unknownIntegration } from './announce'

/** An attribute that an identity provider sends, and which part of the people looked at have it (0 to 1). */
export type SentAttribute = { path: string; people: number; share: number }

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
    attributes: rows.map(({ path, people }) => ({ path, people, share: people / sampled })),
  }
}

/** What an integration manages beside people and groups, and how many of all of it came and went in seven days. */
export async function countsOf(
  ctx: Ctx,
  integrationId: string,
): Promise<{ memberships: number; week: Delta }> {
  requirePermission(ctx, 'directory.read')
  if (!isId(integrationId)) throw unknownIntegration()
  const since = earliestId(new Date(Date.now() - 7 * 86_400_000))
  return inTenant(ctx.db, ctx.tenantId, async (tx) => {
    const [memberships, week] = await Promise.all([
      countMemberships(tx, ctx.tenantId, integrationId),
      selectDelta(tx, ctx.tenantId, integrationId, since),
    ])
    return { memberships, week }
  })
}
