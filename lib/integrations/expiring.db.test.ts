import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, inTenant, openDatabase, sql } from '@/db/client'
import { touchTokens } from '@/db/queries/credentials'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { historySearch } from '@/lib/directory/input'
import { listAudit } from '@/lib/history/audit-log'
import { listHistory } from '@/lib/history/changes'
import { auditSearch } from '@/lib/history/input'
import { inEnglish } from '@/lib/messages/translate'
import type { Ctx } from '@/lib/tenancy/context'
import { testContext } from '@/lib/tenancy/testing'
import { noteExpiredTokens } from './expired'
import { expiringTokens } from './expiring'
import { createIntegration } from './integrations'
import { rotateToken } from './rotation'
import { checkToken } from './token-check'
import { revokeToken } from './tokens'

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

const DAY_MS = 86_400_000
const okta = { name: 'Okta', provider: 'okta', groupSync: false } as const

async function begin() {
  const ctx = await testContext(db)
  const { integration, token } = await createIntegration(ctx, okta)
  return { ctx, id: integration.id, ...token, ends: token.token.expiresAt?.getTime() ?? 0 }
}

const reminders = async (ctx: Ctx, at: number) =>
  (await expiringTokens(ctx, new Date(at))).map(({ reminder, daysLeft }) => [reminder, daysLeft])

test('a token is spoken of from sixty days before its end, each time more loudly', async () => {
  const { ctx, ends } = await begin()
  expect(await reminders(ctx, ends - 61 * DAY_MS)).toEqual([])
  expect(await reminders(ctx, ends - 60 * DAY_MS)).toEqual([[60, 60]])
  expect(await reminders(ctx, ends - 30.5 * DAY_MS)).toEqual([[60, 31]])
  expect(await reminders(ctx, ends - 30 * DAY_MS)).toEqual([[30, 30]])
  expect(await reminders(ctx, ends - 13.2 * DAY_MS)).toEqual([[14, 14]])
  expect(await reminders(ctx, ends - 6.5 * DAY_MS)).toEqual([[7, 7]])
  expect(await reminders(ctx, ends - 1000)).toEqual([[1, 1]])
})

test('history and the audit log are told of the end once, and never of what was revoked or ended long ago', async () => {
  const { ctx, id, token, ends } = await begin()
  const told = async () =>
    (await listAudit(ctx, auditSearch.parse({ action: 'token' }))).entries.map(
      ({ actorName, told }) => `${actorName} ${inEnglish(told)}`,
    )
  const before = await told()
  await noteExpiredTokens(db, new Date(ends - 1))
  await noteExpiredTokens(db, new Date(ends + 31 * DAY_MS))
  expect(await told()).toEqual(before)
  await Promise.all([1, 2].map((n) => noteExpiredTokens(db, new Date(ends + n))))
  expect(await told()).toEqual([`Rollcall let the token ${token.name} expire`, ...before])
  const { rows } = await listHistory(ctx, { integrationId: id }, historySearch.parse({}))
  expect(inEnglish(rows[0]?.sentence ?? '')).toBe(
    `Rollcall let the token ${token.name} (…${token.hint}) expire`,
  )
  const other = await begin()
  await revokeToken(other.ctx, other.id, other.token.id)
  await noteExpiredTokens(db, new Date(other.ends))
  const { entries } = await listAudit(other.ctx, auditSearch.parse({}))
  expect(entries.map(({ action }) => action)).not.toContain('token.expired')
})

test('once it has ended without another, that is told; revoked by somebody, it is not', async () => {
  const { ctx, id, token } = await begin()
  await inTenant(db, ctx.tenantId, (tx) =>
    tx.select(sql`update tokens set expires_at = now() - interval '1 day'`),
  )
  expect((await expiringTokens(ctx)).map(({ reminder, tokenId }) => [reminder, tokenId])).toEqual([
    [0, token.id],
  ])
  const other = await begin()
  await revokeToken(other.ctx, other.id, other.token.id)
  expect(await expiringTokens(other.ctx)).toEqual([])
  expect(await expiringTokens(await testContext(db))).toEqual([])
  await revokeToken(ctx, id, token.id)
  expect(await expiringTokens(ctx)).toEqual([])
})

test('an old token whose successor is in use needs nobody; before that it does', async () => {
  const { ctx, id, token } = await begin()
  await inTenant(db, ctx.tenantId, (tx) =>
    tx.select(
      sql`update tokens set expires_at = now() + interval '5 days', created_at = now() - interval '1 year'`,
    ),
  )
  const fresh = await rotateToken(ctx, id, token.id)
  expect((await expiringTokens(ctx)).map(({ tokenId }) => tokenId)).toEqual([token.id])
  const use = { id: fresh.token.id, at: new Date(), address: null, userAgent: null }
  await inTenant(db, ctx.tenantId, (tx) => touchTokens(tx, ctx.tenantId, [use]))
  expect(await expiringTokens(ctx)).toEqual([])
})

test('the checker knows ours from others’, whole from cut, and whose only for the company itself', async () => {
  const { ctx, id, clear, token } = await begin()
  const integration = { id, name: 'Okta' }
  expect(await checkToken(ctx, 'ghp_0123')).toEqual({ shape: 'foreign', known: false })
  expect(await checkToken(ctx, `  Bearer ${clear} `)).toMatchObject({
    shape: 'whole',
    known: true,
    damaged: false,
    token: { state: 'active', hint: token.hint },
    integration,
  })
  expect(await checkToken(ctx, clear.slice(0, -1))).toMatchObject({
    shape: 'truncated',
    known: true,
    damaged: true,
    integration,
  })
  expect(await checkToken(await testContext(db), clear)).toEqual({ shape: 'whole', known: false })
  await revokeToken(ctx, id, token.id)
  expect(await checkToken(ctx, clear)).toMatchObject({ damaged: false, token: { state: 'revoked' } })
})
