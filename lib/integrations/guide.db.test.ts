import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, inTenant, openDatabase } from '@/db/client'
import { selectChanges } from '@/db/queries/changes'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { createGroup } from '@/lib/directory/groups'
import { deleteUser } from '@/lib/directory/user-deletion'
import { createUser, patchUser } from '@/lib/directory/users'
import { inEnglish } from '@/lib/messages/translate'
import { readPatch, schemaOf } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { asIntegration, asRole, testContext } from '@/lib/tenancy/testing'
import { chooseFlavour, markStep, setProvider } from './guide'
import { createIntegration, getIntegration } from './integrations'
import { proofsOf } from './proof'
import { attributesSent, countsOf } from './sends'

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

async function begin(): Promise<{ ctx: Ctx; id: string; okta: Ctx }> {
  const ctx = await testContext(db)
  const { integration } = await createIntegration(ctx, { name: 'Okta', provider: 'okta', groupSync: true })
  return { ctx, id: integration.id, okta: asIntegration(ctx, integration) }
}

const grace = { userName: 'grace@acme.example', displayName: 'Grace Hopper', title: 'Analyst', active: true }

test('marks and the kind of app are kept without history, and begin anew with another provider', async () => {
  const { ctx, id } = await begin()
  const before = await inTenant(db, ctx.tenantId, (tx) =>
    selectChanges(tx, ctx.tenantId, { integrationId: id }, { limit: 10 }),
  )
  await chooseFlavour(ctx, id, 'header')
  await markStep(ctx, id, 'oktaToApp', true)
  await markStep(ctx, id, 'oktaToApp', true)
  await markStep(ctx, id, 'oktaPush', true)
  await markStep(ctx, id, 'oktaPush', false)
  expect((await getIntegration(ctx, id)).guide).toEqual({ flavour: 'header', done: ['oktaToApp'] })
  const after = await inTenant(db, ctx.tenantId, (tx) =>
    selectChanges(tx, ctx.tenantId, { integrationId: id }, { limit: 10 }),
  )
  expect(after).toEqual(before)

  await setProvider(ctx, id, 'entra')
  await setProvider(ctx, id, 'entra')
  expect(await getIntegration(ctx, id)).toMatchObject({ provider: 'entra', guide: {} })
  const [change, ...rest] = await inTenant(db, ctx.tenantId, (tx) =>
    selectChanges(tx, ctx.tenantId, { integrationId: id }, { limit: 10 }),
  )
  expect(change).toMatchObject({ action: 'integration.provider-changed', after: { provider: 'entra' } })
  expect(rest).toHaveLength(before.length)
})

test('who may not change integrations marks nothing, and a stranger finds nothing', async () => {
  const { ctx, id } = await begin()
  const stranger = await testContext(db)
  await expect(markStep(asRole(ctx, 'auditor'), id, 'oktaPush', true)).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(setProvider(asRole(ctx, 'operator'), id, 'entra')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(markStep(stranger, id, 'oktaPush', true)).rejects.toMatchObject({ code: 'not-found' })
  expect((await getIntegration(ctx, id)).guide).toEqual({})
})

test('what the integration did proves the steps, with names for members and without for others', async () => {
  const { ctx, id, okta } = await begin()
  expect(await proofsOf(ctx, { id, provider: 'okta' }, 'Okta')).toEqual({})
  const { id: userId } = await createUser(okta, grace)
  const change = (operations: object[]) =>
    patchUser(okta, userId, readPatch({ Operations: operations } as never, schemaOf('User'), userId), {})
  await change([{ op: 'replace', path: 'title', value: 'Lead' }])
  const group = await createGroup(okta, { displayName: 'Engineering' }, [userId])
  await change([{ op: 'replace', path: 'active', value: false }])

  const proofs = await proofsOf(ctx, { id, provider: 'okta' }, 'Okta')
  const told = Object.values(proofs).map(({ text }) => inEnglish(text))
  expect(told.slice(1)).toEqual([
    'Grace Hopper arrived.',
    'Grace Hopper: title changed, Analyst → Lead.',
    'Engineering arrived with 1 member.',
    'Grace Hopper was deactivated, as expected.',
  ])
  expect(proofs.person?.userId).toBe(userId)
  expect(proofs.group?.groupId).toBe(group.row.id)
  expect(Object.values(proofs).map(({ plain }) => inEnglish(plain))).not.toContainEqual(
    expect.stringMatching(/Grace|Engineering|Lead/),
  )
  expect(await countsOf(ctx, id)).toEqual({ memberships: 1, week: { users: 1, groups: 1, memberships: 1 } })
  const sent = await attributesSent(ctx, id)
  expect(sent.sampled).toBe(1)
  expect(sent.attributes).toContainEqual({ path: 'title', people: 1, share: 1 })
})

test('whom JumpCloud makes and removes to test its connection is nobody who arrived', async () => {
  const { ctx, id, okta: jumpcloud } = await begin()
  const integration = { id, provider: 'jumpcloud' } as const
  const { id: tester } = await createUser(jumpcloud, { userName: 'tester@acme.example', active: true })
  await deleteUser(jumpcloud, tester, {})
  expect(await proofsOf(ctx, integration, 'JumpCloud')).toEqual({})
  expect(Object.keys(await proofsOf(ctx, { id, provider: 'other' }, 'Your client'))).toContain('person')
  await createUser(jumpcloud, grace)
  const { person } = await proofsOf(ctx, integration, 'JumpCloud')
  expect(person && inEnglish(person.text)).toBe('Grace Hopper arrived.')
})
