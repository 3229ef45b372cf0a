import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asAdmin } from '@/db/testing/database'
import { setRules } from '@/lib/integrations/integrations'
import { URN } from '@/lib/scim'
import {
  type TestAnswer,
  type TestClient,
  type TestDirectory,
  type TestEndpoint,
  type TestIntegration,
  testClient,
  testDirectory,
  testEndpoint,
  testIntegration,
} from './testing'

/** How long PostgreSQL waits before it looks for writers who wait for one another, and a write that never met them. */
const DEADLOCK_SECONDS = 10
const SOON_MILLISECONDS = 5_000

let endpoint: TestEndpoint
let scim: TestClient
let directory: TestDirectory
let integration: TestIntegration
beforeAll(async () => {
  endpoint = await testEndpoint()
  const name = new URL(endpoint.adminUrl).pathname.slice(1)
  await asAdmin(endpoint.adminUrl, `alter database ${name} set deadlock_timeout = '${DEADLOCK_SECONDS}s'`)
  integration = await testIntegration(endpoint.db)
  scim = testClient(integration)
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

/** What comes of writes that leave together; each has to come soon. */
async function allSoon(writes: readonly Promise<TestAnswer>[]): Promise<number[]> {
  const started = performance.now()
  const answers = await Promise.all(writes)
  expect(performance.now() - started).toBeLessThan(SOON_MILLISECONDS)
  return answers.map(({ status }) => status)
}

describe('writers never wait for one another in a circle', () => {
  it('where two groups are renamed and each is put into the other', async () => {
    for (let round = 0; round < 30; round++) {
      const groups = await Promise.all([0, 1, 2].map((n) => directory.group(`R${n}.${round}`)))
      const put = (id: string | undefined, n: number, members: readonly string[]) =>
        scim('PUT', `/Groups/${id}`, { displayName: `S${n}.${round}`, members: listOf(members) })
      const statuses = await allSoon([
        ...groups.map((id, n) =>
          put(
            id,
            n,
            groups.filter((other) => other !== id),
          ),
        ),
        ...groups.map((id, n) =>
          directory.patch(`/Groups/${id}`, { op: 'replace', value: { displayName: `T${n}.${round}` } }),
        ),
      ])
      expect(statuses.filter((status) => status >= 500)).toEqual([])
    }
  })

  it('where a name is taken by one who makes a group and one who renames', async () => {
    for (let round = 0; round < 30; round++) {
      const name = `Wanted ${round}`
      const [inner = '', outer = '', other = ''] = await Promise.all(
        [0, 1, 2].map((n) => directory.group(`W${n}.${round}`)),
      )
      const members = listOf([inner])
      const statuses = await allSoon([
        scim('PUT', `/Groups/${outer}`, { displayName: name, members }),
        scim('POST', '/Groups', { displayName: name, members }),
        scim('PUT', `/Groups/${other}`, { displayName: name, members }),
      ])
      expect(statuses.filter((status) => status === 409)).toHaveLength(2)
    }
  })

  it('where small changes that share a transaction meet people who are deleted', async () => {
    for (let round = 0; round < 20; round++) {
      const people = await Promise.all([0, 1, 2, 3].map((n) => directory.user(`d${n}.${round}@acme.example`)))
      const groups = await Promise.all([0, 1, 2, 3].map((n) => directory.group(`D${n}.${round}`, people)))
      const late = await directory.user(`late.${round}@acme.example`)
      const add = { op: 'add', path: 'members', value: listOf([late]) }
      const statuses = await allSoon([
        ...groups.toReversed().map((id) => directory.patch(`/Groups/${id}`, add)),
        ...people.slice(0, 2).map((id) => scim('DELETE', `/Users/${id}`)),
        ...groups.toReversed().map((id) => directory.patch(`/Groups/${id}`, add)),
      ])
      expect(new Set(statuses)).toEqual(new Set([204]))
      for (const id of groups) expect(await directory.members(id)).toEqual([...people.slice(2), late].sort())
    }
  })

  it('where people who are deactivated leave groups that are written meanwhile', async () => {
    await setRules(integration.ctx, integration.integrationId, {
      allowedDomains: [],
      allowedAddresses: [],
      whenLocal: 'claim',
      whenDeactivated: 'leave',
      whenGroupless: 'nothing',
      whenDeleted: 'delete',
      massChangePercent: null,
    })
    for (let round = 0; round < 20; round++) {
      const people = await Promise.all(
        [0, 1, 2, 3, 4].map((n) => directory.user(`l${n}.${round}@acme.example`)),
      )
      const [a = '', b = '', c = '', d = '', e = ''] = people
      const groups = await Promise.all([0, 1, 2].map((n) => directory.group(`L${n}.${round}`, people)))
      const late = await directory.user(`l9.${round}@acme.example`)
      const inactive = { op: 'replace', path: 'active', value: false }
      const statuses = await allSoon([
        ...groups
          .toReversed()
          .map((id) =>
            directory.patch(`/Groups/${id}`, { op: 'add', path: 'members', value: listOf([late]) }),
          ),
        ...[a, b].map((id) => directory.patch(`/Users/${id}`, inactive)),
        scim('PUT', `/Users/${c}`, { userName: `l2.${round}@acme.example`, active: false }),
        ...groups.map((id) =>
          directory.patch(`/Groups/${id}`, { op: 'remove', path: `members[value eq "${a}"]` }),
        ),
        scim('DELETE', `/Users/${e}`),
      ])
      expect(new Set([...statuses, 200])).toEqual(new Set([200, 204]))
      for (const id of groups) expect(await directory.members(id)).toEqual([d, late].sort())
    }
  })

  it('where people change places and a rule looks at those who leave', async () => {
    await setRules(integration.ctx, integration.integrationId, {
      allowedDomains: [],
      allowedAddresses: [],
      whenLocal: 'claim',
      whenDeactivated: 'keep',
      whenGroupless: 'deactivate',
      whenDeleted: 'delete',
      massChangePercent: null,
    })
    for (let round = 0; round < 30; round++) {
      const people = await Promise.all([0, 1, 2, 3].map((n) => directory.user(`c${n}.${round}@acme.example`)))
      const [a = '', b = '', c = '', d = ''] = people
      const [first, second] = await Promise.all([
        directory.group(`C0.${round}`, [a, b]),
        directory.group(`C1.${round}`, [c, d]),
      ])
      const swap = (group: string | undefined, members: readonly string[]) =>
        directory.patch(`/Groups/${group}`, { op: 'replace', path: 'members', value: listOf(members) })
      expect(await allSoon([swap(first, [c, d]), swap(second, [a, b])])).toEqual([204, 204])
      expect(await directory.members(first as string)).toEqual([c, d].sort())
    }
  })
})
