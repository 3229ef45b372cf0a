import { inTenant, type Tx } from '@/db/client'
import { takenAttribute } from '@/db/failure'
import { touchGroups } from '@/db/queries/groups'
import { selectGroupsOfUser } from '@/db/queries/members'
import {
  deleteUser as deleteUserRow,
  insertUser,
  lockLeaver,
  lockUser,
  selectUser,
  selectUserNameHolder,
  type UserWithGroups,
  updateUser,
} from '@/db/queries/users'
import { isId, newId } from '@/lib/base/id'
import { differences } from '@/lib/history/diff'
import {
  applyPatch,
  checkVersion,
  fold,
  type JsonObject,
  notFound,
  type PatchOperation,
  type Preconditions,
  replaceResource,
  sameResource,
  uniqueness,
  userSchema,
} from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { type Change, mutate, type Outcome } from '@/lib/tenancy/mutate'
import { requirePermission } from '@/lib/tenancy/permissions'
import { managerAfterWrite, viewerOf } from './ownership'
import { userValues } from './rows'

/** The person with this id, as far as the actor may see them. @throws ScimError 404 */
export async function getUser(ctx: Ctx, id: string): Promise<UserWithGroups> {
  requirePermission(ctx, ctx.actor.kind === 'integration' ? 'users.read' : 'directory.read')
  const row = isId(id)
    ? await inTenant(ctx.db, ctx.tenantId, (tx) => selectUser(tx, ctx.tenantId, id, viewerOf(ctx)))
    : undefined
  if (!row) throw unknownUser(id)
  return row
}

/**
 * Adds a person. When this integration already manages an inactive one under the same externalId, that person
 * comes back under the same id with the new attributes: a login renamed between unassigning and reassigning
 * must not make a second person.
 *
 * @throws ScimError 409 when somebody has the userName, active or not
 */
export function createUser(ctx: Ctx, resource: JsonObject): Promise<UserWithGroups> {
  const arriving = { ...resource, active: resource.active ?? true }
  return explainTaken(
    ctx,
    () => arriving,
    () =>
      mutate(ctx, 'users.write', async (tx) => {
        const leaver = await findLeaver(tx, ctx, arriving)
        return leaver ? writeUser(tx, ctx, leaver, arriving) : insertNew(tx, ctx, arriving)
      }),
  )
}

/** Puts a whole new resource in the place of the old one (RFC 7644 §3.5.1). @throws ScimError 404, 409, 412 */
export function replaceUser(
  ctx: Ctx,
  id: string,
  resource: JsonObject,
  preconditions: Preconditions,
): Promise<UserWithGroups> {
  return changeUser(ctx, id, preconditions, (current) => replaceResource(current, resource, userSchema))
}

/** Applies a PATCH, all of it or nothing (RFC 7644 §3.5.2). @throws ScimError 400, 404, 409, 412 */
export function patchUser(
  ctx: Ctx,
  id: string,
  operations: readonly PatchOperation[],
  preconditions: Preconditions,
): Promise<UserWithGroups> {
  return changeUser(ctx, id, preconditions, (current) => applyPatch(current, operations, userSchema))
}

/** Removes a person and their memberships; history keeps what they were. @throws ScimError 404, 412 */
export async function deleteUser(ctx: Ctx, id: string, preconditions: Preconditions): Promise<void> {
  await mutate(ctx, 'users.write', async (tx) => {
    const row = await lockExisting(tx, ctx, id)
    checkVersion(preconditions, row.version, 'write')
    const groups = await selectGroupsOfUser(tx, ctx.tenantId, id)
    const left = groups.map(
      (group): Change => ({
        action: 'member.removed',
        label: row.label,
        userId: id,
        groupId: group.value,
        before: { group: group.display },
      }),
    )
    await deleteUserRow(tx, ctx.tenantId, id)
    await touchGroups(
      tx,
      ctx.tenantId,
      groups.map((group) => group.value),
      new Date(),
    )
    const { before } = differences(row.resource, {})
    return {
      result: undefined,
      changes: [...left, { action: 'user.deleted', label: row.label, userId: id, before }],
    }
  })
}

