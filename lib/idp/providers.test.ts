import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { GoogleApp } from './google/app'
import { JumpCloudApp } from './jumpcloud/app'
import { OneLoginApp } from './onelogin/app'
import { PingOneApp } from './pingone/app'
import { seededRandom } from './random'
import { ScimStub } from './testing/scim-stub'
import { ENTERPRISE_USER, USER } from './urns'

let stub: ScimStub

beforeEach(async () => {
  stub = await ScimStub.start()
})
afterEach(() => stub.stop())

const ANN = {
  login: 'ann@acme.example',
  email: 'ann@acme.example',
  firstName: 'Ann',
  lastName: 'Lee',
  primaryPhone: '+1 555 0100',
  timezone: 'America/Sao_Paulo',
}
const LOOKUP = 'GET /Users?filter=userName%20eq%20%22ann%40acme.example%22'

const connection = () => ({ baseUrl: stub.baseUrl, token: 'secret', random: seededRandom(1) })

describe('JumpCloud', () => {
  it('activates by a user and a group that it deletes again', async () => {
    await new JumpCloudApp(connection()).testConnection()
    expect(stub.lines.map((line) => line.replace(/id-\d/, 'id'))).toEqual([
      'POST /Users',
      'POST /Groups',
      'DELETE /Groups/id',
      'DELETE /Users/id',
    ])
    expect([stub.users.size, stub.groups.size]).toEqual([0, 0])
  })

  it('creates with a tel: number, an address and no password, and updates by a whole PUT', async () => {
    const app = new JumpCloudApp(connection())
    const ann = app.addPerson(ANN)
    await app.assign(ann)
    await app.update(ann, { primaryPhone: '', title: 'Engineer' })
    expect(ann.id).toMatch(/^[0-9a-f]{24}$/)
    expect(stub.lines).toEqual([LOOKUP, 'POST /Users', 'PUT /Users/id-1'])
    const [, created, updated] = stub.requests
    expect(created?.body).toMatchObject({
      externalId: ann.id,
      phoneNumbers: [{ value: 'tel:+1-555-0100', type: 'work' }],
      addresses: [{ type: 'work', primary: true, locality: 'Sao Paulo' }],
    })
    expect(created?.body).not.toHaveProperty('password')
    expect(updated?.body).toMatchObject({ id: 'id-1', title: 'Engineer', phoneNumbers: [] })
  })

  it('shuffles the schemas, and changes the state by a PUT with e-mails that are null', async () => {
    const app = new JumpCloudApp(connection())
    const ann = app.addPerson(ANN)
    await app.assign(ann)
    for (let round = 0; round < 6; round++) {
      await app.deactivate(ann)
      await app.reactivate(ann)
    }
    const orders = new Set(stub.requests.flatMap(({ body }) => (body ? [String(body.schemas)] : [])))
    expect(orders).toEqual(new Set([`${USER},${ENTERPRISE_USER}`, `${ENTERPRISE_USER},${USER}`]))
    const off = stub.requests.find(({ body }) => body?.active === false)
    expect(off?.body).toEqual({
      schemas: off?.body?.schemas,
      id: 'id-1',
      userName: ANN.login,
      name: { givenName: 'Ann', familyName: 'Lee' },
      active: false,
      emails: null,
    })
  })

  it('changes groups by PATCH: members by value, the name without a path', async () => {
    const app = new JumpCloudApp(connection())
    const ann = app.addPerson(ANN)
    await app.assign(ann)
    const team = app.addGroup('Team', [ann])
    await app.pushGroup(team)
    await app.renameGroup(team, 'Crew')
    await app.changeMembers(team, { add: [], remove: [ann] })
    expect(stub.requests.flatMap(({ body }) => body?.Operations ?? [])).toEqual([
      { op: 'add', path: 'members', value: [{ value: ann.scimId }] },
      { op: 'replace', value: { displayName: 'Crew' } },
      { op: 'remove', path: 'members', value: [{ value: ann.scimId }] },
    ])
    expect([...team.target]).toEqual([])
  })
})

describe('OneLogin', () => {
  it('sends its template: e-mail as one object, state as a text, no id, a manager of its own kind', async () => {
    const app = new OneLoginApp(connection())
    const ann = app.addPerson({ ...ANN, managerId: '4711', manager: 'Eve' })
    await app.assign(ann)
    expect(stub.requests[1]?.body).toMatchObject({
      id: null,
      active: 'true',
      emails: { value: ANN.email, type: 'work', primary: 'true' },
      title: '',
      [ENTERPRISE_USER]: { manager: { managerId: '4711', displayName: 'Eve' } },
    })
    await app.deactivate(ann)
    expect(stub.requests.at(-1)?.body).toMatchObject({ id: ann.scimId, active: 'false' })
  })

  it('deletes who lost the app, where the admin chose so', async () => {
    const app = new OneLoginApp({ ...connection(), onRemove: 'delete' })
    const ann = app.addPerson(ANN)
    await app.assign(ann)
    await app.unassign(ann)
    expect(stub.lines.at(-1)).toBe('DELETE /Users/id-1')
    expect(ann).toMatchObject({ scimId: undefined, target: 'none' })
  })
})

