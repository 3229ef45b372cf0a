import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '@/lib/base/id'
import { createIntegration } from '@/lib/integrations/integrations'
import { testContext } from '@/lib/tenancy/testing'
import { askInTenant, type Database, inTenant, openDatabase, sql } from './client'
import { lockGroup } from './queries/groups'
import { asAdmin, type TestDatabase, testDatabase } from './testing/database'

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

it('a connection that is lost in the middle of a transaction fails that, and the process goes on', async () => {
  const tenantId = newId()
  const sleep = { name: 'sleep', text: 'select pg_sleep(30)' }
  const lost = [
    inTenant(db, tenantId, (tx) => tx.run(sleep, [])),
    inTenant(db, tenantId, async (tx) => {
      await tx.select(sql`select 1`)
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      return tx.select(sql`select 1`)
    }),
    askInTenant(db, tenantId, [[sleep, []]]),
  ].map((work) => expect(work).rejects.toMatchObject({ code: 'unavailable' }))
  await new Promise((resolve) => setTimeout(resolve, 500))
  await asAdmin(
    server.adminUrl,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  )
  await Promise.all(lost)
  expect(await inTenant(db, tenantId, (tx) => tx.select(sql`select 1 as here`))).toEqual([{ here: 1 }])
})

it('groups that became Local while they were waited for are judged by the rule, several in one statement', async () => {
  const { tenantId, groups, viewer } = await managedGroups(3)
  const admin = new pg.Client({ connectionString: server.adminUrl })
  await admin.connect()
  try {
    await admin.query('begin')
    await admin.query(`update groups set manager_id = null where tenant_id = '${tenantId}'`)
    const locked = inTenant(db, tenantId, (tx) =>
      Promise.all(groups.map((id) => lockGroup(tx, tenantId, id, viewer))),
    )
    const waits = async () => {
      const { rows } = await admin.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
      return rows.length
    }
    await expect.poll(waits).toBeGreaterThan(0)
    await admin.query('commit')
    expect((await locked).map((row) => row?.managerId)).toEqual([null, null, null])
  } finally {
    await admin.end()
  }
})

async function managedGroups(count: number) {
  const ctx = await testContext(db)
  const { tenantId } = ctx
  const { integration } = await createIntegration(ctx, { name: 'Okta', provider: 'okta', groupSync: true })
  const groups = Array.from({ length: count }, newId)
  const values = groups.map(
    (id) => `('${tenantId}', '${id}', '${integration.id}', '${id}', '${id}', '{}', now(), now())`,
  )
  await asAdmin(
    server.adminUrl,
    `insert into groups (tenant_id, id, manager_id, display_name, display_name_key, resource, created_at, modified_at)
     values ${values.join(', ')}`,
  )
  return { tenantId, groups, viewer: integration.id }
}
