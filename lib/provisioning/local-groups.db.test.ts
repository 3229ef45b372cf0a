import { beforeEach, describe, expect, it } from 'vitest'
import { inTenant } from '@/db/client'
import { selectAudit } from '@/db/queries/audit'
import { listProblems } from '@/lib/activity/problems'
import { flushActivity } from '@/lib/activity/recorder'
import { decideLocalGroup, listDecisions } from '@/lib/directory/local/decisions'
import { changeLocalMembers, createLocalGroup, renameLocalGroup } from '@/lib/directory/local/groups'
import { getTargetGroup } from '@/lib/directory/target'
import { listHistory } from '@/lib/history/changes'
import { createIntegration, setRules } from '@/lib/integrations/integrations'
import type { Rules } from '@/lib/integrations/rules'
import { inEnglish } from '@/lib/messages/translate'
import { asRole } from '@/lib/tenancy/testing'
import { testClient, testIntegration } from './testing'
import { eachAtEndpoint } from './testing/each'

const { endpoint, okta, scim, directory } = eachAtEndpoint()
let ann: string
beforeEach(async () => {
  ann = await directory.user('ann@acme.com')
})

const rule = (whenLocalGroup: Rules['whenLocalGroup']) =>
  setRules(okta.ctx, okta.integrationId, { whenLocalGroup })
/** A Local group with Ann in it. */
async function local(name = 'Engineering'): Promise<string> {
  const { id } = await createLocalGroup(okta.ctx, name)
  await changeLocalMembers(okta.ctx, id, { add: [ann] })
  return id
}
const lookUp = async (name = 'Engineering', client = scim) => {
  const filter = encodeURIComponent(`displayName eq "${name}"`)
  const { body } = await client('GET', `/Groups?filter=${filter}&startIndex=1&count=100`)
  return (body.Resources as { id: string }[]).map(({ id }) => id)
}
const push = (displayName = 'Engineering', ids: readonly string[] = []) =>
  scim('POST', '/Groups', { displayName, members: ids.map((value) => ({ value })) })
const decide = (id: string, choice: 'link' | 'separate' | null) =>
  decideLocalGroup(okta.ctx, okta.integrationId, id, choice)
const originOf = async (id: string) => (await getTargetGroup(okta.ctx, id)).origin

/** Every way in which an integration may meet a Local group. */
async function meetings(id: string): Promise<Record<string, boolean>> {
  const members = await directory.group(`Holder ${Math.random()}`)
  const nested = await directory.patch(`/Groups/${members}`, {
    op: 'add',
    path: 'members',
    value: [{ value: ann }, { value: id }],
  })
  expect(nested.status).toBe(204)
  const has = (resources: { id: string }[]) => resources.some((resource) => resource.id === id)
  const walk = await scim('GET', '/Groups?cursor&count=200')
  const all = await scim('GET', '/Groups?count=200')
  const total = (await scim('GET', '/Groups?count=0')).body.totalResults
  expect(all.body.totalResults).toBe(all.body.Resources.length)
  expect(total).toBe(all.body.Resources.length)
  const sorted = await scim('GET', '/Groups?sortBy=displayName&count=200')
  expect(sorted.body.totalResults).toBe(sorted.body.Resources.length)
  const root = await scim('POST', '/.search', {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
    count: 200,
  })
  const person = await directory.read(`/Users/${ann}`)
  const [found] = (await scim('GET', `/Users?filter=${encodeURIComponent('userName eq "ann@acme.com"')}`))
    .body.Resources
  const people = (await scim('GET', '/Users?startIndex=1&count=100')).body.Resources
  const sortedPeople = (await scim('GET', '/Users?sortBy=userName')).body.Resources
  const isIn = ({ groups = [] }: { groups?: { value: string }[] }) => groups.some(({ value }) => value === id)
  const inGroup = encodeURIComponent(`groups.value eq "${id}"`)
  return {
    byId: (await scim('GET', `/Groups/${id}`)).status === 200,
    lookup: (await lookUp()).includes(id),
    list: has(all.body.Resources),
    cursor: has(walk.body.Resources),
    sorted: has(sorted.body.Resources),
    root: has(root.body.Resources),
    ofPerson: isIn(person),
    ofPersonByName: isIn(found),
    ofListedPerson: people.some(isIn),
    ofSortedPerson: sortedPeople.some(isIn),
    byMembership: (await scim('GET', `/Users?filter=${inGroup}`)).body.totalResults === 1,
    asMember: (await directory.members(members)).includes(id),
    byMember:
      (await scim('GET', `/Groups?filter=${encodeURIComponent(`members.value eq "${id}"`)}`)).body
        .totalResults > 0,
  }
}
const everywhere = (seen: boolean) =>
  Object.fromEntries(
    [
      'byId',
      'lookup',
      'list',
      'cursor',
      'sorted',
      'root',
      'ofPerson',
      'ofPersonByName',
      'ofListedPerson',
      'ofSortedPerson',
      'byMembership',
      'asMember',
      'byMember',
    ].map((way) => [way, seen]),
  )

