import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, inTenant, openDatabase, outsideTenants, type SQL, sql, type Tx } from '@/db/client'
import { asAdmin, type TestDatabase, testDatabase } from '@/db/testing/database'
import { explaining } from '@/db/testing/explaining'
import { fillDirectory } from '@/db/testing/many'
import { newId } from '@/lib/base/id'
import { parseFilter, type Query, schemaOf } from '@/lib/scim'
import { NOBODY } from '../queries/counts'
import { SELECT_WITH_GROUPS } from '../queries/user-pages'
import type { Target } from './columns'
import { type Seek, selectGroupsBy, selectUsersBy } from './lists'

const PEOPLE = 20_000
const GROUPS = 400
const BASE_URL = 'https://rollcall.example/api/scim/acme'

let test: TestDatabase
let db: Database
const tenantId = newId()
const integrationId = newId()
let somebody = ''
let someGroup = ''
let somebodyInIt = ''

beforeAll(async () => {
  test = await testDatabase()
  db = openDatabase(test.url, { max: 2 })
  await outsideTenants(db, (tx) =>
    tx.select(sql`insert into tenants (id, slug, name) values (${tenantId}, 'acme', 'Acme')`),
  )
  await inTenant(db, tenantId, (tx) =>
    fillDirectory(tx, { tenantId, integrationId, people: PEOPLE, groups: GROUPS, members: 50 }),
  )
  for (const table of ['users', 'user_emails', 'groups', 'group_members']) {
    await asAdmin(test.adminUrl, `analyze ${table}`)
  }
  await inTenant(db, tenantId, async (tx) => {
    const [user] = await tx.select<{ id: string }>(sql`select id from users order by id offset 777 limit 1`)
    const [member] = await tx.select<{ groupId: string; userId: string }>(
      sql`select group_id as "groupId", user_id as "userId" from group_members order by group_id, user_id limit 1`,
    )
    somebody = user?.id ?? ''
    someGroup = member?.groupId ?? ''
    somebodyInIt = member?.userId ?? ''
  })
})

afterAll(async () => {
  await db.close()
  await test.drop()
})

type Node = {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Actual Loops'?: number
  'Actual Rows'?: number
  'Rows Removed by Filter'?: number
  Plans?: Node[]
}

/** Runs a list as `work` does, but asks for the plan of each statement instead of its rows. */
async function plansOf(
  work: (tx: Tx) => Promise<unknown>,
  explain = sql`explain (format json)`,
): Promise<Node[]> {
  const roots: Node[] = []
  await inTenant(db, tenantId, async (tx) => {
    const ask = async (query: SQL) => {
      const [row] = await tx.select<{ 'QUERY PLAN': { Plan: Node }[] }>(sql`${explain} ${query}`)
      roots.push(...(row?.['QUERY PLAN'] ?? []).map(({ Plan }) => Plan))
    }
    await work(explaining(tx, ask))
  })
  return roots
}

function* nodesOf(node: Node): Generator<Node> {
  yield node
  for (const child of node.Plans ?? []) yield* nodesOf(child)
}

async function expectPlans(
  type: 'User' | 'Group',
  query: Partial<Query> & { seek?: Seek },
  indexes: readonly string[],
  statements = 2,
): Promise<void> {
  const target: Target = { type, tenantId, viewer: integrationId, baseUrl: BASE_URL }
  const list = { sortOrder: 'ascending' as const, startIndex: 1, count: 100, ...query }
  const plans = await plansOf(async (tx) => {
    const [role] = await tx.run<{ role: string }>({ name: 'role', text: 'select current_user as role' }, [])
    expect(role?.role).toBe('rollcall_app')
    return type === 'User'
      ? selectUsersBy(tx, target, list, { groups: true })
      : selectGroupsBy(tx, target, list)
  })
  expect(plans).toHaveLength(statements)
  for (const plan of plans) {
    const nodes = [...nodesOf(plan)]
    const scanned = nodes.filter((node) => node['Node Type'] === 'Seq Scan')
    expect(scanned.map((node) => node['Relation Name'])).toEqual([])
    const used = nodes.flatMap((node) => node['Index Name'] ?? [])
    expect(
      used.some((name) => indexes.includes(name)),
      `${used} has one of ${indexes}`,
    ).toBe(true)
  }
}

