import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, inTenant, openDatabase, sql } from '@/db/client'
import { selectAudit } from '@/db/queries/audit'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { authenticate } from '@/lib/auth/bearer'
import { newId } from '@/lib/base/id'
import type { Ctx } from '@/lib/tenancy/context'
import { asRole, testContext } from '@/lib/tenancy/testing'
import { deleteIntegration } from './deletion'
import { createIntegration } from './integrations'
import { CODE_TRIES, createSetupLink, listSetupLinks, revokeSetupLink } from './setup-links'
import { openSetupLink, revealThroughLink } from './setup-visit'
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

async function begin(): Promise<{ ctx: Ctx; id: string; link: string; code: string }> {
  const ctx = await testContext(db)
  const { integration } = await createIntegration(ctx, { name: 'Okta', provider: 'okta', groupSync: false })
  const made = await createSetupLink(ctx, integration.id)
  return { ctx, id: integration.id, link: made.path.replace('/setup/', ''), code: made.code }
}

/** A caller of its own, so that tests do not use up one another's tries. */
const visitor = () => ({ address: `192.0.2.${newId()}` })
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

test('with link and code a token is made, once, and the audit log says through what', async () => {
  const { ctx, id, link, code } = await begin()
  const { clear } = await revealThroughLink(db, link, ` ${code.slice(0, 3)} ${code.slice(3)} `, visitor())
  const tenant = { id: ctx.tenantId, slug: ctx.tenantSlug, name: ctx.tenantName }
  expect((await authenticate(db, tenant, `Bearer ${clear}`, newId())).ok).toBe(true)
  await expect(revealThroughLink(db, link, code, visitor())).rejects.toMatchObject({ code: 'conflict' })
  expect(await listTokens(ctx, id)).toHaveLength(2)
  expect((await openSetupLink(db, link))?.link.state).toBe('used')
  const rows = await inTenant(db, ctx.tenantId, (tx) => selectAudit(tx, ctx.tenantId, { limit: 20 }))
  const told = rows.map(({ action, actorName }) => `${actorName}: ${action}`)
  expect(told).toContain('Ada Byron: setup-link.created')
  expect(told).toContain('Ada Byron (setup link): setup-link.used')
  expect(JSON.stringify(rows)).not.toContain(clear)
  expect(JSON.stringify(rows)).not.toContain(link)
})

test('of ten visitors at once with the right code, one gets the token', async () => {
  const { ctx, id, link, code } = await begin()
  const tries = await Promise.allSettled(
    Array.from({ length: 10 }, () => revealThroughLink(db, link, code, visitor())),
  )
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await listTokens(ctx, id)).toHaveLength(2)
})

test('wrong codes are counted on the link, whoever tries, and then the right one is too late', async () => {
  const { ctx, id, link, code } = await begin()
  for (let left = CODE_TRIES - 1; left >= 0; left--) {
    await expect(revealThroughLink(db, link, wrong(code), visitor())).rejects.toMatchObject({ field: 'code' })
    expect((await openSetupLink(db, link))?.link.triesLeft).toBe(left)
  }
  await expect(revealThroughLink(db, link, code, visitor())).rejects.toMatchObject({ code: 'limit' })
  expect(await listTokens(ctx, id)).toHaveLength(1)
  expect((await listSetupLinks(ctx, id)).map(({ state }) => state)).toEqual(['locked'])
})

test('one address is stopped after many codes, whatever links it has', async () => {
  const from = visitor()
  const links = await Promise.all(Array.from({ length: 5 }, begin))
  const tries = async () => {
    for (const { link, code } of links) {
      for (let number = 0; number < 5; number++) {
        await revealThroughLink(db, link, wrong(code), from).catch((error) => {
          if (error.code === 'limit' && error.field === undefined && !error.text.key.startsWith('connect')) {
            throw error
          }
        })
      }
    }
  }
  await expect(tries()).rejects.toMatchObject({ code: 'limit' })
})

test('a link that is cut, changed, another company’s, revoked, expired or without its integration leads nowhere', async () => {
  const { ctx, id, link, code } = await begin()
  const other = await begin()
  const [slug, rest] = link.split('.')
  const broken = [
    '',
    link.slice(0, -1),
    `${link}A`,
    `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`,
    `${other.ctx.tenantSlug}.${rest}`,
    `${slug}.${'0'.repeat(55)}`,
    `nobody.${rest}`,
  ]
  for (const each of broken) {
    expect(await openSetupLink(db, each)).toBeUndefined()
    await expect(revealThroughLink(db, each, code, visitor())).rejects.toMatchObject({ code: 'not-found' })
  }
  const [known] = await listSetupLinks(ctx, id)
  await revokeSetupLink(ctx, id, known?.id ?? '')
  await revokeSetupLink(ctx, id, known?.id ?? '')
  expect(await openSetupLink(db, link)).toBeUndefined()
  await expect(revealThroughLink(db, link, code, visitor())).rejects.toMatchObject({ code: 'not-found' })

  await inTenant(db, other.ctx.tenantId, (tx) =>
    tx.select(sql`update setup_links set expires_at = now() - interval '1 second'`),
  )
  expect(await openSetupLink(db, other.link)).toBeUndefined()

  const gone = await begin()
  await deleteIntegration(gone.ctx, gone.id, { people: 'keep' })
  expect(await openSetupLink(db, gone.link)).toBeUndefined()
})

test('with two live tokens no third is made, and the link keeps its token for later', async () => {
  const { ctx, id, link, code } = await begin()
  await createToken(ctx, id, { name: 'Second', expiry: 'never', access: 'read-write' })
  await expect(revealThroughLink(db, link, code, visitor())).rejects.toMatchObject({ code: 'conflict' })
  expect((await openSetupLink(db, link))?.link.state).toBe('live')
})

test('the visitor’s context reads, and may do nothing else', async () => {
  const { link } = await begin()
  const visit = await openSetupLink(db, link)
  expect([...(visit?.ctx.permissions ?? [])]).toEqual(['integrations.read'])
})

test('only owners and admins make and revoke links, and only of their own company', async () => {
  const { ctx, id } = await begin()
  const [link] = await listSetupLinks(ctx, id)
  const reader = asRole(ctx, 'operator')
  const stranger = await testContext(db)
  await expect(createSetupLink(reader, id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(revokeSetupLink(reader, id, link?.id ?? '')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(createSetupLink(stranger, id)).rejects.toMatchObject({ code: 'not-found' })
  await expect(revokeSetupLink(stranger, id, link?.id ?? '')).rejects.toMatchObject({ code: 'not-found' })
  expect(await listSetupLinks(stranger, id)).toEqual([])
})
