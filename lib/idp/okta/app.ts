import type { Random } from '../random'
import type { TraceEntry } from '../trace'
import type { Task, Wire, WireOptions } from '../wire'
import { OktaDirectory, type OktaGroup, type OktaPerson, type OktaProfile } from './directory'
import { OktaTaskError, type OktaTaskKind } from './errors'
import * as groups from './groups'
import { importAll, type OktaImport } from './imports'
import { numberFault, readList } from './list'
import * as people from './people'
import { oktaWire } from './wire'

export type OktaAuthMode = 'bearer' | 'header' | 'basic'

export type OktaAppOptions = WireOptions & {
  /** catalogue: an app of the integration network, which PATCHes; wizard: a custom app, which GETs and PUTs. */
  flavour: people.Flavour
  /** The SCIM token; not needed when `authorization` gives the whole header value. */
  token?: string
  /** bearer: `Bearer <token>` (default); header: the bare token; basic: user `okta`, the token as password. */
  authMode?: OktaAuthMode
  authorization?: string
  /** Import Groups is ticked: the connection test reads groups too. */
  importGroups?: boolean
  /** Create Users is ticked (default); without it a person whom the lookup does not find fails. */
  createUsers?: boolean
  /** The app's unique identifier for people. */
  lookupAttribute?: 'userName' | 'externalId'
  /** Members that one PATCH names at most before a change is split: 1,000. */
  membersPerPatch?: number
  /** Makes ids and placeholder passwords; a seeded one makes a run repeatable. */
  random?: Random
}

/**
 * One app of an Okta organisation: keeps Okta's side and sends exactly what Okta sends. Every operation is one task:
 * it throws `OktaTaskError`, which also stays in `failures`, as in Okta's Tasks list.
 */
export class OktaApp {
  readonly directory: OktaDirectory
  readonly failures: OktaTaskError[] = []
  readonly #wire: Wire
  readonly #people: people.PeopleSettings
  readonly #groups: groups.GroupSettings
  readonly #importGroups: boolean
  /** Group ids by name, from the last import: linking needs no lookup for these. */
  readonly #importedGroups = new Map<string, string>()

  /** Throws `RangeError` for a base URL that Okta's form would refuse. */
  constructor(options: OktaAppOptions) {
    const { flavour, lookupAttribute = 'userName', createUsers = true, membersPerPatch = 1_000 } = options
    this.directory = new OktaDirectory(options.random ?? Math.random)
    this.#wire = oktaWire(options, authorizationOf(options))
    const password = () => this.directory.placeholderPassword()
    this.#people = { flavour, lookupAttribute, createUsers, password }
    this.#groups = { flavour, membersPerPatch }
    this.#importGroups = options.importGroups ?? false
  }

  /** Every request sent so far, oldest first. */
  get trace(): readonly TraceEntry[] {
    return this.#wire.trace
  }

  get flavour(): people.Flavour {
    return this.#people.flavour
  }

  /** A new person of the organisation; nothing is sent. */
  addPerson(profile: OktaProfile): OktaPerson {
    return this.directory.addPerson(profile)
  }

  /** A new group of the organisation; nothing is sent. */
  addGroup(name: string, members: Iterable<OktaPerson> = []): OktaGroup {
    return this.directory.addGroup(name, members)
  }

