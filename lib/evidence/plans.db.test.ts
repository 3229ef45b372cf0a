import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, inTenant, openDatabase, sql } from '@/db/client'
import { asAdmin, type TestDatabase, testDatabase } from '@/db/testing/database'
import { newId } from '@/lib/base/id'
import type { Ctx } from '@/lib/tenancy/context'
import { testContext } from '@/lib/tenancy/testing'
import { movementSearch, stampSearch } from './input'
import { listMovements } from './movements'
import { listStamps } from './stamps'

const CHANGES = 100_000
/** One in so many of the changes is a movement. */
const RARE = 1_000

let server: TestDatabase
let db: Database
let admin: pg.Client
let ctx: Ctx

beforeAll(async () => {
  server = await testDatabase()
  db = openDatabase(server.url, { max: 1 })
  admin = new pg.Client({ connectionString: server.adminUrl })
  await admin.connect()
  ctx = await testContext(db)
  const integrationId = newId()
  await inTenant(db, ctx.tenantId, async (tx) => {
    await tx.select(sql`
      insert into changes (tenant_id, id, at, actor_kind, actor_name, request_id, action, user_id, integration_id, label)
      select ${ctx.tenantId}, (lpad(to_hex((extract(epoch from now()) * 1000)::bigint - n * 10), 12, '0') || '7' || lpad(to_hex(n), 19, '0'))::uuid,
        now() - n * interval '10 milliseconds', 'integration', 'Okta', gen_random_uuid(),
        case when n % ${RARE}::int = 0 then 'user.deactivated' else 'user.updated' end,
        gen_random_uuid(), ${integrationId}, 'Ann'
      from generate_series(1, ${CHANGES}::int) n`)
    await tx.select(sql`
      insert into requests (tenant_id, at, id, integration_id, method, path, query, status, duration_microseconds, resource_id)
      select ${ctx.tenantId}, now(), gen_random_uuid(), ${integrationId}, 'PATCH', '/Users', '', 400, 1, gen_random_uuid()
      from generate_series(1, 20000)`)
    await tx.select(sql`
      insert into audit_log (tenant_id, position, at, actor_kind, actor_name, action, target, hash)
      select ${ctx.tenantId}, 100 + n, now(), 'person', 'Ada', case when n % ${RARE}::int = 0 then 'export.made' else 'user.created' end,
        'users', '\\x00'
      from generate_series(1, 20000) n`)
  })
  await asAdmin(server.adminUrl, 'vacuum analyze')
})
afterAll(async () => {
  await admin.end()
  await db.close()
  await server.drop()
})

test('a report costs what came and went, however much else has happened in the period', async () => {
  const read = async () => {
    await inTenant(db, ctx.tenantId, (tx) => tx.select(sql`select pg_stat_force_next_flush()`))
    const { rows } = await admin.query<{ scanned: number; fetched: number }>(
      `select sum(seq_tup_read)::int as scanned, sum(idx_tup_fetch)::int as fetched from pg_stat_user_tables
       where relname in ('changes', 'audit_log') or relname like 'requests%'`,
    )
    return rows[0] ?? { scanned: 0, fetched: 0 }
  }
  const before = await read()
  const search = movementSearch.parse({})
  expect((await listMovements(ctx, search)).total).toBe(CHANGES / RARE)
  expect((await listMovements(ctx, { ...search, movement: 'left' })).rows).toHaveLength(25)
  expect((await listMovements(ctx, { ...search, seed: 'a' })).total).toBe(25)
  await listStamps(ctx, stampSearch.parse({}))
  const after = await read()
  expect(after.scanned - before.scanned).toBe(0)
  expect(after.fetched - before.fetched).toBeLessThan((20 * CHANGES) / RARE)
})
