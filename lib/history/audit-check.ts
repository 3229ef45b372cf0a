import { inTenant } from '@/db/client'
import { type AuditRow, selectAuditAfter, selectLatest } from '@/db/queries/audit'
import { asItIs } from '@/db/shown'
import type { Ctx } from '@/lib/tenancy/context'
import { mutate } from '@/lib/tenancy/mutate'
import { requirePermission } from '@/lib/tenancy/permissions'
import { hashEntry } from './audit'

/**
 * What a walk along the whole chain found. `start`: what was before the first row is not accounted for. `gap`: rows
 * are missing. `link`: a row does not follow the one before it. `content`: a row says something else than when it
 * was written. Positions count from 1; `fingerprint` is the last row's, in hexadecimal.
 */
export type AuditCheck = {
  rows: number
  first: number
  last: number
  fingerprint: string
  /** Rows up to here went by the company's own retention. */
  prunedThrough: number
  fault: { position: number; why: 'start' | 'gap' | 'link' | 'content' } | null
}

const BATCH = 2_000

/**
 * Computes the fingerprint of every row again, in the order in which they were written, a batch at a time. Rows that
 * were cut off at the end leave no trace in what is left: for that, compare `fingerprint` with one noted earlier. That
 * the log was checked, and what came of it, is in the log.
 */
export async function checkAudit(ctx: Ctx): Promise<AuditCheck> {
  requirePermission(ctx, 'audit.read')
  const check = await walk(ctx)
  await mutate(ctx, 'audit.read', async () => ({
    result: undefined,
    changes: [
      {
        action: check.fault ? 'audit.check.failed' : 'audit.check.passed',
        label: String(check.rows),
        after: { rows: check.rows, last: check.last, fingerprint: check.fingerprint, ...faultOf(check) },
      },
    ],
  }))
  return check
}

/** When somebody last checked the whole chain, and what came of it; `at` is an ISO instant. */
export async function getLastCheck(
  ctx: Ctx,
): Promise<{ at: string; actor: string; isWhole: boolean } | undefined> {
  requirePermission(ctx, 'audit.read')
  const [passed, failed] = await inTenant(asItIs(ctx.db), ctx.tenantId, (tx) =>
    Promise.all([
      selectLatest(tx, ctx.tenantId, 'audit.check.passed'),
      selectLatest(tx, ctx.tenantId, 'audit.check.failed'),
    ]),
  )
  const last = (passed?.position ?? 0) > (failed?.position ?? 0) ? passed : failed
  return last && { at: last.at.toISOString(), actor: last.actorName, isWhole: last === passed }
}

async function walk(ctx: Ctx): Promise<AuditCheck> {
  const pruning = await inTenant(asItIs(ctx.db), ctx.tenantId, (tx) =>
    selectLatest(tx, ctx.tenantId, 'audit.pruned'),
  )
  const prunedThrough = Number(pruning?.after?.through ?? 0)
  let previous = { position: prunedThrough, hash: String(pruning?.after?.fingerprint ?? '') }
  const check: AuditCheck = { rows: 0, first: 0, last: 0, fingerprint: '', prunedThrough, fault: null }
  for (let after = 0; ; ) {
    const batch = await inTenant(asItIs(ctx.db), ctx.tenantId, (tx) =>
      selectAuditAfter(tx, ctx.tenantId, { after, limit: BATCH }),
    )
    for (const row of batch) {
      const why = faultIn(row, previous, check.rows === 0)
      if (why && !check.fault) check.fault = { position: row.position, why }
      previous = { position: row.position, hash: row.hash.toString('hex') }
      check.rows += 1
      check.first ||= row.position
    }
    if (batch.length < BATCH) break
    after = previous.position
  }
  return { ...check, last: previous.position, fingerprint: previous.hash }
}

function faultIn(
  row: AuditRow,
  previous: { position: number; hash: string },
  isFirst: boolean,
): NonNullable<AuditCheck['fault']>['why'] | undefined {
  if (row.position !== previous.position + 1) return isFirst ? 'start' : 'gap'
  if ((row.previousHash?.toString('hex') ?? '') !== previous.hash) return isFirst ? 'start' : 'link'
  return hashEntry(row, row.previousHash).equals(row.hash) ? undefined : 'content'
}

function faultOf({ fault }: AuditCheck): { fault?: string; position?: number } {
  return fault ? { fault: fault.why, position: fault.position } : {}
}
