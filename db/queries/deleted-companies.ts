import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Statement, Tx } from '../client'
import { memberships, people, tenants } from '../schema/tenancy'

export type DeletedCompany = { id: string; slug: string; name: string; deletedAt: Date; deletedBy: string }

const DELETED = {
  id: tenants.id,
  slug: tenants.slug,
  name: tenants.name,
  deletedAt: tenants.deletedAt,
  deletedBy: tenants.deletedBy,
}

/** The deleted companies that a person owned and that are not gone yet. Runs inside `asPerson`. */
export async function selectDeletedOf(tx: Tx, personId: string): Promise<DeletedCompany[]> {
  const rows = await tx.orm
    .select(DELETED)
    .from(memberships)
    .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
    .where(
      and(
        eq(memberships.personId, personId),
        eq(memberships.role, 'owner'),
        isNotNull(tenants.deletedAt),
        isNull(tenants.purgedAt),
      ),
    )
    .orderBy(asc(tenants.name))
  return rows.map((row) => ({
    ...row,
    deletedAt: row.deletedAt ?? new Date(0),
    deletedBy: row.deletedBy ?? '',
  }))
}

/** When a tenant was deleted, held until the transaction ends; null where it was not. */
export async function lockDeletion(
  tx: Tx,
  tenantId: string,
): Promise<{ name: string; deletedAt: Date | null; purgedAt: Date | null } | undefined> {
  const [row] = await tx.orm
    .select({ name: tenants.name, deletedAt: tenants.deletedAt, purgedAt: tenants.purgedAt })
    .from(tenants)
    .where(eq(tenants.id, tenantId))
    .for('no key update')
  return row
}

/** Who a member is by their account, for acts on a company that is there for nobody. */
export async function selectOwner(
  tx: Tx,
  tenantId: string,
  personId: string,
): Promise<{ name: string; email: string } | undefined> {
  const [row] = await tx.orm
    .select({ name: people.name, email: people.email })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(
        eq(memberships.tenantId, tenantId),
        eq(memberships.personId, personId),
        eq(memberships.role, 'owner'),
      ),
    )
  return row
}

const HIDE: Statement = {
  name: 'hide_credentials',
  text: `update tokens set credential_id = 'deleted:' || credential_id
         where tenant_id = $1 and credential_id not like 'deleted:%'`,
}
const SHOW: Statement = {
  name: 'show_credentials',
  text: `update tokens set credential_id = substr(credential_id, 9)
         where tenant_id = $1 and credential_id like 'deleted:%'`,
}

/**
 * Marks a tenant as deleted, or takes that back. Its tokens are found by nobody meanwhile: processes remember what a
 * slug leads to, and never what a token does.
 */
export async function markDeleted(
  tx: Tx,
  tenantId: string,
  deleted: { at: Date; by: string } | null,
): Promise<void> {
  await tx.run(deleted ? HIDE : SHOW, [tenantId])
  await tx.orm
    .update(tenants)
    .set({ deletedAt: deleted?.at ?? null, deletedBy: deleted?.by ?? null })
    .where(eq(tenants.id, tenantId))
}

const PURGE: Statement = { name: 'purge_company', text: 'select purge_company($1) as rows' }

/** Removes so many rows of the tenant of the transaction, whose week is over. Zero when nothing is left of it. */
export async function purgeCompany(tx: Tx, most: number): Promise<number> {
  return (await tx.run<{ rows: number }>(PURGE, [most]))[0]?.rows ?? 0
}
