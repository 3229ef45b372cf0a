import type { Data } from './data'
import type { Call } from './load'

export type Operation = {
  name: string
  expected: number
  /** The request of a running number, at the base path of one of the servers. */
  call(base: string, data: Data, index: number): Call
}

const pick = <T>(list: readonly T[], index: number) => list[(index * 7919) % list.length] as T
const patch = (operations: unknown[]) =>
  JSON.stringify({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations })

const newcomer = (index: number) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName: `new${index}-${process.pid}@acme.example`,
  externalId: `00unew${index}x${process.pid}`,
  name: { givenName: 'New', familyName: `Person ${index}` },
  displayName: `New Person ${index}`,
  emails: [{ value: `new${index}-${process.pid}@acme.example`, type: 'work', primary: true }],
  locale: 'en-US',
  groups: [],
  password: '1mz050nq',
  active: true,
})

/** What is asked of both servers (design §7). */
export const OPERATIONS: readonly Operation[] = [
  {
    name: 'create user',
    expected: 201,
    call: (base, _, index) => ({
      method: 'POST',
      path: `${base}/Users`,
      body: JSON.stringify(newcomer(index)),
    }),
  },
  {
    name: 'get user',
    expected: 200,
    call: (base, data, index) => ({ method: 'GET', path: `${base}/Users/${pick(data.userIds, index)}` }),
  },
  {
    name: 'filter by userName',
    expected: 200,
    call: (base, data, index) => ({
      method: 'GET',
      path: `${base}/Users?filter=userName%20eq%20%22Person${(index * 7919) % data.userIds.length}%40acme.example%22&startIndex=1&count=100`,
    }),
  },
  {
    name: 'list 100',
    expected: 200,
    call: (base) => ({ method: 'GET', path: `${base}/Users?startIndex=1&count=100` }),
  },
  {
    name: 'PATCH user (active)',
    expected: 200,
    call: (base, data, index) => ({
      method: 'PATCH',
      path: `${base}/Users/${pick(data.userIds, index)}`,
      body: patch([{ op: 'replace', value: { active: Math.floor(index / data.userIds.length) % 2 === 1 } }]),
    }),
  },
  {
    name: 'PATCH group (one member)',
    expected: 204,
    call: (base, data, index) => ({
      method: 'PATCH',
      path: `${base}/Groups/${data.groupId}`,
      body: patch([{ op: 'add', path: 'members', value: [{ value: pick(data.loose, index) }] }]),
    }),
  },
]
