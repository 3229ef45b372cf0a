import { readFileSync } from 'node:fs'
import type { APIRequestContext } from '@playwright/test'
import { serverOrigin } from '../../fixtures'

const ROLES = ['owner', 'admin', 'operator', 'auditor'] as const
export type Role = (typeof ROLES)[number]

const OWNERS: readonly Role[] = ['owner']
const ADMINS: readonly Role[] = ['owner', 'admin']
const OPERATORS: readonly Role[] = ['owner', 'admin', 'operator']
const AUDITORS: readonly Role[] = ['owner', 'admin', 'auditor']
const ALL = ROLES

/** An id that names nothing. */
const NOTHING = '01900000-0000-7000-8000-000000000000'

/** What is given to an action after the company; an object of texts is sent as a form. */
type Argument = string | boolean | readonly unknown[] | { form: Record<string, string> } | { value: unknown }
type Case = { roles: readonly Role[]; args: readonly Argument[] }

const id = NOTHING
const form = (fields: Record<string, string>) => ({ form: fields })
const rows = [{ line: 1, values: { userName: 'row@acme.example' } }]

/** Who may do what (ux: the matrix of roles), by the file and the name of every action of a company's pages. */
const MATRIX: Record<string, Record<string, Case>> = {
  'views/actions.ts': {
    saveViewAction: { roles: ALL, args: ['users', form({ name: 'Mine', query: 'q=a' })] },
    updateViewAction: { roles: ALL, args: [id, 'q=b'] },
    renameViewAction: { roles: ALL, args: [id, form({ name: 'Ours', query: 'q=a' })] },
    deleteViewAction: { roles: ALL, args: [id] },
  },
  'exports/actions.ts': { deleteExportAction: { roles: ALL, args: [id] } },
  'company/audit-log/actions.ts': { checkAction: { roles: AUDITORS, args: [] } },
  'company/evidence/actions.ts': { verifyAction: { roles: AUDITORS, args: ['a'.repeat(64)] } },
  'company/members/access-review/actions.ts': {
    decideAction: { roles: ADMINS, args: [id, id, form({ decision: 'keep', reason: 'Needs it', seen: '' })] },
    completeReviewAction: { roles: ADMINS, args: [id] },
    cancelReviewAction: { roles: ADMINS, args: [id] },
    startReviewAction: { roles: ADMINS, args: [] },
  },
  'company/members/actions.ts': {
    changeRoleAction: { roles: ADMINS, args: [id, form({ role: 'auditor' })] },
    removeMemberAction: { roles: ADMINS, args: [id] },
    signOutMemberAction: { roles: ADMINS, args: [id] },
    inviteAction: { roles: ADMINS, args: [form({ emails: 'new@acme.example', role: 'auditor' })] },
    renewInvitationAction: { roles: ADMINS, args: [id] },
    revokeInvitationAction: { roles: ADMINS, args: [id] },
  },
  'company/settings/general/actions.ts': {
    renameAction: { roles: ADMINS, args: [form({ name: 'Renamed' })] },
    keepRequestsAction: { roles: ADMINS, args: [form({ days: '60' })] },
    deleteCompanyAction: { roles: OWNERS, args: [form({ confirmation: 'Something else' })] },
    maskAction: { roles: OWNERS, args: [form({ masked: 'on' })] },
    keepAuditAction: { roles: OWNERS, args: [form({ years: '7' })] },
  },
  'company/settings/security/actions.ts': {
    allowAddressesAction: {
      roles: OWNERS,
      args: [form({ allowedAddresses: '203.0.113.0/24' })],
    },
    limitSessionsAction: {
      roles: OWNERS,
      args: [form({ sessionIdleMinutes: '15', sessionHours: '8' })],
    },
  },
  'company/settings/scim/actions.ts': {
    checkTokenAction: { roles: ALL, args: [form({ pasted: 'abc' })] },
    previewReturnAction: { roles: OWNERS, args: [id] },
    bringBackAction: { roles: OWNERS, args: [id, form({ name: 'Other name', confirmation: 'Other name' })] },
  },
  'company/settings/scim/[integration]/brought-back/actions.ts': {
    goOnAction: { roles: OWNERS, args: [id] },
    stopAction: { roles: OWNERS, args: [id] },
  },
  'company/settings/scim/new/actions.ts': {
    checkGeneralAction: { roles: ADMINS, args: [form({ name: 'Another', provider: 'okta' })] },
    createIntegrationAction: { roles: ADMINS, args: [form({ id, name: 'Another', provider: 'okta' })] },
  },
  'company/settings/scim/entitlements/actions.ts': {
    addAction: { roles: ADMINS, args: [form({ kind: 'role', value: 'admin', display: 'Admin' })] },
    changeAction: { roles: ADMINS, args: [id, form({ display: 'Boss' })] },
    removeAction: { roles: ADMINS, args: [id] },
  },
  'company/settings/scim/[integration]/actions.ts': {
    renameAction: { roles: ADMINS, args: [id, form({ name: 'Other name' })] },
    setGroupSyncAction: { roles: ADMINS, args: [id, true, 'keep'] },
    rulesAction: { roles: ADMINS, args: [id, form({ whenGroupless: 'nothing', whenDeleted: 'delete' })] },
    groupRulesAction: { roles: ADMINS, args: [id, form({ whenLocalGroup: 'conflict' })] },
    retentionAction: { roles: ADMINS, args: [id, form({ days: '60' })] },
    decideLocalGroupAction: { roles: ADMINS, args: [id, id, 'link'] },
    pauseAction: { roles: ADMINS, args: [id] },
    resumeAction: { roles: ADMINS, args: [id] },
    deleteAction: { roles: OWNERS, args: [id, form({ confirmation: 'Corporate Okta', people: 'keep' })] },
  },
  'company/settings/scim/[integration]/activity/actions.ts': {
    ignoreAction: { roles: OPERATORS, args: [id, 'user-exists', form({ reason: 'Known' })] },
    rehearseAction: { roles: OPERATORS, args: [id, id] },
    applyAgainAction: { roles: OPERATORS, args: [id, id, 'seen'] },
    takeUpAction: { roles: OPERATORS, args: [id, 'user-exists'] },
  },
  'company/settings/scim/[integration]/connect/actions.ts': {
    providerAction: { roles: ADMINS, args: [id, 'entra'] },
    flavourAction: { roles: ADMINS, args: [id, 'header'] },
    markAction: { roles: ADMINS, args: [id, 'assign', true] },
    createLinkAction: { roles: ADMINS, args: [id] },
    revokeLinkAction: { roles: ADMINS, args: [id, id] },
    selfTestAction: { roles: ADMINS, args: [id, form({})] },
  },
  'company/settings/scim/[integration]/mass-changes/[alarm]/actions.ts': {
    beginRestoreAction: { roles: ADMINS, args: [id] },
    stopRestoreAction: { roles: ADMINS, args: [id] },
    dismissAction: { roles: OPERATORS, args: [id, form({ reason: 'The plant is closed' })] },
  },
  'company/settings/scim/[integration]/settings/mapping/actions.ts': {
    tryPathAction: { roles: ADMINS, args: [id, 'title', 'nickName'] },
    previewMappingAction: { roles: ADMINS, args: [id, { value: {} }, { value: { q: '' } }] },
    saveMappingAction: {
      roles: ADMINS,
      args: [id, { value: { title: { path: 'nickName' } } }, { value: {} }],
    },
  },
  'company/settings/scim/[integration]/tokens/actions.ts': {
    createTokenAction: { roles: ADMINS, args: [id, form({ name: 'Mine' })] },
    rotateTokenAction: { roles: ADMINS, args: [id, id, form({})] },
    restrictTokenAction: { roles: ADMINS, args: [id, id, form({ allowedAddresses: '203.0.113.7' })] },
    revokeTokenAction: { roles: ADMINS, args: [id, id] },
    retireTokenAction: { roles: ADMINS, args: [id, id, form({ when: 'now' })] },
    cancelRotationAction: { roles: ADMINS, args: [id, id] },
  },
  'company/target-users/groups/[group]/compare/actions.ts': {
    compareAction: { roles: OPERATORS, args: [id, { value: ['ann@acme.example'] }] },
  },
  'company/target-users/import/actions.ts': {
    checkAction: { roles: ADMINS, args: [{ value: rows }] },
    beginAction: { roles: ADMINS, args: [{ value: { fileName: 'people.csv', rows: 1 } }] },
    partAction: { roles: ADMINS, args: [id, { value: rows }] },
    finishAction: { roles: ADMINS, args: [id] },
  },
  'company/target-users/local/actions.ts': {
    addPersonAction: { roles: ADMINS, args: [form({ userName: 'by.action@acme.example' })] },
    changePersonAction: { roles: ADMINS, args: [id, form({ userName: 'b@acme.example', version: '1' })] },
    setPersonActiveAction: { roles: ADMINS, args: [id, false] },
    deletePersonAction: { roles: ADMINS, args: [id] },
    addGroupAction: { roles: ADMINS, args: [form({ name: 'By action' })] },
    renameGroupAction: { roles: ADMINS, args: [id, form({ from: 'One', name: 'Two' })] },
    deleteGroupAction: { roles: ADMINS, args: [id] },
    addMembersAction: { roles: ADMINS, args: [id, { value: [id] }] },
    removeMemberAction: { roles: ADMINS, args: [id, id] },
  },
  'company/target-users/users/bulk-actions.ts': {
    deactivateChosenAction: { roles: ADMINS, args: [{ value: [id] }] },
    addChosenAction: { roles: ADMINS, args: [id, { value: [id] }] },
  },
  'company/target-users/users/[user]/actions.ts': {
    suspendAction: { roles: ADMINS, args: [id, form({ reason: 'Lost laptop' })] },
    liftAction: { roles: ADMINS, args: [id] },
  },
}

