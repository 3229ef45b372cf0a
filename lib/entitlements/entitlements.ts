import { inTenant, type Tx } from '@/db/client'
import { takenAttribute } from '@/db/failure'
import {
  countEntitlements,
  deleteEntitlement,
  type EntitlementRow,
  insertEntitlement,
  lockEntitlement,
  selectEntitlementPage,
  updateEntitlement,
} from '@/db/queries/entitlements'
import { AppError } from '@/lib/base/errors'
import { isId, newId } from '@/lib/base/id'
import { differences } from '@/lib/history/diff'
import { fold, type JsonObject } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { type Change, mutate } from '@/lib/tenancy/mutate'
import { requirePermission } from '@/lib/tenancy/permissions'
import type { EntitlementChange, EntitlementInput } from './input'

/** A role or entitlement that identity providers may hand out. */
export type Entitlement = Pick<EntitlementRow, 'id' | 'kind' | 'value' | 'display' | 'type' | 'description'>

/** As many as an identity provider discovers in reasonable time, and as a request may hold in memory. */
const MOST = 5_000
export const PAGE_SIZE = 50

/** A page of the company's list, the entitlements first, each kind by value. Pages count from 1. */
export async function listEntitlements(
  ctx: Ctx,
  page: number,
): Promise<{ total: number; rows: Entitlement[] }> {
  requirePermission(ctx, 'integrations.read')
  const cut = { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }
  const { total, rows } = await inTenant(ctx.db, ctx.tenantId, (tx) =>
    selectEntitlementPage(tx, ctx.tenantId, cut),
  )
  return { total, rows: rows.map(({ createdAt: _, modifiedAt: __, ...row }) => row) }
}

/**
 * @throws AppError `conflict` on `value` when the company has it, compared without case, among the same kind;
 * `limit` beyond 5,000
 */
export async function addEntitlement(ctx: Ctx, input: EntitlementInput): Promise<void> {
  const now = new Date()
  try {
    await mutate(ctx, 'integrations.write', async (tx) => {
      if ((await countEntitlements(tx, ctx.tenantId)) >= MOST) throw tooMany()
      const row = { id: newId(), ...input, createdAt: now, modifiedAt: now }
      await insertEntitlement(tx, ctx.tenantId, { ...row, valueKey: fold(input.value) })
      return { result: undefined, changes: [about(row, 'added', { after: told(row) })] }
    })
  } catch (error) {
    if (takenAttribute(error) !== 'value') throw error
    const { kind, value } = input
    throw new AppError('conflict', { key: 'errors.entryTaken', values: { kind, value } }, { field: 'value' })
  }
}

/** @throws AppError `not-found` */
export function changeEntitlement(ctx: Ctx, id: string, input: EntitlementChange): Promise<void> {
  return write(ctx, id, async (tx, row) => {
    const next = { ...row, ...input }
    const difference = differences(told(row), told(next))
    if (Object.keys({ ...difference.before, ...difference.after }).length === 0) return []
    await updateEntitlement(tx, ctx.tenantId, id, { ...input, modifiedAt: new Date() })
    return [about(next, 'changed', difference)]
  })
}

/** Takes it off the list; people who carry it keep it until their identity provider takes it from them. */
export function removeEntitlement(ctx: Ctx, id: string): Promise<void> {
  return write(ctx, id, async (tx, row) => {
    await deleteEntitlement(tx, ctx.tenantId, id)
    return [about(row, 'removed', { before: told(row) })]
  })
}

function write(
  ctx: Ctx,
  id: string,
  change: (tx: Tx, row: EntitlementRow) => Promise<Change[]>,
): Promise<void> {
  return mutate(ctx, 'integrations.write', async (tx) => {
    const row = isId(id) ? await lockEntitlement(tx, ctx.tenantId, id) : undefined
    if (!row) throw new AppError('not-found', { key: 'errors.entryGone' })
    return { result: undefined, changes: await change(tx, row) }
  })
}

function about(
  { kind, display }: Pick<Entitlement, 'kind' | 'display'>,
  what: 'added' | 'changed' | 'removed',
  differences: Pick<Change, 'before' | 'after'>,
): Change {
  return { action: `${kind}.${what}`, label: display, ...differences }
}

function told({ value, display, type, description }: Omit<Entitlement, 'id' | 'kind'>): JsonObject {
  return { value, display, ...(type && { type }), ...(description && { description }) }
}

function tooMany(): AppError {
  return new AppError('limit', { key: 'errors.listFull' })
}
