import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inTenant, sql } from '@/db/client'
import { asAdmin } from '@/db/testing/database'
import {
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

const READS = [
  ['a person', (id: string) => `/Users/${id}`],
  ['a list', () => '/Users?startIndex=1&count=10'],
  ['a person by userName', () => '/Users?filter=userName%20eq%20%22ann%40acme.example%22'],
  ['a list in another order', () => '/Users?sortBy=userName'],
  ['a list of groups', () => '/Groups'],
] as const

/** What changes behind the endpoint's back, as another process does it. */
function behindItsBack(statement: string): Promise<void> {
  return asAdmin(endpoint.adminUrl, statement)
}

describe('what was true of a token a moment ago lets nobody read', () => {
  let call: TestClient
  let integrationId: string
  let annId: string
  beforeEach(async () => {
    const integration = await testIntegration(endpoint.db)
    call = testClient(integration)
    integrationId = integration.integrationId
    annId = (await call('POST', '/Users', { userName: 'ann@acme.example' })).body.id
    await call('POST', '/Groups', { displayName: 'Sales' })
    // The token is known to the process from here on.
    for (const [, path] of READS) expect((await call('GET', path(annId))).status).toBe(200)
  })

  it.each(READS)('%s: once it is revoked', async (_, path) => {
    await behindItsBack(`update tokens set revoked_at = now() where integration_id = '${integrationId}'`)
    const answer = await call('GET', path(annId))
    expect(answer.status).toBe(401)
    expect(answer.body.detail).toContain('revoked')
    expect(JSON.stringify(answer.body)).not.toContain('ann@')
  })

  it.each(READS)('%s: once it has expired', async (_, path) => {
    await behindItsBack(`update tokens set expires_at = now() where integration_id = '${integrationId}'`)
    expect((await call('GET', path(annId))).status).toBe(401)
  })

  it.each(READS)('%s: once its integration is paused, and again when it goes on', async (_, path) => {
    await behindItsBack(`update integrations set paused_at = now() where id = '${integrationId}'`)
    const answer = await call('GET', path(annId))
    expect(answer.status).toBe(403)
    expect(answer.body.detail).toContain('paused')
    await behindItsBack(`update integrations set paused_at = null where id = '${integrationId}'`)
    expect((await call('GET', path(annId))).status).toBe(200)
  })

  it.each(READS)('%s: once it has lost the scope', async (_, path) => {
    await behindItsBack(
      `update tokens set scopes = '{users.write,groups.write}' where integration_id = '${integrationId}'`,
    )
    expect((await call('GET', path(annId))).status).toBe(403)
  })

  it.each(READS)('%s: once its integration is gone', async (_, path) => {
    await behindItsBack(`update users set manager_id = null; update groups set manager_id = null`)
    await behindItsBack(`delete from tokens where integration_id = '${integrationId}'`)
    expect((await call('GET', path(annId))).status).toBe(401)
  })

  it('groups: once group sync is off', async () => {
    await behindItsBack(`update integrations set group_sync = false where id = '${integrationId}'`)
    expect((await call('GET', '/Groups')).body).toMatchObject({ totalResults: 0 })
  })

  it('of many who read at once, only those of the token that is revoked are refused', async () => {
    const { ctx } = await testIntegration(endpoint.db)
    const integrations = await Promise.all(
      ['Okta', 'Entra', 'Google'].map((name) => testIntegration(endpoint.db, { ctx, name })),
    )
    const clients = integrations.map(testClient)
    for (const client of clients) expect((await client('GET', '/Users')).status).toBe(200)
    await behindItsBack(
      `update tokens set revoked_at = now() where integration_id = '${integrations[1]?.integrationId}'`,
    )
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, n) => (clients[n % 3] as TestClient)('GET', '/Users?count=1')),
    )
    expect(answers.map(({ status }) => status)).toEqual(answers.map((_, n) => (n % 3 === 1 ? 401 : 200)))
  })
})

