import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Database, inTenant, outsideTenants, sql } from '@/db/client'
import { setDatabase } from '@/db/database'
import { addExportPiece, beginExportJob } from '@/db/queries/export-jobs'
import { claimTask, putOffTask, type Task } from '@/db/queries/tasks'
import { shownThrough } from '@/db/shown'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { newId } from '@/lib/base/id'
import { workOffTasks } from '@/lib/tasks/work'
import type { Ctx } from '@/lib/tenancy/context'
import { maskRow } from '@/lib/tenancy/masking'
import { ensureOwner } from '@/lib/tenancy/members'
import { asRole, testContext } from '@/lib/tenancy/testing'
import { deleteExport, type ExportJob, exportOrQueue, listExports, readExport } from './jobs'
import { attendExport } from './run'

let server: TestDatabase
let db: Database
let ctx: Ctx

beforeAll(async () => {
  server = await testDatabase()
  db = setDatabase(server.url)
})
afterAll(async () => {
  await db.close()
  await server.drop()
})
beforeEach(async () => {
  await outsideTenants(db, (tx) => tx.select(sql`delete from tasks`))
  ctx = await withMember(await testContext(db))
})

/** Somebody who is truly a member: files are made in the name of who they are by then. */
async function withMember(of: Ctx): Promise<Ctx> {
  const email = `${newId()}@acme.example`
  const { personId } = await ensureOwner(of, email)
  return { ...of, actor: { kind: 'person', personId, name: 'Ada Byron', email } }
}

const addPeople = (count: number) =>
  inTenant(db, ctx.tenantId, (tx) =>
    tx.select(sql`
      insert into users (tenant_id, id, user_name, user_name_key, active, label, label_key, resource, created_at, modified_at)
      select ${ctx.tenantId}, gen_random_uuid(), 'p' || n || '@x.example', 'p' || n || '@x.example', true, 'Person ' || n,
        'person ' || n, '{}', now(), now() from generate_series(1, ${count}) n`),
  )

const ASKED = { format: 'csv', search: 'cols=origin' } as const

async function queue(of: Ctx = ctx): Promise<ExportJob> {
  const made = await exportOrQueue(of, 'users', ASKED)
  if (!('job' in made)) throw new Error('The file was made at once.')
  return made.job
}

const claim = async (): Promise<Task> => {
  const task = await outsideTenants(db, (tx) => claimTask(tx, 'export'))
  if (!task) throw new Error('Nothing is due.')
  return task
}

const attend = (task: Task) => attendExport(db, task, new AbortController().signal)
const linesOf = async (id: string) =>
  (await new Response((await readExport(ctx, id)).body).text()).trim().split('\r\n')

test('ten thousand rows are sent at once; one more, and the file is made behind the answer, whole', async () => {
  await addPeople(10_000)
  const made = await exportOrQueue(ctx, 'users', ASKED)
  expect('job' in made).toBe(false)
  await addOne('last@x.example')
  const stale = { ...ctx, provenUntil: 0 }
  await expect(queue(stale)).rejects.toMatchObject({ code: 'step-up' })
  const { id } = await queue()
  expect(await listExports(ctx)).toMatchObject([{ id, state: 'waiting', expiresAt: null }])
  await expect(readExport(ctx, id)).rejects.toMatchObject({ code: 'not-found' })

  await workOffTasks(db)
  const [job] = await listExports(ctx)
  expect(job).toMatchObject({ id, state: 'done', rows: 10_001 })
  await expect(readExport(stale, id)).rejects.toMatchObject({ code: 'step-up' })
  const lines = await linesOf(id)
  expect(lines[0]).toBe('id,name,userName,suspended,origin')
  expect(new Set(lines.map((line) => line.split(',')[2])).size).toBe(10_002)
  expect((await new Response((await readExport(ctx, id)).body).bytes()).length).toBe(job?.bytes)
  expect(Date.parse(job?.expiresAt ?? '')).toBeGreaterThan(Date.now() + 86_000_000)

  const audited = await inTenant(db, ctx.tenantId, (tx) =>
    tx.select(
      sql`select action, after from audit_log where tenant_id = ${ctx.tenantId} and action like 'export.%' order by position`,
    ),
  )
  const asked = { format: 'csv', search: 'cols=origin' }
  const whole = await new Response((await readExport(ctx, id)).body).bytes()
  const contents = {
    rows: 10_001,
    bytes: whole.length,
    sha256: createHash('sha256').update(whole).digest('hex'),
  }
  expect(audited).toMatchObject([
    { action: 'export.made', after: { ...asked, rows: 10_000 } },
    { action: 'export.asked', after: asked },
    { action: 'export.made', after: { ...asked, ...contents } },
  ])
})