describe('a filter uses an index', () => {
  it.each([
    ['userName eq "P777@ACME.example"', ['users_user_name_taken']],
    ['externalId eq "x777"', ['users_by_external_id']],
    ['emails.value eq "p777@acme.example"', ['user_emails_by_value']],
    ['emails eq "p777@acme.example"', ['user_emails_by_value']],
    ['emails[type eq "work" and value eq "p777@acme.example"]', ['user_emails_by_value']],
    ['emails[type eq "work"].value eq "p777@acme.example"', ['user_emails_by_value']],
    ['displayName eq "person 777"', ['users_by_display_name']],
    ['meta.lastModified gt "2026-01-14T20:00:00Z"', ['users_by_modified']],
    ['meta.lastModified ge "2026-01-14T20:00:00Z" and active eq true', ['users_by_modified']],
    ['userName eq "p1@acme.example" or userName eq "p2@acme.example"', ['users_user_name_taken']],
    ['userName eq "p1@acme.example" or emails.value eq "p2@acme.example"', ['user_emails_by_value']],
    ['userName eq "p1@acme.example" or externalId eq "x2"', ['users_by_external_id']],
  ])('of people: %s', async (filter, indexes) => {
    await expectPlans('User', { filter: parseFilter(filter, schemaOf('User')) }, indexes)
  })

  it('of people: id eq and groups.value eq', async () => {
    const filter = (text: string) => ({ filter: parseFilter(text, schemaOf('User')) })
    await expectPlans('User', filter(`id eq "${somebody}"`), ['users_tenant_id_id_pk'])
    const members = ['group_members_tenant_id_group_id_user_id_pk', 'group_members_by_user']
    await expectPlans('User', filter(`groups.value eq "${someGroup}"`), members)
    await expectPlans('User', filter(`groups[value eq "${someGroup}"]`), members)
  })

  it.each([
    ['displayName eq "GROUP 7"', ['groups_by_display_name', 'groups_display_name_taken']],
    ['externalId eq "g7"', ['groups_by_external_id']],
    ['meta.lastModified gt "2026-01-17T12:00:00Z"', ['groups_by_modified']],
  ])('of groups: %s', async (filter, indexes) => {
    await expectPlans('Group', { filter: parseFilter(filter, schemaOf('Group')) }, indexes)
  })

  it('of groups: id eq and members.value eq', async () => {
    const filter = (text: string) => ({ filter: parseFilter(text, schemaOf('Group')) })
    await expectPlans('Group', filter(`id eq "${someGroup}"`), ['groups_tenant_id_id_pk'])
    const members = ['group_members_by_user', 'group_members_tenant_id_group_id_user_id_pk']
    await expectPlans('Group', filter(`members.value eq "${somebodyInIt}"`), members)
    await expectPlans('Group', filter(`members[value eq "${somebodyInIt}"]`), members)
  })
})

describe('a page by index', () => {
  it('of everybody whom an integration sees is merged from the index of managers, and nobody is counted', async () => {
    await expectPlans('User', {}, ['users_by_manager'], 1)
    await expectPlans('User', { startIndex: 301 }, ['users_by_manager'], 1)
    await expectPlans('Group', {}, ['groups_tenant_id_id_pk'], 1)
  })

  it('goes on where the last one ended: what lies before is not read', async () => {
    const target: Target = { type: 'User', tenantId, viewer: integrationId, baseUrl: BASE_URL }
    const list = { sortOrder: 'ascending' as const, count: 100 }
    const page = (startIndex: number) => (tx: Tx) =>
      selectUsersBy(tx, target, { ...list, startIndex }, { groups: false })
    await inTenant(db, tenantId, page(15_001))
    const plans = await plansOf(page(15_101), sql`explain (analyze, format json)`)
    const rows = plans.flatMap((plan) => [...nodesOf(plan)]).map((node) => node['Actual Rows'] ?? 0)
    expect(Math.max(...rows)).toBeLessThanOrEqual(200)
  })
})

