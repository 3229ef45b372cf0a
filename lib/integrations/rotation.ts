import { selectLiveTokens, setEnd, type TokenRow } from '@/db/queries/tokens'
import { AppError } from '@/lib/base/errors'
import type { Ctx } from '@/lib/tenancy/context'
import { mutate } from '@/lib/tenancy/mutate'
import { announceIntegrations } from './announce'
import { RETIREMENTS, type Retirement } from './choices'
import {
  issueToken,
  type NewToken,
  record,
  requireIntegration,
  requireRoom,
  requireToken,
  revoke,
  stateOf,
  type Token,
} from './tokens'

/** A rotation under way: the new token, and the one whose place it is to take. */
export type Rotation<Of = Token> = { fresh: Of; old: Of }

/**
 * The rotation that has been begun among these tokens and not brought to its end: both are live, and nothing has
 * been decided about the old one. It stands in the rows, so that whoever comes later can go on with it.
 */
export function rotationOf(tokens: readonly Token[]): Rotation | undefined {
  const live = tokens.filter(({ state }) => state === 'active')
  for (const fresh of live) {
    const old = live.find(({ id, retiredBy }) => id === fresh.replaces && retiredBy === null)
    if (old) return { fresh, old }
  }
  return undefined
}

/**
 * Makes a second token like the first one: same name, same access, and as long a life; from the same addresses, where
 * nobody chooses others. The first goes on being accepted until it is revoked, when the identity provider has been
 * seen to use the second.
 *
 * @throws AppError `limit` when two tokens are live or ten were made within an hour, `conflict` when the first is no
 * longer live
 */
export async function rotateToken(
  ctx: Ctx,
  integrationId: string,
  tokenId: string,
  allowedAddresses?: string[],
): Promise<NewToken> {
  const made = await mutate(ctx, 'rotate-token', async (tx) => {
    await requireRoom(tx, ctx, integrationId)
    const old = await requireToken(tx, ctx, integrationId, tokenId)
    const now = new Date()
    if (stateOf(old, now) !== 'active') {
      throw new AppError('conflict', { key: 'errors.token.notLive' })
    }
    const life = old.expiresAt && old.expiresAt.getTime() - old.createdAt.getTime()
    return issueToken(tx, ctx, integrationId, {
      replaces: old.id,
      name: old.name,
      scopes: old.scopes,
      allowedAddresses: allowedAddresses ?? old.allowedAddresses,
      expiresAt: life === null ? null : new Date(now.getTime() + life),
    })
  })
  await announceIntegrations(ctx)
  return made
}

/**
 * Ends the rotation: the old token is revoked now, or ends by itself at a time that authentication honours from
 * this moment on. Only once the new token has been used; until then the old one is what keeps the sync alive.
 *
 * @throws AppError `conflict` while the new token is unused or no rotation is under way, `not-found`
 */
export async function retireToken(
  ctx: Ctx,
  integrationId: string,
  tokenId: string,
  when: Retirement,
): Promise<void> {
  await mutate(ctx, 'rotate-token', async (tx) => {
    await requireIntegration(tx, ctx, integrationId)
    const old = await requireToken(tx, ctx, integrationId, tokenId)
    const now = new Date()
    const live = await selectLiveTokens(tx, ctx.tenantId, integrationId, now)
    const fresh = live.find(({ replaces }) => replaces === old.id)
    if (!fresh || !live.some(({ id }) => id === old.id)) throw noRotation()
    if (!fresh.lastUsedAt) throw new AppError('conflict', { key: 'tokens.rotate.unused' })
    const hours = RETIREMENTS[when]
    if (hours === 0) return { result: undefined, changes: [await revoke(tx, ctx, old)] }
    const expiresAt = earlier(old.expiresAt, new Date(now.getTime() + hours * 3_600_000))
    await setEnd(tx, ctx.tenantId, old.id, { expiresAt, retiredBy: ctx.actor.name })
    return {
      result: undefined,
      changes: [
        {
          action: 'token.retiring',
          label: old.name,
          integrationId,
          before: record(old),
          after: record({ ...old, expiresAt }),
        },
      ],
    }
  })
  await announceIntegrations(ctx)
}

/**
 * Takes a rotation back: the new token is revoked, and the old one goes on.
 * @throws AppError `conflict` once the new token has been used, or when no rotation is under way
 */
export async function cancelRotation(ctx: Ctx, integrationId: string, freshId: string): Promise<void> {
  await mutate(ctx, 'rotate-token', async (tx) => {
    await requireIntegration(tx, ctx, integrationId)
    const fresh = await requireToken(tx, ctx, integrationId, freshId)
    if (!fresh.replaces || fresh.revokedAt) throw noRotation()
    if (fresh.lastUsedAt) throw new AppError('conflict', { key: 'tokens.rotate.used' })
    return { result: undefined, changes: [await revoke(tx, ctx, fresh)] }
  })
  await announceIntegrations(ctx)
}

function noRotation(): AppError {
  return new AppError('conflict', { key: 'tokens.rotate.none' })
}

function earlier(a: TokenRow['expiresAt'], b: Date): Date {
  return a && a < b ? a : b
}
