import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { inTenant, outsideTenants, sql } from '@/db/client'
import { selectAudit } from '@/db/queries/audit'
import { fillDirectory } from '@/db/testing/many'
import { listProblems } from '@/lib/activity/problems'
import { flushActivity } from '@/lib/activity/recorder'
import { newId } from '@/lib/base/id'
import { renameLocalGroup } from '@/lib/directory/local/groups'
import { deleteLocalPerson, setLocalPersonActive } from '@/lib/directory/local/people'
import {
  type TestClient,
  type TestDirectory,
  type TestEndpoint,
  type TestIntegration,
  testClient,
  testDirectory,
  testEndpoint,
  testIntegration,
} from '@/lib/provisioning/testing'
import { workOffTasks } from '@/lib/tasks/work'
import type { Ctx } from '@/lib/tenancy/context'
import { ensureOwner } from '@/lib/tenancy/members'
import { asRole, testContext } from '@/lib/tenancy/testing'
import { bringBack, bringBackPiece, goOnBringingBack, listDeleted, stopBringingBack } from './bring-back'
import type { Fate } from './choices'
import { deleteIntegration } from './deletion'
import { rulesInput } from './input'
import {
  createIntegration,
  findIntegration,
  getIntegration,
  listIntegrations,
  setRules,
} from './integrations'
import { previewReturn } from './return-preview'
import { getReturn, listReturned } from './returned'
import { checkToken } from './token-check'
import { createToken, listTokens } from './tokens'
import { wrongCallOf } from './wrong-call'

let endpoint: TestEndpoint
beforeAll(async () => {
  endpoint = await testEndpoint()
})
afterAll(() => endpoint.close())

let okta: TestIntegration
let ctx: Ctx
let scim: TestClient
let directory: TestDirectory
let [ann, bob, cyd] = ['', '', '']
let [engineering, sales] = ['', '']

beforeEach(async () => {
  await outsideTenants(endpoint.db, (tx) => tx.select(sql`delete from tasks`))
  const fresh = await testContext(endpoint.db)
  const { personId } = await ensureOwner(fresh, 'ada.byron@acme.example')
  ctx = { ...fresh, actor: { kind: 'person', personId, name: 'Ada Byron', email: 'ada.byron@acme.example' } }
  okta = await testIntegration(endpoint.db, { ctx })
  scim = testClient(okta)
  directory = testDirectory(scim)
  ann = await directory.user('ann@acme.example', {
    displayName: 'Ann',
    externalId: 'x-ann',
    title: 'Admiral',
  })
  bob = await directory.user('bob@acme.example', { displayName: 'Bob', externalId: 'x-bob' })
  cyd = await directory.user('cyd@acme.example', { displayName: 'Cyd', active: false })
  engineering = await directory.group('Engineering', [ann, bob])
  sales = await directory.group('Sales', [ann])
})

const remove = (people: Fate) => deleteIntegration(ctx, okta.integrationId, { people })
const work = () => workOffTasks(endpoint.db)
/** Past every policy; answers the rows of the last statement. */
async function past(text: string): Promise<Record<string, unknown>[]> {
  const admin = new pg.Client({ connectionString: endpoint.adminUrl })
  await admin.connect()
  try {
    const results = [await admin.query(text)].flat()
    return results.at(-1)?.rows ?? []
  } finally {
    await admin.end()
  }
}
/** A Local group, past every rule; answers its id. */
async function localGroup(name: string): Promise<string> {
  const id = newId()
  await past(`insert into groups (tenant_id, id, display_name, display_name_key, resource, created_at, modified_at)
    values ('${ctx.tenantId}', '${id}', '${name}', '${name}', '{"displayName": "${name}"}', now(), now())`)
  return id
}
/** How many statements something sends. */
async function statementsOf(deed: () => Promise<unknown>): Promise<number> {
  const sent = vi.spyOn(pg.Client.prototype, 'query')
  try {
    await deed()
    return sent.mock.calls.length
  } finally {
    sent.mockRestore()
  }
}
const back = async (name?: string) => {
  await bringBack(ctx, okta.integrationId, name)
  await work()
  return report()
}
const report = async () => {
  const all = await listReturned(ctx, okta.integrationId, { q: '', page: 1, size: 50, outcome: '' })
  return Object.fromEntries(
    all.rows.map(({ id, outcome, refusal, managedBy }) => [
      id,
      [outcome, refusal, managedBy].filter(Boolean).join(' '),
    ]),
  )
}
/** A new token of the integration, as its identity provider has it. */
const again = async () => {
  const { clear } = await createToken(ctx, okta.integrationId, {
    name: 'New',
    expiry: '1-year',
    access: 'read-write',
  })
  return testDirectory(testClient({ ...okta, token: clear }))
}
type Row = { id: string; managerId: string | null; active: boolean; version: number; deletedAt: Date | null }
const people = async () => {
  const rows = await inTenant(endpoint.db, ctx.tenantId, (tx) =>
    tx.select<Row>(
      sql`select id, manager_id as "managerId", active, version, deleted_at as "deletedAt" from users`,
    ),
  )
  return new Map(rows.map((row) => [row.id, row]))
}
const acts = async () => {
  const rows = await inTenant(endpoint.db, ctx.tenantId, (tx) => selectAudit(tx, ctx.tenantId, { limit: 50 }))
  return rows
    .map(({ action }) => action)
    .filter((action) => /^integration\.(?!created)/.test(action))
    .reverse()
}
const told = async (id: string) => {
  const rows = await inTenant(endpoint.db, ctx.tenantId, (tx) =>
    tx.select<{ action: string }>(
      sql`select action from changes where user_id = ${id} or group_id = ${id} order by id`,
    ),
  )
  return rows.map(({ action }) => action)
}

