import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Database, inTenant, openDatabase, outsideTenants, sql } from '@/db/client'
import { insertGroup } from '@/db/queries/groups'
import { changeMembers, selectMembers } from '@/db/queries/members'
import { changeMemberGroups } from '@/db/queries/nested-groups'
import { insertUser } from '@/db/queries/user-writes'
import { selectUser } from '@/db/queries/users'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { newId } from '@/lib/base/id'
import { groupResource, groupValues, userResource, userValues } from '@/lib/directory/rows'
import {
  groupSchema,
  type JsonObject,
  matches,
  parseFilter,
  type ResourceSchema,
  URN,
  userSchema,
} from '@/lib/scim'
import type { Target } from './columns'
import { compileFilter } from './compile-filter'
import { selectGroupsBy, selectUsersBy } from './lists'

const BASE_URL = 'https://rollcall.example/api/scim/acme'
const ODD = [
  'Ännä',
  'STRASSE',
  'straße',
  'İstanbul',
  'ΣΑΣ',
  "O'Neil",
  '100%',
  'under_score',
  'back\\slash',
  '"quoted"',
  '𝒳',
  '\uffee',
  'a b',
  "'; drop table users --",
]
const EXTENSION = 'urn:example:params:scim:schemas:extension:badge:2.0:User'

let test: TestDatabase
let db: Database
/** A company with everybody in it, as SCIM shows them. */
type Directory = { tenantId: string; nested: boolean; users: JsonObject[]; groups: JsonObject[] }
const directories: Directory[] = []
/** The one that is asked now: filters name ids of it. */
let { tenantId, nested, users, groups }: Directory = { tenantId: '', nested: false, users: [], groups: [] }
const enter = (directory: Directory) => {
  ;({ tenantId, nested, users, groups } = directory)
}
const target = (type: 'User' | 'Group'): Target => ({ type, tenantId, viewer: null, baseUrl: BASE_URL })

const word = fc.constantFrom('ann', 'Ann', 'BOB', 'bob', 'Sales', 'sales', 'work', 'home', 'x', ...ODD)
const email = fc.record(
  {
    value: word.map((name) => `${name}@Example.com`),
    type: fc.constantFrom('work', 'home', 'Work'),
    primary: fc.boolean(),
  },
  { requiredKeys: ['value'] },
)
const door = fc.record(
  { name: word, floor: fc.integer({ min: 0, max: 3 }), keys: fc.array(word, { minLength: 1, maxLength: 2 }) },
  { requiredKeys: ['name'] },
)
const person = fc.record(
  {
    userName: word,
    externalId: word,
    displayName: word,
    title: word,
    nickName: word,
    active: fc.boolean(),
    name: fc.record({ givenName: word, familyName: word, formatted: word }, { requiredKeys: ['givenName'] }),
    emails: fc.array(email, { minLength: 1, maxLength: 3 }),
    roles: fc.array(fc.record({ value: word, primary: fc.boolean() }, { requiredKeys: ['value'] }), {
      minLength: 1,
      maxLength: 2,
    }),
    [URN.ENTERPRISE_USER]: fc.record(
      { department: word, manager: fc.record({ value: word }) },
      { requiredKeys: ['department'] },
    ),
    [EXTENSION]: fc.record(
      {
        badge: fc.oneof(word, fc.integer({ min: 0, max: 50 }), fc.boolean()),
        list: fc.array(word, { minLength: 1, maxLength: 2 }),
        doors: fc.oneof(door, fc.array(fc.oneof(door, door, word), { minLength: 1, maxLength: 3 })),
      },
      { requiredKeys: ['badge'] },
    ),
  },
  { requiredKeys: ['userName', 'active'] },
)

const quoted = fc
  .oneof(word, fc.constantFrom('', 'a', 'ann@example.com', '@example', 'example.com'))
  .map((text) => JSON.stringify(text))
const textual = fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le')
const moment = fc.constantFrom(
  '"2026-01-01T00:00:00Z"',
  '"2030-01-01T00:00:00+02:00"',
  '"2026-06-01T12:00:00.000Z"',
)

