import { sql, type Tx } from '../client'

export type Suspension = { at: Date; by: string; reason: string }

/** The suspension of a person; undefined where there is none. */
export async function selectSuspension(
  tx: Tx,
  tenantId: string,
  userId: string,
): Promise<Suspension | undefined> {
  const [row] = await tx.select<Suspension>(sql`
    select suspended_at as at, suspended_by as by, suspended_reason as reason from users
    where tenant_id = ${tenantId} and id = ${userId} and suspended_at is not null`)
  return row
}

/** The person, held until the transaction ends; undefined where nobody has the id. */
export async function lockForSuspension(
  tx: Tx,
  tenantId: string,
  userId: string,
): Promise<{ label: string; reason: string | null; isSuspended: boolean } | undefined> {
  const [row] = await tx.select<{ label: string; reason: string | null; isSuspended: boolean }>(sql`
    select label, suspended_reason as reason, suspended_at is not null as "isSuspended" from users
    where tenant_id = ${tenantId} and id = ${userId} for update`)
  return row
}

/** Suspends a person, or with null lifts it. Nothing that SCIM shows changes. */
export async function setSuspension(
  tx: Tx,
  tenantId: string,
  userId: string,
  suspension: Suspension | null,
): Promise<void> {
  await tx.select(sql`
    update users set suspended_at = ${suspension?.at ?? null}, suspended_by = ${suspension?.by ?? null},
      suspended_reason = ${suspension?.reason ?? null}
    where tenant_id = ${tenantId} and id = ${userId}`)
}
