import { afterEach, beforeEach, expect, it } from 'vitest'
import { seededRandom } from '../random'
import { ScimStub } from '../testing/scim-stub'
import { EntraApp } from './app'

let stub: ScimStub

beforeEach(async () => {
  stub = await ScimStub.start()
})
afterEach(() => stub.stop())

const JOY = {
  login: 'joy@contoso.example',
  email: 'joy@contoso.example',
  firstName: 'Joy',
  lastName: 'Young',
}

function entra(query = ''): EntraApp {
  return new EntraApp({ baseUrl: stub.baseUrl + query, token: 'secret', random: seededRandom(1) })
}

it('tests the connection by a user and a group that do not exist, without a User-Agent', async () => {
  await entra().testConnection()
  expect(stub.lines[0]).toMatch(/^GET \/Users\?filter=userName\+eq\+%22[0-9a-f-]{36}%22$/)
  expect(stub.lines[1]).toMatch(
    /^GET \/Groups\?excludedAttributes=members&filter=displayName\+eq\+%22[0-9a-f-]{36}%22$/,
  )
  expect(stub.requests[0]?.headers).not.toHaveProperty('user-agent')
})

it('fails the test when what does not exist is a 404', async () => {
  stub.intercept = () => ({ status: 404, body: { detail: 'No such user.' } })
  const app = entra()
  await expect(app.testConnection()).rejects.toThrow(/must answer 200 and an empty list/)
  expect(app.failures).toHaveLength(1)
})

it('matches, then creates a person in the published shape', async () => {
  const app = entra()
  const joy = app.addPerson(JOY)
  await app.assign(joy)
  await app.cycle()
  expect(stub.lines).toEqual(['GET /Users?filter=userName+eq+%22joy%40contoso.example%22', 'POST /Users'])
  expect(stub.requests[1]?.body).toEqual({
    schemas: [
      'urn:ietf:params:scim:schemas:core:2.0:User',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
    ],
    externalId: joy.id,
    userName: 'joy@contoso.example',
    active: true,
    displayName: 'Joy Young',
    emails: [{ primary: true, type: 'work', value: 'joy@contoso.example' }],
    meta: { resourceType: 'User' },
    name: { formatted: 'Joy Young', familyName: 'Young', givenName: 'Joy' },
    roles: [],
  })
})

it('creates a group without members, then reads it without them', async () => {
  const app = entra()
  const joy = app.addPerson(JOY)
  await app.assign(joy)
  const team = app.addGroup('Team', [joy])
  await app.pushGroup(team)
  await app.cycle()
  await app.renameGroup(team, 'Crew')
  await app.cycle()
  expect(stub.lines.slice(2)).toEqual([
    'GET /Groups?excludedAttributes=members&filter=displayName+eq+%22Team%22',
    'POST /Groups',
    `PATCH /Groups/${team.scimId}`,
    `GET /Groups/${team.scimId}?excludedAttributes=members`,
    `PATCH /Groups/${team.scimId}`,
  ])
  expect(stub.requests[3]?.body).toEqual({
    schemas: [
      'urn:ietf:params:scim:schemas:core:2.0:Group',
      'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group',
    ],
    externalId: team.id,
    displayName: 'Team',
    meta: { resourceType: 'Group' },
  })
})

it('tries in the next cycle what failed, and goes on meanwhile', async () => {
  const app = entra()
  const [joy, ann] = [app.addPerson(JOY), app.addPerson({ ...JOY, login: 'ann@contoso.example' })]
  await app.assign(joy)
  await app.assign(ann)
  stub.intercept = ({ method, body }) =>
    method === 'POST' && body?.userName === JOY.login ? { status: 503, body: { detail: 'Away.' } } : undefined
  expect(await app.cycle()).toMatchObject({ created: 1, failed: 1 })
  expect(app.failures.map(({ message }) => message)).toEqual([
    'Provision user “joy@contoso.example” failed: 503 Service Unavailable. Away.',
  ])
  stub.intercept = undefined
  expect(await app.cycle()).toMatchObject({ created: 1, failed: 0 })
  expect(stub.users.size).toBe(2)
})

it('creates again who vanished from the target', async () => {
  const app = entra()
  const joy = app.addPerson(JOY)
  await app.assign(joy)
  const team = app.addGroup('Team', [joy])
  await app.pushGroup(team)
  await app.cycle()
  stub.users.clear()
  await app.update(joy, { title: 'Engineer' })
  expect(await app.cycle()).toMatchObject({ created: 1 })
  expect(stub.users.get(joy.scimId ?? '')).toMatchObject({ title: 'Engineer' })
  expect(stub.groups.get(team.scimId ?? '')?.members).toContainEqual({ value: joy.scimId })
})

it('carries the flag along, but speaks the default dialect on demand', async () => {
  const app = entra('?aadOptscim062020')
  const joy = app.addPerson(JOY)
  await app.assign(joy)
  expect(await app.provisionOnDemand(joy)).toBe('create')
  await app.deactivate(joy)
  expect(await app.provisionOnDemand(joy)).toBe('disable')
  await app.reactivate(joy)
  await app.cycle()
  expect(stub.requests.every(({ path }) => path.includes('?aadOptscim062020'))).toBe(true)
  const patches = stub.requests.filter(({ method }) => method === 'PATCH').map(({ body }) => body?.Operations)
  expect(patches).toEqual([
    [{ op: 'Replace', path: 'active', value: 'False' }],
    [{ op: 'replace', path: 'active', value: true }],
  ])
})

it('never creates who is out of scope, and deletes a group that left it', async () => {
  const app = entra()
  const joy = app.addPerson(JOY)
  await app.assign(joy)
  await app.softDelete(joy)
  const team = app.addGroup('Team')
  await app.pushGroup(team)
  await app.cycle()
  expect(stub.users.size).toBe(0)
  expect(stub.groups.size).toBe(1)
  await app.unlinkGroup(team, { deleteInTarget: true })
  await app.cycle()
  expect(stub.groups.size).toBe(0)
})
