import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '@/lib/base/id'
import { type Database, inTenant, openDatabase, outsideTenants, sql } from '../client'
import { type TestDatabase, testDatabase } from '../testing/database'
import { fillDirectory } from '../testing/many'

let server: TestDatabase
let db: Database
const tenantId = newId()

beforeAll(async () => {
  server = await testDatabase()
  db = openDatabase(server.url, { max: 1 })
  await outsideTenants(db, (tx) =>
    tx.select(sql`insert into tenants (id, slug, name) values (${tenantId}, 'acme', 'Acme')`),
  )
  await inTenant(db, tenantId, (tx) =>
    fillDirectory(tx, { tenantId, integrationId: newId(), people: 20, groups: 5, members: 2 }),
  )
})
afterAll(async () => {
  await db.close()
  await server.drop()
})

it('a change of members writes no index of its group, however many change', async () => {
  const [counts] = await inTenant(db, tenantId, async (tx) => {
    await tx.select(
      sql`update groups set version = version + 1, modified_at = now() where tenant_id = ${tenantId}`,
    )
    return tx.select(sql`select pg_stat_get_xact_tuples_updated('groups'::regclass)::int as written,
      pg_stat_get_xact_tuples_hot_updated('groups'::regclass)::int as "withoutIndexes"`)
  })
  expect(counts).toEqual({ written: 5, withoutIndexes: 5 })
})
