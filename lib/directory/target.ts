import { inTenant } from '@/db/client'
import {
  type Deactivation,
  selectDeactivation,
  selectDirectoryCounts,
  selectGroupFacts,
  selectManager,
} from '@/db/queries/directory-facts'
import { selectGroup } from '@/db/queries/groups'
import { selectMapped } from '@/db/queries/mapping-runs'
import { selectMembers } from '@/db/queries/members'
import { selectGroupsHolding, selectMemberGroups } from '@/db/queries/nested-groups'
import { selectSuspension } from '@/db/queries/suspensions'
import { selectUser } from '@/db/queries/users'
import { AppError } from '@/lib/base/errors'
import { isId } from '@/lib/base/id'
import type { JsonObject } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import { type ProfileSection, profileOf } from './profile'
import { groupResource, userResource } from './rows'
import { type ManagedBy, managedBy, type Origin } from './search'

/** How many people and groups there are, and where more could come from. */
export type DirectoryState = {
  users: number
  groups: number
  integrations: number
  /** True when at least one integration synchronizes groups. */
  groupSync: boolean
  /** The only integration, when there is exactly one. */
  soleIntegrationId: string | null
}

/** A group to lead to. */
export type NamedGroup = { id: string; name: string }

/** One person, whole. Instants are ISO. */
export type TargetUser = {
  id: string
  name: string
  userName: string
  active: boolean
  origin: Origin
  integration: ManagedBy
  lastSynced: string
  created: string
  /** How many they are in themselves. */
  groups: number
  /** Those that they are in because a group of theirs is. */
  indirectGroups: NamedGroup[]
  /** Who made them inactive and when; null while they are active, and when they came inactive. */
  deactivated: { at: string; by: string; why: Deactivation['why'] } | null
  /** The company's own suspension, whatever the identity provider says of `active`. */
  suspended: { at: string; by: string; reason: string } | null
  sections: ProfileSection[]
  /** As SCIM shows them. */
  resource: JsonObject
}

/** One group without its members. Instants are ISO. */
export type TargetGroup = {
  id: string
  name: string
  externalId: string | null
  origin: Origin
  integration: ManagedBy
  /** False for a group of an integration whose group switch is off: it stays, and is no longer updated. */
  synced: boolean
  /** People; the groups in it are counted by their names. */
  members: number
  activeMembers: number
  memberGroups: NamedGroup[]
  /** The groups that it is a member of itself. */
  holders: NamedGroup[]
  lastChange: string
  created: string
  /** What could not be applied to it: how much, and the latest five. */
  problems: { open: number; details: string[] }
}

/** Members that a page can hold as JSON; SCIM clients get them all. */
const RAW_MEMBERS = 1_000

export async function getDirectoryState(ctx: Ctx): Promise<DirectoryState> {
  requirePermission(ctx, 'directory.read')
  const { syncingGroups, ...counts } = await inTenant(ctx.db, ctx.tenantId, (tx) =>
    selectDirectoryCounts(tx, ctx.tenantId),
  )
  return { ...counts, groupSync: syncingGroups > 0 }
}

/** `baseUrl` is the SCIM base URL that addresses in the resource start with. @throws AppError `not-found` */
export async function getTargetUser(ctx: Ctx, id: string, baseUrl: string): Promise<TargetUser> {
  requirePermission(ctx, 'directory.read')
  requireId(id, 'user')
  return inTenant(ctx.db, ctx.tenantId, async (tx) => {
    const row = requireFound(await selectUser(tx, ctx.tenantId, id, null), 'user')
    const [manager, suspension, mapped, deactivation] = await Promise.all([
      selectManager(tx, ctx.tenantId, row.managerId),
      selectSuspension(tx, ctx.tenantId, id),
      selectMapped(tx, ctx.tenantId, id),
      row.active ? undefined : selectDeactivation(tx, ctx.tenantId, id),
    ])
    return {
      id: row.id,
      name: row.label,
      userName: row.userName,
      active: row.active,
      ...managedBy({ managerId: row.managerId, managerName: manager?.name ?? null }),
      lastSynced: row.modifiedAt.toISOString(),
      created: row.createdAt.toISOString(),
      groups: row.groups.filter(({ indirect }) => !indirect).length,
      indirectGroups: row.groups.filter(({ indirect }) => indirect).map(namedGroup),
      deactivated: deactivation ? { ...deactivation, at: deactivation.at.toISOString() } : null,
      suspended: suspension ? { ...suspension, at: suspension.at.toISOString() } : null,
      sections: profileOf(row.resource, mapped),
      resource: userResource(row, baseUrl),
    }
  })
}

/** @throws AppError `not-found` */
export async function getTargetGroup(ctx: Ctx, id: string): Promise<TargetGroup> {
  requirePermission(ctx, 'directory.read')
  requireId(id, 'group')
  return inTenant(ctx.db, ctx.tenantId, async (tx) => {
    const row = requireFound(await selectGroup(tx, ctx.tenantId, id, null), 'group')
    const [manager, facts, memberGroups, holders] = await Promise.all([
      selectManager(tx, ctx.tenantId, row.managerId),
      selectGroupFacts(tx, ctx.tenantId, id),
      selectMemberGroups(tx, ctx.tenantId, [id], null),
      selectGroupsHolding(tx, ctx.tenantId, id),
    ])
    return {
      id: row.id,
      name: row.displayName,
      externalId: row.externalId,
      ...managedBy({ managerId: row.managerId, managerName: manager?.name ?? null }),
      synced: manager?.groupSync ?? false,
      members: facts.members,
      activeMembers: facts.activeMembers,
      memberGroups: memberGroups.map(namedGroup),
      holders: holders.map(namedGroup),
      lastChange: row.modifiedAt.toISOString(),
      created: row.createdAt.toISOString(),
      problems: { open: facts.openProblems, details: facts.problemDetails },
    }
  })
}

/** A group as SCIM shows it; beyond 1,000 members `members` is left out. @throws AppError `not-found` */
export async function getGroupResource(
  ctx: Ctx,
  id: string,
  baseUrl: string,
): Promise<{ resource: JsonObject; withMembers: boolean }> {
  requirePermission(ctx, 'directory.read')
  requireId(id, 'group')
  return inTenant(ctx.db, ctx.tenantId, async (tx) => {
    const row = requireFound(await selectGroup(tx, ctx.tenantId, id, null), 'group')
    const { members } = await selectGroupFacts(tx, ctx.tenantId, id)
    const withMembers = members <= RAW_MEMBERS
    const shown = withMembers ? await selectMembers(tx, ctx.tenantId, id, null) : undefined
    return { resource: groupResource(row, shown, baseUrl), withMembers }
  })
}

function namedGroup({ value, display }: { value: string; display: string }): NamedGroup {
  return { id: value, name: display }
}

/** An id that cannot be one of ours names nothing here. @throws AppError `not-found` */
export function requireId(id: string, what: 'user' | 'group'): void {
  if (!isId(id)) throw unknown(what)
}

/** @throws AppError `not-found` when the row is missing: gone, or of another company, which is told alike */
export function requireFound<Row>(row: Row | undefined, what: 'user' | 'group'): Row {
  if (row === undefined) throw unknown(what)
  return row
}

function unknown(what: 'user' | 'group'): AppError {
  return new AppError('not-found', { key: what === 'user' ? 'errors.noUser' : 'errors.noGroup' })
}
