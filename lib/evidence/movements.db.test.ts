import { expect, test } from 'vitest'
import { inTenant, sql } from '@/db/client'
import { shownThrough } from '@/db/shown'
import { asAdmin } from '@/db/testing/database'
import { flushActivity } from '@/lib/activity/recorder'
import { readDraft } from '@/lib/directory/local/input'
import { createLocalPerson, deleteLocalPerson, setLocalPersonActive } from '@/lib/directory/local/people'
import { testClient, testDirectory, testIntegration } from '@/lib/provisioning/testing'
import { eachAtEndpoint } from '@/lib/provisioning/testing/each'
import { maskRow } from '@/lib/tenancy/masking'
import { mutate } from '@/lib/tenancy/mutate'
import { asRole, testContext } from '@/lib/tenancy/testing'
import { movementSearch } from './input'
import { exportMovements, listMovements, SAMPLE_SIZE } from './movements'

const { endpoint, okta, scim } = eachAtEndpoint()

const user = (name: string, more: object = {}) => testDirectory(scim).user(`${name}@acme.example`, more)
const list = (search: object = {}, ctx = okta.ctx) => listMovements(ctx, movementSearch.parse(search))
const setActive = (id: string, value: unknown) =>
  scim('PATCH', `/Users/${id}`, { Operations: [{ op: 'replace', path: 'active', value }] })

test('who was made to test a connection neither came nor went', async () => {
  await user('ann')
  const tested = await testIntegration(endpoint.db, { ctx: okta.ctx, name: 'Connection test' })
  const made = await testDirectory(testClient(tested)).user('connection-test@rollcall.invalid')
  await testClient(tested)('DELETE', `/Users/${made}`)
  expect((await list()).total).toBe(3)
  await mutate(okta.ctx, 'tokens.write', async () => ({
    result: undefined,
    changes: [
      {
        action: 'integration.tested',
        label: 'Okta',
        integrationId: okta.integrationId,
        after: { writes: true, test: tested.integrationId },
      },
    ],
  }))
  const { rows, total, report } = await list()
  expect(rows.map(({ name }) => name)).toEqual(['ann@acme.example'])
  expect(total).toBe(1)
  expect(report.counts).toEqual([{ movement: 'joined', byProvider: true, count: 1 }])
  expect((await list({ seed: 'a' })).total).toBe(1)
})

test('who joins, leaves and comes back, with when the call arrived and how soon it held', async () => {
  const ann = await user('ann', { externalId: '00u1' })
  await setActive(ann, false)
  await setActive(ann, true)
  await scim('DELETE', `/Users/${ann}`)
  const page = await list()
  expect(page.rows.map(({ movement, action }) => [movement, action])).toEqual([
    ['left', 'user.deleted'],
    ['returned', 'user.reactivated'],
    ['left', 'user.deactivated'],
    ['joined', 'user.created'],
  ])
  for (const { askedAt, at, latencyMilliseconds, isLate, refused, userName } of page.rows) {
    expect(Date.parse(at) - Date.parse(askedAt ?? '')).toBe(latencyMilliseconds)
    expect({ isLate, refused, userName }).toEqual({
      isLate: false,
      refused: { count: 0, firstAt: null },
      userName: null,
    })
  }
  expect((await list({ movement: 'left' })).total).toBe(2)
  expect((await list({ q: 'ANN@' })).total).toBe(4)
  expect((await list({ q: 'bob' })).total).toBe(0)
  const { counts, period } = (await list({ movement: 'left' })).report
  expect(counts).toEqual(
    expect.arrayContaining([
      { movement: 'left', byProvider: true, count: 2 },
      { movement: 'joined', byProvider: true, count: 1 },
    ]),
  )
  expect(Date.parse(period.to) - Date.parse(period.from)).toBe(89 * 86_400_000)
  expect(period.includesToday).toBe(true)
})

test('who is made or removed while inactive neither comes nor goes; what is decided here was asked for by no call', async () => {
  const away = await user('away', { active: false })
  await scim('DELETE', `/Users/${away}`)
  expect((await list()).total).toBe(0)
  const form = new FormData()
  form.set('userName', 'local@acme.example')
  const { id } = await createLocalPerson(okta.ctx, readDraft(form))
  await setLocalPersonActive(okta.ctx, id, false)
  await deleteLocalPerson(okta.ctx, id)
  expect((await list()).rows).toMatchObject([
    { movement: 'left', action: 'user.deactivated', actorKind: 'person', askedAt: null, refused: null },
    { movement: 'joined', actorName: 'Ada Byron', latencyMilliseconds: null, isLate: false },
  ])
})