function changeUser(
  ctx: Ctx,
  id: string,
  preconditions: Preconditions,
  change: (current: JsonObject) => JsonObject,
): Promise<UserWithGroups> {
  let next: JsonObject = {}
  return explainTaken(
    ctx,
    () => next,
    () =>
      mutate(ctx, 'users.write', async (tx) => {
        const row = await lockExisting(tx, ctx, id)
        checkVersion(preconditions, row.version, 'write')
        next = change(row.resource)
        return writeUser(tx, ctx, row, next)
      }),
  )
}

async function lockExisting(tx: Tx, ctx: Ctx, id: string): Promise<UserWithGroups> {
  const row = isId(id) ? await lockUser(tx, ctx.tenantId, id, viewerOf(ctx)) : undefined
  if (!row) throw unknownUser(id)
  return row
}

async function findLeaver(tx: Tx, ctx: Ctx, resource: JsonObject): Promise<UserWithGroups | undefined> {
  const viewer = viewerOf(ctx)
  if (viewer === null || typeof resource.externalId !== 'string') return undefined
  return lockLeaver(tx, ctx.tenantId, resource.externalId, viewer)
}

async function insertNew(tx: Tx, ctx: Ctx, resource: JsonObject): Promise<Outcome<UserWithGroups>> {
  const now = new Date()
  const values = userValues(resource, {
    id: newId(),
    managerId: viewerOf(ctx),
    version: 1,
    createdAt: now,
    modifiedAt: now,
  })
  await insertUser(tx, ctx.tenantId, values)
  const { after } = differences({}, resource)
  return {
    result: { ...values, groups: [] },
    changes: [{ action: 'user.created', label: values.label, userId: values.id, after }],
  }
}

/** Writes what differs. A write that changes nothing keeps the version and leaves no history. */
async function writeUser(
  tx: Tx,
  ctx: Ctx,
  row: UserWithGroups,
  resource: JsonObject,
): Promise<Outcome<UserWithGroups>> {
  const managerId = managerAfterWrite(ctx, row.managerId)
  const claimed = managerId !== row.managerId
  const same = sameResource(row.resource, resource)
  if (same && !claimed) return { result: row, changes: [] }
  const values = userValues(resource, {
    id: row.id,
    managerId,
    version: same ? row.version : row.version + 1,
    createdAt: row.createdAt,
    modifiedAt: same ? row.modifiedAt : new Date(),
  })
  const previous = userValues(row.resource, row)
  await updateUser(tx, ctx.tenantId, values, values.emailKeys.join('\n') !== previous.emailKeys.join('\n'))
  const changes: Change[] = []
  if (claimed) changes.push({ action: 'user.claimed', label: values.label, userId: row.id })
  if (!same) {
    changes.push({
      action: actionOf(row.active, values.active),
      label: values.label,
      userId: row.id,
      ...differences(row.resource, resource),
    })
  }
  return { result: { ...values, groups: row.groups }, changes }
}

function actionOf(was: boolean, is: boolean): string {
  if (was === is) return 'user.updated'
  return is ? 'user.reactivated' : 'user.deactivated'
}

function unknownUser(id: string) {
  return notFound(
    `There is no user with id ${id.slice(0, 60)}. It may have been removed here; assign the person again.`,
  )
}

/** Turns the unique index's refusal into the 409 that says who has the userName. */
async function explainTaken<T>(ctx: Ctx, resource: () => JsonObject, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (takenAttribute(error) !== 'userName') throw error
    throw await userNameTaken(ctx, String(resource().userName))
  }
}

async function userNameTaken(ctx: Ctx, userName: string) {
  const holder = await inTenant(ctx.db, ctx.tenantId, (tx) =>
    selectUserNameHolder(tx, ctx.tenantId, fold(userName)),
  )
  const start = `A user with userName ${userName.slice(0, 120)} already exists`
  if (!holder?.integrationId) return uniqueness(`${start} (origin: Local).`)
  if (holder.integrationId === viewerOf(ctx)) return uniqueness(`${start} (origin: IDP).`)
  return uniqueness(`${start} and is managed by “${holder.integrationName}”.`)
}
