import { inTenant, type Tx } from '@/db/client'
import { type ChangeRow, type ChangesOf, selectChanges } from '@/db/queries/changes'
import { selectGroup } from '@/db/queries/groups'
import { selectIntegration } from '@/db/queries/integrations'
import { type KeptRequest, selectKeptRequests } from '@/db/queries/kept-requests'
import { selectUser } from '@/db/queries/users'
import { AppError } from '@/lib/base/errors'
import { isId } from '@/lib/base/id'
import type { HistorySearch } from '@/lib/directory/input'
import type { Text } from '@/lib/messages/text'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import { type Pair, pairsOf } from './pairs'
import { sentenceOf } from './sentence'

/** Of whom the history is wanted. */
export type HistoryOf = Exclude<ChangesOf, 'directory'>

/** One thing that happened; `at` is an ISO instant. */
export type HistoryRow = {
  id: string
  at: string
  actor: { kind: ChangeRow['actorKind']; name: string }
  action: string
  sentence: Text
  /** Old → new, value by value; empty for what the sentence says whole. */
  pairs: Pair[]
  userId: string | null
  groupId: string | null
  integrationId: string | null
  /** By which request, where the log still has it. */
  request: KeptRequest | null
}

export type HistoryPage = {
  rows: HistoryRow[]
  /** What to give as `before` for the page of older ones; null on the last page. */
  older: string | null
}

/** Actions whose before and after are values of a resource; the others are told by their sentence. */
const OF_VALUES = /^(user|group)\.(created|updated|deactivated|reactivated|deleted)$/

/**
 * What happened to one person, group or integration, the newest first. History outlives its subject.
 * @throws AppError `not-found` for an id that neither names something here nor ever did
 */
export async function listHistory(ctx: Ctx, of: HistoryOf, search: HistorySearch): Promise<HistoryPage> {
  requirePermission(ctx, 'directory.read')
  if (!Object.values(of).every(isId)) throw unknown()
  const page = { before: search.before || undefined, limit: search.limit + 1 }
  const { found, kept } = await inTenant(ctx.db, ctx.tenantId, async (tx) => {
    const changes = await selectChanges(tx, ctx.tenantId, of, page)
    if (changes.length === 0 && !(await isThere(tx, ctx.tenantId, of))) throw unknown()
    const ids = changes.map(({ requestId }) => requestId)
    return { found: changes, kept: await selectKeptRequests(tx, ctx.tenantId, ids) }
  })
  const rows = found.slice(0, search.limit)
  const about = 'integrationId' in of ? 'anything' : 'itself'
  return {
    rows: rows.map((row) => present(row, about, kept)),
    older: found.length > rows.length ? (rows.at(-1)?.id ?? null) : null,
  }
}

async function isThere(tx: Tx, tenantId: string, of: HistoryOf): Promise<boolean> {
  if ('userId' in of) return Boolean(await selectUser(tx, tenantId, of.userId, null))
  if ('groupId' in of) return Boolean(await selectGroup(tx, tenantId, of.groupId, null))
  return Boolean(await selectIntegration(tx, tenantId, of.integrationId))
}

function unknown(): AppError {
  return new AppError('not-found', { key: 'errors.noHistory' })
}

function present(
  row: ChangeRow,
  about: 'itself' | 'anything',
  kept: ReadonlyMap<string, KeptRequest>,
): HistoryRow {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: { kind: row.actorKind, name: row.actorName },
    action: row.action,
    sentence: sentenceOf(row, about),
    pairs: OF_VALUES.test(row.action) ? pairsOf(row.before, row.after).filter(isUntold(row.action)) : [],
    userId: row.userId,
    groupId: row.groupId,
    integrationId: row.integrationId,
    request: (row.requestId && kept.get(row.requestId)) || null,
  }
}

/** That somebody was made inactive, or active again, and why, the sentence has said. */
function isUntold(action: string): (pair: Pair) => boolean {
  return ({ path }) => path !== 'why' && (path !== 'active' || !action.endsWith('activated'))
}
