import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '@/lib/base/id'
import {
  type TestEndpoint,
  testClient,
  testDirectory,
  testEndpoint,
  testIntegration,
} from '@/lib/provisioning/testing'
import { inTenant, MOST_ROWS, sql, type Tx } from './client'
import { inSharedTransaction, inTurn } from './shared-transactions'

let endpoint: TestEndpoint
beforeAll(async () => {
  endpoint = await testEndpoint()
})
afterAll(() => endpoint.close())

const many = (count: number) => Array.from({ length: count }, (_, n) => n)

async function rowsOf(tenantId: string, query: (tx: Tx) => Promise<Record<string, unknown>[]>) {
  return inTenant(endpoint.db, tenantId, query)
}

test('people who are pushed at once are all there; a userName that is taken fails alone', async () => {
  const okta = await testIntegration(endpoint.db)
  const client = testClient(okta)
  await testDirectory(client).user('taken@acme.example')
  const names = [...many(40).map((n) => `person${n}@acme.example`), 'Taken@acme.example']
  const answers = await Promise.all(
    names.map((userName) => client('POST', '/Users', { userName, externalId: `00u-${userName}` })),
  )
  expect(answers.map(({ status }) => status)).toEqual([...many(40).map(() => 201), 409])
  expect((await client('GET', '/Users?count=0')).body.totalResults).toBe(41)
  const history = await rowsOf(okta.ctx.tenantId, (tx) =>
    tx.select(sql`select count(*)::int as count, count(distinct user_id)::int as people
                  from changes where action = 'user.created' and tenant_id = ${okta.ctx.tenantId}`),
  )
  expect(history).toEqual([{ count: 41, people: 41 }])
})

test('changes of one person and of one group that arrive at once are all made, one after the other', async () => {
  const okta = await testIntegration(endpoint.db)
  const client = testClient(okta)
  const directory = testDirectory(client)
  const people: string[] = []
  for (const n of many(20)) people.push(await directory.user(`p${n}@acme.example`))
  const group = await directory.group('Everybody', people.slice(0, 10))
  const patch = (path: string, operation: object) =>
    client('PATCH', path, {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [operation],
    })
  const answers = await Promise.all([
    ...many(12).map((n) =>
      patch(`/Users/${people[0]}`, {
        op: 'add',
        path: 'emails',
        value: [{ value: `e${n}@acme.example`, type: `t${n}` }],
      }),
    ),
    ...people
      .slice(0, 10)
      .map((id) => patch(`/Groups/${group}`, { op: 'remove', path: `members[value eq "${id}"]` })),
    ...people
      .slice(10)
      .map((value) => patch(`/Groups/${group}`, { op: 'add', path: 'members', value: [{ value }] })),
  ])
  expect(answers.every(({ status }) => status < 300)).toBe(true)
  const person = (await client('GET', `/Users/${people[0]}`)).body
  expect((person.emails as { value: string }[]).map(({ value }) => value).sort()).toEqual(
    many(12)
      .map((n) => `e${n}@acme.example`)
      .sort(),
  )
  expect(person.meta).toMatchObject({ version: 'W/"13"' })
  const members = (await client('GET', `/Groups/${group}`)).body
  expect((members.members as { value: string }[]).map(({ value }) => value).sort()).toEqual(
    people.slice(10).sort(),
  )
  expect(members.meta).toMatchObject({ version: 'W/"21"' })
})

test('what fails is rolled back for all and run again by each alone, so that nobody fails for another', async () => {
  const { ctx } = await testIntegration(endpoint.db)
  const line = { line: 'test' }
  const runs = new Map<string, number>()
  const write = (name: string, work: (tx: Tx) => Promise<string>) =>
    inSharedTransaction(endpoint.db, ctx.tenantId, { ...line, name }, (tx) => {
      runs.set(name, (runs.get(name) ?? 0) + 1)
      return work(tx)
    })
  const transactionOf = async (tx: Tx) => {
    const [row] = await tx.select<{ id: string }>(sql`select pg_current_xact_id()::text as id`)
    return row?.id ?? ''
  }
  const [one, other] = await Promise.all([write('a', transactionOf), write('b', transactionOf)])
  expect(one).toBe(other)
  const settled = await Promise.allSettled([
    write('c', transactionOf),
    write('d', (tx) => tx.select(sql`select 'no number'::integer`).then(() => '')),
    write('e', transactionOf),
  ])
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(Object.fromEntries(runs)).toEqual({ a: 1, b: 1, c: 2, d: 2, e: 2 })
})

