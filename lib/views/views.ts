import { inTenant, type Tx } from '@/db/client'
import { takenAttribute } from '@/db/failure'
import {
  countOwnViews,
  deleteSavedView,
  insertSavedView,
  lockSavedView,
  type SavedViewRow,
  selectSavedViews,
  updateSavedView,
} from '@/db/queries/views'
import { asItIs } from '@/db/shown'
import { AppError } from '@/lib/base/errors'
import { isId, newId } from '@/lib/base/id'
import { fold } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { type Change, mutate } from '@/lib/tenancy/mutate'
import { type Permission, requirePermission } from '@/lib/tenancy/permissions'
import type { ViewInput, ViewList } from './input'

/** A saved view as one person sees it. `query` is what the address of the list says after its question mark. */
export type SavedView = Pick<SavedViewRow, 'id' | 'name' | 'query' | 'shared' | 'ownerName'> & {
  isOwn: boolean
}

/** Who may see a list may keep views of it. */
const READING: Record<ViewList, Permission> = {
  users: 'directory.read',
  groups: 'directory.read',
  activity: 'activity.read',
  'audit-log': 'audit.read',
}

/** So many views of one list are plenty for one person. */
const MOST = 50

/** The views of a list that this person may choose from, by name: their own and the shared ones. */
export async function listViews(ctx: Ctx, list: ViewList): Promise<SavedView[]> {
  requirePermission(ctx, READING[list])
  const personId = personOf(ctx)
  const rows = await inTenant(asItIs(ctx.db), ctx.tenantId, (tx) =>
    selectSavedViews(tx, ctx.tenantId, list, personId),
  )
  return rows.map((row) => present(row, personId))
}

/** @throws AppError `conflict` on `name` when this person has a view of that name on this list, `limit` */
export async function saveView(ctx: Ctx, list: ViewList, input: ViewInput): Promise<SavedView> {
  if (input.shared) requirePermission(ctx, 'views.share')
  const ownerId = personOf(ctx)
  const row: SavedViewRow = {
    id: newId(),
    list,
    ownerId,
    ownerName: ctx.actor.name,
    ...input,
    createdAt: new Date(),
  }
  return naming(input.name, () =>
    mutate(ctx, READING[list], async (tx) => {
      if ((await countOwnViews(tx, ctx.tenantId, list, ownerId)) >= MOST) {
        throw new AppError('limit', { key: 'views.limit', values: { most: MOST } })
      }
      await insertSavedView(tx, ctx.tenantId, { ...row, nameKey: fold(row.name) })
      return { result: present(row, ownerId), changes: told(row, 'view.shared', row.shared) }
    }),
  )
}

/** Has one's own view say what the list shows now. */
export function updateView(ctx: Ctx, id: string, query: string): Promise<void> {
  return change(ctx, id, async (tx, row) => {
    if (row.query === query) return []
    await updateSavedView(tx, ctx.tenantId, id, { query })
    return told(row, 'view.changed', row.shared)
  })
}

/** Renames one's own view, and decides whether others see it. @throws AppError `conflict` on `name` */
export async function renameView(
  ctx: Ctx,
  id: string,
  input: Pick<ViewInput, 'name' | 'shared'>,
): Promise<void> {
  const { name, shared } = input
  if (shared) requirePermission(ctx, 'views.share')
  return naming(name, () =>
    change(ctx, id, async (tx, row) => {
      if (row.name === name && row.shared === shared) return []
      await updateSavedView(tx, ctx.tenantId, id, { name, nameKey: fold(name), shared })
      const action = shared === row.shared ? 'view.changed' : shared ? 'view.shared' : 'view.withdrawn'
      return told({ ...row, name }, action, shared || row.shared)
    }),
  )
}

/** Deletes one's own view; who manages the company may also delete a shared one of somebody else. */
export function deleteView(ctx: Ctx, id: string): Promise<void> {
  return change(ctx, id, async (tx, row) => {
    await deleteSavedView(tx, ctx.tenantId, id)
    return told(row, 'view.deleted', row.shared)
  })
}

async function change(
  ctx: Ctx,
  id: string,
  write: (tx: Tx, row: SavedViewRow) => Promise<Change[]>,
): Promise<void> {
  const personId = personOf(ctx)
  await mutate(ctx, 'directory.read', async (tx) => {
    const row = isId(id) ? await lockSavedView(tx, ctx.tenantId, id) : undefined
    if (!row || (row.ownerId !== personId && !row.shared)) throw gone()
    if (row.ownerId !== personId) requirePermission(ctx, 'company.write')
    return { result: undefined, changes: await write(tx, row) }
  })
}

/** What somebody keeps for themselves is nobody else's history. */
function told(row: Pick<SavedViewRow, 'name' | 'list'>, action: string, isShared: boolean): Change[] {
  return isShared ? [{ action, label: row.name, after: { list: row.list } }] : []
}

function present({ id, name, query, shared, ownerId, ownerName }: SavedViewRow, personId: string): SavedView {
  return { id, name, query, shared, ownerName, isOwn: ownerId === personId }
}

function personOf({ actor }: Ctx): string {
  if (actor.kind !== 'person') throw new AppError('forbidden', { key: 'views.peopleOnly' })
  return actor.personId
}

function gone(): AppError {
  return new AppError('not-found', { key: 'views.gone' })
}

async function naming<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (takenAttribute(error) !== 'name') throw error
    throw new AppError('conflict', { key: 'views.taken', values: { name } }, { field: 'name' })
  }
}
