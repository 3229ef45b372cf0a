import { inTenant } from '@/db/client'
import { selectLastWriteOf } from '@/db/queries/received'
import { type Pair, pairsOf } from '@/lib/history/pairs'
import type { JsonObject } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'

/** The last write about a person as it came in; `at` is an ISO instant. */
export type Received = {
  at: string
  integration: string
  method: string
  body: JsonObject
  /** Received → kept, value by value; null for a PATCH, which says a change and not a person. */
  differences: Pair[] | null
}

/** Ours to answer, or never kept: no difference between what was sent and what is here. */
const NOT_KEPT = new Set(['id', 'meta', 'groups', 'schemas', 'password'])

/** What the identity provider sent last, beside `kept`; undefined when the log has no whole body of it any more. */
export async function findReceived(
  ctx: Ctx,
  userId: string,
  kept: JsonObject,
): Promise<Received | undefined> {
  requirePermission(ctx, 'directory.read')
  const write = await inTenant(ctx.db, ctx.tenantId, (tx) => selectLastWriteOf(tx, ctx.tenantId, userId))
  const body = parse(write?.body ?? null)
  if (!write || !body) return undefined
  const { at, method, integrationName } = write
  const differences = method === 'PATCH' ? null : pairsOf(comparable(body), comparable(kept))
  return { at: at.toISOString(), integration: integrationName, method, body, differences }
}

function comparable(resource: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(resource).filter(([name]) => !NOT_KEPT.has(name)))
}

/** A body that was cut for the log is no JSON any more. */
function parse(body: string | null): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(body ?? '')
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as JsonObject)
      : undefined
  } catch {
    return undefined
  }
}