test('what is presumed wrongly takes everything back, and each runs again in a transaction that asks', async () => {
  const okta = await testIntegration(endpoint.db)
  const { tenantId } = okta.ctx
  const holds = { name: 'test_holds', text: 'select 1 / (2 = all($2::int[]) and $1::uuid is not null)::int' }
  const note = {
    name: 'test_notes',
    text: `insert into extension_attributes (tenant_id, manager_id, type, urn, name, sub, many, kind)
           select $1, x.id, 'User', 'urn:test', x.name, '', false, 'text'
           from unnest($2::uuid[], $3::text[]) as x(id, name)`,
  }
  const presumed: boolean[] = []
  const write = (name: string, key: number) =>
    inSharedTransaction(endpoint.db, tenantId, { line: 'test', name }, async (tx) => {
      presumed.push(tx.presumes)
      if (tx.presumes) tx.presume(holds, tenantId, [key])
      tx.later(note, tenantId, [newId(), name])
      return name
    })
  const names = async () =>
    (await rowsOf(tenantId, (tx) => tx.select(sql`select name from extension_attributes order by name`))).map(
      ({ name }) => name,
    )
  expect(await Promise.all([write('a', 2), write('b', 2)])).toEqual(['a', 'b'])
  expect(presumed.splice(0)).toEqual([true, true])
  expect(await Promise.all([write('c', 2), write('d', 3), write('e', 2)])).toEqual(['c', 'd', 'e'])
  expect(presumed.splice(0)).toEqual([true, true, true, false, false, false])
  expect(await write('f', 3)).toBe('f')
  expect(presumed).toEqual([true, false])
  expect(await names()).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
})

test('of many who are pushed at once, who was here before comes back as who they were', async () => {
  const okta = await testIntegration(endpoint.db)
  const client = testClient(okta)
  const push = (n: number, login: string) =>
    client('POST', '/Users', { userName: `${login}${n}@acme.example`, externalId: `00u${n}`, active: true })
  const before = await Promise.all(many(6).map((n) => push(n, 'before')))
  for (const { body } of before.slice(0, 4)) {
    const patched = await client('PATCH', `/Users/${body.id}`, {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', value: { active: false } }],
    })
    expect(patched.body.active).toBe(false)
  }
  // Those who left are 0 to 3; 4 and 5 never did, so that their new logins make new people.
  const after = await Promise.all([...many(16)].map((n) => push(n, 'after')))
  expect(after.map(({ status }) => status)).toEqual(many(16).map(() => 201))
  const idsBefore = before.map(({ body }) => body.id)
  expect(after.slice(0, 4).map(({ body }) => body.id)).toEqual(idsBefore.slice(0, 4))
  expect(new Set([...idsBefore, ...after.map(({ body }) => body.id)]).size).toBe(6 + 12)
  const all = (await client('GET', '/Users?count=50')).body
  expect(all.totalResults).toBe(18)
  expect((all.Resources as { active: boolean }[]).every(({ active }) => active)).toBe(true)
  const returned = () =>
    rowsOf(okta.ctx.tenantId, (tx) =>
      tx.select(sql`select count(*)::int as count from changes where action = 'user.reactivated'`),
    )
  expect(await returned()).toEqual([{ count: 4 }])
  // Who comes back a moment later is looked for at once.
  await client('PATCH', `/Users/${idsBefore[0]}`, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'replace', value: { active: false } }],
  })
  const later = await Promise.all([push(0, 'later'), push(20, 'later'), push(21, 'later')])
  expect(later.map(({ status }) => status)).toEqual([201, 201, 201])
  expect(later[0]?.body).toMatchObject({ id: idsBefore[0], userName: 'later0@acme.example', active: true })
  expect(await returned()).toEqual([{ count: 5 }])
})

test('an attribute that several bring at once is known, also where their transaction was taken back', async () => {
  const okta = await testIntegration(endpoint.db)
  const client = testClient(okta)
  await testDirectory(client).user('taken@acme.example')
  const badge = 'urn:acme:params:scim:schemas:extension:badge:2.0:User'
  const answers = await Promise.all(
    ['ann@acme.example', 'bo@acme.example', 'taken@acme.example'].map((userName) =>
      client('POST', '/Users', { userName, externalId: userName, [badge]: { floor: userName } }),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 409])
  const known = await rowsOf(okta.ctx.tenantId, (tx) =>
    tx.select(sql`select urn, name from extension_attributes`),
  )
  expect(known).toEqual([{ urn: badge, name: 'floor' }])
})

