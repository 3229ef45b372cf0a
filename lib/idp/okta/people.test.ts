import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seededRandom } from '../random'
import { ScimStub } from '../testing/scim-stub'
import { OktaApp, type OktaAppOptions } from './app'

let stub: ScimStub

beforeEach(async () => {
  stub = await ScimStub.start()
})
afterEach(() => stub.stop())

const PROFILE = {
  login: 'test.user@okta.local',
  email: 'test.user@okta.local',
  firstName: 'Test',
  lastName: 'User',
  locale: 'en-US',
}
const LOOKUP = 'GET /Users?filter=userName%20eq%20%22test.user%40okta.local%22&startIndex=1&count=100'

function okta(options: Partial<OktaAppOptions> = {}): OktaApp {
  const random = seededRandom(1)
  return new OktaApp({ baseUrl: stub.baseUrl, token: 'secret', flavour: 'catalogue', random, ...options })
}

describe('every request', () => {
  it('carries the headers of Okta in their spelling, and a content type only with a body', async () => {
    const app = okta()
    await app.assign(app.addPerson(PROFILE))
    const [lookup, create] = stub.requests
    expect(lookup?.rawNames).toEqual([
      'Authorization',
      'Accept',
      'Accept-Charset',
      'User-Agent',
      'Accept-Encoding',
      'Connection',
      'Host',
    ])
    expect(create?.headers).toMatchObject({
      authorization: 'Bearer secret',
      accept: 'application/scim+json',
      'accept-charset': 'utf-8',
      'content-type': 'application/scim+json; charset=utf-8',
      'user-agent': 'Okta SCIM Client 1.0.0',
      'accept-encoding': 'gzip,deflate',
      connection: 'Keep-Alive',
    })
  })

  it('authorizes as the app says: bearer, bare token, basic, or a value given whole', async () => {
    for (const authMode of ['bearer', 'header', 'basic'] as const) {
      await okta({ authMode }).testConnection()
    }
    await okta({ authorization: 'bEARER  secret' })
      .testConnection()
      .catch(() => {})
    expect(stub.requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer secret',
      'secret',
      `Basic ${btoa('okta:secret')}`,
      'bEARER  secret',
    ])
  })

  it('goes to a base URL without an underscore, with or without a slash at its end', async () => {
    expect(() => okta({ baseUrl: 'https://rollcall.example/api/scim/my_tenant' })).toThrow(/underscore/)
    expect(() => okta({ baseUrl: 'rollcall' })).toThrow(/http or https/)
    await okta({ baseUrl: `${stub.baseUrl}/` }).testConnection()
    expect(stub.lines).toEqual(['GET /Users?startIndex=1&count=2'])
  })
})

describe('the connection test', () => {
  it('counts the people, and reads groups too when Import Groups is ticked', async () => {
    expect(await okta({ importGroups: true }).testConnection()).toBe(0)
    expect(stub.lines).toEqual(['GET /Users?startIndex=1&count=2', 'GET /Groups?startIndex=1&count=100'])
  })

  it('refuses numbers that are strings', async () => {
    stub.intercept = () => ({
      status: 200,
      body: { totalResults: '0', startIndex: 1, itemsPerPage: 0, Resources: [] },
    })
    await expect(okta().testConnection()).rejects.toThrow(/totalResults is "0"/)
  })
})

