import { inTenant } from '@/db/client'
import { takenAttribute } from '@/db/failure'
import { lockUser, selectUser, selectUserNameHolder, type UserWithGroups } from '@/db/queries/users'
import { AppError } from '@/lib/base/errors'
import type { Text } from '@/lib/messages/text'
import { fold, type JsonObject } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { mutate } from '@/lib/tenancy/mutate'
import { requirePermission } from '@/lib/tenancy/permissions'
import { requireId } from '../target'
import { removeUser } from '../user-deletion'
import { insertNew, writeUser } from '../users'
import { announceDirectory } from './announce'
import type { PersonDraft } from './input'
import { requireLocal, requireVersion } from './managed'
import { draftOf, resourceWith } from './resource'

/** A Local person as the form opens them. */
export type LocalPerson = {
  id: string
  name: string
  /** What a write has to name, so that nobody writes over what somebody else has just written. */
  version: number
  active: boolean
  draft: PersonDraft
}

/** A person whom nobody manages, for editing. @throws AppError `not-found`, `conflict` for a managed one */
export async function getLocalPerson(ctx: Ctx, id: string): Promise<LocalPerson> {
  requirePermission(ctx, 'directory.write')
  requireId(id, 'user')
  return inTenant(ctx.db, ctx.tenantId, async (tx) => {
    const row = await requireLocal(tx, ctx, await selectUser(tx, ctx.tenantId, id, null), 'user')
    return {
      id,
      name: row.label,
      version: row.version,
      active: row.active,
      draft: draftOf(row.resource),
    }
  })
}

/** Adds a person whom nobody manages. @throws AppError `conflict` on `userName` when somebody has it */
export async function createLocalPerson(ctx: Ctx, draft: PersonDraft): Promise<{ id: string; name: string }> {
  const resource = resourceWith({ active: true }, draft)
  const made = await naming(ctx, draft, () =>
    mutate(ctx, 'directory.write', (tx) => insertNew(tx, ctx, resource)),
  )
  await announceDirectory(ctx)
  return { id: made.id, name: made.label }
}

/**
 * Writes what the form holds; what it has no input for stays.
 * @throws AppError `conflict` on `version` when somebody else wrote meanwhile, on `userName` when it is taken, and
 * for a managed person; `not-found`
 */
export async function changeLocalPerson(
  ctx: Ctx,
  id: string,
  version: number,
  draft: PersonDraft,
): Promise<void> {
  await naming(ctx, draft, () =>
    change(ctx, id, (row) => {
      requireVersion(row, version)
      return resourceWith(row.resource, draft)
    }),
  )
}

/** Makes a Local person inactive, or active again; their groups stay. @throws AppError `not-found`, `conflict` */
export async function setLocalPersonActive(ctx: Ctx, id: string, active: boolean): Promise<void> {
  await change(ctx, id, (row) => resourceWith(row.resource, { active }))
}

/** Removes a Local person and their memberships; history keeps what they were. @throws AppError `not-found`, `conflict` */
export async function deleteLocalPerson(ctx: Ctx, id: string): Promise<void> {
  requireId(id, 'user')
  await mutate(ctx, 'directory.write', async (tx) => ({
    result: undefined,
    changes: await removeUser(tx, ctx, id, (row) => requireLocal(tx, ctx, row, 'user')),
  }))
  await announceDirectory(ctx)
}

async function change(ctx: Ctx, id: string, next: (row: UserWithGroups) => JsonObject): Promise<void> {
  requireId(id, 'user')
  await mutate(ctx, 'directory.write', async (tx) => {
    const row = await requireLocal(tx, ctx, await lockUser(tx, ctx.tenantId, id, null), 'user')
    return writeUser(tx, ctx, row, next(row))
  })
  await announceDirectory(ctx)
}

/** Turns the unique index's refusal into the one that says who has the userName. */
async function naming<T>(ctx: Ctx, { fields }: PersonDraft, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (takenAttribute(error) !== 'userName') throw error
    const holder = await inTenant(ctx.db, ctx.tenantId, (tx) =>
      selectUserNameHolder(tx, ctx.tenantId, fold(fields.userName)),
    )
    const text = userNameTaken(fields.userName, holder?.integrationName ?? null)
    throw new AppError('conflict', text, { field: 'userName' })
  }
}

/** Who has a userName: somebody whom an integration manages, or somebody whom nobody does. */
function userNameTaken(userName: string, integration: string | null): Text {
  const values = { userName: userName.slice(0, 120) }
  return integration === null
    ? { key: 'local.errors.userNameTaken', values }
    : { key: 'local.errors.userNameManaged', values: { ...values, integration } }
}
