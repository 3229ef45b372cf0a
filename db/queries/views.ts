import { and, asc, eq, or, sql } from 'drizzle-orm'
import type { Tx } from '../client'
import { savedViews } from '../schema/views'

export type SavedViewRow = Omit<typeof savedViews.$inferSelect, 'tenantId' | 'nameKey'>

const COLUMNS = {
  id: savedViews.id,
  list: savedViews.list,
  ownerId: savedViews.ownerId,
  ownerName: savedViews.ownerName,
  name: savedViews.name,
  query: savedViews.query,
  shared: savedViews.shared,
  createdAt: savedViews.createdAt,
}

/** A person's own views of a list and those that others share, by name. */
export function selectSavedViews(
  tx: Tx,
  tenantId: string,
  list: string,
  personId: string,
): Promise<SavedViewRow[]> {
  return tx.orm
    .select(COLUMNS)
    .from(savedViews)
    .where(
      and(
        eq(savedViews.tenantId, tenantId),
        eq(savedViews.list, list),
        or(eq(savedViews.ownerId, personId), eq(savedViews.shared, true)),
      ),
    )
    .orderBy(asc(savedViews.nameKey), asc(savedViews.id))
}

/** One view, held until the transaction ends. */
export async function lockSavedView(tx: Tx, tenantId: string, id: string): Promise<SavedViewRow | undefined> {
  const [row] = await tx.orm.select(COLUMNS).from(savedViews).where(named(tenantId, id)).for('update')
  return row
}

export async function countOwnViews(
  tx: Tx,
  tenantId: string,
  list: string,
  ownerId: string,
): Promise<number> {
  const [row] = await tx.orm
    .select({ count: sql<number>`count(*)::int` })
    .from(savedViews)
    .where(and(eq(savedViews.tenantId, tenantId), eq(savedViews.list, list), eq(savedViews.ownerId, ownerId)))
  return row?.count ?? 0
}

/** Fails on `saved_views_name_taken` when the owner has one of that name on this list. */
export async function insertSavedView(
  tx: Tx,
  tenantId: string,
  view: SavedViewRow & { nameKey: string },
): Promise<void> {
  await tx.orm.insert(savedViews).values({ tenantId, ...view })
}

export async function updateSavedView(
  tx: Tx,
  tenantId: string,
  id: string,
  set: Partial<Pick<SavedViewRow, 'name' | 'query' | 'shared'> & { nameKey: string }>,
): Promise<void> {
  await tx.orm.update(savedViews).set(set).where(named(tenantId, id))
}

export async function deleteSavedView(tx: Tx, tenantId: string, id: string): Promise<void> {
  await tx.orm.delete(savedViews).where(named(tenantId, id))
}

const named = (tenantId: string, id: string) => and(eq(savedViews.tenantId, tenantId), eq(savedViews.id, id))
