import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Database, inTenant, openDatabase } from '@/db/client'
import { selectUserNameHolder } from '@/db/queries/users'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { deleteIntegration } from '@/lib/integrations/deletion'
import { createIntegration } from '@/lib/integrations/integrations'
import { asIntegration, testContext } from '@/lib/tenancy/testing'
import { createUser } from './users'

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

it('a call that was let in before its integration was deleted is refused and leaves nobody', async () => {
  const ctx = await testContext(db)
  const { integration } = await createIntegration(ctx, { name: 'Okta', provider: 'okta', groupSync: true })
  await deleteIntegration(ctx, integration.id, { people: 'keep' })
  const late = createUser(asIntegration(ctx, integration), { userName: 'late@acme.example' })
  await expect(late).rejects.toMatchObject({ code: 'unauthenticated' })
  const holder = await inTenant(db, ctx.tenantId, (tx) =>
    selectUserNameHolder(tx, ctx.tenantId, 'late@acme.example'),
  )
  expect(holder).toBeUndefined()
})