export type Action = Case & { file: string; name: string; id: string; page: string }

const FOLDER = 'app/c/[tenant]/'
/** Signing out is for everybody, and about no company. */
const FOR_ALL = new Set(['actions.ts signOutAction'])

/** Every action of the build that belongs to a company's pages. Throws when the matrix is silent about one. */
export function actionsOf(): Action[] {
  type Entry = { filename: string; exportedName: string; workers: Record<string, unknown> }
  const manifest = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8'))
  return Object.entries(manifest.node as Record<string, Entry>).flatMap(([id, entry]) => {
    const { filename, exportedName: name, workers } = entry
    const file = filename.slice(FOLDER.length)
    if (!filename.startsWith(FOLDER) || FOR_ALL.has(`${file} ${name}`)) return []
    const known = MATRIX[file]?.[name]
    if (!known) throw new Error(`Nobody has said who may call ${name} of ${filename}.`)
    const page = Object.keys(workers).find((each) => each.startsWith(FOLDER) && !/[@(]/.test(each)) ?? ''
    return [{ ...known, file, name, id, page: page.replace(/\/page$/, '') }]
  })
}

/** Calls an action as React does, past every page that would not offer it. */
export async function call(
  client: APIRequestContext,
  tenant: string,
  { id: action, page, args }: Action,
): Promise<{ status: number; text: string }> {
  // What an argument refers to stands before the arguments.
  const body = new FormData()
  const plain = args.map((argument, index) => {
    if (typeof argument !== 'object' || Array.isArray(argument)) return argument
    if ('value' in argument) return argument.value
    const part = index + 1
    const entries = Object.entries((argument as { form: Record<string, string> }).form)
    for (const [name, value] of entries) body.append(`_${part}_${name}`, value)
    return `$K${part}`
  })
  body.append('0', JSON.stringify([tenant, ...plain]))
  const path = page
    .slice('app'.length)
    .replace('[tenant]', tenant)
    .replaceAll(/\[+[^\]]+\]+/g, NOTHING)
  const answer = await client.post(serverOrigin() + path, {
    headers: { 'Next-Action': action, Accept: 'text/x-component', Origin: serverOrigin() },
    multipart: body,
    maxRedirects: 0,
  })
  return { status: answer.status(), text: await answer.text() }
}
