import type { Database } from '@/db/client'
import type { Ctx } from './context'
import type { Permission } from './permissions'

/** Rollcall itself, in a company of which nobody asks at this moment. It may do what is named, and nothing else. */
export function systemOf(db: Database, tenantId: string, ...may: Permission[]): Ctx {
  return {
    db,
    tenantId,
    tenantSlug: '',
    tenantName: '',
    actor: { kind: 'system', name: 'Rollcall' },
    permissions: new Set(may),
  }
}