const addOne = (userName: string) =>
  inTenant(db, ctx.tenantId, (tx) =>
    tx.select(sql`
      insert into users (tenant_id, id, user_name, user_name_key, active, label, label_key, resource, created_at, modified_at)
      values (${ctx.tenantId}, gen_random_uuid(), ${userName}, ${userName}, true, ${userName}, ${userName}, '{}', now(), now())`),
  )

test('a file is there for who asked alone: not for a colleague, nor for another company', async () => {
  await addPeople(10_001)
  const { id } = await queue()
  await workOffTasks(db)
  const colleague = await withMember(ctx)
  const stranger = await withMember(await testContext(db))
  for (const other of [colleague, stranger]) {
    expect(await listExports(other)).toEqual([])
    await expect(readExport(other, id)).rejects.toMatchObject({ code: 'not-found' })
    await expect(deleteExport(other, id)).rejects.toMatchObject({ code: 'not-found' })
  }
  expect(await listExports(ctx)).toHaveLength(1)
  await expect(readExport(ctx, 'nothing')).rejects.toMatchObject({ code: 'not-found' })
})

test('a file is read as its owner may read it when it is made, and whole rows are not for who may not any more', async () => {
  await addPeople(10_001)
  const whole = await queue()
  await workOffTasks(db)
  await inTenant(db, ctx.tenantId, async (tx) => {
    await tx.select(sql`update tenants set masks_for_auditors = true where id = ${ctx.tenantId}`)
    await tx.select(sql`update memberships set role = 'auditor' where tenant_id = ${ctx.tenantId}`)
  })
  const auditor = { ...asRole(ctx, 'auditor'), db: shownThrough(db, maskRow) }
  await expect(readExport(auditor, whole.id)).rejects.toMatchObject({ code: 'not-found' })
  expect(await listExports(auditor)).toEqual([])
  const { id } = await queue(auditor)
  const owner = await withMember(ctx)
  const theirs = await queue(owner)
  // Behind the Auditor’s answer the Owner’s file is made, too, and as the Owner reads.
  await workOffTasks(auditor.db)
  expect(await new Response((await readExport(owner, theirs.id)).body).text()).toContain('p1@x.example')
  const text = await new Response((await readExport(auditor, id)).body).text()
  expect(text).toContain('p•••@x.example')
  expect(text).not.toContain('p1@x.example')
})

test('who is no member any more, or may not read the list any more, gets no file', async () => {
  await addPeople(10_001)
  const { id } = await queue()
  await inTenant(db, ctx.tenantId, (tx) =>
    tx.select(sql`delete from memberships where tenant_id = ${ctx.tenantId}`),
  )
  expect(await attend(await claim())).toBeUndefined()
  const left = await inTenant(db, ctx.tenantId, (tx) => tx.select(sql`select id from export_jobs`))
  expect(left).toEqual([])
  await expect(readExport(ctx, id)).rejects.toMatchObject({ code: 'not-found' })
})

