import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inTenant, sql } from '@/db/client'
import { selectAudit } from '@/db/queries/audit'
import { userSearch } from '@/lib/directory/input'
import { deleteLocalPerson } from '@/lib/directory/local/people'
import { listTargetUsers } from '@/lib/directory/search'
import { suspendUser } from '@/lib/directory/suspension'
import { listHistory } from '@/lib/history/changes'
import { getIntegration } from '@/lib/integrations/integrations'
import { setMapping } from '@/lib/mapping/change'
import { inEnglish } from '@/lib/messages/translate'
import { type TestEndpoint, testEndpoint } from '@/lib/provisioning/testing'
import { URN } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { asRole } from '@/lib/tenancy/testing'
import { getAlarm, listLosses } from './alarms'
import { lossSearch } from './input'
import { beginRestore, restorePiece, stopRestore } from './restore'
import { type Guarded, guardedIntegration } from './testing'

let endpoint: TestEndpoint

beforeAll(async () => {
  endpoint = await testEndpoint()
})
afterAll(() => endpoint.close())

const guarded = (people: number) => guardedIntegration(endpoint, people)

/** The id of the alarm that the latest look raised. */
async function alarmOf(okta: Guarded): Promise<string> {
  await okta.check()
  return (await okta.alarms()).at(-1)?.id ?? ''
}

async function restore(ctx: Ctx, alarm: string) {
  await beginRestore(ctx, alarm)
  for (;;) {
    const progress = await restorePiece(ctx, alarm)
    if (progress.isOver) return progress
  }
}

/** The directory as the identity provider reads it, without what every write changes. */
async function directory(okta: Guarded) {
  const [people, groups] = [await okta.must('GET', '/Users?count=500'), await okta.must('GET', '/Groups')]
  const read = ({ meta: _, ...rest }: { meta: unknown }) => rest
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
  return {
    people: people.Resources.map(read).sort(byId),
    groups: groups.Resources.map(read).sort(byId),
  }
}

const audit = async (okta: Guarded, action: string) => {
  const rows = await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
    selectAudit(tx, okta.ctx.tenantId, { limit: 50 }),
  )
  return rows.filter((row) => row.action === action)
}

