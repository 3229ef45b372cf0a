import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '@/db/client'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { newId } from '@/lib/base/id'
import { createIntegration } from '@/lib/integrations/integrations'
import { type JsonObject, URN } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { asIntegration, testContext } from '@/lib/tenancy/testing'
import { createGroup } from './groups'
import { groupSearch, memberSearch, userSearch } from './input'
import { listGroupsOf, listMembersOf } from './members-search'
import { listTargetGroups, listTargetUsers } from './search'
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

/** A company with an integration, and how that integration adds people and groups. */
async function company() {
  const ctx = await testContext(db)
  const okta = await connect(ctx, 'Corporate Okta')
  return { ctx, ...okta }
}

async function connect(ctx: Ctx, name: string) {
  const { integration } = await createIntegration(ctx, { name, provider: 'okta', groupSync: true })
  const idp = asIntegration(ctx, integration)
  return {
    idp,
    integration,
    add: (userName: string, more: JsonObject = {}) =>
      createUser(idp, { schemas: [URN.USER], userName, ...more }),
    addGroup: (displayName: string, members: string[] = []) =>
      createGroup(idp, { schemas: [URN.GROUP], displayName }, members),
  }
}

/** People whom nobody manages, as a person of the console adds them. */
function local(ctx: Ctx): Ctx {
  return { ...ctx, permissions: new Set([...ctx.permissions, 'users.write', 'groups.write']) }
}

const names = async (ctx: Ctx, search: Record<string, unknown> = {}) =>
  (await listTargetUsers(ctx, userSearch.parse(search))).rows.map((row) => row.name)

const groupNames = async (ctx: Ctx, search: Record<string, unknown> = {}) =>
  (await listTargetGroups(ctx, groupSearch.parse(search))).rows.map((row) => row.name)

test('a row tells who it is, who manages them and what groups they are in', async () => {
  const { ctx, add, addGroup, integration } = await company()
  const grace = await add('grace@acme.example', {
    displayName: 'Grace Hopper',
    emails: [{ value: 'Grace.Hopper@acme.example', primary: true }],
  })
  for (const group of ['Research', 'Engineering', 'Everyone']) await addGroup(group, [grace.id])
  const { rows, total, page, pageSize } = await listTargetUsers(ctx, userSearch.parse({}))
  expect({ total, page, pageSize }).toEqual({ total: 1, page: 1, pageSize: 25 })
  expect(rows).toEqual([
    {
      id: grace.id,
      name: 'Grace Hopper',
      userName: 'grace@acme.example',
      email: 'Grace.Hopper@acme.example',
      suspended: false,
      active: true,
      origin: 'idp',
      integration: { id: integration.id, name: 'Corporate Okta' },
      externalId: null,
      title: null,
      department: null,
      phone: null,
      manager: null,
      organization: null,
      costCenter: null,
      employeeNumber: null,
      location: null,
      custom: {},
      groups: { names: ['Engineering', 'Everyone'], more: 1 },
      created: grace.createdAt.toISOString(),
      lastSynced: grace.modifiedAt.toISOString(),
    },
  ])
})

test('text is found without case and accents in name, e-mail, userName and externalId', async () => {
  const { ctx, add } = await company()
  await add('angel', { displayName: 'Ángel Núñez', externalId: '00uKLM' })
  await add('JOSÉ.muñoz', { displayName: 'Somebody' })
  await add('zoe', {
    displayName: 'Zoë',
    emails: [{ value: 'first@acme.example' }, { value: 'Zoë.Second@acme.example', type: 'home' }],
  })
  expect(await names(ctx, { q: 'angel nunez' })).toEqual(['Ángel Núñez'])
  expect(await names(ctx, { q: 'NÚÑEZ' })).toEqual(['Ángel Núñez'])
  expect(await names(ctx, { q: '00uklm' })).toEqual(['Ángel Núñez'])
  expect(await names(ctx, { q: 'josé' })).toEqual(['Somebody'])
  expect(await names(ctx, { q: 'jose.munoz' })).toEqual(['Somebody'])
  expect(await names(ctx, { q: 'zoe.second' })).toEqual(['Zoë'])
  expect(await names(ctx, { q: 'nobody' })).toEqual([])
})

