import { inTenant, type Tx } from '@/db/client'
import { takenAttribute } from '@/db/failure'
import {
  type FactsRow,
  type IntegrationRow,
  insertIntegration,
  lockIntegration,
  selectFacts,
  selectIntegration,
  selectIntegrationByName,
  selectIntegrations,
  selectStrayCall,
  updateIntegration,
} from '@/db/queries/integrations'
import { selectTokens } from '@/db/queries/tokens'
import { AppError } from '@/lib/base/errors'
import { isId, newId } from '@/lib/base/id'
import { differences } from '@/lib/history/diff'
import { fold } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { type Change, mutate } from '@/lib/tenancy/mutate'
import { requirePermission, SCOPES } from '@/lib/tenancy/permissions'
import { shutOut } from './allowed-addresses'
import { announceIntegrations, unknownIntegration } from './announce'
import type { Provider } from './choices'
import { detectProvider } from './detection'
import type { DecidedRules, IntegrationInput } from './input'
import { refusedCall } from './refused-call'
import { type FirstRules, readRules } from './rules'
import { type Status, statusOf } from './status'
import { expiryDate, issueToken, type NewToken, stateOf, tokenName } from './tokens'
import type { RefusedCall } from './wrong-call'

export type Integration = IntegrationRow

/** An integration with what is known of it at this moment. */
export type IntegrationOverview = Integration & {
  status: Status
  /** The provider that its calls name, where that is another than the chosen one. */
  detected: Provider | null
  /** From where the latest call came, if such calls are refused. */
  shutOut: string | null
  users: number
  groups: number
  openProblems: number
  /** The latest open alarm about a mass change. */
  alarm: FactsRow['alarm']
  /** A call of its has been let in at least once. */
  verified: boolean
  lastRequestAt: Date | null
  /** The last call, when it was not let in. */
  refused: RefusedCall | null
  /** Tokens that are accepted now; `nextExpiry` is the first of their ends. */
  liveTokens: number
  nextExpiry: Date | null
}

/**
 * Makes an integration and its first token, which lives for a year and is handed over here and never again. Who
 * gives the `id` can tell afterwards whether an attempt whose answer was lost had succeeded.
 *
 * @throws AppError `conflict` on `name` when the tenant has one of that name, compared without case
 */
export async function createIntegration(
  ctx: Ctx,
  { mapping = {}, whenLocalGroup = 'link', ...input }: IntegrationInput & Partial<FirstRules>,
  id = newId(),
): Promise<{ integration: Integration; token: NewToken }> {
  const now = new Date()
  const rules = {
    ...(Object.keys(mapping).length > 0 && { mapping }),
    ...(whenLocalGroup !== 'link' && { whenLocalGroup }),
  }
  const integration: IntegrationRow = {
    id,
    ...input,
    rules,
    guide: {},
    pausedAt: null,
    pausedBy: null,
    createdAt: now,
    createdBy: ctx.actor.name,
  }
  requirePermission(ctx, 'tokens.write')
  const token = await naming(input.name, () =>
    mutate(ctx, 'create-integration', async (tx) => {
      await insertIntegration(tx, ctx.tenantId, { ...integration, nameKey: fold(input.name) })
      const { result, changes } = await issueToken(tx, ctx, integration.id, {
        name: tokenName(input.provider, now),
        scopes: SCOPES,
        expiresAt: expiryDate('1-year', now),
      })
      const { name, provider, groupSync } = input
      const created = aboutIntegration(integration, 'integration.created', {
        after: { name, provider, groupSync, ...rules },
      })
      return { result, changes: [created, ...changes] }
    }),
  )
  await announceIntegrations(ctx)
  return { integration, token }
}

/** @throws AppError `conflict` on `name` when another integration has it, `not-found` */
export function renameIntegration(ctx: Ctx, id: string, name: string): Promise<void> {
  return naming(name, () =>
    changeIntegration(ctx, id, async (tx, row) => {
      if (row.name === name) return []
      await updateIntegration(tx, ctx.tenantId, id, { name, nameKey: fold(name) })
      return [
        aboutIntegration({ id, name }, 'integration.renamed', {
          before: { name: row.name },
          after: { name },
        }),
      ]
    }),
  )
}

/** Decides what the integration does by itself from its next call on; nothing that happened before is done again. */
export function setRules(ctx: Ctx, id: string, rules: Partial<DecidedRules>): Promise<void> {
  return changeIntegration(ctx, id, async (tx, row) => {
    const { mapping: _, ...before } = readRules(row.rules)
    const told = differences(before, { ...before, ...rules })
    if (Object.keys(told.after).length === 0) return []
    await updateIntegration(tx, ctx.tenantId, id, { rules: { ...row.rules, ...rules } })
    return [aboutIntegration(row, 'integration.rules-changed', told)]
  })
}

