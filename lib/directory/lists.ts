import { inTenant, type Tx } from '@/db/client'
import type { GroupRow } from '@/db/queries/groups'
import { selectMembersOfMany } from '@/db/queries/members'
import { lookUpUser, type UserText } from '@/db/queries/user-texts'
import type { Target } from '@/db/scim/columns'
import {
  type ListPage,
  type ListQuery,
  readUsersInOrder,
  type Seek,
  selectGroupsBy,
  selectUsersBy,
} from '@/db/scim/lists'
import { selectGroupsOf, selectMixed, selectUsersOf } from '@/db/scim/mixed'
import { fold, type ResourceType, type RootQuery } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import type { Group } from './groups'
import { syncsGroups, viewerOf } from './ownership'

/**
 * One page of the people whom the integration sees, in a stable order. `total` is exact; of a walk by cursor it
 * is the first page's. `baseUrl` is the address the client was given: filters on `meta.location` and `$ref`
 * compare with it.
 */
export async function listUsers(
  ctx: Ctx,
  query: ListQuery,
  options: { baseUrl: string; groups: boolean },
): Promise<ListPage<UserText>> {
  requirePermission(ctx, 'users.read')
  const userName = query.seek ? undefined : soleUserName(query)
  if (userName !== undefined) return listOne(ctx, userName, query)
  const target = targetOf(ctx, 'User', options.baseUrl)
  return (
    (await readUsersInOrder(ctx.db, target, query, options)) ??
    inTenant(ctx.db, ctx.tenantId, (tx) => selectUsersBy(tx, target, query, options))
  )
}

/** The name in `userName eq "…"`: what identity providers ask before they create somebody. */
function soleUserName({ filter }: ListQuery): string | undefined {
  if (filter?.kind !== 'compare' || filter.op !== 'eq' || typeof filter.value !== 'string') return undefined
  const { name, extension, sub } = filter.path
  return name === 'userName' && !extension && sub === undefined ? filter.value : undefined
}

async function listOne(
  ctx: Ctx,
  userName: string,
  { startIndex, count }: ListQuery,
): Promise<ListPage<UserText>> {
  const user = await lookUpUser(ctx.db, ctx.tenantId, { userNameKey: fold(userName) }, viewerOf(ctx))
  if (!user) return { total: 0, rows: [] }
  return { total: 1, rows: startIndex === 1 && count > 0 ? [user] : [] }
}

/** The same of groups; none while group sync is off. Members are read only when they are asked for. */
export function listGroups(
  ctx: Ctx,
  query: ListQuery,
  options: { baseUrl: string; members: boolean },
): Promise<ListPage<Group>> {
  requirePermission(ctx, 'groups.read')
  if (!syncsGroups(ctx)) return Promise.resolve({ total: 0, rows: [], ...(query.seek && NOWHERE) })
  const target = targetOf(ctx, 'Group', options.baseUrl)
  return inTenant(ctx.db, ctx.tenantId, async (tx) => {
    const page = await selectGroupsBy(tx, target, query)
    return { ...page, rows: await withMembers(tx, target, page.rows, options) }
  })
}

/** A walk that has nothing before it. */
const NOWHERE = { walked: { more: false } }

/** A resource found by a search over all types. */
export type Found = { type: 'User'; user: UserText } | { type: 'Group'; group: Group }

/**
 * One page of the people and groups whom a search finds, in one stable order. What the token may not read, and
 * groups while group sync is off, are not among them. `groups` and `members` say whether those are read.
 */
export function listAll(
  ctx: Ctx,
  query: RootQuery & { seek?: Seek },
  options: { baseUrl: string; groups: boolean; members: boolean },
): Promise<ListPage<Found>> {
  if (!ctx.permissions.has('groups.read')) requirePermission(ctx, 'users.read')
  const mayRead = (type: ResourceType) =>
    type === 'User'
      ? ctx.permissions.has('users.read')
      : ctx.permissions.has('groups.read') && syncsGroups(ctx)
  const parts = query.parts
    .filter(({ type }) => mayRead(type))
    .map((part) => ({ ...part, target: targetOf(ctx, part.type, options.baseUrl) }))
  const users = targetOf(ctx, 'User', options.baseUrl)
  const groups = targetOf(ctx, 'Group', options.baseUrl)
  return inTenant(ctx.db, ctx.tenantId, async (tx) => {
    const page = await selectMixed(tx, { ...query, parts })
    const idsOf = (type: ResourceType) => page.rows.filter((row) => row.type === type).map(({ id }) => id)
    const people = await selectUsersOf(tx, users, idsOf('User'), options)
    const teams = await withMembers(tx, groups, await selectGroupsOf(tx, groups, idsOf('Group')), options)
    const found = new Map<string, Found>([
      ...people.map((user) => [user.id, { type: 'User', user }] as const),
      ...teams.map((group) => [group.row.id, { type: 'Group', group }] as const),
    ])
    return { ...page, rows: page.rows.flatMap(({ id }) => found.get(id) ?? []) }
  })
}

function targetOf(ctx: Ctx, type: ResourceType, baseUrl: string): Target {
  const { actor, tenantId } = ctx
  const rule = actor.kind === 'integration' && { localGroups: actor.rules.whenLocalGroup }
  return { type, tenantId, viewer: viewerOf(ctx), ...rule, baseUrl }
}

/** So many people in the groups of one page are held at once; beyond that, each group is read when its turn comes. */
const MOST_HELD = 10_000

async function withMembers(
  tx: Tx,
  { tenantId, viewer }: Target,
  rows: readonly GroupRow[],
  options: { members: boolean },
): Promise<Group[]> {
  if (!options.members) return rows.map((row) => ({ row, members: undefined }))
  const ids = rows.map((row) => row.id)
  const members = await selectMembersOfMany(tx, tenantId, ids, viewer, MOST_HELD)
  if (!members) return rows.map((row) => ({ row, members: undefined, isLarge: true }))
  return rows.map((row) => ({ row, members: members.get(row.id) }))
}