function termOf(
  textAttributes: readonly string[],
  special: readonly fc.Arbitrary<string>[],
): fc.Arbitrary<string> {
  const attribute = fc.constantFrom(...textAttributes)
  return fc.oneof(
    { weight: 6, arbitrary: fc.tuple(attribute, textual, quoted).map((parts) => parts.join(' ')) },
    { weight: 1, arbitrary: attribute.map((name) => `${name} pr`) },
    {
      weight: 1,
      arbitrary: fc.tuple(attribute, fc.constantFrom('eq', 'ne')).map(([name, op]) => `${name} ${op} null`),
    },
    ...special.map((arbitrary) => ({ weight: 1, arbitrary })),
  )
}

function filterOf(term: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.letrec<{ filter: string; term: string }>((tie) => ({
    filter: fc.oneof(
      { depthSize: 'small' },
      tie('term'),
      tie('term'),
      fc
        .tuple(tie('filter'), fc.constantFrom('and', 'or'), tie('filter'))
        .map(([a, op, b]) => `(${a} ${op} ${b})`),
      tie('filter').map((inner) => `not (${inner})`),
    ),
    term,
  })).filter
}

const userFilter = filterOf(
  termOf(
    [
      'userName',
      'externalId',
      'displayName',
      'title',
      'name.givenName',
      'name.familyName',
      'emails.value',
      'emails',
      'emails.type',
      'roles.value',
      'id',
      'groups.display',
      'groups.value',
      'groups.type',
      'groups.$ref',
      'schemas',
      'meta.location',
      'meta.version',
      `${URN.ENTERPRISE_USER}:department`,
      `${URN.ENTERPRISE_USER}:manager.value`,
      `${EXTENSION}:badge`,
      `${EXTENSION}:list`,
      `${EXTENSION}:doors`,
      `${EXTENSION}:doors.name`,
      `${EXTENSION}:doors.keys`,
    ],
    [
      fc
        .tuple(fc.constantFrom('active', 'emails.primary'), fc.constantFrom('eq', 'ne'), fc.boolean())
        .map((parts) => parts.join(' ')),
      fc
        .tuple(
          fc.constantFrom('meta.created', 'meta.lastModified'),
          fc.constantFrom('gt', 'ge', 'lt', 'le', 'eq', 'ne'),
          moment,
        )
        .map((parts) => parts.join(' ')),
      fc
        .tuple(fc.constantFrom('type', 'value', 'primary'), fc.constantFrom('and', 'or'), quoted)
        .map(([, op, value]) => `emails[type eq "work" ${op} value co ${value}]`),
      quoted.map((value) => `emails[type eq "work"].value eq ${value}`),
      fc
        .tuple(fc.constantFrom('name', 'floor', 'keys'), textual, quoted, fc.constantFrom('and', 'or'))
        .map(([sub, op, value, and]) => `${EXTENSION}:doors[${sub} ${op} ${value} ${and} not (floor eq 1)]`),
      fc.constantFrom('name', 'keys').map((sub) => `${EXTENSION}:doors[${sub} pr].floor gt 1`),
      fc
        .tuple(
          fc.constantFrom('badge', 'list', 'doors.floor'),
          textual,
          fc.oneof(fc.integer({ min: -1, max: 50 }), fc.constantFrom('7.5', '4.20', '1e1')),
        )
        .map(([name, op, size]) => `${EXTENSION}:${name} ${op} ${size}`),
      word.map(
        (name) => `emails[value eq ${JSON.stringify(`${name}@example.com`)} and not (type eq "home")]`,
      ),
      fc.constantFrom(
        'name pr',
        'emails pr',
        'groups pr',
        'meta pr',
        'roles pr',
        `${URN.ENTERPRISE_USER}:manager pr`,
        'groups[display sw "S"]',
        'groups[type eq "indirect"]',
        'groups[type eq "direct" and display co "s"]',
        'not (groups.type eq "indirect")',
      ),
      fc
        .nat(40)
        .map((index) => `groups.value eq "${groups[index % Math.max(groups.length, 1)]?.id ?? 'none'}"`),
      fc
        .tuple(fc.nat(40), fc.constantFrom('direct', 'indirect'))
        .map(
          ([index, type]) => `groups[value eq "${groups[index % 6]?.id ?? 'none'}" and type eq "${type}"]`,
        ),
      fc.nat(400).map((index) => `id eq "${users[index % Math.max(users.length, 1)]?.id ?? 'none'}"`),
    ],
  ),
)

