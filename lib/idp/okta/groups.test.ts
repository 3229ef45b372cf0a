import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isObject } from '../json'
import { seededRandom } from '../random'
import { ScimStub } from '../testing/scim-stub'
import { OktaApp } from './app'
import type { OktaPerson } from './directory'

let stub: ScimStub

beforeEach(async () => {
  stub = await ScimStub.start()
})
afterEach(() => stub.stop())

const LOOKUP = 'GET /Groups?filter=displayName%20eq%20%22Engineering%22&startIndex=1&count=100'
const PATCH_OP = ['urn:ietf:params:scim:api:messages:2.0:PatchOp']

/** An app with three people who are assigned already; only what comes after is recorded. */
async function appWithPeople(flavour: 'catalogue' | 'wizard', membersPerPatch = 1_000) {
  const app = new OktaApp({
    baseUrl: stub.baseUrl,
    token: 'secret',
    flavour,
    membersPerPatch,
    random: seededRandom(2),
  })
  const people: OktaPerson[] = []
  for (const name of ['ann', 'bo', 'cy']) {
    const login = `${name}@acme.example`
    const person = app.addPerson({ login, email: login, firstName: name, lastName: 'Lee' })
    await app.assign(person)
    people.push(person)
  }
  stub.requests.length = 0
  const [a, b, c] = people as [OktaPerson, OktaPerson, OktaPerson]
  return { app, a, b, c }
}

function membersOf(id: string): unknown[] {
  const members = stub.groups.get(id)?.members
  return Array.isArray(members) ? members.map((member) => isObject(member) && member.value) : []
}

describe('group push of the catalogue flavour', () => {
  it('creates the group empty, renames it to its own name, then adds those who are assigned', async () => {
    const { app, a, b } = await appWithPeople('catalogue')
    const stranger = app.addPerson({ login: 'x', email: 'x', firstName: 'X', lastName: 'Y' })
    await app.pushGroup(app.addGroup('Engineering', [a, b, stranger]))
    expect(stub.lines).toEqual([LOOKUP, 'POST /Groups', 'PATCH /Groups/id-4', 'PATCH /Groups/id-4'])
    expect(stub.requests.slice(1).map(({ body }) => body)).toEqual([
      {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
        displayName: 'Engineering',
        members: [],
      },
      {
        schemas: PATCH_OP,
        Operations: [{ op: 'replace', value: { id: 'id-4', displayName: 'Engineering' } }],
      },
      {
        schemas: PATCH_OP,
        Operations: [
          {
            op: 'add',
            path: 'members',
            value: [
              { value: 'id-1', display: 'ann@acme.example' },
              { value: 'id-2', display: 'bo@acme.example' },
            ],
          },
        ],
      },
    ])
  })

  it('removes by one operation per member and adds by one for all, behind a rename', async () => {
    const { app, a, b, c } = await appWithPeople('catalogue')
    const group = app.addGroup('Engineering', [a, b])
    await app.pushGroup(group)
    stub.requests.length = 0
    await app.changeMembers(group, { add: [c], remove: [a, b] })
    expect(stub.lines).toEqual(['PATCH /Groups/id-4', 'PATCH /Groups/id-4'])
    expect(stub.requests[1]?.body?.Operations).toEqual([
      { op: 'remove', path: 'members[value eq "id-1"]' },
      { op: 'remove', path: 'members[value eq "id-2"]' },
      { op: 'add', path: 'members', value: [{ value: 'id-3', display: 'cy@acme.example' }] },
    ])
    expect(membersOf('id-4')).toEqual(['id-3'])
  })

  it('splits a large change, and a large Push Now', async () => {
    const { app, a, b, c } = await appWithPeople('catalogue', 2)
    const group = app.addGroup('Engineering', [a, b, c])
    await app.pushGroup(group)
    expect(stub.lines.filter((line) => line.startsWith('PATCH'))).toHaveLength(3)
    stub.requests.length = 0
    await app.pushNow(group)
    expect(stub.requests.map(({ body }) => body?.Operations)).toMatchObject([
      [{ op: 'replace', path: 'members', value: [{ value: 'id-1' }, { value: 'id-2' }] }],
      [{ op: 'add', path: 'members', value: [{ value: 'id-3' }] }],
    ])
    expect(membersOf('id-4')).toEqual(['id-1', 'id-2', 'id-3'])
  })

  it('pushes an empty group whole as an empty list', async () => {
    const { app, a } = await appWithPeople('catalogue')
    const group = app.addGroup('Engineering', [a])
    await app.pushGroup(group)
    app.pausePush(group)
    stub.requests.length = 0
    await app.removeMembers(group, [a])
    expect(stub.requests).toEqual([])
    await app.pushNow(group)
    expect(stub.requests[0]?.body).toEqual({
      schemas: PATCH_OP,
      Operations: [{ op: 'replace', path: 'members', value: [] }],
    })
    expect(membersOf('id-4')).toEqual([])
  })

  it('renames without touching the members', async () => {
    const { app, a } = await appWithPeople('catalogue')
    const group = app.addGroup('Engineering', [a])
    await app.pushGroup(group)
    stub.requests.length = 0
    await app.renameGroup(group, 'Makers')
    expect(stub.lines).toEqual(['PATCH /Groups/id-4'])
    expect(stub.groups.get('id-4')?.displayName).toBe('Makers')
    expect(membersOf('id-4')).toEqual(['id-1'])
  })

  it('creates a group anew when it was deleted on the server', async () => {
    const { app, a } = await appWithPeople('catalogue')
    const group = app.addGroup('Engineering', [a])
    await app.pushGroup(group)
    stub.groups.clear()
    await app.pushGroup(group)
    expect(group.scimId).toBe('id-5')
    expect(membersOf('id-5')).toEqual(['id-1'])
  })
})

