import { describe, expect, it } from 'vitest'
import { inTenant, sql } from '@/db/client'
import { getTargetGroup, getTargetUser } from '@/lib/directory/target'
import { listHistory } from '@/lib/history/changes'
import { rulesInput } from '@/lib/integrations/input'
import { setRules } from '@/lib/integrations/integrations'
import { inEnglish } from '@/lib/messages/translate'
import { LIMITS, URN } from '@/lib/scim'
import { type TestAnswer, testClient, testIntegration } from './testing'
import { eachAtEndpoint } from './testing/each'

const { endpoint, okta, scim } = eachAtEndpoint()

const person = async (name: string): Promise<string> =>
  (await scim('POST', '/Users', { userName: `${name}@acme.com`, displayName: name })).body.id
const postGroup = (displayName: string, ids: string[] = [], client = scim): Promise<TestAnswer> =>
  client('POST', '/Groups', { displayName, members: ids.map((value) => ({ value })) })
const group = async (displayName: string, ids: string[] = []): Promise<string> =>
  (await postGroup(displayName, ids)).body.id
const patch = (id: string, ...Operations: object[]) => scim('PATCH', `/Groups/${id}`, { Operations })
const add = (id: string, ...ids: string[]) =>
  patch(id, { op: 'add', path: 'members', value: ids.map((value) => ({ value })) })
const remove = (id: string, member: string) =>
  patch(id, { op: 'remove', path: `members[value eq "${member}"]` })
const read = async (id: string) => (await scim('GET', `/Groups/${id}`)).body
const membersOf = async (id: string): Promise<string[]> =>
  (await read(id)).members.map(({ type, display }: { type: string; display: string }) => `${type} ${display}`)
const groupsOf = async (id: string): Promise<string[]> =>
  (await scim('GET', `/Users/${id}`)).body.groups
    .map(({ type, display }: { type: string; display: string }) => `${type} ${display}`)
    .sort()
const found = async (type: 'Users' | 'Groups', filter: string): Promise<string[]> =>
  (await scim('GET', `/${type}?filter=${encodeURIComponent(filter)}`)).body.Resources.map(
    ({ displayName }: { displayName: string }) => displayName,
  ).sort()
const sentences = async (groupId: string) => {
  const { rows } = await listHistory(okta.ctx, { groupId }, { before: '', limit: 50 })
  return rows.map(({ sentence }) => inEnglish(sentence))
}
const circle = (inner: string, outer: string) => ({
  status: 400,
  body: {
    scimType: 'invalidValue',
    detail: expect.stringContaining(
      `“${inner}” can’t be a member of “${outer}”: “${outer}” is a member of “${inner}” already, directly or through other groups.`,
    ),
  },
})

describe('a group in a group', () => {
  it('is answered with its type and its address, beside the people', async () => {
    const ann = await person('Ann')
    const backend = await group('Backend', [ann])
    const created = await postGroup('Engineering', [backend, ann])
    expect(created.status).toBe(201)
    expect(created.body.members).toEqual([
      { value: ann, display: 'Ann', type: 'User', $ref: `${okta.baseUrl}/Users/${ann}` },
      { value: backend, display: 'Backend', type: 'Group', $ref: `${okta.baseUrl}/Groups/${backend}` },
    ])
    expect(await read(created.body.id)).toEqual(created.body)
    const list = (await scim('GET', '/Groups?filter=displayName eq "Engineering"')).body
    expect(list.Resources).toEqual([created.body])
  })

  it('is added, kept, removed and replaced as people are, each once', async () => {
    const [ann, bo] = [await person('Ann'), await person('Bo')]
    const [backend, frontend] = [await group('Backend'), await group('Frontend')]
    const engineering = await group('Engineering', [ann])
    const version = async () => (await read(engineering)).meta.version
    const first = await version()
    expect((await add(engineering, backend, bo)).status).toBe(204)
    expect(await membersOf(engineering)).toEqual(['User Ann', 'User Bo', 'Group Backend'])
    const second = await version()
    expect(second).not.toBe(first)
    await add(engineering, backend)
    expect(await version()).toBe(second)

    await remove(engineering, backend)
    expect(await membersOf(engineering)).toEqual(['User Ann', 'User Bo'])
    await remove(engineering, backend)
    const both = [{ value: ann }, { value: frontend, type: 'Group' }]
    await patch(engineering, { op: 'replace', path: 'members', value: both })
    expect(await membersOf(engineering)).toEqual(['User Ann', 'Group Frontend'])
    const put = await scim('PUT', `/Groups/${engineering}`, {
      displayName: 'Engineering',
      members: [{ value: backend }],
    })
    expect(put.body.members).toMatchObject([{ value: backend, type: 'Group' }])
    await scim('PUT', `/Groups/${engineering}`, { displayName: 'Engineering' })
    expect(await membersOf(engineering)).toEqual(['Group Backend'])
    await patch(engineering, { op: 'remove', path: 'members' })
    expect(await membersOf(engineering)).toEqual([])

    expect((await sentences(engineering)).slice(0, 2)).toEqual([
      'Corporate Okta removed the group Backend from Engineering',
      'Corporate Okta added the group Backend to Engineering',
    ])
  })

  it('goes from every group that held it when it is deleted, and they have a new version', async () => {
    const backend = await group('Backend')
    const engineering = await group('Engineering', [backend])
    const before = (await read(engineering)).meta.version
    expect((await scim('DELETE', `/Groups/${backend}`)).status).toBe(204)
    const after = await read(engineering)
    expect(after.members).toEqual([])
    expect(after.meta.version).not.toBe(before)
    expect((await sentences(engineering))[0]).toBe(
      'Corporate Okta removed the group Backend from Engineering',
    )
    const rows = await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
      tx.select(sql`select 1 from group_groups`),
    )
    expect(rows).toEqual([])
  })

  it('that another integration manages is unknown', async () => {
    const entra = testClient(await testIntegration(endpoint.db, { ctx: okta.ctx, name: 'Entra Europe' }))
    const theirs = (await postGroup('Theirs', [], entra)).body.id
    const ann = await person('Ann')
    const engineering = await group('Engineering')
    expect(await add(engineering, theirs)).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('None of these members is provisioned yet') },
    })
    expect((await add(engineering, theirs, ann)).status).toBe(204)
    expect(await membersOf(engineering)).toEqual(['User Ann'])
  })

  it('lets go of the people whom the rule names only when they leave themselves', async () => {
    const rules = rulesInput.parse({ whenGroupless: 'deactivate' })
    await setRules(okta.ctx, okta.integrationId, rules)
    const ann = await person('Ann')
    const backend = await group('Backend', [ann])
    const engineering = await group('Engineering', [backend])
    await remove(engineering, backend)
    expect((await scim('GET', `/Users/${ann}`)).body.active).toBe(true)
    await add(engineering, backend)
    await remove(backend, ann)
    expect((await scim('GET', `/Users/${ann}`)).body.active).toBe(false)
  })
})

