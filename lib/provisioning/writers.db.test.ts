import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { URN } from '@/lib/scim'
import {
  type TestAnswer,
  type TestClient,
  type TestDirectory,
  type TestEndpoint,
  testClient,
  testDirectory,
  testEndpoint,
  testIntegration,
} from './testing'

let endpoint: TestEndpoint
let scim: TestClient
let directory: TestDirectory
beforeAll(async () => {
  endpoint = await testEndpoint()
  scim = testClient(await testIntegration(endpoint.db))
  directory = testDirectory(scim)
})
afterAll(() => endpoint.close())

const listOf = (ids: readonly string[]) => ids.map((value) => ({ value }))

/** Six people, all of them in each of six groups, each of which also holds the groups after it. */
async function fill(round: number): Promise<{ people: string[]; groups: string[] }> {
  const numbers = [0, 1, 2, 3, 4, 5]
  const people = await Promise.all(numbers.map((n) => directory.user(`p${n}.${round}@acme.example`)))
  const groups = await Promise.all(numbers.map((n) => directory.group(`G${n}.${round}`, people)))
  for (const [n, group] of groups.entries()) {
    const value = listOf(groups.slice(n + 1))
    await directory.patch(`/Groups/${group}`, { op: 'add', path: 'members', value })
  }
  return { people, groups }
}

describe('writers of groups in groups, all at once', () => {
  it('wait for one another in one order, and none of them gives up', async () => {
    for (let round = 0; round < 10; round++) {
      const { people, groups } = await fill(round)
      const everybody = (n: number) => ({
        op: 'replace',
        path: 'members',
        value: listOf([...groups.slice(n + 1), ...people]),
      })
      const writes: Promise<TestAnswer>[] = [
        ...people.slice(3).map((id) => scim('DELETE', `/Users/${id}`)),
        ...groups.slice(0, 5).map((id, n) => directory.patch(`/Groups/${id}`, everybody(n))),
        ...groups.slice(2).map((id) => scim('DELETE', `/Groups/${id}`)),
        ...people.map((id) => directory.patch(`/Users/${id}`, { op: 'replace', value: { active: false } })),
        ...groups
          .slice(0, 3)
          .map((id) => scim('PUT', `/Groups/${id}`, { schemas: [URN.GROUP], displayName: `New ${id}` })),
      ]
      for (const { status, body } of await Promise.all(writes)) {
        expect([200, 204, 404], JSON.stringify(body)).toContain(status)
      }
      const [outer = '', inner = ''] = groups
      expect(await directory.members(outer)).toEqual([...people.slice(0, 3), inner].sort())
      expect(await directory.members(inner)).toEqual(people.slice(0, 3).sort())
    }
  })
})
