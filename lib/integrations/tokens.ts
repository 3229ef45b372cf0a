import { inTenant, type Tx } from '@/db/client'
import { lockIntegration } from '@/db/queries/integrations'
import {
  insertToken,
  lockToken,
  markRevoked,
  selectLiveTokens,
  selectTokens,
  selectTokenTimes,
  type TokenRow,
} from '@/db/queries/tokens'
import { AppError } from '@/lib/base/errors'
import { isId, newId } from '@/lib/base/id'
import { maskToken, mintToken } from '@/lib/base/secret'
import type { JsonObject } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { type Change, mutate } from '@/lib/tenancy/mutate'
import { requirePermission, SCOPES, type Scope } from '@/lib/tenancy/permissions'
import { shutOut } from './allowed-addresses'
import { announceIntegrations, unknownIntegration } from './announce'
import { type Access, type Expiry, PROVIDERS, type Provider } from './choices'
import type { TokenInput } from './input'

/** Two, so that a new token can be proven before the old one is revoked. */
export const LIVE_TOKENS = 2

/** So many new tokens an integration gets in an hour; who goes on asking has made a mistake, or is nobody's friend. */
const NEW_TOKENS = 10
const HOUR = 3_600_000

export type TokenState = 'active' | 'expired' | 'revoked'

/** A token as people see it: masked, and without its hash. */
export type Token = Omit<TokenRow, 'credentialId' | 'scopes'> & {
  masked: string
  access: Access
  state: TokenState
  /** From where it was used last, if its own ranges refuse that address. */
  shutOut: string | null
}

/** A token that was just made. `clear` passes once, to the person who asked for it. */
export type NewToken = { token: Token; clear: string }

/** The tokens of one integration, or of all; the newest first. */
export async function listTokens(ctx: Ctx, integrationId?: string): Promise<Token[]> {
  requirePermission(ctx, 'integrations.read')
  if (integrationId !== undefined && !isId(integrationId)) throw unknownIntegration()
  const rows = await inTenant(ctx.db, ctx.tenantId, (tx) => selectTokens(tx, ctx.tenantId, integrationId))
  return rows.map((row) => present(row, new Date()))
}

/** @throws AppError `limit` when two tokens are live or ten were made within an hour, `not-found` */
export async function createToken(ctx: Ctx, integrationId: string, input: TokenInput): Promise<NewToken> {
  const made = await mutate(ctx, 'create-token', async (tx) => {
    await requireRoom(tx, ctx, integrationId)
    return issueToken(tx, ctx, integrationId, {
      name: input.name,
      scopes: scopesOf(input.access),
      allowedAddresses: input.allowedAddresses ?? [],
      expiresAt: expiryDate(input.expiry, new Date()),
    })
  })
  await announceIntegrations(ctx)
  return made
}

/** Ends a token at once. One that was revoked before stays as it was. @throws AppError `not-found` */
export async function revokeToken(ctx: Ctx, integrationId: string, tokenId: string): Promise<void> {
  await mutate(ctx, 'revoke-token', async (tx) => {
    await requireIntegration(tx, ctx, integrationId)
    const token = await requireToken(tx, ctx, integrationId, tokenId)
    return { result: undefined, changes: token.revokedAt ? [] : [await revoke(tx, ctx, token)] }
  })
  await announceIntegrations(ctx)
}

/**
 * Makes a token whatever is live already: where two are, the older one is revoked. For commands that are run
 * again and again; people are asked to choose instead.
 */
export async function replaceOldestToken(
  ctx: Ctx,
  integrationId: string,
  input: TokenInput,
): Promise<NewToken> {
  const made = await mutate(ctx, 'rotate-token', async (tx) => {
    await requireIntegration(tx, ctx, integrationId)
    const live = await selectLiveTokens(tx, ctx.tenantId, integrationId, new Date())
    const revoked: Change[] = []
    for (const token of live.slice(0, Math.max(0, live.length + 1 - LIVE_TOKENS))) {
      revoked.push(await revoke(tx, ctx, token))
    }
    const { result, changes } = await issueToken(tx, ctx, integrationId, {
      name: input.name,
      scopes: scopesOf(input.access),
      expiresAt: expiryDate(input.expiry, new Date()),
    })
    return { result, changes: [...revoked, ...changes] }
  })
  await announceIntegrations(ctx)
  return made
}

