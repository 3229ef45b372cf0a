import { inTenant, type Tx } from '@/db/client'
import { type Failure as FailureRow, selectFailuresOf } from '@/db/queries/whereabouts'
import type { Provider } from '@/lib/integrations/choices'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import { type Cause, readCause } from './causes'
import { type Remedy, remedyOf } from './remedies'

/** A write about a person that failed and has not gone well since; `at` is an ISO instant. */
export type Failure = {
  integration: { id: string; name: string; provider: Provider }
  cause: Cause
  remedy: Remedy
  /** What the identity provider was told. */
  detail: string
  requestId: string | null
  at: string
  times: number
}

/** What went wrong about this person and still does, the latest first. */
export async function listFailuresOf(ctx: Ctx, userId: string): Promise<Failure[]> {
  requirePermission(ctx, 'directory.read')
  return inTenant(ctx.db, ctx.tenantId, (tx) => failuresOf(tx, ctx.tenantId, { userId }))
}

/** The same inside a transaction, also for somebody who is known by the name of the failed writes alone (folded). */
export async function failuresOf(
  tx: Tx,
  tenantId: string,
  of: { userId: string } | { name: string },
): Promise<Failure[]> {
  return (await selectFailuresOf(tx, tenantId, of)).map(present)
}

function present(row: FailureRow): Failure {
  const cause = readCause(row.cause)
  return {
    integration: { id: row.integrationId, name: row.integrationName, provider: row.provider },
    cause,
    remedy: remedyOf(cause, row.provider, 'User'),
    detail: row.detail,
    requestId: row.requestId,
    at: row.lastAt.toISOString(),
    times: row.times,
  }
}
