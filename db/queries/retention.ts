import { eq } from 'drizzle-orm'
import type { Tx } from '../client'
import { tenants } from '../schema/tenancy'

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
