import { inTenant } from '@/db/client'
import { type ProblemRow, selectOpenProblems } from '@/db/queries/problems'
import { isId } from '@/lib/base/id'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import { unknownIntegration } from './announce'

/** A member that did not resolve. Its `detail` says who of which group it is about. */
export type Problem = Pick<ProblemRow, 'id' | 'detail' | 'groupId' | 'firstAt' | 'lastAt' | 'times'>

/** The latest members that a push named and nobody here is; each is closed by itself when it resolves. */
export async function listOpenProblems(ctx: Ctx, integrationId: string, limit = 10): Promise<Problem[]> {
  requirePermission(ctx, 'integrations.read')
  if (!isId(integrationId)) throw unknownIntegration()
  return inTenant(ctx.db, ctx.tenantId, (tx) =>
    selectOpenProblems(tx, ctx.tenantId, integrationId, { cause: 'unknown-member', limit }),
  )
}
