import { inTenant, type Tx } from '@/db/client'
import { selectGroupsBelow } from '@/db/queries/nested-groups'
import { type FoundGroup, type GroupFilters, type GroupOrder, searchGroups } from '@/db/queries/search-groups'
import type { SearchText } from '@/db/queries/search-text'
import { type FoundUser, searchUsers } from '@/db/queries/search-users'
import type { UserFilters, UserOrder } from '@/db/queries/user-criteria'
import type { ListedField } from '@/lib/mapping/choices'
import { listedValues } from '@/lib/mapping/listed'
import { fold } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { isMasked } from '@/lib/tenancy/masking'
import { requirePermission } from '@/lib/tenancy/permissions'
import { type CustomValue, customValue, extensionsOf } from './custom-columns'
import type { GroupSearch, UserSearch } from './input'
import { labelKeyOf } from './rows'

/** Who manages a row: an integration, or nobody. */
export type Origin = 'idp' | 'local'
export type ManagedBy = { id: string; name: string } | null

/** One page of a list; `total` counts what fits on all pages, and with `more` only how far it was counted. */
export type Page<Row> = { rows: Row[]; total: number; more?: boolean; page: number; pageSize: number }

/** A person as lists show them; instants are ISO. */
export type TargetUserRow = Readonly<Record<ListedField, string | null>> & {
  id: string
  name: string
  userName: string
  email: string | null
  active: boolean
  /** The company suspends them here, whatever the identity provider says. */
  suspended: boolean
  origin: Origin
  integration: ManagedBy
  /** The first two groups by name, and how many more there are. */
  groups: { names: string[]; more: number }
  externalId: string | null
  /** What they have under names of the client’s own, by path: of those that were asked for. */
  custom: Readonly<Record<string, CustomValue>>
  created: string
  lastSynced: string
}

/** A group as lists show it; `lastChange` is an ISO instant. */
export type TargetGroupRow = {
  id: string
  name: string
  members: number
  origin: Origin
  integration: ManagedBy
  /** Null for a Local group, which is in sync with nothing. */
  inSync: boolean | null
  /** How many of its members could not be applied. */
  problems: number
  lastChange: string
}

/** The people of the company, local ones and those of every integration. */
export async function listTargetUsers(ctx: Ctx, search: UserSearch): Promise<Page<TargetUserRow>> {
  requirePermission(ctx, 'directory.read')
  const { name, descending } = orderOf(search.sort)
  const found = await inTenant(ctx.db, ctx.tenantId, async (tx) =>
    searchUsers(
      tx,
      ctx.tenantId,
      {
        ...(await userFilters(tx, ctx, search)),
        order: name as UserOrder,
        descending,
        ...rangeOf(search),
      },
      extensionsOf(search.cols),
    ),
  )
  return pageOf(search, found, (row) => userRow(row, search.cols))
}

/** Which people a search is about. */
export async function userFilters(tx: Tx, ctx: Ctx, search: UserSearch): Promise<UserFilters> {
  return {
    text: searchText(ctx, search.q),
    active: { active: true, inactive: false, suspended: undefined, '': undefined }[search.status],
    suspended: search.status === 'suspended',
    managed: managedOf(search.origin),
    managerId: search.integration || undefined,
    groupIds: search.group === '' ? undefined : await selectGroupsBelow(tx, ctx.tenantId, search.group),
    hasProblems: search.problems === 'open',
    changedSince: search.since === '' ? undefined : daysAgo(Number.parseInt(search.since, 10)),
  }
}

/** Which groups a search is about. */
export function groupFilters(ctx: Ctx, search: GroupSearch): GroupFilters {
  return {
    text: searchText(ctx, search.q),
    managed: managedOf(search.origin),
    managerId: search.integration || undefined,
    empty: search.members === 'none',
    hasProblems: search.problems === 'open',
  }
}

function daysAgo(days: number): Date {
  return new Date(Date.now() - days * 86_400_000)
}

/** The groups of the company. Two integrations may each have pushed one of the same name. */
export async function listTargetGroups(ctx: Ctx, search: GroupSearch): Promise<Page<TargetGroupRow>> {
  requirePermission(ctx, 'directory.read')
  const { name, descending } = orderOf(search.sort)
  const found = await inTenant(ctx.db, ctx.tenantId, (tx) =>
    searchGroups(tx, ctx.tenantId, {
      ...groupFilters(ctx, search),
      order: name as GroupOrder,
      descending,
      ...rangeOf(search),
    }),
  )
  return pageOf(search, found, groupRow)
}

/**
 * What somebody typed, as columns are written: folded, and as labels are, without accents too. Who reads addresses masked
 * finds nobody by a part of one.
 */
export function searchText(ctx: Ctx, typed: string): SearchText | undefined {
  if (typed === '') return undefined
  return { folded: fold(typed), plain: labelKeyOf(typed), whole: isMasked(ctx) }
}

export function rangeOf({ page, size }: { page: number; size: number }): { limit: number; offset: number } {
  return { limit: size, offset: (page - 1) * size }
}

export function pageOf<Found, Row>(
  { page, size }: { page: number; size: number },
  { total, more, rows }: { total: number; more?: boolean; rows: readonly Found[] },
  present: (found: Found) => Row,
): Page<Row> {
  return { rows: rows.map(present), total, ...(more && { more }), page, pageSize: size }
}

export function managedBy(row: { managerId: string | null; managerName: string | null }): {
  origin: Origin
  integration: ManagedBy
} {
  if (row.managerId === null) return { origin: 'local', integration: null }
  return { origin: 'idp', integration: { id: row.managerId, name: row.managerName ?? '' } }
}

function userRow(found: FoundUser, paths: readonly string[]): TargetUserRow {
  return {
    id: found.id,
    name: found.label,
    userName: found.userName,
    email: found.email,
    active: found.active,
    suspended: found.suspendedAt !== null,
    ...managedBy(found),
    groups: { names: found.groupNames, more: found.groups - found.groupNames.length },
    ...listedValues(found),
    custom: Object.fromEntries(paths.map((path) => [path, customValue(found, path)])),
    externalId: found.externalId,
    created: found.createdAt.toISOString(),
    lastSynced: found.modifiedAt.toISOString(),
  }
}

function groupRow(found: FoundGroup): TargetGroupRow {
  return {
    id: found.id,
    name: found.displayName,
    members: found.members,
    ...managedBy(found),
    inSync: found.groupSync === null ? null : found.groupSync && found.openProblems === 0,
    problems: found.openProblems,
    lastChange: found.modifiedAt.toISOString(),
  }
}

function orderOf(sort: string): { name: string; descending: boolean } {
  return sort.startsWith('-') ? { name: sort.slice(1), descending: true } : { name: sort, descending: false }
}

function managedOf(origin: '' | Origin): boolean | undefined {
  return origin === '' ? undefined : origin === 'idp'
}