test('percent signs, underscores and backslashes are only themselves', async () => {
  const { ctx, add } = await company()
  for (const userName of ['100%', 'a_b', 'axb', 'c\\d', '100']) await add(userName)
  expect(await names(ctx, { q: '%' })).toEqual(['100%'])
  expect(await names(ctx, { q: 'a_b' })).toEqual(['a_b'])
  expect(await names(ctx, { q: '\\' })).toEqual(['c\\d'])
  expect(await names(ctx, { q: "' or true --" })).toEqual([])
  expect(await names(ctx, { q: '10\u00000' })).toEqual(['100', '100%'])
})

test('every order is total, and backwards it is the mirror', async () => {
  const { ctx, add } = await company()
  await add('c', { displayName: 'Émile' })
  await add('a', { displayName: 'zora', active: false })
  await add('B', { displayName: 'Emil' })
  expect(await names(ctx)).toEqual(['Emil', 'Émile', 'zora'])
  expect(await names(ctx, { sort: '-name' })).toEqual(['zora', 'Émile', 'Emil'])
  expect(await names(ctx, { sort: 'userName' })).toEqual(['zora', 'Emil', 'Émile'])
  expect(await names(ctx, { sort: '-userName' })).toEqual(['Émile', 'Emil', 'zora'])
  expect(await names(ctx, { sort: 'synced' })).toEqual(['Émile', 'zora', 'Emil'])
  expect(await names(ctx, { sort: '-synced' })).toEqual(['Emil', 'zora', 'Émile'])
  expect(await names(ctx, { sort: 'created' })).toEqual(['Émile', 'zora', 'Emil'])
  expect(await names(ctx, { sort: '-created' })).toEqual(['Emil', 'zora', 'Émile'])
  expect(await names(ctx, { sort: 'status' })).toEqual(['Emil', 'Émile', 'zora'])
  expect(await names(ctx, { sort: '-status' })).toEqual(['zora', 'Emil', 'Émile'])
})

test('pages neither overlap nor leave anybody out, though all have one name', async () => {
  const { ctx, add } = await company()
  for (let number = 0; number < 60; number++) await add(`twin${number}`, { displayName: 'Twin' })
  const seen: string[] = []
  for (const page of [1, 2, 3]) {
    const found = await listTargetUsers(ctx, userSearch.parse({ page }))
    expect(found.total).toBe(60)
    seen.push(...found.rows.map((row) => row.id))
  }
  expect(seen).toHaveLength(60)
  expect(new Set(seen).size).toBe(60)
  expect((await listTargetUsers(ctx, userSearch.parse({ page: 4 }))).rows).toEqual([])
  expect((await listTargetUsers(ctx, userSearch.parse({ size: 100 }))).rows).toHaveLength(60)
})

test('filters narrow by status, origin, integration and group', async () => {
  const { ctx, add, addGroup, integration } = await company()
  const other = await connect(ctx, 'Second Okta')
  const ada = await add('ada')
  await add('bob', { active: false })
  await other.add('cid')
  await createUser(local(ctx), { schemas: [URN.USER], userName: 'dee' })
  const { row: group } = await addGroup('Engineering', [ada.id])
  expect(await names(ctx)).toEqual(['ada', 'bob', 'cid', 'dee'])
  expect(await names(ctx, { status: 'inactive' })).toEqual(['bob'])
  expect(await names(ctx, { status: 'active' })).toEqual(['ada', 'cid', 'dee'])
  expect(await names(ctx, { origin: 'local' })).toEqual(['dee'])
  expect(await names(ctx, { origin: 'idp' })).toEqual(['ada', 'bob', 'cid'])
  expect(await names(ctx, { integration: integration.id })).toEqual(['ada', 'bob'])
  expect(await names(ctx, { group: group.id })).toEqual(['ada'])
  expect(await names(ctx, { group: newId() })).toEqual([])
})