  /** "Test Connector Configuration"; an empty directory is fine. Answers how many people the server counts. */
  testConnection(): Promise<number> {
    return this.#run('Test connection', '', async (task) => {
      const users = readList((await task.get('/Users', { startIndex: '1', count: '2' })).body ?? {})
      const fault = numberFault(users)
      if (fault !== undefined) throw task.failure(fault)
      if (this.#importGroups) await task.get('/Groups', { startIndex: '1', count: '100' })
      return Number(users.numbers.totalResults)
    })
  }

  /** Assigns the person to the app. Assigning again someone who was unassigned reactivates the same id. */
  assign(person: OktaPerson): Promise<void> {
    return this.#onPerson('Assign person', person, (task) => people.assignPerson(task, person, this.#people))
  }

  /** Changes the profile in Okta; sent when the person is assigned. An empty string clears an attribute. */
  async update(person: OktaPerson, changes: Partial<OktaProfile>): Promise<void> {
    person.profile = { ...person.profile, ...changes }
    if (!person.assigned) return
    await this.#onPerson('Update profile', person, (task) => people.pushProfile(task, person))
  }

  /** Deactivates the person in Okta, which takes every app from them. */
  async deactivate(person: OktaPerson): Promise<void> {
    person.status = 'deactivated'
    if (person.assigned) await this.#sendInactive('Deactivate person', person)
  }

  /** Activates the person in Okta and assigns the app again. */
  reactivate(person: OktaPerson): Promise<void> {
    person.status = 'active'
    return this.#onPerson('Reactivate person', person, (task) =>
      people.assignPerson(task, person, this.#people),
    )
  }

  async unassign(person: OktaPerson): Promise<void> {
    if (person.assigned) await this.#sendInactive('Unassign person', person)
  }

  /** Starts pushing a group: creates or links it by name and fills it with the members who are assigned. */
  pushGroup(group: OktaGroup): Promise<void> {
    return this.#onGroup('Push group', group, async (task) => {
      await groups.pushGroup(task, group, this.#groups)
      group.push = 'active'
    })
  }

  addMembers(group: OktaGroup, members: readonly OktaPerson[]): Promise<void> {
    return this.changeMembers(group, { add: members, remove: [] })
  }

  removeMembers(group: OktaGroup, members: readonly OktaPerson[]): Promise<void> {
    return this.changeMembers(group, { add: [], remove: members })
  }

  /** Adds and removes in one change; sent when the push is active, for the people whom the server knows. */
  async changeMembers(group: OktaGroup, { add, remove }: groups.MemberChange): Promise<void> {
    for (const person of remove) group.members.delete(person)
    for (const person of add) group.members.add(person)
    const change = {
      add: groups.provisioned(add),
      remove: remove.filter((person) => person.scimId !== undefined),
    }
    if (group.push !== 'active' || change.add.length + change.remove.length === 0) return
    await this.#onGroup('Change members', group, (task) =>
      groups.changeMembers(task, group, change, this.#groups),
    )
  }

  async renameGroup(group: OktaGroup, name: string): Promise<void> {
    group.name = name
    if (group.push !== 'active') return
    await this.#onGroup('Rename group', group, (task) => groups.renameGroup(task, group, this.flavour))
  }

  /** Overwrites the membership on the server with Okta's. Also what activating a paused push does. */
  pushNow(group: OktaGroup): Promise<void> {
    return this.#onGroup('Push Now', group, async (task) => {
      await groups.pushWholeGroup(task, group, this.#groups)
      group.push = 'active'
    })
  }

  /** "Deactivate push": nothing is sent, and nothing will be until Push Now. */
  pausePush(group: OktaGroup): void {
    if (group.push === 'active') group.push = 'paused'
  }

  /** Links a group that exists on the server under `name`; `rename` is "Rename app groups". Old members stay. */
  linkGroup(group: OktaGroup, { name = group.name, rename = true } = {}): Promise<void> {
    return this.#onGroup('Link group', group, async (task) => {
      const scimId = this.#importedGroups.get(name.toLowerCase())
      await groups.linkGroup(task, group, { name, scimId, rename }, this.#groups)
      group.push = 'active'
    })
  }

  /** Ends the push. Without `deleteInTarget` nothing is sent, and the group can be linked again later. */
  async unlinkGroup(group: OktaGroup, { deleteInTarget }: { deleteInTarget: boolean }): Promise<void> {
    if (deleteInTarget && group.scimId !== undefined) {
      await this.#onGroup('Unlink group', group, (task) => groups.deleteGroup(task, group))
    }
    group.push = 'off'
    group.scimId = undefined
  }

  /** Import Now, people: only the active ones arrive. A page whose numbers are no integers ends it, without an error. */
  importUsers(): Promise<OktaImport> {
    return this.#run('Import users', '', (task) => importAll(task, '/Users'))
  }

  importGroups(): Promise<OktaImport> {
    return this.#run('Import groups', '', async (task) => {
      const result = await importAll(task, '/Groups')
      this.#importedGroups.clear()
      for (const { id, displayName } of result.resources) {
        this.#importedGroups.set(String(displayName).toLowerCase(), String(id))
      }
      return result
    })
  }

  #sendInactive(kind: OktaTaskKind, person: OktaPerson): Promise<void> {
    return this.#onPerson(kind, person, (task) => people.deactivatePerson(task, person, this.flavour))
  }

  #onPerson(kind: OktaTaskKind, person: OktaPerson, work: (task: Task) => Promise<void>): Promise<void> {
    return this.#run(kind, person.profile.login, work)
  }

  #onGroup(kind: OktaTaskKind, group: OktaGroup, work: (task: Task) => Promise<void>): Promise<void> {
    return this.#run(kind, group.name, work)
  }

  async #run<T>(kind: OktaTaskKind, subject: string, work: (task: Task) => Promise<T>): Promise<T> {
    try {
      return await work(this.#wire.task(kind, subject))
    } catch (error) {
      if (error instanceof OktaTaskError) this.failures.push(error)
      throw error
    }
  }
}

function authorizationOf({ authorization, token, authMode = 'bearer' }: OktaAppOptions): string {
  if (authorization !== undefined) return authorization
  if (token === undefined) throw new RangeError('An Okta app needs a token or an authorization.')
  if (authMode === 'header') return token
  if (authMode === 'basic') return `Basic ${Buffer.from(`okta:${token}`).toString('base64')}`
  return `Bearer ${token}`
}
