import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { type Statement, sql, type Tx } from '../client'
import type { Deletion } from '../schema/restores'
import { integrations, type Provider, setupLinks, tokens } from '../schema/tenancy'

export type DeletedIntegration = {
  id: string
  name: string
  provider: Provider
  deletedAt: Date | null
  deletion: Deletion | null
}

const COLUMNS = {
  id: integrations.id,
  name: integrations.name,
  provider: integrations.provider,
  deletedAt: integrations.deletedAt,
  deletion: integrations.deletion,
}

const named = (tenantId: string, id: string) =>
  and(eq(integrations.tenantId, tenantId), eq(integrations.id, id))

const SHOW: Statement = {
  name: 'show_deleted_integrations',
  text: `select set_config('app.shows_deleted', 'on', true)`,
}

/** Until the transaction ends, it sees integrations that were deleted, too. */
export async function seeDeleted(tx: Tx): Promise<void> {
  await tx.run(SHOW, [])
}

/** The deleted integrations, the latest first. Asked after `seeDeleted`. */
export function selectDeleted(tx: Tx, tenantId: string): Promise<DeletedIntegration[]> {
  return tx.orm
    .select(COLUMNS)
    .from(integrations)
    .where(and(eq(integrations.tenantId, tenantId), isNotNull(integrations.deletedAt)))
    .orderBy(desc(integrations.deletedAt))
}

/** One integration, held until the transaction ends; after `seeDeleted` also one that is deleted. */
export async function lockDeletion(
  tx: Tx,
  tenantId: string,
  id: string,
): Promise<DeletedIntegration | undefined> {
  const [row] = await tx.orm.select(COLUMNS).from(integrations).where(named(tenantId, id)).for('update')
  return row
}

/** The same, only looked at. */
export async function selectDeletion(
  tx: Tx,
  tenantId: string,
  id: string,
): Promise<DeletedIntegration | undefined> {
  const [row] = await tx.orm.select(COLUMNS).from(integrations).where(named(tenantId, id))
  return row
}

/**
 * Hides an integration. Its tokens are revoked and its links end for good; problems are closed at this very moment,
 * so that `reopenProblems` finds them. What it managed must have been let go before.
 */
export async function hideIntegration(
  tx: Tx,
  tenantId: string,
  id: string,
  { at, deletion }: { at: Date; deletion: Deletion },
): Promise<void> {
  const revoked = { revokedAt: at, revokedBy: deletion.by }
  await tx.orm
    .update(tokens)
    .set(revoked)
    .where(and(eq(tokens.tenantId, tenantId), eq(tokens.integrationId, id), isNull(tokens.revokedAt)))
  await tx.orm
    .update(setupLinks)
    .set(revoked)
    .where(
      and(eq(setupLinks.tenantId, tenantId), eq(setupLinks.integrationId, id), isNull(setupLinks.revokedAt)),
    )
  await tx.select(sql`
    update problems set closed_at = ${at}
    where tenant_id = ${tenantId} and integration_id = ${id} and closed_at is null`)
  await seeDeleted(tx)
  await tx.orm.update(integrations).set({ deletedAt: at, deletion }).where(named(tenantId, id))
}

/** Shows an integration again. Fails on `integrations_name_taken` when another has the name by now. */
export async function showIntegration(
  tx: Tx,
  tenantId: string,
  id: string,
  set: { name: string; nameKey: string; deletion: Deletion },
): Promise<void> {
  await tx.orm
    .update(integrations)
    .set({ ...set, deletedAt: null })
    .where(named(tenantId, id))
}

export async function setDeletion(
  tx: Tx,
  tenantId: string,
  id: string,
  deletion: Deletion | null,
): Promise<void> {
  await tx.orm.update(integrations).set({ deletion }).where(named(tenantId, id))
}

/** Opens the problems that the deletion closed. Answers the alarms among them that were being restored. */
export async function reopenProblems(
  tx: Tx,
  tenantId: string,
  id: string,
  deletedAt: Date,
): Promise<string[]> {
  const rows = await tx.select<{ id: string; restoring: boolean }>(sql`
    update problems set closed_at = null
    where tenant_id = ${tenantId} and integration_id = ${id} and closed_at = ${deletedAt}
    returning id, coalesce(jsonb_typeof(facts -> 'restore' -> 'endedAt') = 'null', false) as restoring`)
  return rows.filter(({ restoring }) => restoring).map((row) => row.id)
}

/** Whether an integration that is there has a name. */
export async function isNameHeld(tx: Tx, tenantId: string, nameKey: string): Promise<boolean> {
  const [row] = await tx.orm
    .select({ id: integrations.id })
    .from(integrations)
    .where(
      and(
        eq(integrations.tenantId, tenantId),
        eq(integrations.nameKey, nameKey),
        isNull(integrations.deletedAt),
      ),
    )
  return row !== undefined
}

const PURGE: Statement = { name: 'purge_integration', text: 'select purge_integration($1, $2) as rows' }

/** Removes so many rows of a deleted integration whose week is over. Zero when nothing is left of it. */
export async function purgeIntegration(tx: Tx, id: string, most: number): Promise<number> {
  return (await tx.run<{ rows: number }>(PURGE, [id, most]))[0]?.rows ?? 0
}
