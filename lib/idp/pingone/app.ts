import { createAt, type Dialect, GroupApp } from '../app'
import { type Person, type Profile, randomGuid } from '../directory'
import { escapeText, findFirst, pathOf } from '../lookup'
import type { Random } from '../random'
import { type Task, Wire, type WireOptions } from '../wire'
import { groupDialect, type Membership } from './groups'
import { userBody } from './user-body'

export type PingOneOptions = WireOptions & {
  /** An OAuth 2 bearer token, or Basic. */
  auth: { bearer: string } | { user: string; password: string }
  /** "User Filter Expression", where `%s` stands for the identifier: `userName eq "%s"`. */
  userFilter?: string
  /** "User Identifier": what `%s` is filled with. */
  userIdentifier?: 'userName' | 'workEmail'
  /** "Remove Action": what taking a person out of the rule does in the target; disable by default. */
  removeAction?: 'disable' | 'delete'
  /** "Group Membership Handling"; merge by default. */
  groupMembership?: Membership
  random?: Random
}

/**
 * A SCIM connection of PingOne with a provisioning rule (O: docs.pingidentity.com, the settings and that people are
 * written by PUT, groups by PATCH; the bodies are inferred, W).
 */
export class PingOneApp extends GroupApp {
  constructor(options: PingOneOptions) {
    const { auth, groupMembership = 'merge', random = Math.random } = options
    const authorization =
      'bearer' in auth
        ? `Bearer ${auth.bearer}`
        : `Basic ${Buffer.from(`${auth.user}:${auth.password}`).toString('base64')}`
    const headers = (hasBody: boolean) => ({
      Authorization: authorization,
      Accept: 'application/scim+json',
      ...(hasBody ? { 'Content-Type': 'application/scim+json' } : {}),
    })
    super(
      new Wire(options, { headers }),
      dialect(options),
      () => randomGuid(random),
      groupDialect(groupMembership),
    )
  }
}

function dialect(options: PingOneOptions): Dialect {
  const { userFilter = 'userName eq "%s"', userIdentifier = 'userName', removeAction = 'disable' } = options
  const identifier = ({ login, email }: Profile) => (userIdentifier === 'workEmail' ? email : login)
  return {
    testConnection: async (task) => {
      const { status } = await task.find('/Users', { startIndex: '1', count: '1' })
      if (status !== 200) throw task.failure('The connection test failed.')
    },
    find: (task, { profile }) => {
      const escaped = escapeText(identifier(profile))
      return findFirst(
        task,
        '/Users',
        userFilter.replaceAll('%s', () => escaped),
      )
    },
    create: (task, person) => createAt(task, '/Users', userBody(person, true)),
    update: put,
    setActive: put,
    onDisable: 'deactivate',
    onUnassign: removeAction === 'delete' ? 'delete' : 'deactivate',
  }
}

async function put(task: Task, person: Person, active: boolean): Promise<void> {
  await task.put(pathOf('/Users', person.scimId ?? ''), userBody(person, active))
}
