import { inTenant } from '@/db/client'
import { selectGroup } from '@/db/queries/groups'
import {
  type FoundMember,
  type FoundMembership,
  searchMembers,
  searchMemberships,
} from '@/db/queries/search-members'
import { selectUser } from '@/db/queries/users'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import type { MemberSearch } from './input'
import { type ManagedBy, managedBy, type Origin, type Page, pageOf, rangeOf, searchText } from './search'
import { requireFound, requireId } from './target'

/** A member of a group; `added` is an ISO instant. */
export type MemberRow = {
  id: string
  name: string
  userName: string
  email: string | null
  active: boolean
  added: string
}

/** A group that a person is in; `added` is an ISO instant. */
export type MembershipRow = {
  id: string
  name: string
  origin: Origin
  integration: ManagedBy
  added: string
}

/** The people in one group, by name. @throws AppError `not-found` */
export async function listMembersOf(
  ctx: Ctx,
  groupId: string,
  search: MemberSearch,
): Promise<Page<MemberRow>> {
  requirePermission(ctx, 'directory.read')
  requireId(groupId, 'group')
  const found = await inTenant(ctx.db, ctx.tenantId, async (tx) => {
    const page = { text: searchText(search.q), ...rangeOf(search) }
    const [group, members] = await Promise.all([
      selectGroup(tx, ctx.tenantId, groupId, null),
      searchMembers(tx, ctx.tenantId, groupId, page),
    ])
    requireFound(group, 'group')
    return members
  })
  return pageOf(search, found, memberRow)
}

/** The groups that one person is in, by name. @throws AppError `not-found` */
export async function listGroupsOf(
  ctx: Ctx,
  userId: string,
  search: MemberSearch,
): Promise<Page<MembershipRow>> {
  requirePermission(ctx, 'directory.read')
  requireId(userId, 'user')
  const found = await inTenant(ctx.db, ctx.tenantId, async (tx) => {
    const page = { text: searchText(search.q), ...rangeOf(search) }
    const [user, memberships] = await Promise.all([
      selectUser(tx, ctx.tenantId, userId, null),
      searchMemberships(tx, ctx.tenantId, userId, page),
    ])
    requireFound(user, 'user')
    return memberships
  })
  return pageOf(search, found, membershipRow)
}

function memberRow({ id, label, userName, email, active, addedAt }: FoundMember): MemberRow {
  return { id, name: label, userName, email, active, added: addedAt.toISOString() }
}

function membershipRow(found: FoundMembership): MembershipRow {
  return { id: found.id, name: found.displayName, ...managedBy(found), added: found.addedAt.toISOString() }
}
