import { type Database, inTenant, outsideTenants } from '@/db/client'
import { lockAuditChain, pruneAudit } from '@/db/queries/audit'
import { selectAuditRetentions } from '@/db/queries/tenancy'
import { appendAudit } from './audit'

const DAY_MILLISECONDS = 86_400_000

/**
 * Removes what companies no longer want in their audit logs, from the start. The log itself then says how far, and
 * with which fingerprint, so that what is left can still be checked from its first row on.
 */
export async function pruneAuditLogs(db: Database, now = new Date()): Promise<void> {
  for (const { tenantId, days } of await outsideTenants(db, selectAuditRetentions)) {
    const before = new Date(now.getTime() - days * DAY_MILLISECONDS)
    await inTenant(db, tenantId, async (tx) => {
      await lockAuditChain(tx, tenantId)
      const last = await pruneAudit(tx, before)
      if (!last) return
      const after = { through: last.position, fingerprint: last.hash.toString('hex') }
      const event = {
        at: now,
        actorKind: 'system' as const,
        actorId: null,
        actorName: 'Rollcall',
        action: 'audit.pruned',
        label: String(last.position),
        before: null,
        after,
      }
      await appendAudit(tx, tenantId, {}, [event])
    })
  }
}
