import type { Database } from '@/db/client'
import type { Ctx } from '@/lib/tenancy/context'

/** Rollcall itself, in a company whose history it watches. It may raise and close alarms, and nothing else. */
export function systemOf(db: Database, tenantId: string): Ctx {
  return {
    db,
    tenantId,
    tenantSlug: '',
    tenantName: '',
    actor: { kind: 'system', name: 'Rollcall' },
    permissions: new Set(['problems.write']),
  }
}
