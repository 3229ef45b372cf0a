import { inTenant, type Tx } from '@/db/client'
import {
  countImport,
  endImport,
  type ImportRecord,
  insertImport,
  lockAbandonedImports,
  lockImport,
  selectImports,
} from '@/db/queries/imports'
import { AppError } from '@/lib/base/errors'
import { isId, newId } from '@/lib/base/id'
import type { Ctx } from '@/lib/tenancy/context'
import { type Change, mutate } from '@/lib/tenancy/mutate'
import { requirePermission } from '@/lib/tenancy/permissions'
import { announceDirectory } from '../announce'
import type { Counts, ImportRow, ImportStart, RowOutcome } from './input'
import { writeRows } from './rows'

/** An import as its page lists it; instants are ISO. `endedAt` is null while rows may still come. */
export type ImportSummary = Counts & {
  id: string
  fileName: string
  rows: number
  startedBy: string
  startedAt: string
  endedAt: string | null
}

/** An import of which nothing has been heard for so long was given up: its window was closed. */
const ABANDONED_MILLISECONDS = 15 * 60_000
const LISTED = 5

/**
 * Begins an import. Its rows follow in parts; what came of them is counted here and told as one entry in the end, in
 * the audit log too. Imports that were given up are told of first.
 */
export async function beginImport(ctx: Ctx, { fileName, rows }: ImportStart): Promise<{ id: string }> {
  await endAbandoned(ctx)
  const now = new Date()
  const { actor } = ctx
  return mutate(ctx, 'directory.write', async (tx) => {
    const id = newId()
    await insertImport(tx, ctx.tenantId, {
      id,
      fileName,
      rows,
      personId: actor.kind === 'person' ? actor.personId : null,
      startedBy: actor.name,
      startedAt: now,
      lastAt: now,
    })
    return { result: { id }, changes: [] }
  })
}

/**
 * Writes a part of the file, whole or not at all. A part that is sent again changes nothing twice.
 * @throws AppError `conflict` when the import has ended, `not-found` for that of somebody else
 */
export async function importPart(ctx: Ctx, id: string, rows: readonly ImportRow[]): Promise<RowOutcome[]> {
  const told = await mutate(ctx, 'directory.write', async (tx) => {
    const record = await hold(tx, ctx, id)
    if (record.endedAt) throw new AppError('conflict', { key: 'import.errors.gone' })
    const told = await writeRows(tx, ctx, rows)
    await countImport(tx, ctx.tenantId, id, { ...countOutcomes(told), at: new Date() })
    return { result: told, changes: [] }
  })
  if (told.some(({ outcome }) => outcome === 'created' || outcome === 'changed')) await announceDirectory(ctx)
  return told
}

/** Ends an import, also one that was stopped, and tells what came of it. One that has ended stays as it is. */
export function finishImport(ctx: Ctx, id: string): Promise<ImportSummary> {
  return mutate(ctx, 'directory.write', async (tx) => {
    const record = await hold(tx, ctx, id)
    if (record.endedAt) return { result: summary(record), changes: [] }
    const endedAt = new Date()
    await endImport(tx, ctx.tenantId, id, endedAt)
    return { result: summary({ ...record, endedAt }), changes: [told(record)] }
  })
}

/** The latest imports, the newest first. */
export async function listImports(ctx: Ctx): Promise<ImportSummary[]> {
  requirePermission(ctx, 'directory.read')
  const rows = await inTenant(ctx.db, ctx.tenantId, (tx) => selectImports(tx, ctx.tenantId, LISTED))
  return rows.map(summary)
}

/** How many rows came to what. */
export function countOutcomes(told: readonly RowOutcome[]): Counts {
  const counts = { created: 0, changed: 0, same: 0, refused: 0 }
  for (const { outcome } of told) counts[outcome]++
  return counts
}

/** The system ends what somebody left: what they wrote is in the audit log all the same. */
async function endAbandoned(ctx: Ctx): Promise<void> {
  const system: Ctx = { ...ctx, actor: { kind: 'system', name: 'Rollcall' } }
  await mutate(system, 'directory.write', async (tx) => {
    const before = new Date(Date.now() - ABANDONED_MILLISECONDS)
    const left = await lockAbandonedImports(tx, ctx.tenantId, before)
    for (const { id, lastAt } of left) await endImport(tx, ctx.tenantId, id, lastAt)
    return { result: undefined, changes: left.map(told) }
  })
}

async function hold(tx: Tx, ctx: Ctx, id: string): Promise<ImportRecord> {
  const record = isId(id) ? await lockImport(tx, ctx.tenantId, id) : undefined
  const personId = ctx.actor.kind === 'person' ? ctx.actor.personId : null
  if (!record || record.personId !== personId) throw new AppError('not-found', { key: 'import.errors.gone' })
  return record
}

function told({ fileName, rows, created, changed, same, refused, startedBy }: ImportRecord): Change {
  const done = created + changed + same + refused
  return {
    action: 'users.imported',
    label: fileName,
    after: {
      rows,
      created,
      changed,
      same,
      refused,
      by: startedBy,
      ...(done < rows && { stoppedAfter: done }),
    },
  }
}

function summary(record: ImportRecord): ImportSummary {
  const { personId: _, lastAt: __, startedAt, endedAt, ...rest } = record
  return { ...rest, startedAt: startedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null }
}
