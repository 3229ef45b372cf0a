import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, inTenant, openDatabase } from '@/db/client'
import { insertRequests } from '@/db/queries/requests'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { requestRow } from '@/lib/activity/testing'
import { newId } from '@/lib/base/id'
import { createGroup } from '@/lib/directory/groups'
import { createUser } from '@/lib/directory/users'
import { createIntegration } from '@/lib/integrations/integrations'
import type { Ctx } from '@/lib/tenancy/context'
import { asIntegration, testContext } from '@/lib/tenancy/testing'
import { findAnything } from './find'

let server: TestDatabase
let db: Database
let ctx: Ctx
let integrationId: string
const requestId = newId()

beforeAll(async () => {
  server = await testDatabase()
  db = openDatabase(server.url)
  ctx = await testContext(db)
  const { integration } = await createIntegration(ctx, { name: 'Okta', provider: 'okta', groupSync: true })
  integrationId = integration.id
  const okta = asIntegration(ctx, integration)
  for (let n = 0; n < 7; n++) await createUser(okta, { userName: `ann${n}@acme.example`, active: true })
  await createGroup(okta, { displayName: 'Annex' }, [])
  const row = requestRow({
    ...{ id: requestId, integrationId, method: 'POST' },
    ...{ status: 409, scimType: 'uniqueness', detail: 'x' },
  })
  await inTenant(db, ctx.tenantId, (tx) => insertRequests(tx, ctx.tenantId, [row]))
})
afterAll(async () => {
  await db.close()
  await server.drop()
})

test('nothing typed finds the integrations; a part of a name a few people and groups', async () => {
  const integrations = [{ id: integrationId, name: 'Okta' }]
  const nothing = { users: [], groups: [], requests: [], integrations }
  expect(await findAnything(ctx, '  ')).toEqual(nothing)
  const found = await findAnything(ctx, 'ann')
  expect(found.users).toHaveLength(5)
  expect(found.groups.map(({ name }) => name)).toEqual(['Annex'])
  expect(await findAnything(ctx, 'nobody is called this')).toEqual(nothing)
})

test('a request is found by its id and by the reference of its error', async () => {
  const told = [{ id: requestId, integrationId, told: '409 POST /Users' }]
  expect((await findAnything(ctx, requestId)).requests).toEqual(told)
  expect((await findAnything(ctx, `Ref ${requestId.slice(-8).toUpperCase()}`)).requests).toEqual(told)
})

test('nothing of another company is found', async () => {
  const other = await testContext(db)
  for (const q of ['ann', requestId]) {
    expect(await findAnything(other, q)).toEqual({ users: [], groups: [], requests: [], integrations: [] })
  }
})
