import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LIMITS, queryIdentity, readQuery, URN, userSchema } from '@/lib/scim'
import { asIntegration } from '@/lib/tenancy/testing'
import { openCursor, sealCursor } from './cursor'
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
beforeAll(async () => {
  endpoint = await testEndpoint()
})
afterAll(() => endpoint.close())

type Company = { integration: TestIntegration; scim: TestClient; ids: string[] }

/** A company with people whose titles and display names repeat, are missing, and are longer than a cursor carries. */
async function company(people: number): Promise<Company> {
  const integration = await testIntegration(endpoint.db)
  const scim = testClient(integration)
  const ids: string[] = []
  for (let i = 0; i < people; i++) {
    const person = {
      schemas: [URN.USER],
      userName: `Person${(i * 7) % people}@acme.example`,
      active: i % 3 !== 0,
      ...(i % 4 !== 0 && { displayName: ['Änn', 'bob', 'Bob', '𝒳'][i % 4] }),
      ...(i % 5 !== 0 && { title: i % 2 ? 'Engineer' : `${'long '.repeat(80)}${i % 3}` }),
      ...(i % 2 && {
        emails: [{ value: `p${i % 6}@acme.example`, primary: true }, { value: 'a@a.example' }],
      }),
      ...(i % 3 && { [URN.ENTERPRISE_USER]: { department: ['Sales', 'sales', 'IT'][i % 3] } }),
    }
    const { status, body } = await scim('POST', '/Users', person)
    expect(status).toBe(201)
    ids.push(body.id)
  }
  return { integration, scim, ids }
}

const idsOf = ({ body }: TestAnswer): string[] => body.Resources.map(({ id }: { id: string }) => id)

/** Follows nextCursor to the end. */
async function walk(scim: TestClient, query: string, between?: (page: number) => Promise<void>) {
  const pages: TestAnswer[] = []
  for (let cursor: string | undefined = ''; cursor !== undefined; cursor = pages.at(-1)?.body.nextCursor) {
    const page = await scim('GET', `/Users?${query}&cursor=${cursor}`)
    expect(page.status).toBe(200)
    expect(pages.length).toBeLessThan(100)
    pages.push(page)
    await between?.(pages.length)
  }
  return pages
}