test('a leaving that was refused at first counts from then; what the log has lost is not known any more', async () => {
  const ann = await user('ann')
  expect((await setActive(ann, 'perhaps')).status).toBe(400)
  await setActive(ann, 'perhaps')
  await flushActivity()
  await asAdmin(
    endpoint.adminUrl,
    `update requests set at = at - case status when 400 then interval '30 hours' else interval '31 hours' end
     where tenant_id = '${okta.ctx.tenantId}'`,
  )
  await setActive(ann, false)
  const left = async () => (await list({ movement: 'left' })).rows[0]
  const known = await left()
  expect(known).toMatchObject({ isLate: true, refused: { count: 2 } })
  expect(Math.round((known?.latencyMilliseconds ?? 0) / 3_600_000)).toBe(30)

  // What went well in between was not about this leaving.
  await setActive(ann, true)
  await setActive(ann, false)
  await flushActivity()
  expect(await left()).toMatchObject({ isLate: false, refused: { count: 0, firstAt: null } })

  await asAdmin(
    endpoint.adminUrl,
    `update changes set at = at - interval '91 days' where tenant_id = '${okta.ctx.tenantId}';
     delete from requests where tenant_id = '${okta.ctx.tenantId}'`,
  )
  const old = await left()
  expect(old).toMatchObject({ refused: null })
  expect(old?.askedAt).toMatch(/^\d{4}-/)
})

test('a seed draws the same people for whoever draws, in the list and in the file', async () => {
  await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
    tx.select(sql`
      insert into changes (tenant_id, id, at, actor_kind, actor_name, action, user_id, label)
      select ${okta.ctx.tenantId}, (lpad(to_hex((extract(epoch from now()) * 1000)::bigint - n), 12, '0')
          || '7' || lpad(to_hex(n), 19, '0'))::uuid, now(), 'integration', 'Okta', 'user.created', gen_random_uuid(), 'P' || n
      from generate_series(1, 60) n`),
  )
  const drawn = async (seed: string) => (await list({ seed })).rows.map(({ name }) => name)
  const first = await drawn('3f2a')
  expect(new Set(first).size).toBe(SAMPLE_SIZE)
  expect(await drawn('3f2a')).toEqual(first)
  expect(await drawn('another')).not.toEqual(first)
  expect(await list({ seed: '3f2a' })).toMatchObject({ total: SAMPLE_SIZE })
  expect((await list({ seed: '3f2a', page: 2 })).rows).toEqual([])
  const file = async (search: object) => {
    const asked = { format: 'json', search: '' } as const
    const { body } = await exportMovements(okta.ctx, movementSearch.parse(search), asked)
    return (await new Response(body).json()).map(({ name }: { name: string }) => name)
  }
  expect(await file({ seed: '3f2a' })).toEqual(first)
  expect(await file({})).toHaveLength(60)
  expect((await list({ to: '2020-01-01' })).total).toBe(0)
  expect((await list({ from: '9999-01-01' })).total).toBe(0)
  expect((await list({ from: '0001-01-01' })).total).toBe(60)
})

test('who reads addresses masked finds nobody by a part of one', async () => {
  await user('ann')
  await user('bob', { displayName: 'Bob Builder' })
  const auditor = { ...asRole(okta.ctx, 'auditor'), db: shownThrough(endpoint.db, maskRow) }
  const found = async (q: string) => (await list({ q }, auditor)).rows.map(({ name }) => name)
  expect(await found('ann@')).toEqual([])
  expect(await found('ann@acme.example')).toEqual(['a•••@acme.example'])
  expect(await found('build')).toEqual(['Bob Builder'])
})

test('a report is for who may read the audit log, of their own company', async () => {
  await user('ann')
  await expect(list({}, asRole(okta.ctx, 'operator'))).rejects.toMatchObject({ code: 'forbidden' })
  expect(await list({}, await testContext(endpoint.db))).toMatchObject({ total: 0, rows: [] })
})