describe('a circle of groups', () => {
  it('is refused with both names, and nothing changes', async () => {
    const ann = await person('Ann')
    const inner = await group('Inner')
    const middle = await group('Middle', [inner])
    const outer = await group('Outer', [middle])
    expect(await add(outer, outer)).toMatchObject({
      status: 400,
      body: {
        scimType: 'invalidValue',
        detail: expect.stringContaining('“Outer” can’t be a member of itself.'),
      },
    })
    expect(await add(middle, outer)).toMatchObject(circle('Outer', 'Middle'))
    expect(await add(inner, ann, outer)).toMatchObject(circle('Outer', 'Inner'))
    const put = { displayName: 'Renamed', members: [{ value: ann }, { value: middle }] }
    expect(await scim('PUT', `/Groups/${inner}`, put)).toMatchObject(circle('Middle', 'Renamed'))
    expect(await read(inner)).toMatchObject({ displayName: 'Inner', members: [] })
    // Two ways to one group are no circle.
    expect((await add(outer, inner)).status).toBe(204)
  })

  it('is not closed by writers who each add one half at once', async () => {
    for (let round = 0; round < 8; round++) {
      const ids = await Promise.all(['A', 'B', 'C'].map((name) => group(`${name}${round}`)))
      const [a = '', b = '', c = ''] = ids
      const answers = await Promise.all([add(a, b), add(b, c), add(c, a)])
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 204, 400])
      const members = await Promise.all(ids.map(membersOf))
      expect(members.flat()).toHaveLength(2)
    }
  })

  it('is refused inside a bulk request too', async () => {
    const made = (bulkId: string, member: string) => ({
      method: 'POST',
      path: '/Groups',
      bulkId,
      data: { schemas: [URN.GROUP], displayName: bulkId, members: [{ value: `bulkId:${member}` }] },
    })
    const Operations = [made('one', 'two'), made('two', 'one')]
    const { body } = await scim('POST', '/Bulk', { schemas: [URN.BULK_REQUEST], Operations })
    const statuses = body.Operations.map(({ status }: { status: string }) => status)
    expect(statuses).toEqual(['409', '409'])
    const rows = await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
      tx.select(sql`select 1 from groups where display_name in ('one', 'two')`),
    )
    expect(rows).toEqual([])
  })
})

