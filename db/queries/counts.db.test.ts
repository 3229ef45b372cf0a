import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Database, inTenant, openDatabase, outsideTenants, sql, type Tx } from '@/db/client'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { newId } from '@/lib/base/id'
import { countGroups, countMembers, countSeen, countUsers } from './counts'

let server: TestDatabase
let db: Database
let tenantId: string
let okta: string
let entra: string

beforeAll(async () => {
  server = await testDatabase()
  db = openDatabase(server.url)
})
afterAll(async () => {
  await db.close()
  await server.drop()
})

beforeEach(async () => {
  tenantId = newId()
  okta = newId()
  entra = newId()
  await outsideTenants(db, (tx) =>
    tx.select(sql`insert into tenants (id, slug, name) values (${tenantId}, ${tenantId}, 'Acme')`),
  )
  await inTenant(db, tenantId, async (tx) => {
    for (const [id, name] of [
      [okta, 'okta'],
      [entra, 'entra'],
    ]) {
      await tx.select(sql`
        insert into integrations (tenant_id, id, name, name_key, provider, created_by)
        values (${tenantId}, ${id}, ${name}, ${name}, 'other', 'Tests')`)
    }
  })
})

async function addUser(
  tx: Tx,
  of: { managerId?: string | null; active?: boolean; externalId?: string } = {},
) {
  const id = newId()
  await tx.select(sql`
    insert into users (tenant_id, id, manager_id, user_name, user_name_key, external_id, active, label, label_key,
      resource, created_at, modified_at)
    values (${tenantId}, ${id}, ${of.managerId ?? null}, ${id}, ${id}, ${of.externalId ?? null}, ${of.active ?? true},
      'Ann', 'ann', '{}', now(), now())`)
  return id
}

async function addGroup(tx: Tx, managerId: string | null = null) {
  const id = newId()
  await tx.select(sql`
    insert into groups (tenant_id, id, manager_id, display_name, display_name_key, resource, created_at, modified_at)
    values (${tenantId}, ${id}, ${managerId}, ${id}, ${id}, '{}', now(), now())`)
  return id
}

const inAcme = <T>(work: (tx: Tx) => Promise<T>) => inTenant(db, tenantId, work)
const fold = (tx: Tx) => tx.select(sql`select fold_directory_counts(${tenantId})`)

/** Everything that is counted, by the counters and by counting. */
async function bothCounts(tx: Tx, groupIds: readonly string[]) {
  const real = async (from: ReturnType<typeof sql>) =>
    (await tx.select<{ n: number }>(sql`select count(*)::int as n from ${from}`))[0]?.n
  const pairs: [number, number | undefined][] = []
  for (const active of [undefined, true, false]) {
    const also = active === undefined ? sql`true` : sql`u.active = ${active}`
    pairs.push(
      [await countUsers(tx, tenantId, { active }), await real(sql`users u where ${also}`)],
      [
        await countUsers(tx, tenantId, { active, managed: true }),
        await real(sql`users u where ${also} and u.manager_id is not null`),
      ],
      [
        await countUsers(tx, tenantId, { active, managed: false }),
        await real(sql`users u where ${also} and u.manager_id is null`),
      ],
      [
        await countUsers(tx, tenantId, { active, managerId: okta }),
        await real(sql`users u where ${also} and u.manager_id = ${okta}`),
      ],
    )
  }
  for (const viewer of [okta, entra]) {
    pairs.push(
      [
        await countSeen(tx, tenantId, viewer, 'user'),
        await real(
          sql`users u where u.manager_id is null or u.manager_id = ${viewer} and u.deleted_at is null`,
        ),
      ],
      [
        await countSeen(tx, tenantId, viewer, 'group'),
        await real(sql`groups g where g.manager_id is null or g.manager_id = ${viewer}`),
      ],
    )
  }
  pairs.push([await countGroups(tx, tenantId), await real(sql`groups`)])
  for (const id of groupIds) {
    pairs.push([
      await countMembers(tx, tenantId, id),
      await real(sql`group_members m where m.group_id = ${id}`),
    ])
  }
  return { counters: pairs.map(([counter]) => counter), real: pairs.map(([, counted]) => counted) }
}