describe('assignment', () => {
  it('looks the person up and creates them in the published shape, with a placeholder password', async () => {
    const app = okta()
    const person = app.addPerson(PROFILE)
    await app.assign(person)
    expect(stub.lines).toEqual([LOOKUP, 'POST /Users'])
    const body = stub.requests[1]?.body ?? {}
    expect(person.id).toMatch(/^00u[0-9a-zA-Z]{17}$/)
    expect(body.password).toMatch(/^[0-9a-z]{8}$/)
    expect(body).toEqual({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: 'test.user@okta.local',
      name: { givenName: 'Test', familyName: 'User' },
      emails: [{ primary: true, value: 'test.user@okta.local', type: 'work' }],
      displayName: 'Test User',
      locale: 'en-US',
      externalId: person.id,
      groups: [],
      password: body.password,
      active: true,
    })
    expect(person.scimId).toBe('id-1')
  })

  it('adds the enterprise extension and custom namespaces under their URNs', async () => {
    const app = okta()
    const custom = 'urn:okta:rollcall:1.0:user:custom'
    const mapped = { department: 'Research', managerId: '7', manager: 'Ada', title: 'Engineer' }
    await app.assign(app.addPerson({ ...PROFILE, ...mapped, extensions: { [custom]: { badge: 'blue' } } }))
    const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
    expect(stub.requests[1]?.body).toMatchObject({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise, custom],
      title: 'Engineer',
      [enterprise]: { department: 'Research', manager: { value: '7', displayName: 'Ada' } },
      [custom]: { badge: 'blue' },
    })
  })

  it('escapes quotes and backslashes of a login in the filter', async () => {
    const app = okta()
    await app.assign(app.addPerson({ ...PROFILE, login: 'o"brien\\x' }))
    const query = new URL(stub.requests[0]?.path ?? '', 'http://x').searchParams
    expect(query.get('filter')).toBe('userName eq "o\\"brien\\\\x"')
  })

  it('is followed by an echo in the wizard flavour', async () => {
    const app = okta({ flavour: 'wizard' })
    await app.assign(app.addPerson(PROFILE))
    expect(stub.lines).toEqual([LOOKUP, 'POST /Users', 'GET /Users/id-1', 'PUT /Users/id-1'])
    const { password: _, ...created } = stub.requests[1]?.body ?? {}
    expect(stub.requests[3]?.body).toEqual({
      ...created,
      id: 'id-1',
      meta: stub.users.get('id-1')?.meta,
    })
  })

  it('links whom the lookup finds, and sends back what only the server knew', async () => {
    const echoed = {
      emails: [{ primary: true, value: 'old@x', type: 'work', display: 'old@x' }],
      name: { formatted: 'Old Name', givenName: 'Old', familyName: 'Name' },
      nickName: 'Oldie',
    }
    stub.users.set('mine', { id: 'mine', userName: 'Test.User@okta.local', active: true, ...echoed })
    const app = okta()
    const person = app.addPerson(PROFILE)
    await app.assign(person)
    expect(stub.lines).toEqual([LOOKUP, 'GET /Users/mine', 'PUT /Users/mine'])
    expect(stub.requests[2]?.body).toMatchObject({
      id: 'mine',
      userName: 'test.user@okta.local',
      externalId: person.id,
      nickName: 'Oldie',
      name: { formatted: 'Old Name', givenName: 'Test', familyName: 'User' },
      emails: [{ primary: true, value: 'test.user@okta.local', type: 'work', display: 'old@x' }],
    })
  })

  it('fails when nobody is found and Create Users is off, and tolerates a lookup answered 404', async () => {
    stub.intercept = ({ method }) => (method === 'GET' ? { status: 404, body: { detail: 'no' } } : undefined)
    const off = okta({ createUsers: false })
    await expect(off.assign(off.addPerson(PROFILE))).rejects.toThrow('Matching user not found.')
    const on = okta()
    await on.assign(on.addPerson(PROFILE))
    expect(stub.users.size).toBe(1)
  })

  it('fails on a creation without a body, and on an id that contains bulkId', async () => {
    const app = okta()
    stub.intercept = ({ method }) => (method === 'POST' ? { status: 201 } : undefined)
    await expect(app.assign(app.addPerson(PROFILE))).rejects.toThrow(/empty user/)
    stub.intercept = ({ method }) =>
      method === 'POST' ? { status: 201, body: { id: 'bulkId:1' } } : undefined
    await expect(app.assign(app.addPerson(PROFILE))).rejects.toThrow(/bulkId/)
    expect(app.failures).toHaveLength(2)
  })
})

describe('a profile update', () => {
  it('reads and puts the merged whole; a rename keeps both ids, an empty value goes out as it is', async () => {
    const app = okta()
    const person = app.addPerson({ ...PROFILE, title: 'Engineer' })
    await app.assign(person)
    stub.requests.length = 0
    await app.update(person, { login: 'new.login@okta.local', title: '' })
    expect(stub.lines).toEqual(['GET /Users/id-1', 'PUT /Users/id-1'])
    expect(stub.requests[1]?.body).toMatchObject({
      id: 'id-1',
      externalId: person.id,
      userName: 'new.login@okta.local',
      title: '',
      active: true,
      groups: [],
    })
  })

  it('sends nothing for someone who is not assigned', async () => {
    const app = okta()
    await app.update(app.addPerson(PROFILE), { title: 'Engineer' })
    expect(stub.requests).toEqual([])
  })
})

describe('deactivation and return', () => {
  it('is one PATCH without a path in the catalogue flavour, and the same id again', async () => {
    const app = okta()
    const person = app.addPerson(PROFILE)
    await app.assign(person)
    stub.requests.length = 0
    await app.deactivate(person)
    expect(stub.users.get('id-1')?.active).toBe(false)
    await app.reactivate(person)
    expect(stub.lines).toEqual(['PATCH /Users/id-1', LOOKUP, 'PATCH /Users/id-1'])
    expect(stub.requests[0]?.body).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', value: { active: false } }],
    })
    expect(stub.users.get('id-1')?.active).toBe(true)
    expect(stub.users.size).toBe(1)
  })

  it('is GET and PUT in the wizard flavour, and repeats itself after the return', async () => {
    const app = okta({ flavour: 'wizard' })
    const person = app.addPerson(PROFILE)
    await app.assign(person)
    stub.requests.length = 0
    await app.unassign(person)
    expect(stub.requests[1]?.body).toMatchObject({ id: 'id-1', userName: PROFILE.login, active: false })
    expect(stub.users.get('id-1')?.active).toBe(false)
    await app.assign(person)
    const pair = ['GET /Users/id-1', 'PUT /Users/id-1']
    expect(stub.lines).toEqual([...pair, LOOKUP, ...pair, ...pair])
    expect(stub.requests[4]?.body?.active).toBe(true)
    expect(stub.requests[6]?.body).toEqual({
      ...stub.requests[4]?.body,
      meta: stub.users.get('id-1')?.meta,
    })
  })

  it('sends nothing twice, and never a DELETE', async () => {
    const app = okta()
    const person = app.addPerson(PROFILE)
    await app.assign(person)
    await app.unassign(person)
    stub.requests.length = 0
    await app.unassign(person)
    await app.deactivate(person)
    expect(stub.requests).toEqual([])
  })
})
