import { expect, test } from 'vitest'
import { inTenant, sql } from '@/db/client'
import { testIntegration } from '@/lib/provisioning/testing'
import { eachAtEndpoint } from '@/lib/provisioning/testing/each'
import { testContext } from '@/lib/tenancy/testing'
import { listCustomColumns } from './custom-columns'
import { exportGroups, exportMembers, exportUsers } from './export'
import { exportChoice, groupSearch, userSearch } from './input'
import { listTargetUsers } from './search'
import { suspendUser } from './suspension'

const { endpoint, okta, directory } = eachAtEndpoint()

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

const HR = 'urn:acme:params:scim:schemas:extension:hr:2.0:User'

test('what a client sends under names of its own is offered as columns, and is in rows and files', async () => {
  const ann = await directory.user('ann@acme.example', {
    displayName: 'Ann',
    [HR]: { badgeColour: 'green', shoeSize: 38.5, remote: true, desk: { floor: 3 }, tools: ['saw'] },
  })
  await directory.user('bob@acme.example', { displayName: 'Bob' })
  const paths = ['badgeColour', 'remote', 'shoeSize'].map((name) => `${HR}:${name}`)
  expect((await listCustomColumns(okta.ctx)).map(({ path, label }) => [path, label])).toEqual([
    [paths[0], 'badge colour'],
    [paths[1], 'remote'],
    [paths[2], 'shoe size'],
  ])
  const other = await testIntegration(endpoint.db)
  expect(await listCustomColumns(other.ctx)).toEqual([])

  const asked = `email,${paths[0]},${paths[2]},urn:none:such:User:name`
  const { rows } = await listTargetUsers(okta.ctx, userSearch.parse({ cols: asked }))
  expect(rows.map(({ custom }) => Object.values(custom))).toEqual([
    ['green', 38.5, null],
    [null, null, null],
  ])
  expect((await listTargetUsers(okta.ctx, userSearch.parse({}))).rows[0]?.custom).toEqual({})

  expect(
    await users({ cols: `${paths[1]},${paths[0]}` }, { ids: ann, cols: `${paths[1]},${paths[0]}` }),
  ).toBe(
    `id,name,userName,suspended,${paths[1]},${paths[0]}\r\n${ann},Ann,ann@acme.example,false,true,green\r\n`,
  )
  expect((await users({}, { ids: ann })).split('\r\n')[1]).toMatch(/,green,true,38.5$/)
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
