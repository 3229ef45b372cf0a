import type { JsonObject } from '../json'
import { type Random, randomText } from '../random'

/** Okta's base profile, by Okta's variable names. `''` is a value that was cleared; absent means not mapped. */
export type OktaProfile = {
  login: string
  email: string
  firstName: string
  lastName: string
  middleName?: string
  displayName?: string
  nickName?: string
  title?: string
  userType?: string
  primaryPhone?: string
  preferredLanguage?: string
  locale?: string
  timezone?: string
  employeeNumber?: string
  costCenter?: string
  organization?: string
  division?: string
  department?: string
  /** The value and the display name of the enterprise extension's `manager`. */
  managerId?: string
  manager?: string
  /** Custom attributes by external namespace. */
  extensions?: Record<string, JsonObject>
}

/** A person of the Okta organisation, and what Okta remembers of them in the app. Change it through the app only. */
export type OktaPerson = {
  /** `00u…`, 20 characters; sent as `externalId`. */
  readonly id: string
  profile: OktaProfile
  status: 'active' | 'deactivated'
  assigned: boolean
  /** Okta's "external id": the id on the SCIM server, kept when the person is unassigned. */
  scimId: string | undefined
  /** The profile as it was last pushed, to see whether a push is due. */
  pushed: string | undefined
}

/** A group of the Okta organisation, and its push mapping. Change it through the app only. */
export type OktaGroup = {
  /** `00g…`, 20 characters; never sent. */
  readonly id: string
  name: string
  readonly members: Set<OktaPerson>
  push: 'off' | 'active' | 'paused'
  scimId: string | undefined
  /** The name on the SCIM server: another than `name` only when linked without "Rename app groups". */
  targetName: string
}

const ID_LETTERS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Okta's own side: the people and groups of the organisation. Nothing here sends a request. */
export class OktaDirectory {
  readonly people: OktaPerson[] = []
  readonly groups: OktaGroup[] = []

  constructor(private readonly random: Random) {}

  addPerson(profile: OktaProfile): OktaPerson {
    const person: OktaPerson = {
      id: this.#id('00u'),
      profile: { ...profile },
      status: 'active',
      assigned: false,
      scimId: undefined,
      pushed: undefined,
    }
    this.people.push(person)
    return person
  }

  addGroup(name: string, members: Iterable<OktaPerson> = []): OktaGroup {
    const group: OktaGroup = {
      id: this.#id('00g'),
      name,
      members: new Set(members),
      push: 'off',
      scimId: undefined,
      targetName: name,
    }
    this.groups.push(group)
    return group
  }

  /** The placeholder that stands in every POST while Sync Password is off. */
  placeholderPassword(): string {
    return randomText(8, ID_LETTERS.slice(0, 36), this.random)
  }

  #id(prefix: string): string {
    return prefix + randomText(17, ID_LETTERS, this.random)
  }
}
