import type { Tx } from '@/db/client'
import { takenAttribute } from '@/db/failure'
import { keepSeenAttributes } from '@/db/queries/extensions'
import { type GroupRow, insertGroup, lockGroup, updateGroup, updateGroupVersion } from '@/db/queries/groups'
import type { MemberOfGroup } from '@/db/queries/members'
import { inTurn } from '@/db/shared-transactions'
import { isId, newId } from '@/lib/base/id'
import { differences } from '@/lib/history/diff'
import {
  applyPatch,
  checkVersion,
  foldMembers,
  forbidden,
  groupSchema,
  type JsonObject,
  type MemberChange,
  type PatchOperation,
  type Preconditions,
  replaceResource,
  sameResource,
  splitMembers,
  uniqueness,
} from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { type Change, mutate } from '@/lib/tenancy/mutate'
import { holdGroupless, settleGroupless } from './groupless'
import { firstMembers } from './large-group'
import { localGroupToTake } from './local-groups'
import { findNamed, isSmall, writeMembers } from './members'
import { managerAfterWrite, syncsGroups, viewerOf } from './ownership'
import { groupValues } from './rows'
import { unknownGroup } from './unknown'

/** A group and, when they were asked for, its members; `isLarge`: they are too many to be held, see `openGroup`. */
export type Group = { row: GroupRow; members: MemberOfGroup[] | undefined; isLarge?: boolean }

const NO_MEMBERS: MemberChange = { replaceAll: false, add: new Set(), remove: new Set() }

/** Adds a group with its members. @throws ScimError 400 nobody known, 403 group sync off, 409 name taken */
export function createGroup(ctx: Ctx, resource: JsonObject, memberIds: readonly string[]): Promise<Group> {
  requireGroupSync(ctx)
  return explainTaken(
    () => resource,
    () =>
      mutate(ctx, 'groups.write', async (tx) => {
        const local = await localGroupToTake(tx, ctx, resource)
        const { written, changes } = local
          ? writeGroup(tx, ctx, local, replaceResource(local.resource, resource, groupSchema), true)
          : await insertNewGroup(tx, ctx, resource)
        const joined = await writeMembers(tx, ctx, written, { ...NO_MEMBERS, add: new Set(memberIds) })
        const answered = await answerMembers(tx, ctx, written.id)
        return { result: { row: written, ...answered }, changes: [...changes, ...joined] }
      }),
  )
}

/** Writes a group that is new and empty; `ctx` decides who manages it. */
export async function insertNewGroup(
  tx: Tx,
  ctx: Ctx,
  resource: JsonObject,
): Promise<{ written: GroupRow; changes: Change[] }> {
  const now = new Date()
  const values = groupValues(resource, {
    id: newId(),
    managerId: viewerOf(ctx),
    version: 1,
    createdAt: now,
    modifiedAt: now,
  })
  await insertGroup(tx, ctx.tenantId, values)
  keepSeenAttributes(tx, ctx.tenantId, { type: 'Group', managerId: values.managerId }, values.resource)
  const { after } = differences({}, resource)
  return {
    written: values,
    changes: [{ action: 'group.created', label: values.displayName, groupId: values.id, after }],
  }
}

/**
 * Puts a whole new resource in the place of the old one (RFC 7644 §3.5.1). Without `memberIds` (the key was
 * absent) the members stay: every client that means to empty a group sends an empty list.
 * @throws ScimError 400, 403, 404, 409, 412
 */
export function replaceGroup(
  ctx: Ctx,
  id: string,
  resource: JsonObject,
  memberIds: readonly string[] | undefined,
  preconditions: Preconditions,
): Promise<Group> {
  const members = memberIds ? { ...NO_MEMBERS, replaceAll: true, add: new Set(memberIds) } : NO_MEMBERS
  const replace = (current: JsonObject) => replaceResource(current, resource, groupSchema)
  return changeGroup(ctx, id, preconditions, members, replace, { members: true })
}

/** Applies a PATCH, all of it or nothing; members are never loaded for it, nor answered. @throws ScimError 400, 403, 404, 409, 412 */
export function patchGroup(
  ctx: Ctx,
  id: string,
  operations: readonly PatchOperation[],
  preconditions: Preconditions,
): Promise<Group> {
  const { attributes, members } = splitMembers(operations)
  const patch = (current: JsonObject) => applyPatch(current, attributes, groupSchema)
  return changeGroup(ctx, id, preconditions, foldMembers(members), patch, { members: false })
}

/** @throws ScimError 403 that names the switch */
export function requireGroupSync(ctx: Ctx): void {
  if (syncsGroups(ctx)) return
  throw forbidden(
    `Group synchronization is off for “${ctx.actor.name}”. Turn on “Synchronize groups with Identity Management Platform”, then push again.`,
  )
}

