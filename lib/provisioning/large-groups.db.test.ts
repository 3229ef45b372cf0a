import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inTenant, sql, type Tx } from '@/db/client'
import { openGroup } from '@/lib/directory/large-group'
import { LIMITS, URN } from '@/lib/scim'
import { serveScim } from './serve'
import {
  type TestClient,
  type TestDirectory,
  type TestEndpoint,
  type TestIntegration,
  testClient,
  testDirectory,
  testEndpoint,
  testIntegration,
} from './testing'

const PEOPLE = 3_500

let endpoint: TestEndpoint
let server: Server
let origin: string
let integration: TestIntegration
let scim: TestClient
let me: TestDirectory
let people: string[]

beforeAll(async () => {
  endpoint = await testEndpoint()
  server = createServer((request, response) => void serveScim(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  await endpoint.close()
})

beforeEach(async () => {
  integration = await testIntegration(endpoint.db)
  scim = testClient(integration)
  me = testDirectory(scim)
  people = await within(async (tx) => {
    const rows = await tx.select<{ id: string }>(sql`
      insert into users (tenant_id, id, manager_id, user_name, user_name_key, active, label, label_key, resource,
        created_at, modified_at)
      select ${integration.ctx.tenantId}, ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
        ${integration.integrationId}, 'p' || n, 'p' || n, true, 'Person ' || n, 'person ' || n, '{}', now(), now()
      from generate_series(1, ${PEOPLE}::int) n returning id`)
    return rows.map(({ id }) => id)
  })
})

const within = <T>(work: (tx: Tx) => Promise<T>) => inTenant(endpoint.db, integration.ctx.tenantId, work)
const membersOf = (ids: readonly string[]) => ids.map((value) => ({ value }))
const groupOf = (ids: readonly string[]) => ({
  schemas: [URN.GROUP],
  displayName: 'Everybody',
  members: membersOf(ids),
})

/** Each membership with the transaction that wrote it, and how much history there is of it. */
async function written(groupId: string) {
  return within(async (tx) => {
    const rows = await tx.select<{ id: string; xmin: string }>(
      sql`select user_id as id, xmin::text from group_members where group_id = ${groupId} order by user_id`,
    )
    const told = await tx.select<{ action: string; n: number }>(sql`
      select action, count(*)::int as n from changes where group_id = ${groupId} group by action`)
    return { rows, told: Object.fromEntries(told.map(({ action, n }) => [action, n])) }
  })
}

describe('a group with more members than are held at once', () => {
  it('is answered whole by both doors, chunk by chunk, with the same headers as any other', async () => {
    const id = await me.group('Everybody', people)
    const web = await scim('GET', `/Groups/${id}`)
    const path = `${new URL(integration.baseUrl).pathname}/Groups/${id}`
    const plain = await fetch(origin + path, {
      headers: { authorization: `Bearer ${integration.token}`, host: 'localhost' },
    })
    const body = JSON.parse(await plain.text())
    expect([web.status, plain.status]).toEqual([200, 200])
    expect(plain.headers.get('content-length')).toBeNull()
    expect(plain.headers.get('transfer-encoding')).toBe('chunked')
    for (const name of ['etag', 'content-type', 'cache-control']) {
      expect(plain.headers.get(name)).toBe(web.headers[name])
    }
    expect(body.members.map(({ value }: { value: string }) => value)).toEqual(people)
    expect(body.members[0]).toMatchObject({ value: people[0], display: 'Person 1', type: 'User' })
    expect(web.body.members.map(({ value }: { value: string }) => value)).toEqual(people)
    const { members: _, ...rest } = web.body
    expect(rest).toMatchObject({ id, displayName: 'Everybody', meta: { version: 'W/"1"' } })
  })

  it('keeps to what is asked for, and to what the client holds', async () => {
    const id = await me.group('Everybody', people)
    const few = await scim('GET', `/Groups/${id}?attributes=members.value`)
    expect(Object.keys(few.body).sort()).toEqual(['id', 'members', 'schemas'])
    expect(few.body.members).toHaveLength(PEOPLE)
    expect(few.body.members[7]).toEqual({ value: people[7] })
    const none = await scim('GET', `/Groups/${id}?excludedAttributes=members`)
    expect(none.body).not.toHaveProperty('members')
    expect(none.headers.etag).toBe('W/"1"')
    const held = await scim('GET', `/Groups/${id}`, undefined, { 'if-none-match': 'W/"1"' })
    expect([held.status, held.body, held.headers.etag]).toEqual([304, undefined, 'W/"1"'])
    const stale = await scim('GET', `/Groups/${id}`, undefined, { 'if-match': 'W/"9"' })
    expect(stale.status).toBe(412)
  })

  it('is answered whole in a list as well, by both doors', async () => {
    const ids = [
      await me.group('First', people),
      await me.group('Nobody'),
      await me.group('Second', people),
      await me.group('Third', people.slice(0, -1)),
    ]
    const counts = (body: { Resources: { id: string; members: object[] }[] }) =>
      body.Resources.map(({ id, members }) => [ids.indexOf(id), members.length])
    const all = [
      [0, PEOPLE],
      [1, 0],
      [2, PEOPLE],
      [3, PEOPLE - 1],
    ]
    const path = `${new URL(integration.baseUrl).pathname}/Groups?startIndex=1&count=100`
    const plain = await fetch(origin + path, {
      headers: { authorization: `Bearer ${integration.token}`, host: 'localhost' },
    })
    expect(plain.headers.get('transfer-encoding')).toBe('chunked')
    const body = JSON.parse(await plain.text())
    expect(body).toMatchObject({ totalResults: 4, startIndex: 1, itemsPerPage: 4 })
    expect(counts(body)).toEqual(all)
    expect(body.Resources[2]).toMatchObject({ displayName: 'Second', meta: { version: 'W/"1"' } })
    const web = await scim('GET', '/Groups?startIndex=1&count=100')
    expect(counts(web.body)).toEqual(all)
    const found = await scim('POST', '/.search', { filter: 'displayName pr', attributes: ['members.value'] })
    const groups = found.body.Resources.filter(({ id }: { id: string }) => ids.includes(id))
    expect(counts({ Resources: groups.map((one: object) => ({ members: [], ...one })) })).toEqual(all)
    expect(groups[3].members[5]).toEqual({ value: people[5] })
    const first = await scim('GET', '/Groups?cursor=&count=3')
    const second = await scim('GET', `/Groups?cursor=${first.body.nextCursor}&count=3`)
    expect([...counts(first.body), ...counts(second.body)]).toEqual(all)
    const names = await scim('GET', '/Groups?excludedAttributes=members')
    expect(names.body.Resources[0]).not.toHaveProperty('members')
  })

  it('shows the groups in it too', async () => {
    const inner = await me.group('Inner')
    const id = await me.group('Everybody', [inner, ...people])
    const { members } = await me.read(`/Groups/${id}`)
    expect(members).toHaveLength(PEOPLE + 1)
    expect(members.filter(({ type }: { type: string }) => type === 'Group')).toMatchObject([{ value: inner }])
  })

  it('is shown as it was when the answer began, whatever is written meanwhile', async () => {
    const id = await me.group('Everybody', people)
    const { row, members } = await openGroup(integration.ctx, id, { members: true })
    if (members === undefined || Array.isArray(members))
      throw new Error('The group is not read page by page.')
    const seen: string[] = []
    for await (const page of members) {
      if (seen.length === 0) {
        await me.patch(`/Groups/${id}`, { op: 'remove', path: `members[value eq "${people.at(-1)}"]` })
      }
      seen.push(...page.map(({ value }) => value))
    }
    expect([row.version, seen]).toEqual([1, people])
    expect((await me.members(id)).length).toBe(PEOPLE - 1)
  })

  it('lets go of its connection when nobody wants the rest', async () => {
    const id = await me.group('Everybody', people)
    for (let reader = 0; reader < 30; reader++) {
      const { members } = await openGroup(integration.ctx, id, { members: true })
      if (members === undefined || Array.isArray(members))
        throw new Error('The group is not read page by page.')
      if (reader % 2 === 0) expect((await members.next()).done).toBe(false)
      await members.return?.()
      expect(await members.next()).toEqual({ done: true, value: undefined })
    }
    expect(await me.members(id)).toHaveLength(PEOPLE)
  })

  it('asks whoever comes when many are being read to come again', async () => {
    const id = await me.group('Everybody', people)
    const opened = []
    for (let reader = 0; reader < 8; reader++)
      opened.push(await openGroup(integration.ctx, id, { members: true }))
    const refused = await scim('GET', `/Groups/${id}`)
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '5'])
    expect((await scim('GET', `/Groups/${id}?excludedAttributes=members`)).status).toBe(200)
    for (const { members } of opened) {
      if (members !== undefined && !Array.isArray(members)) await members.return?.()
    }
    await expect.poll(async () => (await scim('GET', `/Groups/${id}`)).status).toBe(200)
  })
})