describe('what was true of a token a moment ago lets nobody write', () => {
  const WRITES = [
    ['a new person', 'POST', () => '/Users', { userName: 'late@acme.example' }],
    [
      'a whole person',
      'PUT',
      (ids: Ids) => `/Users/${ids.annId}`,
      { userName: 'ann@acme.example', title: 'New' },
    ],
    ['a part of a person', 'PATCH', (ids: Ids) => `/Users/${ids.annId}`, patch('replace', 'active', false)],
    ['the end of a person', 'DELETE', (ids: Ids) => `/Users/${ids.annId}`, undefined],
    ['a new group', 'POST', () => '/Groups', { displayName: 'Late' }],
    [
      'a part of a group',
      'PATCH',
      (ids: Ids) => `/Groups/${ids.salesId}`,
      patch('replace', 'displayName', 'New'),
    ],
    ['the end of a group', 'DELETE', (ids: Ids) => `/Groups/${ids.salesId}`, undefined],
  ] as const
  type Ids = { annId: string; salesId: string }
  let okta: TestIntegration
  let call: TestClient
  let ids: Ids
  beforeEach(async () => {
    okta = await testIntegration(endpoint.db)
    call = testClient(okta)
    const annId = (await call('POST', '/Users', { userName: 'ann@acme.example' })).body.id
    ids = { annId, salesId: (await call('POST', '/Groups', { displayName: 'Sales' })).body.id }
    expect((await call('GET', `/Users/${annId}`)).status).toBe(200)
  })
  const directory = () =>
    inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
      tx.select(sql`
        select 'user' as kind, id, version, active, resource from users where tenant_id = ${okta.ctx.tenantId}
        union all select 'group', id, version, true, resource from groups where tenant_id = ${okta.ctx.tenantId}
        union all select action, id, 0, true, after from changes
          where tenant_id = ${okta.ctx.tenantId} and (user_id is not null or group_id is not null)
        order by 1, 2`),
    )

  it.each(WRITES)('%s: once it is revoked, nothing has changed', async (_, method, path, body) => {
    const before = await directory()
    await behindItsBack(`update tokens set revoked_at = now() where integration_id = '${okta.integrationId}'`)
    const answer = await call(method, path(ids), body)
    expect(answer.status).toBe(401)
    expect(answer.body.detail).toContain('revoked')
    expect(await directory()).toEqual(before)
  })

  it.each(WRITES)(
    '%s: once its integration is paused, nothing has changed',
    async (_, method, path, body) => {
      const before = await directory()
      await behindItsBack(`update integrations set paused_at = now() where id = '${okta.integrationId}'`)
      expect((await call(method, path(ids), body)).status).toBe(403)
      expect(await directory()).toEqual(before)
    },
  )

  it.each(WRITES)('%s: once it may only read, nothing has changed', async (_, method, path, body) => {
    const before = await directory()
    await behindItsBack(
      `update tokens set scopes = '{users.read,groups.read}' where integration_id = '${okta.integrationId}'`,
    )
    expect((await call(method, path(ids), body)).status).toBe(403)
    expect(await directory()).toEqual(before)
  })

  it.each(WRITES)(
    '%s: is written where only the time of its last use has changed',
    async (_, method, path, body) => {
      await behindItsBack(
        `update tokens set last_used_at = now() where integration_id = '${okta.integrationId}'`,
      )
      expect((await call(method, path(ids), body)).status).toBeLessThan(300)
    },
  )

  it('a bulk goes on where the last use of its token is noted meanwhile', async () => {
    const Operations = Array.from({ length: 60 }, (_, n) => ({
      method: 'POST',
      path: '/Users',
      bulkId: `b${n}`,
      data: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: `bulk${n}@acme.example` },
    }))
    const bulk = call('POST', '/Bulk', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations,
    })
    let isOver = false
    const noting = (async () => {
      while (!isOver) {
        await behindItsBack(
          `update tokens set last_used_at = now() where integration_id = '${okta.integrationId}'`,
        )
      }
    })()
    const answer = await bulk
    isOver = true
    await noting
    const statuses = (answer.body.Operations as { status: string }[]).map(({ status }) => status)
    expect(new Set(statuses)).toEqual(new Set(['201']))
  })

  it('a body that is wrong is told to nobody whose token is revoked', async () => {
    await behindItsBack(`update tokens set revoked_at = now() where integration_id = '${okta.integrationId}'`)
    expect((await call('POST', '/Users', '{')).status).toBe(401)
    expect((await call('POST', '/Users', { userName: 'ann@acme.example' })).status).toBe(401)
  })

  it('of many who write at once, those of a revoked token write nothing and hold nobody else up', async () => {
    const other = await testIntegration(endpoint.db, { ctx: okta.ctx, name: 'Second' })
    const revoked = testClient(other)
    expect((await revoked('GET', '/Users')).status).toBe(200)
    await behindItsBack(
      `update tokens set revoked_at = now() where integration_id = '${other.integrationId}'`,
    )
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, n) =>
        (n % 4 === 0 ? revoked : call)('POST', '/Users', { userName: `wave${n}@acme.example` }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(answers.map((_, n) => (n % 4 === 0 ? 401 : 201)))
    expect((await call('GET', '/Users?count=0')).body.totalResults).toBe(1 + 18)
  })
})

function patch(op: string, path: string, value: unknown) {
  return { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op, path, value }] }
}

it('a call with a wrong secret is refused, though the token with this id was let in before', async () => {
  const integration = await testIntegration(endpoint.db)
  const right = testClient(integration)
  const { id } = (await right('POST', '/Users', { userName: 'bo@acme.example' })).body
  expect((await right('GET', `/Users/${id}`)).status).toBe(200)
  const wrong = testClient({ ...integration, token: `${integration.token.slice(0, -1)}` })
  const answer = await wrong('GET', `/Users/${id}`)
  expect(answer.status).toBe(401)
  expect(JSON.stringify(answer.body)).not.toContain('bo@')
})
