import type { GroupClient } from './client'
import { Directory, type Group, known, type Person, type Profile } from './directory'
import { type Found, idOf, pathOf } from './lookup'
import { IdpTaskError } from './task-error'
import type { TraceEntry } from './trace'
import type { Task, Wire } from './wire'

/** What one provider sends for each thing that its administrator does. */
export type Dialect = {
  testConnection(task: Task): Promise<void>
  /** Looks for a person whom the provider has not pushed yet. */
  find(task: Task, person: Person): Promise<Found | undefined>
  create(task: Task, person: Person): Promise<string>
  /** Brings a known person up to date, their state included. */
  update(task: Task, person: Person, active: boolean): Promise<void>
  setActive(task: Task, person: Person, active: boolean): Promise<void>
  /** What disabling a person in the provider's directory does in the target, and what taking the app from them does. */
  onDisable: 'deactivate' | 'delete'
  onUnassign: 'deactivate' | 'delete'
  groups?: GroupDialect
}

export type GroupDialect = {
  /** The id of a group of that name. */
  find(task: Task, group: Group): Promise<string | undefined>
  create(task: Task, group: Group): Promise<string>
  rename(task: Task, group: Group): Promise<void>
  change(task: Task, group: Group, add: readonly Person[], remove: readonly Person[]): Promise<void>
  /** The members of a group that was found, before its first push; without it they stay as they are. */
  overwrite?(task: Task, group: Group, members: readonly Person[]): Promise<void>
}

/** An app of a provider that sends each change as it happens. Which requests that takes is its dialect's affair. */
export class IdpApp {
  readonly directory: Directory
  readonly failures: IdpTaskError[] = []

  constructor(
    private readonly wire: Wire,
    protected readonly dialect: Dialect,
    newId: () => string,
  ) {
    this.directory = new Directory(newId, (person) => person)
  }

  get trace(): readonly TraceEntry[] {
    return this.wire.trace
  }

  addPerson(profile: Profile): Person {
    return this.directory.addPerson(profile)
  }

  testConnection(): Promise<void> {
    return this.run('Test connection', '', (task) => this.dialect.testConnection(task))
  }

  async assign(person: Person): Promise<void> {
    person.assigned = true
    if (person.enabled) await this.#provision('Assign person', person)
  }

  async update(person: Person, changes: Partial<Profile>): Promise<void> {
    person.profile = { ...person.profile, ...changes }
    if (!person.assigned || person.scimId === undefined) return
    await this.run('Update profile', person.profile.login, (task) =>
      this.dialect.update(task, person, person.enabled),
    )
  }

  async deactivate(person: Person): Promise<void> {
    person.enabled = false
    if (person.assigned) await this.#takeAway('Deactivate person', person, this.dialect.onDisable)
  }

  async reactivate(person: Person): Promise<void> {
    person.enabled = true
    if (person.assigned) await this.#provision('Reactivate person', person)
  }

  async unassign(person: Person): Promise<void> {
    if (!person.assigned) return
    person.assigned = false
    await this.#takeAway('Unassign person', person, this.dialect.onUnassign)
  }

  protected async run<T>(name: string, subject: string, work: (task: Task) => Promise<T>): Promise<T> {
    try {
      return await work(this.wire.task(name, subject))
    } catch (error) {
      if (error instanceof IdpTaskError) this.failures.push(error)
      throw error
    }
  }

  #provision(name: string, person: Person): Promise<void> {
    return this.run(name, person.profile.login, async (task) => {
      const isNew = person.scimId === undefined
      person.scimId ??= (await this.dialect.find(task, person))?.id
      if (person.scimId === undefined) person.scimId = await this.dialect.create(task, person)
      else await this.dialect.update(task, person, true)
      person.target = 'active'
      if (isNew) await this.#join(task, person)
    })
  }

  /** A person who is new in the target joins the groups that are there already. */
  async #join(task: Task, person: Person): Promise<void> {
    for (const group of this.directory.groupsOf(person)) {
      await this.dialect.groups?.change(task, group, [person], [])
      group.target.add(person)
    }
  }

  async #takeAway(name: string, person: Person, how: 'deactivate' | 'delete'): Promise<void> {
    const id = person.scimId
    if (id === undefined || (how === 'deactivate' && person.target === 'inactive')) return
    await this.run(name, person.profile.login, async (task) => {
      if (how === 'delete') {
        await task.delete(pathOf('/Users', id))
        this.directory.forget(person)
      } else {
        await this.dialect.setActive(task, person, false)
        person.target = 'inactive'
      }
    })
  }
}

/** An `IdpApp` of a provider that synchronises groups. */
export class GroupApp extends IdpApp implements GroupClient<Person, Group> {
  constructor(
    wire: Wire,
    dialect: Dialect,
    newId: () => string,
    private readonly groups: GroupDialect,
  ) {
    super(wire, { ...dialect, groups }, newId)
  }

  addGroup(name: string, members: Iterable<Person> = []): Group {
    return this.directory.addGroup(name, members)
  }

  /** Creates the group or finds it by name, and fills it. */
  pushGroup(group: Group): Promise<void> {
    return this.run('Push group', group.name, async (task) => {
      group.scimId ??= await this.groups.find(task, group)
      const members = known(group.members)
      if (group.scimId !== undefined && this.groups.overwrite) {
        await this.groups.overwrite(task, group, members)
      } else {
        group.scimId ??= await this.groups.create(task, group)
        if (members.length > 0) await this.groups.change(task, group, members, [])
      }
      group.pushed = true
      group.target.clear()
      for (const person of members) group.target.add(person)
    })
  }

  async changeMembers(
    group: Group,
    { add, remove }: { add: readonly Person[]; remove: readonly Person[] },
  ): Promise<void> {
    for (const person of remove) group.members.delete(person)
    for (const person of add) group.members.add(person)
    const joining = known(add)
    const leaving = known(remove)
    if (!group.pushed || joining.length + leaving.length === 0) return
    await this.run('Change members', group.name, async (task) => {
      await this.groups.change(task, group, joining, leaving)
      for (const person of leaving) group.target.delete(person)
      for (const person of joining) group.target.add(person)
    })
  }

  async renameGroup(group: Group, name: string): Promise<void> {
    group.name = name
    if (!group.pushed) return
    await this.run('Rename group', name, (task) => this.groups.rename(task, group))
  }

  async unlinkGroup(group: Group, { deleteInTarget }: { deleteInTarget: boolean }): Promise<void> {
    const { scimId } = group
    if (deleteInTarget && scimId !== undefined) {
      await this.run('Unlink group', group.name, (task) => task.delete(pathOf('/Groups', scimId)))
    }
    group.pushed = false
    group.scimId = undefined
    group.target.clear()
  }
}

/** `POST`, for the id of what was created. */
export async function createAt(
  task: Task,
  endpoint: '/Users' | '/Groups',
  body: Parameters<Task['post']>[1],
): Promise<string> {
  return idOf(task, (await task.post(endpoint, body)).body)
}
