import { deleteIntegrationRow, insertIntegration, lockIntegration } from '@/db/queries/integrations'
import { insertToken } from '@/db/queries/tokens'
import { env } from '@/lib/base/env'
import { AppError } from '@/lib/base/errors'
import { isId, newId } from '@/lib/base/id'
import { mintToken } from '@/lib/base/secret'
import { fold } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { knownOrigin } from '@/lib/tenancy/installation'
import { mutate } from '@/lib/tenancy/mutate'
import { permissionsOf, SCOPES } from '@/lib/tenancy/permissions'
import { unknownIntegration } from './announce'
import { removeTestIntegration } from './deletion'
import { runSteps, type TestResult } from './self-test-steps'

const LIFE_MILLISECONDS = 5 * 60_000

/** What the test of an integration proved, and at which address. */
export type SelfTest = {
  baseUrl: string
  /** No public origin is set, so that the server called itself by the address it was started at. */
  isLocal: boolean
  results: TestResult[]
}

/**
 * Calls this installation's own base URL from the server, as an identity provider would, with a token that exists
 * for the length of the test: what is in front of the server is proven before anybody looks for a fault in Okta.
 * The calls belong to an integration of their own, which is shown nowhere and removed with all it made, so that
 * neither the status nor the guide of this one takes them for those of the identity provider.
 *
 * Only the address of this installation is called: the configured one, or the one that the server was started at;
 * never one that a request names.
 *
 * @param writes also makes, changes, deactivates and removes a throw-away person
 */
export async function testFromHere(ctx: Ctx, integrationId: string, writes: boolean): Promise<SelfTest> {
  const configured = env().SCIM_ORIGIN ?? env().ROLLCALL_ORIGIN
  const origin = configured ?? ownAddress() ?? (await knownOrigin(ctx.db))
  if (!origin) throw new AppError('unavailable', { key: 'connect.test.noOrigin' })
  const baseUrl = `${origin}/api/scim/${ctx.tenantSlug}`
  const { testId, token } = await prepare(ctx, integrationId, writes)
  try {
    return { baseUrl, isLocal: !configured, results: await runSteps(baseUrl, token, writes) }
  } finally {
    await clearAway(ctx, testId)
  }
}

/** Where this very process listens; other servers may share its database. Undefined when the system chose the port. */
function ownAddress(): string | undefined {
  const { HOST, PORT } = env()
  const isEveryAddress = HOST === undefined || HOST === '0.0.0.0' || HOST === '::'
  const host = isEveryAddress ? 'localhost' : HOST.includes(':') ? `[${HOST}]` : HOST
  return PORT === 0 ? undefined : `http://${host}:${PORT}`
}

async function prepare(
  ctx: Ctx,
  integrationId: string,
  writes: boolean,
): Promise<{ testId: string; token: string }> {
  const testId = newId()
  const { token, credentialId, hash, hint } = mintToken()
  const now = new Date()
  await mutate(ctx, 'tokens.write', async (tx) => {
    const integration = isId(integrationId)
      ? await lockIntegration(tx, ctx.tenantId, integrationId)
      : undefined
    if (!integration) throw unknownIntegration()
    const name = `Connection test ${testId.slice(-8)}`
    await insertIntegration(tx, ctx.tenantId, {
      id: testId,
      name,
      nameKey: fold(name),
      provider: 'other',
      groupSync: false,
      rules: {},
      guide: {},
      isTest: true,
      pausedAt: null,
      pausedBy: null,
      createdAt: now,
      createdBy: ctx.actor.name,
    })
    await insertToken(tx, ctx.tenantId, {
      id: newId(),
      integrationId: testId,
      name,
      credentialId,
      hash,
      hint,
      scopes: [...SCOPES],
      allowedAddresses: [],
      createdAt: now,
      createdBy: ctx.actor.name,
      expiresAt: new Date(now.getTime() + LIFE_MILLISECONDS),
      replaces: null,
    })
    const after = { writes, test: testId }
    return {
      result: undefined,
      changes: [{ action: 'integration.tested', label: integration.name, integrationId, after }],
    }
  })
  return { testId, token }
}

/** A test that came to its end left nothing but its row; one that was cut off may have left its person. */
async function clearAway(ctx: Ctx, testId: string): Promise<void> {
  await mutate(ctx, 'tokens.write', async (tx) => {
    await deleteIntegrationRow(tx, ctx.tenantId, testId)
    return { result: undefined, changes: [] }
  }).catch(() => {
    const asOwner = { ...ctx, permissions: permissionsOf('owner') }
    return removeTestIntegration(asOwner, testId)
  })
}
