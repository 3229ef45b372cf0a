import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inTenant, sql } from '@/db/client'
import { flushActivity } from '@/lib/activity/recorder'
import { createToken } from '@/lib/integrations/tokens'
import { LIMITS, URN } from '@/lib/scim'
import {
  type TestAnswer,
  type TestClient,
  type TestEndpoint,
  type TestIntegration,
  testClient,
  testEndpoint,
  testIntegration,
} from './testing'

let endpoint: TestEndpoint
beforeAll(async () => {
  endpoint = await testEndpoint()
})
afterAll(() => endpoint.close())

let integration: TestIntegration
let scim: TestClient
beforeEach(async () => {
  integration = await testIntegration(endpoint.db)
  scim = testClient(integration)
})

type Operation = Record<string, unknown>
const send = (operations: Operation[], more: Operation = {}): Promise<TestAnswer> =>
  scim('POST', '/Bulk', { schemas: [URN.BULK_REQUEST], Operations: operations, ...more })
const user = (bulkId: string, more: Operation = {}): Operation => ({
  method: 'POST',
  path: '/Users',
  bulkId,
  data: { schemas: [URN.USER], userName: `${bulkId}@acme.example`, ...more },
})
const group = (bulkId: string, members: string[], more: Operation = {}): Operation => ({
  method: 'POST',
  path: '/Groups',
  bulkId,
  data: { schemas: [URN.GROUP], displayName: bulkId, members: members.map((value) => ({ value })), ...more },
})
const manager = (value: string) => ({ [URN.ENTERPRISE_USER]: { manager: { value } } })
const statuses = ({ body }: TestAnswer) => body.Operations.map(({ status }: { status: string }) => status)
const total = async (endpointName: string) => (await scim('GET', endpointName)).body.totalResults
const idAt = ({ body }: TestAnswer, index: number): string => body.Operations[index].location.split('/').pop()

