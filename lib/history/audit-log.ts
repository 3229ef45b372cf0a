import { inTenant } from '@/db/client'
import { type AuditFilter, type AuditRow, selectAudit, selectAuditActors } from '@/db/queries/audit'
import { asItIs } from '@/db/shown'
import { type ExportAsked, type ExportedFile, exportFile } from '@/lib/export/export'
import { batchesOf, type ExportColumn } from '@/lib/export/write'
import type { Text } from '@/lib/messages/text'
import { fold } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import { auditPairs } from './audit-pairs'
import { tellAudit } from './audit-sentence'
import type { AuditSearch } from './input'
import type { Pair } from './pairs'

/** One thing that was done in the console, or by the system. */
export type AuditEntry = Pick<
  AuditRow,
  'position' | 'at' | 'actorKind' | 'actorName' | 'action' | 'target' | 'address' | 'userAgent' | 'requestId'
> & {
  /** What the actor did, as the end of a sentence that begins with them. */
  told: Text
  /** It was refused, or did not succeed. */
  failed: boolean
  pairs: Pair[]
  /** Its fingerprint, in hexadecimal. */
  hash: string
}

export type AuditPage = {
  entries: AuditEntry[]
  /** What to give as `before` for the older ones; null on the last page. */
  older: number | null
}

const AUDIT_PAGE_SIZE = 50
const EXPORT_BATCH = 1_000
const DAY_MILLISECONDS = 86_400_000
const MOST_ACTORS = 200

/** What was done in the console, the latest first. */
export async function listAudit(ctx: Ctx, search: AuditSearch): Promise<AuditPage> {
  requirePermission(ctx, 'audit.read')
  const rows = await readAudit(ctx, {
    ...filterOf(search),
    before: search.before,
    limit: AUDIT_PAGE_SIZE + 1,
  })
  const entries = rows.slice(0, AUDIT_PAGE_SIZE).map(present)
  return { entries, older: rows.length > entries.length ? (entries.at(-1)?.position ?? null) : null }
}

/** Who stands in the log, by name: what it can be filtered by. */
export async function listAuditActors(ctx: Ctx): Promise<string[]> {
  requirePermission(ctx, 'audit.read')
  return inTenant(asItIs(ctx.db), ctx.tenantId, (tx) => selectAuditActors(tx, ctx.tenantId, MOST_ACTORS))
}

/** The log, as far as it is asked for, as a file whose rows can be checked by whoever has it. */
export function exportAudit(ctx: Ctx, search: AuditSearch, asked: ExportAsked): Promise<ExportedFile> {
  requirePermission(ctx, 'audit.read')
  const batches = batchesOf<AuditRow, number>(async (before) => {
    const rows = await readAudit(ctx, { ...filterOf(search), before, limit: EXPORT_BATCH })
    return { rows, next: rows.length === EXPORT_BATCH ? rows.at(-1)?.position : undefined }
  })
  return exportFile(ctx, { what: 'audit-log', columns: COLUMNS, batches }, asked)
}

/** Acts upon accounts of the console: who those are is what the log is for, whoever reads it. */
const ABOUT_ACCOUNTS = /^(sign-in|authorization|console-member|invitation)\./

async function readAudit(ctx: Ctx, of: Parameters<typeof selectAudit>[2]): Promise<AuditRow[]> {
  const db = asItIs(ctx.db)
  const rows = await inTenant(db, ctx.tenantId, (tx) => selectAudit(tx, ctx.tenantId, of))
  const { show } = ctx.db
  return show ? rows.map((row) => (ABOUT_ACCOUNTS.test(row.action) ? row : show(row))) : rows
}

const COLUMNS: ExportColumn<AuditRow>[] = [
  { key: 'position', value: (row) => row.position },
  { key: 'at', value: (row) => row.at.toISOString() },
  { key: 'actorKind', value: (row) => row.actorKind },
  { key: 'actorId', value: (row) => row.actorId },
  { key: 'actor', value: (row) => row.actorName },
  { key: 'action', value: (row) => row.action },
  { key: 'target', value: (row) => row.target },
  { key: 'before', value: (row) => row.before && JSON.stringify(row.before) },
  { key: 'after', value: (row) => row.after && JSON.stringify(row.after) },
  { key: 'address', value: (row) => row.address },
  { key: 'userAgent', value: (row) => row.userAgent },
  { key: 'requestId', value: (row) => row.requestId },
  { key: 'previousHash', value: (row) => row.previousHash?.toString('hex') ?? null },
  { key: 'hash', value: (row) => row.hash.toString('hex') },
]

function filterOf({ q, actor, action, from, to }: AuditSearch): AuditFilter {
  return {
    q: q ? fold(q) : undefined,
    actor: actor || undefined,
    action: action || undefined,
    from: from ? new Date(from) : undefined,
    to: to ? new Date(Date.parse(to) + DAY_MILLISECONDS) : undefined,
  }
}

function present(row: AuditRow): AuditEntry {
  const { position, at, actorKind, actorName, action, target, address, userAgent, requestId } = row
  return {
    ...{ position, at, actorKind, actorName, action, target, address, userAgent, requestId },
    told: tellAudit(row),
    failed: /\.(failed|refused)$/.test(action),
    pairs: auditPairs(row.before, row.after),
    hash: row.hash.toString('hex'),
  }
}
