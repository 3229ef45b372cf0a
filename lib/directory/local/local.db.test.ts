import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, inTenant, openDatabase } from '@/db/client'
import { selectAudit } from '@/db/queries/audit'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { newId } from '@/lib/base/id'
import { listHistory } from '@/lib/history/changes'
import { createIntegration } from '@/lib/integrations/integrations'
import { URN } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { asIntegration, asRole, testContext } from '@/lib/tenancy/testing'
import { createGroup } from '../groups'
import { openGroup } from '../large-group'
import { getTargetGroup } from '../target'
import { createUser, getUser, replaceUser } from '../users'
import { findCandidates } from './candidates'
import { PERSON_FIELD_NAMES, type PersonField } from './choices'
import { changeLocalMembers, createLocalGroup, deleteLocalGroup, renameLocalGroup } from './groups'
import { type Contact, type PersonDraft, readDraft } from './input'
import {
  changeLocalPerson,
  createLocalPerson,
  deleteLocalPerson,
  getLocalPerson,
  setLocalPersonActive,
} from './people'

let server: TestDatabase
let db: Database
let ctx: Ctx
let okta: Ctx

beforeAll(async () => {
  server = await testDatabase()
  db = openDatabase(server.url)
  ctx = await testContext(db)
  const { integration } = await createIntegration(ctx, {
    name: 'Corporate Okta',
    provider: 'okta',
    groupSync: true,
  })
  okta = asIntegration(ctx, integration)
})
afterAll(async () => {
  await db.close()
  await server.drop()
})

function draft(fields: Partial<Record<PersonField, string>>, more: Partial<PersonDraft> = {}): PersonDraft {
  const all = Object.fromEntries(PERSON_FIELD_NAMES.map((name) => [name, fields[name] ?? '']))
  return { fields: all as Record<PersonField, string>, emails: [], phones: [], ...more }
}

const work = (value: string): Contact => ({ value, type: 'work', primary: true })
const add = async (userName: string) => (await createLocalPerson(ctx, draft({ userName }))).id
const actionsOf = async (of: { userId: string } | { groupId: string }) =>
  (await listHistory(ctx, of, { before: '', limit: 25 })).rows.map(({ action }) => action)

async function audited(): Promise<string[]> {
  const rows = await inTenant(db, ctx.tenantId, (tx) => selectAudit(tx, ctx.tenantId, { limit: 50 }))
  return rows.map(({ action, target }) => `${action} ${target}`)
}

