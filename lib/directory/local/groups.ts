import type { Tx } from '@/db/client'
import { takenAttribute } from '@/db/failure'
import { type GroupRow, lockGroup } from '@/db/queries/groups'
import { AppError } from '@/lib/base/errors'
import { isId } from '@/lib/base/id'
import { groupSchema, type MemberChange, readResource, ScimError } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { type Change, mutate } from '@/lib/tenancy/mutate'
import { removeGroup } from '../group-deletion'
import { insertNewGroup, writeGroup } from '../groups'
import { writeMembers } from '../members'
import { ClosesCircle } from '../nesting'
import { requireId } from '../target'
import { announceDirectory } from './announce'
import { requireLocal } from './managed'

/** Adds an empty group that nobody manages. @throws AppError `conflict` on `name` when a Local group has it */
export async function createLocalGroup(ctx: Ctx, name: string): Promise<{ id: string }> {
  const made = await naming(name, () =>
    mutate(ctx, 'directory.write', async (tx) => {
      const resource = readResource({ displayName: name }, groupSchema)
      const { written, changes } = await insertNewGroup(tx, ctx, resource)
      return { result: { id: written.id }, changes }
    }),
  )
  await announceDirectory(ctx)
  return made
}

/**
 * `from` is the name that was read: who renames knows what they rename.
 * @throws AppError `conflict` on `from` when it is called otherwise by now, on `name` when a Local group has it, and for a
 * managed group; `not-found`
 */
export async function renameLocalGroup(ctx: Ctx, id: string, from: string, name: string): Promise<void> {
  await naming(name, () =>
    change(ctx, id, async (tx, row) => {
      if (row.displayName !== from) {
        throw new AppError('conflict', { key: 'local.errors.changedMeanwhile' }, { field: 'from' })
      }
      const resource = readResource({ ...row.resource, displayName: name }, groupSchema)
      return writeGroup(tx, ctx, row, resource, false).changes
    }),
  )
}

/**
 * Puts people and groups into a Local group and takes them out. Who is in it already, or gone, is passed over.
 * Answers how many came and went.
 * @throws AppError `invalid` when none of those to add is here any more, and for a circle of groups; `conflict` for a
 * managed group; `not-found`
 */
export async function changeLocalMembers(
  ctx: Ctx,
  id: string,
  { add = [], remove = [] }: { add?: readonly string[]; remove?: readonly string[] },
): Promise<{ added: number; removed: number }> {
  const wanted: MemberChange = { replaceAll: false, add: new Set(add), remove: new Set(remove) }
  const moved = await explaining(() =>
    change(ctx, id, async (tx, row) => {
      const moved = await writeMembers(tx, ctx, row, wanted)
      writeGroup(tx, ctx, row, row.resource, moved.length > 0)
      return moved
    }),
  )
  const count = (action: string) => moved.filter((change) => change.action === action).length
  return { added: count('member.added'), removed: count('member.removed') }
}

/** Removes a Local group; the people and groups in it stay. @throws AppError `not-found`, `conflict` */
export async function deleteLocalGroup(ctx: Ctx, id: string): Promise<void> {
  requireId(id, 'group')
  await mutate(ctx, 'directory.write', async (tx) => ({
    result: undefined,
    changes: await removeGroup(tx, ctx, id, () => lockLocal(tx, ctx, id)),
  }))
  await announceDirectory(ctx)
}

async function change(
  ctx: Ctx,
  id: string,
  write: (tx: Tx, row: GroupRow) => Promise<Change[]>,
): Promise<readonly Change[]> {
  requireId(id, 'group')
  const changes = await mutate(ctx, 'directory.write', async (tx) => {
    const changes = await write(tx, await lockLocal(tx, ctx, id))
    return { result: changes, changes }
  })
  await announceDirectory(ctx)
  return changes
}

async function lockLocal(tx: Tx, ctx: Ctx, id: string): Promise<GroupRow> {
  const row = isId(id) ? await lockGroup(tx, ctx.tenantId, id, null) : undefined
  return requireLocal(tx, ctx, row, 'group')
}

async function naming<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (takenAttribute(error) !== 'displayName') throw error
    throw new AppError(
      'conflict',
      { key: 'local.errors.groupNameTaken', values: { name } },
      { field: 'name' },
    )
  }
}

/** What the endpoint would say of members, for people. */
async function explaining<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (error instanceof ClosesCircle) {
      const { outer, inner } = error
      throw new AppError('invalid', { key: 'local.errors.circle', values: { outer, inner } })
    }
    if (error instanceof ScimError) throw new AppError('invalid', { key: 'local.errors.membersGone' })
    throw error
  }
}