const groupFilter = filterOf(
  termOf(
    ['displayName', 'externalId', 'id', 'members.value', 'members.display', 'members', 'members.type'],
    [
      fc.constantFrom(
        'members pr',
        'not (members pr)',
        'members[type eq "User" and display co "a"]',
        'members[type eq "Group" and display co "a"]',
        'members.type eq "Group"',
        'not (members.type eq "User")',
      ),
      fc.nat(40).map((index) => `members.value eq "${groups[index % 6]?.id ?? 'none'}"`),
      fc.nat(40).map((index) => `members[value eq "${groups[index % 6]?.id ?? 'none'}" and type ne "User"]`),
      fc
        .nat(400)
        .map((index) => `members.value eq "${users[index % Math.max(users.length, 1)]?.id ?? 'none'}"`),
      fc
        .nat(400)
        .map((index) => `members[value eq "${users[index % Math.max(users.length, 1)]?.id ?? 'none'}"]`),
    ],
  ),
)

/** A company of its own: people and who is in which group follow from the seed. */
async function fill(seed: number, people: number): Promise<Directory> {
  const directory: Directory = { tenantId: newId(), nested: seed % 2 === 0, users: [], groups: [] }
  const { tenantId } = directory
  await outsideTenants(db, (tx) =>
    tx.select(sql`insert into tenants (id, slug, name) values (${tenantId}, ${`acme-${seed}`}, 'Acme')`),
  )
  const ids: string[] = []
  await inTenant(db, tenantId, async (tx) => {
    for (const [index, sample] of fc.sample(person, { numRuns: people, seed: seed + 7 }).entries()) {
      const schemas = [URN.USER, ...Object.keys(sample).filter((key) => key.startsWith('urn:'))]
      const resource = { schemas, ...sample, userName: `${sample.userName}${index}` } as JsonObject
      const at = new Date(Date.UTC(2025, index, 1))
      const values = userValues(resource, {
        id: newId(),
        managerId: null,
        version: (index % 3) + 1,
        createdAt: at,
        modifiedAt: at,
      })
      insertUser(tx, tenantId, values)
      ids.push(values.id)
    }
  })
  await inTenant(db, tenantId, async (tx) => {
    const made: ReturnType<typeof groupValues>[] = []
    for (const [index, name] of ['Sales', 'STRASSE', 'Ännä', 'x', 'empty', 'holder'].entries()) {
      const at = new Date(Date.UTC(2026, index, 1))
      const values = groupValues(
        { schemas: [URN.GROUP], displayName: name },
        { id: newId(), managerId: null, version: 1, createdAt: at, modifiedAt: at },
      )
      await insertGroup(tx, tenantId, values)
      const none = name === 'empty' || name === 'holder'
      const add = none ? [] : ids.filter((_, position) => (position + seed) % (index + 2) === 0)
      await changeMembers(tx, tenantId, values.id, null, { replaceAll: false, add, remove: [], at })
      made.push(values)
    }
    // holder ⊃ Sales ⊃ Ännä ⊃ x, and STRASSE ⊃ x: two ways up, and people who are in both ends of one.
    const [sales, strasse, anna, x, , holder] = made.map(({ id }) => id)
    const inside = [
      [holder, sales],
      [sales, anna],
      [anna, x],
      [strasse, x],
    ]
    for (const [outer, inner] of directory.nested ? inside : []) {
      const change = { replaceAll: false, add: [inner ?? ''], remove: [], at: new Date() }
      await changeMemberGroups(tx, tenantId, outer ?? '', null, change)
    }
    for (const values of made) {
      const members = await selectMembers(tx, tenantId, values.id, null)
      directory.groups.push(groupResource(values, members, BASE_URL))
    }
    for (const id of ids) {
      const row = await selectUser(tx, tenantId, id, null)
      if (row) directory.users.push(userResource(row, BASE_URL))
    }
  })
  return directory
}