test('counters say what counting says, whatever is written and whenever it is folded', async () => {
  let random = 7
  const upTo = (most: number) => {
    random = (random * 48271) % 2147483647
    return random % most
  }
  const users: string[] = []
  const groups: string[] = []
  const someone = () => users[upTo(users.length)] ?? newId()
  const some = () => groups[upTo(groups.length)] ?? newId()
  const manager = () => [null, okta, entra][upTo(3)] ?? null
  const steps: ((tx: Tx) => Promise<unknown>)[] = [
    async (tx) => users.push(await addUser(tx, { managerId: manager(), active: upTo(3) > 0 })),
    async (tx) => groups.push(await addGroup(tx, manager())),
    (tx) => tx.select(sql`update users set active = not active where id = ${someone()}`),
    (tx) => tx.select(sql`update users set manager_id = ${manager()} where id = ${someone()}`),
    (tx) =>
      tx.select(sql`update users set active = not active, manager_id = ${manager()} where id > ${someone()}`),
    (tx) =>
      tx.select(
        sql`update users set deleted_at = case when deleted_at is null then now() end where id = ${someone()}`,
      ),
    (tx) => tx.select(sql`update groups set manager_id = ${manager()} where id = ${some()}`),
    (tx) =>
      tx.select(sql`
        insert into group_members select ${tenantId}, ${some()}, u.id, now()
        from users u order by u.id desc limit ${upTo(5)} on conflict do nothing`),
    (tx) => tx.select(sql`delete from group_members where user_id = ${someone()}`),
    (tx) => tx.select(sql`delete from users where id = ${upTo(4) === 0 ? someone() : newId()}`),
    (tx) => tx.select(sql`delete from groups where id = ${upTo(6) === 0 ? some() : newId()}`),
    fold,
  ]
  await inAcme(async (tx) => {
    for (let made = 0; made < 3; made++) {
      users.push(await addUser(tx))
      groups.push(await addGroup(tx))
    }
  })
  for (let round = 0; round < 60; round++) {
    await inAcme(async (tx) => {
      for (let step = 0; step < 4; step++) {
        const isGone = (id: string) => tx.select(sql`select from groups where id = ${id}`)
        for (const [at, id] of [...groups.entries()].reverse()) {
          if ((await isGone(id)).length === 0) groups.splice(at, 1)
        }
        await steps[groups.length === 0 ? 1 : upTo(steps.length)]?.(tx)
      }
    })
    if (round % 10 === 9) {
      const { counters, real } = await inAcme((tx) => bothCounts(tx, groups))
      expect(counters).toEqual(real)
    }
  }
})

test('what is rolled back was never counted', async () => {
  await expect(
    inAcme(async (tx) => {
      await addUser(tx)
      await fold(tx)
      throw new Error('changed our mind')
    }),
  ).rejects.toThrow('changed our mind')
  expect(await inAcme((tx) => countUsers(tx, tenantId))).toBe(0)
})

test('many writers and folders at once lose nothing and wait for nobody', async () => {
  await Promise.all(
    Array.from({ length: 12 }, async (_, writer) => {
      for (let made = 0; made < 10; made++) {
        await inAcme(async (tx) => {
          await addUser(tx, { managerId: okta })
          if ((writer + made) % 3 === 0) await fold(tx)
        })
      }
    }),
  )
  expect(await inAcme((tx) => countUsers(tx, tenantId, { managerId: okta }))).toBe(120)
  await inAcme(fold)
  expect(await inAcme((tx) => countUsers(tx, tenantId, { managerId: okta }))).toBe(120)
  const left = await inAcme((tx) => tx.select(sql`select 1 from directory_count_entries`))
  expect(left).toEqual([])
})

