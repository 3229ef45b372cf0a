import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, inTenant, openDatabase, sql } from '@/db/client'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { authenticate } from '@/lib/auth/bearer'
import { newId } from '@/lib/base/id'
import type { Ctx } from '@/lib/tenancy/context'
import { asRole, testContext } from '@/lib/tenancy/testing'
import { createIntegration } from './integrations'
import { rotateToken } from './rotation'
import { createToken, listTokens, replaceOldestToken, revokeToken } from './tokens'

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

const second = { name: 'Second', expiry: '90-days', access: 'read-write' } as const

async function start(): Promise<{ ctx: Ctx; id: string; clear: string; tokenId: string }> {
  const ctx = await testContext(db)
  const { integration, token } = await createIntegration(ctx, {
    name: 'Okta',
    provider: 'okta',
    groupSync: false,
  })
  return { ctx, id: integration.id, clear: token.clear, tokenId: token.token.id }
}

async function accepted(ctx: Ctx, clear: string): Promise<string> {
  const tenant = { id: ctx.tenantId, slug: ctx.tenantSlug, name: ctx.tenantName }
  const answer = await authenticate(db, tenant, `Bearer ${clear}`, newId())
  return answer.ok ? [...answer.ctx.permissions].join(' ') : answer.refusal
}

test('two tokens may be live, a third may not', async () => {
  const { ctx, id, clear } = await start()
  const made = await createToken(ctx, id, second)
  await expect(createToken(ctx, id, second)).rejects.toMatchObject({
    code: 'limit',
    text: { key: 'errors.token.twoLive' },
  })
  await expect(rotateToken(ctx, id, made.token.id)).rejects.toMatchObject({ code: 'limit' })
  expect(await listTokens(ctx, id)).toHaveLength(2)
  expect(await accepted(ctx, clear)).toContain('users.write')
  expect(await accepted(ctx, made.clear)).toContain('users.write')
})

test('ten tokens are made within an hour, an eleventh waits until the first of them is an hour old', async () => {
  const { ctx, id } = await start()
  for (let made = 1; made < 10; made++) {
    const { token } = await createToken(ctx, id, second)
    await revokeToken(ctx, id, token.id)
  }
  await expect(createToken(ctx, id, second)).rejects.toMatchObject({
    code: 'limit',
    text: { key: 'errors.token.tooMany', values: { count: 10, minutes: 60 } },
  })
  await inTenant(db, ctx.tenantId, (tx) =>
    tx.select(sql`update tokens set created_at = created_at - interval '1 hour'
      where created_at = (select min(created_at) from tokens) returning 1 as done`),
  )
  expect((await createToken(ctx, id, second)).token.state).toBe('active')
})

test('of ten people who create a token at once, one succeeds', async () => {
  const { ctx, id } = await start()
  const tries = await Promise.allSettled(Array.from({ length: 10 }, () => createToken(ctx, id, second)))
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await listTokens(ctx, id)).toHaveLength(2)
})

test('a revoked token is refused at once and makes room for another', async () => {
  const { ctx, id, clear, tokenId } = await start()
  await createToken(ctx, id, second)
  await revokeToken(ctx, id, tokenId)
  expect(await accepted(ctx, clear)).toBe('revoked')
  await revokeToken(ctx, id, tokenId)
  await createToken(ctx, id, second)
  const states = (await listTokens(ctx, id)).map(({ state }) => state)
  expect(states).toEqual(['active', 'active', 'revoked'])
  const [, , revoked] = await listTokens(ctx, id)
  expect(revoked).toMatchObject({ revokedBy: 'Ada Byron' })
})

test('rotating makes a token like the old one, and both are accepted until the old one is revoked', async () => {
  const { ctx, id, clear, tokenId } = await start()
  const fresh = await rotateToken(ctx, id, tokenId)
  expect(fresh.clear).not.toBe(clear)
  const [newer, older] = await listTokens(ctx, id)
  expect(newer).toMatchObject({ name: older?.name, access: older?.access, state: 'active' })
  expect(await accepted(ctx, clear)).toContain('users.write')
  expect(await accepted(ctx, fresh.clear)).toContain('users.write')
})

test('a revoked token cannot be rotated', async () => {
  const { ctx, id, tokenId } = await start()
  await revokeToken(ctx, id, tokenId)
  await expect(rotateToken(ctx, id, tokenId)).rejects.toMatchObject({ code: 'conflict' })
})

test('a read-only token may read and nothing else', async () => {
  const { ctx, id } = await start()
  const { clear } = await createToken(ctx, id, { ...second, access: 'read-only' })
  expect(await accepted(ctx, clear)).toBe('users.read groups.read')
  expect((await listTokens(ctx, id))[0]).toMatchObject({ access: 'read-only' })
})

test('replacing revokes the older token only where two are live', async () => {
  const { ctx, id, clear } = await start()
  const next = await replaceOldestToken(ctx, id, second)
  expect(await accepted(ctx, clear)).toContain('users.write')
  const last = await replaceOldestToken(ctx, id, second)
  expect(await accepted(ctx, clear)).toBe('revoked')
  expect(await accepted(ctx, next.clear)).toContain('users.write')
  expect(await accepted(ctx, last.clear)).toContain('users.write')
})

test('operators and auditors see tokens and touch none', async () => {
  const { ctx, id, tokenId, clear } = await start()
  for (const role of ['operator', 'auditor'] as const) {
    const reader = asRole(ctx, role)
    await expect(createToken(reader, id, second)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(rotateToken(reader, id, tokenId)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(revokeToken(reader, id, tokenId)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await listTokens(reader, id)).toHaveLength(1)
  }
  expect(await accepted(ctx, clear)).toContain('users.write')
})

test('tokens of another company are not found', async () => {
  const { ctx, id, tokenId, clear } = await start()
  const stranger = await testContext(db)
  await expect(createToken(stranger, id, second)).rejects.toMatchObject({ code: 'not-found' })
  await expect(rotateToken(stranger, id, tokenId)).rejects.toMatchObject({ code: 'not-found' })
  await expect(revokeToken(stranger, id, tokenId)).rejects.toMatchObject({ code: 'not-found' })
  expect(await listTokens(stranger, id)).toEqual([])
  expect(await accepted(ctx, clear)).toContain('users.write')
  expect(await accepted(stranger, clear)).toBe('foreign')
})
