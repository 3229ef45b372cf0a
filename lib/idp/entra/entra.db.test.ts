import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sendToEndpoint, type TestEndpoint, testEndpoint, testIntegration } from '@/lib/provisioning/testing'
import { isObject, type JsonObject, parseJson } from '../json'
import { seededRandom } from '../random'
import { ENTERPRISE_USER } from '../urns'
import { EntraApp } from './app'
import type { EntraGroup, EntraPerson } from './directory'

let endpoint: TestEndpoint
beforeAll(async () => {
  endpoint = await testEndpoint()
})
afterAll(() => endpoint.close())

describe.each(['', '?aadOptscim062020'])('Entra ID at the endpoint%s', (flag) => {
  let app: EntraApp
  let ann: EntraPerson
  let eve: EntraPerson
  let connection: { baseUrl: string; token: string; send: typeof sendToEndpoint }
  let read: (path: string) => Promise<JsonObject & { status: number }>

  beforeEach(async () => {
    const { baseUrl, token } = await testIntegration(endpoint.db)
    connection = { baseUrl: baseUrl + flag, token, send: sendToEndpoint }
    app = new EntraApp({ ...connection, random: seededRandom(1) })
    ann = addPerson('ann')
    eve = addPerson('eve')
    await app.assign(ann)
    await app.assign(eve)
    read = async (path) => {
      const headers = { Authorization: `Bearer ${token}` }
      const { status, body } = await sendToEndpoint({ method: 'GET', url: baseUrl + path, headers })
      const json = parseJson(body)
      return { ...(isObject(json) ? json : {}), status }
    }
  })

  function addPerson(name: string): EntraPerson {
    const login = `${name}@contoso.example`
    return app.addPerson({ login, email: login, firstName: name, lastName: 'Contoso', title: 'Engineer' })
  }

  const user = (person: EntraPerson) => read(`/Users/${person.scimId}`)
  const group = (of: EntraGroup) => read(`/Groups/${of.scimId}`)

  it('sends nothing before a cycle, and nothing in a cycle when nothing changed', async () => {
    const team = app.addGroup('Team', [ann])
    await app.pushGroup(team)
    expect(app.trace).toEqual([])
    expect(await app.cycle()).toMatchObject({ created: 2, failed: 0 })
    const sent = app.trace.length
    expect(await app.cycle()).toEqual({ created: 0, updated: 0, disabled: 0, deleted: 0, failed: 0 })
    expect(app.trace).toHaveLength(sent)
    expect((await group(team)).members).toMatchObject([{ value: ann.scimId }])
  })

  it('writes what changed, clears what was emptied, and leaves the rest', async () => {
    await app.cycle()
    await app.update(ann, { lastName: 'Older', title: '', department: 'Sales', primaryPhone: '555' })
    expect(await app.cycle()).toMatchObject({ updated: 1 })
    const after = await user(ann)
    expect(after).toMatchObject({
      displayName: 'ann Older',
      name: { familyName: 'Older', givenName: 'ann', formatted: 'ann Older' },
      phoneNumbers: [{ type: 'work', value: '555' }],
      emails: [{ type: 'work', value: 'ann@contoso.example', primary: true }],
      [ENTERPRISE_USER]: { department: 'Sales' },
    })
    expect(after).not.toHaveProperty('title')
  })

  it('links the manager in a second pass, exchanges and takes them away', async () => {
    const max = addPerson('max')
    await app.assign(max)
    const managerOf = async () => (await user(ann))[ENTERPRISE_USER]
    await app.setManager(ann, eve)
    await app.cycle()
    expect(await managerOf()).toMatchObject({ manager: { value: eve.scimId } })
    await app.setManager(ann, max)
    await app.cycle()
    expect(await managerOf()).toMatchObject({ manager: { value: max.scimId } })
    await app.setManager(ann, undefined)
    await app.cycle()
    expect(await managerOf()).toBeUndefined()
    expect(app.failures).toEqual([])
  })

  it('gives app roles in the POST and in the PATCH, and takes them back', async () => {
    const role = (value: string) => ({ id: `id-${value}`, value, displayName: value.toUpperCase() })
    await app.setRoles(ann, [role('admin')])
    await app.cycle()
    expect((await user(ann)).roles).toMatchObject([{ value: 'admin', display: 'ADMIN', primary: false }])
    await app.setRoles(ann, [role('reader'), role('writer')])
    await app.cycle()
    expect((await user(ann)).roles).toMatchObject([{ value: 'reader' }, { value: 'writer' }])
    await app.setRoles(ann, [])
    await app.cycle()
    expect((await user(ann)).roles).toBeUndefined()
  })

  it('disables who is soft-deleted, brings back who is restored, deletes who is purged', async () => {
    const team = app.addGroup('Team', [ann, eve])
    await app.pushGroup(team)
    await app.setManager(eve, ann)
    await app.cycle()
    await app.softDelete(ann)
    expect(await app.cycle()).toMatchObject({ disabled: 1, deleted: 0 })
    expect(await user(ann)).toMatchObject({ active: false, groups: [] })
    await app.restore(ann)
    await app.cycle()
    expect(await user(ann)).toMatchObject({ active: true, groups: [{ value: team.scimId }] })
    const { scimId } = ann
    await app.hardDelete(ann)
    expect(await app.cycle()).toMatchObject({ deleted: 1, failed: 0 })
    expect(await read(`/Users/${scimId}`)).toMatchObject({ status: 404 })
    expect((await group(team)).members).toMatchObject([{ value: eve.scimId }])
    expect((await user(eve))[ENTERPRISE_USER]).toBeUndefined()
    expect(app.failures).toEqual([])
  })

  it('adds and removes members in batches of fifty', async () => {
    const crowd = Array.from({ length: 120 }, (_, index) => addPerson(`crowd${index}`))
    for (const person of crowd) await app.assign(person)
    const team = app.addGroup('Crowd', crowd)
    await app.pushGroup(team)
    await app.cycle()
    expect((await group(team)).members).toHaveLength(120)
    const patches = app.trace.filter(({ method, path }) => method === 'PATCH' && path.startsWith('/Groups/'))
    expect(patches).toHaveLength(3)
    await app.changeMembers(team, { add: [], remove: crowd.slice(0, 60) })
    await app.cycle()
    expect((await group(team)).members).toHaveLength(60)
  })

  it('matches who is there already instead of creating them', async () => {
    await app.cycle()
    const other = new EntraApp({
      ...connection,
      matching: ['externalId', 'emails[type eq "work"].value'],
    })
    const again = other.addPerson(ann.profile)
    await other.assign(again)
    expect(await other.cycle()).toMatchObject({ created: 0, updated: 1 })
    expect(again.scimId).toBe(ann.scimId)
    expect((await user(ann)).externalId).toBe(again.id)
  })
})
