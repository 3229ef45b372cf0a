import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, inTenant, openDatabase, sql } from '@/db/client'
import { selectChanges } from '@/db/queries/changes'
import { keepLastCalls } from '@/db/queries/last-calls'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { createGroup } from '@/lib/directory/groups'
import { createUser } from '@/lib/directory/users'
import type { Ctx } from '@/lib/tenancy/context'
import { asIntegration, asRole, testContext } from '@/lib/tenancy/testing'
import type { Fate } from './choices'
import { deleteIntegration } from './deletion'
import { createIntegration, listIntegrations } from './integrations'
import { listTokens } from './tokens'

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

type Person = {
  userName: string
  managerId: string | null
  active: boolean
  resource: { active?: boolean }
  version: number
}
type Group = {
  displayName: string
  managerId: string | null
  resource: { displayName?: string }
  members: number
}

/** One integration with two people, one of them inactive, and two groups, one with a namesake that is Local. */
async function start() {
  const ctx = await testContext(db)
  const { integration } = await createIntegration(ctx, { name: 'Okta', provider: 'okta', groupSync: true })
  const idp = asIntegration(ctx, integration)
  const local: Ctx = { ...ctx, permissions: new Set([...ctx.permissions, 'users.write', 'groups.write']) }
  const grace = await createUser(idp, { userName: 'grace@acme.example', displayName: 'Grace', active: true })
  await createUser(idp, { userName: 'gone@acme.example', active: false })
  await createUser(local, { userName: 'local@acme.example', active: true })
  await createGroup(idp, { displayName: 'Engineering' }, [grace.id])
  await createGroup(idp, { displayName: 'Sales' }, [])
  await createGroup(local, { displayName: 'ENGINEERING' }, [grace.id])
  return { ctx, integration }
}

async function directory(ctx: Ctx): Promise<{ people: Person[]; groups: Group[] }> {
  return inTenant(db, ctx.tenantId, async (tx) => ({
    people: await tx.select<Person>(
      sql`select user_name as "userName", manager_id as "managerId", active, resource, version from users order by 1`,
    ),
    groups: await tx.select<Group>(
      sql`select display_name as "displayName", manager_id as "managerId", resource,
            (select count(*)::int from group_members m where m.group_id = g.id) as members
          from groups g order by display_name_key, 1`,
    ),
  }))
}

async function actions(ctx: Ctx): Promise<string[]> {
  const rows = await inTenant(db, ctx.tenantId, (tx) =>
    selectChanges(tx, ctx.tenantId, 'directory', { limit: 100 }),
  )
  return rows
    .filter(({ actorKind }) => actorKind === 'person')
    .map(({ action, label }) => `${action} ${label}`)
}

async function remove(ctx: Ctx, id: string, people: Fate) {
  await deleteIntegration(ctx, id, { people })
  expect(await listIntegrations(ctx)).toEqual([])
  expect(await listTokens(ctx)).toEqual([])
}

test('kept people and groups become Local, and a group whose name is taken says where it came from', async () => {
  const { ctx, integration } = await start()
  await remove(ctx, integration.id, 'keep')
  const { people, groups } = await directory(ctx)
  expect(
    people.map(({ userName, managerId, active, version }) => ({ userName, managerId, active, version })),
  ).toEqual([
    { userName: 'gone@acme.example', managerId: null, active: false, version: 1 },
    { userName: 'grace@acme.example', managerId: null, active: true, version: 1 },
    { userName: 'local@acme.example', managerId: null, active: true, version: 1 },
  ])
  expect(groups.map(({ displayName, managerId, members }) => ({ displayName, managerId, members }))).toEqual([
    { displayName: 'ENGINEERING', managerId: null, members: 1 },
    { displayName: 'Engineering (Okta)', managerId: null, members: 1 },
    { displayName: 'Sales', managerId: null, members: 0 },
  ])
  expect(groups[1]?.resource.displayName).toBe('Engineering (Okta)')
  expect(await actions(ctx)).toEqual(
    expect.arrayContaining([
      'user.released Grace',
      'user.released gone@acme.example',
      'group.released Sales',
      'group.released Engineering (Okta)',
    ]),
  )
})

