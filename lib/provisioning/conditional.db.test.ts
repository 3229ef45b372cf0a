import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { URN } from '@/lib/scim'
import {
  type TestClient,
  type TestEndpoint,
  type TestIntegration,
  testClient,
  testEndpoint,
  testIntegration,
} from './testing'

let endpoint: TestEndpoint
let integration: TestIntegration
let scim: TestClient
beforeAll(async () => {
  endpoint = await testEndpoint()
})
afterAll(() => endpoint.close())
beforeEach(async () => {
  integration = await testIntegration(endpoint.db)
  scim = testClient(integration)
})

const KINDS = [
  {
    type: 'Users',
    body: { userName: 'ann@acme.example', title: 'Engineer', displayName: 'Ann' },
    changed: { userName: 'ann@acme.example', title: 'Manager' },
  },
  {
    type: 'Groups',
    body: { displayName: 'Team', externalId: '1' },
    changed: { displayName: 'Team', externalId: '2' },
  },
]

describe.each(KINDS)('the entity tag at /$type', ({ type, body, changed }) => {
  let path: string
  beforeEach(async () => {
    const created = await scim('POST', `/${type}`, body)
    path = `/${type}/${created.body.id}`
    expect(created.headers).toMatchObject({ etag: 'W/"1"', location: integration.baseUrl + path })
    expect(created.body.meta.version).toBe('W/"1"')
  })

  it('stands on every answer about a resource, whatever is projected', async () => {
    const address = integration.baseUrl + path
    const tagged = { etag: 'W/"1"', 'content-location': address }
    expect((await scim('GET', path)).headers).toMatchObject(tagged)
    expect((await scim('GET', `${path}?attributes=externalId`)).headers).toMatchObject(tagged)
    expect((await scim('GET', `${path}?excludedAttributes=meta`)).headers).toMatchObject(tagged)
    const put = await scim('PUT', `${path}?attributes=externalId`, changed)
    expect(put.headers).toMatchObject({ etag: 'W/"2"', 'content-location': address })
    const operations = [{ op: 'replace', path: 'externalId', value: 'x' }]
    expect((await scim('PATCH', path, { Operations: operations })).headers.etag).toBe('W/"3"')
    const patched = await scim('PATCH', `${path}?attributes=externalId`, { Operations: operations })
    expect(patched).toMatchObject({ status: 200, headers: { etag: 'W/"3"' }, body: { externalId: 'x' } })
    const other = await scim('POST', `/${type}?attributes=id`, {
      userName: 'bob@acme.example',
      displayName: 'Bob',
    })
    expect(other.headers).toMatchObject({
      etag: 'W/"1"',
      location: `${integration.baseUrl}/${type}/${other.body.id}`,
    })
  })

  it('GET: If-None-Match that names the version is 304 with the headers of the answer', async () => {
    for (const tag of ['W/"1"', '"1"', '*', 'W/"9", W/"1"']) {
      const { status, body: answer, headers } = await scim('GET', path, undefined, { 'if-none-match': tag })
      expect({ status, answer }).toEqual({ status: 304, answer: undefined })
      expect(headers).toMatchObject({ etag: 'W/"1"', 'content-location': integration.baseUrl + path })
    }
    expect((await scim('GET', path, undefined, { 'if-none-match': 'W/"2"' })).status).toBe(200)
  })

  it('GET: If-Match of another version is 412', async () => {
    expect((await scim('GET', path, undefined, { 'if-match': 'W/"2"' })).status).toBe(412)
    expect((await scim('GET', path, undefined, { 'if-match': 'W/"2", W/"1"' })).status).toBe(200)
  })

  it.each([
    ['PUT', 'if-match', 'W/"7"'],
    ['PATCH', 'if-match', 'W/"7"'],
    ['DELETE', 'if-match', 'W/"7"'],
    ['PUT', 'if-none-match', 'W/"1"'],
    ['PATCH', 'if-none-match', '*'],
    ['DELETE', 'if-none-match', 'W/"1"'],
  ])('%s with %s %s is 412 and changes nothing', async (method, header, tag) => {
    const sent =
      method === 'PATCH' ? { Operations: [{ op: 'replace', path: 'externalId', value: 'x' }] } : changed
    const refused = await scim(method, path, method === 'DELETE' ? undefined : sent, { [header]: tag })
    expect(refused.status).toBe(412)
    expect(refused.body.detail).toContain('W/"1"')
    expect((await scim('GET', path)).body).toMatchObject(body)
    const current = { [header]: header === 'if-match' ? 'W/"1"' : 'W/"7"' }
    expect((await scim(method, path, method === 'DELETE' ? undefined : sent, current)).status).toBeLessThan(
      300,
    )
  })

  it('a POST has no version yet: its preconditions say nothing', async () => {
    const fresh = { userName: 'new@acme.example', displayName: 'New' }
    const headers = { 'if-none-match': '*', 'if-match': 'W/"5"' }
    expect((await scim('POST', `/${type}`, fresh, headers)).status).toBe(201)
  })
})

