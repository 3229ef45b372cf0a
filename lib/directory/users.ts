import { inTenant, type Tx } from '@/db/client'
import { restoreUser } from '@/db/queries/departures'
import { keepSeenAttributes } from '@/db/queries/extensions'
import { mayHaveOtherGroups } from '@/db/queries/members'
import { lookUpUser, type UserText } from '@/db/queries/user-texts'
import { insertUser, updateUser } from '@/db/queries/user-writes'
import { holdUser, lockUser, selectUser, type UserWithGroups } from '@/db/queries/users'
import { isId, newId } from '@/lib/base/id'
import { differences } from '@/lib/history/diff'
import {
  applyPatch,
  checkVersion,
  type JsonObject,
  type PatchOperation,
  type Preconditions,
  replaceResource,
  sameResource,
  userSchema,
} from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { type Change, mutate, type Outcome } from '@/lib/tenancy/mutate'
import { requirePermission } from '@/lib/tenancy/permissions'
import { asksForInactive, holdGroupsToLeave, leaveGroups, mayLeaveGroups, touchActive } from './deactivation'
import { requireAllowedDomains } from './domains'
import { requireClaimable } from './local-conflict'
import { mappingOf, requireFields } from './mapping'
import { managerAfterWrite, viewerOf } from './ownership'
import { findLeaver } from './returning'
import { emailKeysOf, rowOf, userValues } from './rows'
import { unknownUser } from './unknown'
import { deletedHolder, explainTaken } from './user-names'

/** The person with this id, as far as the actor may see them. @throws ScimError 404 */
export async function getUser(ctx: Ctx, id: string): Promise<UserWithGroups> {
  requirePermission(ctx, ctx.actor.kind === 'integration' ? 'users.read' : 'directory.read')
  const row = isId(id)
    ? await inTenant(ctx.db, ctx.tenantId, (tx) => selectUser(tx, ctx.tenantId, id, viewerOf(ctx)))
    : undefined
  if (!row) throw unknownUser(id)
  return row
}

/** The same to be passed on as it is: asked together with what other calls ask. @throws ScimError 404 */
export async function getUserText(ctx: Ctx, id: string): Promise<UserText> {
  requirePermission(ctx, 'users.read')
  const row = isId(id) ? await lookUpUser(ctx.db, ctx.tenantId, { id }, viewerOf(ctx)) : undefined
  if (!row) throw unknownUser(id)
  return row
}

/** Whether the groups in a person's resource may be others than when the person was changed last. */
export function groupsMayDiffer(ctx: Ctx, id: string): Promise<boolean> {
  return inTenant(ctx.db, ctx.tenantId, (tx) => mayHaveOtherGroups(tx, ctx.tenantId, id))
}

/**
 * Adds a person. When this integration already manages an inactive one under the same externalId, that person
 * comes back under the same id with the new attributes: a login renamed between unassigning and reassigning
 * must not make a second person. So does one whom it deleted and its rule kept here, under the same userName.
 *
 * @throws ScimError 400 outside the allowed domains, 409 when somebody has the userName, active or not
 */
export function createUser(ctx: Ctx, resource: JsonObject): Promise<UserWithGroups> {
  const arriving: JsonObject = { ...resource, active: resource.active ?? true }
  requireAllowedDomains(ctx, arriving)
  requireFields(ctx, arriving)
  const write = (find: (tx: Tx) => Promise<UserWithGroups | undefined>) =>
    mutate(
      ctx,
      'users.write',
      async (tx) => {
        const leaver = await find(tx)
        return leaver ? writeUser(tx, ctx, leaver, arriving) : insertNew(tx, ctx, arriving)
      },
      { line: 'create user', name: String(arriving.externalId ?? arriving.userName) },
    )
  return explainTaken(
    ctx,
    () => arriving,
    async () => {
      try {
        return await write((tx) => findLeaver(tx, ctx, arriving))
      } catch (error) {
        const holder = await deletedHolder(ctx, error, arriving)
        if (!holder) throw error
        return write((tx) => lockDeleted(tx, ctx, holder))
      }
    },
  )
}

/** Puts a whole new resource in the place of the old one (RFC 7644 §3.5.1). @throws ScimError 400, 404, 409, 412 */
export function replaceUser(
  ctx: Ctx,
  id: string,
  resource: JsonObject,
  preconditions: Preconditions,
): Promise<UserWithGroups> {
  const replace = (current: JsonObject) => replaceResource(current, resource, userSchema)
  return changeUser(ctx, id, preconditions, replace, mayLeaveGroups(ctx, asksForInactive(resource)))
}