describe('a walk by cursor', () => {
  let home: Company
  beforeAll(async () => {
    home = await company(23)
  })

  it('begins with an empty cursor and ends without nextCursor', async () => {
    const pages = await walk(home.scim, 'count=10')
    expect(pages.map(({ body }) => body.itemsPerPage)).toEqual([10, 10, 3])
    expect(pages.map(({ body }) => body.totalResults)).toEqual([23, 23, 23])
    expect(pages.map(({ body }) => 'startIndex' in body)).toEqual([false, false, false])
    expect(pages.map(({ body }) => 'previousCursor' in body)).toEqual([false, true, true])
    expect(pages.map(({ body }) => 'nextCursor' in body)).toEqual([true, true, false])
    expect(pages[0]?.body.nextCursor).toMatch(/^[\w.~-]+$/)
    expect(pages.flatMap(idsOf)).toEqual([...home.ids].sort())
  })

  it('ends at once when the page is exactly full', async () => {
    expect((await walk(home.scim, 'count=23')).length).toBe(1)
    expect(
      (await walk(home.scim, 'filter=userName eq "nobody"')).map(({ body }) => body.totalResults),
    ).toEqual([0])
  })

  it('with count 0 says only how many there are', async () => {
    const { body } = await home.scim('GET', '/Users?cursor&count=0')
    expect(body).toMatchObject({ totalResults: 23, itemsPerPage: 0, Resources: [] })
    expect(body).not.toHaveProperty('nextCursor')
  })

  it.each([
    'sortBy=userName',
    'sortBy=displayName',
    'sortBy=title',
    'sortBy=active',
    'sortBy=emails',
    'sortBy=id',
    'sortBy=meta.created',
    'sortBy=externalId',
    `sortBy=${URN.ENTERPRISE_USER}:department`,
  ])('by %s has the order of paging by index, both ways, forwards and backwards', async (sort) => {
    for (const order of ['ascending', 'descending']) {
      const query = `${sort}&sortOrder=${order}`
      const byIndex = idsOf(await home.scim('GET', `/Users?${query}&count=100`))
      const pages = await walk(home.scim, `${query}&count=4`)
      expect(pages.flatMap(idsOf)).toEqual(byIndex)
      const back: string[][] = []
      let page = pages.at(-1)
      while (page?.body.previousCursor) {
        page = await home.scim('GET', `/Users?${query}&count=4&cursor=${page.body.previousCursor}`)
        back.unshift(idsOf(page))
      }
      expect([...back.flat(), ...idsOf(pages.at(-1) as TestAnswer)]).toEqual(byIndex)
      const again = await home.scim('GET', `/Users?${query}&count=4&cursor=${page?.body.nextCursor}`)
      expect(idsOf(again)).toEqual(byIndex.slice(4, 8))
    }
  })

  it('by a number that no schema describes has the order of its size', async () => {
    const { scim } = await company(0)
    const shoe = 'urn:okta:acme:1.0:user:custom'
    const sizes = [10, 9, -3, 2.5, 100, 0]
    for (const size of sizes) {
      await scim('POST', '/Users', { userName: `size${size}@acme.example`, [shoe]: { size } })
    }
    const expected = sizes.toSorted((a, b) => a - b)
    const sizesOf = ({ body }: TestAnswer) =>
      body.Resources.map((one: Record<string, { size: number }>) => one[shoe]?.size)
    expect(sizesOf(await scim('GET', `/Users?sortBy=${shoe}:size`))).toEqual(expected)
    const pages = await walk(scim, `sortBy=${shoe}:size&sortOrder=descending&count=2`)
    expect(pages.flatMap(sizesOf)).toEqual(expected.toReversed())
  })

  it('goes through a filter and a projection', async () => {
    const pages = await walk(home.scim, 'filter=active eq true&attributes=title&count=4')
    const found = idsOf(await home.scim('GET', '/Users?filter=active eq true&count=100'))
    expect(pages.flatMap(idsOf)).toEqual(found)
    for (const { body } of pages) {
      for (const one of body.Resources) expect(Object.keys(one)).not.toContain('userName')
    }
  })

  it('deep pages by index are the pages of one long list', async () => {
    for (const sort of ['', '&sortBy=displayName', '&sortBy=title&sortOrder=descending']) {
      const all = idsOf(await home.scim('GET', `/Users?count=100${sort}`))
      const paged: string[] = []
      for (let start = 1; start <= 23; start += 5) {
        paged.push(...idsOf(await home.scim('GET', `/Users?count=5&startIndex=${start}${sort}`)))
      }
      expect(paged).toEqual(all)
    }
  })

  it('works the same through POST /.search', async () => {
    const ids: string[] = []
    let cursor: string | undefined = ''
    while (cursor !== undefined) {
      const page: TestAnswer = await home.scim('POST', '/Users/.search', {
        schemas: [URN.SEARCH_REQUEST],
        filter: 'userName pr',
        cursor,
        count: 7,
      })
      ids.push(...idsOf(page))
      cursor = page.body.nextCursor
    }
    expect(ids).toEqual([...home.ids].sort())
  })

  it('leads from GET into POST /.search, for it is the same query', async () => {
    const { body } = await home.scim('GET', '/Users?filter=userName pr&cursor=&count=5')
    const next = await home.scim('POST', '/Users/.search', { filter: 'userName pr', cursor: body.nextCursor })
    expect(idsOf(next)).toEqual([...home.ids].sort().slice(5, 10))
  })
})

describe('a walk while others write', () => {
  it.each(['', 'sortBy=userName&', 'sortBy=userName&sortOrder=descending&', 'sortBy=displayName&'])(
    'gives nobody twice and loses nobody who stayed: %s',
    async (sort) => {
      const { scim, ids } = await company(30)
      const sorted = await walk(scim, `${sort}count=30`)
      const order = sorted.flatMap(idsOf)
      const gone = new Set<string>()
      const remove = async (id: string | undefined) => {
        if (id === undefined || gone.has(id)) return
        gone.add(id)
        expect((await scim('DELETE', `/Users/${id}`)).status).toBe(204)
      }
      const pages = await walk(scim, `${sort}count=5`, async (page) => {
        // The last one that was seen, one that was not yet, and one in the middle of what was.
        await remove(order[page * 5 - 1])
        await remove(order[page * 5 + 3])
        await remove(order[2])
        await scim('POST', '/Users', { userName: `aaa${page}@acme.example`, displayName: 'aaa' })
        await scim('POST', '/Users', { userName: `zzz${page}@acme.example` })
        const kept = order.find((id) => !gone.has(id))
        await scim('PATCH', `/Users/${kept}`, {
          Operations: [{ op: 'replace', path: 'title', value: `Title ${page}` }],
        })
      })
      const seen = pages.flatMap(idsOf)
      expect(new Set(seen).size).toBe(seen.length)
      for (const id of ids) if (!gone.has(id)) expect(seen).toContain(id)
    },
  )
})

