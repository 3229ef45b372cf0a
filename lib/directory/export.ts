import { inTenant } from '@/db/client'
import {
  type ExportedGroup,
  type ExportedMember,
  type ExportedUser,
  type Place,
  selectGroupsAfter,
  selectMembersAfter,
  selectUsersAfter,
} from '@/db/queries/export-directory'
import { selectGroup } from '@/db/queries/groups'
import { type ExportAsked, type ExportedFile, exportFile } from '@/lib/export/export'
import { batchesOf, type ExportColumn } from '@/lib/export/write'
import { LISTED_FIELDS } from '@/lib/mapping/choices'
import { listedValue } from '@/lib/mapping/listed'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import { customValue, extensionsOf, listCustomColumns } from './custom-columns'
import type { ExportChoice, GroupSearch, UserSearch } from './input'
import { groupFilters, userFilters } from './search'
import { requireFound, requireId } from './target'

/** Rows of one batch: each is a statement of its own, so that no transaction outlives a slow reader. */
const BATCH = 500

const originOf = ({ managerId }: { managerId: string | null }) => (managerId === null ? 'Local' : 'IDP')
const statusOf = ({ active }: { active: boolean }) => (active ? 'active' : 'inactive')

/** Every column a list of people can show, by the names that they have in its address; and the id. */
const USER_COLUMNS: readonly ExportColumn<ExportedUser>[] = [
  { key: 'id', value: ({ id }) => id },
  { key: 'name', value: ({ label }) => label },
  { key: 'userName', value: ({ userName }) => userName },
  { key: 'email', value: ({ email }) => email },
  { key: 'status', value: statusOf },
  { key: 'suspended', value: ({ isSuspended }) => isSuspended },
  { key: 'origin', value: originOf },
  { key: 'integration', value: ({ managerName }) => managerName },
  { key: 'groups', value: ({ groupNames }) => groupNames.join('; ') },
  ...LISTED_FIELDS.map((field) => ({
    key: field,
    value: (user: ExportedUser) => listedValue(user, field),
  })),
  { key: 'externalId', value: ({ externalId }) => externalId },
  { key: 'created', value: ({ createdAt }) => createdAt.toISOString() },
  { key: 'synced', value: ({ modifiedAt }) => modifiedAt.toISOString() },
]

/** Always in the file: whose row it is, and what nobody should overlook. */
const NAMING = new Set(['id', 'name', 'userName', 'suspended'])

const GROUP_COLUMNS: readonly ExportColumn<ExportedGroup>[] = [
  { key: 'id', value: ({ id }) => id },
  { key: 'name', value: ({ displayName }) => displayName },
  { key: 'directMembers', value: ({ members }) => members },
  { key: 'origin', value: originOf },
  { key: 'integration', value: ({ managerName }) => managerName },
  { key: 'externalId', value: ({ externalId }) => externalId },
  { key: 'created', value: ({ createdAt }) => createdAt.toISOString() },
  { key: 'changed', value: ({ modifiedAt }) => modifiedAt.toISOString() },
]

const MEMBER_COLUMNS: readonly ExportColumn<ExportedMember>[] = [
  { key: 'id', value: ({ id }) => id },
  { key: 'name', value: ({ label }) => label },
  { key: 'userName', value: ({ userName }) => userName },
  { key: 'email', value: ({ email }) => email },
  { key: 'status', value: statusOf },
  { key: 'externalId', value: ({ externalId }) => externalId },
  { key: 'added', value: ({ addedAt }) => addedAt.toISOString() },
]

/** The people whom a list finds, or of them the chosen ones, as a file. @throws AppError `forbidden`, `limit` */
export async function exportUsers(
  ctx: Ctx,
  search: UserSearch,
  { ids, cols }: ExportChoice,
  asked: ExportAsked,
): Promise<ExportedFile> {
  requirePermission(ctx, 'directory.read')
  const custom = cols ? search.cols : (await listCustomColumns(ctx)).map(({ path }) => path)
  const extensions = extensionsOf(custom)
  const batches = batchesOf((after: Place | undefined) =>
    inTenant(ctx.db, ctx.tenantId, async (tx) => {
      const filters = { ...(await userFilters(tx, ctx, search)), ids }
      return page(await selectUsersAfter(tx, ctx.tenantId, filters, after, BATCH, extensions))
    }),
  )
  const columns = [
    ...USER_COLUMNS.filter(({ key }) => !cols || NAMING.has(key) || cols.includes(key)),
    ...custom.map((path) => ({ key: path, value: (user: ExportedUser) => customValue(user, path) })),
  ]
  return exportFile(ctx, { what: 'users', columns, batches }, asked)
}

/** The groups that a list finds, as a file. @throws AppError `forbidden`, `limit` */
export function exportGroups(ctx: Ctx, search: GroupSearch, asked: ExportAsked): Promise<ExportedFile> {
  requirePermission(ctx, 'directory.read')
  const batches = batchesOf((after: Place | undefined) =>
    inTenant(ctx.db, ctx.tenantId, async (tx) =>
      page(await selectGroupsAfter(tx, ctx.tenantId, groupFilters(ctx, search), after, BATCH)),
    ),
  )
  return exportFile(ctx, { what: 'groups', columns: GROUP_COLUMNS, batches }, asked)
}

/** The people in one group, as a file. @throws AppError `forbidden`, `limit`, `not-found` */
export async function exportMembers(ctx: Ctx, groupId: string, asked: ExportAsked): Promise<ExportedFile> {
  requirePermission(ctx, 'directory.read')
  requireId(groupId, 'group')
  const group = await inTenant(ctx.db, ctx.tenantId, (tx) => selectGroup(tx, ctx.tenantId, groupId, null))
  const { displayName } = requireFound(group, 'group')
  const batches = batchesOf((after: string | undefined) =>
    inTenant(ctx.db, ctx.tenantId, async (tx) => {
      const rows = await selectMembersAfter(tx, ctx.tenantId, groupId, after, BATCH)
      return { rows, next: rows.length === BATCH ? rows.at(-1)?.id : undefined }
    }),
  )
  const what = `members-${groupId}`
  return exportFile(ctx, { what, of: displayName, columns: MEMBER_COLUMNS, batches }, asked)
}

function page<Row extends Place>(rows: readonly Row[]): { rows: readonly Row[]; next: Place | undefined } {
  return { rows, next: rows.length === BATCH ? rows.at(-1) : undefined }
}
