import type { GroupClient, IdpClient } from './client'
import type { Profile } from './directory'
import { type InventedPerson, inventGroupNames, inventPeople, inventTitle } from './people/invent'
import { pick, type Random, sample } from './random'

export type YearOptions = { people: number; groups: number; random: Random; domain?: string }

type Person = IdpClient['directory']['people'][number]
type Client = IdpClient | GroupClient

/**
 * A plausible year at any provider: people join, groups are pushed, profiles change, people leave and return,
 * memberships move, a group is renamed and one ends. A provider that works in cycles runs one after each phase, any
 * other sends as it happens. Rejects with the first task that fails.
 */
export async function liveYear(
  client: Client,
  { people: count, groups: groupCount, random, domain }: YearOptions,
): Promise<void> {
  const people = inventPeople(count, random, domain).map((person) => client.addPerson(profileOf(person)))
  const settle = async () => void (await client.cycle?.())
  await client.testConnection()
  for (const person of people) await client.assign(person)
  await settle()
  if (pushesGroups(client)) await liveWithGroups(client, people, groupCount, random, settle)
  for (const person of sample(people, Math.ceil(count / 4), random)) {
    await client.update(person, changeOf(person, random))
  }
  await settle()
  const leaving = sample(people, Math.ceil(count / 3), random)
  for (const [index, person] of leaving.entries()) {
    await (index % 2 === 0 ? client.deactivate(person) : client.unassign(person))
  }
  await settle()
  for (const [index, person] of leaving.entries()) {
    if (index % 3 === 2) continue
    await (index % 2 === 0 ? client.reactivate(person) : client.assign(person))
  }
  await settle()
}

async function liveWithGroups(
  client: GroupClient,
  people: readonly Person[],
  count: number,
  random: Random,
  settle: () => Promise<void>,
): Promise<void> {
  const groups = inventGroupNames(count).map((name, index) =>
    client.addGroup(name, index === count - 1 ? [] : sample(people, Math.ceil(people.length / 2), random)),
  )
  for (const group of groups) await client.pushGroup(group)
  await settle()
  for (const group of groups) {
    const add = sample(people, 3, random).filter((person) => !group.members.has(person))
    await client.changeMembers(group, { add, remove: sample([...group.members], 2, random) })
  }
  await settle()
  const [renamed, ended] = groups
  if (renamed) await client.renameGroup(renamed, `${renamed.name} (new)`)
  if (ended) await client.unlinkGroup(ended, { deleteInTarget: true })
  await settle()
}

function pushesGroups(client: Client): client is GroupClient {
  return 'pushGroup' in client
}

function profileOf(person: InventedPerson): Profile {
  return {
    login: person.login,
    email: person.login,
    firstName: person.givenName,
    lastName: person.familyName,
    title: person.title,
    primaryPhone: person.phone,
    locale: person.locale,
    timezone: person.timezone,
    employeeNumber: person.employeeNumber,
    division: person.division,
    department: person.department,
  }
}

function changeOf({ profile }: Person, random: Random): Partial<Profile> {
  return pick<Partial<Profile>>(
    [
      { title: `${inventTitle(profile.department ?? '', random)} II` },
      { department: 'Operations', title: inventTitle('Operations', random) },
      { primaryPhone: '', title: '' },
      { lastName: `${profile.lastName}-Vega`, displayName: `${profile.firstName} ${profile.lastName}-Vega` },
    ],
    random,
  )
}
