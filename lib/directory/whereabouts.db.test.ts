import { expect, test } from 'vitest'
import { listPersonTimeline } from '@/lib/activity/person-timeline'
import { findReceived } from '@/lib/activity/received'
import { flushActivity } from '@/lib/activity/recorder'
import { rulesInput } from '@/lib/integrations/input'
import { createIntegration, setRules } from '@/lib/integrations/integrations'
import { testClient, testIntegration } from '@/lib/provisioning/testing'
import { eachAtEndpoint } from '@/lib/provisioning/testing/each'
import { testContext } from '@/lib/tenancy/testing'
import { historySearch } from './input'
import { suspendUser } from './suspension'
import { findWhereabouts } from './whereabouts'

const ANN = 'Ann@acme.example'
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

const { endpoint, okta, scim } = eachAtEndpoint()

const find = async (typed = ANN) => {
  await flushActivity()
  return findWhereabouts(okta.ctx, typed)
}
const add = async (userName = ANN) => {
  const made = await scim('POST', '/Users', {
    userName,
    externalId: '00u1',
    emails: [{ value: 'ann@home.example' }],
  })
  return String(made.body?.id)
}

test('somebody of whom nothing was ever heard was never sent', async () => {
  expect(await find()).toMatchObject({ answer: 'never-sent', people: [], mention: null, since: null })
  expect((await find()).integrations.map(({ id }) => id)).toEqual([okta.integrationId])
})

test('somebody whom the provider looked for and did not send was looked for', async () => {
  await scim('GET', `/Users?filter=${encodeURIComponent(`userName eq "${ANN}"`)}`)
  expect(await find()).toMatchObject({ answer: 'looked-for', mention: { method: 'GET', status: 200 } })
})

test('somebody who is here is found by userName, e-mail address and externalId, in any case', async () => {
  const id = await add()
  for (const typed of ['ANN@ACME.example', 'Ann@Home.example', '00u1']) {
    expect(await find(typed), typed).toMatchObject({ answer: 'here', people: [{ id }] })
  }
})

test('a suspension, a deactivation and a deletion are told with when and by whom', async () => {
  const id = await add()
  await suspendUser(okta.ctx, id, 'Lost laptop')
  expect(await find()).toMatchObject({ answer: 'suspended', since: { by: okta.ctx.actor.name } })
  await scim('DELETE', `/Users/${id}`)
  const gone = await find()
  expect(gone).toMatchObject({ answer: 'deleted', people: [] })
  expect(gone.since?.by).toBe(gone.integrations[0]?.name)

  const other = await add('bob@acme.example')
  await scim('PATCH', `/Users/${other}`, {
    schemas: [PATCH],
    Operations: [{ op: 'replace', value: { active: false } }],
  })
  expect(await find('bob@acme.example')).toMatchObject({
    answer: 'deactivated',
    people: [{ id: other, active: false }],
  })
})

test('somebody whose creation was refused was rejected, with the cause; a deletion before that is no longer the answer', async () => {
  await scim('DELETE', `/Users/${await add()}`)
  await scim('POST', '/Users', { userName: ANN, active: 'maybe' })
  const found = await find()
  expect(found.answer).toBe('rejected')
  expect(found.failures[0]).toMatchObject({ integration: { id: okta.integrationId }, times: 1 })
  expect(found.mention).toMatchObject({ method: 'POST', status: 400 })
})

test('somebody outside the allowed domains is blocked, sent or not', async () => {
  await setRules(okta.ctx, okta.integrationId, rulesInput.parse({ allowedDomains: 'acme.com' }))
  expect(await find()).toMatchObject({ answer: 'domain-blocked', blockedBy: [{ id: okta.integrationId }] })
  await add()
  expect((await find()).failures[0]?.cause).toBe('domain-not-allowed')
  expect((await find('ann@acme.com')).answer).toBe('never-sent')
})

test('somebody whom another integration manages is elsewhere, and both are named', async () => {
  const id = await add()
  const entra = await testIntegration(endpoint.db, { ctx: okta.ctx, name: 'Entra' })
  await testClient(entra)('POST', '/Users', { userName: ANN })
  const found = await find()
  expect(found).toMatchObject({ answer: 'elsewhere', people: [{ id }] })
  expect(found.failures[0]?.integration.id).toBe(entra.integrationId)
})

test('another company’s people and requests are nobody here', async () => {
  await add()
  await flushActivity()
  const stranger = await testContext(endpoint.db)
  await createIntegration(stranger, { name: 'Okta', provider: 'okta', groupSync: true })
  expect(await findWhereabouts(stranger, ANN)).toMatchObject({
    answer: 'never-sent',
    people: [],
    mention: null,
  })
})

test('a person’s timeline holds what was refused between what changed, on every page of it', async () => {
  const id = await add()
  await scim('PATCH', `/Users/${id}`, {
    schemas: [PATCH],
    Operations: [{ op: 'replace', path: 'active', value: 'perhaps' }],
  })
  await scim('PATCH', `/Users/${id}`, {
    schemas: [PATCH],
    Operations: [{ op: 'replace', path: 'title', value: 'Analyst' }],
  })
  await flushActivity()
  const all = await listPersonTimeline(okta.ctx, id, historySearch.parse({}))
  const told = (rows: typeof all.rows) => rows.map((row) => ('problem' in row ? 'refused' : row.action))
  expect(told(all.rows)).toEqual(['user.updated', 'refused', 'user.created'])
  expect(all.older).toBeNull()
  const first = await listPersonTimeline(okta.ctx, id, historySearch.parse({ limit: 2 }))
  expect(told(first.rows)).toEqual(['user.updated', 'refused'])
  const rest = await listPersonTimeline(okta.ctx, id, historySearch.parse({ before: first.older, limit: 2 }))
  expect([told(rest.rows), rest.older]).toEqual([['user.created'], null])
})

test('what was sent last stands beside what is kept of it', async () => {
  const made = await scim('POST', '/Users', {
    userName: ANN,
    active: 'True',
    password: 'secret',
    nonsense: 'x',
    emails: [{ value: 'ann@home.example' }],
  })
  await flushActivity()
  const kept = (await scim('GET', `/Users/${made.body.id}`)).body
  const received = await findReceived(okta.ctx, made.body.id, kept)
  expect(received).toMatchObject({ method: 'POST', integration: 'Corporate Okta' })
  expect(received?.differences?.map(({ path }) => path)).toContain('nonsense')
  expect(received?.differences?.map(({ path }) => path)).not.toContain('password')
  expect(JSON.stringify(received)).not.toContain('secret')
  await scim('PATCH', `/Users/${made.body.id}`, {
    schemas: [PATCH],
    Operations: [{ op: 'replace', path: 'title', value: 'A' }],
  })
  await flushActivity()
  expect(await findReceived(okta.ctx, made.body.id, kept)).toMatchObject({
    method: 'PATCH',
    differences: null,
  })
})