describe('a deleted integration', () => {
  it('is there for nobody but where Owners bring it back, and its name is free', async () => {
    await directory.patch(`/Groups/${sales}`, { op: 'add', path: 'members', value: [{ value: newId() }] })
    await flushActivity()
    await expect.poll(() => listProblems(ctx)).toHaveLength(1)
    await remove('keep')
    expect(await listIntegrations(ctx)).toEqual([])
    expect(await listTokens(ctx)).toEqual([])
    expect(await listProblems(ctx)).toEqual([])
    expect(await findIntegration(ctx, 'corporate okta')).toBeUndefined()
    await expect(getIntegration(ctx, okta.integrationId)).rejects.toMatchObject({ code: 'not-found' })
    await expect(
      createToken(ctx, okta.integrationId, { name: 'T', expiry: 'never', access: 'read-write' }),
    ).rejects.toMatchObject({ code: 'not-found' })
    expect(await listDeleted(ctx)).toMatchObject([
      {
        id: okta.integrationId,
        name: 'Corporate Okta',
        deletion: { by: 'Ada Byron', people: 'keep', users: 3, groups: 2 },
      },
    ])
    const [deleted] = await listDeleted(ctx)
    expect(deleted?.until.getTime()).toBeGreaterThan(Date.now() + 6.9 * 86_400_000)
    await createIntegration(ctx, { name: 'Corporate Okta', provider: 'okta', groupSync: true })
    expect(await listIntegrations(ctx)).toHaveLength(1)
  })

  it('has its tokens refused as revoked for the whole week, in words that say why, and tells who reads the log', async () => {
    expect((await scim('GET', '/Users')).status).toBe(200)
    await remove('keep')
    for (const [method, path, body] of [
      ['GET', '/Users', undefined],
      ['POST', '/Users', { userName: 'late@acme.example' }],
      ['PATCH', `/Users/${ann}`, { Operations: [{ op: 'replace', value: { active: false } }] }],
      ['DELETE', `/Groups/${sales}`, undefined],
    ] as const) {
      const answer = await scim(method, path, body)
      expect(answer.status).toBe(401)
      expect(answer.body.detail).toMatch(
        /^The SCIM token ….{4} was revoked on .*, and its integration was deleted\. /,
      )
    }
    expect((await people()).size).toBe(3)
    expect((await people()).get(ann)).toMatchObject({ active: true, managerId: null })
    const successor = await createIntegration(ctx, { name: 'Okta', provider: 'okta', groupSync: true })
    await scim('GET', '/Users')
    await flushActivity()
    const waiting = await getIntegration(ctx, successor.integration.id)
    expect(await wrongCallOf(ctx, waiting)).toMatchObject({ key: 'connect.wrong.deleted', remedy: 'tokens' })
    expect(await checkToken(ctx, okta.token)).toEqual({ shape: 'whole', known: false, ofDeleted: true })
    await back()
    expect((await scim('GET', '/Users')).body.detail).toMatch(/was revoked on [-\d]+\. Create a new one/)
  })

  it('is brought back by Owners of this company alone', async () => {
    await remove('keep')
    for (const role of ['admin', 'operator', 'auditor'] as const) {
      const other = asRole(ctx, role)
      await expect(listDeleted(other)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(bringBack(other, okta.integrationId)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(previewReturn(other, okta.integrationId)).rejects.toMatchObject({ code: 'forbidden' })
    }
    const foreign = await testContext(endpoint.db)
    expect(await listDeleted(foreign)).toEqual([])
    await expect(bringBack(foreign, okta.integrationId)).rejects.toMatchObject({ code: 'not-found' })
    await expect(previewReturn(foreign, okta.integrationId)).rejects.toMatchObject({ code: 'not-found' })
    expect(await listIntegrations(ctx)).toEqual([])
  })

  it('lets nobody be managed by it, whoever writes past every check', async () => {
    await remove('keep')
    await expect(
      past(`update users set manager_id = '${okta.integrationId}' where id = '${ann}'`),
    ).rejects.toThrow(/users_manager/)
  })

  it('comes back under another name where its own is taken, and says so', async () => {
    await remove('keep')
    await createIntegration(ctx, { name: 'CORPORATE okta', provider: 'okta', groupSync: true })
    expect(await previewReturn(ctx, okta.integrationId)).toMatchObject({ isNameTaken: true })
    await expect(bringBack(ctx, okta.integrationId)).rejects.toMatchObject({
      code: 'conflict',
      text: { key: 'errors.nameTaken', values: { name: 'Corporate Okta' } },
    })
    expect(await listDeleted(ctx)).toHaveLength(1)
    await back('Okta Europe')
    expect((await listIntegrations(ctx)).map(({ name }) => name).sort()).toEqual([
      'CORPORATE okta',
      'Okta Europe',
    ])
    await expect(bringBack(ctx, okta.integrationId)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('brought back after “keep”', () => {
  it('has its settings, its problems and its people and groups again, and tokens that stay revoked', async () => {
    await setRules(ctx, okta.integrationId, { ...rulesInput.parse({}), whenDeleted: 'deactivate' })
    await directory.patch(`/Groups/${sales}`, { op: 'add', path: 'members', value: [{ value: newId() }] })
    expect((await scim('DELETE', `/Users/${bob}`)).status).toBe(204)
    await flushActivity()
    const before = await people()
    expect(before.get(bob)?.deletedAt).not.toBeNull()
    await expect.poll(() => listProblems(ctx)).toHaveLength(1)
    await remove('keep')
    expect((await people()).get(bob)).toMatchObject({ managerId: null, deletedAt: null })
    expect(await back()).toEqual({
      [ann]: 'restored',
      [bob]: 'restored',
      [cyd]: 'restored',
      [engineering]: 'restored',
      [sales]: 'restored',
    })
    expect(await people()).toEqual(before)
    expect(await listProblems(ctx)).toHaveLength(1)
    const { rules, liveTokens, users, groups } = await getIntegration(ctx, okta.integrationId)
    expect({ rules: rules.whenDeleted, liveTokens, users, groups }).toEqual({
      rules: 'deactivate',
      liveTokens: 0,
      users: 3,
      groups: 2,
    })
    expect((await scim('GET', '/Users')).status).toBe(401)
    const anew = await again()
    expect(await anew.read(`/Users/${ann}`)).toMatchObject({
      id: ann,
      externalId: 'x-ann',
      meta: { version: 'W/"1"' },
    })
    expect(await anew.read(`/Users/${bob}`)).toBe(404)
    expect(await anew.members(engineering)).toEqual([ann])
    expect(await acts()).toEqual([
      'integration.rules-changed',
      'integration.deleted',
      'integration.brought-back',
      'integration.returned',
    ])
    expect((await told(ann)).slice(-2)).toEqual(['user.released', 'user.given-back'])
    expect((await told(sales)).slice(-2)).toEqual(['group.released', 'group.given-back'])
  })

  it('leaves alone whom another integration has claimed, who was removed, and who may be somebody else by now', async () => {
    await remove('keep')
    const entra = testDirectory(testClient(await testIntegration(endpoint.db, { ctx, name: 'Entra Europe' })))
    await entra.patch(`/Users/${ann}`, { op: 'replace', path: 'title', value: 'Captain' })
    await entra.patch(`/Groups/${sales}`, { op: 'add', path: 'members', value: [{ value: ann }] })
    await deleteLocalPerson(ctx, cyd)
    await past(
      `update users set user_name = 'eve@acme.example', user_name_key = 'eve@acme.example' where id = '${bob}'`,
    )
    expect(await previewReturn(ctx, okta.integrationId)).toMatchObject({
      isNameTaken: false,
      users: { back: 0, away: { 'managed-elsewhere': 1, 'another-identity': 1, 'not-here': 1 } },
      groups: { back: 1, away: { 'managed-elsewhere': 1 } },
    })
    expect(await back()).toEqual({
      [ann]: 'refused managed-elsewhere Entra Europe',
      [bob]: 'refused another-identity',
      [cyd]: 'refused not-here',
      [engineering]: 'restored',
      [sales]: 'refused managed-elsewhere Entra Europe',
    })
    expect(await entra.read(`/Users/${ann}`)).toMatchObject({ title: 'Captain' })
    expect((await people()).get(bob)).toMatchObject({ managerId: null })
    expect(await getReturn(ctx, okta.integrationId)).toMatchObject({
      outcomes: { lost: 0, restored: 1, refused: 4 },
      isRunning: false,
    })
  })

  it('gives groups their names back, but not where that name is its own group’s by now', async () => {
    await localGroup('engineering')
    await localGroup('sales')
    await remove('keep')
    const names = () =>
      inTenant(endpoint.db, ctx.tenantId, (tx) =>
        tx.select<{ id: string; name: string; managerId: string | null }>(
          sql`select id, display_name as name, manager_id as "managerId" from groups where id in (${engineering}, ${sales})`,
        ),
      )
    expect((await names()).map(({ name }) => name).sort()).toEqual([
      'Engineering (Corporate Okta)',
      'Sales (Corporate Okta)',
    ])
    await renameLocalGroup(ctx, sales, 'Sales (Corporate Okta)', 'Revenue')
    await back()
    expect(new Map((await names()).map(({ id, name }) => [id, name]))).toEqual(
      new Map([
        [engineering, 'Engineering'],
        [sales, 'Revenue'],
      ]),
    )
    expect((await names()).every(({ managerId }) => managerId === okta.integrationId)).toBe(true)
  })
})

describe('brought back after “deactivate”', () => {
  it('has those active again whom the deletion made inactive, and nobody about whom somebody decided since', async () => {
    const dan = await directory.user('dan@acme.example', { displayName: 'Dan' })
    await remove('deactivate')
    expect([...(await people()).values()].some(({ active }) => active)).toBe(false)
    await setLocalPersonActive(ctx, bob, true)
    await setLocalPersonActive(ctx, bob, false)
    await setLocalPersonActive(ctx, dan, true)
    expect(await back()).toMatchObject({
      [ann]: 'restored',
      [bob]: 'restored stays-inactive',
      [cyd]: 'restored',
      [dan]: 'restored',
    })
    const now = await people()
    expect([ann, bob, cyd, dan].map((id) => now.get(id)?.active)).toEqual([true, false, false, true])
    expect([...now.values()].every(({ managerId }) => managerId === okta.integrationId)).toBe(true)
    const anew = await again()
    expect(await anew.read(`/Users/${ann}`)).toMatchObject({ active: true, meta: { version: 'W/"3"' } })
    expect((await told(ann)).slice(-3)).toEqual(['user.deactivated', 'user.given-back', 'user.reactivated'])
  })
})

describe('brought back after “remove”', () => {
  it('has people and groups as they were, with ids, attributes and memberships, in nested and Local groups too', async () => {
    await directory.patch(`/Groups/${engineering}`, { op: 'add', path: 'members', value: [{ value: sales }] })
    const localId = await localGroup('local')
    await past(`insert into group_members values ('${ctx.tenantId}', '${localId}', '${bob}', now())`)
    const before = await Promise.all([ann, bob, cyd].map((id) => directory.read(`/Users/${id}`)))
    const group = await directory.read(`/Groups/${engineering}`)
    await remove('remove')
    expect((await people()).size).toBe(0)
    expect(await back()).toEqual({
      [ann]: 'restored',
      [bob]: 'restored',
      [cyd]: 'restored',
      [engineering]: 'restored',
      [sales]: 'restored',
    })
    const anew = await again()
    const shown = ({ meta: _, ...rest }: Record<string, unknown>) => rest
    const after = await Promise.all([ann, bob, cyd].map((id) => anew.read(`/Users/${id}`)))
    expect(after.map(shown)).toEqual(before.map(shown))
    const sorted = (of: { members: { value: string }[] }) => of.members.map(({ value }) => value).sort()
    expect(sorted(await anew.read(`/Groups/${engineering}`))).toEqual(sorted(group))
    expect(sorted(group)).toContain(sales)
    expect(await anew.read('/Users?filter=emails.value eq "none" or externalId eq "x-ann"')).toMatchObject({
      totalResults: 1,
    })
    const [member] = await past(
      `select 1 from group_members where group_id = '${localId}' and user_id = '${bob}'`,
    )
    expect(member).toBeDefined()
    expect((await told(ann)).slice(-4)).toEqual([
      'user.deleted',
      'user.restored',
      'member.added',
      'member.added',
    ])
    expect((await getIntegration(ctx, okta.integrationId)).users).toBe(3)
  })

  it('leaves away who lost the userName, and brings them when it is free again', async () => {
    await remove('remove')
    const entra = testClient(await testIntegration(endpoint.db, { ctx, name: 'Entra Europe' }))
    const other = (await entra('POST', '/Users', { userName: 'ANN@acme.example' })).body.id
    expect(await previewReturn(ctx, okta.integrationId)).toMatchObject({
      users: { back: 2, away: { 'user-name-taken': 1 } },
      groups: { back: 2, away: {} },
    })
    expect(await back()).toMatchObject({ [ann]: 'refused user-name-taken', [bob]: 'restored' })
    expect((await people()).get(other)?.managerId).not.toBe(okta.integrationId)
    await entra('DELETE', `/Users/${other}`)
    await goOnBringingBack(ctx, okta.integrationId)
    await work()
    expect(await report()).toMatchObject({ [ann]: 'restored' })
    expect(await (await again()).members(engineering)).toEqual([ann, bob].sort())
  })
})

describe('what runs behind the page', () => {
  it('is stopped where it is, goes on, and ends with who may not any more', async () => {
    await remove('deactivate')
    await bringBack(ctx, okta.integrationId)
    await stopBringingBack(ctx, okta.integrationId)
    await work()
    expect(await getReturn(ctx, okta.integrationId)).toMatchObject({
      isRunning: false,
      stopped: { as: 'asked', by: 'Ada Byron' },
      outcomes: { lost: 5, restored: 0 },
    })
    await expect(bringBackPiece(ctx, okta.integrationId)).rejects.toMatchObject({ code: 'conflict' })
    await goOnBringingBack(ctx, okta.integrationId)
    await past(`update memberships set role = 'admin' where tenant_id = '${ctx.tenantId}'`)
    await work()
    expect(await getReturn(ctx, okta.integrationId)).toMatchObject({
      stopped: { as: 'no-longer-allowed', by: 'Ada Byron' },
      outcomes: { lost: 5 },
    })
    await past(`update memberships set role = 'owner' where tenant_id = '${ctx.tenantId}'`)
    await goOnBringingBack(ctx, okta.integrationId)
    await work()
    expect(await getReturn(ctx, okta.integrationId)).toMatchObject({ outcomes: { lost: 0, restored: 5 } })
    expect((await people()).get(ann)?.active).toBe(true)
    expect(await acts()).toEqual([
      'integration.deleted',
      'integration.brought-back',
      'integration.return-stopped',
      'integration.return-resumed',
      'integration.return-stopped',
      'integration.return-resumed',
      'integration.returned',
    ])
  })

  it('forgets nobody who was still to follow when the integration is deleted again', async () => {
    await remove('remove')
    await bringBack(ctx, okta.integrationId)
    await bringBackPiece(ctx, okta.integrationId)
    expect((await people()).size).toBe(0)
    await remove('keep')
    await work()
    expect((await people()).size).toBe(0)
    expect(await previewReturn(ctx, okta.integrationId)).toMatchObject({
      users: { back: 3, away: {} },
      groups: { back: 2, away: {} },
    })
    expect(await back()).toEqual({
      [ann]: 'restored',
      [bob]: 'restored',
      [cyd]: 'restored',
      [engineering]: 'restored',
      [sales]: 'restored',
    })
    expect(await (await again()).members(engineering)).toEqual([ann, bob].sort())
  })

  it('takes 5,000 people and their memberships in statements of bounded number', async () => {
    const integrationId = newId()
    await past(`update integrations set name_key = 'other' where id = '${okta.integrationId}'`)
    await past(
      `delete from group_members where tenant_id = '${ctx.tenantId}'; delete from groups where tenant_id = '${ctx.tenantId}';
       delete from user_emails where tenant_id = '${ctx.tenantId}'; delete from users where tenant_id = '${ctx.tenantId}'`,
    )
    await inTenant(endpoint.db, ctx.tenantId, (tx) =>
      fillDirectory(tx, { tenantId: ctx.tenantId, integrationId, people: 5_000, groups: 20, members: 250 }),
    )
    const whole = () =>
      past(`select (select count(*)::int from users where manager_id = '${integrationId}') as people,
        (select count(*)::int from users where active and manager_id = '${integrationId}') as active,
        (select count(*)::int from groups where manager_id = '${integrationId}') as groups,
        (select count(*)::int from group_members where tenant_id = '${ctx.tenantId}') as memberships,
        (select count(*)::int from user_emails where tenant_id = '${ctx.tenantId}') as emails`)
    const before = await whole()
    expect(before).toEqual([{ people: 5_000, active: 4_500, groups: 20, memberships: 5_000, emails: 5_000 }])
    for (const fate of ['keep', 'deactivate', 'remove'] as const) {
      const deletion = () => deleteIntegration(ctx, integrationId, { people: fate })
      expect(await statementsOf(deletion)).toBeLessThan(80)
      await bringBack(ctx, integrationId)
      expect(await statementsOf(work)).toBeLessThan(600)
      expect(await whole()).toEqual(before)
    }
  })
})

describe('a week after', () => {
  const age = (days: number) =>
    past(`set app.shows_deleted = 'on'; update integrations set deleted_at = now() - interval '${days} days'
      where id = '${okta.integrationId}' and deleted_at is not null;
      update tasks set due_at = now() where subject = '${okta.integrationId}'`)
  const left = async () => {
    const [row] =
      await past(`select (select count(*)::int from integrations where id = '${okta.integrationId}') as integrations,
      (select count(*)::int from tokens where integration_id = '${okta.integrationId}') as tokens,
      (select count(*)::int from problems where integration_id = '${okta.integrationId}') as problems,
      (select count(*)::int from requests where integration_id = '${okta.integrationId}') as requests,
      (select count(*)::int from deletion_losses where integration_id = '${okta.integrationId}') as losses`)
    return row as Record<string, number>
  }

  it('the deletion everything of it is removed for good, and the audit log says so', async () => {
    await directory.patch(`/Groups/${sales}`, { op: 'add', path: 'members', value: [{ value: newId() }] })
    await flushActivity()
    await expect.poll(() => listProblems(ctx)).toHaveLength(1)
    const other = await testIntegration(endpoint.db, { ctx, name: 'Entra Europe' })
    await testClient(other)('GET', '/Users')
    await flushActivity()
    await remove('keep')
    await age(6.9)
    await work()
    expect(await left()).toMatchObject({ integrations: 1, tokens: 1, problems: 1, losses: 5 })
    await age(7.01)
    expect(await listDeleted(ctx)).toEqual([])
    await expect(bringBack(ctx, okta.integrationId)).rejects.toMatchObject({ code: 'not-found' })
    await work()
    expect(await left()).toEqual({ integrations: 0, tokens: 0, problems: 0, requests: 0, losses: 0 })
    expect((await acts()).at(-1)).toBe('integration.purged')
    expect((await people()).size).toBe(3)
    expect((await scim('GET', '/Users')).body.detail).toMatch(/was not accepted/)
    expect((await testClient(other)('GET', '/Users')).status).toBe(200)
  })

  it('the return what was kept for it is removed, and the integration stays', async () => {
    await remove('remove')
    await back()
    await past(`update integrations set deletion = jsonb_set(deletion, '{restore,endedAt}',
      to_jsonb(to_char(now() - interval '8 days', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))) where id = '${okta.integrationId}';
      update tasks set due_at = now() where subject = '${okta.integrationId}'`)
    await work()
    expect(await left()).toMatchObject({ integrations: 1, losses: 0 })
    expect(await getReturn(ctx, okta.integrationId)).toBeUndefined()
    expect((await people()).size).toBe(3)
  })
})