test('what a process that died has begun is begun anew by another, and the dead one writes no more', async () => {
  await addPeople(10_001)
  const { id } = await queue()
  const dead = await claim()
  const run = newId()
  const { tenantId } = ctx
  await inTenant(db, tenantId, (tx) => beginExportJob(tx, tenantId, { id, run, masked: false }))
  const piece = { id, run, rows: 1, position: 0, content: Buffer.from('half a file') }
  expect(await inTenant(db, tenantId, (tx) => addExportPiece(tx, tenantId, piece))).toBe(true)
  expect(await outsideTenants(db, (tx) => claimTask(tx, 'export'))).toBeUndefined()

  await outsideTenants(db, (tx) =>
    tx.select(sql`update tasks set claimed_until = now() - interval '1 second'`),
  )
  await workOffTasks(db)
  expect(await listExports(ctx)).toMatchObject([{ state: 'done', rows: 10_001 }])
  const late = { ...piece, position: 99 }
  expect(await inTenant(db, tenantId, (tx) => addExportPiece(tx, tenantId, late))).toBe(false)
  const lines = await linesOf(id)
  expect(lines).toHaveLength(10_002)
  expect(lines.join()).not.toContain('half a file')
  expect(dead.attempts).toBe(1)
})

test('a file that is given up stops being made, and one whose making dies again and again says so', async () => {
  await addPeople(10_001)
  const { id } = await queue()
  const task = await claim()
  const run = newId()
  await inTenant(db, ctx.tenantId, (tx) => beginExportJob(tx, ctx.tenantId, { id, run, masked: false }))
  await deleteExport(ctx, id)
  const piece = { id, run, rows: 1, position: 0, content: Buffer.from('x') }
  expect(await inTenant(db, ctx.tenantId, (tx) => addExportPiece(tx, ctx.tenantId, piece))).toBe(false)
  expect(await attend(task)).toBeUndefined()
  expect(await outsideTenants(db, (tx) => claimTask(tx, 'export'))).toBeUndefined()

  await queue()
  const again = await claim()
  const until = await attend({ ...again, attempts: 4 })
  const made = await inTenant(db, ctx.tenantId, (tx) =>
    tx.select(sql`select 1 from audit_log where tenant_id = ${ctx.tenantId} and action = 'export.made'`),
  )
  expect(made).toEqual([])
  expect(await listExports(ctx)).toMatchObject([{ state: 'failed', expiresAt: until?.toISOString() }])
})

test('a process that is asked to stop leaves its file to the next one', async () => {
  await addPeople(10_001)
  await queue()
  const stopped = new AbortController()
  stopped.abort()
  const task = await claim()
  await expect(attendExport(db, task, stopped.signal)).rejects.toThrow()
  await outsideTenants(db, (tx) => putOffTask(tx, { ...task, attempts: 0 }, new Date()))
  await workOffTasks(db)
  expect(await listExports(ctx)).toMatchObject([{ state: 'done' }])
})

test('after a day the file is over, and goes with its pieces', async () => {
  await addPeople(10_001)
  const { id } = await queue()
  await workOffTasks(db)
  await inTenant(db, ctx.tenantId, (tx) =>
    tx.select(sql`update export_jobs set expires_at = now() - interval '1 second'`),
  )
  await expect(readExport(ctx, id)).rejects.toMatchObject({ code: 'not-found' })
  await outsideTenants(db, (tx) => tx.select(sql`update tasks set due_at = now() - interval '1 second'`))
  await workOffTasks(db)
  expect(await listExports(ctx)).toEqual([])
  const pieces = await inTenant(db, ctx.tenantId, (tx) => tx.select(sql`select 1 from export_pieces`))
  expect(pieces).toEqual([])
  expect(await outsideTenants(db, (tx) => tx.select(sql`select 1 from tasks`))).toEqual([])
})

test('five files at once are enough for one person', async () => {
  await addPeople(10_001)
  for (let n = 0; n < 5; n++) await queue()
  await expect(queue()).rejects.toMatchObject({ code: 'limit', text: { key: 'export.tooManyFiles' } })
})
