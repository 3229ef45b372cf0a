import { and, count, desc, eq, sql } from 'drizzle-orm'
import type { JsonObject } from '@/lib/scim'
import type { Tx } from '../client'
import { auditLog } from '../schema/events'

/** What the audit log says of a file that was taken away. */
export type ExportStampRow = {
  position: number
  at: Date
  actorName: string
  target: string
  after: JsonObject | null
}

const COLUMNS = {
  position: auditLog.position,
  at: auditLog.at,
  actorName: auditLog.actorName,
  target: auditLog.target,
  after: auditLog.after,
}

const made = (tenantId: string) => and(eq(auditLog.tenantId, tenantId), eq(auditLog.action, 'export.made'))

/** A page of them, the latest first, and how many there are. */
export async function selectExportStamps(
  tx: Tx,
  tenantId: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ total: number; rows: ExportStampRow[] }> {
  const [rows, counted] = await Promise.all([
    tx.orm
      .select(COLUMNS)
      .from(auditLog)
      .where(made(tenantId))
      .orderBy(desc(auditLog.position))
      .limit(limit)
      .offset(offset),
    tx.orm.select({ total: count() }).from(auditLog).where(made(tenantId)),
  ])
  return { total: counted[0]?.total ?? 0, rows }
}

/** The exports whose contents had this fingerprint, the latest first. */
export function selectExportsWith(
  tx: Tx,
  tenantId: string,
  { sha256, limit }: { sha256: string; limit: number },
): Promise<ExportStampRow[]> {
  return tx.orm
    .select(COLUMNS)
    .from(auditLog)
    .where(and(made(tenantId), sql`${auditLog.after} ->> 'sha256' = ${sha256}`))
    .orderBy(desc(auditLog.position))
    .limit(limit)
}
