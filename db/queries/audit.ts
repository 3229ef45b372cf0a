import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { JsonObject } from '@/lib/scim'
import type { Tx } from '../client'
import { type ActorKind, auditLog } from '../schema/events'

export type AuditRow = {
  position: number
  at: Date
  actorKind: ActorKind
  actorId: string | null
  actorName: string
  action: string
  target: string
  before: JsonObject | null
  after: JsonObject | null
  address: string | null
  userAgent: string | null
  previousHash: Buffer | null
  hash: Buffer
}

/**
 * The end of the tenant's chain, held until the transaction ends: whoever appends next waits, so that two
 * rows never follow the same one.
 */
export async function lockAuditChain(
  tx: Tx,
  tenantId: string,
): Promise<{ position: number; hash: Buffer } | undefined> {
  await tx.select(sql`select pg_advisory_xact_lock(hashtextextended(${tenantId}, 1))`)
  const [last] = await tx.orm
    .select({ position: auditLog.position, hash: auditLog.hash })
    .from(auditLog)
    .where(eq(auditLog.tenantId, tenantId))
    .orderBy(desc(auditLog.position))
    .limit(1)
  return last
}

export async function insertAudit(tx: Tx, tenantId: string, rows: readonly AuditRow[]): Promise<void> {
  await tx.orm.insert(auditLog).values(rows.map((row) => ({ tenantId, ...row })))
}

/** The audit log, newest first. */
export async function selectAudit(
  tx: Tx,
  tenantId: string,
  page: { before?: number | undefined; limit: number },
): Promise<AuditRow[]> {
  const rows = await tx.orm
    .select()
    .from(auditLog)
    .where(
      and(
        eq(auditLog.tenantId, tenantId),
        page.before === undefined ? undefined : lt(auditLog.position, page.before),
      ),
    )
    .orderBy(desc(auditLog.position))
    .limit(page.limit)
  return rows.map(({ tenantId: _, ...row }) => row)
}
