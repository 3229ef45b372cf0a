import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, inTenant, openDatabase, outsideTenants, sql } from '@/db/client'
import { countRequests } from '@/db/queries/request-counts'
import { insertRequests, keepRequestDays } from '@/db/queries/requests'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { newId } from '@/lib/base/id'
import { deleteIntegration } from '@/lib/integrations/deletion'
import { createIntegration } from '@/lib/integrations/integrations'
import type { Ctx } from '@/lib/tenancy/context'
import { asRole, testContext } from '@/lib/tenancy/testing'
import { chartRequests } from './chart'
import { activitySearch, ownRetentionInput } from './input'
import { getRetention, getRetentionOf, pruneLogs, setRetention, setRetentionOf } from './retention'
import { requestRow } from './testing'

let server: TestDatabase
let db: Database

beforeAll(async () => {
  server = await testDatabase()
  db = openDatabase(server.url)
})
afterAll(async () => {
  await db.close()
  await server.drop()
})

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)

async function logged(ctx: Ctx, days: readonly number[]): Promise<void> {
  const rows = days.map((age) => requestRow({ at: daysAgo(age), integrationId: newId() }))
  await inTenant(db, ctx.tenantId, (tx) => insertRequests(tx, ctx.tenantId, rows))
}

const kept = (ctx: Ctx) =>
  inTenant(db, ctx.tenantId, async (tx) => {
    const rows = await tx.select<{ days: number }>(
      sql`select round(extract(epoch from now() - at) / 86400)::int as days from requests order by at desc`,
    )
    return rows.map(({ days }) => days)
  })

test('a company that keeps its log for less loses what is older, the others nothing', async () => {
  const [short, usual, long] = [await testContext(db), await testContext(db), await testContext(db)]
  await setRetention(short, 30)
  await setRetention(long, 365)
  const ages = [1, 29, 31, 100]
  for (const ctx of [short, usual, long]) await logged(ctx, ages)
  await pruneLogs(db)
  expect(await kept(short)).toEqual([1, 29])
  expect(await kept(usual)).toEqual([1, 29, 31])
  expect(await kept(long)).toEqual(ages)
})

test('it is 90 days unless an owner or admin decides otherwise, which the audit log tells', async () => {
  const ctx = await testContext(db)
  expect(await getRetention(ctx)).toBe(90)
  await expect(setRetention(asRole(ctx, 'operator'), 30)).rejects.toMatchObject({ code: 'forbidden' })
  await setRetention(ctx, 60)
  await setRetention(ctx, 60)
  expect(await getRetention(asRole(ctx, 'auditor'))).toBe(60)
  const audit = await inTenant(db, ctx.tenantId, (tx) =>
    tx.select(sql`select before, after from audit_log where action = 'company.retention-changed'`),
  )
  expect(audit).toEqual([{ before: { days: 90 }, after: { days: 60 } }])
  await expect(setRetention(ctx, 7)).rejects.toThrow(/request_log_days/)
})

async function integration(ctx: Ctx, name: string): Promise<string> {
  return (await createIntegration(ctx, { name, provider: 'okta', groupSync: false })).integration.id
}

/** How old the requests are that are kept, by whose they are. */
async function keptBy(ctx: Ctx): Promise<Record<string, number[]>> {
  const rows = await inTenant(db, ctx.tenantId, (tx) =>
    tx.select<{ id: string | null; days: number }>(
      sql`select integration_id as id, round(extract(epoch from now() - at) / 86400)::int as days from requests
        order by at desc`,
    ),
  )
  const kept: Record<string, number[]> = {}
  for (const { id, days } of rows) kept[id ?? 'none'] = [...(kept[id ?? 'none'] ?? []), days]
  return kept
}