test('works of one name never overlap, and those in turn follow one another', async () => {
  const { ctx } = await testIntegration(endpoint.db)
  const under = new Set<string>()
  const together = new Set<string>()
  let overlaps = 0
  const alone = async (name: string, tx: Tx) => {
    if (under.has(name)) overlaps += 1
    under.add(name)
    const [row] = await tx.select<{ id: string }>(
      sql`select pg_sleep(0.002), pg_current_xact_id()::text as id`,
    )
    together.add(row?.id ?? '')
    under.delete(name)
  }
  const write = (name: string, part?: string) =>
    inSharedTransaction(
      endpoint.db,
      ctx.tenantId,
      { line: part ? 'parts' : 'names', name, ...(part && { parts: [part] }) },
      (tx) => (part ? inTurn(tx, () => alone(name, tx)) : alone(name, tx)),
    )
  await Promise.all(many(30).map((n) => write(`name ${n % 3}`)))
  expect(overlaps).toBe(0)
  together.clear()
  await Promise.all(many(30).map((n) => write(`group ${n % 3}`, `part ${n}`)))
  expect(overlaps).toBe(0)
  expect(together.size).toBeLessThan(10)
})

test('who touches the same part waits for the next transaction, and nobody overtakes', async () => {
  const { ctx } = await testIntegration(endpoint.db)
  const order: string[] = []
  const write = (label: string, parts: string[]) =>
    inSharedTransaction(endpoint.db, ctx.tenantId, { line: 'order', name: 'group', parts }, (tx) =>
      inTurn(tx, async () => {
        const [row] = await tx.select<{ id: string }>(sql`select pg_current_xact_id()::text as id`)
        order.push(`${label} ${row?.id}`)
      }),
    )
  await Promise.all([
    write('one', ['a']),
    write('two', ['a', 'b']),
    write('three', ['b']),
    write('four', ['c']),
  ])
  const transactionOf = (label: string) => order.find((line) => line.startsWith(label))?.split(' ')[1]
  expect(transactionOf('four')).toBe(transactionOf('one'))
  expect(order.map((line) => line.split(' ')[0])).toEqual(['one', 'four', 'two', 'three'])
  expect(new Set(order.map((line) => line.split(' ')[1])).size).toBe(3)
})

test('what is asked for by key at the same moment is one question, and each gets its own answer', async () => {
  const { ctx } = await testIntegration(endpoint.db)
  const lookup = {
    name: 'test_lookup',
    text: `select k.place::int, k.word || ' ' || count(*) over () as told
           from unnest($2::text[]) with ordinality as k(word, place) where $1::uuid is not null and k.word <> 'none'`,
  }
  const told = await inTenant(endpoint.db, ctx.tenantId, (tx) =>
    Promise.all(
      ['a', 'b', 'a', 'none', 'c'].map(async (word) => {
        await Promise.resolve()
        return (await tx.find<{ told: string }>(lookup, ctx.tenantId, [word]))?.told
      }),
    ),
  )
  expect(told).toEqual(['a 3', 'b 3', 'a 3', undefined, 'c 3'])
})

test('what leaves before the end, since it is much, leaves behind all that was gathered before it', async () => {
  const { ctx } = await testIntegration(endpoint.db)
  const later = (name: string, text: string) => ({ name, text: `${text} where $1::uuid is not null` })
  const first = later('test_first', `select set_config('test.first', ($2::text[])[1], true)`)
  const many = later(
    'test_many',
    `select set_config('test.seen', current_setting('test.first', true), true), $2::text[]`,
  )
  const [row] = await inTenant(endpoint.db, ctx.tenantId, async (tx) => {
    tx.later(first, ctx.tenantId, ['came first'])
    for (let n = 0; n < MOST_ROWS; n++) tx.later(many, ctx.tenantId, [String(n)])
    return tx.select<{ seen: string }>(sql`select current_setting('test.seen', true) as seen`)
  })
  expect(row?.seen).toBe('came first')
})