/** Applies a PATCH, all of it or nothing (RFC 7644 §3.5.2). @throws ScimError 400, 404, 409, 412 */
export function patchUser(
  ctx: Ctx,
  id: string,
  operations: readonly PatchOperation[],
  preconditions: Preconditions,
): Promise<UserWithGroups> {
  const patch = (current: JsonObject) => applyPatch(current, operations, userSchema)
  return changeUser(ctx, id, preconditions, patch, mayLeaveGroups(ctx, touchActive(operations)))
}

function changeUser(
  ctx: Ctx,
  id: string,
  preconditions: Preconditions,
  change: (current: JsonObject) => JsonObject,
  mayLeave: boolean,
): Promise<UserWithGroups> {
  let next: JsonObject = {}
  return explainTaken(
    ctx,
    () => next,
    () =>
      mutate(
        ctx,
        'users.write',
        async (tx) => {
          const held = mayLeave ? await holdGroupsToLeave(tx, ctx, id) : undefined
          const row = await lockExisting(tx, ctx, id)
          checkVersion(preconditions, row.version, 'write')
          next = change(row.resource)
          requireAllowedDomains(ctx, next, row.resource)
          requireFields(ctx, next)
          const written = await writeUser(tx, ctx, row, next)
          return held ? leaveGroups(tx, ctx, held, written) : written
        },
        mayLeave ? undefined : { line: 'change user', name: id },
      ),
  )
}

async function lockExisting(tx: Tx, ctx: Ctx, id: string): Promise<UserWithGroups> {
  const row = isId(id) ? await holdUser(tx, ctx.tenantId, id, viewerOf(ctx)) : undefined
  if (!row) throw unknownUser(id)
  requireClaimable(ctx, row)
  return row
}

/** Somebody whom their manager deleted: nobody's eyes but the console's see them. */
async function lockDeleted(tx: Tx, ctx: Ctx, holder: { userId: string; managerId: string }) {
  const row = await lockUser(tx, ctx.tenantId, holder.userId, null)
  return row?.deletedAt && row.managerId === holder.managerId ? row : undefined
}

/** Writes a person who is new; `ctx` decides who manages them. */
export async function insertNew(tx: Tx, ctx: Ctx, resource: JsonObject): Promise<Outcome<UserWithGroups>> {
  const now = new Date()
  const row = { id: newId(), managerId: viewerOf(ctx), version: 1, createdAt: now, modifiedAt: now }
  const values = userValues(resource, row, mappingOf(ctx))
  insertUser(tx, ctx.tenantId, values)
  keepSeenAttributes(tx, ctx.tenantId, { type: 'User', managerId: values.managerId }, values.resource)
  const { after } = differences({}, resource)
  return {
    result: rowOf(values, []),
    changes: [{ action: 'user.created', label: values.label, userId: values.id, after }],
  }
}

/** Writes what differs. A write that changes nothing keeps the version and leaves no history. */
export async function writeUser(
  tx: Tx,
  ctx: Ctx,
  row: UserWithGroups,
  resource: JsonObject,
): Promise<Outcome<UserWithGroups>> {
  const managerId = managerAfterWrite(ctx, row.managerId)
  const claimed = managerId !== row.managerId
  const same = sameResource(row.resource, resource)
  const returns = row.deletedAt !== null
  if (same && !claimed && !returns) return { result: row, changes: [] }
  const kept = {
    id: row.id,
    managerId,
    version: same && !returns ? row.version : row.version + 1,
    createdAt: row.createdAt,
    modifiedAt: same && !returns ? row.modifiedAt : new Date(),
  }
  const values = userValues(resource, kept, mappingOf(ctx))
  keepSeenAttributes(tx, ctx.tenantId, { type: 'User', managerId: values.managerId }, values.resource)
  const previousKeys = emailKeysOf(row.resource)
  updateUser(tx, ctx.tenantId, values, values.emailKeys.join('\n') !== previousKeys.join('\n'))
  if (returns) await restoreUser(tx, ctx.tenantId, row.id)
  const changes: Change[] = []
  if (claimed) changes.push({ action: 'user.claimed', label: values.label, userId: row.id })
  if (!same || returns) {
    const { before, after } = differences(row.resource, resource)
    const action = returns && !values.active ? 'user.returned' : actionOf(row.active, values.active)
    changes.push({ action, label: values.label, userId: row.id, before, after })
  }
  return { result: rowOf(values, row.groups), changes }
}

/** What history calls a change of somebody who was, and now is, active or not. */
export function actionOf(was: boolean, is: boolean): string {
  if (was === is) return 'user.updated'
  return is ? 'user.reactivated' : 'user.deactivated'
}
