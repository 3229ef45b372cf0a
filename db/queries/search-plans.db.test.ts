import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, inTenant, openDatabase, outsideTenants, sql, type Tx } from '@/db/client'
import { asAdmin, type TestDatabase, testDatabase } from '@/db/testing/database'
import { fillDirectory } from '@/db/testing/many'
import { newId } from '@/lib/base/id'
import { countGroups, countMembers, countSeen, countUsers } from './counts'
import { selectDirectoryCounts, selectGroupFacts } from './directory-facts'
import { selectFacts } from './integrations'
import { type GroupCriteria, searchGroups } from './search-groups'
import { searchMembers, searchMemberships } from './search-members'
import { searchUsers } from './search-users'
import type { UserCriteria } from './user-criteria'

const PEOPLE = 30_000
const TABLES = ['users', 'user_texts', 'user_emails', 'group_members']

let server: TestDatabase
let db: Database
let admin: pg.Client
const tenantId = newId()
const integrationId = newId()
let groupId = ''
let userId = ''

beforeAll(async () => {
  server = await testDatabase()
  db = openDatabase(server.url, { max: 1 })
  admin = new pg.Client({ connectionString: server.adminUrl })
  await admin.connect()
  await outsideTenants(db, (tx) =>
    tx.select(sql`insert into tenants (id, slug, name) values (${tenantId}, 'acme', 'Acme')`),
  )
  await inTenant(db, tenantId, (tx) =>
    fillDirectory(tx, { tenantId, integrationId, people: PEOPLE, groups: 200, members: 100 }),
  )
  await inTenant(db, tenantId, (tx) =>
    tx.select(sql`
      insert into requests (tenant_id, at, id, integration_id, method, path, query, status, duration_microseconds)
      select ${tenantId}, now(), gen_random_uuid(), ${integrationId}, 'GET', '/Users', '', 200, 1
      from generate_series(1, 5000)`),
  )
  await asAdmin(server.adminUrl, 'vacuum analyze')
  await inTenant(db, tenantId, async (tx) => {
    const [row] = await tx.select<{ groupId: string; userId: string }>(
      sql`select group_id as "groupId", user_id as "userId" from group_members limit 1`,
    )
    groupId = row?.groupId ?? ''
    userId = row?.userId ?? ''
  })
})

afterAll(async () => {
  await admin.end()
  await db.close()
  await server.drop()
})

/** How often tables have been read from end to end, also inside functions. */
async function sequentialScans(): Promise<Record<string, number>> {
  await outsideTenants(db, (tx) => tx.select(sql`select pg_stat_force_next_flush()`))
  const { rows } = await admin.query<{ name: string; scans: number }>(
    `select relname as name, seq_scan::int as scans from pg_stat_user_tables
     where relname = any($1) or relname like 'requests%' order by relname`,
    [TABLES],
  )
  return Object.fromEntries(rows.map(({ name, scans }) => [name, scans]))
}

async function expectNoScan(work: (tx: Tx) => Promise<unknown>): Promise<void> {
  const before = await sequentialScans()
  await inTenant(db, tenantId, work)
  expect(await sequentialScans()).toEqual(before)
}

const people: UserCriteria = {
  text: undefined,
  active: undefined,
  managed: undefined,
  managerId: undefined,
  groupIds: undefined,
  changedSince: undefined,
  hasProblems: false,
  order: 'name',
  descending: false,
  limit: 25,
  offset: 0,
}
const text = (typed: string) => ({ text: { folded: typed, plain: typed } })

