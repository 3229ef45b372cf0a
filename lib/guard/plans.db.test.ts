import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, inTenant, openDatabase, outsideTenants, sql } from '@/db/client'
import { asAdmin, type TestDatabase, testDatabase } from '@/db/testing/database'
import { fillDirectory } from '@/db/testing/many'
import { newId } from '@/lib/base/id'
import { checkIntegration } from './check'

const CHANGES = 200_000
const LOST = 12
const EACH = Math.floor(CHANGES / LOST)

let server: TestDatabase
let db: Database
let admin: pg.Client
const tenantId = newId()
const integrationId = newId()

beforeAll(async () => {
  server = await testDatabase()
  db = openDatabase(server.url, { max: 1 })
  admin = new pg.Client({ connectionString: server.adminUrl })
  await admin.connect()
  await outsideTenants(db, (tx) =>
    tx.select(sql`insert into tenants (id, slug, name) values (${tenantId}, 'acme', 'Acme')`),
  )
  await inTenant(db, tenantId, (tx) =>
    fillDirectory(tx, { tenantId, integrationId, people: 2_000, groups: 10, members: 100 }),
  )
  await inTenant(db, tenantId, (tx) =>
    tx.select(sql`
      insert into changes (tenant_id, id, at, actor_kind, actor_name, action, user_id, integration_id, label)
      select ${tenantId}, (lpad(to_hex((extract(epoch from now()) * 1000)::bigint - n / 1000), 12, '0') || '7' || lpad(to_hex(n), 19, '0'))::uuid,
        now() - n / 1000 * interval '1 millisecond', 'integration', 'Okta',
        case when n % ${EACH}::int = 0 then 'user.deactivated' else 'user.updated' end,
        gen_random_uuid(), ${integrationId}, 'Ann'
      from generate_series(1, ${CHANGES}::int) n`),
  )
  await asAdmin(server.adminUrl, 'vacuum analyze')
})
afterAll(async () => {
  await admin.end()
  await db.close()
  await server.drop()
})

test('a look costs what was lost, however much else has happened in those minutes', async () => {
  const read = async () => {
    await outsideTenants(db, (tx) => tx.select(sql`select pg_stat_force_next_flush()`))
    const { rows } = await admin.query<{ scanned: number; entries: number }>(
      `select seq_tup_read::int as scanned, idx_tup_fetch::int as entries from pg_stat_user_tables where relname = 'changes'`,
    )
    return rows[0] ?? { scanned: 0, entries: 0 }
  }
  const before = await read()
  await checkIntegration(db, tenantId, integrationId)
  const after = await read()
  expect(after.scanned).toBe(before.scanned)
  expect(after.entries - before.entries).toBeLessThan(50 * LOST)
})
