import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '@/db/client'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { newId } from '@/lib/base/id'
import { historySearch } from '@/lib/directory/input'
import { listHistory } from '@/lib/history/changes'
import { setGroupSync } from '@/lib/integrations/group-sync'
import { createIntegration } from '@/lib/integrations/integrations'
import { inEnglish } from '@/lib/messages/translate'
import { groupSchema, readPatch, readPreconditions, URN, userSchema } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { asIntegration, testContext } from '@/lib/tenancy/testing'
import { createGroup, patchGroup } from './groups'
import { getDirectoryState, getGroupResource, getTargetGroup, getTargetUser } from './target'
import { deleteUser } from './user-deletion'
import { createUser, patchUser, replaceUser } from './users'

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

const BASE = 'https://rollcall.example/api/scim/acme'
const always = readPreconditions({})

async function company() {
  const ctx = await testContext(db)
  const { integration } = await createIntegration(ctx, {
    name: 'Corporate Okta',
    provider: 'okta',
    groupSync: true,
  })
  return { ctx, integration, idp: asIntegration(ctx, integration) }
}

const grace = {
  schemas: [URN.USER, URN.ENTERPRISE_USER],
  userName: 'grace@acme.example',
  displayName: 'Grace Hopper',
  title: 'Analyst',
  [URN.ENTERPRISE_USER]: { department: 'Research' },
  'urn:acme:badge:1.0:User': { badge: { colour: 'red' } },
}

function patch(idp: Ctx, id: string, ...Operations: object[]) {
  const body = { schemas: [URN.PATCH_OP], Operations } as never
  return patchUser(idp, id, readPatch(body, userSchema, id), always)
}

const sentences = async (ctx: Ctx, of: Parameters<typeof listHistory>[1]) =>
  (await listHistory(ctx, of, historySearch.parse({}))).rows.map((row) => inEnglish(row.sentence))

test('a person is shown whole: profile, SCIM resource, manager', async () => {
  const { ctx, idp, integration } = await company()
  const { id } = await createUser(idp, grace)
  await createGroup(idp, { schemas: [URN.GROUP], displayName: 'Engineering' }, [id])
  const user = await getTargetUser(ctx, id, BASE)
  expect(user).toMatchObject({
    name: 'Grace Hopper',
    active: true,
    origin: 'idp',
    integration: { id: integration.id, name: 'Corporate Okta' },
    groups: 1,
    deactivated: null,
  })
  expect(user.resource).toMatchObject({
    id,
    userName: 'grace@acme.example',
    groups: [{ display: 'Engineering' }],
    meta: { resourceType: 'User', location: `${BASE}/Users/${id}` },
  })
  expect(user.sections.map(({ title, schema }) => [inEnglish(title), schema])).toEqual([
    ['Identity', null],
    ['Work', null],
    ['Contact', null],
    ['Organization', URN.ENTERPRISE_USER],
    ['Custom', 'urn:acme:badge:1.0:User'],
  ])
  const items = user.sections.flatMap((section) => section.items)
  expect(items).toContainEqual({
    label: { key: 'attributes.department' },
    value: 'Research',
    path: `${URN.ENTERPRISE_USER}:department`,
  })
  expect(items).toContainEqual({
    label: { key: 'attributes.givenName' },
    value: null,
    path: 'name.givenName',
  })
  expect(items).toContainEqual({
    label: 'badge colour',
    value: 'red',
    path: 'urn:acme:badge:1.0:User:badge.colour',
  })
})

test('an inactive person says who deactivated them last', async () => {
  const { ctx, idp } = await company()
  const { id } = await createUser(idp, grace)
  await patch(idp, id, { op: 'replace', value: { active: false } })
  const { active, deactivated } = await getTargetUser(ctx, id, BASE)
  expect(active).toBe(false)
  expect(deactivated?.by).toBe('Corporate Okta')
  const { id: other } = await createUser(idp, { schemas: [URN.USER], userName: 'late', active: false })
  expect((await getTargetUser(ctx, other, BASE)).deactivated).toBeNull()
})

test('a PATCH and a PUT of the same change read alike', async () => {
  const { ctx, idp } = await company()
  const { id: patched } = await createUser(idp, grace)
  const { id: put } = await createUser(idp, { ...grace, userName: 'grace2@acme.example' })
  await patch(idp, patched, { op: 'replace', value: { title: 'Lead' } })
  await replaceUser(idp, put, { ...grace, userName: 'grace2@acme.example', title: 'Lead' }, always)
  const [byPatch] = await sentences(ctx, { userId: patched })
  const [byPut] = await sentences(ctx, { userId: put })
  expect(byPatch).toBe('Corporate Okta changed title: Analyst → Lead')
  expect(byPut).toBe(byPatch)
})