beforeAll(async () => {
  test = await testDatabase()
  db = openDatabase(test.url, { max: 2 })
  directories.push(await fill(0, 60))
  for (let seed = 1; seed < 40; seed++) directories.push(await fill(seed, 10 + (seed % 7)))
})

beforeEach(() => enter(directories[0] as Directory))

afterAll(async () => {
  await db.close()
  await test.drop()
})

async function found(type: 'User' | 'Group', text: string, schema: ResourceSchema): Promise<string[]> {
  const query = {
    filter: parseFilter(text, schema),
    sortOrder: 'ascending' as const,
    startIndex: 1,
    count: 1000,
  }
  const { rows } = await inTenant<{ rows: { id: string }[] }>(db, tenantId, (tx) =>
    type === 'User'
      ? selectUsersBy(tx, target(type), query, { groups: false })
      : selectGroupsBy(tx, target(type), query),
  )
  return rows.map((row) => row.id).sort()
}

function expected(resources: readonly JsonObject[], text: string, schema: ResourceSchema): string[] {
  const filter = parseFilter(text, schema)
  return resources
    .filter((resource) => matches(filter, resource))
    .map((resource) => String(resource.id))
    .sort()
}

const DIRECTORY_FILTERS = { User: 400, Group: 110 } as const
const AT_ONCE = 50

/** What each of many filters admits, by as many columns of one statement. */
async function admitted(type: 'User' | 'Group', texts: readonly string[]): Promise<string[][]> {
  const schema = type === 'User' ? userSchema : groupSchema
  const conditions = texts.map((text) =>
    compileFilter(parseFilter(text, schema), { ...target(type), nested }),
  )
  const columns = conditions.map((condition, i) => sql`${condition} as ${sql.raw(`f${i}`)}`)
  const table = type === 'User' ? sql`users u where u.tenant_id` : sql`groups g where g.tenant_id`
  const rows = await inTenant(db, tenantId, (tx) =>
    tx.select<Record<string, unknown>>(
      sql`select id::text, ${sql.join(columns, sql`, `)} from ${table} = ${tenantId}`,
    ),
  )
  return texts.map((_, i) =>
    rows
      .filter((row) => row[`f${i}`] === true)
      .map(({ id }) => String(id))
      .sort(),
  )
}

describe('a filter compiled to SQL', () => {
  it('admits what the pure matcher accepts, of more than 20,000 pairs of a filter and a directory', async () => {
    let pairs = 0
    for (const [seed, directory] of directories.entries()) {
      enter(directory)
      for (const type of ['User', 'Group'] as const) {
        const filters = type === 'User' ? userFilter : groupFilter
        const texts = fc.sample(filters, { numRuns: DIRECTORY_FILTERS[type], seed })
        const schema = type === 'User' ? userSchema : groupSchema
        for (let start = 0; start < texts.length; start += AT_ONCE) {
          const some = texts.slice(start, start + AT_ONCE)
          const answers = await admitted(type, some)
          for (const [i, text] of some.entries()) {
            const resources = type === 'User' ? users : groups
            expect(answers[i], text).toEqual(expected(resources, text, schema))
            pairs += 1
          }
        }
      }
    }
    expect(pairs).toBeGreaterThan(20_000)
  })

  it('admits exactly the people that the pure matcher accepts', async () => {
    await fc.assert(
      fc.asyncProperty(userFilter, async (text) => {
        expect(await found('User', text, userSchema)).toEqual(expected(users, text, userSchema))
      }),
      { numRuns: 400 },
    )
  })

  it('admits exactly the groups that the pure matcher accepts', async () => {
    await fc.assert(
      fc.asyncProperty(groupFilter, async (text) => {
        expect(await found('Group', text, groupSchema)).toEqual(expected(groups, text, groupSchema))
      }),
      { numRuns: 200 },
    )
  })

  it('gives a value no road into the statement', async () => {
    expect(await found('User', `userName eq "'; drop table users; --"`, userSchema)).toEqual([])
    expect(await found('User', 'userName sw "%"', userSchema)).toEqual(
      expected(users, 'userName sw "%"', userSchema),
    )
    const [count] = await inTenant(db, tenantId, (tx) =>
      tx.select<{ n: number }>(sql`select count(*)::int as n from users`),
    )
    expect(count?.n).toBe(60)
  })
})
