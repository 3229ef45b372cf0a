import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTenant, sql } from '@/db/client'
import {
  type TestClient,
  type TestEndpoint,
  testClient,
  testDirectory,
  testEndpoint,
  testIntegration,
} from './testing'

let endpoint: TestEndpoint
beforeAll(async () => {
  endpoint = await testEndpoint()
})
afterAll(() => endpoint.close())

/** A company whose people are in turn of this integration, of another one, and Local. */
async function company(people: number) {
  const mine = await testIntegration(endpoint.db)
  const other = await testIntegration(endpoint.db, { ctx: mine.ctx, name: 'Second Okta' })
  const scim = testClient(mine)
  const add = [testDirectory(scim), testDirectory(testClient(other)), testDirectory(scim)]
  const ids: string[] = []
  for (let number = 0; number < people; number++) {
    const id =
      (await add[number % 3]?.user(`person${number}@acme.example`, { title: `T${number % 4}` })) ?? ''
    if (number % 3 !== 1) ids.push(id)
    if (number % 3 === 2) await inTenant(endpoint.db, mine.ctx.tenantId, (tx) => release(tx, id))
  }
  return { scim, ids, me: testDirectory(scim) }
}

const release = (tx: { select(query: ReturnType<typeof sql>): Promise<unknown> }, id: string) =>
  tx.select(sql`update users set manager_id = null where id = ${id}`)

async function page(scim: TestClient, startIndex: number, count: number, query = '') {
  const { status, body } = await scim('GET', `/Users?startIndex=${startIndex}&count=${count}${query}`)
  expect(status).toBe(200)
  const ids: string[] = (body.Resources ?? []).map(({ id }: { id: string }) => id)
  return { ids, total: body.totalResults, itemsPerPage: body.itemsPerPage, startIndex: body.startIndex }
}

test('every page by index, in whatever order they are asked for, is the page of the whole list', async () => {
  const { scim, ids } = await company(30)
  for (const startIndex of [1, 4, 7, 10, 13, 16, 19, 22, 19, 3, 2, 1, 15, 12, 20, 21, 40]) {
    expect(await page(scim, startIndex, 3)).toEqual({
      ids: ids.slice(startIndex - 1, startIndex + 2),
      total: 20,
      itemsPerPage: Math.max(0, Math.min(3, 21 - startIndex)),
      startIndex,
    })
  }
  expect(await page(scim, 5, 0)).toMatchObject({ ids: [], total: 20 })
})

test.each([
  '&filter=userName%20sw%20%22person%22',
  '&sortBy=title',
  '&sortBy=title&sortOrder=descending&filter=title%20pr',
  '&sortBy=meta.created',
])('pages by index of a list%s are those of the list at once', async (query) => {
  const { scim } = await company(24)
  const whole = await page(scim, 1, 100, query)
  expect(whole.ids).toHaveLength(16)
  for (const startIndex of [1, 6, 11, 16, 7, 3, 12]) {
    const { ids, total } = await page(scim, startIndex, 5, query)
    expect([total, ids]).toEqual([16, whole.ids.slice(startIndex - 1, startIndex + 4)])
  }
})

test('a walk by index neither skips nor repeats those who stay while others come and go', async () => {
  const { scim, ids, me } = await company(36)
  const gone = new Set<string>()
  const seen: string[] = []
  for (let startIndex = 1; ; startIndex += 4) {
    const { ids: found } = await page(scim, startIndex, 4)
    seen.push(...found)
    if (found.length < 4) break
    // Two who have been seen leave, one who has not is next to last, and one comes.
    for (const id of [seen.at(-1), seen.at(-3), ids.filter((one) => !seen.includes(one)).at(-2)]) {
      if (id !== undefined && !gone.has(id)) {
        expect((await scim('DELETE', `/Users/${id}`)).status).toBe(204)
        gone.add(id)
      }
    }
    if (startIndex < 12) await me.user(`late${startIndex}@acme.example`)
  }
  expect(new Set(seen).size).toBe(seen.length)
  expect(ids.filter((id) => !gone.has(id) && !seen.includes(id))).toEqual([])
})

test('a page that nobody walked to is counted from the start again once the list is shorter', async () => {
  const { scim, ids } = await company(30)
  expect((await page(scim, 9, 4)).ids).toEqual(ids.slice(8, 12))
  expect((await page(scim, 9, 4)).ids).toEqual(ids.slice(8, 12))
  for (const id of ids.slice(0, 2)) await scim('DELETE', `/Users/${id}`)
  const left = ids.slice(2)
  expect(await page(scim, 9, 4)).toMatchObject({ ids: left.slice(8, 12), total: 18 })
})

test('totals are exact for what the integration sees, whoever manages the rest', async () => {
  const { scim, ids, me } = await company(12)
  const total = async () => (await page(scim, 1, 1)).total
  expect(await total()).toBe(8)
  const id = await me.user('new@acme.example')
  expect(await total()).toBe(9)
  await me.patch(`/Users/${id}`, { op: 'replace', path: 'active', value: false })
  expect(await total()).toBe(9)
  await scim('DELETE', `/Users/${ids[0]}`)
  expect(await total()).toBe(8)
  await me.group('Sales')
  expect((await scim('GET', '/Groups?count=0')).body.totalResults).toBe(1)
})
