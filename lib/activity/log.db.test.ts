import { expect, test } from 'vitest'
import { inTenant, sql } from '@/db/client'
import { setProvider } from '@/lib/integrations/guide'
import { inEnglish } from '@/lib/messages/translate'
import { type TestIntegration, testClient, testIntegration } from '@/lib/provisioning/testing'
import { eachAtEndpoint } from '@/lib/provisioning/testing/each'
import { testContext } from '@/lib/tenancy/testing'
import { chartRequests } from './chart'
import { exportRequests } from './export'
import { activitySearch } from './input'
import { listNewerRequests, listRequests } from './log'
import { flushActivity } from './recorder'
import { getRequest } from './request'

const { endpoint, okta, scim, directory } = eachAtEndpoint()

const search = (of: Record<string, string> = {}) => activitySearch.parse(of)

async function list(of: Record<string, string> = {}) {
  await flushActivity()
  return listRequests(okta.ctx, okta.integrationId, search(of))
}

/** The sentences in English, the oldest first. */
async function told(of: Record<string, string> = {}): Promise<string[]> {
  const { rows } = await list(of)
  return rows.map(({ sentence }) => inEnglish(sentence)).reverse()
}

test('a PUT and a PATCH that do the same read the same; reads are told when they are asked for', async () => {
  const ann = await directory.user('ann@acme.example', { displayName: 'Ann' })
  const bob = await directory.user('bob@acme.example', { displayName: 'Bob' })
  await scim('PUT', `/Users/${ann}`, { userName: 'ann@acme.example', displayName: 'Ann', title: 'Engineer' })
  await directory.patch(`/Users/${bob}`, { op: 'add', path: 'title', value: 'Engineer' })
  await directory.patch(`/Users/${bob}`, { op: 'add', path: 'title', value: 'Engineer' })
  await scim('GET', `/Users?filter=${encodeURIComponent('userName eq "grace@acme.example"')}`)
  await scim('GET', `/Users/${ann}`)
  await scim('GET', '/Schemas')
  expect(await told()).toEqual([
    'added Ann',
    'added Bob',
    'set Ann’s title: Engineer',
    'set Bob’s title: Engineer',
    'Sent Bob again; nothing changed',
  ])
  expect((await told({ reads: 'show' })).slice(-3)).toEqual([
    'Looked for grace@acme.example',
    'Read Ann',
    'Asked what this endpoint can do',
  ])
})

test('a group with its members is one sentence, a failure says why, a refused token what was wrong with it', async () => {
  const ids = await Promise.all(['ann', 'bob', 'eve'].map((name) => directory.user(`${name}@acme.example`)))
  const group = await directory.group('Engineering', ids)
  await scim('POST', '/Groups', { displayName: 'Engineering' })
  await testClient({ ...okta, token: okta.token.slice(0, -3) })('GET', '/Users')
  const sentences = await told()
  expect(sentences.slice(-3)).toEqual([
    'added the group Engineering and 3 more changes',
    'Rejected Engineering: Group name already exists',
    'Refused: truncated token',
  ])
  const [line] = (await list({ resource: group })).rows
  expect(line).toMatchObject({ who: { id: group, type: 'Group', label: 'Engineering' }, status: 201 })
})

test('filters narrow, and a search finds by name, by text, by id and by the reference of an error', async () => {
  const ann = await directory.user('ann@acme.example')
  await directory.user('bob@acme.example')
  await directory.group('Engineering')
  const { body } = await scim('POST', '/Users', { userName: 'ann@acme.example' })
  const reference = String(body.detail).slice(-8)
  expect(await told({ type: 'Group' })).toEqual(['added the group Engineering'])
  expect(await told({ result: 'failed' })).toEqual(['Rejected ann@acme.example: Person already exists'])
  expect(await told({ result: 'refused' })).toEqual([])
  expect(await told({ method: 'PUT' })).toEqual([])
  expect(await told({ q: 'ann@acme.example' })).toHaveLength(2)
  expect(await told({ q: 'ENGINEERING' })).toEqual(['added the group Engineering'])
  expect(await told({ q: '100%' })).toEqual([])
  const failed = ['Rejected ann@acme.example: Person already exists']
  expect(await told({ q: `Ref ${reference}` })).toEqual(failed)
  const [line] = (await list({ result: 'failed' })).rows
  expect(await told({ q: line?.id ?? '' })).toEqual(failed)
  expect(await getRequest(okta.ctx, okta.integrationId, line?.id ?? '')).toMatchObject({
    subject: 'ann@acme.example',
    remedy: { places: ['users'] },
  })
  expect(await told({ q: ann })).toHaveLength(1)
  expect(await told({ to: '1000' })).toEqual([])
})

test('pages follow each other without gaps, and what came since is counted and told', async () => {
  for (let i = 0; i < 60; i++) await directory.user(`user${i}@acme.example`)
  const first = await list()
  expect(first.rows).toHaveLength(50)
  const second = await list({ after: first.older ?? '' })
  expect([second.rows.length, second.older]).toEqual([10, null])
  expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(60)

  const newest = first.rows[0]
  const newer = `${Date.parse(newest?.at ?? '')}.${newest?.id}`
  await scim('GET', '/Users')
  await directory.user('late@acme.example')
  await flushActivity()
  const since = await listNewerRequests(okta.ctx, okta.integrationId, search({ newer }))
  expect([since.count, since.rows.map(({ method }) => method)]).toEqual([1, ['POST']])
})

