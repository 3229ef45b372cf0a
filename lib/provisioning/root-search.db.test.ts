import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { URN } from '@/lib/scim'
import {
  type TestAnswer,
  type TestClient,
  type TestEndpoint,
  type TestIntegration,
  testClient,
  testEndpoint,
  testIntegration,
} from './testing'

let endpoint: TestEndpoint
let integration: TestIntegration
let scim: TestClient
const all: { id: string; displayName: string; type: string }[] = []

/** Twelve people and groups, created in turns, whose names interleave and repeat. */
beforeAll(async () => {
  endpoint = await testEndpoint()
  integration = await testIntegration(endpoint.db)
  scim = testClient(integration)
  for (let i = 0; i < 12; i++) {
    const displayName = `Name ${(i * 5) % 7}${i % 2 ? '' : 'x'}`
    const type = i % 3 === 0 ? 'Group' : 'User'
    const body =
      type === 'Group'
        ? { displayName, externalId: `g${i}` }
        : { userName: `u${i}@acme.example`, displayName }
    const answer = await scim('POST', `/${type}s`, body)
    expect(answer.status).toBe(201)
    all.push({ id: answer.body.id, displayName, type })
  }
  const group = all.find(({ type }) => type === 'Group')?.id
  const user = all.find(({ type }) => type === 'User')?.id
  await scim('PATCH', `/Groups/${group}`, {
    Operations: [{ op: 'add', path: 'members', value: [{ value: user }] }],
  })
})
afterAll(() => endpoint.close())

const search = (body: Record<string, unknown>, client = scim): Promise<TestAnswer> =>
  client('POST', '/.search', { schemas: [URN.SEARCH_REQUEST], ...body })
const idsOf = ({ body }: TestAnswer): string[] => body.Resources.map(({ id }: { id: string }) => id)
const inOrder = () => all.map(({ id }) => id).sort()

describe('a search over all types', () => {
  it('finds people and groups, whole, in the order of their creation', async () => {
    const answer = await search({})
    expect(answer.body).toMatchObject({
      schemas: [URN.LIST_RESPONSE],
      totalResults: 12,
      itemsPerPage: 12,
      startIndex: 1,
    })
    expect(idsOf(answer)).toEqual(inOrder())
    for (const resource of answer.body.Resources) {
      const alone = await scim('GET', `/${resource.meta.resourceType}s/${resource.id}`)
      expect(resource).toEqual(alone.body)
    }
  })

  it.each(['', 'displayName', 'meta.lastModified', 'externalId', 'id', 'userName', 'meta.resourceType'])(
    'pages by index and by cursor in one order, sorted by “%s”',
    async (sortBy) => {
      for (const sortOrder of ['ascending', 'descending']) {
        const order = sortBy ? { sortBy, sortOrder } : {}
        const whole = idsOf(await search(order))
        expect([...whole].sort()).toEqual(inOrder())
        const pages: string[] = []
        for (let startIndex = 1; startIndex <= 12; startIndex += 5) {
          const page = await search({ ...order, startIndex, count: 5 })
          expect(page.body).toMatchObject({ totalResults: 12, startIndex })
          pages.push(...idsOf(page))
        }
        expect(pages).toEqual(whole)
        const walked: string[] = []
        const back: string[] = []
        let cursor: string | undefined = ''
        let page: TestAnswer | undefined
        while (cursor !== undefined) {
          page = await search({ ...order, cursor, count: 5 })
          walked.push(...idsOf(page))
          cursor = page.body.nextCursor
        }
        expect(walked).toEqual(whole)
        while (page?.body.previousCursor) {
          page = await search({ ...order, cursor: page.body.previousCursor, count: 5 })
          back.unshift(...idsOf(page))
        }
        expect(back).toEqual(whole.slice(0, 10))
      }
    },
  )

  it('sorts people and groups by name among one another', async () => {
    const { body } = await search({ sortBy: 'displayName' })
    const names = body.Resources.map(({ displayName }: { displayName: string }) => displayName)
    expect(names).toEqual(all.map(({ displayName }) => displayName).sort())
  })

  it.each([
    ['displayName sw "Name 1"', 'either'],
    ['meta.resourceType eq "Group"', 'Group'],
    ['meta.resourceType eq "User" and displayName pr', 'User'],
    ['externalId sw "g"', 'Group'],
    [`schemas eq "${URN.GROUP}"`, 'Group'],
    ['userName pr', 'User'],
    ['members pr or groups pr', 'either'],
    ['not (userName pr)', 'Group'],
  ])('%s', async (filter, type) => {
    const found = await search({ filter })
    const [users, groups] = await Promise.all([
      scim('POST', '/Users/.search', {}),
      scim('POST', '/Groups/.search', {}),
    ])
    expect(found.body.totalResults).toBeGreaterThan(0)
    expect(found.body.totalResults).toBe(found.body.Resources.length)
    const types = new Set(
      found.body.Resources.map((one: { meta: { resourceType: string } }) => one.meta.resourceType),
    )
    if (type !== 'either') expect([...types]).toEqual([type])
    if (filter.startsWith('not') || filter.startsWith('schemas')) {
      expect(idsOf(found)).toEqual(idsOf(groups))
    }
    if (filter === 'userName pr') expect(idsOf(found)).toEqual(idsOf(users))
  })

  it('finds one by id, of whatever type', async () => {
    for (const { id } of all) expect(idsOf(await search({ filter: `id eq "${id}"` }))).toEqual([id])
  })

  it('projects each type by what it has', async () => {
    const { body } = await search({
      attributes: ['userName', 'members'],
      filter: 'userName pr or members pr',
    })
    for (const resource of body.Resources) {
      const shown = resource.schemas.includes(URN.GROUP) ? 'members' : 'userName'
      expect(Object.keys(resource).sort()).toEqual(['id', 'schemas', shown].sort())
    }
    const without = await search({ excludedAttributes: 'members,groups' })
    for (const resource of without.body.Resources) {
      expect(resource).not.toHaveProperty('members')
      expect(resource).not.toHaveProperty('groups')
    }
  })

  it('refuses a name that no type has', async () => {
    expect((await search({ filter: 'nothing eq 1' })).body).toMatchObject({
      status: '400',
      scimType: 'invalidFilter',
    })
    expect((await search({ sortBy: 'nothing' })).body).toMatchObject({
      status: '400',
      scimType: 'invalidPath',
    })
  })

  it('finds people only while group sync is off, and nothing of another integration', async () => {
    const off = await testIntegration(endpoint.db, { groupSync: false })
    const offClient = testClient(off)
    await offClient('POST', '/Users', { userName: 'solo@acme.example' })
    const found = await search({}, offClient)
    expect(found.body.Resources).toMatchObject([{ userName: 'solo@acme.example' }])
    expect(found.body.totalResults).toBe(1)
    const neighbour = testClient(
      await testIntegration(endpoint.db, { ctx: integration.ctx, name: 'Entra Europe' }),
    )
    expect((await search({}, neighbour)).body).toMatchObject({ totalResults: 0, Resources: [] })
  })
})
