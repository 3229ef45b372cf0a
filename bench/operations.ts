import type { Call } from './connection'
import { type Data, personId, personResource, spread } from './data'

export type Operation = {
  name: string
  /** Whether design §7 holds it to a share of the floor. */
  isBound: boolean
  expected: number
  /** The request of a running number, at the base path of one of the servers. Each number is asked of it once. */
  call(base: string, data: Data, index: number): Call
}

/** More than there are connections: what a request undoes was answered that many requests ago. */
const BEHIND = 32

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

/** What is asked of both servers (design §7). People who are changed come last, so that the echo is one. */
const OPERATIONS: readonly Operation[] = [
  {
    name: 'create user',
    isBound: true,
    expected: 201,
    call: (base, _, index) => ({
      method: 'POST',
      path: `${base}/Users`,
      body: JSON.stringify(newcomer(index)),
    }),
  },
  {
    name: 'get user',
    isBound: true,
    expected: 200,
    call: (base, { people }, index) => ({
      method: 'GET',
      path: `${base}/Users/${personId(spread(index, people))}`,
    }),
  },
  {
    name: 'filter by userName',
    isBound: true,
    expected: 200,
    call: (base, { people }, index) => ({
      method: 'GET',
      path: `${base}/Users?filter=userName%20eq%20%22Person${spread(index, people)}%40acme.example%22&startIndex=1&count=100`,
    }),
  },
  {
    name: 'list 100',
    isBound: true,
    expected: 200,
    call: (base) => ({ method: 'GET', path: `${base}/Users?startIndex=1&count=100` }),
  },
  {
    name: 'PUT user (echo)',
    isBound: false,
    expected: 200,
    call: (base, { people }, index) => {
      const n = spread(index, people)
      const echo = { ...personResource(n), id: personId(n), groups: [], meta: { resourceType: 'User' } }
      return { method: 'PUT', path: `${base}/Users/${personId(n)}`, body: JSON.stringify(echo) }
    },
  },
  {
    name: 'PATCH user (active)',
    isBound: true,
    expected: 200,
    call: (base, { people }, index) => ({
      method: 'PATCH',
      path: `${base}/Users/${personId(spread(index, people))}`,
      body: patch([{ op: 'replace', value: { active: Math.floor(index / people) % 2 === 1 } }]),
    }),
  },
  {
    name: 'PATCH group (one member)',
    isBound: true,
    expected: 204,
    call: (base, { people, members, groupId }, index) => {
      // Everybody who is added leaves again, so that each request changes something in a group of one size.
      const isAdding = index % 2 === 0
      const turn = isAdding ? index / 2 : Math.max(0, (index - 1) / 2 - BEHIND)
      const value = personId(members + spread(turn, people - members))
      const add = { op: 'add', path: 'members', value: [{ value }] }
      const remove = { op: 'remove', path: `members[value eq "${value}"]` }
      return { method: 'PATCH', path: `${base}/Groups/${groupId}`, body: patch([isAdding ? add : remove]) }
    },
  },
  {
    name: 'PUT group of 1,000 (one changed)',
    isBound: false,
    expected: 200,
    call: (base, { people, teams, teamSize }, index) => {
      // Each team's last member comes and goes; its next turn is as many requests away as there are teams.
      const count = Math.floor(index / teams.length) % 2 === 0 ? teamSize - 1 : teamSize
      const team = teams[index % teams.length] as string
      const body = JSON.stringify({
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
        id: team,
        displayName: `Team ${index % teams.length}`,
        members: Array.from({ length: count }, (_, n) => ({
          value: personId(people + n + 1),
          display: `Given${people + n + 1} Family${people + n + 1}`,
        })),
      })
      return { method: 'PUT', path: `${base}/Groups/${team}`, body }
    },
  },
]

/** The operations whose names contain one of the words, all when none is given. @throws Error for a word that names none */
export function operationsOf(words: readonly string[]): Operation[] {
  const fits = (word: string) =>
    OPERATIONS.filter(({ name }) => name.toLowerCase().includes(word.toLowerCase()))
  for (const word of words) {
    if (fits(word).length > 0) continue
    throw new Error(
      `No operation is called “${word}”. There are: ${OPERATIONS.map((o) => o.name).join(', ')}.`,
    )
  }
  return words.length === 0
    ? [...OPERATIONS]
    : OPERATIONS.filter(({ name }) => words.some((word) => name.toLowerCase().includes(word.toLowerCase())))
}