test('a request shows what it changed, what it said without its token, and what else was about the same person', async () => {
  const ann = await directory.user('ann@acme.example', { displayName: 'Ann' })
  await directory.patch(`/Users/${ann}`, { op: 'replace', path: 'displayName', value: 'Annie' })
  const [line] = (await list()).rows
  const request = await getRequest(okta.ctx, okta.integrationId, line?.id ?? '')
  expect(request).toMatchObject({
    method: 'PATCH',
    cause: null,
    changesInAll: 1,
    changes: [{ pairs: [{ before: 'Ann', after: 'Annie' }] }],
    headers: { authorization: 'Bearer …', 'content-type': 'application/scim+json' },
    related: [{ method: 'POST' }],
  })
  expect(JSON.stringify(request)).not.toContain(okta.token)
  const stranger = await testIntegration(endpoint.db, { ctx: okta.ctx, name: 'Other' })
  await expect(getRequest(okta.ctx, stranger.integrationId, line?.id ?? '')).rejects.toMatchObject({
    code: 'not-found',
  })
  const foreign = await testContext(endpoint.db)
  await expect(getRequest(foreign, okta.integrationId, line?.id ?? '')).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(listRequests(foreign, okta.integrationId, search())).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('the chart counts each call once, by what it came to', async () => {
  await directory.user('ann@acme.example')
  await scim('POST', '/Users', { userName: 'ann@acme.example' })
  await scim('GET', '/Users')
  await flushActivity()
  const { totals, bars } = await chartRequests(okta.ctx, okta.integrationId, search())
  expect(totals).toEqual({ read: 1, write: 1, failed: 1, refused: 0 })
  expect(bars.reduce((sum, bar) => sum + bar.read + bar.write + bar.failed, 0)).toBe(3)
})

test('the export holds what the search finds, whole, and the audit log says who took it', async () => {
  for (let i = 0; i < 3; i++) await directory.user(`user${i}@acme.example`)
  await scim('GET', '/Users')
  await flushActivity()
  const file = await exportRequests(okta.ctx, okta.integrationId, search({ type: 'User' }), {
    format: 'json',
    search: 'type=User',
  })
  const rows = await new Response(file.body).json()
  expect(rows.map(({ what }: { what: string }) => what)).toEqual([
    'added user2@acme.example',
    'added user1@acme.example',
    'added user0@acme.example',
  ])
  const audit = await inTenant(okta.ctx.db, okta.ctx.tenantId, (tx) =>
    tx.select<{ after: object }>(sql`select after from audit_log where action = 'export.made'`),
  )
  expect(audit).toMatchObject([{ after: { format: 'json', search: 'type=User' } }])
})

test('calls that nobody can be named for are listed where one is waited for, and none from before there was one', async () => {
  await testClient({ ...okta, token: 'nothing-of-ours' })('GET', '/Users')
  const madeAt = (offset: string) =>
    inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
      tx.select(sql`update integrations set created_at = now() + ${offset}::interval`),
    )
  await madeAt('1 minute')
  expect((await list()).rows).toEqual([])
  await madeAt('-1 minute')
  expect((await list()).rows).toMatchObject([{ isStray: true, status: 401 }])
  await scim('GET', '/Users')
  expect((await list({ reads: 'show' })).rows).toMatchObject([{ isStray: false, status: 200 }])
})

test('a call is in the log whatever characters it holds', async () => {
  const body = '{"userName": "a\x1db\x1ec\x1fd\0\\'
  await scim('POST', '/Users', body)
  await scim('GET', '/Users/%1f%1e?filter=%1d')
  await flushActivity()
  const { rows } = await list({ reads: 'show' })
  const [read, write] = await Promise.all(rows.map(({ id }) => getRequest(okta.ctx, okta.integrationId, id)))
  const requestBody = body.replace('\0', '\ufffd')
  expect(write).toMatchObject({ method: 'POST', status: 400, requestBody })
  expect(read).toMatchObject({ method: 'GET', path: '/Users/%1f%1e', query: 'filter=%1d' })
})

test('what JumpCloud does to test its connection is told as that, and nothing of other providers is', async () => {
  const passing = async (of: TestIntegration) => {
    const client = testClient(of)
    const { body } = await client('POST', '/Users', { userName: 'tester@acme.example' })
    await client('DELETE', `/Users/${body.id}`)
    await client('POST', '/Users', { userName: 'ann@acme.example' })
    await flushActivity()
    const { rows } = await listRequests(of.ctx, of.integrationId, search())
    return rows.map(({ sentence }) => inEnglish(sentence)).reverse()
  }
  await setProvider(okta.ctx, okta.integrationId, 'jumpcloud')
  expect(await passing(okta)).toEqual([
    'JumpCloud’s connection test: added tester@acme.example',
    'JumpCloud’s connection test: removed tester@acme.example',
    'added ann@acme.example',
  ])
  expect(await passing(await testIntegration(endpoint.db))).toEqual([
    'added tester@acme.example',
    'removed tester@acme.example',
    'added ann@acme.example',
  ])
})