describe('a Local group of the name that the IdP pushes', () => {
  it('is found and claimed by the first write, as long as nobody says otherwise', async () => {
    const id = await local()
    expect(await meetings(id)).toEqual(everywhere(true))
    expect(await lookUp('ENGINEERING')).toEqual([id])
    const named = { op: 'replace', value: { id, displayName: 'Engineering' } }
    expect((await directory.patch(`/Groups/${id}`, named)).status).toBe(204)
    expect(await originOf(id)).toBe('idp')
    expect(await directory.members(id)).toEqual([ann])
  })

  it('is not there under the rule “separate”: not in any read, and for no write', async () => {
    const id = await local()
    await rule('separate')
    expect(await meetings(id)).toEqual(everywhere(false))
    const before = await getTargetGroup(okta.ctx, id)
    const answers = [
      await scim('PUT', `/Groups/${id}`, { displayName: 'Engineering', members: [] }),
      await directory.patch(`/Groups/${id}`, { op: 'replace', path: 'displayName', value: 'Mine' }),
      await scim('DELETE', `/Groups/${id}`),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
    expect(await getTargetGroup(okta.ctx, id)).toEqual(before)
  })

  it('stays beside the second group that a POST makes under “separate”', async () => {
    const id = await local()
    await rule('separate')
    const bo = await directory.user('bo@acme.com')
    const made = await push('Engineering', [bo])
    expect(made.status).toBe(201)
    expect(made.body.id).not.toBe(id)
    expect(await lookUp()).toEqual([made.body.id])
    expect((await push()).body.detail).toMatch(/^A group named “Engineering” already exists\. Ref/)
    expect([await originOf(id), await originOf(made.body.id)]).toEqual(['local', 'idp'])
    expect((await getTargetGroup(okta.ctx, id)).members).toBe(1)
    // A full push of a group leaves a Local group in it where it does not see it.
    await rule('link')
    await directory.patch(`/Groups/${made.body.id}`, { op: 'add', path: 'members', value: [{ value: id }] })
    await rule('separate')
    await directory.patch(`/Groups/${made.body.id}`, {
      op: 'replace',
      path: 'members',
      value: [{ value: ann }],
    })
    expect(await directory.members(made.body.id)).toEqual([ann])
    await rule('link')
    expect(await directory.members(made.body.id)).toEqual([ann, id].sort())
  })

  it('is refused under “conflict” until somebody decides, and seen by nobody’s eyes but ours', async () => {
    const id = await local()
    await rule('conflict')
    expect(await meetings(id)).toEqual(everywhere(false))
    for (const name of ['Engineering', 'engineering']) {
      expect(await push(name)).toMatchObject({
        status: 409,
        body: {
          scimType: 'uniqueness',
          detail: expect.stringMatching(
            /^A group named “engineering” already exists \(origin: Local\), and nobody has decided yet what becomes of it\. Decide under SCIM Settings › Activity › Problems: link it, keep both apart, or rename the Local group\. Then push the group again\. Ref /i,
          ),
        },
      })
    }
    const bulk = await scim('POST', '/Bulk', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations: [{ method: 'POST', path: '/Groups', bulkId: 'a', data: { displayName: 'Engineering' } }],
    })
    expect(bulk.body.Operations).toMatchObject([{ status: '409' }])
    expect((await push('Sales')).status).toBe(201)
    expect((await push('Sales')).body.detail).toMatch(/^A group named “Sales” already exists\. Ref/)
    expect(await originOf(id)).toBe('local')
  })

  it('is nobody else’s matter: another integration goes by its own rule', async () => {
    const id = await local()
    await rule('separate')
    const entra = testClient(await testIntegration(endpoint.db, { ctx: okta.ctx, name: 'Entra Europe' }))
    expect(await lookUp('Engineering', entra)).toEqual([id])
    expect((await push()).status).toBe(201)
    expect((await entra('PUT', `/Groups/${id}`, { displayName: 'Engineering' })).status).toBe(200)
    expect((await entra('GET', '/Groups')).body.totalResults).toBe(1)
    expect((await scim('GET', '/Groups')).body.totalResults).toBe(1)
  })
})

