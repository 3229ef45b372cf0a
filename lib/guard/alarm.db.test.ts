import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inTenant, openDatabase, sql } from '@/db/client'
import { selectAudit } from '@/db/queries/audit'
import { ignoreProblems, listProblems } from '@/lib/activity/problems'
import { flushActivity } from '@/lib/activity/recorder'
import { rulesInput } from '@/lib/integrations/input'
import { getIntegration, setRules } from '@/lib/integrations/integrations'
import { inEnglish } from '@/lib/messages/translate'
import { getOverview } from '@/lib/overview/overview'
import { type TestEndpoint, testEndpoint } from '@/lib/provisioning/testing'
import { asRole } from '@/lib/tenancy/testing'
import { checkIntegration } from './check'
import { dismissAlarm } from './restore'
import { guardedIntegration } from './testing'

let endpoint: TestEndpoint

beforeAll(async () => {
  endpoint = await testEndpoint()
})
afterAll(() => endpoint.close())

const guarded = (people: number) => guardedIntegration(endpoint, people)

/** Has who counts people wait, while people are written all the same. */
async function holdCounts(tenantId: string) {
  const admin = new pg.Client({ connectionString: endpoint.adminUrl })
  await admin.connect()
  await admin.query('begin')
  // Whoever writes people would now and then fold the entries into the table that is held.
  await admin.query('select pg_advisory_xact_lock(hashtextextended($1, 3))', [tenantId])
  await admin.query('lock table directory_counts in access exclusive mode')
  return {
    async untilAwaited() {
      const waiting = "select from pg_locks where not granted and relation = 'directory_counts'::regclass"
      while ((await admin.query(waiting)).rowCount === 0) await setTimeout(10)
    },
    letGo: () => admin.end(),
  }
}

