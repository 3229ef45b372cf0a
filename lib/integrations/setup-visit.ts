import { type Database, inTenant, outsideTenants } from '@/db/client'
import { selectTenantBySlug } from '@/db/queries/credentials'
import { lockIntegration } from '@/db/queries/integrations'
import {
  lockSetupLink,
  type SetupLinkSecrets,
  selectSetupLinkByKey,
  updateSetupLink,
} from '@/db/queries/setup-links'
import { selectLiveTokens } from '@/db/queries/tokens'
import { countSetupCode, type Visitor } from '@/lib/auth/attempts'
import { AppError } from '@/lib/base/errors'
import { fingerprint, sameHash } from '@/lib/base/secret'
import type { Ctx } from '@/lib/tenancy/context'
import { mutate } from '@/lib/tenancy/mutate'
import { SCOPES } from '@/lib/tenancy/permissions'
import { announceIntegrations } from './announce'
import { getIntegration, type IntegrationOverview } from './integrations'
import { CODE_TRIES, codeHashOf, partsOfLink, type SetupLinkState, setupLinkState } from './setup-links'
import { expiryDate, issueToken, LIVE_TOKENS, type NewToken, requirePause, tokenName } from './tokens'

/** Somebody without an account in front of a link: what they may see, and how the link stands. */
export type SetupVisit = {
  ctx: Ctx
  integration: IntegrationOverview
  link: { state: SetupLinkState; expiresAt: Date; createdBy: string; triesLeft: number }
}

/**
 * Who comes with a link. The context that is answered may read this one integration and nothing else is to be
 * done with it; looking changes nothing, because mail scanners look too.
 *
 * @returns undefined for a link that is unknown, damaged, revoked or over: they look alike
 */
export async function openSetupLink(db: Database, link: string): Promise<SetupVisit | undefined> {
  const found = await findLink(db, link)
  if (!found) return undefined
  const { ctx, row } = found
  const state = setupLinkState(row, new Date())
  if (state === 'revoked' || state === 'expired') return undefined
  return {
    ctx,
    integration: await getIntegration(ctx, row.integrationId),
    link: {
      state,
      expiresAt: row.expiresAt,
      createdBy: row.createdBy,
      triesLeft: Math.max(0, CODE_TRIES - row.wrongCodes),
    },
  }
}

/**
 * Makes a token and hands it over, once, to whoever brings the link and the six digits that its maker reads out.
 * A wrong code is counted on the link, whoever brings it, and on the address.
 *
 * @throws AppError `not-found` when the link is over, `conflict` when it has shown its token or two are live,
 *   `invalid` on `code`, `limit` after too many codes
 */
export async function revealThroughLink(
  db: Database,
  link: string,
  code: string,
  visitor: Visitor,
): Promise<NewToken> {
  const found = await findLink(db, link)
  if (!found) throw over()
  await countSetupCode(db, visitor)
  const { row } = found
  const ctx: Ctx = { ...found.ctx, permissions: new Set(['tokens.write']) }
  const isRight = sameHash(codeHashOf(link, code), row.codeHash)
  const answer = await mutate<NewToken | AppError>(ctx, 'tokens.write', async (tx) => {
    const integration = await lockIntegration(tx, ctx.tenantId, row.integrationId)
    const held = await lockSetupLink(tx, ctx.tenantId, row.id)
    const state = held && setupLinkState(held, new Date())
    if (!integration || !held || state === 'revoked' || state === 'expired') throw over()
    if (state === 'used') throw new AppError('conflict', { key: 'connect.visit.used' })
    if (state === 'locked') throw new AppError('limit', { key: 'connect.visit.locked' })
    if (!isRight) {
      const wrongCodes = held.wrongCodes + 1
      await updateSetupLink(tx, ctx.tenantId, row.id, { wrongCodes })
      // Returned and not thrown: what throws is rolled back, and this has to be counted.
      return { result: wrongCode(CODE_TRIES - wrongCodes), changes: wrongCodeChange(integration, wrongCodes) }
    }
    const now = new Date()
    if ((await selectLiveTokens(tx, ctx.tenantId, integration.id, now)).length >= LIVE_TOKENS) {
      throw new AppError('conflict', { key: 'connect.visit.full' })
    }
    await requirePause(tx, ctx, integration.id, now)
    await updateSetupLink(tx, ctx.tenantId, row.id, { revealedAt: now })
    const { result, changes } = await issueToken(tx, ctx, integration.id, {
      name: tokenName(integration.provider, now),
      scopes: SCOPES,
      expiresAt: expiryDate('1-year', now),
    })
    const used = {
      action: 'setup-link.used',
      label: integration.name,
      integrationId: integration.id,
      after: { id: row.id, address: visitor.address ?? null },
    }
    return { result, changes: [used, ...changes] }
  })
  await announceIntegrations(ctx)
  if (answer instanceof AppError) throw answer
  return answer
}

async function findLink(
  db: Database,
  link: string,
): Promise<{ ctx: Ctx; row: SetupLinkSecrets } | undefined> {
  const parts = partsOfLink(link)
  const tenant = parts && (await outsideTenants(db, (tx) => selectTenantBySlug(tx, parts.slug)))
  if (!tenant) return undefined
  const row = await inTenant(db, tenant.id, (tx) => selectSetupLinkByKey(tx, tenant.id, parts.key))
  if (!row || !sameHash(row.hash, fingerprint(link))) return undefined
  return {
    ctx: {
      db,
      tenantId: tenant.id,
      tenantSlug: tenant.slug,
      tenantName: tenant.name,
      actor: { kind: 'system', name: `${row.createdBy} (setup link)` },
      permissions: new Set(['integrations.read']),
    },
    row,
  }
}

function over(): AppError {
  return new AppError('not-found', { key: 'connect.visit.over' })
}

function wrongCode(triesLeft: number): AppError {
  const text = triesLeft > 0 ? ('connect.visit.wrongCode' as const) : ('connect.visit.locked' as const)
  return new AppError('invalid', { key: text, values: { tries: triesLeft } }, { field: 'code' })
}

function wrongCodeChange(integration: { id: string; name: string }, wrongCodes: number) {
  return [
    {
      action: 'setup-link.refused',
      label: integration.name,
      integrationId: integration.id,
      after: { wrongCodes },
    },
  ]
}
