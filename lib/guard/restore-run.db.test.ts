import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { inTenant, outsideTenants, sql } from '@/db/client'
import { selectAudit } from '@/db/queries/audit'
import { insertExportJob } from '@/db/queries/export-jobs'
import { claimTask, endTask, holdTask, insertTask } from '@/db/queries/tasks'
import { asAdmin } from '@/db/testing/database'
import { newId } from '@/lib/base/id'
import { type TestEndpoint, testEndpoint } from '@/lib/provisioning/testing'
import { workOffTasks } from '@/lib/tasks/work'
import type { Ctx } from '@/lib/tenancy/context'
import { ensureOwner } from '@/lib/tenancy/members'
import { asRole } from '@/lib/tenancy/testing'
import { getAlarm, listPastAlarms } from './alarms'
import { beginRestore, dismissAlarm, restorePiece, stopRestore } from './restore'
import { type Guarded, guardedIntegration } from './testing'

let endpoint: TestEndpoint

beforeAll(async () => {
  endpoint = await testEndpoint()
})
afterAll(() => endpoint.close())
beforeEach(() => outsideTenants(endpoint.db, (tx) => tx.select(sql`delete from tasks`)))

/** A wave that took so many people, its alarm, and an owner who is truly a member: restores run in their name. */
async function wave(people: number) {
  const okta = await guardedIntegration(endpoint, people)
  const email = 'ada.byron@acme.example'
  const { personId } = await ensureOwner(okta.ctx, email)
  const ctx: Ctx = { ...okta.ctx, actor: { kind: 'person', personId, name: 'Ada Byron', email } }
  await okta.setActive(okta.ids, false)
  await okta.check()
  const alarm = (await okta.alarms()).at(-1)?.id ?? ''
  return { okta, ctx, alarm, seen: () => getAlarm(ctx, okta.integrationId, alarm) }
}

const active = async (okta: Guarded) =>
  (await okta.must('GET', '/Users?filter=active eq true&count=0')).totalResults as number
const work = () => workOffTasks(endpoint.db)
const tasks = () =>
  outsideTenants(endpoint.db, (tx) => tx.select<{ kind: string }>(sql`select kind from tasks`))
const acts = async ({ tenantId }: Ctx) => {
  const rows = await inTenant(endpoint.db, tenantId, (tx) => selectAudit(tx, tenantId, { limit: 50 }))
  return rows.filter(({ action }) => action.startsWith('alarm.')).map(({ action }) => action)
}

/** What a process has that does not say that it is at it any more. */
const fallSilent = () =>
  outsideTenants(endpoint.db, (tx) =>
    tx.select(sql`update tasks set claimed_until = now() - interval '1 second'`),
  )

test('runs behind the answer to its end, in the name of who asked, and is begun once however often it is asked for', async () => {
  const { okta, ctx, alarm, seen } = await wave(12)
  await beginRestore(ctx, alarm)
  await beginRestore(ctx, alarm)
  expect(await seen()).toMatchObject({
    restore: { by: 'Ada Byron', isRunning: true, isDone: false, stopped: null },
    outcomes: { lost: 12, restored: 0 },
  })
  await work()
  expect(await seen()).toMatchObject({
    restore: { isRunning: false, isDone: true },
    outcomes: { lost: 0, restored: 12 },
    ending: { key: 'guard.ended.restored', values: { by: 'Ada Byron' } },
  })
  expect(await active(okta)).toBe(12)
  expect(await tasks()).toEqual([])
  expect((await acts(ctx)).sort()).toEqual(['alarm.raised', 'alarm.restore-begun', 'alarm.restored'])
})

test('what a process that died has begun, another goes on with, and nobody is brought back twice', async () => {
  const { okta, ctx, alarm, seen } = await wave(12)
  await beginRestore(ctx, alarm)
  const dead = await outsideTenants(endpoint.db, (tx) => claimTask(tx, 'restore'))
  expect(dead).toMatchObject({ subject: alarm, attempts: 1 })
  await restorePiece(ctx, alarm)
  // As if it had died with some of them done.
  await asAdmin(
    endpoint.adminUrl,
    `update problems set closed_at = null, facts = facts - 'ended' || jsonb_build_object('restore',
       facts -> 'restore' || '{"endedAt": null}') where id = '${alarm}';
     update mass_change_losses set outcome = null where problem_id = '${alarm}' and member_id > '${okta.ids[6]}'`,
  )
  const versions = async () =>
    Promise.all(okta.ids.map(async (id) => (await okta.must('GET', `/Users/${id}`)).meta.version))
  const before = await versions()
  await work()
  expect(await seen()).toMatchObject({ restore: { isRunning: true }, outcomes: { restored: 7, lost: 5 } })
  await fallSilent()
  await work()
  expect(await seen()).toMatchObject({ restore: { isDone: true }, outcomes: { restored: 12, lost: 0 } })
  expect(await versions()).toEqual(before)
  expect(await tasks()).toEqual([])
})

test('is stopped where it is, by anybody who may restore, and goes on when it is asked for again', async () => {
  const { okta, ctx, alarm, seen } = await wave(12)
  const idle = { code: 'conflict', text: { key: 'guard.errors.notRunning' } }
  await expect(stopRestore(ctx, alarm)).rejects.toMatchObject(idle)
  await beginRestore(ctx, alarm)
  await stopRestore(asRole(ctx, 'admin'), alarm)
  await expect(restorePiece(ctx, alarm)).rejects.toMatchObject({ code: 'conflict' })
  await work()
  expect(await active(okta)).toBe(0)
  expect(await seen()).toMatchObject({
    closedAt: null,
    restore: { isRunning: false, isDone: false, stopped: { as: 'asked', by: 'Ada Byron' } },
  })
  await beginRestore(ctx, alarm)
  await work()
  expect(await active(okta)).toBe(12)
  expect(await acts(ctx)).toEqual(expect.arrayContaining(['alarm.restore-stopped', 'alarm.restored']))
})