test('an integration may keep its requests for less, or for more, than the company, and nobody else is touched', async () => {
  const ctx = await testContext(db)
  await setRetention(await testContext(db), 365)
  const other = await testContext(db)
  const [shorter, longer, usual, gone] = [
    await integration(ctx, 'Shorter'),
    await integration(ctx, 'Longer'),
    await integration(ctx, 'Usual'),
    newId(),
  ]
  await setRetentionOf(ctx, shorter, 30)
  await setRetentionOf(ctx, longer, 200)
  const ages = [1, 29, 31, 89, 91, 199, 201]
  for (const integrationId of [shorter, longer, usual, gone, null]) {
    const rows = ages.map((age) => requestRow({ at: daysAgo(age), integrationId }))
    await inTenant(db, ctx.tenantId, async (tx) => {
      await insertRequests(tx, ctx.tenantId, rows)
      if (!integrationId) return
      const counts = rows.map(({ at }) => ({ integrationId, at, result: 'read' as const, requests: 1 }))
      await countRequests(tx, ctx.tenantId, counts)
    })
  }
  await logged(other, ages)
  await setRetention(other, 60)
  await pruneLogs(db)
  expect(await keptBy(ctx)).toEqual({
    [shorter]: [1, 29],
    [longer]: [1, 29, 31, 89, 91, 199],
    [usual]: [1, 29, 31, 89],
    [gone]: [1, 29, 31, 89],
    none: [1, 29, 31, 89],
  })
  const counts = await inTenant(db, ctx.tenantId, (tx) =>
    tx.select<{ id: string; count: number }>(
      sql`select integration_id as id, sum(requests)::int as count from request_counts group by 1`,
    ),
  )
  expect(Object.fromEntries(counts.map(({ id, count }) => [id, count]))).toEqual({
    [shorter]: 2,
    [longer]: 6,
    [usual]: 4,
    [gone]: 4,
  })
  expect(await kept(other)).toEqual([1, 29, 31])
  const oldest = async (id: string) => {
    const { from } = await chartRequests(ctx, id, activitySearch.parse({}))
    return Math.round((Date.now() - Date.parse(from)) / 86_400_000)
  }
  expect(await oldest(longer)).toBeGreaterThan(198)
  expect(await oldest(shorter)).toBeLessThan(31)
  await setRetentionOf(ctx, longer, null)
  await pruneLogs(db)
  expect((await keptBy(ctx))[longer]).toEqual([1, 29, 31, 89])
})

test('days that one integration alone still wants are not dropped for all, not even while it is deleted', async () => {
  const server = await testDatabase()
  const db = openDatabase(server.url)
  try {
    const ctx = await testContext(db)
    const { integration } = await createIntegration(ctx, { name: 'Okta', provider: 'okta', groupSync: false })
    await setRetentionOf(ctx, integration.id, 300)
    await deleteIntegration(ctx, integration.id, { people: 'keep' })
    const longest = () =>
      inTenant(db, ctx.tenantId, (tx) =>
        tx.select(sql`select integration_log_days as days from tenants where id = ${ctx.tenantId}`),
      )
    expect(await longest()).toEqual([{ days: [300] }])
    const rows = [299, 301].map((age) => requestRow({ at: daysAgo(age), integrationId: integration.id }))
    await inTenant(db, ctx.tenantId, (tx) => insertRequests(tx, ctx.tenantId, rows))
    await outsideTenants(db, (tx) => keepRequestDays(tx, { ahead: 1 }))
    await setRetention(await testContext(db), 365)
    await pruneLogs(db)
    const kept = await inTenant(db, ctx.tenantId, (tx) =>
      tx.select(sql`select round(extract(epoch from now() - at) / 86400)::int as days from requests`),
    )
    expect(kept).toEqual([{ days: 299 }])
  } finally {
    await db.close()
    await server.drop()
  }
})

test('it is as the company unless an owner or admin decides otherwise, which the audit log tells', async () => {
  const ctx = await testContext(db)
  const id = await integration(ctx, 'Okta')
  expect(await getRetentionOf(asRole(ctx, 'auditor'), id)).toEqual({ company: 90, own: null })
  await expect(setRetentionOf(asRole(ctx, 'operator'), id, 30)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(setRetentionOf(await testContext(db), id, 30)).rejects.toMatchObject({ code: 'not-found' })
  await setRetentionOf(asRole(ctx, 'admin'), id, 60)
  await setRetentionOf(ctx, id, 60)
  await setRetentionOf(ctx, id, null)
  expect(await getRetentionOf(ctx, id)).toEqual({ company: 90, own: null })
  const audit = await inTenant(db, ctx.tenantId, (tx) =>
    tx.select(
      sql`select before, after from audit_log where action = 'integration.retention-changed' order by position`,
    ),
  )
  expect(audit).toEqual([
    { before: { days: null }, after: { days: 60 } },
    { before: { days: 60 }, after: { days: null } },
  ])
  await expect(setRetentionOf(ctx, id, 7)).rejects.toThrow(/request_log_days/)
  expect(ownRetentionInput.parse({ days: '' })).toEqual({ days: null })
  expect(ownRetentionInput.parse({ days: '30' })).toEqual({ days: 30 })
  for (const days of ['29', '366', '1.5', 'long'])
    expect(ownRetentionInput.safeParse({ days }).success).toBe(false)
})
