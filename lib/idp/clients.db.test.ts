import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sendToEndpoint, type TestEndpoint, testEndpoint, testIntegration } from '@/lib/provisioning/testing'
import type { GroupClient, IdpClient } from './client'
import { EntraApp } from './entra/app'
import { GoogleApp } from './google/app'
import { isObject, type JsonObject, parseJson } from './json'
import { JumpCloudApp } from './jumpcloud/app'
import { liveYear } from './life'
import { OktaApp } from './okta/app'
import { OneLoginApp } from './onelogin/app'
import { PingOneApp } from './pingone/app'
import { seededRandom } from './random'

let endpoint: TestEndpoint
beforeAll(async () => {
  endpoint = await testEndpoint()
})
afterAll(() => endpoint.close())

type Connection = { baseUrl: string; token: string }

const send = sendToEndpoint
const random = () => seededRandom(7)
const ping = (token: string) => ({ auth: { bearer: token }, send, random: random() })

const clients: Record<string, (at: Connection) => IdpClient | GroupClient> = {
  'Okta, catalogue app': (at) => new OktaApp({ ...at, flavour: 'catalogue', send, random: random() }),
  'Okta, wizard app': (at) => new OktaApp({ ...at, flavour: 'wizard', send, random: random() }),
  'Entra ID, default dialect': (at) => new EntraApp({ ...at, send, random: random(), concurrency: 2 }),
  'Entra ID, aadOptscim062020': ({ baseUrl, token }) =>
    new EntraApp({ baseUrl: `${baseUrl}?aadOptscim062020`, token, send, random: random() }),
  'Entra ID, matching by externalId': (at) =>
    new EntraApp({ ...at, matching: ['externalId', 'userName'], send, random: random() }),
  OneLogin: (at) => new OneLoginApp({ ...at, send, random: random() }),
  'OneLogin that deletes': (at) => new OneLoginApp({ ...at, onRemove: 'delete', send, random: random() }),
  JumpCloud: (at) => new JumpCloudApp({ ...at, send, random: random() }),
  'PingOne that disables and merges': ({ baseUrl, token }) => new PingOneApp({ baseUrl, ...ping(token) }),
  'PingOne that deletes and overwrites, by work e-mail and Basic': ({ baseUrl, token }) =>
    new PingOneApp({
      baseUrl,
      ...ping(token),
      auth: { user: 'pingone', password: token },
      userFilter: 'emails.value Eq "%s"',
      userIdentifier: 'workEmail',
      removeAction: 'delete',
      groupMembership: 'overwrite',
    }),
  'Google Workspace': (at) => new GoogleApp({ ...at, send, random: random() }),
  'Google Workspace that deletes': (at) =>
    new GoogleApp({ ...at, onSuspend: 'delete', onTurnOff: 'delete', send, random: random() }),
}

describe.each(Object.entries(clients))('%s', (_, connect) => {
  it('lives a year without a failed task, and both sides agree in the end', async () => {
    const at = await testIntegration(endpoint.db)
    const client = connect({ baseUrl: at.baseUrl, token: at.token })
    await liveYear(client, { people: 24, groups: 4, random: seededRandom(3) })
    expect(client.failures).toEqual([])
    const directory = await readDirectory(at)
    expect(Object.values(directory.people)).toContain(true)
    expect(directory.people).toEqual(ownPeople(client))
    if (!('pushGroup' in client)) return expect(directory.groups).toEqual({})
    expect(Object.values(directory.groups).flat()).not.toEqual([])
    expect(directory.groups).toEqual(ownGroups(client))
  })

  it('says in its own words why a token is refused', async () => {
    const at = await testIntegration(endpoint.db)
    const client = connect({ baseUrl: at.baseUrl, token: `${at.token.slice(0, -1)}?` })
    await expect(client.testConnection()).rejects.toThrow(/Test connection failed: 401|Unauthorized/)
    expect(client.failures).toHaveLength(1)
    expect(client.trace.map(({ status }) => status)).toEqual([401])
  })
})

/** userName → active, of everyone whom the provider believes to be there. */
function ownPeople(client: IdpClient): Record<string, boolean> {
  const there = client.directory.people.filter(({ scimId }) => scimId !== undefined)
  return Object.fromEntries(there.map((person) => [person.profile.login, isActive(person)]))
}

function isActive(person: IdpClient['directory']['people'][number]): boolean {
  return 'target' in person ? person.target === 'active' : person.assigned
}

/** displayName → the userNames of the members, of every group that the provider believes to be there. */
function ownGroups(client: GroupClient): Record<string, string[]> {
  const there = client.directory.groups.filter(({ scimId }) => scimId !== undefined)
  return Object.fromEntries(
    there.map((group) => {
      const members = 'target' in group ? (group.target as typeof group.members) : group.members
      return [group.name, [...members].map(({ profile }) => profile.login).sort()]
    }),
  )
}

async function readDirectory(at: Connection) {
  const users = await readAll(at, 'Users')
  const names = new Map(users.map(({ id, userName }) => [id, String(userName)]))
  const members = (group: JsonObject) =>
    (Array.isArray(group.members) ? group.members.filter(isObject) : []).map(({ value = '' }) =>
      names.get(value),
    )
  return {
    people: Object.fromEntries(users.map(({ userName, active }) => [String(userName), active])),
    groups: Object.fromEntries(
      (await readAll(at, 'Groups')).map((group) => [String(group.displayName), members(group).sort()]),
    ),
  }
}

async function readAll({ baseUrl, token }: Connection, type: 'Users' | 'Groups'): Promise<JsonObject[]> {
  const headers = { Authorization: `Bearer ${token}` }
  const answer = await send({ method: 'GET', url: `${baseUrl}/${type}?count=1000`, headers })
  const list = parseJson(answer.body)
  return isObject(list) && Array.isArray(list.Resources) ? list.Resources.filter(isObject) : []
}
