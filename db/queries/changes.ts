import { and, desc, eq, isNotNull, lt, or, type SQL } from 'drizzle-orm'
import type { JsonObject } from '@/lib/scim'
import type { Statement, Tx } from '../client'
import { type ActorKind, changes } from '../schema/events'

export type ChangeRow = {
  id: string
  at: Date
  actorKind: ActorKind
  actorId: string | null
  actorName: string
  requestId: string | null
  action: string
  userId: string | null
  groupId: string | null
  integrationId: string | null
  label: string
  before: JsonObject | null
  after: JsonObject | null
}

const INSERT: Statement = {
  name: 'insert_changes',
  text: `insert into changes (tenant_id, id, at, actor_kind, actor_id, actor_name, request_id, action, user_id,
           group_id, integration_id, label, before, after)
         select $1, r.id, r.at, r.actor_kind, r.actor_id, r.actor_name, r.request_id, r.action, r.user_id,
           r.group_id, r.integration_id, r.label, r.before, r.after
         from jsonb_to_recordset($2::jsonb) as r(id uuid, at timestamptz, actor_kind text, actor_id uuid,
           actor_name text, request_id uuid, action text, user_id uuid, group_id uuid, integration_id uuid,
           label text, before jsonb, after jsonb)`,
}

const NOTHING: Statement = { name: 'nothing', text: 'select' }

/** Waits until the rows that were sent have arrived, so that no more than these are on their way. */
export async function changesArrived(tx: Tx): Promise<void> {
  await tx.run(NOTHING, [])
}

/** How many rows one statement carries: what a group of 100,000 leaves is never one text. */
export const AT_ONCE = 2_000

/** Appends history rows, in one statement unless there are thousands. */
export function insertChanges(tx: Tx, tenantId: string, rows: readonly ChangeRow[]): void {
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    tx.send(INSERT, [tenantId, recordsOf(rows.slice(start, start + AT_ONCE))])
  }
}

function recordsOf(rows: readonly ChangeRow[]): string {
  const records = rows.map((row) => ({
    id: row.id,
    at: row.at,
    actor_kind: row.actorKind,
    actor_id: row.actorId,
    actor_name: row.actorName,
    request_id: row.requestId,
    action: row.action,
    user_id: row.userId,
    group_id: row.groupId,
    integration_id: row.integrationId,
    label: row.label,
    before: row.before,
    after: row.after,
  }))
  return JSON.stringify(records)
}

/** Of whom the history is wanted: one person, one group, one integration, or everybody. */
export type ChangesOf = { userId: string } | { groupId: string } | { integrationId: string } | 'directory'

/** The newest changes first; `before` is the id of the last row of the page before. */
export async function selectChanges(
  tx: Tx,
  tenantId: string,
  of: ChangesOf,
  page: { before?: string | undefined; limit: number },
): Promise<ChangeRow[]> {
  const rows = await tx.orm
    .select()
    .from(changes)
    .where(
      and(eq(changes.tenantId, tenantId), subject(of), page.before ? lt(changes.id, page.before) : undefined),
    )
    .orderBy(desc(changes.id))
    .limit(page.limit)
  return rows.map(({ tenantId: _, ...row }) => row)
}

function subject(of: ChangesOf): SQL | undefined {
  if (of === 'directory') return or(isNotNull(changes.userId), isNotNull(changes.groupId))
  if ('userId' in of) return eq(changes.userId, of.userId)
  if ('groupId' in of) return eq(changes.groupId, of.groupId)
  return eq(changes.integrationId, of.integrationId)
}
