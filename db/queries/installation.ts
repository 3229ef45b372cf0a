import { eq } from 'drizzle-orm'
import type { Tx } from '../client'
import { installation } from '../schema/tenancy'

/** A fact about the whole installation, locked until the transaction ends. */
export async function lockFact(tx: Tx, key: string): Promise<unknown> {
  const [row] = await tx.orm
    .select({ value: installation.value })
    .from(installation)
    .where(eq(installation.key, key))
    .for('update')
  return row?.value
}

export async function upsertFact(tx: Tx, key: string, value: unknown): Promise<void> {
  await tx.orm
    .insert(installation)
    .values({ key, value })
    .onConflictDoUpdate({ target: installation.key, set: { value } })
}

export async function deleteFact(tx: Tx, key: string): Promise<void> {
  await tx.orm.delete(installation).where(eq(installation.key, key))
}