describe('a page of everybody in the order of ids', () => {
  it('passes over none of those whom others manage, however many', async () => {
    const newcomer = newId()
    const nodes = await inTenant(
      db,
      tenantId,
      async (tx) => {
        await tx.select(sql.raw(`prepare page (uuid, uuid, uuid, integer) as ${SELECT_WITH_GROUPS.text}`))
        const explain = `explain (analyze, format json) execute page('${tenantId}', '${newcomer}', '${NOBODY}', 100)`
        const rows = await tx.select<{ 'QUERY PLAN': { Plan: Node }[] }>(sql.raw(explain))
        return rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => [...nodesOf(Plan)]))
      },
      { plansOnce: true },
    )
    const ofUsers = nodes.filter((node) => node['Relation Name'] === 'users')
    expect(ofUsers.map((node) => node['Index Name'])).toEqual(['users_by_manager', 'users_by_manager'])
    for (const node of ofUsers) expect(node['Rows Removed by Filter'] ?? 0).toBe(0)
  })
})

describe('a page by cursor uses an index', () => {
  const from = (key: string | null): Seek => ({
    from: { key, id: somebody },
    backwards: false,
    total: PEOPLE,
  })
  const sortBy = (name: string) => {
    const path = schemaOf('User').paths.get(name)
    return path ? { sortBy: path } : {}
  }

  it('in the order of creation', async () => {
    await expectPlans('User', { seek: from(null) }, ['users_tenant_id_id_pk', 'users_by_manager'], 1)
  })

  it('by userName and by the time of the last change', async () => {
    await expectPlans(
      'User',
      { ...sortBy('username'), seek: from('p777@acme.example') },
      ['users_user_name_taken'],
      1,
    )
    const modified = { ...sortBy('meta.lastmodified'), seek: from('2026-01-05 12:00:00+00') }
    await expectPlans('User', modified, ['users_by_modified'], 1)
  })
})

describe('a filter on the groups of people', () => {
  const touched = async (text: string) => {
    const target: Target = { type: 'User', tenantId, viewer: integrationId, baseUrl: BASE_URL }
    const filter = parseFilter(text, schemaOf('User'))
    const list = { filter, sortOrder: 'ascending' as const, startIndex: 1, count: 100 }
    const plans = await plansOf(
      (tx) => selectUsersBy(tx, target, list, { groups: false }),
      sql`explain (analyze, format json)`,
    )
    const nodes = plans.flatMap((plan) => [...nodesOf(plan)])
    return nodes.filter((node) => ['groups', 'group_groups'].includes(node['Relation Name'] ?? ''))
  }
  const filters = [
    'groups.display ew "7"',
    'groups ne "x"',
    'not (groups.display eq "Group 7") or title pr',
    'groups[type eq "direct" and display co "7"]',
    'groups.type eq "indirect"',
  ]

  it.each(filters)('asks groups and not person by person: %s', async (text) => {
    for (const node of await touched(text)) expect(node['Actual Loops']).toBeLessThanOrEqual(GROUPS)
  })

  it('nor does it where groups are in groups', async () => {
    await inTenant(db, tenantId, (tx) =>
      tx.select(sql`
        insert into group_groups (tenant_id, group_id, member_group_id, added_at)
        select ${tenantId}, a.id, b.id, now()
        from (select id, row_number() over (order by id) as n from groups) a
        join (select id, row_number() over (order by id) as n from groups) b on b.n = a.n * 2 or b.n = a.n * 2 + 1`),
    )
    for (const text of filters) {
      const nodes = await touched(text)
      expect(nodes.some((node) => node['Relation Name'] === 'group_groups')).toBe(true)
      for (const node of nodes) expect(node['Actual Loops'], text).toBeLessThanOrEqual(GROUPS)
    }
  })
})