describe('a cursor', () => {
  let home: Company
  let token: string
  const query = 'filter=userName pr&count=3'
  beforeAll(async () => {
    home = await company(8)
    const { body } = await home.scim('GET', `/Users?${query}&cursor=`)
    token = body.nextCursor
  })
  const refused = async (scim: TestClient, path: string, scimType: string) => {
    const { status, body } = await scim('GET', path)
    expect({ status, scimType: body.scimType }).toEqual({ status: 400, scimType })
    expect(body.detail.length).toBeGreaterThan(20)
  }

  it('that is no cursor, or was changed, is invalid', async () => {
    const [content = '', seal = ''] = token.split('.')
    const other = Buffer.from(Buffer.from(content, 'base64url').toString().replace('false', 'true')).toString(
      'base64url',
    )
    const forged = [
      'x',
      '.',
      `${content}.`,
      `.${seal}`,
      `${other}.${seal}`,
      `${content}.${seal.slice(1)}`,
      `a${token}`,
      `${token}.x`,
    ]
    for (const cursor of forged) await refused(home.scim, `/Users?${query}&cursor=${cursor}`, 'invalidCursor')
  })

  it('does not lead into another query', async () => {
    for (const other of [
      'count=3',
      'filter=userName co "a"&count=3',
      `${query}&sortBy=userName`,
      `${query}&sortOrder=descending`,
      `${query}&attributes=title`,
    ]) {
      await refused(home.scim, `/Users?${other}&cursor=${token}`, 'invalidCursor')
    }
    await refused(home.scim, `/Groups?count=3&cursor=${token}`, 'invalidCursor')
  })

  it('does not lead into another integration or another company', async () => {
    const neighbour = await testIntegration(endpoint.db, { ctx: home.integration.ctx, name: 'Entra Europe' })
    const stranger = await testIntegration(endpoint.db)
    for (const integration of [neighbour, stranger]) {
      await refused(testClient(integration), `/Users?${query}&cursor=${token}`, 'invalidCursor')
    }
  })

  it('keeps to the count of the first page', async () => {
    await refused(home.scim, `/Users?filter=userName pr&count=4&cursor=${token}`, 'invalidCount')
    const omitted = await home.scim('GET', `/Users?filter=userName pr&cursor=${token}`)
    expect(omitted.body.itemsPerPage).toBe(3)
  })

  it('is refused with a count beyond the largest page', async () => {
    await refused(home.scim, '/Users?cursor=&count=1001', 'invalidCount')
    await refused(home.scim, '/Users?cursor=&count=ten', 'invalidCount')
  })

  it('expires, and says so', async () => {
    const { ctx, integrationId } = home.integration
    const actor = asIntegration(ctx, { id: integrationId, name: 'Corporate Okta' })
    const params = new URLSearchParams(query)
    const identity = queryIdentity('User', readQuery(params, userSchema))
    const old = new Date(Date.now() - (LIMITS.cursorSeconds + 2) * 1000)
    const cursor = sealCursor(actor, identity, { backwards: false, count: 3, total: 8 }, old)
    await refused(home.scim, `/Users?${query}&cursor=${cursor}`, 'expiredCursor')
    expect(openCursor(actor, identity, cursor, old)).toEqual({ backwards: false, count: 3, total: 8 })
  })

  it('is given for groups too, and group sync off has one empty page', async () => {
    for (let i = 0; i < 5; i++) {
      expect((await home.scim('POST', '/Groups', { displayName: `Group ${i}` })).status).toBe(201)
    }
    const first = await home.scim('GET', '/Groups?cursor=&count=3&sortBy=displayName&sortOrder=descending')
    const next = await home.scim(
      'GET',
      `/Groups?cursor=${first.body.nextCursor}&count=3&sortBy=displayName&sortOrder=descending`,
    )
    const names = [...first.body.Resources, ...next.body.Resources].map(({ displayName }) => displayName)
    expect(names).toEqual(['Group 4', 'Group 3', 'Group 2', 'Group 1', 'Group 0'])
    expect(next.body).not.toHaveProperty('nextCursor')
    const off = testClient(await testIntegration(endpoint.db, { groupSync: false }))
    const none = await off('GET', '/Groups?cursor=')
    expect(none.body).toMatchObject({ totalResults: 0, Resources: [] })
    expect(none.body).not.toHaveProperty('nextCursor')
  })
})
