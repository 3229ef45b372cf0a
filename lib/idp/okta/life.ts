import { inParallel } from '../parallel'
import { type InventedPerson, inventGroupNames, inventPeople, inventTitle } from '../people/invent'
import { pick, type Random, sample } from '../random'
import type { OktaApp } from './app'
import type { OktaGroup, OktaPerson, OktaProfile } from './directory'
import { OktaTaskError } from './errors'
import type { OktaImport } from './imports'

export type LifeOptions = {
  people: number
  groups: number
  random: Random
  /** Tasks under way at a time; those of one group or person always follow each other. */
  concurrency: number
  /** The domain of the logins. */
  domain?: string
  onProgress?: (progress: { done: number; total: number; phase: string }) => void
}

type Task = () => Promise<unknown>
type Phase = { name: string; tasks: Task[] }

/**
 * A plausible life of an app, in phases: people are assigned, groups pushed, profiles change, people leave and return,
 * memberships move, groups are renamed and back, linked, overwritten and deleted, and all is imported in the end. A task
 * that fails stays in `app.failures`; life goes on. The last group is always empty. It can be lived again in the same
 * directory: it ends with the names that it began with. Answers what the imports read, people first.
 */
export async function liveLife(app: OktaApp, options: LifeOptions): Promise<OktaImport[]> {
  const imports: OktaImport[] = []
  const phases = planLife(app, options)
  const importing = [
    async () => imports.push(await app.importUsers()),
    async () => imports.push(await app.importGroups()),
  ]
  for (const task of importing) phases.push({ name: 'Importing', tasks: [task] })
  const total = phases.reduce((sum, { tasks }) => sum + tasks.length, 0)
  let done = 0
  for (const { name, tasks } of phases) {
    options.onProgress?.({ done, total, phase: name })
    await inParallel(tasks, options.concurrency, async (task) => {
      await task().catch((error: unknown) => {
        if (!(error instanceof OktaTaskError)) throw error
      })
      options.onProgress?.({ done: ++done, total, phase: name })
    })
  }
  return imports
}

function planLife(app: OktaApp, { people: count, groups: groupCount, random, domain }: LifeOptions): Phase[] {
  const people = inventPeople(count, random, domain).map((person) => app.addPerson(profileOf(person)))
  const groups = inventGroupNames(groupCount).map((name, index) => {
    const empty = index === groupCount - 1
    return app.addGroup(name, empty ? [] : sample(people, Math.ceil(count / 4), random))
  })
  const changing = sample(people, Math.ceil(count / 5), random)
  const leaving = sample(people, Math.ceil(count / 8), random)
  const renamed = groups.filter((_, index) => index % 4 === 1)
  const oldNames = renamed.map(({ name }) => name)
  const passing =
    groups.length > 0 ? [app.addGroup('Project group (ends today)', sample(people, 3, random))] : []
  return [
    { name: 'Assigning people', tasks: people.map((person) => () => app.assign(person)) },
    { name: 'Pushing groups', tasks: [...groups, ...passing].map((group) => () => app.pushGroup(group)) },
    { name: 'Updating profiles', tasks: changing.map((person) => updateTask(app, person, random)) },
    { name: 'Deactivating people', tasks: leaving.map((person) => leaveTask(app, person, random)) },
    {
      name: 'Reactivating people',
      tasks: leaving.slice(0, Math.ceil(leaving.length / 2)).map((person) => () => app.reactivate(person)),
    },
    {
      name: 'Changing members',
      tasks: groups.slice(0, -1).map((group) => memberTask(app, group, people, random)),
    },
    {
      name: 'Renaming groups',
      tasks: renamed.map((group) => () => app.renameGroup(group, `${group.name} (new)`)),
    },
    { name: 'Linking again', tasks: renamed.map((group) => () => linkAgain(app, group)) },
    {
      name: 'Renaming back',
      tasks: renamed.map((group, index) => () => app.renameGroup(group, oldNames[index] ?? group.name)),
    },
    {
      name: 'Pushing now',
      tasks: groups
        .filter((_, index) => index % 3 === 0 || index === groups.length - 1)
        .map((group) => () => app.pushNow(group)),
    },
    {
      name: 'Deleting a group',
      tasks: passing.map((group) => () => app.unlinkGroup(group, { deleteInTarget: true })),
    },
  ]
}

function profileOf(person: InventedPerson): OktaProfile {
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

// What happens is decided when the life is planned, so that the same seed is the same life at any concurrency.

/** What changes in a profile in a year: a title, a department, a phone that is given back, a name. */
function updateTask(app: OktaApp, person: OktaPerson, random: Random): Task {
  const { department = '', firstName, lastName } = person.profile
  const changes = pick<Partial<OktaProfile>>(
    [
      { title: `${inventTitle(department, random)} II` },
      { department: 'Operations', title: inventTitle('Operations', random) },
      { primaryPhone: '', division: '' },
      { lastName: `${lastName}-Vega`, displayName: `${firstName} ${lastName}-Vega` },
    ],
    random,
  )
  return () => app.update(person, changes)
}

function leaveTask(app: OktaApp, person: OktaPerson, random: Random): Task {
  return random() < 0.7 ? () => app.deactivate(person) : () => app.unassign(person)
}

function memberTask(app: OktaApp, group: OktaGroup, people: readonly OktaPerson[], random: Random): Task {
  const add = sample(people, 3, random).filter((person) => !group.members.has(person))
  const remove = sample([...group.members], 2, random)
  return () => app.changeMembers(group, { add, remove })
}

async function linkAgain(app: OktaApp, group: OktaGroup): Promise<void> {
  await app.unlinkGroup(group, { deleteInTarget: false })
  await app.linkGroup(group)
}
