import type { GroupClient } from '../client'
import { type Directory, type Profile, randomGuid } from '../directory'
import { equals } from '../lookup'
import { readList } from '../okta/list'
import type { Random } from '../random'
import { IdpTaskError } from '../task-error'
import type { TraceEntry } from '../trace'
import { type Query, type Task, Wire, type WireOptions } from '../wire'
import { type CycleReport, runCycle, type Scope } from './cycle'
import { type AppRole, type EntraGroup, type EntraPerson, entraDirectory } from './directory'
import { forgetGroup } from './groups'
import type { PatchDialect } from './patch'
import { type Action, type MatchingAttribute, provisionPerson } from './people'

export type EntraOptions = WireOptions & {
  token: string
  /** The matching attributes in order: `userName`, unless the admin chose otherwise. */
  matching?: readonly MatchingAttribute[]
  /** Users under way at a time in a cycle; 1 by default. */
  concurrency?: number
  random?: Random
}

/**
 * A non-gallery enterprise application of Entra ID with automatic provisioning. The base URL is the tenant URL;
 * `?aadOptscim062020` in it chooses the other dialect. Nothing is sent when something changes: `cycle` sends it, about
 * every 40 minutes in the original, and tries again what failed before.
 */
export class EntraApp implements GroupClient<EntraPerson, EntraGroup> {
  readonly directory: Directory<EntraPerson>
  readonly failures: IdpTaskError[] = []
  readonly dialect: PatchDialect
  readonly #wire: Wire
  readonly #random: Random
  readonly #scope: Scope

  constructor(options: EntraOptions) {
    const { token, matching = ['userName'], random = Math.random } = options
    // Entra sends no User-Agent (I: suna#7297).
    const headers = (hasBody: boolean) => ({
      Authorization: `Bearer ${token}`,
      Accept: 'application/scim+json',
      ...(hasBody ? { 'Content-Type': 'application/scim+json; charset=utf-8' } : {}),
    })
    this.#wire = new Wire(options, { headers, queryStyle: 'plus' })
    this.directory = entraDirectory(() => randomGuid(random))
    this.dialect = new URL(options.baseUrl).searchParams.has('aadOptscim062020') ? 'scim062020' : 'default'
    this.#scope = {
      people: { dialect: this.dialect, matching, directory: this.directory },
      concurrency: options.concurrency ?? 1,
      dueGroups: new Set(),
      leftScope: new Set(),
    }
    this.#random = random
  }

  get trace(): readonly TraceEntry[] {
    return this.#wire.trace
  }

  /** "Test Connection": a user and a group that do not exist, by a random GUID; 200 and empty lists are right (O). */
  testConnection(): Promise<void> {
    return this.#run('Test connection', '', async (task) => {
      const [attribute = 'userName'] = this.#scope.people.matching
      await expectNone(task, '/Users', { filter: equals(attribute, randomGuid(this.#random)) })
      const filter = equals('displayName', randomGuid(this.#random))
      await expectNone(task, '/Groups', { excludedAttributes: 'members', filter })
    })
  }

  addPerson(profile: Profile): EntraPerson {
    return this.directory.addPerson(profile)
  }

  async assign(person: EntraPerson): Promise<void> {
    this.#change(person, { assigned: true })
  }

  async unassign(person: EntraPerson): Promise<void> {
    this.#change(person, { assigned: false })
  }

  async update(person: EntraPerson, changes: Partial<Profile>): Promise<void> {
    this.#change(person, { profile: { ...person.profile, ...changes } })
  }

  /** Blocks the sign-in, which makes `active` false. */
  async deactivate(person: EntraPerson): Promise<void> {
    this.#change(person, { enabled: false })
  }

  async reactivate(person: EntraPerson): Promise<void> {
    this.#change(person, { enabled: true })
  }

  async setManager(person: EntraPerson, manager: EntraPerson | undefined): Promise<void> {
    this.#change(person, { manager })
  }

  async setRoles(person: EntraPerson, roles: readonly AppRole[]): Promise<void> {
    this.#change(person, { roles })
  }

  /** Deletes the user, who stays in the recycle bin for 30 days. The target disables them. */
  async softDelete(person: EntraPerson): Promise<void> {
    this.#change(person, { state: 'recycled' })
  }

  async restore(person: EntraPerson): Promise<void> {
    if (person.state === 'recycled') this.#change(person, { state: 'present' })
  }

  /** Purges the user; the target deletes them. */
  async hardDelete(person: EntraPerson): Promise<void> {
    for (const group of this.directory.groups) group.members.delete(person)
    for (const other of this.directory.people) {
      if (other.manager === person) this.#change(other, { manager: undefined })
    }
    this.#change(person, { state: 'purged' })
  }

  addGroup(name: string, members: Iterable<EntraPerson> = []): EntraGroup {
    return this.directory.addGroup(name, members)
  }

  /** Assigns the group to the application. */
  async pushGroup(group: EntraGroup): Promise<void> {
    group.pushed = true
    this.#scope.dueGroups.add(group)
    this.#scope.leftScope.delete(group)
  }

  async changeMembers(
    group: EntraGroup,
    { add, remove }: { add: readonly EntraPerson[]; remove: readonly EntraPerson[] },
  ): Promise<void> {
    for (const person of remove) group.members.delete(person)
    for (const person of add) group.members.add(person)
  }

  async renameGroup(group: EntraGroup, name: string): Promise<void> {
    group.name = name
    if (group.pushed) this.#scope.dueGroups.add(group)
  }

  /** Takes the group from the application; Entra deletes it in the target, unless deletions are switched off. */
  async unlinkGroup(group: EntraGroup, { deleteInTarget }: { deleteInTarget: boolean }): Promise<void> {
    group.pushed = false
    if (deleteInTarget) this.#scope.leftScope.add(group)
    else forgetGroup(group)
  }

  /** "Provision on demand": one user at once. The flag of the tenant URL has no effect on it (O). */
  provisionOnDemand(person: EntraPerson): Promise<Action> {
    return this.#run('Provision on demand', person.profile.login, (task) =>
      provisionPerson(task, person, { ...this.#scope.people, dialect: 'default' }),
    )
  }

  /** Sends what changed since the last cycle. Rejects for no failure of the target; those are counted and kept. */
  cycle(): Promise<CycleReport> {
    return runCycle(this.#scope, async (name, subject, work) => {
      try {
        await this.#run(name, subject, work)
        return true
      } catch (error) {
        if (error instanceof IdpTaskError) return false
        throw error
      }
    })
  }

  #change(person: EntraPerson, changes: Partial<EntraPerson>): void {
    Object.assign(person, changes, { due: true })
  }

  async #run<T>(name: string, subject: string, work: (task: Task) => Promise<T>): Promise<T> {
    try {
      return await work(this.#wire.task(name, subject))
    } catch (error) {
      if (error instanceof IdpTaskError) this.failures.push(error)
      throw error
    }
  }
}

async function expectNone(task: Task, endpoint: '/Users' | '/Groups', query: Query): Promise<void> {
  const { status, body } = await task.find(endpoint, query)
  const { resources, numbers } = readList(body ?? {})
  if (status !== 200 || numbers.totalResults !== 0 || resources.length > 0) {
    throw task.failure('A lookup of what does not exist must answer 200 and an empty list.')
  }
}