/** Writes a token inside somebody's transaction and says so. */
export async function issueToken(
  tx: Tx,
  ctx: Ctx,
  integrationId: string,
  wanted: {
    name: string
    scopes: readonly Scope[]
    allowedAddresses?: readonly string[]
    expiresAt: Date | null
    replaces?: string
  },
): Promise<{ result: NewToken; changes: Change[] }> {
  const { token: clear, credentialId, hash, hint } = mintToken()
  const row = {
    id: newId(),
    integrationId,
    name: wanted.name,
    credentialId,
    hint,
    scopes: [...wanted.scopes],
    allowedAddresses: [...(wanted.allowedAddresses ?? [])],
    createdAt: new Date(),
    createdBy: ctx.actor.name,
    expiresAt: wanted.expiresAt,
    replaces: wanted.replaces ?? null,
  }
  await insertToken(tx, ctx.tenantId, { ...row, hash })
  const unused = {
    revokedAt: null,
    revokedBy: null,
    retiredBy: null,
    lastUsedAt: null,
    lastUsedAddress: null,
    lastUsedUserAgent: null,
  }
  const token = present({ ...row, ...unused }, row.createdAt)
  return {
    result: { token, clear },
    changes: [{ action: 'token.created', label: row.name, integrationId, after: record(row) }],
  }
}

/** What the first token of an integration is called, and what a new one is offered to be called: “Okta – Nov 2026”. */
export function tokenName(provider: Provider, at: Date): string {
  const month = at.toLocaleDateString('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' })
  return `${provider === 'other' ? 'SCIM' : PROVIDERS[provider]} – ${month}`
}

/** The day a token ends, counted in calendar months where the choice is one. Null: never. */
export function expiryDate(expiry: Expiry, from: Date): Date | null {
  if (expiry === 'never') return null
  const end = new Date(from)
  if (expiry === '90-days') end.setUTCDate(end.getUTCDate() + 90)
  else end.setUTCMonth(end.getUTCMonth() + { '6-months': 6, '1-year': 12, '2-years': 24 }[expiry])
  return end
}

function scopesOf(access: Access): readonly Scope[] {
  return access === 'read-write' ? SCOPES : SCOPES.filter((scope) => scope.endsWith('.read'))
}

export function stateOf(token: Pick<TokenRow, 'expiresAt' | 'revokedAt'>, now: Date): TokenState {
  if (token.revokedAt && token.revokedAt <= now) return 'revoked'
  return token.expiresAt && token.expiresAt <= now ? 'expired' : 'active'
}

function present({ credentialId, scopes, ...row }: TokenRow, now: Date): Token {
  return {
    ...row,
    masked: maskToken({ credentialId, hint: row.hint }),
    access: scopes.some((scope) => scope.endsWith('.write')) ? 'read-write' : 'read-only',
    state: stateOf(row, now),
    shutOut: shutOut(row.allowedAddresses, [row]),
  }
}

/** @throws AppError `limit` when two tokens are live, or ten were made within the last hour; `not-found` */
export async function requireRoom(tx: Tx, ctx: Ctx, integrationId: string): Promise<void> {
  await requireIntegration(tx, ctx, integrationId)
  const live = await selectLiveTokens(tx, ctx.tenantId, integrationId, new Date())
  if (live.length >= LIVE_TOKENS) {
    throw new AppError('limit', { key: 'errors.token.twoLive' })
  }
  await requirePause(tx, ctx, integrationId, new Date())
}

/** @throws AppError `limit` when ten tokens were made within the last hour */
export async function requirePause(tx: Tx, ctx: Ctx, integrationId: string, now: Date): Promise<void> {
  const times = await selectTokenTimes(tx, ctx.tenantId, integrationId, NEW_TOKENS)
  const [tenth] = times.slice(NEW_TOKENS - 1)
  const wait = tenth ? tenth.getTime() + HOUR - now.getTime() : 0
  if (wait <= 0) return
  const values = { count: NEW_TOKENS, minutes: Math.ceil(wait / 60_000) }
  throw new AppError('limit', { key: 'errors.token.tooMany', values })
}

/** Holds the integration, so that two people who make tokens at once are counted one after the other. */
export async function requireIntegration(tx: Tx, ctx: Ctx, id: string): Promise<void> {
  if (!isId(id) || !(await lockIntegration(tx, ctx.tenantId, id))) throw unknownIntegration()
}

export async function requireToken(tx: Tx, ctx: Ctx, integrationId: string, id: string): Promise<TokenRow> {
  const token = isId(id) ? await lockToken(tx, ctx.tenantId, integrationId, id) : undefined
  if (!token) throw new AppError('not-found', { key: 'errors.token.gone' })
  return token
}

export async function revoke(tx: Tx, ctx: Ctx, token: TokenRow): Promise<Change> {
  await markRevoked(tx, ctx.tenantId, token.id, { revokedAt: new Date(), revokedBy: ctx.actor.name })
  return {
    action: 'token.revoked',
    label: token.name,
    integrationId: token.integrationId,
    before: record(token),
  }
}

/** What history may say of a token. */
export function record(
  token: Pick<TokenRow, 'id' | 'hint' | 'scopes' | 'allowedAddresses' | 'expiresAt'>,
): JsonObject {
  return {
    id: token.id,
    hint: token.hint,
    scopes: token.scopes,
    ...(token.allowedAddresses.length > 0 && { allowedAddresses: token.allowedAddresses }),
    expires: token.expiresAt?.toISOString() ?? null,
  }
}