test('history is told newest first, page by page, and outlives the person', async () => {
  const { ctx, idp } = await company()
  const { id } = await createUser(idp, grace)
  const { row: group } = await createGroup(idp, { schemas: [URN.GROUP], displayName: 'Engineering' }, [id])
  await patch(idp, id, { op: 'replace', value: { active: false } })
  await deleteUser(idp, id, always)
  const told = [
    'Corporate Okta removed Grace Hopper',
    'Corporate Okta removed Grace Hopper from Engineering',
    'Corporate Okta deactivated Grace Hopper',
    'Corporate Okta added Grace Hopper to Engineering',
    'Corporate Okta added Grace Hopper',
  ]
  expect((await sentences(ctx, { userId: id })).toSorted()).toEqual(told.toSorted())
  const first = await listHistory(ctx, { userId: id }, historySearch.parse({ limit: 3 }))
  const rest = await listHistory(ctx, { userId: id }, historySearch.parse({ before: first.older }))
  expect(rest.older).toBeNull()
  expect([...first.rows, ...rest.rows].map((row) => inEnglish(row.sentence))).toEqual(
    await sentences(ctx, { userId: id }),
  )
  expect(await sentences(ctx, { groupId: group.id })).toContain(
    'Corporate Okta added Grace Hopper to Engineering',
  )
  await expect(getTargetUser(ctx, id, BASE)).rejects.toMatchObject({ code: 'not-found' })
})

test('a group tells its members, its open problems and whether it is still updated', async () => {
  const { ctx, idp, integration } = await company()
  const ada = await createUser(idp, { schemas: [URN.USER], userName: 'ada' })
  const bob = await createUser(idp, { schemas: [URN.USER], userName: 'bob', active: false })
  const resource = { schemas: [URN.GROUP], displayName: 'Ops', externalId: 'g-1' }
  const { row } = await createGroup(idp, resource, [ada.id, bob.id, newId()])
  expect(await getTargetGroup(ctx, row.id)).toMatchObject({
    name: 'Ops',
    externalId: 'g-1',
    members: 2,
    activeMembers: 1,
    synced: true,
    problems: { open: 1, details: [expect.stringContaining('isn’t provisioned here')] },
  })
  const raw = await getGroupResource(ctx, row.id, BASE)
  expect(raw.withMembers).toBe(true)
  expect(raw.resource.members).toHaveLength(2)
  const body = { Operations: [{ op: 'replace', value: { id: row.id, displayName: 'Platform' } }] } as never
  await patchGroup(idp, row.id, readPatch(body, groupSchema, row.id), always)
  expect(await sentences(ctx, { groupId: row.id })).toContain(
    'Corporate Okta renamed the group Ops to Platform',
  )
  await setGroupSync(ctx, integration.id, false)
  expect(await getTargetGroup(ctx, row.id)).toMatchObject({ name: 'Platform', synced: false })
  expect(await getDirectoryState(ctx)).toEqual({
    users: 2,
    groups: 1,
    integrations: 1,
    groupSync: false,
    soleIntegrationId: integration.id,
  })
})

test('ids that are unknown, of another company or no ids at all are not found, all alike', async () => {
  const { idp } = await company()
  const { id } = await createUser(idp, grace)
  const { row } = await createGroup(idp, { schemas: [URN.GROUP], displayName: 'Ops' }, [])
  const stranger = await testContext(db)
  for (const unknown of [id, newId(), "x' or 1=1", '']) {
    const failure = { code: 'not-found', text: { key: 'errors.noUser' } }
    await expect(getTargetUser(stranger, unknown, BASE)).rejects.toMatchObject(failure)
    await expect(listHistory(stranger, { userId: unknown }, historySearch.parse({}))).rejects.toMatchObject({
      code: 'not-found',
    })
  }
  for (const unknown of [row.id, newId(), 'x']) {
    await expect(getTargetGroup(stranger, unknown)).rejects.toMatchObject({ code: 'not-found' })
    await expect(getGroupResource(stranger, unknown, BASE)).rejects.toMatchObject({ code: 'not-found' })
    const history = listHistory(stranger, { groupId: unknown }, historySearch.parse({}))
    await expect(history).rejects.toMatchObject({ code: 'not-found' })
  }
})
