import { inTenant } from '@/db/client'
import { type ExportStampRow, selectExportStamps, selectExportsWith } from '@/db/queries/export-stamps'
import { type Page, pageOf, rangeOf } from '@/lib/directory/search'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import type { StampSearch } from './input'

/** A file that was taken away, as the audit log has it; `at` is an ISO instant. */
export type ExportStamp = {
  /** Its row of the audit log. */
  position: number
  at: string
  actor: string
  what: string
  format: string
  /** How the list was narrowed, name by name; empty for all of it. */
  filter: { name: string; value: string }[]
  /** Addresses and numbers in it were masked. */
  masked: boolean
  /** Null for files from before they were stamped. */
  contents: { rows: number; bytes: number; sha256: string } | null
}

/** As many exports of the very same contents are told of. */
const MOST_ALIKE = 10

/** The files that were taken away, the latest first. */
export async function listStamps(ctx: Ctx, search: StampSearch): Promise<Page<ExportStamp>> {
  requirePermission(ctx, 'audit.read')
  const found = await inTenant(ctx.db, ctx.tenantId, (tx) =>
    selectExportStamps(tx, ctx.tenantId, rangeOf(search)),
  )
  return pageOf(search, found, present)
}

/** Who took away a file of exactly these contents, the latest first; nobody where it was changed, or never left here. */
export async function findStamps(ctx: Ctx, sha256: string): Promise<ExportStamp[]> {
  requirePermission(ctx, 'audit.read')
  const rows = await inTenant(ctx.db, ctx.tenantId, (tx) =>
    selectExportsWith(tx, ctx.tenantId, { sha256, limit: MOST_ALIKE }),
  )
  return rows.map(present)
}

/** What an address says of the look of a list, and not of what is in it. */
const OF_LOOK = new Set(['cols', 'page', 'size'])

function present({ position, at, actorName, target, after }: ExportStampRow): ExportStamp {
  const { format, search, rows, bytes, sha256, masked } = after ?? {}
  return {
    position,
    at: at.toISOString(),
    actor: actorName,
    what: target,
    format: String(format ?? ''),
    filter: [...new URLSearchParams(String(search ?? ''))].flatMap(([name, value]) =>
      OF_LOOK.has(name) ? [] : [{ name, value }],
    ),
    masked: masked === true,
    contents: sha256 ? { rows: Number(rows), bytes: Number(bytes), sha256: String(sha256) } : null,
  }
}
