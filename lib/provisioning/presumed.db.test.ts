import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { asAdmin } from '@/db/testing/database'
import { type TestClient, type TestEndpoint, testClient, testEndpoint, testIntegration } from './testing'

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
})

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