describe('what somebody decides about a conflict', () => {
  const problems = async () => {
    await flushActivity()
    const open = await listProblems(okta.ctx, okta.integrationId)
    return open.filter(({ cause }) => cause === 'local-group-conflict')
  }

  it('“link it”: the IdP finds the group, and its write claims it', async () => {
    const id = await local()
    await rule('conflict')
    await push()
    const [problem] = await problems()
    expect(problem).toMatchObject({
      cause: 'local-group-conflict',
      items: [{ label: 'Engineering', local: { id, name: 'Engineering', choice: null } }],
    })
    await decide(id, 'link')
    expect((await problems())[0]?.items[0]?.local).toEqual({ id, name: 'Engineering', choice: 'link' })
    expect(await meetings(id)).toEqual(everywhere(true))
    const bo = await directory.user('bo@acme.com')
    // As Okta does it: the members alone, without the name.
    await directory.patch(`/Groups/${id}`, { op: 'add', path: 'members', value: [{ value: bo }] })
    expect(await originOf(id)).toBe('idp')
    expect(await directory.members(id)).toEqual([ann, bo].sort())
    expect(await problems()).toEqual([])
  })

  it('“link it”: a client that sends its POST again gets the Local group, with who was in it', async () => {
    const id = await local()
    await rule('conflict')
    await push()
    await decide(id, 'link')
    const bo = await directory.user('bo@acme.com')
    const made = await push('Engineering', [bo])
    expect(made).toMatchObject({ status: 201, body: { id, displayName: 'Engineering' } })
    expect(await directory.members(id)).toEqual([ann, bo].sort())
    expect(await originOf(id)).toBe('idp')
    expect(await problems()).toEqual([])
    const { rows } = await listHistory(okta.ctx, { groupId: id }, { before: '', limit: 9 })
    expect(rows.map(({ action }) => action)).toEqual([
      'member.added',
      'group.claimed',
      'group.decided',
      'member.added',
      'group.created',
    ])
    expect((await push()).body.detail).toMatch(/^A group named “Engineering” already exists\. Ref/)
  })

  it('“keep both apart”: the same POST makes a second group', async () => {
    const id = await local()
    await rule('conflict')
    await push()
    await decide(id, 'separate')
    expect(await meetings(id)).toEqual(everywhere(false))
    const made = await push()
    expect(made.status).toBe(201)
    expect(await lookUp()).toEqual([made.body.id])
    expect(await originOf(id)).toBe('local')
    expect(await problems()).toEqual([])
    expect(await listDecisions(okta.ctx, okta.integrationId)).toEqual([
      { id, name: 'Engineering', choice: 'separate' },
    ])
  })

  it('a new name for the Local group: the same POST makes the group', async () => {
    const id = await local()
    await rule('conflict')
    await push()
    await renameLocalGroup(okta.ctx, id, 'Engineering', 'Engineering (old)')
    expect((await problems())[0]?.items[0]?.local).toBeNull()
    expect((await push()).status).toBe(201)
    expect(await problems()).toEqual([])
  })

  it('holds for one group and one integration, is taken back, and counts in totals under each rule', async () => {
    const [one, two] = [await local(), await local('Sales')]
    const totalUnder = async (of: Rules['whenLocalGroup']) => {
      await rule(of)
      const { totalResults, Resources } = (await scim('GET', '/Groups')).body
      expect(Resources).toHaveLength(totalResults)
      return totalResults
    }
    await decide(one, 'link')
    expect([await totalUnder('link'), await totalUnder('separate'), await totalUnder('conflict')]).toEqual([
      2, 1, 1,
    ])
    await decide(one, 'separate')
    expect([await totalUnder('link'), await totalUnder('separate'), await totalUnder('conflict')]).toEqual([
      1, 0, 0,
    ])
    await decide(two, 'separate')
    expect(await totalUnder('link')).toBe(0)
    const entra = testClient(await testIntegration(endpoint.db, { ctx: okta.ctx, name: 'Entra Europe' }))
    expect((await entra('GET', '/Groups')).body.totalResults).toBe(2)
    await decide(one, null)
    await decide(two, null)
    expect(await listDecisions(okta.ctx, okta.integrationId)).toEqual([])
    expect([await totalUnder('link'), await totalUnder('separate')]).toEqual([2, 0])
  })

  it('is told in history and in the audit log, and is for Owners and Admins', async () => {
    const id = await local()
    await decide(id, 'link')
    await decide(id, 'separate')
    await decide(id, null)
    const { rows } = await listHistory(okta.ctx, { groupId: id }, { before: '', limit: 9 })
    const told = rows
      .filter(({ action }) => action === 'group.decided')
      .map(({ sentence }) => inEnglish(sentence))
    expect(told).toEqual([
      'Ada Byron took back what was decided about Engineering and Corporate Okta',
      'Ada Byron kept Engineering apart from the group of Corporate Okta',
      'Ada Byron linked Engineering with Corporate Okta, whose next write takes it over',
    ])
    await rule('conflict')
    const rules = await listHistory(okta.ctx, { integrationId: okta.integrationId }, { before: '', limit: 9 })
    expect(rules.rows.map(({ sentence }) => inEnglish(sentence))).toContain(
      'Ada Byron changed the rules of Corporate Okta – when a Local group has the same name: report a conflict',
    )
    const audit = await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
      selectAudit(tx, okta.ctx.tenantId, { limit: 20 }),
    )
    expect(audit.filter(({ action }) => action === 'group.decided')).toHaveLength(3)
    for (const role of ['operator', 'auditor'] as const) {
      const choice = decideLocalGroup(asRole(okta.ctx, role), okta.integrationId, id, 'link')
      await expect(choice).rejects.toMatchObject({ code: 'forbidden' })
    }
    const other = await testIntegration(endpoint.db)
    await expect(decideLocalGroup(other.ctx, other.integrationId, id, 'link')).rejects.toMatchObject({
      code: 'not-found',
    })
    await rule('link')
    await scim('PUT', `/Groups/${id}`, { displayName: 'Engineering' })
    await expect(decide(id, 'link')).rejects.toMatchObject({ code: 'conflict' })
  })
})

it('a rule chosen in the wizard holds from the first call on', async () => {
  const { ctx } = okta
  const { token, integration } = await createIntegration(ctx, {
    name: 'Third',
    provider: 'other',
    groupSync: true,
    whenLocalGroup: 'separate',
  })
  await local()
  expect(integration.rules).toEqual({ whenLocalGroup: 'separate' })
  expect(await lookUp('Engineering', testClient({ ...okta, token: token.clear }))).toEqual([])
})