describe('a bulk request', () => {
  it('creates, changes and removes, and answers in the order of the request', async () => {
    const old = (await scim('POST', '/Users', { userName: 'old@acme.example' })).body.id
    const answer = await send([
      user('ann', { title: 'Engineer' }),
      { method: 'PUT', path: `/Users/${old}`, data: { userName: 'new@acme.example' } },
      {
        method: 'PATCH',
        path: '/Users/bulkId:ann',
        data: { Operations: [{ op: 'replace', path: 'title', value: 'Manager' }] },
      },
      { method: 'DELETE', path: `/Users/${old}` },
    ])
    expect(answer.status).toBe(200)
    expect(answer.body.schemas).toEqual([URN.BULK_RESPONSE])
    const ann = `${integration.baseUrl}/Users/${idAt(answer, 0)}`
    expect(answer.body.Operations).toEqual([
      { location: ann, method: 'POST', bulkId: 'ann', version: 'W/"1"', status: '201' },
      { location: `${integration.baseUrl}/Users/${old}`, method: 'PUT', version: 'W/"2"', status: '200' },
      { location: ann, method: 'PATCH', version: 'W/"2"', status: '200' },
      { location: `${integration.baseUrl}/Users/${old}`, method: 'DELETE', status: '204' },
    ])
    expect((await scim('GET', `/Users/${idAt(answer, 0)}`)).body.title).toBe('Manager')
    expect((await scim('GET', `/Users/${old}`)).status).toBe(404)
  })

  it('creates a group before its members are named', async () => {
    const answer = await send([group('team', ['bulkId:ann', 'bulkId:bob']), user('ann'), user('bob')])
    expect(statuses(answer)).toEqual(['201', '201', '201'])
    const { body } = await scim('GET', `/Groups/${idAt(answer, 0)}`)
    expect(body.members.map(({ value }: { value: string }) => value).sort()).toEqual([
      idAt(answer, 1),
      idAt(answer, 2),
    ])
    expect(body.meta.version).toBe('W/"1"')
  })

  it('puts people into groups that are there, by PATCH with values and with a filter', async () => {
    const team = (await scim('POST', '/Groups', { displayName: 'Team' })).body.id
    const patch = (operation: Operation) => ({
      method: 'PATCH',
      path: `/Groups/${team}`,
      data: { Operations: [operation] },
    })
    const answer = await send([
      patch({ op: 'add', path: 'members', value: [{ value: 'bulkId:ann' }, { value: 'bulkId:bob' }] }),
      user('ann'),
      user('bob'),
      patch({ op: 'remove', path: 'members[value eq "bulkId:bob"]' }),
    ])
    expect(statuses(answer)).toEqual(['200', '201', '201', '200'])
    const { members } = (await scim('GET', `/Groups/${team}`)).body
    expect(members.map(({ value }: { value: string }) => value)).toEqual([idAt(answer, 1)])
  })

  it('resolves two people who manage each other, and one who manages herself', async () => {
    const answer = await send([
      user('ann', manager('bulkId:bob')),
      user('bob', manager('bulkId:ann')),
      user('eve', manager('bulkId:eve')),
    ])
    expect(statuses(answer)).toEqual(['201', '201', '201'])
    const managerOf = async (index: number) =>
      (await scim('GET', `/Users/${idAt(answer, index)}`)).body[URN.ENTERPRISE_USER].manager.value
    expect(await managerOf(0)).toBe(idAt(answer, 1))
    expect(await managerOf(1)).toBe(idAt(answer, 0))
    expect(await managerOf(2)).toBe(idAt(answer, 2))
    for (const index of [0, 1, 2]) {
      const { headers } = await scim('GET', `/Users/${idAt(answer, index)}`)
      expect(answer.body.Operations[index].version).toBe(headers.etag)
    }
  })

  it('makes none of two groups that would contain each other, and says why; what stands beside them is made', async () => {
    const answer = await send([
      user('ann'),
      group('one', ['bulkId:two', 'bulkId:ann']),
      group('two', ['bulkId:one']),
      group('own', ['bulkId:own']),
      group('team', ['bulkId:ann']),
    ])
    expect(statuses(answer)).toEqual(['201', '409', '409', '409', '201'])
    const { Operations } = answer.body
    expect(Operations[2]).toMatchObject({ bulkId: 'two', status: '409' })
    expect(Operations[2]).not.toHaveProperty('location')
    expect(Operations[2].response.detail).toMatch(/^bulkId:two and bulkId:one would contain each other/)
    expect(Operations[1].response.detail).toContain('bulkId:two')
    expect(Operations[3].response.detail).toMatch(/^bulkId:own can’t be a member of itself\./)
    expect(await total('/Groups')).toBe(1)
    expect(await total('/Users')).toBe(1)
  })

  it('one that fails undoes no other, and what refers to it fails with 409', async () => {
    await scim('POST', '/Users', { userName: 'ann@acme.example' })
    const answer = await send([
      user('ann'),
      user('bob'),
      group('with ann', ['bulkId:ann', 'bulkId:bob']),
      group('with bob', ['bulkId:bob']),
      group('with nobody', ['bulkId:nobody']),
      { method: 'DELETE', path: '/Users/bulkId:ann' },
    ])
    expect(statuses(answer)).toEqual(['409', '201', '409', '201', '409', '409'])
    expect(answer.body.Operations[0]).toEqual({
      method: 'POST',
      bulkId: 'ann',
      status: '409',
      response: {
        schemas: [URN.ERROR],
        status: '409',
        scimType: 'uniqueness',
        detail: expect.stringMatching(
          /^A user with userName ann@acme\.example already exists \(origin: IDP\)\. Ref [0-9A-F]{8}$/,
        ),
      },
    })
    expect(answer.body.Operations[2].response.detail).toContain('bulkId:ann')
    expect(answer.body.Operations[4].response.detail).toContain('bulkId:nobody')
    expect(await total('/Users')).toBe(2)
    expect(await total('/Groups')).toBe(1)
  })

  it('says what is wrong with each operation by itself', async () => {
    const gone = '01900000-0000-7000-8000-000000000000'
    const answer = await send([
      { method: 'GET', path: '/Users' },
      { method: 'POST', path: '/Users', data: { userName: 'a' } },
      { method: 'POST', path: '/Bulk', bulkId: 'b', data: {} },
      { method: 'POST', path: '/Users/.search', bulkId: 'c', data: {} },
      { method: 'POST', path: '/Nothing', bulkId: 'd', data: {} },
      { method: 'DELETE', path: '/Users' },
      { method: 'PUT', path: `/Users/${gone}`, data: { userName: 'x' } },
      user('e', { active: 'perhaps' }),
      user('f', { userName: undefined }),
    ])
    expect(answer.status).toBe(200)
    expect(statuses(answer)).toEqual(['405', '400', '400', '400', '404', '405', '404', '400', '400'])
    expect(answer.body.Operations[6].location).toBe(`${integration.baseUrl}/Users/${gone}`)
    for (const { response } of answer.body.Operations) {
      expect(response.detail).toMatch(/^.{10,} Ref [0-9A-F]{8}$/)
    }
    expect(await total('/Users')).toBe(0)
  })

  it('stops after failOnErrors errors and leaves the rest alone', async () => {
    const bad = user('bad', { active: 'perhaps' })
    const answer = await send([user('ann'), bad, { ...bad, bulkId: 'worse' }, user('bob')], {
      failOnErrors: 2,
    })
    expect(statuses(answer)).toEqual(['201', '400', '400'])
    expect(await total('/Users')).toBe(1)
    expect(statuses(await send([bad, user('cy')], { failOnErrors: 1 }))).toEqual(['400'])
    expect(statuses(await send([bad, user('cy')]))).toEqual(['400', '201'])
  })

  it('completes what it has begun when it stops', async () => {
    const answer = await send(
      [
        user('ann', manager('bulkId:bob')),
        user('bob', { ...manager('bulkId:ann'), active: 'perhaps' }),
        user('cy'),
      ],
      { failOnErrors: 1 },
    )
    expect(statuses(answer)).toEqual(['400'])
    expect(await total('/Users')).toBe(0)
  })

  it('keeps to the version that an operation names', async () => {
    const { id } = (await scim('POST', '/Users', { userName: 'ann@acme.example' })).body
    const put = (version: string, title: string) => ({
      method: 'PUT',
      path: `/Users/${id}`,
      version,
      data: { userName: 'ann@acme.example', title },
    })
    const answer = await send([put('W/"1"', 'first'), put('W/"1"', 'second'), put('W/"2"', 'third')])
    expect(statuses(answer)).toEqual(['200', '412', '200'])
    expect((await scim('GET', `/Users/${id}`)).body.title).toBe('third')
    expect(statuses(await send([{ method: 'DELETE', path: `/Users/${id}`, version: 'W/"2"' }]))).toEqual([
      '412',
    ])
  })

  it('reads paths with /v2, with the whole address, and with a query', async () => {
    const answer = await scim('POST', '/v2/Bulk', {
      Operations: [
        { ...user('a'), path: '/v2/Users' },
        { ...user('b'), path: `${integration.baseUrl}/v2/Users/` },
        { ...user('c'), path: 'Users?attributes=id' },
      ],
    })
    expect(statuses(answer)).toEqual(['201', '201', '201'])
    expect(answer.body.Operations[0].location).toContain('/v2/Users/')
  })

  it('may do what its token may, operation by operation', async () => {
    const { id } = (await scim('POST', '/Users', { userName: 'ann@acme.example' })).body
    const { ctx, integrationId, baseUrl } = integration
    const token = await createToken(ctx, integrationId, {
      name: 'Back end',
      expiry: 'never',
      access: 'read-only',
    })
    const reader = testClient({ baseUrl, token: token.clear })
    const { status, body } = await reader('POST', '/Bulk', {
      Operations: [user('bob'), group('team', []), { method: 'DELETE', path: `/Users/${id}` }],
    })
    expect(status).toBe(200)
    expect(body.Operations.map((operation: Operation) => operation.status)).toEqual(['403', '403', '403'])
    expect(await total('/Users')).toBe(1)
  })

  it('names the switch when group sync is off', async () => {
    scim = testClient(await testIntegration(endpoint.db, { groupSync: false }))
    const answer = await send([group('team', []), user('ann')])
    expect(statuses(answer)).toEqual(['403', '201'])
    expect(answer.body.Operations[0].response.detail).toMatch(/^Group synchronization is off/)
  })

  it('leaves one row in the request log, and history that names it', async () => {
    await send([user('ann', { password: 'hunter2' }), user('bob')])
    await flushActivity()
    const { ctx } = integration
    const rows = await inTenant(endpoint.db, ctx.tenantId, (tx) =>
      tx.select<{ id: string; path: string; status: number; body: string; changes: number }>(
        sql`select r.id, r.path, r.status, r.request_body as body,
              (select count(*)::int from changes c where c.request_id = r.id) as changes from requests r`,
      ),
    )
    expect(rows).toMatchObject([{ path: '/Bulk', status: 200, changes: 2 }])
    expect(rows[0]?.body).not.toContain('hunter2')
  })
})

