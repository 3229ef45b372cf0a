import { createAt, type Dialect, IdpApp } from '../app'
import { displayNameOf, type Person, present } from '../directory'
import type { JsonObject } from '../json'
import { equals, findFirst, pathOf } from '../lookup'
import { type Random, randomText } from '../random'
import { ENTERPRISE_USER, PATCH_OP, USER } from '../urns'
import { Wire, type WireOptions } from '../wire'

export type GoogleOptions = WireOptions & {
  token: string
  /** Deprovisioning, as the admin chose: what a suspended account becomes in the app, and one whose app is turned off. */
  onSuspend?: 'suspend' | 'delete'
  onTurnOff?: 'suspend' | 'delete'
  random?: Random
}

/**
 * User provisioning of a Google Workspace app: people only, no groups. Known of it: the probe, that `active` is sent
 * on create, that the admin chooses between suspending and deleting (W: getprobo/probo#711); the rest is inferred (W).
 */
export class GoogleApp extends IdpApp {
  constructor(options: GoogleOptions) {
    const { token, onSuspend = 'suspend', onTurnOff = 'suspend', random = Math.random } = options
    const headers = (hasBody: boolean) => ({
      Authorization: `Bearer ${token}`,
      Accept: 'application/scim+json, application/json',
      ...(hasBody ? { 'Content-Type': 'application/json; charset=UTF-8' } : {}),
    })
    super(
      new Wire(options, { headers }),
      { ...dialect, onDisable: DEPROVISION[onSuspend], onUnassign: DEPROVISION[onTurnOff] },
      () => `1${randomText(20, '0123456789', random)}`,
    )
  }
}

const DEPROVISION = { suspend: 'deactivate', delete: 'delete' } as const

const dialect: Dialect = {
  testConnection: async (task) => {
    const { status } = await task.find('/Users', { count: '1' })
    if (status !== 200) throw task.failure('The app could not be authorized.')
  },
  find: (task, { profile }) => findFirst(task, '/Users', equals('userName', profile.login)),
  create: (task, person) => createAt(task, '/Users', userBody(person, true)),
  update: async (task, person, active) => {
    await task.put(pathOf('/Users', person.scimId ?? ''), userBody(person, active))
  },
  setActive: async (task, person, active) => {
    const Operations = [{ op: 'replace', path: 'active', value: active }]
    await task.patch(pathOf('/Users', person.scimId ?? ''), { schemas: [PATCH_OP], Operations })
  },
  onDisable: 'deactivate',
  onUnassign: 'deactivate',
}

function userBody({ id, profile }: Person, active: boolean): JsonObject {
  const enterprise = present({ employeeNumber: profile.employeeNumber, department: profile.department })
  return {
    schemas: [USER, ENTERPRISE_USER],
    externalId: id,
    userName: profile.login,
    name: { givenName: profile.firstName, familyName: profile.lastName },
    displayName: displayNameOf(profile),
    emails: [{ value: profile.email, type: 'work', primary: true }],
    active,
    ...present({ title: profile.title }),
    [ENTERPRISE_USER]: enterprise,
  }
}