describe('a Local person', () => {
  test('is added, edited, deactivated, activated and deleted, each act in history and audit', async () => {
    const { id, name } = await createLocalPerson(
      ctx,
      draft(
        { userName: 'Grace@acme.example', givenName: 'Grace', familyName: 'Hopper', department: 'Navy' },
        { emails: [work('grace@acme.example')], phones: [{ ...work('+1 555'), type: 'mobile' }] },
      ),
    )
    expect(name).toBe('Grace Hopper')
    const opened = await getLocalPerson(ctx, id)
    expect(opened.draft.emails).toEqual([work('grace@acme.example')])
    await changeLocalPerson(ctx, id, opened.version, {
      ...opened.draft,
      fields: { ...opened.draft.fields, title: 'Admiral', department: '' },
    })
    await setLocalPersonActive(ctx, id, false)
    const row = await getUser(ctx, id)
    expect(row).toMatchObject({ managerId: null, active: false, version: 3 })
    expect(row.resource).toMatchObject({ userName: 'Grace@acme.example', title: 'Admiral', active: false })
    expect(row.resource).not.toHaveProperty([URN.ENTERPRISE_USER])
    await setLocalPersonActive(ctx, id, true)
    await deleteLocalPerson(ctx, id)
    expect(await actionsOf({ userId: id })).toEqual([
      'user.deleted',
      'user.reactivated',
      'user.deactivated',
      'user.updated',
      'user.created',
    ])
    expect((await audited()).slice(0, 5)).toEqual(
      ['deleted', 'reactivated', 'deactivated', 'updated', 'created'].map(
        (done) => `user.${done} Grace Hopper`,
      ),
    )
    await expect(getLocalPerson(ctx, id)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('keeps what the form has no input for', async () => {
    const kept = {
      roles: [{ value: 'admin' }],
      'urn:acme:2.0:User': { badge: '7' },
      name: { givenName: 'Ann', middleName: 'B', formatted: 'Ann B Smith' },
      emails: [{ value: 'a@acme.example', display: 'Ann', type: 'work' }],
    }
    const system: Ctx = { ...ctx, permissions: new Set(['users.write']) }
    const { id } = await createUser(system, { schemas: [URN.USER], userName: 'ann', ...kept })
    const { version, draft: opened } = await getLocalPerson(ctx, id)
    await changeLocalPerson(ctx, id, version, { ...opened, fields: { ...opened.fields, title: 'CTO' } })
    expect((await getUser(ctx, id)).resource).toMatchObject({ ...kept, title: 'CTO' })
    const again = await getLocalPerson(ctx, id)
    await changeLocalPerson(ctx, id, again.version, {
      ...again.draft,
      fields: { ...again.draft.fields, givenName: 'Anna' },
    })
    expect((await getUser(ctx, id)).resource.name).toEqual({ givenName: 'Anna', middleName: 'B' })
  })

  test('saved as it was changes nothing and leaves no history', async () => {
    const id = await add('same@acme.example')
    const { version, draft: opened } = await getLocalPerson(ctx, id)
    await changeLocalPerson(ctx, id, version, opened)
    expect((await getLocalPerson(ctx, id)).version).toBe(version)
    expect(await actionsOf({ userId: id })).toEqual(['user.created'])
  })

  test('that somebody else has saved meanwhile is not written over', async () => {
    const id = await add('both@acme.example')
    const { version, draft: opened } = await getLocalPerson(ctx, id)
    const titled = (title: string) => ({ ...opened, fields: { ...opened.fields, title } })
    await changeLocalPerson(ctx, id, version, titled('First'))
    await expect(changeLocalPerson(ctx, id, version, titled('Second'))).rejects.toMatchObject({
      code: 'conflict',
      field: 'version',
    })
    expect((await getLocalPerson(ctx, id)).draft.fields.title).toBe('First')
  })

  test('has a userName of their own, compared without case; who has it is told', async () => {
    await add('taken@acme.example')
    await expect(add('TAKEN@acme.example')).rejects.toMatchObject({
      code: 'conflict',
      field: 'userName',
      text: { key: 'local.errors.userNameTaken' },
    })
    await createUser(okta, { schemas: [URN.USER], userName: 'theirs@acme.example' })
    await expect(add('theirs@acme.example')).rejects.toMatchObject({
      text: { key: 'local.errors.userNameManaged', values: { integration: 'Corporate Okta' } },
    })
  })

  test('whom an integration has claimed is changed there', async () => {
    const id = await add('claimed@acme.example')
    const { version, draft: opened } = await getLocalPerson(ctx, id)
    await replaceUser(okta, id, { schemas: [URN.USER], userName: 'claimed@acme.example', title: 'x' }, {})
    const managed = { text: { key: 'local.errors.managed', values: { integration: 'Corporate Okta' } } }
    await expect(getLocalPerson(ctx, id)).rejects.toMatchObject(managed)
    await expect(changeLocalPerson(ctx, id, version + 1, opened)).rejects.toMatchObject(managed)
    await expect(setLocalPersonActive(ctx, id, false)).rejects.toMatchObject(managed)
    await expect(deleteLocalPerson(ctx, id)).rejects.toMatchObject(managed)
    expect((await getUser(ctx, id)).active).toBe(true)
  })
})

describe('a Local group', () => {
  test('is added, renamed, filled, emptied and deleted; its people stay', async () => {
    const [ann, bob] = [await add('g-ann@acme.example'), await add('g-bob@acme.example')]
    const { id } = await createLocalGroup(ctx, 'Board')
    const inner = (await createLocalGroup(ctx, 'Board office')).id
    expect(await changeLocalMembers(ctx, id, { add: [ann, bob, inner] })).toEqual({ added: 3, removed: 0 })
    expect(await changeLocalMembers(ctx, id, { add: [ann], remove: [bob] })).toEqual({ added: 0, removed: 1 })
    await renameLocalGroup(ctx, id, 'Board', 'Directors')
    await expect(renameLocalGroup(ctx, id, 'Board', 'Council')).rejects.toMatchObject({ field: 'from' })
    const { row, members } = await openGroup(ctx, id, { members: true })
    expect(row).toMatchObject({ displayName: 'Directors', version: 4, managerId: null })
    expect(members).toMatchObject([{ value: ann }, { value: inner }])
    expect(await findCandidates(ctx, id, 'g-')).toMatchObject([
      { id: ann, kind: 'user', member: true },
      { id: bob, kind: 'user', member: false },
    ])
    expect(await findCandidates(ctx, id, 'board')).toMatchObject([{ id: inner, kind: 'group', member: true }])
    await deleteLocalGroup(ctx, id)
    await expect(getTargetGroup(ctx, id)).rejects.toMatchObject({ code: 'not-found' })
    expect((await getUser(ctx, ann)).groups).toEqual([])
  })

  test('closes no circle, has no name twice, and takes nobody who is gone', async () => {
    const outer = (await createLocalGroup(ctx, 'Outer')).id
    const inner = (await createLocalGroup(ctx, 'Inner')).id
    await changeLocalMembers(ctx, outer, { add: [inner] })
    await expect(changeLocalMembers(ctx, inner, { add: [outer] })).rejects.toMatchObject({
      text: { key: 'local.errors.circle', values: { outer: 'Inner', inner: 'Outer' } },
    })
    await expect(createLocalGroup(ctx, 'OUTER')).rejects.toMatchObject({ field: 'name' })
    await expect(changeLocalMembers(ctx, outer, { add: [newId()] })).rejects.toMatchObject({
      text: { key: 'local.errors.membersGone' },
    })
  })

  test('that an integration manages is changed there', async () => {
    const { row } = await createGroup(okta, { schemas: [URN.GROUP], displayName: 'Sales' }, [])
    const managed = { text: { key: 'local.errors.managed', values: { integration: 'Corporate Okta' } } }
    await expect(renameLocalGroup(ctx, row.id, 'Sales', 'Sold')).rejects.toMatchObject(managed)
    await expect(changeLocalMembers(ctx, row.id, { add: [newId()] })).rejects.toMatchObject(managed)
    await expect(deleteLocalGroup(ctx, row.id)).rejects.toMatchObject(managed)
  })
})

test('operators and auditors may not write, and a foreign company finds nothing', async () => {
  const id = await add('roles@acme.example')
  const group = (await createLocalGroup(ctx, 'Roles')).id
  for (const role of ['operator', 'auditor'] as const) {
    const other = asRole(ctx, role)
    const forbidden = { code: 'forbidden', text: { key: 'local.only' } }
    await expect(createLocalPerson(other, draft({ userName: 'x' }))).rejects.toMatchObject(forbidden)
    await expect(deleteLocalPerson(other, id)).rejects.toMatchObject(forbidden)
    await expect(createLocalGroup(other, 'X')).rejects.toMatchObject(forbidden)
    await expect(changeLocalMembers(other, group, { add: [id] })).rejects.toMatchObject(forbidden)
    await expect(findCandidates(other, group, '')).rejects.toMatchObject(forbidden)
  }
  const foreign = await testContext(db)
  await expect(deleteLocalPerson(foreign, id)).rejects.toMatchObject({ code: 'not-found' })
  await expect(deleteLocalGroup(foreign, group)).rejects.toMatchObject({ code: 'not-found' })
})

test('the form: empty lines are left out and the first e-mail address is the primary one', () => {
  const form = new FormData()
  form.set('userName', '  ann ')
  form.set(
    'contacts',
    JSON.stringify({
      emails: [
        { value: ' ', type: 'work', primary: true },
        { value: 'a@b.example', type: 'home', primary: false },
      ],
      phones: 'none',
    }),
  )
  expect(readDraft(form)).toMatchObject({
    fields: { userName: 'ann', title: '' },
    emails: [{ value: 'a@b.example', type: 'home', primary: true }],
    phones: [],
  })
})
