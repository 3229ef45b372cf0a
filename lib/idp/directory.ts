import type { Random } from './random'
import { randomText } from './random'

/** What any provider knows of a person. `''` is a value that was cleared; absent means not mapped. */
export type Profile = {
  login: string
  email: string
  firstName: string
  lastName: string
  displayName?: string
  title?: string
  primaryPhone?: string
  locale?: string
  timezone?: string
  employeeNumber?: string
  division?: string
  department?: string
  /** The id and the display name of the manager, where the provider sends those and not a person of its own. */
  managerId?: string
  manager?: string
}

/** A person in a provider's directory, and what it believes of them in the target. Change it through the app only. */
export type Person = {
  /** The provider's own id, sent as `externalId`. */
  readonly id: string
  profile: Profile
  enabled: boolean
  assigned: boolean
  /** The id on the SCIM server; `undefined` before the first push, and again after a DELETE. */
  scimId: string | undefined
  /** How the target holds them, by the answers it gave. */
  target: 'none' | 'active' | 'inactive'
}

/** A group in a provider's directory, and what it believes of it in the target. Change it through the app only. */
export type Group<P extends Person = Person> = {
  readonly id: string
  name: string
  readonly members: Set<P>
  pushed: boolean
  scimId: string | undefined
  /** Whom the target holds as members, by the answers it gave. */
  readonly target: Set<P>
}

/** A provider's own side: its people and groups. Nothing here sends a request. */
export class Directory<P extends Person = Person> {
  readonly people: P[] = []
  readonly groups: Group<P>[] = []

  /** `newId` makes the ids of the provider's own kind. */
  constructor(
    private readonly newId: () => string,
    private readonly complete: (person: Person) => P,
  ) {}

  addPerson(profile: Profile): P {
    const person = this.complete({
      id: this.newId(),
      profile: { ...profile },
      enabled: true,
      assigned: false,
      scimId: undefined,
      target: 'none',
    })
    this.people.push(person)
    return person
  }

  addGroup(name: string, members: Iterable<P> = []): Group<P> {
    const group: Group<P> = {
      id: this.newId(),
      name,
      members: new Set(members),
      pushed: false,
      scimId: undefined,
      target: new Set(),
    }
    this.groups.push(group)
    return group
  }

  /** The person was deleted in the target: their memberships went with them. */
  forget(person: P): void {
    person.scimId = undefined
    person.target = 'none'
    for (const group of this.groups) group.target.delete(person)
  }

  groupsOf(person: P): Group<P>[] {
    return this.groups.filter((group) => group.pushed && group.members.has(person))
  }
}

/** Whom a group push may name: those whom the target knows. */
export function known<P extends Person>(people: Iterable<P>): P[] {
  return [...people].filter((person) => person.scimId !== undefined)
}

/** A GUID, as Entra ID and PingOne number what they hold. */
export function randomGuid(random: Random): string {
  const hex = randomText(32, '0123456789abcdef', random)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-')
}

export function displayNameOf({ displayName, firstName, lastName }: Profile): string {
  return displayName ?? `${firstName} ${lastName}`
}

/** The entries whose value is there and not empty: what a provider that leaves out unset attributes sends. */
export function present<T>(entries: Record<string, T | '' | undefined>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(entries).filter(
      (entry): entry is [string, T] => entry[1] !== undefined && entry[1] !== '',
    ),
  )
}
