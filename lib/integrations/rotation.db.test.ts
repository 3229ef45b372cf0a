import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, inTenant, openDatabase } from '@/db/client'
import { touchTokens } from '@/db/queries/credentials'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { authenticate } from '@/lib/auth/bearer'
import { newId } from '@/lib/base/id'
import type { Ctx } from '@/lib/tenancy/context'
import { asRole, testContext } from '@/lib/tenancy/testing'
import { createIntegration } from './integrations'
import { cancelRotation, retireToken, rotateToken, rotationOf } from './rotation'
import { createToken, listTokens } from './tokens'

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

/** An integration whose first token is being rotated; nobody has used the second one. */
async function begin() {
  const ctx = await testContext(db)
  const { integration, token: old } = await createIntegration(ctx, {
    name: 'Okta',
    provider: 'okta',
    groupSync: false,
  })
  const fresh = await rotateToken(ctx, integration.id, old.token.id)
  return { ctx, id: integration.id, old, fresh }
}

function use(ctx: Ctx, tokenId: string): Promise<void> {
  const uses = [{ id: tokenId, at: new Date(), address: '192.0.2.1', userAgent: 'Okta SCIM Client 1.0.0' }]
  return inTenant(ctx.db, ctx.tenantId, (tx) => touchTokens(tx, ctx.tenantId, uses))
}

async function accepted(ctx: Ctx, clear: string): Promise<boolean> {
  const tenant = { id: ctx.tenantId, slug: ctx.tenantSlug, name: ctx.tenantName }
  return (await authenticate(db, tenant, `Bearer ${clear}`, newId())).ok
}

test('a rotation stands in the rows, whoever comes to look', async () => {
  const { ctx, id, old, fresh } = await begin()
  const rotation = rotationOf(await listTokens(asRole(ctx, 'auditor'), id))
  expect(rotation?.old.id).toBe(old.token.id)
  expect(rotation?.fresh.id).toBe(fresh.token.id)
})

test('the old token is not ended while nobody has used the new one', async () => {
  const { ctx, id, old } = await begin()
  for (const when of ['now', '24-hours'] as const) {
    await expect(retireToken(ctx, id, old.token.id, when)).rejects.toMatchObject({ code: 'conflict' })
  }
  expect(await accepted(ctx, old.clear)).toBe(true)
  expect((await listTokens(ctx, id)).map(({ retiredBy }) => retiredBy)).toEqual([null, null])
})

test('ended now, the old token is revoked; ended later, its end is brought forward and stands beside its maker', async () => {
  const now = await begin()
  await use(now.ctx, now.fresh.token.id)
  await retireToken(now.ctx, now.id, now.old.token.id, 'now')
  expect(await accepted(now.ctx, now.old.clear)).toBe(false)
  expect(await accepted(now.ctx, now.fresh.clear)).toBe(true)

  const later = await begin()
  await use(later.ctx, later.fresh.token.id)
  await retireToken(later.ctx, later.id, later.old.token.id, '1-hour')
  expect(await accepted(later.ctx, later.old.clear)).toBe(true)
  const tokens = await listTokens(later.ctx, later.id)
  expect(rotationOf(tokens)).toBeUndefined()
  const old = tokens.find(({ id }) => id === later.old.token.id)
  expect(old?.retiredBy).toBe('Ada Byron')
  expect(old?.expiresAt?.getTime()).toBeLessThanOrEqual(Date.now() + 3_600_000)
  expect(old?.expiresAt?.getTime()).toBeGreaterThan(Date.now() + 3_500_000)
  await expect(retireToken(later.ctx, later.id, later.fresh.token.id, 'now')).rejects.toMatchObject({
    code: 'conflict',
  })
})

test('a token that ends sooner by itself is not kept longer by its rotation', async () => {
  const ctx = await testContext(db)
  const { integration, token } = await createIntegration(ctx, {
    name: 'Okta',
    provider: 'okta',
    groupSync: false,
  })
  const soon = new Date(Date.now() + 60_000)
  await inTenant(db, ctx.tenantId, async (tx) => {
    await tx.orm.execute(
      `update tokens set expires_at = '${soon.toISOString()}' where id = '${token.token.id}'`,
    )
  })
  const fresh = await rotateToken(ctx, integration.id, token.token.id)
  await use(ctx, fresh.token.id)
  await retireToken(ctx, integration.id, token.token.id, '7-days')
  const old = (await listTokens(ctx, integration.id)).find(({ id }) => id === token.token.id)
  expect(old?.expiresAt).toEqual(soon)
})

test('a rotation is taken back while the new token is unused, and only then', async () => {
  const { ctx, id, old, fresh } = await begin()
  await cancelRotation(ctx, id, fresh.token.id)
  expect(await accepted(ctx, fresh.clear)).toBe(false)
  expect(await accepted(ctx, old.clear)).toBe(true)
  await expect(cancelRotation(ctx, id, fresh.token.id)).rejects.toMatchObject({ code: 'conflict' })

  const used = await begin()
  await use(used.ctx, used.fresh.token.id)
  await expect(cancelRotation(used.ctx, used.id, used.fresh.token.id)).rejects.toMatchObject({
    code: 'conflict',
  })
  expect(await accepted(used.ctx, used.fresh.clear)).toBe(true)
})

test('two tokens that have nothing to do with each other are no rotation', async () => {
  const ctx = await testContext(db)
  const { integration, token } = await createIntegration(ctx, {
    name: 'Okta',
    provider: 'okta',
    groupSync: false,
  })
  const second = await createToken(ctx, integration.id, {
    name: 'Second',
    expiry: 'never',
    access: 'read-write',
  })
  await use(ctx, second.token.id)
  expect(rotationOf(await listTokens(ctx, integration.id))).toBeUndefined()
  await expect(retireToken(ctx, integration.id, token.token.id, 'now')).rejects.toMatchObject({
    code: 'conflict',
  })
  await expect(cancelRotation(ctx, integration.id, second.token.id)).rejects.toMatchObject({
    code: 'conflict',
  })
})

test('operators end and cancel nothing, and a stranger finds nothing', async () => {
  const { ctx, id, old, fresh } = await begin()
  const stranger = await testContext(db)
  const reader = asRole(ctx, 'operator')
  await expect(retireToken(reader, id, old.token.id, 'now')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(cancelRotation(reader, id, fresh.token.id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(retireToken(stranger, id, old.token.id, 'now')).rejects.toMatchObject({ code: 'not-found' })
  await expect(cancelRotation(stranger, id, fresh.token.id)).rejects.toMatchObject({ code: 'not-found' })
  expect(await accepted(ctx, old.clear)).toBe(true)
  expect(await accepted(ctx, fresh.clear)).toBe(true)
})
