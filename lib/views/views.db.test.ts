import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Database, inTenant, openDatabase, sql } from '@/db/client'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { newId } from '@/lib/base/id'
import type { Ctx } from '@/lib/tenancy/context'
import { asRole, testContext } from '@/lib/tenancy/testing'
import { deleteView, listViews, renameView, saveView, updateView } from './views'

let server: TestDatabase
let db: Database
let ada: Ctx
let bob: Ctx

beforeAll(async () => {
  server = await testDatabase()
  db = openDatabase(server.url)
})
afterAll(async () => {
  await db.close()
  await server.drop()
})
beforeEach(async () => {
  ada = await testContext(db)
  bob = {
    ...asRole(ada, 'operator'),
    actor: { kind: 'person', personId: newId(), name: 'Bob', email: 'bob@acme.example' },
  }
})

const view = (name: string, shared = false) => ({ name, query: 'status=inactive&sort=-name', shared })
const namesOf = async (ctx: Ctx) => (await listViews(ctx, 'users')).map(({ name }) => name)
const audited = (ctx: Ctx) =>
  inTenant(db, ctx.tenantId, async (tx) =>
    (await tx.select<{ action: string }>(sql`select action from audit_log order by position`))
      .map(({ action }) => action)
      .filter((action) => action.startsWith('view.')),
  )

test('a view of one’s own is seen by nobody else, a shared one by the whole company', async () => {
  await saveView(ada, 'users', view('Leavers'))
  await saveView(ada, 'users', view('Everybody’s', true))
  expect(await namesOf(ada)).toEqual(['Everybody’s', 'Leavers'])
  expect(await listViews(bob, 'users')).toMatchObject([
    { name: 'Everybody’s', isOwn: false, ownerName: 'Ada Byron', query: 'status=inactive&sort=-name' },
  ])
  expect(await listViews(ada, 'groups')).toEqual([])
  expect(await listViews(await testContext(db), 'users')).toEqual([])
})

test('a name is taken once for each person and list, whatever its case', async () => {
  await saveView(ada, 'users', view('Leavers'))
  await expect(saveView(ada, 'users', view('LEAVERS'))).rejects.toMatchObject({
    code: 'conflict',
    field: 'name',
  })
  await saveView(ada, 'groups', view('Leavers'))
  await saveView(bob, 'users', view('Leavers'))
  expect(await namesOf(bob)).toEqual(['Leavers'])
})

test('a view is changed by its owner alone; a shared one may be deleted by who manages the company', async () => {
  const own = await saveView(bob, 'users', view('Mine'))
  const shared = await saveView(bob, 'users', view('Ours', true))
  await updateView(bob, own.id, 'q=ann')
  await renameView(bob, own.id, { name: 'Ann', shared: false })
  expect(await listViews(bob, 'users')).toMatchObject([{ name: 'Ann', query: 'q=ann' }, { name: 'Ours' }])

  await expect(updateView(ada, own.id, '')).rejects.toMatchObject({ code: 'not-found' })
  await expect(deleteView(asRole(ada, 'auditor'), shared.id)).rejects.toMatchObject({ code: 'forbidden' })
  await deleteView(ada, shared.id)
  expect(await namesOf(bob)).toEqual(['Ann'])
  await expect(deleteView(bob, newId())).rejects.toMatchObject({ code: 'not-found' })
})

test('sharing needs the right to, and is audited; what somebody keeps for themselves is not', async () => {
  const auditor = asRole(bob, 'auditor')
  await expect(saveView(auditor, 'users', view('Ours', true))).rejects.toMatchObject({ code: 'forbidden' })
  const own = await saveView(auditor, 'users', view('Mine'))
  await expect(renameView(auditor, own.id, { name: 'Mine', shared: true })).rejects.toMatchObject({
    code: 'forbidden',
  })
  expect(await audited(ada)).toEqual([])
  await renameView(bob, own.id, { name: 'Ours', shared: true })
  await renameView(bob, own.id, { name: 'Ours', shared: false })
  expect(await audited(ada)).toEqual(['view.shared', 'view.withdrawn'])
})

test('fifty views of a list are the most that one person keeps', async () => {
  for (let i = 0; i < 50; i++) await saveView(ada, 'groups', view(`View ${i}`))
  await expect(saveView(ada, 'groups', view('One more'))).rejects.toMatchObject({ code: 'limit' })
})

test('views of the audit log are for those who may read it', async () => {
  await saveView(ada, 'audit-log', { ...view('Tokens', true), query: 'action=token' })
  expect(await listViews(asRole(bob, 'auditor'), 'audit-log')).toMatchObject([{ name: 'Tokens' }])
  await expect(listViews(bob, 'audit-log')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(saveView(bob, 'audit-log', view('Mine'))).rejects.toMatchObject({ code: 'forbidden' })
})
