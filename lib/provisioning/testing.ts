import type { Database } from '@/db/client'
import { setDatabase } from '@/db/database'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { closeActivity } from '@/lib/activity/recorder'
import { sendByFetch } from '@/lib/idp/send'
import { createIntegration } from '@/lib/integrations/integrations'
import type { Ctx } from '@/lib/tenancy/context'
import { testContext } from '@/lib/tenancy/testing'
import { answerScim } from './route-door'

/** The endpoint on a database of its own, as the process has it. */
export type TestEndpoint = { db: Database; close(): Promise<void> }

export async function testEndpoint(): Promise<TestEndpoint> {
  const server: TestDatabase = await testDatabase()
  const db = setDatabase(server.url)
  return {
    db,
    async close() {
      await closeActivity()
      await db.close()
      await server.drop()
    },
  }
}

/** An integration of a company of its own, with its token. */
export type TestIntegration = { ctx: Ctx; baseUrl: string; token: string; integrationId: string }

export async function testIntegration(
  db: Database,
  options: { groupSync?: boolean; ctx?: Ctx; name?: string } = {},
): Promise<TestIntegration> {
  const ctx = options.ctx ?? (await testContext(db))
  const { integration, token } = await createIntegration(ctx, {
    name: options.name ?? 'Corporate Okta',
    provider: 'okta',
    groupSync: options.groupSync ?? true,
  })
  return {
    ctx,
    baseUrl: `http://localhost/api/scim/${ctx.tenantSlug}`,
    token: token.clear,
    integrationId: integration.id,
  }
}

/** Sends what a client of lib/idp says to the route handler itself, without a socket. */
export const sendToEndpoint = sendByFetch((url, init) => answerScim(new Request(url, init)))
