import { and, asc, count, eq } from 'drizzle-orm'
import type { Statement, Tx } from '../client'
import { type EntitlementKind, entitlements } from '../schema/entitlements'

export type EntitlementRow = {
  id: string
  kind: EntitlementKind
  value: string
  display: string
  type: string | null
  description: string | null
  createdAt: Date
  modifiedAt: Date
}

const COLUMNS = {
  id: entitlements.id,
  kind: entitlements.kind,
  value: entitlements.value,
  display: entitlements.display,
  type: entitlements.type,
  description: entitlements.description,
  createdAt: entitlements.createdAt,
  modifiedAt: entitlements.modifiedAt,
}

const named = (tenantId: string, id: string) =>
  and(eq(entitlements.tenantId, tenantId), eq(entitlements.id, id))

/** All of a kind, by value. */
export function selectEntitlementsOf(
  tx: Tx,
  tenantId: string,
  kind: EntitlementKind,
): Promise<EntitlementRow[]> {
  return tx.orm
    .select(COLUMNS)
    .from(entitlements)
    .where(and(eq(entitlements.tenantId, tenantId), eq(entitlements.kind, kind)))
    .orderBy(asc(entitlements.valueKey))
}

/** A page of both kinds, roles after entitlements, and how many there are in all. */
export async function selectEntitlementPage(
  tx: Tx,
  tenantId: string,
  page: { limit: number; offset: number },
): Promise<{ total: number; rows: EntitlementRow[] }> {
  const [total, rows] = await Promise.all([
    countEntitlements(tx, tenantId),
    tx.orm
      .select(COLUMNS)
      .from(entitlements)
      .where(eq(entitlements.tenantId, tenantId))
      .orderBy(asc(entitlements.kind), asc(entitlements.valueKey))
      .limit(page.limit)
      .offset(page.offset),
  ])
  return { total, rows }
}

export async function countEntitlements(tx: Tx, tenantId: string): Promise<number> {
  const [row] = await tx.orm
    .select({ total: count() })
    .from(entitlements)
    .where(eq(entitlements.tenantId, tenantId))
  return row?.total ?? 0
}

const SELECT_KINDS: Statement = {
  name: 'select_entitlement_kinds',
  text: `select k.kind from unnest(array['role', 'entitlement']) with ordinality as k(kind, place)
         where exists (select from entitlements e where e.tenant_id = $1 and e.kind = k.kind) order by k.place`,
}

/** The kinds of which there is any. */
export async function selectEntitlementKinds(tx: Tx, tenantId: string): Promise<EntitlementKind[]> {
  const rows = await tx.run<{ kind: EntitlementKind }>(SELECT_KINDS, [tenantId])
  return rows.map(({ kind }) => kind)
}

/** Fails on `entitlements_value_taken` when the tenant has that value of that kind. */
export async function insertEntitlement(
  tx: Tx,
  tenantId: string,
  row: EntitlementRow & { valueKey: string },
): Promise<void> {
  await tx.orm.insert(entitlements).values({ tenantId, ...row })
}

/** One of them, held until the transaction ends. */
export async function lockEntitlement(
  tx: Tx,
  tenantId: string,
  id: string,
): Promise<EntitlementRow | undefined> {
  const [row] = await tx.orm.select(COLUMNS).from(entitlements).where(named(tenantId, id)).for('update')
  return row
}

export async function updateEntitlement(
  tx: Tx,
  tenantId: string,
  id: string,
  set: Pick<EntitlementRow, 'display' | 'type' | 'description' | 'modifiedAt'>,
): Promise<void> {
  await tx.orm.update(entitlements).set(set).where(named(tenantId, id))
}

export async function deleteEntitlement(tx: Tx, tenantId: string, id: string): Promise<void> {
  await tx.orm.delete(entitlements).where(named(tenantId, id))
}