describe('an alarm about people', () => {
  it('is raised when more than a fifth of the active people are lost, and not before', async () => {
    const okta = await guarded(50)
    await okta.setActive(okta.ids.slice(0, 4), false)
    await okta.remove(okta.ids.slice(4, 10))
    expect(await okta.check()).toBe(false)
    await okta.remove(okta.ids.slice(10, 11))
    expect(await okta.check()).toBe(true)
    expect(await okta.alarms()).toMatchObject([{ group: null, times: 11, lost: 11, before: 50 }])
    const { status, alarm } = await getIntegration(okta.ctx, okta.integrationId)
    expect(status.state).toBe('attention')
    expect(status.sentence).toMatchObject({
      key: 'status.massChange',
      values: { what: { key: 'guard.peopleLost', values: { lost: 11, before: 50 } } },
    })
    const [problem] = await listProblems(okta.ctx, okta.integrationId)
    expect(problem).toMatchObject({
      cause: 'mass-change',
      count: 1,
      items: [{ id: alarm?.id, isAlarm: true }],
    })
    await expect(ignoreProblems(okta.ctx, okta.integrationId, 'mass-change', 'Known')).rejects.toMatchObject({
      code: 'invalid',
    })
    const { attention } = await getOverview(okta.ctx)
    expect(attention).toMatchObject([{ severity: 'err', place: 'mass-change', alarm: alarm?.id }])
  })

  it('takes ten people at least, whatever share of all they are', async () => {
    const okta = await guarded(12)
    await okta.remove(okta.ids.slice(0, 9))
    await okta.check()
    expect(await okta.alarms()).toEqual([])
    await okta.remove(okta.ids.slice(9, 10))
    await okta.check()
    expect(await okta.alarms()).toMatchObject([{ lost: 10, before: 12 }])
  })

  it('counts those who were active, whoever of the inactive goes with them', async () => {
    const okta = await guarded(24)
    await okta.setActive(okta.ids.slice(0, 8), false)
    await okta.passes(30)
    await okta.remove(okta.ids.slice(0, 17))
    await okta.check()
    expect(await okta.alarms()).toEqual([])
    await okta.remove(okta.ids.slice(17, 18))
    await okta.check()
    expect(await okta.alarms()).toMatchObject([{ times: 18, lost: 10, before: 16 }])
  })

  it('follows the rule of the integration: another share, or none at all', async () => {
    const okta = await guarded(20)
    const rule = (massChangePercent: unknown) =>
      setRules(okta.ctx, okta.integrationId, rulesInput.parse({ massChangePercent }))
    await rule('60')
    await okta.remove(okta.ids.slice(0, 12))
    await okta.check()
    expect(await okta.alarms()).toEqual([])
    await rule('off')
    await okta.remove(okta.ids.slice(12, 15))
    await okta.check()
    expect(await okta.alarms()).toEqual([])
    await rule('60')
    await okta.check()
    expect(await okta.alarms()).toMatchObject([{ lost: 15, before: 20 }])
  })

  it('looks at ten minutes: what happened longer ago than that does not count', async () => {
    const okta = await guarded(30)
    await okta.setActive(okta.ids.slice(0, 8), false)
    await okta.passes(11)
    await okta.setActive(okta.ids.slice(8, 16), false)
    await okta.check()
    expect(await okta.alarms()).toEqual([])
    await okta.passes(9)
    await okta.setActive(okta.ids.slice(16, 18), false)
    await okta.check()
    expect(await okta.alarms()).toMatchObject([{ times: 10, lost: 10, before: 22 }])
  })

  it('does not count who was sent again meanwhile', async () => {
    const okta = await guarded(20)
    await okta.setActive(okta.ids.slice(0, 15), false)
    await okta.setActive(okta.ids.slice(0, 6), true)
    await okta.check()
    expect(await okta.alarms()).toEqual([])
  })

  it('grows while the wave goes on; what comes after a pause is no part of it', async () => {
    const okta = await guarded(40)
    await okta.setActive(okta.ids.slice(0, 12), false)
    await okta.check()
    await okta.passes(8)
    await okta.remove(okta.ids.slice(10, 20))
    await okta.check()
    expect(await okta.alarms()).toMatchObject([{ times: 20, lost: 20, before: 40 }])
    await okta.passes(12)
    await okta.setActive(okta.ids.slice(20, 23), false)
    expect(await okta.check()).toBe(false)
    expect(await okta.alarms()).toMatchObject([{ times: 20 }])
    await okta.setActive(okta.ids.slice(23, 35), false)
    await okta.check()
    expect(await okta.alarms()).toMatchObject([{ times: 20 }, { times: 15, lost: 15, before: 20 }])
  })

  it('counts the lost and those who stayed of one moment, whoever is lost while it is looked', async () => {
    const okta = await guarded(40)
    await okta.setActive(okta.ids.slice(0, 12), false)
    const meanwhile = await holdCounts(okta.ctx.tenantId)
    const look = okta.check()
    await meanwhile.untilAwaited()
    await okta.setActive(okta.ids.slice(12, 25), false)
    await meanwhile.letGo()
    await look
    expect(await okta.alarms()).toMatchObject([{ times: 25, lost: 25, before: 40 }])
  })

  it('is one, however many processes look', async () => {
    const okta = await guarded(20)
    await okta.remove(okta.ids.slice(0, 14))
    const other = openDatabase(endpoint.db.pool.options.connectionString ?? '')
    try {
      await Promise.all(
        [endpoint.db, other, endpoint.db, other].map((db) =>
          checkIntegration(db, okta.ctx.tenantId, okta.integrationId),
        ),
      )
    } finally {
      await other.close()
    }
    expect(await okta.alarms()).toHaveLength(1)
    const audit = await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
      selectAudit(tx, okta.ctx.tenantId, { limit: 9 }),
    )
    expect(audit.filter(({ action }) => action === 'alarm.raised')).toMatchObject([
      { actorKind: 'system', target: 'Corporate Okta', after: { lost: 14, before: 20 } },
    ])
  })

  it('closes by itself when the identity provider brings everybody back', async () => {
    const okta = await guarded(15)
    await okta.setActive(okta.ids, false)
    await okta.check()
    await okta.setActive(okta.ids.slice(1), true)
    await okta.check()
    expect(await okta.alarms()).toMatchObject([{ ended: null }])
    await okta.setActive(okta.ids, true)
    await okta.check()
    expect(await okta.alarms()).toMatchObject([{ ended: 'back' }])
    await flushActivity()
    expect((await getIntegration(okta.ctx, okta.integrationId)).status.state).toBe('connected')
  })
})

