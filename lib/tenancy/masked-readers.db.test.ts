import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTenant, sql } from '@/db/client'
import { shownThrough } from '@/db/shown'
import { exportRequests } from '@/lib/activity/export'
import { activitySearch } from '@/lib/activity/input'
import { listRequests } from '@/lib/activity/log'
import { listPersonTimeline } from '@/lib/activity/person-timeline'
import { listProblems } from '@/lib/activity/problems'
import { findReceived } from '@/lib/activity/received'
import { flushActivity } from '@/lib/activity/recorder'
import { getRequest } from '@/lib/activity/request'
import { exportGroups, exportMembers, exportUsers } from '@/lib/directory/export'
import { exportChoice, groupSearch, historySearch, memberSearch, userSearch } from '@/lib/directory/input'
import { listMembersOf } from '@/lib/directory/members-search'
import { listTargetUsers } from '@/lib/directory/search'
import { getGroupResource, getTargetUser } from '@/lib/directory/target'
import { findWhereabouts } from '@/lib/directory/whereabouts'
import type { ExportedFile } from '@/lib/export/export'
import { checkAudit } from '@/lib/history/audit-check'
import { exportAudit, listAudit } from '@/lib/history/audit-log'
import { listHistory } from '@/lib/history/changes'
import { auditSearch } from '@/lib/history/input'
import { inEnglish } from '@/lib/messages/translate'
import { findAnything } from '@/lib/overview/find'
import { getOverview } from '@/lib/overview/overview'
import {
  type TestEndpoint,
  type TestIntegration,
  testClient,
  testDirectory,
  testEndpoint,
  testIntegration,
} from '@/lib/provisioning/testing'
import { listViews, saveView } from '@/lib/views/views'
import { getCompanySettings, setMasking } from './company-settings'
import type { Ctx } from './context'
import { inviteMembers, listInvitations } from './invitations'
import { maskRow } from './masking'
import { asRole } from './testing'

/** What nobody whose rows are masked may come to read. */
const SECRETS = ['grace.hopper', 'gh.new', 'nobody.yet', '1234567', '7654321']

let endpoint: TestEndpoint
let okta: TestIntegration
let auditor: Ctx
let grace: string
let group: string

beforeAll(async () => {
  endpoint = await testEndpoint()
  okta = await testIntegration(endpoint.db)
  const scim = testClient(okta)
  const directory = testDirectory(scim)
  const address = (value: string) => [{ value, primary: true, type: 'work' }]
  grace = await directory.user('grace.hopper@acme.example', {
    emails: address('grace.hopper@acme.example'),
    phoneNumbers: [{ value: '+49 30 1234567', type: 'work' }],
  })
  group = await directory.group('Engineering', [grace])
  await directory.patch(`/Users/${grace}`, {
    op: 'replace',
    value: { emails: address('gh.new@acme.example'), phoneNumbers: [{ value: '+49 30 7654321' }] },
  })
  await scim('POST', '/Users', { userName: 'grace.hopper@acme.example' })
  await scim('GET', `/Users?filter=${encodeURIComponent('userName eq "nobody.yet@acme.example"')}`)
  await flushActivity()
  auditor = { ...asRole(okta.ctx, 'auditor'), db: shownThrough(endpoint.db, maskRow) }
})
afterAll(() => endpoint.close())

const textOf = async (file: Promise<ExportedFile>) => new Response((await file).body).text()
const CSV = { format: 'csv', search: '' } as const

/** Every door that a person’s addresses leave by, as this reader finds it. */
async function readEverything(ctx: Ctx): Promise<Record<string, string>> {
  const user = await getTargetUser(ctx, grace, okta.baseUrl)
  const requests = await listRequests(ctx, okta.integrationId, activitySearch.parse({ reads: 'show' }))
  const read = {
    list: listTargetUsers(ctx, userSearch.parse({})),
    'search by address': listTargetUsers(ctx, userSearch.parse({ q: 'grace.hopper@acme.example' })),
    person: user,
    received: findReceived(ctx, grace, user.resource),
    members: listMembersOf(ctx, group, memberSearch.parse({})),
    'raw group': getGroupResource(ctx, group, okta.baseUrl),
    history: listHistory(ctx, { userId: grace }, historySearch.parse({})),
    timeline: listPersonTimeline(ctx, grace, historySearch.parse({})),
    requests,
    bodies: Promise.all(requests.rows.map(({ id }) => getRequest(ctx, okta.integrationId, id))),
    problems: listProblems(ctx),
    whereabouts: findWhereabouts(ctx, 'gh.NEW@acme.example'),
    palette: findAnything(ctx, 'grace.hopper@acme.example'),
    overview: getOverview(ctx),
    audit: listAudit(ctx, auditSearch.parse({})),
  }
  const files = {
    'users file': textOf(exportUsers(ctx, userSearch.parse({}), exportChoice.parse({}), CSV)),
    'groups file': textOf(exportGroups(ctx, groupSearch.parse({}), CSV)),
    'members file': textOf(exportMembers(ctx, group, CSV)),
    'requests file': textOf(
      exportRequests(ctx, okta.integrationId, activitySearch.parse({ reads: 'show' }), CSV),
    ),
    'audit file': textOf(exportAudit(ctx, auditSearch.parse({}), CSV)),
  }
  const told: Record<string, string> = {}
  for (const [door, answer] of Object.entries(read)) told[door] = JSON.stringify(await answer)
  for (const [door, text] of Object.entries(files)) told[door] = await text
  return told
}