test('what its last calls were waits for its return, and calls that were on their way add nothing', async () => {
  const { ctx, integration } = await start()
  const call = { integrationId: integration.id, at: new Date(), refusal: null, tokenId: null }
  const keep = () => inTenant(db, ctx.tenantId, (tx) => keepLastCalls(tx, ctx.tenantId, [call]))
  const kept = () => inTenant(db, ctx.tenantId, (tx) => tx.select(sql`select * from last_calls`))
  await keep()
  const before = await kept()
  expect(before).toHaveLength(1)
  await remove(ctx, integration.id, 'keep')
  await keep()
  expect(await kept()).toEqual(before)
})

test('a second integration of the same name finds the name in parentheses taken and counts on', async () => {
  const { ctx, integration } = await start()
  await remove(ctx, integration.id, 'keep')
  const again = await createIntegration(ctx, { name: 'Okta', provider: 'okta', groupSync: true })
  await createGroup(asIntegration(ctx, again.integration), { displayName: 'Engineering' }, [])
  await remove(ctx, again.integration.id, 'keep')
  const { groups } = await directory(ctx)
  expect(groups.map(({ displayName }) => displayName)).toEqual([
    'ENGINEERING',
    'Engineering (Okta 2)',
    'Engineering (Okta)',
    'Sales',
  ])
})

test('deactivated people become Local and inactive, in the column and in the resource', async () => {
  const { ctx, integration } = await start()
  await remove(ctx, integration.id, 'deactivate')
  const { people, groups } = await directory(ctx)
  expect(people.map(({ userName, active, resource }) => [userName, active, resource.active])).toEqual([
    ['gone@acme.example', false, false],
    ['grace@acme.example', false, false],
    ['local@acme.example', true, true],
  ])
  expect(people.map(({ version }) => version)).toEqual([1, 2, 1])
  expect(people.every(({ managerId }) => managerId === null)).toBe(true)
  expect(groups).toHaveLength(3)
  expect(await actions(ctx)).toEqual(
    expect.arrayContaining(['user.deactivated Grace', 'user.released gone@acme.example']),
  )
})

test('removed people and groups are gone, and leave the Local groups they were in', async () => {
  const { ctx, integration } = await start()
  await remove(ctx, integration.id, 'remove')
  const { people, groups } = await directory(ctx)
  expect(people.map(({ userName }) => userName)).toEqual(['local@acme.example'])
  expect(groups.map(({ displayName, members }) => [displayName, members])).toEqual([['ENGINEERING', 0]])
  expect(await actions(ctx)).toEqual(
    expect.arrayContaining([
      'user.deleted Grace',
      'member.removed Grace',
      'group.deleted Engineering',
      'group.deleted Sales',
    ]),
  )
})

test('more people than one page are all let go', async () => {
  const ctx = await testContext(db)
  const { integration } = await createIntegration(ctx, { name: 'Okta', provider: 'okta', groupSync: true })
  await inTenant(db, ctx.tenantId, (tx) =>
    tx.select(sql`
      insert into users (tenant_id, id, manager_id, user_name, user_name_key, active, label, label_key, resource, created_at, modified_at)
      select ${ctx.tenantId}, gen_random_uuid(), ${integration.id}, 'u' || n, 'u' || n, true, 'u' || n, 'u' || n, '{"active":true}', now(), now()
      from generate_series(1, 2500) n`),
  )
  await remove(ctx, integration.id, 'deactivate')
  const [counts] = await inTenant(db, ctx.tenantId, (tx) =>
    tx.select(sql`
      select (select count(*)::int from users where manager_id is null and not active) as people,
             (select count(distinct user_id)::int from changes where action = 'user.deactivated') as told,
             (select count(*)::int from audit_log where action like 'user.%') as audited`),
  )
  expect(counts).toEqual({ people: 2500, told: 2500, audited: 0 })
})

test('only owners delete, and only in their own company', async () => {
  const { ctx, integration } = await start()
  await expect(
    deleteIntegration(asRole(ctx, 'admin'), integration.id, { people: 'keep' }),
  ).rejects.toMatchObject({
    code: 'forbidden',
    text: { key: 'errors.onlyAdmins.deletion' },
  })
  await expect(
    deleteIntegration(await testContext(db), integration.id, { people: 'remove' }),
  ).rejects.toMatchObject({ code: 'not-found' })
  expect(await listIntegrations(ctx)).toHaveLength(1)
  expect((await directory(ctx)).people).toHaveLength(3)
})
