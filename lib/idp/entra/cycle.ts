import { inParallel } from '../parallel'
import type { Task } from '../wire'
import type { EntraGroup } from './directory'
import { hasMemberChanges, provisionGroup, removeGroup } from './groups'
import { type Action, linkManager, type PeopleSettings, provisionPerson } from './people'

/** What a cycle did, as the progress bar of the job counts it. */
export type CycleReport = {
  created: number
  updated: number
  disabled: number
  deleted: number
  failed: number
}

/** What a cycle works on. */
export type Scope = {
  people: PeopleSettings
  concurrency: number
  /** Groups that were assigned or renamed since the job last wrote them, and those that left the scope. */
  dueGroups: Set<EntraGroup>
  leftScope: Set<EntraGroup>
}

/** Runs one step as a task of its own; whether it went well. */
export type Step = (name: string, subject: string, work: (task: Task) => Promise<void>) => Promise<boolean>

/**
 * One cycle: the users that changed, then the references between them, then the groups with their members (O: "How
 * provisioning works"). A step that fails does not end it; what it was about stays due for the next one.
 */
export async function runCycle(
  { people, concurrency, dueGroups, leftScope }: Scope,
  step: Step,
): Promise<CycleReport> {
  const report: CycleReport = { created: 0, updated: 0, disabled: 0, deleted: 0, failed: 0 }
  const counted: Step = async (name, subject, work) => {
    const ok = await step(name, subject, work)
    if (!ok) report.failed++
    return ok
  }
  const { directory, dialect } = people
  const due = directory.people.filter((person) => person.due)
  await inParallel(due, concurrency, async (person) => {
    await counted('Provision user', person.profile.login, async (task) => {
      count(report, await provisionPerson(task, person, people))
    })
  })
  for (const person of directory.people.filter(({ state }) => state !== 'purged')) {
    await counted('Link manager', person.profile.login, (task) => linkManager(task, person, people))
  }
  for (const group of directory.groups.filter(({ pushed }) => pushed)) {
    if (!dueGroups.has(group) && !hasMemberChanges(group)) continue
    const ok = await counted('Provision group', group.name, (task) => provisionGroup(task, group, dialect))
    if (ok) dueGroups.delete(group)
  }
  for (const group of leftScope) {
    const ok = await counted('Delete group', group.name, (task) => removeGroup(task, group))
    if (ok) leftScope.delete(group)
  }
  return report
}

const COUNTED = { create: 'created', update: 'updated', disable: 'disabled', delete: 'deleted' } as const

function count(report: CycleReport, action: Action): void {
  if (action !== 'none') report[COUNTED[action]]++
}