test('no door gives an Auditor an address or a number, and each still answers', async () => {
  const [masked, whole] = [await readEverything(auditor), await readEverything(okta.ctx)]
  for (const [door, text] of Object.entries(masked)) {
    const given = SECRETS.filter((secret) => text.toLowerCase().includes(secret))
    expect({ door, given }).toEqual({ door, given: [] })
    expect({ door, length: text.length > 2 }).toEqual({ door, length: true })
  }
  // The others see what there is to see: the proof above is about something.
  for (const door of ['list', 'person', 'history', 'bodies', 'problems', 'palette', 'users file']) {
    expect({ door, text: whole[door] }).toEqual({ door, text: expect.stringContaining('grace.hopper') })
  }
})

test('that an address took the place of another can still be read', async () => {
  const { rows } = await listHistory(auditor, { userId: grace }, historySearch.parse({}))
  const updated = rows.find(({ action }) => action === 'user.updated')
  const said = (value: unknown) => (typeof value === 'string' ? value : value && inEnglish(value as never))
  expect(updated?.pairs.map(({ before, after }) => [said(before), said(after)])).toContainEqual([
    'g•••@acme.example',
    'g•••2@acme.example',
  ])
})

test('a file goes on where its first batch ended, although names may be addresses', async () => {
  const { tenantId } = okta.ctx
  await inTenant(endpoint.db, tenantId, (tx) =>
    tx.select(sql`
      insert into users (tenant_id, id, user_name, user_name_key, active, label, label_key, resource, created_at, modified_at)
      select ${tenantId}, gen_random_uuid(), 'p' || n || '@x.example', 'p' || n || '@x.example', true,
        'p' || n || '@x.example', 'p' || n || '@x.example', '{}', now(), now()
      from generate_series(1, 1203) n`),
  )
  const lines = (await textOf(exportUsers(auditor, userSearch.parse({}), exportChoice.parse({}), CSV)))
    .trim()
    .split('\r\n')
  expect(new Set(lines.map((line) => line.split(',')[0])).size).toBe(1203 + 1 + 1)
  expect(lines.filter((line) => line.includes('p•••@x.example'))).toHaveLength(1203)
})

test('no part of an address is found out by searching: a name is found by a part, an address whole', async () => {
  const named = await testDirectory(testClient(okta)).user('ada.secret@acme.example', {
    displayName: 'Ada Byron',
    emails: [{ value: 'ada.secret@acme.example', primary: true }],
  })
  await flushActivity()
  const found = async (ctx: Ctx, q: string) =>
    (await listTargetUsers(ctx, userSearch.parse({ q }))).rows.map(({ id }) => id)
  const calls = async (ctx: Ctx, q: string) =>
    (await listRequests(ctx, okta.integrationId, activitySearch.parse({ q }))).rows.length
  for (const part of ['ada.s', 'secret@acme', 'a.secret@acme.example', 'se']) {
    expect({ part, found: await found(auditor, part) }).toEqual({ part, found: [] })
  }
  expect(await found(okta.ctx, 'ada.s')).toEqual([named])
  // Who has no name is called by the address, and is not found by a part of that either.
  expect(await found(auditor, 'grace.h')).toEqual([])
  expect(await found(auditor, 'byr')).toEqual([named])
  expect(await found(auditor, 'Ada.Secret@acme.example')).toEqual([named])
  expect(
    await textOf(exportUsers(auditor, userSearch.parse({ q: 'ada.s' }), exportChoice.parse({}), CSV)),
  ).not.toContain('Ada Byron')
  expect((await findAnything(auditor, 'ada.s')).users).toEqual([])
  expect([await calls(auditor, 'ada.sec'), await calls(okta.ctx, 'ada.sec')]).toEqual([0, 1])
  expect(await calls(auditor, 'ada.secret@acme.example')).toBe(1)
})

test('accounts of the console, one’s own views and the check of the chain are not masked', async () => {
  await inviteMembers(okta.ctx, { emails: ['colleague@acme.example'], role: 'admin' })
  expect((await listInvitations(auditor)).map(({ email }) => email)).toEqual(['colleague@acme.example'])
  const { entries } = await listAudit(auditor, auditSearch.parse({}))
  expect(entries.map(({ target }) => target)).toContain('colleague@acme.example')
  await saveView(auditor, 'users', { name: 'Mine', query: 'q=grace.hopper@acme.example', shared: false })
  expect((await listViews(auditor, 'users')).map(({ query }) => query)).toEqual([
    'q=grace.hopper@acme.example',
  ])
  expect((await checkAudit(auditor)).fault).toBeNull()
})

test('an Owner decides, nobody else, and it is off until then', async () => {
  expect((await getCompanySettings(okta.ctx)).masksForAuditors).toBe(false)
  for (const role of ['admin', 'operator', 'auditor'] as const) {
    await expect(setMasking(asRole(okta.ctx, role), true)).rejects.toMatchObject({ code: 'forbidden' })
  }
  await setMasking(okta.ctx, true)
  await setMasking(okta.ctx, true)
  expect((await getCompanySettings(okta.ctx)).masksForAuditors).toBe(true)
  const { entries } = await listAudit(okta.ctx, auditSearch.parse({ action: 'company' }))
  expect(entries.filter(({ action }) => action === 'company.masking.on')).toHaveLength(1)
})