describe('attributes and excludedAttributes', () => {
  it.each(KINDS)('hold on every verb that answers one of /$type', async ({ type, body, changed }) => {
    const keysOf = (answer: { body: Record<string, unknown> }) => Object.keys(answer.body).sort()
    const { id } = (await scim('POST', `/${type}`, body)).body
    const asked = 'attributes=externalId'
    const created = await scim('POST', `/${type}?${asked}`, {
      ...body,
      userName: 'b@acme.example',
      displayName: 'B',
      externalId: 'b',
    })
    expect(keysOf(created)).toEqual(['externalId', 'id', 'schemas'])
    const sent = { ...changed, externalId: 'c' }
    expect(keysOf(await scim('PUT', `/${type}/${id}?${asked}`, sent))).toEqual([
      'externalId',
      'id',
      'schemas',
    ])
    expect(keysOf(await scim('GET', `/${type}/${id}?${asked}`))).toEqual(['externalId', 'id', 'schemas'])
    const operations = { Operations: [{ op: 'replace', path: 'externalId', value: 'd' }] }
    expect(keysOf(await scim('PATCH', `/${type}/${id}?${asked}`, operations))).toEqual([
      'externalId',
      'id',
      'schemas',
    ])
    const without = await scim('PUT', `/${type}/${id}?excludedAttributes=meta,externalId,id,schemas`, sent)
    expect(keysOf(without)).toEqual(expect.arrayContaining(['id', 'schemas']))
    expect(without.body).not.toHaveProperty('meta')
    expect(without.body).not.toHaveProperty('externalId')
  })

  it('cut sub-attributes of extensions, and of a list', async () => {
    const { id } = (
      await scim('POST', '/Users', {
        userName: 'ann@acme.example',
        emails: [{ value: 'ann@acme.example', type: 'work', primary: true }],
        [URN.ENTERPRISE_USER]: { department: 'IT', division: 'East' },
      })
    ).body
    const path = `/Users/${id}?attributes=emails.value,${URN.ENTERPRISE_USER}:department`
    expect((await scim('GET', path)).body).toEqual({
      schemas: [URN.USER, URN.ENTERPRISE_USER],
      id,
      emails: [{ value: 'ann@acme.example' }],
      [URN.ENTERPRISE_USER]: { department: 'IT' },
    })
  })
})

describe('a person whose groups changed, though the person did not', () => {
  const held = (id: string, query = '') =>
    scim('GET', `/Users/${id}${query}`, undefined, { 'if-none-match': 'W/"1"' })
  const groupsOf = ({ body }: { body: { groups: { display: string }[] } }) =>
    body.groups.map(({ display }) => display)
  let id: string
  let other: string
  beforeEach(async () => {
    id = (await scim('POST', '/Users', { userName: 'ann@acme.example' })).body.id
    other = (await scim('POST', '/Users', { userName: 'bob@acme.example' })).body.id
  })

  it('is shown again to who holds the version, when they came into a group and when they left it', async () => {
    expect((await held(id)).status).toBe(304)
    const members = [{ value: id }]
    const group = (await scim('POST', '/Groups', { displayName: 'Sales', members })).body.id
    const joined = await held(id)
    expect([joined.status, joined.headers.etag, groupsOf(joined)]).toEqual([200, 'W/"1"', ['Sales']])
    expect((await held(other)).status).toBe(304)
    await scim('DELETE', `/Groups/${group}`)
    const left = await held(id)
    expect([left.status, groupsOf(left)]).toEqual([200, []])
  })

  it('is shown again when a group of theirs has another name, or is in a group', async () => {
    const members = [{ value: id }]
    const group = (await scim('POST', '/Groups', { displayName: 'Sales', members })).body.id
    await scim('PUT', `/Groups/${group}`, { displayName: 'Sellers', members })
    expect(groupsOf(await held(id))).toEqual(['Sellers'])
    await scim('POST', '/Groups', { displayName: 'All', members: [{ value: group }] })
    expect(groupsOf(await held(id))).toEqual(['Sellers', 'All'])
  })

  it('is not shown again to who does not ask for groups', async () => {
    await scim('POST', '/Groups', { displayName: 'Sales', members: [{ value: id }] })
    expect((await held(id, '?excludedAttributes=groups')).status).toBe(304)
    expect((await held(id, '?attributes=userName')).status).toBe(304)
    expect((await held(id, '?attributes=groups')).status).toBe(200)
  })
})
