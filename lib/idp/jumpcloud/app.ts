import { createAt, type Dialect, GroupApp, type GroupDialect } from '../app'
import type { Person } from '../directory'
import { equals, findFirst, pathOf } from '../lookup'
import { type Random, randomText } from '../random'
import { type Task, Wire, type WireOptions } from '../wire'
import { groupBody, membersBody, minimalBody, renameBody, userBody } from './bodies'

export type JumpCloudOptions = WireOptions & {
  token: string
  /** Makes ids and decides what varies between requests; a seeded one makes a run repeatable. */
  random?: Random
}

/**
 * An SSO application of JumpCloud with Identity Management switched on. Updates are a full `PUT`, changes of state the
 * minimal one, groups `PATCH` (C); the lookups are not captured anywhere (W).
 */
export class JumpCloudApp extends GroupApp {
  constructor(options: JumpCloudOptions) {
    const { token, random = Math.random } = options
    const headers = (hasBody: boolean) => ({
      Authorization: `Bearer ${token}`,
      Accept: 'application/json',
      ...(hasBody ? { 'Content-Type': 'application/json' } : {}),
    })
    const newId = () => randomText(24, '0123456789abcdef', random)
    super(new Wire(options, { headers }), dialect(random), newId, groups)
  }
}

function dialect(random: Random): Dialect {
  return {
    testConnection: (task) => activate(task, random),
    find: (task, { profile }) => findFirst(task, '/Users', equals('userName', profile.login)),
    create: (task, person) => createAt(task, '/Users', userBody(person, true, random)),
    update: (task, person, active) => put(task, person, userBody(person, active, random)),
    setActive: (task, person, active) => put(task, person, minimalBody(person, active, random)),
    onDisable: 'deactivate',
    onUnassign: 'deactivate',
  }
}

const groups: GroupDialect = {
  find: async (task, { name }) => (await findFirst(task, '/Groups', equals('displayName', name)))?.id,
  create: (task, { name }) => createAt(task, '/Groups', groupBody(name)),
  rename: async (task, { scimId = '', name }) => {
    await task.patch(pathOf('/Groups', scimId), renameBody(name))
  },
  change: async (task, { scimId = '' }, add, remove) => {
    const path = pathOf('/Groups', scimId)
    if (add.length > 0) await task.patch(path, membersBody('add', add))
    if (remove.length > 0) await task.patch(path, membersBody('remove', remove))
  },
}

/** The activation test: a test user and a test group are created, then deleted (O: JumpCloud's support pages). */
async function activate(task: Task, random: Random): Promise<void> {
  const unique = randomText(12, '0123456789abcdef', random)
  const tester: Person = {
    id: randomText(24, '0123456789abcdef', random),
    profile: {
      login: `jumpcloud.test.${unique}@example.io`,
      email: `jumpcloud.test.${unique}@example.io`,
      firstName: 'JumpCloud',
      lastName: 'Test',
    },
    enabled: true,
    assigned: true,
    scimId: undefined,
    target: 'none',
  }
  const user = await createAt(task, '/Users', userBody(tester, true, random))
  const group = await createAt(task, '/Groups', groupBody(`JumpCloud Test Group ${unique}`))
  await task.delete(pathOf('/Groups', group))
  await task.delete(pathOf('/Users', user))
}

async function put(task: Task, { scimId = '' }: Person, body: Parameters<Task['put']>[1]): Promise<void> {
  await task.put(pathOf('/Users', scimId), body)
}
