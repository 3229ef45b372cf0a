import { createAt, type GroupDialect } from '../app'
import type { Person } from '../directory'
import { pathOf } from '../lookup'
import { readList } from '../okta/list'
import { GROUP, PATCH_OP } from '../urns'
import type { Task } from '../wire'

/** "Group Membership Handling": whether the members of a group that exists already stay, or are overwritten. */
export type Membership = 'merge' | 'overwrite'

const STEP = 100

/** Groups are found by reading all of them (O: Ping's SCIM provisioner, "Filtering support"), changed by PATCH (O). */
export function groupDialect(membership: Membership): GroupDialect {
  const dialect: GroupDialect = {
    find: (task, { name }) => findByName(task, name),
    create: (task, { name }) => createAt(task, '/Groups', { schemas: [GROUP], displayName: name }),
    rename: (task, { scimId = '', name }) =>
      patch(task, scimId, [{ op: 'replace', path: 'displayName', value: name }]),
    change: (task, { scimId = '' }, add, remove) =>
      patch(task, scimId, [
        ...(add.length > 0 ? [{ op: 'add', path: 'members', value: add.map(memberOf) }] : []),
        ...remove.map((person) => ({ op: 'remove', path: `members[value eq "${person.scimId}"]` })),
      ]),
  }
  if (membership === 'merge') return dialect
  return {
    ...dialect,
    overwrite: (task, { scimId = '' }, members) =>
      patch(task, scimId, [{ op: 'replace', path: 'members', value: members.map(memberOf) }]),
  }
}

async function findByName(task: Task, name: string): Promise<string | undefined> {
  for (let startIndex = 1; ; startIndex += STEP) {
    const { body } = await task.find('/Groups', { startIndex: String(startIndex), count: String(STEP) })
    const { resources, numbers } = readList(body ?? {})
    const found = resources.find(({ displayName }) => displayName === name)
    if (found) return String(found.id)
    if (resources.length === 0 || startIndex + STEP > Number(numbers.totalResults)) return undefined
  }
}

function memberOf({ scimId = '' }: Person) {
  return { value: scimId }
}

type Operation = { op: string; path: string; value?: string | { value: string }[] }

async function patch(task: Task, id: string, operations: Operation[]): Promise<void> {
  await task.patch(pathOf('/Groups', id), { schemas: [PATCH_OP], Operations: operations })
}
