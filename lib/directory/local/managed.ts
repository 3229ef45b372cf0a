import type { Tx } from '@/db/client'
import { selectManager } from '@/db/queries/directory-facts'
import { AppError } from '@/lib/base/errors'
import type { Ctx } from '@/lib/tenancy/context'
import { requireFound } from '../target'

/**
 * Admits what is there and managed by nobody.
 * @throws AppError `not-found`; `conflict` that names the integration which manages it
 */
export async function requireLocal<Row extends { managerId: string | null }>(
  tx: Tx,
  ctx: Ctx,
  found: Row | undefined,
  what: 'user' | 'group',
): Promise<Row> {
  const row = requireFound(found, what)
  if (row.managerId === null) return row
  const manager = await selectManager(tx, ctx.tenantId, row.managerId)
  throw new AppError('conflict', {
    key: 'local.errors.managed',
    values: { integration: manager?.name ?? '' },
  })
}

/** @throws AppError `conflict` on `version` when somebody has written since the form was opened */
export function requireVersion(row: { version: number }, opened: number): void {
  if (row.version === opened) return
  throw new AppError('conflict', { key: 'local.errors.changedMeanwhile' }, { field: 'version' })
}
