import { inTenant, type Tx } from '@/db/client'
import { selectGroup } from '@/db/queries/groups'
import { type KeptRequest, selectKeptRequests } from '@/db/queries/kept-requests'
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

/** A member of a group; `added` is an ISO instant, `request` what added them, where the log still has it. */
export type MemberRow = {
  id: string
  name: string
  userName: string
  email: string | null
  active: boolean
  added: string
  request: KeptRequest | null
}

/** A group that a person is in; `added` is an ISO instant. */
export type MembershipRow = {
  id: string
  name: string
  origin: Origin
  integration: ManagedBy
  added: string
  request: KeptRequest | null
}

/** The people in one group, by name. @throws AppError `not-found` */
export async function listMembersOf(
  ctx: Ctx,
  groupId: string,
  search: MemberSearch,
): Promise<Page<MemberRow>> {
  requirePermission(ctx, 'directory.read')
  requireId(groupId, 'group')
  const { members, kept } = await inTenant(ctx.db, ctx.tenantId, async (tx) => {
    const page = { text: searchText(ctx, search.q), ...rangeOf(search) }
    const [group, members] = await Promise.all([
      selectGroup(tx, ctx.tenantId, groupId, null),
      searchMembers(tx, ctx.tenantId, groupId, page),
    ])
    requireFound(group, 'group')
    return { members, kept: await keptOf(tx, ctx, members.rows) }
  })
  return pageOf(search, members, (row) => memberRow(row, kept))
}

/** The groups that one person is in, by name. @throws AppError `not-found` */
export async function listGroupsOf(
  ctx: Ctx,
  userId: string,
  search: MemberSearch,
): Promise<Page<MembershipRow>> {
  requirePermission(ctx, 'directory.read')
  requireId(userId, 'user')
  const { memberships, kept } = await inTenant(ctx.db, ctx.tenantId, async (tx) => {
    const page = { text: searchText(ctx, search.q), ...rangeOf(search) }
    const [user, memberships] = await Promise.all([
      selectUser(tx, ctx.tenantId, userId, null),
      searchMemberships(tx, ctx.tenantId, userId, page),
    ])
    requireFound(user, 'user')
    return { memberships, kept: await keptOf(tx, ctx, memberships.rows) }
  })
  return pageOf(search, memberships, (row) => membershipRow(row, kept))
}

type Kept = ReadonlyMap<string, KeptRequest>
type Added = { addedAt: Date; requestId: string | null }

function keptOf(tx: Tx, ctx: Ctx, rows: readonly Added[]): Promise<Kept> {
  const ids = rows.map(({ requestId }) => requestId)
  return selectKeptRequests(tx, ctx.tenantId, ids)
}

function memberRow({ id, label, userName, email, active, ...row }: FoundMember, kept: Kept): MemberRow {
  return { id, name: label, userName, email, active, ...addedOf(row, kept) }
}

function membershipRow(found: FoundMembership, kept: Kept): MembershipRow {
  return { id: found.id, name: found.displayName, ...managedBy(found), ...addedOf(found, kept) }
}

function addedOf({ addedAt, requestId }: Added, kept: Kept) {
  return { added: addedAt.toISOString(), request: (requestId && kept.get(requestId)) || null }
}
