import type { Tx } from '@/db/client'
import { type RequestChange, selectPassing } from '@/db/queries/request-changes'
import { TESTS_BY_WRITING } from '@/lib/integrations/choices'

const MADE_OR_GONE: ReadonlySet<string> = new Set([
  'user.created',
  'user.deleted',
  'group.created',
  'group.deleted',
])

/** Tells of a change whether it is of somebody whom a provider made and removed again only to see whether it may. */
export async function connectionTests(
  tx: Tx,
  tenantId: string,
  changes: readonly RequestChange[],
): Promise<(change: RequestChange) => boolean> {
  const those = changes.filter(({ action }) => MADE_OR_GONE.has(action))
  if (those.length === 0) return () => false
  const users = those.flatMap(({ userId }) => userId ?? [])
  const groups = those.flatMap(({ groupId }) => groupId ?? [])
  const tested = new Set(await selectPassing(tx, tenantId, TESTS_BY_WRITING, { users, groups }))
  return ({ action, userId, groupId }) => MADE_OR_GONE.has(action) && tested.has(userId ?? groupId ?? '')
}
