import type { UserWithGroups } from '@/db/queries/users'
import { deleteGroup } from '@/lib/directory/group-deletion'
import { createGroup, type Group, patchGroup, replaceGroup } from '@/lib/directory/groups'
import { deleteUser } from '@/lib/directory/user-deletion'
import { createUser, patchUser, replaceUser } from '@/lib/directory/users'
import {
  groupSchema,
  type JsonObject,
  type Preconditions,
  readMembers,
  readPatch,
  readResource,
  userSchema,
  type WriteCall,
} from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'

/** A write by a request of its own, or inside a bulk request. A DELETE reads no body. */
export type Write = { ctx: Ctx; call: WriteCall; body: () => JsonObject; preconditions: Preconditions }

/** Writes a person; undefined when there is none any more. @throws ScimError, AppError */
export async function writeUser(write: Write): Promise<UserWithGroups | undefined> {
  const { ctx, call, body, preconditions } = write
  switch (call.kind) {
    case 'create':
      return createUser(ctx, readResource(body(), userSchema))
    case 'replace':
      return replaceUser(ctx, call.id, readResource(body(), userSchema), preconditions)
    case 'patch':
      return patchUser(ctx, call.id, readPatch(body(), userSchema, call.id), preconditions)
    case 'delete':
      await deleteUser(ctx, call.id, preconditions)
  }
}

/** The same of a group. After a patch its members have not been read. */
export async function writeGroup(write: Write): Promise<Group | undefined> {
  const { ctx, call, body, preconditions } = write
  switch (call.kind) {
    case 'create': {
      const sent = body()
      return createGroup(ctx, readResource(sent, groupSchema), readMembers(sent) ?? [])
    }
    case 'replace': {
      const sent = body()
      return replaceGroup(ctx, call.id, readResource(sent, groupSchema), readMembers(sent), preconditions)
    }
    case 'patch':
      return patchGroup(ctx, call.id, readPatch(body(), groupSchema, call.id), preconditions)
    case 'delete':
      await deleteGroup(ctx, call.id, preconditions)
  }
}
