import { inTenant } from '@/db/client'
import { takenAttribute } from '@/db/failure'
import { selectUserNameHolder, type UserNameHolder } from '@/db/queries/users'
import { fold, type JsonObject, uniqueness } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { requireClaimable } from './local-conflict'
import { viewerOf } from './ownership'

/** Turns the unique index's refusal into the 409 that says who has the userName. */
export async function explainTaken<T>(
  ctx: Ctx,
  resource: () => JsonObject,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (takenAttribute(error) !== 'userName') throw error
    const userName = String(resource().userName)
    throw userNameTaken(ctx, userName, await holderOf(ctx, userName))
  }
}

/**
 * Whom a refused POST means: the person of that userName, when the integration that sends it has deleted them and
 * its rule kept them here. Undefined when `error` is something else, or somebody else has the userName.
 *
 * @throws ScimError 409 for a Local person whom the integration's rule leaves alone
 */
export async function deletedHolder(
  ctx: Ctx,
  error: unknown,
  resource: JsonObject,
): Promise<{ userId: string; managerId: string } | undefined> {
  if (takenAttribute(error) !== 'userName') return undefined
  const userName = String(resource.userName)
  const holder = await holderOf(ctx, userName)
  if (holder) requireClaimable(ctx, { managerId: holder.integrationId, userName })
  if (!holder?.deletedAt || !holder.integrationId || holder.integrationId !== viewerOf(ctx)) return undefined
  return { userId: holder.id, managerId: holder.integrationId }
}

function holderOf(ctx: Ctx, userName: string): Promise<UserNameHolder | undefined> {
  return inTenant(ctx.db, ctx.tenantId, (tx) => selectUserNameHolder(tx, ctx.tenantId, fold(userName)))
}

function userNameTaken(ctx: Ctx, userName: string, holder: UserNameHolder | undefined) {
  const start = `A user with userName ${userName.slice(0, 120)} already exists`
  if (!holder?.integrationId) return uniqueness(`${start} (origin: Local).`)
  if (holder.integrationId !== viewerOf(ctx)) {
    return uniqueness(`${start} and is managed by “${holder.integrationName}”.`)
  }
  if (holder.deletedAt) return uniqueness(`${start}: deleted by you before, and kept here inactive.`)
  return uniqueness(`${start} (origin: IDP).`)
}