describe('PingOne', () => {
  const auth = { bearer: 'secret' }

  it('looks people up by the expression of the admin, its value escaped', async () => {
    const settings = {
      userFilter: 'emails[type eq "work"].value Eq "%s"',
      userIdentifier: 'workEmail' as const,
    }
    const app = new PingOneApp({ ...connection(), auth, ...settings })
    await app.assign(app.addPerson({ ...ANN, email: 'a"$&@acme.example' }))
    expect(new URL(stub.requests[0]?.path ?? '', 'http://x').searchParams.get('filter')).toBe(
      'emails[type eq "work"].value Eq "a\\"$&@acme.example"',
    )
  })

  it('authorizes by Basic too', async () => {
    stub.intercept = () => ({ status: 200, body: { totalResults: 0, Resources: [] } })
    await new PingOneApp({ ...connection(), auth: { user: 'ping', password: 'secret' } }).testConnection()
    expect(stub.requests[0]?.headers.authorization).toBe(`Basic ${btoa('ping:secret')}`)
  })

  it.each([
    ['disable', 'PUT /Users/id-1'],
    ['delete', 'DELETE /Users/id-1'],
  ] as const)('who leaves the rule is %sd', async (removeAction, line) => {
    const app = new PingOneApp({ ...connection(), auth, removeAction })
    const ann = app.addPerson(ANN)
    await app.assign(ann)
    await app.unassign(ann)
    expect(stub.lines.at(-1)).toBe(line)
  })

  it.each([
    ['merge', 'both'],
    ['overwrite', 'only its own'],
  ] as const)(
    'a group that is there already has, after a push that is to %s, %s',
    async (groupMembership, who) => {
      const app = new PingOneApp({ ...connection(), auth, groupMembership })
      const ann = app.addPerson(ANN)
      await app.assign(ann)
      for (let index = 0; index < 130; index++) {
        const members = index === 120 ? [{ value: 'other' }] : []
        stub.groups.set(`g${index}`, { id: `g${index}`, displayName: `Group ${index}`, members })
      }
      const group = app.addGroup('Group 120', [ann])
      await app.pushGroup(group)
      expect(group.scimId).toBe('g120')
      const values = who === 'both' ? [ann.scimId, 'other'] : [ann.scimId]
      expect(stub.groups.get('g120')?.members).toEqual(values.map((value) => ({ value })))
    },
  )

  it('who was deleted and comes back joins the groups again', async () => {
    const app = new PingOneApp({ ...connection(), auth, removeAction: 'delete' })
    const ann = app.addPerson(ANN)
    await app.assign(ann)
    const team = app.addGroup('Team', [ann])
    await app.pushGroup(team)
    await app.unassign(ann)
    expect(team.target.size).toBe(0)
    await app.assign(ann)
    expect(stub.groups.get(team.scimId ?? '')?.members).toContainEqual({ value: ann.scimId })
    expect([...team.target]).toEqual([ann])
  })
})

describe('Google Workspace', () => {
  it('probes with one, creates with a state, suspends and restores', async () => {
    const app = new GoogleApp(connection())
    await app.testConnection()
    const ann = app.addPerson(ANN)
    await app.assign(ann)
    await app.deactivate(ann)
    await app.unassign(ann)
    await app.assign(ann)
    await app.reactivate(ann)
    expect(stub.lines).toEqual([
      'GET /Users?count=1',
      LOOKUP,
      'POST /Users',
      'PATCH /Users/id-1',
      'PUT /Users/id-1',
    ])
    expect(stub.requests[2]?.body).toMatchObject({ active: true })
    expect(stub.users.get('id-1')).toMatchObject({ active: true })
  })

  it('deletes where the admin chose so, and creates again', async () => {
    const app = new GoogleApp({ ...connection(), onSuspend: 'delete' })
    const ann = app.addPerson(ANN)
    await app.assign(ann)
    await app.deactivate(ann)
    await app.reactivate(ann)
    expect(stub.lines.slice(2)).toEqual(['DELETE /Users/id-1', LOOKUP, 'POST /Users'])
    expect(ann).toMatchObject({ scimId: 'id-2', target: 'active' })
  })
})
