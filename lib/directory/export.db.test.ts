import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { inTenant, sql } from '@/db/client'
import {
  type TestDirectory,
  type TestEndpoint,
  type TestIntegration,
  testClient,
  testDirectory,
  testEndpoint,
  testIntegration,
} from '@/lib/provisioning/testing'
import { testContext } from '@/lib/tenancy/testing'
import { exportGroups, exportMembers, exportUsers } from './export'
import { exportChoice, groupSearch, userSearch } from './input'
import { suspendUser } from './suspension'

let endpoint: TestEndpoint
let okta: TestIntegration
let directory: TestDirectory

beforeAll(async () => {
  endpoint = await testEndpoint()
})
afterAll(() => endpoint.close())
beforeEach(async () => {
  okta = await testIntegration(endpoint.db)
  directory = testDirectory(testClient(okta))
})

const CSV = { format: 'csv', search: 'status=active' } as const
const textOf = async (file: Promise<{ body: ReadableStream<Uint8Array> }>) =>
  new Response((await file).body).text()
const users = (search: object, choice: object = {}) =>
  textOf(exportUsers(okta.ctx, userSearch.parse(search), exportChoice.parse(choice), CSV))

test('a file holds who is found, on however many pages, once each', async () => {
  const made = 1_203
  await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
    tx.select(sql`
      insert into users (tenant_id, id, user_name, user_name_key, active, label, label_key, resource, created_at, modified_at)
      select ${okta.ctx.tenantId}, gen_random_uuid(), 'p' || n, 'p' || n, n % 3 > 0, 'Person', 'person', '{}', now(), now()
      from generate_series(1, ${made}) n`),
  )
  const lines = (await users({})).trim().split('\r\n').slice(1)
  expect(new Set(lines.map((line) => line.split(',')[2])).size).toBe(made)
  expect(lines).toHaveLength(made)
  expect((await users({ status: 'inactive' })).trim().split('\r\n')).toHaveLength(made / 3 + 1)
})

test('chosen people and chosen columns; a suspension is always told', async () => {
  const ann = await directory.user('ann@acme.example', { displayName: 'Ann' })
  await directory.user('bob@acme.example', { displayName: 'Bob' })
  await suspendUser(okta.ctx, ann, 'Lost laptop')
  expect(await users({}, { ids: ann, cols: 'origin' })).toBe(
    `id,name,userName,suspended,origin\r\n${ann},Ann,ann@acme.example,true,IDP\r\n`,
  )
})

test('groups and the members of one are files too; each is in the audit log', async () => {
  const ann = await directory.user('ann@acme.example', { displayName: 'Ann' })
  const group = await directory.group('=cmd()', [ann])
  expect(await textOf(exportGroups(okta.ctx, groupSearch.parse({}), CSV))).toContain(
    "'=cmd(),1,IDP,Corporate Okta",
  )
  expect(await textOf(exportMembers(okta.ctx, group, CSV))).toContain('Ann,ann@acme.example')
  const audited = await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
    tx.select<{ target: string }>(sql`
      select target from audit_log where tenant_id = ${okta.ctx.tenantId} and action = 'export.made' order by position`),
  )
  expect(audited.map(({ target }) => target)).toEqual(['groups', `members-${group}`])
  await expect(exportMembers(await testContext(endpoint.db), group, CSV)).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('twenty files in ten minutes are enough for one person', async () => {
  for (let i = 0; i < 20; i++) await users({})
  await expect(users({})).rejects.toMatchObject({ code: 'limit' })
})
