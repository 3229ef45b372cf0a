import { inTenant } from '@/db/client'
import { type ChangesOf, selectChanges } from '@/db/queries/changes'
import type { Text } from '@/lib/messages/text'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import { tellChange } from './sentence'

/** One change as a feed shows it: “**Corporate Okta** added Grace Hopper to Engineering, 12 s ago”. */
export type FeedEntry = {
  id: string
  at: Date
  actor: string
  text: Text
  userId: string | null
  groupId: string | null
  /** The change removed what it is about: there is no page to open. */
  isGone: boolean
}

/** The latest changes of the directory, or of one integration: what it did and what was done to it. */
export async function listRecentChanges(
  ctx: Ctx,
  of: Extract<ChangesOf, 'directory' | { integrationId: string }>,
  limit = 10,
): Promise<FeedEntry[]> {
  requirePermission(ctx, 'activity.read')
  const rows = await inTenant(ctx.db, ctx.tenantId, (tx) => selectChanges(tx, ctx.tenantId, of, { limit }))
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    actor: row.actorName,
    text: tellChange(row),
    userId: row.userId,
    groupId: row.groupId,
    isGone: row.action.endsWith('.deleted'),
  }))
}