test('begun anew by somebody else, it is theirs, and not ended by who was at the one before', async () => {
  const { okta, ctx, alarm, seen } = await wave(12)
  await beginRestore(ctx, alarm)
  const before = await outsideTenants(endpoint.db, (tx) => claimTask(tx, 'restore'))
  if (!before) throw new Error('Nothing was due.')
  await stopRestore(ctx, alarm)
  const { personId } = await ensureOwner(okta.ctx, 'bea.cole@acme.example')
  const other: Ctx = {
    ...ctx,
    actor: { kind: 'person', personId, name: 'Bea Cole', email: 'bea.cole@acme.example' },
  }
  await beginRestore(other, alarm)
  await expect(restorePiece(ctx, alarm)).rejects.toMatchObject({ code: 'conflict' })
  await outsideTenants(endpoint.db, async (tx) => {
    await holdTask(tx, before)
    await endTask(tx, before)
  })
  await work()
  expect(await seen()).toMatchObject({
    restore: { by: 'Bea Cole', isDone: true },
    outcomes: { restored: 12 },
  })
  expect(await tasks()).toEqual([])
})

test('stops when who began it may restore no more, and says so', async () => {
  const { okta, ctx, alarm, seen } = await wave(12)
  await beginRestore(ctx, alarm)
  await inTenant(endpoint.db, ctx.tenantId, (tx) =>
    tx.select(sql`update memberships set role = 'operator' where tenant_id = ${ctx.tenantId}`),
  )
  await work()
  expect(await seen()).toMatchObject({
    restore: { isRunning: false, stopped: { as: 'no-longer-allowed', by: 'Ada Byron' } },
  })
  expect(await active(okta)).toBe(0)
  expect(await tasks()).toEqual([])
})

test('is not begun again and again by itself when it dies each time, and ends when its alarm is closed', async () => {
  const { okta, ctx, alarm, seen } = await wave(12)
  await beginRestore(ctx, alarm)
  await outsideTenants(endpoint.db, (tx) => tx.select(sql`update tasks set attempts = 3`))
  await work()
  expect(await seen()).toMatchObject({ restore: { isRunning: false, stopped: { as: 'failed' } } })
  await beginRestore(ctx, alarm)
  await dismissAlarm(ctx, alarm, 'The plant is closed')
  await work()
  expect(await active(okta)).toBe(0)
  expect(await tasks()).toEqual([])
  expect(await seen()).toMatchObject({ ending: { key: 'guard.ended.dismissedWhy' } })
})

test('closed alarms are listed with how they ended, for their own company alone', async () => {
  const [first, other] = [await wave(12), await wave(10)]
  const list = async (ctx: Ctx) => (await listPastAlarms(ctx, first.okta.integrationId)).alarms
  expect(await list(first.ctx)).toEqual([])
  await dismissAlarm(first.ctx, first.alarm, 'The plant is closed')
  expect(await list(asRole(first.ctx, 'auditor'))).toMatchObject([
    {
      id: first.alarm,
      sentence: { key: 'guard.peopleLost', values: { lost: 12, before: 12 } },
      ending: {
        key: 'guard.ended.dismissedWhy',
        values: { by: 'Ada Byron', reason: 'The plant is closed' },
      },
    },
  ])
  expect(await list(other.ctx)).toEqual([])

  await inTenant(endpoint.db, first.ctx.tenantId, (tx) =>
    tx.select(sql`insert into problems
      select (jsonb_populate_record(p, jsonb_build_object(
        'id', gen_random_uuid(), 'last_at', p.last_at - n * interval '1 day'))).*
      from problems p, generate_series(1, 60) n where p.id = ${first.alarm}`),
  )
  const page = await listPastAlarms(first.ctx, first.okta.integrationId)
  expect({ rows: page.alarms.length, total: page.total }).toEqual({ rows: 50, total: 61 })
  const rest = await listPastAlarms(first.ctx, first.okta.integrationId, page.older ?? '')
  expect({ rows: rest.alarms.length, total: rest.total, older: rest.older }).toEqual({
    rows: 11,
    total: 61,
    older: null,
  })
  expect(new Set([...page.alarms, ...rest.alarms].map(({ id }) => id)).size).toBe(61)
})

test('nobody’s people wait for somebody’s file', async () => {
  const { okta, ctx, alarm, seen } = await wave(12)
  const { tenantId, actor } = ctx
  const personId = actor.kind === 'person' ? actor.personId : ''
  const id = newId()
  await inTenant(endpoint.db, tenantId, async (tx) => {
    const job = { id, personId, list: 'users', query: '', format: 'csv', name: 'users.csv' } as const
    await insertExportJob(tx, tenantId, { ...job, state: 'waiting', masked: false, askedAt: new Date() })
    await insertTask(tx, { tenantId, kind: 'export', subject: id }, new Date(Date.now() - 1_000))
  })
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    const release = new Promise<void>((done) => {
      letGo = done
    })
    void inTenant(endpoint.db, tenantId, async (tx) => {
      await tx.select(sql`select 1 from export_jobs where id = ${id} for update`)
      resolve()
      await release
    })
  })
  await held
  await beginRestore(ctx, alarm)
  const worked = work()
  await expect.poll(async () => (await seen()).restore?.isDone, { timeout: 10_000 }).toBe(true)
  expect(await active(okta)).toBe(12)
  expect((await tasks()).map(({ kind }) => kind)).toEqual(['export'])
  letGo()
  await worked
})