describe('the limits of a bulk request', () => {
  it('are those that ServiceProviderConfig declares', async () => {
    const { body } = await scim('GET', '/ServiceProviderConfig')
    expect(body.bulk).toEqual({
      supported: true,
      maxOperations: LIMITS.bulkOperations,
      maxPayloadSize: LIMITS.bulkBytes,
    })
  })

  it('maxOperations: so many are run, one more is 413 and runs none', async () => {
    const many = Array.from({ length: LIMITS.bulkOperations }, (_, i) => user(`p${i}`))
    const refused = await send([...many, user('one-more')])
    expect(refused.status).toBe(413)
    expect(refused.body.detail).toContain('maxOperations')
    expect(await total('/Users')).toBe(0)
    expect(new Set(statuses(await send(many)))).toEqual(new Set(['201']))
    expect(await total('/Users')).toBe(LIMITS.bulkOperations)
  })

  it('maxPayloadSize: more than one mebibyte is read here, and only here', async () => {
    const ofBytes = (bytes: number) => {
      const empty = JSON.stringify({ Operations: [user('a', { title: '' })] })
      return JSON.stringify({ Operations: [user('a', { title: 'x'.repeat(bytes - empty.length) })] })
    }
    expect((await scim('POST', '/Bulk', ofBytes(LIMITS.bulkBytes + 1))).status).toBe(413)
    expect(await total('/Users')).toBe(0)
    expect(statuses(await scim('POST', '/bulk/', ofBytes(LIMITS.bulkBytes)))).toEqual(['201'])
    const large = { userName: 'b', title: 'x'.repeat(LIMITS.bodyBytes) }
    expect((await scim('POST', '/Users', large)).status).toBe(413)
  })

  it('what is no bulk request is refused as a whole', async () => {
    expect((await scim('POST', '/Bulk', {})).body).toMatchObject({ status: '400', scimType: 'invalidSyntax' })
    expect((await scim('POST', '/Bulk', '{')).body).toMatchObject({
      status: '400',
      scimType: 'invalidSyntax',
    })
    expect((await send([], { failOnErrors: 'x' })).body).toMatchObject({ scimType: 'invalidValue' })
    expect((await scim('GET', '/Bulk')).headers.allow).toBe('POST')
  })
})