describe('group push of the wizard flavour', () => {
  it('creates the group empty, reads it and puts the whole', async () => {
    const { app, a, b } = await appWithPeople('wizard')
    const group = app.addGroup('Engineering', [a])
    await app.pushGroup(group)
    await app.addMembers(group, [b])
    const pair = ['GET /Groups/id-4', 'PUT /Groups/id-4']
    expect(stub.lines).toEqual([LOOKUP, 'POST /Groups', ...pair, ...pair])
    expect(stub.requests[5]?.body).toEqual({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      id: 'id-4',
      displayName: 'Engineering',
      members: [
        { value: 'id-1', display: null },
        { value: 'id-2', display: 'bo@acme.example' },
      ],
    })
  })

  it('keeps whom the server names on a rename, drops whom Okta removes, and Push Now sets its own', async () => {
    const { app, a, b } = await appWithPeople('wizard')
    const group = app.addGroup('Engineering', [a, b])
    await app.pushGroup(group)
    const members = [{ value: 'x' }, { value: 'id-1' }, { value: 'id-2' }]
    stub.groups.set('id-4', { ...stub.groups.get('id-4'), members })
    await app.renameGroup(group, 'Makers')
    expect(stub.requests.at(-1)?.body).toMatchObject({
      displayName: 'Makers',
      members: [
        { value: 'x', display: null },
        { value: 'id-1', display: null },
        { value: 'id-2', display: null },
      ],
    })
    await app.removeMembers(group, [b])
    expect(membersOf('id-4')).toEqual(['id-1', 'x'])
    await app.pushNow(group)
    expect(membersOf('id-4')).toEqual(['id-1'])
  })
})

describe.each(['catalogue', 'wizard'] as const)('linking in the %s flavour', (flavour) => {
  it('keeps the old members and makes no second group, with and without the rename', async () => {
    for (const rename of [true, false]) {
      const { app, a } = await appWithPeople(flavour)
      stub.groups.clear()
      stub.users.clear()
      stub.groups.set('old', { id: 'old', displayName: 'Legacy', members: [{ value: 'x' }] })
      await app.linkGroup(app.addGroup('Engineering', [a]), { name: 'Legacy', rename })
      expect(stub.groups.size).toBe(1)
      expect(membersOf('old')).toEqual([a.scimId, 'x'])
      expect(stub.groups.get('old')?.displayName).toBe(rename ? 'Engineering' : 'Legacy')
    }
  })

  it('needs no lookup after an import, and fails for a name that does not exist', async () => {
    const { app } = await appWithPeople(flavour)
    stub.groups.set('old', { id: 'old', displayName: 'Legacy', members: [] })
    await app.importGroups()
    await app.linkGroup(app.addGroup('Engineering'), { name: 'legacy' })
    expect(stub.lines.filter((line) => line.includes('filter'))).toEqual([])
    await expect(app.linkGroup(app.addGroup('Ops'))).rejects.toThrow(/no group named “Ops”/)
  })

  it('unlinks silently or with a delete, and can link again', async () => {
    const { app, a } = await appWithPeople(flavour)
    const group = app.addGroup('Engineering', [a])
    await app.pushGroup(group)
    stub.requests.length = 0
    await app.unlinkGroup(group, { deleteInTarget: false })
    expect(stub.requests).toEqual([])
    await app.linkGroup(group)
    await app.unlinkGroup(group, { deleteInTarget: true })
    expect(stub.lines.at(-1)).toBe('DELETE /Groups/id-4')
    expect(stub.groups.size).toBe(0)
    expect(stub.users.size).toBe(3)
  })
})
