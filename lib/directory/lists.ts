import { inTenant } from '@/db/client'
import { selectMembersOfMany } from '@/db/queries/members'
import type { UserWithGroups } from '@/db/queries/users'
import { type ListQuery, selectGroupsBy, selectUsersBy } from '@/db/scim/lists'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import { type Group, syncsGroups } from './groups'
import { viewerOf } from './ownership'

/**
 * One page of the people whom the integration sees, in a stable order. `total` is exact. `baseUrl` is the
 * address the client was given: filters on `meta.location` and `$ref` compare with it.
 */
export function listUsers(
  ctx: Ctx,
  query: ListQuery,
  options: { baseUrl: string; groups: boolean },
): Promise<{ total: number; rows: UserWithGroups[] }> {
  requirePermission(ctx, 'users.read')
  const target = {
    type: 'User' as const,
    tenantId: ctx.tenantId,
    viewer: viewerOf(ctx),
    baseUrl: options.baseUrl,
  }
  return inTenant(ctx.db, ctx.tenantId, (tx) => selectUsersBy(tx, target, query, options))
}

/** The same of groups; none while group sync is off. Members are read only when they are asked for. */
export async function listGroups(
  ctx: Ctx,
  query: ListQuery,
  options: { baseUrl: string; members: boolean },
): Promise<{ total: number; groups: Group[] }> {
  requirePermission(ctx, 'groups.read')
  if (!syncsGroups(ctx)) return { total: 0, groups: [] }
  const viewer = viewerOf(ctx)
  const target = { type: 'Group' as const, tenantId: ctx.tenantId, viewer, baseUrl: options.baseUrl }
  return inTenant(ctx.db, ctx.tenantId, async (tx) => {
    const { total, rows } = await selectGroupsBy(tx, target, query)
    const ids = rows.map((row) => row.id)
    const members = options.members
      ? await selectMembersOfMany(tx, ctx.tenantId, ids, viewer)
      : new Map<string, never>()
    return { total, groups: rows.map((row) => ({ row, members: members.get(row.id) })) }
  })
}
