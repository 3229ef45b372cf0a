import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Database, inTenant, openDatabase } from '@/db/client'
import { insertDirectoryDay } from '@/db/queries/directory-days'
import { countRequests } from '@/db/queries/request-counts'
import { insertRequests, type RequestRow } from '@/db/queries/requests'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { requestRow } from '@/lib/activity/testing'
import { createUser } from '@/lib/directory/users'
import { createIntegration } from '@/lib/integrations/integrations'
import type { Ctx } from '@/lib/tenancy/context'
import { asIntegration, asRole, testContext } from '@/lib/tenancy/testing'
import { dayOf, noteDirectoryDays } from './days'
import { getOverview } from './overview'

let server: TestDatabase
let db: Database
let ctx: Ctx

beforeAll(async () => {
  server = await testDatabase()
  db = openDatabase(server.url)
})
afterAll(async () => {
  await db.close()
  await server.drop()
})
beforeEach(async () => {
  ctx = await testContext(db)
})

const DAY = 86_400_000
const ago = (days: number) => new Date(Date.now() - days * DAY)

test('a new company has nothing to look at, for every role', async () => {
  for (const role of ['owner', 'operator', 'auditor'] as const) {
    const seen = await getOverview(asRole(ctx, role))
    expect(seen).toMatchObject({
      size: { users: 0, activeUsers: 0, groups: 0 },
      calls: { total: 0, succeeded: 0 },
      attention: [],
      integrations: [],
      changes: [],
    })
    expect(seen.bars).toHaveLength(14)
  }
})

test('the size of a directory is noted once a day, as the day began, and the line ends with now', async () => {
  await noteDirectoryDays(db)
  const { integration } = await createIntegration(ctx, { name: 'Okta', provider: 'okta', groupSync: true })
  await createUser(asIntegration(ctx, integration), { userName: 'ann@acme.example', active: true })
  await noteDirectoryDays(db)
  await inTenant(db, ctx.tenantId, async (tx) => {
    const size = { users: 7, activeUsers: 6, groups: 2 }
    await insertDirectoryDay(tx, ctx.tenantId, { day: dayOf(ago(29)), ...size })
    await insertDirectoryDay(tx, ctx.tenantId, { day: dayOf(ago(40)), ...size })
  })
  const { line } = await getOverview(ctx)
  expect(line.map(({ day, users }) => [day.slice(0, 10), users])).toEqual([
    [dayOf(ago(29)), 7],
    [dayOf(new Date()), 0],
    [dayOf(new Date()), 1],
  ])
})

test('calls are counted over a day and by days, and those that belong to nobody need attention', async () => {
  const { integration } = await createIntegration(ctx, { name: 'Okta', provider: 'okta', groupSync: true })
  const count = (at: Date, result: 'read' | 'write' | 'failed' | 'refused', requests: number) => ({
    integrationId: integration.id,
    at,
    result,
    requests,
  })
  await inTenant(db, ctx.tenantId, async (tx) => {
    await countRequests(tx, ctx.tenantId, [
      count(ago(0.1), 'read', 5),
      count(ago(0.1), 'write', 3),
      count(ago(0.1), 'failed', 1),
      count(ago(0.1), 'refused', 1),
      count(ago(3), 'write', 4),
      count(ago(20), 'write', 100),
    ])
    await insertRequests(tx, ctx.tenantId, [strayCall(ago(0.2)), strayCall(ago(0.1))])
  })
  const two = await getOverview(ctx)
  expect(two.calls).toEqual({ total: 10, succeeded: 8 })
  expect(two.bars.find(({ day }) => day === dayOf(ago(3)))).toMatchObject({ succeeded: 4, failed: 0 })
  expect(two.bars.reduce((sum, { succeeded, failed }) => sum + succeeded + failed, 0)).toBe(14)
  expect(two.attention).toEqual([])
  await inTenant(db, ctx.tenantId, (tx) => insertRequests(tx, ctx.tenantId, [strayCall(new Date())]))
  const { attention } = await getOverview(ctx)
  expect(attention).toMatchObject([
    { severity: 'warn', integration: null, place: 'scim', text: { values: { count: 3 } } },
  ])
})

function strayCall(at: Date): RequestRow {
  return requestRow({ at, status: 401, refusal: 'foreign' })
}