describe('a restore of people', () => {
  it('gives who was deleted the fields that the mapping of the integration takes from elsewhere', async () => {
    const okta = await guarded(12)
    await setMapping(okta.ctx, okta.integrationId, { title: { path: `${URN.ENTERPRISE_USER}:department` } })
    await okta.passes(30)
    await okta.remove(okta.ids)
    expect(await restore(okta.ctx, await alarmOf(okta))).toMatchObject({ restored: 12 })
    const { rows } = await listTargetUsers(okta.ctx, userSearch.parse({}))
    expect(new Set(rows.map(({ title }) => title))).toEqual(new Set(['Assembly']))
  })

  it('leaves the directory as it was: ids, attributes, states, memberships', async () => {
    const okta = await guarded(24)
    await okta.group('Engineering', okta.ids.slice(0, 12))
    await okta.group('Sales', okta.ids.slice(6, 18))
    await okta.setActive(okta.ids.slice(15, 16), false)
    await suspendUser(okta.ctx, okta.ids[8] ?? '', 'Lost laptop')
    const before = await directory(okta)
    await okta.passes(30)
    await okta.setActive(okta.ids.slice(0, 8), false)
    await okta.remove(okta.ids.slice(6, 18))
    const alarm = await alarmOf(okta)
    expect(await restore(asRole(okta.ctx, 'admin'), alarm)).toEqual({
      ...{ lost: 0, back: 0, restored: 18, refused: 0 },
      isOver: true,
    })
    expect(await directory(okta)).toEqual(before)
    const [suspended] = await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
      tx.select(
        sql`select id, suspended_by as by, suspended_reason as reason from users where suspended_at is not null`,
      ),
    )
    expect(suspended).toEqual({ id: okta.ids[8], by: 'Ada Byron', reason: 'Lost laptop' })
    expect(await okta.alarms()).toMatchObject([{ ended: 'restored' }])
    expect((await getIntegration(okta.ctx, okta.integrationId)).alarm).toBeNull()
    // Who is back is found, counted and changed as before.
    expect((await okta.must('GET', '/Users?filter=emails.value eq "007@acme.example"')).totalResults).toBe(1)
    await okta.setActive(okta.ids.slice(7, 8), false)
    const { meta } = await okta.must('GET', `/Users/${okta.ids[7]}`)
    expect(Number(meta.version.replace(/\D/g, ''))).toBeGreaterThan(3)
  })

  it('is told in everybody’s history, and once in the audit log', async () => {
    const okta = await guarded(12)
    await okta.group('Engineering', okta.ids)
    await okta.setActive(okta.ids.slice(0, 5), false)
    await okta.remove(okta.ids.slice(4))
    await restore(okta.ctx, await alarmOf(okta))
    const sentences = async (userId: string) => {
      const { rows } = await listHistory(okta.ctx, { userId }, { before: '', limit: 9 })
      return rows.map(({ sentence }) => inEnglish(sentence))
    }
    expect((await sentences(okta.ids[0] ?? ''))[0]).toBe('Ada Byron reactivated Person 000')
    expect((await sentences(okta.ids[9] ?? '')).slice(0, 2).sort()).toEqual([
      'Ada Byron added Person 009 to Engineering',
      'Ada Byron brought Person 009 back',
    ])
    expect(await audit(okta, 'alarm.restore-begun')).toHaveLength(1)
    expect(await audit(okta, 'alarm.restored')).toMatchObject([
      { actorName: 'Ada Byron', target: 'Corporate Okta', after: { restored: 12, refused: 0, back: 0 } },
    ])
    expect(await audit(okta, 'user.reactivated')).toEqual([])
  })

  it('lists whose userName is taken by now, and tries again when it is free', async () => {
    const okta = await guarded(12)
    await okta.remove(okta.ids)
    const alarm = await alarmOf(okta)
    const taker = await okta.add('003')
    expect(await restore(okta.ctx, alarm)).toMatchObject({ restored: 11, refused: 1 })
    const refused = await listLosses(okta.ctx, alarm, lossSearch.parse({ outcome: 'refused' }))
    expect(refused.rows).toMatchObject([{ id: okta.ids[3], name: 'Person 003', refusal: 'user-name-taken' }])
    expect(await okta.alarms()).toMatchObject([{ ended: null }])
    await okta.remove([taker])
    expect(await restore(okta.ctx, alarm)).toMatchObject({ restored: 12, refused: 0 })
    expect((await okta.must('GET', `/Users/${okta.ids[3]}`)).userName).toBe('003@acme.example')
    expect(await okta.alarms()).toMatchObject([{ ended: 'restored' }])
  })

  it('brings back whom a rule had kept, and whom nobody managed, as they were', async () => {
    const okta = await guarded(14)
    await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
      tx.select(sql`update integrations set rules = '{"whenDeleted": "deactivate"}'`),
    )
    await okta.group('Engineering', okta.ids)
    const before = await directory(okta)
    await okta.remove(okta.ids)
    expect((await directory(okta)).people).toEqual([])
    await restore(okta.ctx, await alarmOf(okta))
    expect(await directory(okta)).toEqual(before)
  })

  it('puts whom a rule took out of groups with their deactivation back into them', async () => {
    const okta = await guarded(14)
    await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
      tx.select(sql`update integrations set rules = '{"whenDeactivated": "leave"}'`),
    )
    await okta.group('Engineering', okta.ids)
    const before = await directory(okta)
    await okta.setActive(okta.ids.slice(0, 12), false)
    expect(await directory(okta)).not.toEqual(before)
    await restore(okta.ctx, await alarmOf(okta))
    expect(await directory(okta)).toEqual(before)
  })

  it('is for owners and admins, in their own company', async () => {
    const [okta, other] = [await guarded(12), await guarded(1)]
    await okta.remove(okta.ids)
    const alarm = await alarmOf(okta)
    for (const role of ['operator', 'auditor'] as const) {
      await expect(beginRestore(asRole(okta.ctx, role), alarm)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(restorePiece(asRole(okta.ctx, role), alarm)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(stopRestore(asRole(okta.ctx, role), alarm)).rejects.toMatchObject({ code: 'forbidden' })
    }
    await expect(beginRestore(other.ctx, alarm)).rejects.toMatchObject({ code: 'not-found' })
    await expect(getAlarm(other.ctx, okta.integrationId, alarm)).rejects.toMatchObject({ code: 'not-found' })
    await expect(listLosses(other.ctx, alarm, lossSearch.parse({}))).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  it('finds people of the set by name, by what happened and by what became of them', async () => {
    const okta = await guarded(14)
    await okta.setActive(okta.ids.slice(0, 4), false)
    await okta.remove(okta.ids.slice(4, 13))
    const alarm = await alarmOf(okta)
    const find = async (search: Record<string, string>) =>
      listLosses(okta.ctx, alarm, lossSearch.parse(search))
    expect(await find({ size: '25' })).toMatchObject({ total: 13, pageSize: 25 })
    expect((await find({ q: 'PERSON 00' })).total).toBe(10)
    expect((await find({ q: '012@acme' })).rows.map(({ name }) => name)).toEqual(['Person 012'])
    expect((await find({ loss: 'deactivated' })).total).toBe(4)
    expect((await find({ loss: 'deleted', outcome: 'lost' })).total).toBe(9)
    expect((await find({ outcome: 'restored' })).total).toBe(0)
    const [row] = (await find({ loss: 'deactivated' })).rows
    expect(row).toMatchObject({ wasActive: true, isHere: true, outcome: null })
  })
})

describe('a restore of a group', () => {
  it('puts back its members, and leaves out who is here no more', async () => {
    const okta = await guarded(30)
    const nested = await okta.group('Interns', [])
    const group = await okta.group('Engineering', [...okta.ids.slice(0, 24), nested])
    const before = await directory(okta)
    await okta.must('PUT', `/Groups/${group}`, { displayName: 'Engineering', members: [] })
    const alarm = await alarmOf(okta)
    expect(await okta.alarms()).toMatchObject([{ group: 'Engineering', times: 25, before: 25 }])
    await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
      tx.select(sql`update users set manager_id = null where id = ${okta.ids[0]}`),
    )
    await deleteLocalPerson(okta.ctx, okta.ids[0] ?? '')
    expect(await restore(okta.ctx, alarm)).toMatchObject({ restored: 24, refused: 1 })
    const refused = await listLosses(okta.ctx, alarm, lossSearch.parse({ outcome: 'refused' }))
    expect(refused.rows).toMatchObject([{ id: okta.ids[0], refusal: 'not-here' }])
    const members = (await directory(okta)).groups.find(({ id }: { id: string }) => id === group).members
    const expected = before.groups.find(({ id }: { id: string }) => id === group).members
    const ids = (of: { value: string }[]) => of.map(({ value }) => value).sort()
    expect(ids(members)).toEqual(ids(expected).filter((id) => id !== okta.ids[0]))
  })

  it('brings the group itself back when it was deleted, and into the groups that had it', async () => {
    const okta = await guarded(22)
    const group = await okta.group('Engineering', okta.ids)
    await okta.group('Everybody', [group, okta.ids[0] ?? ''])
    const before = await directory(okta)
    await okta.must('DELETE', `/Groups/${group}`)
    const alarm = await alarmOf(okta)
    expect(await restore(okta.ctx, alarm)).toMatchObject({ restored: 22, refused: 0 })
    expect(await directory(okta)).toEqual(before)
  })

  it('brings back members who were deleted, where too few were for an alarm about people', async () => {
    const okta = await guarded(70)
    await okta.group('Engineering', okta.ids.slice(0, 20))
    const before = await directory(okta)
    await okta.remove(okta.ids.slice(0, 13))
    const alarm = await alarmOf(okta)
    expect(await okta.alarms()).toMatchObject([{ group: 'Engineering', times: 13 }])
    expect(await restore(okta.ctx, alarm)).toMatchObject({ restored: 13, refused: 0 })
    expect(await directory(okta)).toEqual(before)
    const madeAt = async (id = '') =>
      new Date((await okta.must('GET', `/Users/${id}`)).meta.created).getTime()
    // The first who was lost was made before one who was not: as before, they have not just been made.
    expect(await madeAt(okta.ids[0])).toBeLessThan(await madeAt(okta.ids[30]))
  })
})