test('rows of one statement leave one entry for all that are counted together, and emptied counts leave no row', async () => {
  const group = await inAcme((tx) => addGroup(tx))
  const entries = () =>
    inAcme((tx) => tx.select(sql`select counted, active, count from directory_count_entries order by active`))
  const write = async (statement: ReturnType<typeof sql>) => {
    await inAcme(fold)
    // One of a hundred statements folds what it leaves.
    await inAcme(async (tx) => {
      await tx.select(sql`select setseed(0.5)`)
      await tx.select(statement)
    })
    return entries()
  }
  const came = sql`
    insert into users (tenant_id, id, user_name, user_name_key, active, label, label_key, resource, created_at, modified_at)
    select ${tenantId}, gen_random_uuid(), n, n, true, n, n, '{}', now(), now() from generate_series(1, 1000) n`
  expect(await write(came)).toEqual([{ counted: 'user', active: true, count: 1000 }])
  expect(
    await write(sql`insert into group_members select tenant_id, ${group}, id, now() from users`),
  ).toEqual([{ counted: 'member', active: true, count: 1000 }])
  expect(await write(sql`update users set active = user_name not like '%7'`)).toEqual([
    { counted: 'user', active: false, count: 100 },
    { counted: 'user', active: true, count: -100 },
  ])
  const toAndFro = sql`update users set active = not active where user_name = '7' or user_name = '8'`
  expect(await write(toAndFro)).toEqual([])
  expect(await write(sql`update users set label = 'Ann'`)).toEqual([])
  expect(await inAcme((tx) => countMembers(tx, tenantId, group))).toBe(1000)
  await inAcme((tx) => tx.select(sql`delete from groups`))
  await inAcme((tx) => tx.select(sql`delete from users`))
  await inAcme(fold)
  expect(await inAcme((tx) => tx.select(sql`select 1 from directory_counts`))).toEqual([])
})

test('the text of a person follows what it is made of', async () => {
  const text = (id: string) =>
    inAcme(async (tx) => {
      const rows = await tx.select<{ text: string }>(
        sql`select text_key as text from user_texts where user_id = ${id}`,
      )
      return rows.map((row) => row.text)
    })
  const id = await inAcme((tx) => addUser(tx, { externalId: '00U1' }))
  expect(await text(id)).toEqual([`ann\n${id}\n00u1`])
  const emails = JSON.stringify({ emails: [{ value: 'Zoë@Acme.example' }, { type: 'home' }] })
  await inAcme((tx) => tx.select(sql`update users set resource = ${emails}::jsonb where id = ${id}`))
  expect(await text(id)).toEqual([`ann\n${id}\n00u1\nzoe@acme.example`])
  await inAcme((tx) =>
    tx.select(
      sql`update users set user_name_key = 'josé', label_key = 'jose', external_id = null where id = ${id}`,
    ),
  )
  expect(await text(id)).toEqual(['jose\njose\nzoe@acme.example'])
  await inAcme((tx) => tx.select(sql`delete from users where id = ${id}`))
  expect(await text(id)).toEqual([])
})

test('the text of who comes is made as that of who changes', async () => {
  const mapped = '{}'
  const people = [
    { resource: {} },
    { resource: {}, externalId: 'ÀB' },
    { resource: { emails: [{ value: 'Zoë@Acme.example' }, { type: 'home' }, { value: 'B@acme.example' }] } },
    { resource: { emails: [] }, email: 'Mapped@acme.example', mapped },
    {
      resource: { emails: [{ value: 'a@acme.example' }] },
      email: 'Ünder@acme.example',
      mapped,
      externalId: 'x',
    },
    { resource: { emails: 'a@acme.example' } },
  ]
  const texts = await inAcme(async (tx) => {
    for (const of of people) {
      const id = newId()
      await tx.select(sql`
        insert into users (tenant_id, id, user_name, user_name_key, external_id, active, label, label_key, email, resource,
          mapped, created_at, modified_at)
        values (${tenantId}, ${id}, ${id}, ${id}, ${of.externalId ?? null}, true, 'Ann', 'ann', ${of.email ?? null},
          ${JSON.stringify(of.resource)}::jsonb, ${of.mapped ?? null}::jsonb, now(), now())`)
    }
    return tx.select<{ came: string; changed: string }>(sql`
      select t.text_key as came, user_text(u.label_key, u.user_name_key, u.external_id,
        searched_emails(u.resource, u.mapped, u.email)) as changed
      from users u join user_texts t on t.user_id = u.id`)
  })
  expect(texts).toHaveLength(people.length)
  expect(texts.map(({ came }) => came)).toEqual(texts.map(({ changed }) => changed))
})
