import type { Database } from '@/db/client'
import { newId } from '@/lib/base/id'
import { type Rules, readRules } from '@/lib/integrations/rules'
import { ensureCompany } from './companies'
import type { Ctx } from './context'
import { permissionsOf, type Role } from './permissions'

/** For tests: a new company, as somebody with `role` in it sees it. */
export async function testContext(db: Database, role: Role = 'owner'): Promise<Ctx> {
  const name = `Company ${newId().slice(-12)}`
  const company = await ensureCompany(db, name, { kind: 'system', name: 'Tests' })
  return {
    db,
    tenantId: company.id,
    tenantSlug: company.slug,
    tenantName: company.name,
    actor: { kind: 'person', personId: newId(), name: 'Ada Byron', email: 'ada@acme.example' },
    permissions: permissionsOf(role),
    provenUntil: Number.POSITIVE_INFINITY,
  }
}

/** For tests: the same company, as somebody with another role in it sees it. */
export function asRole(ctx: Ctx, role: Role): Ctx {
  return { ...ctx, permissions: permissionsOf(role) }
}

/** For tests: the same company, as one of its integrations sees it. */
export function asIntegration(
  ctx: Ctx,
  integration: { id: string; name: string; rules?: Partial<Rules> },
): Ctx {
  return {
    ...ctx,
    actor: {
      kind: 'integration',
      integrationId: integration.id,
      name: integration.name,
      groupSync: true,
      rules: readRules(integration.rules ?? {}),
      token: { id: newId(), name: 'Okta – Nov 2026', hint: 'dVv4', allowedAddresses: [] },
      requestId: newId(),
    },
    permissions: new Set(['users.read', 'users.write', 'groups.read', 'groups.write']),
  }
}
