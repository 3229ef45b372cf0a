import { and, eq, isNotNull } from 'drizzle-orm'
import { sql, type Tx } from '../client'
import { integrations, tenants } from '../schema/tenancy'

/** For how many days the tenant's request log is kept. */
export async function selectRetention(tx: Tx, tenantId: string): Promise<number> {
  const [row] = await read(tx, tenantId)
  return row?.days ?? 0
}

/** The same, held until the transaction ends. */
export async function lockRetention(tx: Tx, tenantId: string): Promise<number> {
  const [row] = await read(tx, tenantId).for('update')
  return row?.days ?? 0
}

/** The table takes 30 to 365 and fails on anything else. */
export async function updateRetention(tx: Tx, tenantId: string, days: number): Promise<void> {
  await tx.orm.update(tenants).set({ requestLogDays: days }).where(eq(tenants.id, tenantId))
}

function read(tx: Tx, tenantId: string) {
  return tx.orm.select({ days: tenants.requestLogDays }).from(tenants).where(eq(tenants.id, tenantId))
}

/** For how long an integration keeps its requests; null: as long as the company. */
export async function selectOwnRetention(tx: Tx, tenantId: string, id: string): Promise<number | null> {
  const [row] = await tx.orm
    .select({ days: integrations.requestLogDays })
    .from(integrations)
    .where(and(eq(integrations.tenantId, tenantId), eq(integrations.id, id)))
  return row?.days ?? null
}

/** The integrations with a retention of their own. After `seeDeleted` also those that wait for their return. */
export async function selectOwnRetentions(tx: Tx, tenantId: string): Promise<Map<string, number>> {
  const rows = await tx.orm
    .select({ id: integrations.id, days: integrations.requestLogDays })
    .from(integrations)
    .where(and(eq(integrations.tenantId, tenantId), isNotNull(integrations.requestLogDays)))
  return new Map(rows.map(({ id, days }) => [id, days ?? 0]))
}

/** The table takes 30 to 365, or null, and fails on anything else. */
export async function updateOwnRetention(
  tx: Tx,
  tenantId: string,
  id: string,
  days: number | null,
): Promise<void> {
  await tx.orm
    .update(integrations)
    .set({ requestLogDays: days })
    .where(and(eq(integrations.tenantId, tenantId), eq(integrations.id, id)))
}

/** Has the company say what its integrations have chosen. Asked after `seeDeleted`. */
export async function noteOwnRetentions(tx: Tx, tenantId: string): Promise<void> {
  await tx.select(sql`
    update tenants set integration_log_days = coalesce(
      (select array_agg(distinct i.request_log_days) from integrations i
       where i.tenant_id = ${tenantId} and i.request_log_days is not null), '{}')
    where id = ${tenantId}`)
}
