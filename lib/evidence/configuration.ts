import { inTenant } from '@/db/client'
import { type IntegrationRow, selectIntegrations } from '@/db/queries/integrations'
import { selectOwnRetentions } from '@/db/queries/retention'
import { getRetention } from '@/lib/activity/retention'
import { SIGN_IN_TRIES } from '@/lib/auth/attempts'
import { PASSWORD_LENGTH } from '@/lib/auth/input'
import { PROOF_MINUTES, SIGN_IN_METHOD } from '@/lib/auth/session-claims'
import { tellRules } from '@/lib/history/rules-told'
import { PROVIDERS } from '@/lib/integrations/choices'
import { readRules } from '@/lib/integrations/rules'
import { LIVE_TOKENS, listTokens } from '@/lib/integrations/tokens'
import type { Text } from '@/lib/messages/text'
import { getCompanySettings } from '@/lib/tenancy/company-settings'
import type { Ctx } from '@/lib/tenancy/context'
import { REGRET_DAYS } from '@/lib/tenancy/deletion'
import { INVITATION_DAYS } from '@/lib/tenancy/invitations'
import { PROVEN_ACTS, type ProvenAct, requirePermission } from '@/lib/tenancy/permissions'

/** How the console is set up, each value from where the server itself takes it; instants are ISO. */
export type Configuration = {
  at: string
  signIn: {
    method: typeof SIGN_IN_METHOD
    passwords: typeof PASSWORD_LENGTH
    tries: { points: number; minutes: number }
    /** Before what the password is asked for again, and how long after it was given. */
    proof: { minutes: number; acts: readonly ProvenAct[] }
    addresses: readonly string[]
  }
  sessions: { idleMinutes: number; absoluteHours: number; invitationDays: number }
  records: { requestDays: number; auditDays: number | null; masked: boolean; regretDays: number }
  tokens: { most: number; unlimited: number }
  integrations: ConfiguredIntegration[]
}

type ConfiguredIntegration = Pick<IntegrationRow, 'id' | 'name' | 'groupSync' | 'pausedBy'> & {
  provider: string
  pausedAt: string | null
  rules: Text[]
  /** For how many days its requests are kept, where that is not as long as the company's. */
  requestDays: number | null
}

export async function getConfiguration(ctx: Ctx): Promise<Configuration> {
  requirePermission(ctx, 'audit.read')
  const [settings, requestDays, tokens, { integrations, kept }] = await Promise.all([
    getCompanySettings(ctx),
    getRetention(ctx),
    listTokens(ctx),
    inTenant(ctx.db, ctx.tenantId, async (tx) => ({
      integrations: await selectIntegrations(tx, ctx.tenantId),
      kept: await selectOwnRetentions(tx, ctx.tenantId),
    })),
  ])
  const { points, seconds } = SIGN_IN_TRIES
  return {
    at: new Date().toISOString(),
    signIn: {
      method: SIGN_IN_METHOD,
      passwords: PASSWORD_LENGTH,
      tries: { points, minutes: seconds / 60 },
      proof: { minutes: PROOF_MINUTES, acts: Object.keys(PROVEN_ACTS) as ProvenAct[] },
      addresses: settings.consoleAddresses,
    },
    sessions: {
      idleMinutes: settings.sessionIdleMinutes,
      absoluteHours: settings.sessionHours,
      invitationDays: INVITATION_DAYS,
    },
    records: {
      requestDays,
      auditDays: settings.auditKeepDays,
      masked: settings.masksForAuditors,
      regretDays: REGRET_DAYS,
    },
    tokens: {
      most: LIVE_TOKENS,
      unlimited: tokens.filter(({ state, expiresAt }) => state === 'active' && expiresAt === null).length,
    },
    integrations: integrations.map(({ id, name, provider, groupSync, pausedAt, pausedBy, rules }) => ({
      ...{ id, name, groupSync, pausedBy },
      provider: PROVIDERS[provider],
      pausedAt: pausedAt?.toISOString() ?? null,
      rules: tellRules(readRules(rules)),
      requestDays: kept.get(id) ?? null,
    })),
  }
}
