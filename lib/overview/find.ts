import { inTenant } from '@/db/client'
import { selectIntegrations } from '@/db/queries/integrations'
import { selectByReference, selectLoggedRequest } from '@/db/queries/request-log'
import { isId } from '@/lib/base/id'
import { groupSearch, userSearch } from '@/lib/directory/input'
import { listTargetGroups, listTargetUsers } from '@/lib/directory/search'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'

/** What the command palette offers for what was typed: a few of each kind, and every integration by name. */
export type Found = {
  users: { id: string; name: string; detail: string }[]
  groups: { id: string; name: string }[]
  /** Calls that the text names by their id or by the reference of their error. */
  requests: { id: string; integrationId: string; told: string }[]
  integrations: { id: string; name: string }[]
}

const FEW = 5
const REFERENCE = /^(?:ref\s*)?([0-9a-f]{8})$/i

/** Looks for people, groups and requests at once. Nothing typed finds only the integrations. */
export async function findAnything(ctx: Ctx, typed: string): Promise<Found> {
  requirePermission(ctx, 'directory.read')
  requirePermission(ctx, 'integrations.read')
  const q = typed.trim().slice(0, 200)
  const integrations = await inTenant(ctx.db, ctx.tenantId, (tx) => selectIntegrations(tx, ctx.tenantId))
  const named = integrations.map(({ id, name }) => ({ id, name }))
  if (q === '') return { users: [], groups: [], requests: [], integrations: named }
  const [users, groups, requests] = await Promise.all([
    listTargetUsers(ctx, userSearch.parse({ q })),
    listTargetGroups(ctx, groupSearch.parse({ q })),
    findRequests(ctx, q),
  ])
  return {
    users: users.rows.slice(0, FEW).map(({ id, name, userName }) => ({ id, name, detail: userName })),
    groups: groups.rows.slice(0, FEW).map(({ id, name }) => ({ id, name })),
    requests,
    integrations: named,
  }
}

async function findRequests(ctx: Ctx, q: string): Promise<Found['requests']> {
  const reference = REFERENCE.exec(q)?.[1]?.toLowerCase()
  const id = q.toLowerCase()
  if (!reference && !isId(id)) return []
  const rows = await inTenant(ctx.db, ctx.tenantId, async (tx) =>
    reference
      ? selectByReference(tx, ctx.tenantId, reference)
      : [await selectLoggedRequest(tx, ctx.tenantId, id)],
  )
  return rows.flatMap((row) =>
    row?.integrationId
      ? [{ id: row.id, integrationId: row.integrationId, told: `${row.status} ${row.method} ${row.path}` }]
      : [],
  )
}
