import { createAt, type Dialect, GroupApp, type GroupDialect } from '../app'
import type { Person } from '../directory'
import { equals, findFirst, pathOf } from '../lookup'
import { type Random, randomText } from '../random'
import { GROUP, PATCH_OP } from '../urns'
import { type Task, Wire, type WireOptions } from '../wire'
import { userBody } from './user-body'

export type OneLoginOptions = WireOptions & {
  token: string
  /** "When users are deleted in OneLogin, or the user's app access is removed": Suspend (default) or Delete. */
  onRemove?: 'suspend' | 'delete'
  random?: Random
}

/**
 * A "SCIM Provisioner with SAML" app of OneLogin. Its groups come from roles by rules; no traffic of it is published
 * beyond the template's oddities, so the order of requests is inferred (W).
 */
export class OneLoginApp extends GroupApp {
  constructor(options: OneLoginOptions) {
    const { token, onRemove = 'suspend', random = Math.random } = options
    // The custom header field of the app's configuration, where the admin types the content type (W).
    const headers = () => ({
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/scim+json',
    })
    const newId = () => randomText(9, '123456789', random)
    super(new Wire(options, { headers }), { ...dialect, onUnassign: DEPROVISION[onRemove] }, newId, groups)
  }
}

const DEPROVISION = { suspend: 'deactivate', delete: 'delete' } as const

const dialect: Dialect = {
  testConnection: async (task) => {
    const { status } = await task.find('/Users', { startIndex: '1', count: '1' })
    if (status !== 200) throw task.failure('The API connection could not be enabled.')
  },
  find: (task, { profile }) => findFirst(task, '/Users', equals('userName', profile.login)),
  create: (task, person) => createAt(task, '/Users', userBody(person, true)),
  update: put,
  setActive: put,
  onDisable: 'deactivate',
  onUnassign: 'deactivate',
}

async function put(task: Task, person: Person, active: boolean): Promise<void> {
  await task.put(pathOf('/Users', person.scimId ?? ''), userBody(person, active))
}

const groups: GroupDialect = {
  find: async (task, { name }) => (await findFirst(task, '/Groups', equals('displayName', name)))?.id,
  create: (task, { name }) => createAt(task, '/Groups', { schemas: [GROUP], displayName: name, members: [] }),
  rename: async (task, { scimId = '', name }) => {
    await task.patch(pathOf('/Groups', scimId), patch([{ op: 'replace', path: 'displayName', value: name }]))
  },
  // One request a person, since a rule is worked through person by person (W).
  change: async (task, { scimId = '' }, add, remove) => {
    const path = pathOf('/Groups', scimId)
    for (const person of add) await task.patch(path, patch([member('add', person)]))
    for (const person of remove) await task.patch(path, patch([member('remove', person)]))
  },
}

function member(op: 'add' | 'remove', { scimId = '' }: Person) {
  return { op, path: 'members', value: [{ value: scimId }] }
}

function patch(operations: { op: string; path: string; value: string | { value: string }[] }[]) {
  return { schemas: [PATCH_OP], Operations: operations }
}
