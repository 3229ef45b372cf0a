import type { Tx } from '@/db/client'
import { WritersMet } from '@/db/failure'
import { keepDeletedUser } from '@/db/queries/departures'
import { lockGroupsOfUser, touchGroups } from '@/db/queries/groups'
import { selectGroupsOfUser } from '@/db/queries/members'
import { deleteUser as deleteUserRow } from '@/db/queries/user-writes'
import { lockUser, type UserWithGroups } from '@/db/queries/users'
import { isId } from '@/lib/base/id'
import { differences } from '@/lib/history/diff'
import { checkVersion, type Preconditions } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { type Change, mutate } from '@/lib/tenancy/mutate'
import { requireClaimable } from './local-conflict'
import { viewerOf } from './ownership'
import { unknownUser } from './unknown'

/**
 * Removes a person and their memberships; history keeps what they were. Where the integration's rule says so, they
 * stay here, inactive and in no group, while the integration finds them no more.
 * @throws ScimError 404, 409 for a Local person whom the integration's rule leaves alone, 412
 */
export async function deleteUser(ctx: Ctx, id: string, preconditions: Preconditions): Promise<void> {
  await mutate(ctx, 'users.write', async (tx) => ({
    result: undefined,
    changes: await removeUser(tx, ctx, id, (row) => {
      if (!row) throw unknownUser(id)
      requireClaimable(ctx, row)
      checkVersion(preconditions, row.version, 'write')
      return row
    }),
  }))
}

/** The removal itself, inside a write. `admit` is handed the locked row and throws where it must not go. */
export async function removeUser(
  tx: Tx,
  ctx: Ctx,
  id: string,
  admit: (row: UserWithGroups | undefined) => UserWithGroups | Promise<UserWithGroups>,
): Promise<Change[]> {
  if (!isId(id)) await admit(undefined)
  const held = await lockGroupsOfUser(tx, ctx.tenantId, id)
  const row = await admit(await lockUser(tx, ctx.tenantId, id, viewerOf(ctx)))
  const at = new Date()
  const groups = await selectGroupsOfUser(tx, ctx.tenantId, id)
  if (groups.some(({ value }) => !held.has(value))) throw new WritersMet()
  const gone = await remove(tx, ctx, row, at)
  await touchGroups(
    tx,
    ctx.tenantId,
    groups.map((group) => group.value),
    at,
  )
  const left = groups.map(
    (group): Change => ({
      action: 'member.removed',
      label: row.label,
      userId: id,
      groupId: group.value,
      before: { group: group.display },
    }),
  )
  return [...left, gone]
}

async function remove(tx: Tx, ctx: Ctx, row: UserWithGroups, at: Date): Promise<Change> {
  const { id, label } = row
  if (ctx.actor.kind !== 'integration' || ctx.actor.rules.whenDeleted === 'delete') {
    await deleteUserRow(tx, ctx.tenantId, id)
    return { action: 'user.deleted', label, userId: id, before: differences(row.resource, {}).before }
  }
  await keepDeletedUser(tx, ctx.tenantId, id, { managerId: ctx.actor.integrationId, at })
  const why = 'deleted-by-provider'
  if (!row.active) return { action: 'user.kept', label, userId: id, after: { why } }
  return {
    action: 'user.deactivated',
    label,
    userId: id,
    before: { active: true },
    after: { active: false, why },
  }
}