describe('a write to it costs what changes', () => {
  it('PUT with ten changed writes ten rows and ten lines of history', async () => {
    const id = await me.group('Everybody', people.slice(0, -5))
    const before = await written(id)
    const next = [...people.slice(5)]
    const { status, body } = await scim('PUT', `/Groups/${id}`, groupOf(next))
    expect([status, body.members.length, body.meta.version]).toEqual([200, next.length, 'W/"2"'])
    const after = await written(id)
    expect(after.rows.map((row) => row.id)).toEqual(next)
    const old = new Map(before.rows.map((row) => [row.id, row.xmin]))
    expect(after.rows.filter((row) => old.get(row.id) !== row.xmin).map((row) => row.id)).toEqual(
      people.slice(-5),
    )
    expect(after.told).toEqual({ 'group.created': 1, 'member.added': PEOPLE - 5 + 5, 'member.removed': 5 })
  })

  it('PUT of what is there writes nothing, locks nobody, and keeps the version', async () => {
    const id = await me.group('Everybody', people)
    const locks = () => within((tx) => tx.select(sql`select id, xmax::text from users order by id`))
    const [before, lockedBefore] = [await written(id), await locks()]
    const { status, body } = await scim('PUT', `/Groups/${id}`, groupOf([...people].reverse()))
    expect([status, body.meta.version]).toEqual([200, 'W/"1"'])
    expect(await written(id)).toEqual(before)
    expect(await locks()).toEqual(lockedBefore)
  })

  it('PATCH that replaces members, and one that adds a thousand, write what differs', async () => {
    const id = await me.group('Everybody', people.slice(0, 2_000))
    const replaced = people.slice(3, 2_004)
    await me.patch(`/Groups/${id}`, { op: 'replace', path: 'members', value: membersOf(replaced) })
    expect((await written(id)).rows.map((row) => row.id)).toEqual(replaced)
    expect((await written(id)).told).toEqual({
      'group.created': 1,
      'member.added': 2_004,
      'member.removed': 3,
    })
    await me.patch(`/Groups/${id}`, {
      op: 'add',
      path: 'members',
      value: membersOf(people.slice(1_504, 2_504)),
    })
    expect((await written(id)).rows.map((row) => row.id)).toEqual(people.slice(3, 2_504))
    expect((await written(id)).told).toMatchObject({ 'member.added': 2_504 })
  })

  it('members of others stay as they are, unknown ones become problems, and nobody known is refused', async () => {
    const id = await me.group('Everybody', people)
    const other = await testIntegration(endpoint.db, { ctx: integration.ctx, name: 'Second Okta' })
    const theirs = people.slice(0, 2)
    await within((tx) =>
      tx.select(
        sql`update users set manager_id = ${other.integrationId} where id = any(${sql.param(theirs)}::uuid[])`,
      ),
    )
    const unknown = '01900000-0000-7000-8000-ffffffffffff'
    const sent = [...people.slice(0, 200), unknown, 'nobody']
    const { body } = await scim('PUT', `/Groups/${id}`, groupOf(sent))
    expect(body.members).toHaveLength(198)
    expect((await written(id)).rows.map((row) => row.id)).toEqual(people.slice(0, 200))
    const open = await within((tx) =>
      tx.select<{ n: number }>(sql`select count(*)::int as n from problems where closed_at is null`),
    )
    expect(open).toEqual([{ n: 4 }])
    const nobody = Array.from(
      { length: 150 },
      (_, n) => `01900000-0000-7000-8000-f${String(n).padStart(11, '0')}`,
    )
    const refused = await scim('PUT', `/Groups/${id}`, groupOf(nobody))
    expect([refused.status, refused.body.scimType]).toEqual([400, 'invalidValue'])
    expect((await written(id)).rows).toHaveLength(200)
  })

  it('is removed with everybody in it, and each of them is told of', async () => {
    const id = await me.group('Everybody', people)
    expect((await scim('DELETE', `/Groups/${id}`)).status).toBe(204)
    const { rows, told } = await written(id)
    expect(rows).toEqual([])
    expect(told).toMatchObject({ 'member.removed': PEOPLE, 'group.deleted': 1 })
  })

  it('may be 16 MiB long, and no longer', async () => {
    const padded = (bytes: number) => ({ ...groupOf(people.slice(0, 1)), note: 'x'.repeat(bytes) })
    expect((await scim('POST', '/Groups', padded(LIMITS.bodyBytes))).status).toBe(201)
    const refused = await scim('POST', '/Groups', padded(LIMITS.groupBytes))
    expect(refused.status).toBe(413)
    expect(refused.body.detail).toContain('16 MiB')
  })

  it('is worked on in its turn: beyond a few that wait the others are told to come back, and small ones go on', async () => {
    const large = (n: number) => ({
      ...groupOf(people.slice(0, 1)),
      displayName: `Large ${n}`,
      note: 'x'.repeat(2_200_000),
    })
    const sent = Array.from({ length: 14 }, (_, n) => scim('POST', '/Groups', large(n)))
    expect((await scim('GET', `/Users/${people[0]}`)).status).toBe(200)
    const answers = await Promise.all(sent)
    const refused = answers.flatMap(({ status }, n) => (status === 201 ? [] : [n]))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 503]))
    expect(answers[refused[0] ?? 0]?.headers['retry-after']).toBe('5')
    const names = async () => (await scim('GET', '/Groups?excludedAttributes=members,note')).body.totalResults
    expect(await names()).toBe(answers.length - refused.length)
    for (const n of refused) expect((await scim('POST', '/Groups', large(n))).status).toBe(201)
    expect(await names()).toBe(answers.length)
  })
})