describe('an alarm about a group', () => {
  it('is raised when a group of twenty or more loses over half of its members', async () => {
    const okta = await guarded(24)
    const large = await okta.group('Engineering', okta.ids.slice(0, 20))
    const small = await okta.group('Sales', okta.ids.slice(0, 19))
    const without = (from: number, to: number) =>
      okta.ids.slice(from, to).map((value) => ({ op: 'remove', path: `members[value eq "${value}"]` }))
    const patch = (group: string, Operations: unknown[]) =>
      okta.must('PATCH', `/Groups/${group}`, { Operations })
    await patch(large, without(0, 10))
    await patch(small, without(0, 15))
    await okta.check()
    expect(await okta.alarms()).toEqual([])
    await patch(large, without(10, 11))
    await okta.check()
    expect(await okta.alarms()).toMatchObject([{ group: 'Engineering', times: 11, before: 20 }])
    const { sentence } = (await getIntegration(okta.ctx, okta.integrationId)).status
    expect(sentence.values?.what).toMatchObject({ key: 'guard.membersLost' })
    expect(inEnglish((await listProblems(okta.ctx))[0]?.about ?? '')).toBe(
      'Engineering lost 11 of 20 members at once',
    )
  })

  it('sees through an exchange: newcomers do not stand for those who left', async () => {
    const okta = await guarded(44)
    const group = await okta.group('Engineering', okta.ids.slice(0, 22))
    const members = okta.ids.slice(20).map((value) => ({ value }))
    await okta.must('PUT', `/Groups/${group}`, { displayName: 'Engineering', members })
    await okta.check()
    expect(await okta.alarms()).toMatchObject([{ group: 'Engineering', times: 20, before: 22 }])
  })

  it('is not raised beside the alarm that tells of its members as people', async () => {
    const okta = await guarded(30)
    await okta.group('Engineering', okta.ids.slice(0, 25))
    await okta.remove(okta.ids.slice(0, 20))
    await okta.check()
    expect(await okta.alarms()).toMatchObject([{ group: null, times: 20 }])
  })
})

describe('“It was meant”', () => {
  it('closes the alarm for good, with a reason in the audit log', async () => {
    const okta = await guarded(20)
    await okta.remove(okta.ids.slice(0, 15))
    await okta.check()
    const [alarm] = await okta.alarms()
    await dismissAlarm(asRole(okta.ctx, 'operator'), alarm?.id ?? '', 'The plant in Leeds is closed')
    expect((await getIntegration(okta.ctx, okta.integrationId)).alarm).toBeNull()
    await okta.remove(okta.ids.slice(15, 18))
    await okta.check()
    expect(await okta.alarms()).toMatchObject([{ ended: 'dismissed', times: 15 }])
    const audit = await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
      selectAudit(tx, okta.ctx.tenantId, { limit: 9 }),
    )
    expect(audit.find(({ action }) => action === 'alarm.dismissed')).toMatchObject({
      actorName: 'Ada Byron',
      after: { lost: 15, reason: 'The plant in Leeds is closed' },
    })
    await expect(dismissAlarm(okta.ctx, alarm?.id ?? '', '')).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is for those who may, in their own company', async () => {
    const [okta, other] = [await guarded(12), await guarded(1)]
    await okta.remove(okta.ids)
    await okta.check()
    const [alarm] = await okta.alarms()
    const id = alarm?.id ?? ''
    const dismissed = (ctx: typeof okta.ctx) => dismissAlarm(ctx, id, '')
    await expect(dismissed(asRole(okta.ctx, 'auditor'))).rejects.toMatchObject({ code: 'forbidden' })
    await expect(dismissed(other.ctx)).rejects.toMatchObject({ code: 'not-found' })
    const [open] = await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
      tx.select(sql`select 1 from problems where closed_at is null`),
    )
    expect(open).toBeDefined()
  })
})
