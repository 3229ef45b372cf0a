import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTenant, sql } from '@/db/client'
import { type TestEndpoint, testEndpoint, testIntegration } from '@/lib/provisioning/testing'
import { asRole } from '@/lib/tenancy/testing'
import { getConfiguration } from './configuration'

let endpoint: TestEndpoint

beforeAll(async () => {
  endpoint = await testEndpoint()
})
afterAll(() => endpoint.close())

test('the configuration is what holds: of the company, and of an integration that has its own', async () => {
  const { ctx } = await testIntegration(endpoint.db)
  expect(await getConfiguration(ctx)).toMatchObject({
    sessions: { idleMinutes: 30, absoluteHours: 12 },
    records: { requestDays: 90, auditDays: null, masked: false },
    integrations: [{ name: 'Corporate Okta', groupSync: true, pausedAt: null, requestDays: null }],
  })
  await inTenant(endpoint.db, ctx.tenantId, (tx) =>
    tx.select(sql`update integrations set request_log_days = 30, paused_at = now(), paused_by = 'Ada'`),
  )
  expect((await getConfiguration(ctx)).integrations).toMatchObject([{ requestDays: 30, pausedBy: 'Ada' }])
  await expect(getConfiguration(asRole(ctx, 'operator'))).rejects.toMatchObject({ code: 'forbidden' })
})
