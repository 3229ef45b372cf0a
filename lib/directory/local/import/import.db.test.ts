import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, inTenant, openDatabase, sql } from '@/db/client'
import { selectAudit } from '@/db/queries/audit'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { createUser, getUser } from '@/lib/directory/users'
import { listHistory } from '@/lib/history/changes'
import { tellChange } from '@/lib/history/sentence'
import { createIntegration } from '@/lib/integrations/integrations'
import { inEnglish } from '@/lib/messages/translate'
import { URN } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { asIntegration, asRole, testContext } from '@/lib/tenancy/testing'
import { userSearch } from '../../input'
import { listTargetUsers } from '../../search'
import { beginImport, countOutcomes, finishImport, importPart, listImports } from './imports'
import type { ImportRow } from './input'
import { checkRows } from './rows'

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
  await createUser(okta, { schemas: [URN.USER], userName: 'managed@acme.example' })
})
afterAll(async () => {
  await db.close()
  await server.drop()
})

const row = (line: number, values: ImportRow['values']): ImportRow => ({ line, values })

async function run(rows: ImportRow[], of = ctx) {
  const { id } = await beginImport(of, { fileName: 'people.csv', rows: rows.length })
  const told = await importPart(of, id, rows)
  return { id, told, summary: await finishImport(of, id) }
}

async function idOf(userName: string): Promise<string> {
  const { rows } = await listTargetUsers(ctx, userSearch.parse({ q: userName }))
  return rows[0]?.id ?? ''
}

const FILE = [
  row(2, { userName: 'ann@acme.example', givenName: 'Ann', familyName: 'Lee', email: 'ann@acme.example' }),
  row(3, { userName: 'bob@acme.example', displayName: 'Bob', mobilePhone: '+1 555', active: 'no' }),
]

test('rows become Local people with a history each; the same file again changes nothing', async () => {
  const { told, summary } = await run(FILE)
  expect(told).toEqual([
    { line: 2, name: 'Ann Lee', outcome: 'created' },
    { line: 3, name: 'Bob', outcome: 'created' },
  ])
  expect(summary).toMatchObject({ rows: 2, created: 2, changed: 0, same: 0, refused: 0 })
  const ann = await idOf('ann@acme.example')
  expect(await getUser(ctx, ann)).toMatchObject({ managerId: null, active: true, label: 'Ann Lee' })
  const { rows } = await listHistory(ctx, { userId: ann }, { before: '', limit: 5 })
  expect(rows.map(({ actor, action }) => [actor.name, action])).toEqual([['Ada Byron', 'user.created']])
  expect(await getUser(ctx, await idOf('bob@acme.example'))).toMatchObject({
    active: false,
    resource: { phoneNumbers: [{ value: '+1 555', type: 'mobile', primary: true }] },
  })
  expect(countOutcomes((await run(FILE)).told)).toEqual({ created: 0, changed: 0, same: 2, refused: 0 })
})

test('a row changes what it says and nothing else, and the check told so before', async () => {
  const change = [
    row(2, { userName: 'ANN@acme.example', title: 'Captain', email: 'a.lee@acme.example', active: 'ja' }),
  ]
  const wanted = [
    {
      line: 2,
      name: 'Ann Lee',
      outcome: 'changed',
      changes: [
        { field: 'userName', before: 'ann@acme.example', after: 'ANN@acme.example' },
        { field: 'title', before: null, after: 'Captain' },
        { field: 'email', before: 'ann@acme.example', after: 'a.lee@acme.example' },
      ],
    },
  ]
  expect(await checkRows(ctx, change)).toEqual(wanted)
  const ann = await idOf('ann@acme.example')
  expect((await getUser(ctx, ann)).version).toBe(1)
  expect((await run(change)).told).toEqual(wanted)
  expect(await getUser(ctx, ann)).toMatchObject({
    version: 2,
    resource: {
      name: { givenName: 'Ann', familyName: 'Lee' },
      emails: [{ value: 'a.lee@acme.example', type: 'work', primary: true }],
    },
  })
  expect(await idOf('a.lee@acme.example')).toBe(ann)
})