test.each<[string, () => Partial<UserCriteria>]>([
  ['by name', () => ({})],
  ['by name, backwards, deep', () => ({ descending: true, offset: 20_000 })],
  ['by userName', () => ({ order: 'userName' })],
  ['by status', () => ({ order: 'status' })],
  ['by when they came', () => ({ order: 'created', descending: true })],
  ['with a text, by when they came', () => ({ ...text('acme'), order: 'created' })],
  ['by the last change', () => ({ order: 'synced', descending: true })],
  ['who are inactive', () => ({ active: false })],
  ['who are active', () => ({ active: true, order: 'userName' })],
  ['who are Local', () => ({ managed: false })],
  ['of an integration', () => ({ managerId: integrationId })],
  ['who changed lately', () => ({ changedSince: new Date('2026-01-20'), order: 'synced' })],
  ['about whom a problem is open', () => ({ hasProblems: true })],
  ['of a group', () => ({ groupIds: [groupId] })],
  ['of a group who are inactive', () => ({ groupIds: [groupId], active: false })],
  ['with a rare text', () => text('p777@')],
  ['with a text that all have', () => text('acme')],
  ['with a text that nobody has', () => text('nobody at all')],
  ['with one letter', () => text('p')],
  ['with two digits', () => text('77')],
  ['with a text, in a group', () => ({ ...text('acme'), groupIds: [groupId] })],
  ['with a text, inactive, by status', () => ({ ...text('acme'), active: false, order: 'status' })],
])('people %s are found without a scan', async (_, criteria) => {
  await expectNoScan(async (tx) => {
    const found = await searchUsers(tx, tenantId, { ...people, ...criteria() })
    expect(found.total).toBeGreaterThanOrEqual(found.rows.length)
  })
})

test('members, memberships, groups, facts and counts are answered without a scan', async () => {
  const groups: GroupCriteria = { ...people, empty: false, order: 'name', limit: 100 }
  await expectNoScan(async (tx) => {
    const page = { text: undefined, limit: 25, offset: 0 }
    expect(await searchMembers(tx, tenantId, groupId, page)).toMatchObject({ total: 100 })
    expect(await searchMembers(tx, tenantId, groupId, { ...page, ...text('acme') })).toMatchObject({
      total: 100,
    })
    expect(await searchMemberships(tx, tenantId, userId, page)).toMatchObject({ total: 1 })
    const { total, rows } = await searchGroups(tx, tenantId, groups)
    expect([total, rows[0]?.members]).toEqual([200, 100])
    expect(await selectDirectoryCounts(tx, tenantId)).toMatchObject({ users: PEOPLE, groups: 200 })
    expect(await selectGroupFacts(tx, tenantId, groupId)).toMatchObject({ members: 100, activeMembers: 90 })
    expect(await selectFacts(tx, tenantId)).toMatchObject([{ users: PEOPLE, groups: 200 }])
    expect(await countSeen(tx, tenantId, integrationId, 'user')).toBe(PEOPLE)
    expect(await countUsers(tx, tenantId, { active: false })).toBe(PEOPLE / 10)
    expect(await countGroups(tx, tenantId)).toBe(200)
    expect(await countMembers(tx, tenantId, groupId)).toBe(100)
  })
})

test('a text that too many have is read in the order of the list, and says that there are more', async () => {
  await inTenant(db, tenantId, async (tx) => {
    const two = await searchUsers(tx, tenantId, { ...people, ...text('p'), limit: 2 })
    expect(two).toMatchObject({ total: 2_000, more: true })
    expect(two.rows.map((row) => row.label)).toEqual(['Person 1', 'Person 10'])
    const sign = await searchUsers(tx, tenantId, { ...people, ...text('@'), limit: 2 })
    expect(sign).toMatchObject({ total: 2_000, more: true })
    expect(sign.rows.map((row) => row.label)).toEqual(['Person 1', 'Person 10'])
    const last = await searchUsers(tx, tenantId, { ...people, ...text('p'), descending: true, limit: 1 })
    expect(last.rows.map((row) => row.label)).toEqual(['Person 9999'])
    const few = await searchUsers(tx, tenantId, { ...people, ...text('p'), groupIds: [groupId], limit: 1 })
    expect(few.total).toBe(100)
    expect(few.more).toBeUndefined()
  })
})

test('who all stand at the other end of the order are found there', async () => {
  await inTenant(db, tenantId, async (tx) => {
    // Beyond where the order is walked to.
    await tx.select(sql`update users set external_id = 'q' || external_id where label_key > 'person 8'`)
    const found = await searchUsers(tx, tenantId, { ...people, ...text('q'), order: 'userName', limit: 3 })
    expect(found).toMatchObject({ total: 2_000, more: true })
    expect(found.rows.map((row) => row.label)).toEqual(['Person 8000', 'Person 8001', 'Person 8002'])
  })
})
