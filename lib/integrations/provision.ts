import { z } from 'zod'
import type { Database } from '@/db/client'
import { newAccountEmail } from '@/lib/auth/input'
import { env } from '@/lib/base/env'
import { AppError } from '@/lib/base/errors'
import { line } from '@/lib/base/input'
import { ensureCompany, systemContext } from '@/lib/tenancy/companies'
import type { Ctx } from '@/lib/tenancy/context'
import { knownOrigin } from '@/lib/tenancy/installation'
import { ensureOwner } from '@/lib/tenancy/members'
import { LONGEST_NAME } from './choices'
import { setGroupSync } from './group-sync'
import { generalInput } from './input'
import { createIntegration, findIntegration, type Integration } from './integrations'
import { replaceOldestToken, tokenName } from './tokens'

export const provisionInput = z.object({
  company: line(64, 'input.missing'),
  owner: newAccountEmail,
  integration: line(LONGEST_NAME, 'input.missing'),
  provider: generalInput.shape.provider,
  /** Unset: as it is, and off for a new integration. */
  groupSync: z.boolean().optional(),
})
export type ProvisionInput = z.infer<typeof provisionInput>

/** What a script needs to go on: the token in clear, and the password of an account that is new. */
export type Provisioned = {
  tenant: string
  baseUrl: string
  token: string
  ownerEmail: string
  ownerPassword?: string
  integrationId: string
}

const SYSTEM = 'Provision command'

/**
 * Does without a browser what the console does: makes the company, its owner and the integration where they
 * are missing, and a new token in any case. Where two tokens are live, the older one is revoked.
 */
export async function provision(db: Database, input: ProvisionInput): Promise<Provisioned> {
  const company = await ensureCompany(db, input.company, { kind: 'system', name: SYSTEM })
  const ctx = systemContext(db, company, SYSTEM)
  const { password } = await ensureOwner(ctx, input.owner)
  const { integration, token } = await ensureIntegration(ctx, input)
  if (input.groupSync !== undefined) await setGroupSync(ctx, integration.id, input.groupSync)
  const { SCIM_ORIGIN, ROLLCALL_ORIGIN, PORT } = env()
  const origin = SCIM_ORIGIN ?? ROLLCALL_ORIGIN ?? (await knownOrigin(db)) ?? `http://localhost:${PORT}`
  return {
    tenant: company.slug,
    baseUrl: `${origin}/api/scim/${company.slug}`,
    token,
    ownerEmail: input.owner,
    ...(password && { ownerPassword: password }),
    integrationId: integration.id,
  }
}

async function ensureIntegration(
  ctx: Ctx,
  input: ProvisionInput,
): Promise<{ integration: Integration; token: string }> {
  const existing = await findIntegration(ctx, input.integration)
  if (existing) return renewToken(ctx, existing)
  try {
    const { integration, token } = await createIntegration(ctx, {
      name: input.integration,
      provider: input.provider,
      groupSync: input.groupSync ?? false,
    })
    return { integration, token: token.clear }
  } catch (error) {
    const made = error instanceof AppError && error.code === 'conflict'
    const meanwhile = made ? await findIntegration(ctx, input.integration) : undefined
    if (!meanwhile) throw error
    return renewToken(ctx, meanwhile)
  }
}

async function renewToken(ctx: Ctx, integration: Integration) {
  const { clear } = await replaceOldestToken(ctx, integration.id, {
    name: tokenName(integration.provider, new Date()),
    expiry: '1-year',
    access: 'read-write',
  })
  return { integration, token: clear }
}