test('refused rows carry their reasons, and the others of their part are written', async () => {
  const { told } = await run([
    row(2, { userName: 'Managed@acme.example', title: 'x' }),
    row(3, { email: 'nobody@acme.example' }),
    row(4, { userName: 'eve', email: 'eve', active: 'perhaps', title: 'x'.repeat(300) }),
    row(5, { userName: 'carl' }),
    row(6, { userName: 'CARL' }),
  ])
  expect(told.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused', 'created', 'refused'])
  expect(told.map((one) => (one.outcome === 'refused' ? one.reasons.map(({ key }) => key) : []))).toEqual([
    ['import.reasons.managed'],
    ['local.errors.userNameMissing'],
    ['import.reasons.ofField', 'import.reasons.ofField', 'import.reasons.ofField'],
    [],
    ['import.reasons.twice'],
  ])
  expect(told[0]).toMatchObject({ reasons: [{ values: { integration: 'Corporate Okta' } }] })
  expect((await getUser(ctx, await idOf('managed@acme.example'))).resource).not.toHaveProperty('title')
})

test('an import is one entry of the audit log, with its counts; a stopped one says where', async () => {
  const rows = [row(2, { userName: 'dora' }), row(3, { userName: 'emil' })]
  const { id } = await beginImport(ctx, { fileName: 'half.csv', rows: 9 })
  await importPart(ctx, id, rows)
  await finishImport(ctx, id)
  await finishImport(ctx, id)
  const audit = await inTenant(db, ctx.tenantId, (tx) => selectAudit(tx, ctx.tenantId, { limit: 2 }))
  expect(audit.map(({ action, target, after }) => ({ action, target, after }))).toMatchObject([
    {
      action: 'users.imported',
      target: 'half.csv',
      after: { rows: 9, created: 2, changed: 0, same: 0, refused: 0, by: 'Ada Byron', stoppedAfter: 2 },
    },
    { action: 'users.imported', target: 'people.csv' },
  ])
  const [entry] = audit
  if (!entry) throw new Error('no entry')
  expect(inEnglish(tellChange({ ...entry, label: entry.target }))).toBe(
    'imported people from half.csv: 2 added, 0 changed, 0 refused, stopped after 2 of 9',
  )
  await expect(importPart(ctx, id, rows)).rejects.toMatchObject({ code: 'conflict' })
  expect((await listImports(ctx))[0]).toMatchObject({ fileName: 'half.csv', created: 2 })
})

test('an import whose window was closed is told of when the next one begins', async () => {
  const { id } = await beginImport(ctx, { fileName: 'left.csv', rows: 3 })
  await importPart(ctx, id, [row(2, { userName: 'fred' })])
  await inTenant(db, ctx.tenantId, (tx) =>
    tx.select(sql`update imports set last_at = last_at - interval '1 hour'
                  where tenant_id = ${ctx.tenantId} and id = ${id}`),
  )
  await beginImport(ctx, { fileName: 'next.csv', rows: 1 })
  const [last] = await inTenant(db, ctx.tenantId, (tx) => selectAudit(tx, ctx.tenantId, { limit: 1 }))
  expect(last).toMatchObject({
    actorKind: 'system',
    target: 'left.csv',
    after: { created: 1, by: 'Ada Byron', stoppedAfter: 1 },
  })
})

test('only who may write imports, and nobody another’s', async () => {
  await expect(beginImport(asRole(ctx, 'operator'), { fileName: 'x.csv', rows: 1 })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(checkRows(asRole(ctx, 'auditor'), FILE)).rejects.toMatchObject({ code: 'forbidden' })
  const { id } = await beginImport(ctx, { fileName: 'mine.csv', rows: 1 })
  const somebody = await testContext(db)
  await expect(importPart(somebody, id, FILE)).rejects.toMatchObject({ code: 'not-found' })
  const colleague = { ...ctx, actor: somebody.actor }
  await expect(importPart(colleague, id, FILE)).rejects.toMatchObject({ code: 'not-found' })
})

test('ten thousand rows are a matter of parts, each a few statements', async () => {
  const rows = Array.from({ length: 10_000 }, (_, index) =>
    row(index + 2, {
      userName: `p${index}@acme.example`,
      givenName: 'P',
      familyName: `${index}`,
      email: `p${index}@acme.example`,
    }),
  )
  const { id } = await beginImport(ctx, { fileName: 'big.csv', rows: rows.length })
  for (let start = 0; start < rows.length; start += 500)
    await importPart(ctx, id, rows.slice(start, start + 500))
  expect(await finishImport(ctx, id)).toMatchObject({ created: 10_000, refused: 0 })
  const [counted] = await inTenant(db, ctx.tenantId, (tx) =>
    tx.select<{ people: number; emails: number; told: number }>(sql`
      select (select count(*)::int from users where tenant_id = ${ctx.tenantId} and label like 'P %') as people,
        (select count(*)::int from user_emails where tenant_id = ${ctx.tenantId} and value_key like 'p%') as emails,
        (select count(*)::int from changes where tenant_id = ${ctx.tenantId} and label like 'P %') as told`),
  )
  expect(counted).toEqual({ people: 10_000, emails: 10_000, told: 10_000 })
})
