import type { Tx } from '@/db/client'
import { lockLeaver, presumeNoLeaver, type UserWithGroups } from '@/db/queries/users'
import type { JsonObject } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { viewerOf } from './ownership'

/** How long after somebody came back others are looked for as well, in milliseconds. */
const EXPECTED_FOR = 10_000
const MOST_TENANTS = 1_000

/** Until when people of a tenant are expected to come back, in milliseconds since 1970: a hint, of this process alone. */
const expectedUntil = new Map<string, number>()

/**
 * The inactive person of the actor who comes back with this resource, held until the transaction ends. Nearly always
 * there is nobody: where the transaction may presume that, it does, unless somebody came back a moment ago. People who
 * are assigned again come in waves.
 */
export async function findLeaver(
  tx: Tx,
  ctx: Ctx,
  { externalId }: JsonObject,
): Promise<UserWithGroups | undefined> {
  const viewer = viewerOf(ctx)
  if (viewer === null || typeof externalId !== 'string') return undefined
  if (tx.presumes && Date.now() >= (expectedUntil.get(ctx.tenantId) ?? 0)) {
    presumeNoLeaver(tx, ctx.tenantId, externalId, viewer)
    return undefined
  }
  const leaver = await lockLeaver(tx, ctx.tenantId, externalId, viewer)
  if (leaver) {
    if (expectedUntil.size >= MOST_TENANTS) expectedUntil.clear()
    expectedUntil.set(ctx.tenantId, Date.now() + EXPECTED_FOR)
  }
  return leaver
}