function changeGroup(
  ctx: Ctx,
  id: string,
  preconditions: Preconditions,
  memberChange: MemberChange,
  change: (current: JsonObject) => JsonObject,
  answer: { members: boolean },
): Promise<Group> {
  requireGroupSync(ctx)
  let next: JsonObject = {}
  return explainTaken(
    () => next,
    () =>
      mutate(
        ctx,
        'groups.write',
        async (tx) => {
          await holdGroupless(tx, ctx)
          // Both questions leave together: under the group's lock, who is in it stays as it is.
          const [locked, known] = await Promise.all([
            lockExisting(tx, ctx, id),
            findNamed(tx, ctx, id, memberChange),
          ])
          return inTurn(tx, async () => {
            const row = asWritten(tx, locked)
            checkVersion(preconditions, row.version, 'write')
            next = change(row.resource)
            // Who takes a name may have to wait for others, who must not wait for the groups that this write puts in.
            const named = writeGroup(tx, ctx, row, next, false)
            const group = { id, displayName: String(next.displayName) }
            const moved = await writeMembers(tx, ctx, group, memberChange, known)
            const isTold = moved.length === 0 || named.written.version > row.version
            const { written } = isTold ? named : writeGroup(tx, ctx, named.written, next, true)
            const answered = answer.members ? await answerMembers(tx, ctx, id) : { members: undefined }
            return {
              result: { row: written, ...answered },
              changes: await settleGroupless(tx, ctx, [...named.changes, ...moved]),
            }
          })
        },
        answer.members ? undefined : togetherWithOthers(ctx, id, memberChange),
      ),
  )
}

/** Small changes share transactions; those that people may have to leave for hold more rows. */
function togetherWithOthers(ctx: Ctx, id: string, change: MemberChange) {
  const letsGo = ctx.actor.kind === 'integration' && ctx.actor.rules.whenGroupless !== 'nothing'
  const parts = [...change.add, ...change.remove]
  return isSmall(change) && !letsGo ? { line: 'change group', name: id, parts } : undefined
}

/** Groups as this transaction has written them: who shares it goes on from there. */
const written = new WeakMap<Tx, Map<string, GroupRow>>()

function asWritten(tx: Tx, row: GroupRow): GroupRow {
  return written.get(tx)?.get(row.id) ?? row
}

/** Writes what differs. A write that changes neither the group nor its members leaves version and history alone. */
export function writeGroup(
  tx: Tx,
  ctx: Ctx,
  row: GroupRow,
  resource: JsonObject,
  membersMoved: boolean,
): { written: GroupRow; changes: Change[] } {
  const managerId = managerAfterWrite(ctx, row.managerId)
  const claimed = managerId !== row.managerId
  const same = sameResource(row.resource, resource)
  if (same && !claimed && !membersMoved) return { written: row, changes: [] }
  const unchanged = same && !membersMoved
  const values = groupValues(resource, {
    id: row.id,
    managerId,
    version: unchanged ? row.version : row.version + 1,
    createdAt: row.createdAt,
    modifiedAt: unchanged ? row.modifiedAt : new Date(),
  })
  if (same && !claimed) updateGroupVersion(tx, ctx.tenantId, values)
  else updateGroup(tx, ctx.tenantId, values)
  const before = written.get(tx) ?? new Map<string, GroupRow>()
  written.set(tx, before.set(row.id, values))
  keepSeenAttributes(tx, ctx.tenantId, { type: 'Group', managerId }, values.resource)
  const changes: Change[] = []
  if (claimed) changes.push({ action: 'group.claimed', label: values.displayName, groupId: row.id })
  if (!same) {
    const told = differences(row.resource, resource)
    changes.push({ action: 'group.updated', label: values.displayName, groupId: row.id, ...told })
  }
  return { written: values, changes }
}

/** @throws ScimError 404 */
export async function lockExisting(tx: Tx, ctx: Ctx, id: string): Promise<GroupRow> {
  const row = isId(id) ? await lockGroup(tx, ctx.tenantId, id, viewerOf(ctx)) : undefined
  if (!row) throw unknownGroup(id)
  return row
}

/** The members that the actor may see, unless they are too many to be held. */
async function answerMembers(tx: Tx, ctx: Ctx, id: string): Promise<Omit<Group, 'row'>> {
  tx.sendGathered()
  const { people, groups, isLarge } = await firstMembers(tx, ctx, id)
  return isLarge ? { members: undefined, isLarge } : { members: [...people, ...groups] }
}

/** Turns the unique index's refusal into the 409 that names the group. */
async function explainTaken<T>(resource: () => JsonObject, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (takenAttribute(error) !== 'displayName') throw error
    throw uniqueness(`A group named “${String(resource().displayName).slice(0, 120)}” already exists.`)
  }
}