describe('the groups of a person', () => {
  it('are those they are in and those that hold them, each once', async () => {
    const [ann, bo] = [await person('Ann'), await person('Bo')]
    const inner = await group('Inner', [ann])
    const middle = await group('Middle', [inner, bo])
    const outer = await group('Outer', [middle, ann])
    const other = await group('Other', [inner])
    expect(await groupsOf(ann)).toEqual(['direct Inner', 'direct Outer', 'indirect Middle', 'indirect Other'])
    expect(await groupsOf(bo)).toEqual(['direct Middle', 'indirect Outer'])
    const { body } = await scim('GET', '/Users?sortBy=displayName')
    const types = body.Resources.map(({ groups }: { groups: { type: string }[] }) =>
      groups.map(({ type }) => type),
    )
    expect(types).toEqual([
      ['direct', 'direct', 'indirect', 'indirect'],
      ['direct', 'indirect'],
    ])
    const changed = { Operations: [{ op: 'replace', path: 'title', value: 'Engineer' }] }
    const patched = await scim('PATCH', `/Users/${bo}`, changed)
    expect(patched.body.groups).toContainEqual({
      value: outer,
      display: 'Outer',
      type: 'indirect',
      $ref: `${okta.baseUrl}/Groups/${outer}`,
    })
    await scim('DELETE', `/Groups/${middle}`)
    expect(await groupsOf(ann)).toEqual(['direct Inner', 'direct Outer', 'indirect Other'])
    expect(await groupsOf(bo)).toEqual([])
    await remove(other, inner)
    expect(await groupsOf(ann)).toEqual(['direct Inner', 'direct Outer'])
  })

  it('are found by filters, and so are the members of a group', async () => {
    const [ann, bo] = [await person('Ann'), await person('Bo')]
    await person('Cy')
    const inner = await group('Inner', [ann])
    const outer = await group('Outer', [inner, bo])
    expect(await found('Users', `groups.value eq "${outer}"`)).toEqual(['Ann', 'Bo'])
    expect(await found('Users', `groups[value eq "${outer}" and type eq "direct"]`)).toEqual(['Bo'])
    expect(await found('Users', 'groups.type eq "indirect"')).toEqual(['Ann'])
    expect(await found('Users', 'not (groups.display eq "Outer")')).toEqual(['Cy'])
    expect(await found('Groups', `members.value eq "${inner}"`)).toEqual(['Outer'])
    expect(await found('Groups', `members.value eq "${ann}"`)).toEqual(['Inner'])
    expect(await found('Groups', 'members.type eq "Group"')).toEqual(['Outer'])
    expect(await found('Groups', 'members[type eq "Group" and display sw "inn"]')).toEqual(['Outer'])
    const search = { filter: 'groups.type eq "indirect" or members.type eq "Group"', sortBy: 'displayName' }
    const { body } = await scim('POST', '/.search', search)
    expect(body.Resources.map(({ displayName }: { displayName: string }) => displayName)).toEqual([
      'Ann',
      'Outer',
    ])
    const sorted = await scim('GET', '/Groups?sortBy=members.display&sortOrder=descending')
    expect(sorted.body.Resources.map(({ id }: { id: string }) => id)).toEqual([outer, inner])
  })

  it('are told once each to everybody who reads the person at the same moment', async () => {
    const ann = await person('Ann')
    await group('Outer', [await group('Inner', [ann])])
    const filter = `/Users?filter=${encodeURIComponent('userName eq "ann@acme.com"')}`
    const answers = await Promise.all(
      [`/Users/${ann}`, filter].flatMap((path) => Array.from({ length: 8 }, () => scim('GET', path))),
    )
    const read = answers.map(({ body }) => (body.Resources?.[0] ?? body).groups.length)
    expect(read).toEqual(Array(16).fill(2))
  })

  it('are answered from a deep and wide net of groups', async () => {
    const ann = await person('Ann')
    let level = [await group('Start', [ann])]
    for (let depth = 0; depth < 12; depth++) {
      level = await Promise.all(['a', 'b'].map((name) => group(`${name}${depth}`, level)))
    }
    const groups = await groupsOf(ann)
    expect(groups).toHaveLength(25)
    expect(groups.filter((name) => name.startsWith('indirect'))).toHaveLength(24)
    const page = await scim('GET', `/Users?count=${LIMITS.maxPageSize}`)
    expect(page.body.Resources[0].groups).toHaveLength(25)
  })
})

describe('the console', () => {
  it('shows which groups a group has and is in, and what a person is in through others', async () => {
    const ann = await person('Ann')
    const inner = await group('Inner', [ann])
    const outer = await group('Outer', [inner])
    expect(await getTargetGroup(okta.ctx, outer)).toMatchObject({
      members: 0,
      memberGroups: [{ id: inner, name: 'Inner' }],
      holders: [],
    })
    expect(await getTargetGroup(okta.ctx, inner)).toMatchObject({
      members: 1,
      memberGroups: [],
      holders: [{ id: outer, name: 'Outer' }],
    })
    expect(await getTargetUser(okta.ctx, ann, okta.baseUrl)).toMatchObject({
      groups: 1,
      indirectGroups: [{ id: outer, name: 'Outer' }],
    })
  })
})

describe('discovery', () => {
  it('says that members are users and groups, and memberships direct or indirect', async () => {
    const sub = async (urn: string, name: string, part: string) => {
      const { body } = await scim('GET', `/Schemas/${urn}`)
      const attribute = body.attributes.find((one: { name: string }) => one.name === name)
      return attribute.subAttributes.find((one: { name: string }) => one.name === part)
    }
    expect(await sub(URN.GROUP, 'members', 'type')).toMatchObject({ canonicalValues: ['User', 'Group'] })
    expect(await sub(URN.GROUP, 'members', '$ref')).toMatchObject({ referenceTypes: ['User', 'Group'] })
    expect(await sub(URN.USER, 'groups', 'type')).toMatchObject({ canonicalValues: ['direct', 'indirect'] })
  })
})
