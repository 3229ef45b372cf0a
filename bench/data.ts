/** The people and groups that servers are measured with. */
export type Data = {
  people: number
  /** The first so many people are in the group. */
  members: number
  groupId: string
  /** Groups of `teamSize` more people each, all of them the same: they are numbered on from `people`. */
  teams: readonly string[]
  teamSize: number
}

const TEAMS = 32
const TEAM_SIZE = 1_000

export function dataOf({ people, members }: { people: number; members: number }): Data {
  const teams = Array.from({ length: TEAMS }, (_, n) => groupId(n + 1))
  return { people, members, groupId: groupId(0), teams, teamSize: TEAM_SIZE }
}

/** UUIDs in the order of `n`, as UUIDv7 are in the order of time. */
export const personId = (n: number) => `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
const groupId = (n: number) => `01910000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

/** A number from 1 to `size`: neighbours in `index` lie far apart, and each comes once in `size`. */
export const spread = (index: number, size: number) => 1 + ((index * 7919) % size)

/** Person `n` as the integration sent them. */
export const personResource = (n: number) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName: `person${n}@acme.example`,
  externalId: `00u${String(n).padStart(17, '0')}`,
  name: { givenName: `Given${n}`, familyName: `Family${n}` },
  displayName: `Given${n} Family${n}`,
  title: 'Engineer',
  locale: 'en-US',
  active: true,
  emails: [{ value: `person${n}@acme.example`, type: 'work', primary: true }],
})
