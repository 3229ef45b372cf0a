import { inTenant } from '@/db/client'
import { lockIntegration } from '@/db/queries/integrations'
import {
  insertSetupLink,
  lockSetupLink,
  type SetupLinkRow,
  selectSetupLinks,
  updateSetupLink,
} from '@/db/queries/setup-links'
import { AppError } from '@/lib/base/errors'
import { isId, newId } from '@/lib/base/id'
import { fingerprint, randomText } from '@/lib/base/secret'
import type { Ctx } from '@/lib/tenancy/context'
import { mutate } from '@/lib/tenancy/mutate'
import { requirePermission } from '@/lib/tenancy/permissions'
import { announceIntegrations, unknownIntegration } from './announce'

const DIGITS = '0123456789'
const BASE62 = `${DIGITS}ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz`
const KEY_CHARACTERS = 12
/** 62^43 is the first power of 62 that holds 256 bits. */
const SECRET_CHARACTERS = 43
const LIFE_MILLISECONDS = 7 * 86_400_000
/** After so many wrong codes a link shows its token to nobody any more. */
export const CODE_TRIES = 5

export type SetupLinkState = 'live' | 'used' | 'locked' | 'expired' | 'revoked'

/** A link as the company's own people see it. */
export type SetupLink = Omit<SetupLinkRow, 'key'> & { state: SetupLinkState }

/**
 * A link that was just made. `path` is where it leads; `code` is what the outside administrator has to be told by
 * another way. Both pass once, to the person who asked for them.
 */
export type NewSetupLink = { path: string; code: string; expiresAt: Date }

/** The links of an integration, the newest first. */
export async function listSetupLinks(ctx: Ctx, integrationId: string): Promise<SetupLink[]> {
  requirePermission(ctx, 'integrations.read')
  if (!isId(integrationId)) throw unknownIntegration()
  const rows = await inTenant(ctx.db, ctx.tenantId, (tx) => selectSetupLinks(tx, ctx.tenantId, integrationId))
  const now = new Date()
  return rows.map(({ key: _, ...row }) => ({ ...row, state: setupLinkState(row, now) }))
}

/**
 * Makes a link through which somebody without an account can set this one integration up: read its guide, copy
 * the base URL, and have a token made and shown once. It lives for seven days.
 *
 * @throws AppError `not-found` without that integration
 */
export async function createSetupLink(ctx: Ctx, integrationId: string): Promise<NewSetupLink> {
  const key = randomText(KEY_CHARACTERS, BASE62)
  const link = `${ctx.tenantSlug}.${key}${randomText(SECRET_CHARACTERS, BASE62)}`
  const code = randomText(6, DIGITS)
  const createdAt = new Date()
  const row = {
    id: newId(),
    integrationId,
    key,
    hash: fingerprint(link),
    codeHash: codeHashOf(link, code),
    createdAt,
    createdBy: ctx.actor.name,
    expiresAt: new Date(createdAt.getTime() + LIFE_MILLISECONDS),
  }
  await mutate(ctx, 'create-setup-link', async (tx) => {
    const integration = isId(integrationId)
      ? await lockIntegration(tx, ctx.tenantId, integrationId)
      : undefined
    if (!integration) throw unknownIntegration()
    await insertSetupLink(tx, ctx.tenantId, row)
    const after = { id: row.id, expires: row.expiresAt.toISOString() }
    return {
      result: undefined,
      changes: [{ action: 'setup-link.created', label: integration.name, integrationId, after }],
    }
  })
  await announceIntegrations(ctx)
  return { path: `/setup/${link}`, code, expiresAt: row.expiresAt }
}

/** Ends a link at once. One that was revoked before stays as it was. @throws AppError `not-found` */
export async function revokeSetupLink(ctx: Ctx, integrationId: string, id: string): Promise<void> {
  await mutate(ctx, 'tokens.write', async (tx) => {
    const integration = isId(integrationId)
      ? await lockIntegration(tx, ctx.tenantId, integrationId)
      : undefined
    const link = isId(id) ? await lockSetupLink(tx, ctx.tenantId, id) : undefined
    if (!integration || link?.integrationId !== integrationId) {
      throw new AppError('not-found', { key: 'connect.link.gone' })
    }
    if (link.revokedAt) return { result: undefined, changes: [] }
    await updateSetupLink(tx, ctx.tenantId, id, { revokedAt: new Date(), revokedBy: ctx.actor.name })
    const before = { id, expires: link.expiresAt.toISOString() }
    return {
      result: undefined,
      changes: [{ action: 'setup-link.revoked', label: integration.name, integrationId, before }],
    }
  })
  await announceIntegrations(ctx)
}

/** What can still be done with a link. */
export function setupLinkState(
  link: Pick<SetupLinkRow, 'revokedAt' | 'expiresAt' | 'revealedAt' | 'wrongCodes'>,
  now: Date,
): SetupLinkState {
  if (link.revokedAt) return 'revoked'
  if (link.expiresAt <= now) return 'expired'
  if (link.revealedAt) return 'used'
  return link.wrongCodes >= CODE_TRIES ? 'locked' : 'live'
}

/** The public part of a link, and the slug of the company it belongs to; undefined for what is none of ours. */
export function partsOfLink(link: string): { slug: string; key: string } | undefined {
  const [, slug, key] = /^([a-z0-9-]{1,63})\.([0-9A-Za-z]{12})[0-9A-Za-z]{43}$/.exec(link) ?? []
  return slug !== undefined && key !== undefined ? { slug, key } : undefined
}

/** Six digits alone are soon guessed; with the link, which is not kept, they are not. */
export function codeHashOf(link: string, code: string): Buffer {
  return fingerprint(`${link}\n${code.replace(/\D/g, '')}`)
}
