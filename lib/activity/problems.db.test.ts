import { expect, test } from 'vitest'
import { inTenant, sql } from '@/db/client'
import { getIntegration, pauseIntegration, resumeIntegration } from '@/lib/integrations/integrations'
import { wordsOf } from '@/lib/messages/text'
import { writerOf } from '@/lib/messages/translate'
import { testClient, testIntegration } from '@/lib/provisioning/testing'
import { eachAtEndpoint } from '@/lib/provisioning/testing/each'
import { asRole, testContext } from '@/lib/tenancy/testing'
import { ignoreProblems, listProblems, takeUpProblems } from './problems'
import { flushActivity } from './recorder'

const { endpoint, okta, scim, directory } = eachAtEndpoint()

/** The open problems as a page tells them: “Group name already exists · 1 group ×2”. */
async function told(): Promise<string[]> {
  await flushActivity()
  const write = writerOf('en')
  const groups = await listProblems(okta.ctx, okta.integrationId)
  return groups.map(({ remedy, about, times, ignored }) => {
    const words = `${wordsOf(remedy.title, write, 'en')} · ${wordsOf(about, write, 'en')} ×${times}`
    return ignored ? `${words} (ignored: ${ignored.reason})` : words
  })
}

const status = async () => {
  const { status } = await getIntegration(okta.ctx, okta.integrationId)
  return status.sentence.key === 'status.attention'
    ? wordsOf(status.sentence, writerOf('en'), 'en')
    : status.state
}

const person = (userName: string) => ({ userName, emails: [{ value: userName }] })

test('a conflict is a problem with its remedy, counted while it lasts, and closes by itself with the success', async () => {
  await directory.group('Engineering')
  for (let i = 0; i < 2; i++)
    expect((await scim('POST', '/Groups', { displayName: 'engineering' })).status).toBe(409)
  expect(await told()).toEqual(['Group name already exists · 1 group ×2'])
  expect(await status()).toBe('1 group couldn’t be synced.')

  const [group] = await listProblems(okta.ctx, okta.integrationId)
  expect(group).toMatchObject({
    cause: 'group-exists',
    items: [{ type: 'Group', label: 'engineering', times: 2 }],
    remedy: {
      steps: [{ key: 'problems.own.okta.group-exists' }, { key: 'problems.again.okta.Group' }],
      places: ['groups'],
    },
  })
  const [row] = await inTenant(okta.ctx.db, okta.ctx.tenantId, (tx) =>
    tx.select<{ status: number }>(
      sql`select status from requests where id = ${group?.items[0]?.requestId ?? null}`,
    ),
  )
  expect(row?.status).toBe(409)

  const [found] = (await scim('GET', '/Groups?filter=displayName eq "Engineering"')).body.Resources
  expect(await told()).toHaveLength(1)
  await directory.patch(`/Groups/${found.id}`, { op: 'replace', value: { displayName: 'Engineering' } })
  expect(await told()).toEqual([])
  expect(await status()).toBe('connected')
})

test('people and groups that fail for one cause are one group; other causes and other integrations are apart', async () => {
  const entra = await testIntegration(endpoint.db, { ctx: okta.ctx, name: 'Entra Europe' })
  const theirs = testClient(entra)
  for (const name of ['ann@acme.example', 'bob@acme.example']) await theirs('POST', '/Users', person(name))
  for (const name of ['ann@acme.example', 'bob@acme.example']) await scim('POST', '/Users', person(name))
  await directory.user('eve@acme.example')
  await scim('POST', '/Users', person('eve@acme.example'))
  expect(await told()).toEqual([
    'Person already exists · 1 person ×1',
    'Person managed by another integration · 2 people ×2',
  ])
  expect(await listProblems(okta.ctx, entra.integrationId)).toEqual([])
  expect(await listProblems(okta.ctx)).toHaveLength(2)
  expect(await listProblems(await testContext(endpoint.db))).toEqual([])
})

test('members that nobody knows are counted as people of their group, and close when they resolve', async () => {
  const ann = await directory.user('ann@acme.example')
  const strangers = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002']
  const group = await directory.group('Engineering', [ann, ...strangers])
  expect(await told()).toEqual(['People not provisioned yet · 2 members of Engineering ×2'])
  expect(await status()).toBe('2 people couldn’t be synced.')
  await scim('PUT', `/Groups/${group}`, { displayName: 'Engineering', members: [{ value: ann }] })
  expect(await told()).toEqual([])
})

test('what was refused while the integration was paused closes with what succeeds after', async () => {
  await pauseIntegration(okta.ctx, okta.integrationId)
  await scim('POST', '/Users', person('ann@acme.example'))
  expect(await told()).toEqual(['Integration paused · 1 person ×1'])
  await resumeIntegration(okta.ctx, okta.integrationId)
  await scim('POST', '/Users', person('Ann@acme.example'))
  expect(await told()).toEqual([])
})

test('what is ignored is counted no more, stays so when it fails again, and can be taken up', async () => {
  await directory.user('eve@acme.example')
  const push = () => scim('POST', '/Users', person('eve@acme.example'))
  await push()
  await told()
  await ignoreProblems(okta.ctx, okta.integrationId, 'user-exists', 'Eve left')
  await push()
  expect(await told()).toEqual(['Person already exists · 1 person ×2 (ignored: Eve left)'])
  expect(await status()).toBe('connected')
  await takeUpProblems(okta.ctx, okta.integrationId, 'user-exists')
  expect(await told()).toEqual(['Person already exists · 1 person ×2'])

  const audit = await inTenant(okta.ctx.db, okta.ctx.tenantId, (tx) =>
    tx.select(sql`select action, after from audit_log where action like 'problems.%' order by position`),
  )
  expect(audit).toEqual([
    { action: 'problems.ignored', after: { cause: 'user-exists', count: 1, reason: 'Eve left' } },
    { action: 'problems.taken-up', after: { cause: 'user-exists', count: 1 } },
  ])
  await expect(
    ignoreProblems(asRole(okta.ctx, 'auditor'), okta.integrationId, 'user-exists', 'x'),
  ).rejects.toMatchObject({ code: 'forbidden' })
  await expect(
    ignoreProblems(await testContext(endpoint.db), okta.integrationId, 'user-exists', 'x'),
  ).rejects.toMatchObject({ code: 'not-found' })
})
