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
         select $1, * from unnest($2::uuid[], $3::timestamptz[], $4::text[], $5::uuid[], $6::text[], $7::uuid[],
           $8::text[], $9::uuid[], $10::uuid[], $11::uuid[], $12::text[], $13::jsonb[], $14::jsonb[])`,
}

const NOTHING: Statement = { name: 'nothing', text: 'select' }

/** Waits until the rows that were sent have arrived, so that no more than these are on their way. */
export async function changesArrived(tx: Tx): Promise<void> {
  await tx.run(NOTHING, [])
}

/** Appends history rows, with those that the transaction appends besides; of thousands, some at a time. */
export function insertChanges(tx: Tx, tenantId: string, rows: readonly ChangeRow[]): void {
  for (const row of rows) {
    tx.later(INSERT, tenantId, [
      row.id,
      row.at,
      row.actorKind,
      row.actorId,
      row.actorName,
      row.requestId,
      row.action,
      row.userId,
      row.groupId,
      row.integrationId,
      row.label,
      row.before && JSON.stringify(row.before),
      row.after && JSON.stringify(row.after),
    ])
  }
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
