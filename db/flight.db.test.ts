import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '@/lib/base/id'
import { type Database, inTenant, openDatabase, outsideTenants } from './client'
import { type TestDatabase, testDatabase } from './testing/database'

let server: TestDatabase
let db: Database
beforeAll(async () => {
  server = await testDatabase()
  // One connection: whatever one transaction leaves behind, the next one meets.
  db = openDatabase(server.url, { max: 1 })
})
afterAll(async () => {
  await db.close()
  await server.drop()
})

const ONE = { name: 'flight_one', text: 'select 1 as one' }
const TWO = { name: 'flight_two', text: 'select 2 as two' }
const BROKEN = { name: 'flight_broken', text: 'select 1 / $1::integer as broken' }

it('a statement that fails takes those behind it along, and none before it', async () => {
  const told: unknown[] = []
  const work = inTenant(db, newId(), async (tx) => {
    tx.run(ONE, []).then((rows) => told.push(rows))
    const behind = [tx.run(BROKEN, [0]), tx.run(TWO, [])]
    for (const outcome of await Promise.allSettled(behind)) {
      told.push(outcome.status === 'rejected' && outcome.reason.code)
    }
    await behind[0]
  })
  await expect(work).rejects.toMatchObject({ code: '22012' })
  expect(told).toEqual([[{ one: 1 }], '22012', '22012'])
})

it('what failed before it was planned is planned the next time', async () => {
  const later = { name: 'flight_later', text: 'select 3 as three' }
  const failing = inTenant(db, newId(), (tx) => Promise.all([tx.run(BROKEN, [0]), tx.run(later, [])]))
  await expect(failing).rejects.toMatchObject({ code: '22012' })
  const rows = await inTenant(db, newId(), (tx) => Promise.all([tx.run(later, []), tx.run(BROKEN, [1])]))
  expect(rows).toEqual([[{ three: 3 }], [{ broken: 1 }]])
})

it('the failure of what nobody waits for is the failure of the transaction, whatever follows it', async () => {
  const failing = inTenant(db, newId(), async (tx) => {
    tx.send(BROKEN, [0])
    await new Promise(setImmediate)
    return tx.run({ name: 'flight_new', text: 'select 4 as four' }, [])
  })
  await expect(failing).rejects.toMatchObject({ code: '22012' })
  const unheard = inTenant(db, newId(), async (tx) => tx.send(BROKEN, [0]))
  await expect(unheard).rejects.toMatchObject({ code: '22012' })
})

it('work that gives up before anything was sent leaves no transaction open', async () => {
  const gaveUp = inTenant(db, newId(), async () => {
    throw new Error('gave up')
  })
  await expect(gaveUp).rejects.toThrow('gave up')
  const setting = { name: 'flight_setting', text: `select current_setting('app.tenant_id', true) as tenant` }
  const [row] = await outsideTenants(db, (tx) => tx.run<{ tenant: string | null }>(setting, []))
  expect(row?.tenant || null).toBeNull()
})

it('what is asked of a transaction that has ended is refused, and reaches nobody else’s', async () => {
  const [tx] = await inTenant(db, newId(), async (tx) => [tx])
  await expect(tx?.run(ONE, [])).rejects.toThrow('The transaction has ended.')
})

it('Drizzle’s builder speaks behind what was asked before it', async () => {
  const rows = await inTenant(db, newId(), async (tx) => {
    tx.send({ name: 'flight_set', text: `select set_config('app.person_id', $1, true)` }, ['somebody'])
    return (await tx.orm.execute(sql`select current_setting('app.person_id') as who`)).rows
  })
  expect(rows).toEqual([{ who: 'somebody' }])
})

it('values arrive as they are, and come back as pg reads them', async () => {
  const echo = {
    name: 'flight_echo',
    text: `select $1::text[] as texts, $2::timestamptz as at, $3::jsonb as json, $4::bytea as bytes, $5::boolean as yes,
             $6::integer[] as numbers, $7::text as nothing, $8::integer[][] as nested`,
  }
  const texts = ['a "quoted" one', 'back\\slash', '', 'NULL', null, 'com,ma', '{brace}', 'ü\n🙂']
  const at = new Date('2026-03-01T10:11:12.345Z')
  const json = { a: [1, null, 'x"\\'] }
  const nested = [
    [1, 2],
    [3, 4],
  ]
  const values = [texts, at, json, Buffer.from([0, 255]), true, [1, 2, null], undefined, nested]
  const [row] = await inTenant(db, newId(), (tx) => tx.run(echo, values))
  expect(row).toEqual({
    texts,
    at,
    json,
    bytes: Buffer.from([0, 255]),
    yes: true,
    numbers: [1, 2, null],
    nothing: null,
    nested,
  })
})

it('lists arrive as they are, in PostgreSQL’s own form or as text where a value is of another kind', async () => {
  const lists = {
    name: 'flight_lists',
    text: `select $1::uuid[] as ids, $2::text[] as texts, $3::timestamptz[] as moments, $4::jsonb[] as json,
             $5::boolean[] as flags, $6::integer[] as numbers`,
  }
  const id = newId()
  const moment = new Date('1969-12-31T23:59:59.999Z')
  const own = [
    [id, null],
    ['"', '\\', 'ü🙂', ''],
    [moment, null],
    ['{"a":"\\""}', null],
    [true, false, null],
    [-1, 0, null],
  ]
  const text = [[], ['7'], ['2026-03-01 00:00:00.123456+00'], ['7'], ['t'], ['12']]
  const [asOwn, asText] = await inTenant(db, newId(), (tx) =>
    Promise.all([
      tx.run<Record<string, unknown[]>>(lists, own),
      tx.run<Record<string, unknown[]>>(lists, text),
    ]),
  )
  expect(Object.values(asOwn[0] ?? {})).toEqual([...own.slice(0, 3), [{ a: '"' }, null], ...own.slice(4)])
  const seen = asText[0] ?? {}
  expect([seen.ids, seen.texts, seen.json, seen.flags, seen.numbers]).toEqual([[], ['7'], [7], [true], [12]])
  await expect(
    inTenant(db, newId(), (tx) => tx.run(lists, [['no id'], [], [], [], [], []])),
  ).rejects.toMatchObject({
    code: '22P02',
  })
})