/** Has the integration's calls refused until it is resumed. */
export function pauseIntegration(ctx: Ctx, id: string): Promise<void> {
  return changeIntegration(ctx, id, async (tx, row) => {
    if (row.pausedAt) return []
    await updateIntegration(tx, ctx.tenantId, id, { pausedAt: new Date(), pausedBy: ctx.actor.name })
    return [aboutIntegration(row, 'integration.paused')]
  })
}

export function resumeIntegration(ctx: Ctx, id: string): Promise<void> {
  return changeIntegration(ctx, id, async (tx, row) => {
    if (!row.pausedAt) return []
    await updateIntegration(tx, ctx.tenantId, id, { pausedAt: null, pausedBy: null })
    return [aboutIntegration(row, 'integration.resumed')]
  })
}

/** Every integration of the tenant, by name. */
export async function listIntegrations(ctx: Ctx): Promise<IntegrationOverview[]> {
  requirePermission(ctx, 'integrations.read')
  return inTenant(ctx.db, ctx.tenantId, async (tx) =>
    overview(tx, ctx, await selectIntegrations(tx, ctx.tenantId)),
  )
}

/** @throws AppError `not-found` */
export async function getIntegration(ctx: Ctx, id: string): Promise<IntegrationOverview> {
  requirePermission(ctx, 'integrations.read')
  if (!isId(id)) throw unknownIntegration()
  return inTenant(ctx.db, ctx.tenantId, async (tx) => {
    const row = await selectIntegration(tx, ctx.tenantId, id)
    const [known] = row ? await overview(tx, ctx, [row], id) : []
    if (!known) throw unknownIntegration()
    return known
  })
}

/** The integration of that name, compared without case. */
export async function findIntegration(ctx: Ctx, name: string): Promise<Integration | undefined> {
  requirePermission(ctx, 'integrations.read')
  return inTenant(ctx.db, ctx.tenantId, (tx) => selectIntegrationByName(tx, ctx.tenantId, fold(name)))
}

/** How long a call that belongs to no integration is worth telling of. */
const STRAY_MILLISECONDS = 60 * 60_000

/** The last call of the past hour at the company's base URL that no integration can be named for. */
export async function lastStrayCall(ctx: Ctx): Promise<RefusedCall | undefined> {
  requirePermission(ctx, 'integrations.read')
  const since = new Date(Date.now() - STRAY_MILLISECONDS)
  return inTenant(ctx.db, ctx.tenantId, (tx) => selectStrayCall(tx, ctx.tenantId, since))
}

async function overview(
  tx: Tx,
  ctx: Ctx,
  rows: readonly IntegrationRow[],
  id?: string,
): Promise<IntegrationOverview[]> {
  const [facts, tokens] = await Promise.all([
    selectFacts(tx, ctx.tenantId, id),
    selectTokens(tx, ctx.tenantId, id),
  ])
  const now = new Date()
  return rows.map((row) => {
    const own = tokens.filter((token) => token.integrationId === row.id)
    const live = own.filter((token) => stateOf(token, now) === 'active')
    const ends = live.flatMap((token) => token.expiresAt ?? []).sort((a, b) => a.getTime() - b.getTime())
    const seen = facts.find((fact) => fact.id === row.id)
    return {
      ...row,
      detected: detectProvider(row.provider, own),
      shutOut: shutOut(readRules(row.rules).allowedAddresses, own),
      status: statusOf({ integration: row, tokens: own, seen, now }),
      users: seen?.users ?? 0,
      groups: seen?.groups ?? 0,
      openProblems: seen?.openProblems ?? 0,
      alarm: seen?.alarm ?? null,
      verified: Boolean(seen?.lastSeenAt),
      lastRequestAt: seen?.lastRequestAt ?? null,
      refused: refusedCall(seen, own),
      liveTokens: live.length,
      nextExpiry: ends[0] ?? null,
    }
  })
}

/** Runs a change of one integration, held until it is written. @throws AppError `not-found` */
export async function changeIntegration(
  ctx: Ctx,
  id: string,
  write: (tx: Tx, row: IntegrationRow) => Promise<Change[]>,
): Promise<void> {
  await mutate(ctx, 'integrations.write', async (tx) => {
    const row = isId(id) ? await lockIntegration(tx, ctx.tenantId, id) : undefined
    if (!row) throw unknownIntegration()
    return { result: undefined, changes: await write(tx, row) }
  })
  await announceIntegrations(ctx)
}

/** @throws AppError `conflict` on `name` when an integration that is there has it */
export async function naming<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (takenAttribute(error) !== 'name') throw error
    throw new AppError('conflict', { key: 'errors.nameTaken', values: { name } }, { field: 'name' })
  }
}

/** A change that is about an integration as a whole. */
export function aboutIntegration(
  integration: { id: string; name: string },
  action: string,
  differences: Pick<Change, 'before' | 'after'> = {},
): Change {
  return { action, label: integration.name, integrationId: integration.id, ...differences }
}
