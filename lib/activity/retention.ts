import { type Database, inTenant, outsideTenants, type Tx } from '@/db/client'
import { seeDeleted } from '@/db/queries/deleted-integrations'
import { lockIntegration } from '@/db/queries/integrations'
import { pruneRequestCounts } from '@/db/queries/request-counts'
import { pruneRequests, pruneRequestsOf, selectLogged, selectShortRetentions } from '@/db/queries/requests'
import {
  lockRetention,
  noteOwnRetentions,
  selectOwnRetention,
  selectOwnRetentions,
  selectRetention,
  updateOwnRetention,
  updateRetention,
} from '@/db/queries/retention'
import { AppError } from '@/lib/base/errors'
import { isId } from '@/lib/base/id'
import type { Ctx } from '@/lib/tenancy/context'
import { mutate } from '@/lib/tenancy/mutate'
import { requirePermission } from '@/lib/tenancy/permissions'

const DAY_MILLISECONDS = 86_400_000
/** Rows that one statement removes, so that none holds the log for long. */
const PRUNED_AT_ONCE = 5_000

/** For how many days the company keeps its request log. */
export async function getRetention(ctx: Ctx): Promise<number> {
  requirePermission(ctx, 'activity.read')
  return inTenant(ctx.db, ctx.tenantId, (tx) => selectRetention(tx, ctx.tenantId))
}

/** For how many days the company keeps its log, and one integration its own; null: as the company. */
export type Retention = { company: number; own: number | null }

export async function getRetentionOf(ctx: Ctx, integrationId: string): Promise<Retention> {
  requirePermission(ctx, 'activity.read')
  return inTenant(ctx.db, ctx.tenantId, async (tx) => ({
    company: await selectRetention(tx, ctx.tenantId),
    own: isId(integrationId) ? await selectOwnRetention(tx, ctx.tenantId, integrationId) : null,
  }))
}

/**
 * Decides how long the requests of one integration are kept, whatever the company's log is; what is older goes within
 * the hour. `days`: 30 to 365, or null, as the company. @throws AppError `not-found`
 */
export async function setRetentionOf(ctx: Ctx, integrationId: string, days: number | null): Promise<void> {
  await mutate(ctx, 'integrations.write', async (tx) => {
    const row = isId(integrationId) ? await lockIntegration(tx, ctx.tenantId, integrationId) : undefined
    if (!row) throw new AppError('not-found', { key: 'errors.integrationGone' })
    const before = await selectOwnRetention(tx, ctx.tenantId, integrationId)
    if (before === days) return { result: undefined, changes: [] }
    await updateOwnRetention(tx, ctx.tenantId, integrationId, days)
    await seeDeleted(tx)
    await noteOwnRetentions(tx, ctx.tenantId)
    return {
      result: undefined,
      changes: [
        {
          action: 'integration.retention-changed',
          label: row.name,
          integrationId,
          before: { days: before },
          after: { days },
        },
      ],
    }
  })
}

/** Decides how long the request log is kept; what is older goes within the hour. `days`: 30 to 365. */
export function setRetention(ctx: Ctx, days: number): Promise<void> {
  return mutate(ctx, 'company.write', async (tx) => {
    const before = await lockRetention(tx, ctx.tenantId)
    if (before === days) return { result: undefined, changes: [] }
    await updateRetention(tx, ctx.tenantId, days)
    return {
      result: undefined,
      changes: [
        {
          action: 'company.retention-changed',
          label: ctx.tenantName,
          before: { days: before },
          after: { days },
        },
      ],
    }
  })
}

/**
 * Removes what companies, and integrations for themselves, no longer want kept. Whole days that nobody wants are dropped as partitions elsewhere;
 * this is for those who keep theirs for less than the longest.
 */
export async function pruneLogs(db: Database, now = new Date()): Promise<void> {
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MILLISECONDS)
  for (const { tenantId, days, hasOwn } of await outsideTenants(db, selectShortRetentions)) {
    const own = hasOwn ? await ownRetentions(db, tenantId) : new Map<string, number>()
    await inTenant(db, tenantId, async (tx) => {
      await pruneRequestCounts(tx, tenantId, ago(days), { except: [...own.keys()] })
      for (const [integrationId, kept] of own) {
        await pruneRequestCounts(tx, tenantId, ago(kept), { integrationId })
      }
    })
    if (own.size === 0) {
      await pruneAll(db, tenantId, (tx) => pruneRequests(tx, ago(days), PRUNED_AT_ONCE))
      continue
    }
    const logged = await inTenant(db, tenantId, (tx) => selectLogged(tx, tenantId))
    for (const id of [null, ...logged]) {
      const kept = (id && own.get(id)) || days
      await pruneAll(db, tenantId, (tx) => pruneRequestsOf(tx, id, ago(kept), PRUNED_AT_ONCE))
    }
  }
}

/** Those of deleted integrations too: what is theirs waits for their return. */
function ownRetentions(db: Database, tenantId: string): Promise<Map<string, number>> {
  return inTenant(db, tenantId, async (tx) => {
    await seeDeleted(tx)
    return selectOwnRetentions(tx, tenantId)
  })
}

async function pruneAll(db: Database, tenantId: string, piece: (tx: Tx) => Promise<number>): Promise<void> {
  let pruned: number
  do {
    pruned = await inTenant(db, tenantId, piece)
  } while (pruned === PRUNED_AT_ONCE)
}