test('wrong values of an address fall back to the whole list', async () => {
  const { ctx, add } = await company()
  await add('ada')
  const odd = { status: 'x', origin: 7, sort: 'password', page: '-3', size: '1e9', group: "'", q: ['a', 'b'] }
  expect(await names(ctx, odd)).toEqual(['ada'])
  expect(userSearch.parse(odd)).toEqual(userSearch.parse({}))
})

test('another company sees nothing of it', async () => {
  const { add, addGroup } = await company()
  const ada = await add('ada')
  const { row: group } = await addGroup('Engineering', [ada.id])
  const stranger = await testContext(db)
  expect(await listTargetUsers(stranger, userSearch.parse({}))).toMatchObject({ total: 0, rows: [] })
  expect(await listTargetUsers(stranger, userSearch.parse({ group: group.id }))).toMatchObject({ total: 0 })
  expect(await listTargetGroups(stranger, groupSearch.parse({}))).toMatchObject({ total: 0, rows: [] })
  const nothing = memberSearch.parse({})
  await expect(listMembersOf(stranger, group.id, nothing)).rejects.toMatchObject({ code: 'not-found' })
  await expect(listGroupsOf(stranger, ada.id, nothing)).rejects.toMatchObject({ code: 'not-found' })
})

test('who may not read the directory is refused', async () => {
  const { ctx } = await company()
  const nobody = { ...ctx, permissions: new Set<never>() }
  await expect(listTargetUsers(nobody, userSearch.parse({}))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(listTargetGroups(nobody, groupSearch.parse({}))).rejects.toMatchObject({ code: 'forbidden' })
})

test('groups of one name from two integrations are two rows, told apart by their integration', async () => {
  const { ctx, add, addGroup } = await company()
  const other = await connect(ctx, 'Second Okta')
  const [ada, bob] = [await add('ada'), await add('bob')]
  await addGroup('Équipe', [ada.id, bob.id])
  await other.addGroup('Équipe')
  await createGroup(local(ctx), { schemas: [URN.GROUP], displayName: 'Board' }, [])
  const { rows, total } = await listTargetGroups(ctx, groupSearch.parse({}))
  expect(total).toBe(3)
  expect(rows.map(({ name, members, integration }) => [name, members, integration?.name])).toEqual([
    ['Board', 0, undefined],
    ['Équipe', 2, 'Corporate Okta'],
    ['Équipe', 0, 'Second Okta'],
  ])
  expect(await groupNames(ctx, { q: 'equipe' })).toEqual(['Équipe', 'Équipe'])
  expect(await groupNames(ctx, { origin: 'local' })).toEqual(['Board'])
  expect(await groupNames(ctx, { integration: other.integration.id })).toEqual(['Équipe'])
  expect(await groupNames(ctx, { sort: '-changed' })).toEqual(['Board', 'Équipe', 'Équipe'])
  expect(await groupNames(ctx, { q: '_' })).toEqual([])
})

test('the members of a group and the groups of a member are searched and paged by name', async () => {
  const { ctx, add, addGroup } = await company()
  const people = []
  for (const letter of ['b', 'a', 'ç'])
    people.push(await add(`${letter}@acme.example`, { displayName: letter }))
  const ids = people.map(({ id }) => id)
  const { row: group } = await addGroup('Zulu', ids)
  await addGroup('Alpha', ids.slice(0, 1))
  const members = await listMembersOf(ctx, group.id, memberSearch.parse({}))
  expect(members).toMatchObject({ total: 3, page: 1, pageSize: 25 })
  expect(members.rows.map((row) => row.name)).toEqual(['a', 'b', 'ç'])
  expect(Date.parse(members.rows[0]?.added ?? '')).toBeGreaterThan(0)
  const one = await listMembersOf(ctx, group.id, memberSearch.parse({ q: 'C@ACME' }))
  expect(one.rows.map((row) => row.name)).toEqual(['ç'])
  const groups = await listGroupsOf(ctx, ids[0] ?? '', memberSearch.parse({}))
  expect(groups.rows.map((row) => [row.name, row.integration?.name])).toEqual([
    ['Alpha', 'Corporate Okta'],
    ['Zulu', 'Corporate Okta'],
  ])
})
