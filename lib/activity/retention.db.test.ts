import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, inTenant, openDatabase, sql } from '@/db/client'
import { insertRequests } from '@/db/queries/requests'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { newId } from '@/lib/base/id'
import type { Ctx } from '@/lib/tenancy/context'
import { asRole, testContext } from '@/lib/tenancy/testing'
import { getRetention, pruneLogs, setRetention } from './retention'
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
