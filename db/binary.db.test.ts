import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RowValue, rowsAsBinary, type ValueType } from './binary'
import { type Database, openDatabase, outsideTenants, type Statement } from './client'
import { asAdmin, type TestDatabase, testDatabase } from './testing/database'

let server: TestDatabase
let db: Database

beforeAll(async () => {
  server = await testDatabase()
  await asAdmin(
    server.adminUrl,
    'create type zoo as (a text, b uuid, c integer, d timestamptz, e jsonb, f text)',
  )
  db = openDatabase(server.url, { max: 1 })
})
afterAll(async () => {
  await db.close()
  await server.drop()
})

const TYPES: ValueType[] = ['text', 'uuid', 'integer', 'timestamptz', 'jsonb', 'text']
const SELECT: Statement = { name: 'rows_of_binary', text: 'select * from unnest($1::zoo[])' }

async function passedThrough(rows: readonly (readonly RowValue[])[]) {
  const found = await outsideTenants(db, (tx) =>
    tx.run<Record<string, unknown>>(SELECT, [rowsAsBinary(TYPES, rows)]),
  )
  return found.map((row) => Object.values(row))
}

test('values come through as they are: of every type, in any script, and none', async () => {
  const rows = [
    [
      'a"b',
      '01900000-0000-7000-8000-0000000002f2',
      7,
      new Date('2026-02-28T23:59:59.999Z'),
      '{"a":[1,"ü"]}',
      '',
    ],
    [
      '日本 👩🏽‍🚀',
      'FFFFFFFF-ffff-4fff-bfff-ffffffffffff',
      -2147483648,
      new Date('1969-07-20T20:17:40.001Z'),
      '7',
      'é',
    ],
    [null, null, null, null, null, null],
    [
      '\\N {NULL} \r\n\x1f',
      '00000000-0000-0000-0000-000000000000',
      2147483647,
      new Date(946684800000),
      'null',
      ' ',
    ],
  ]
  expect(await passedThrough(rows)).toEqual(
    rows.map(([a, b, c, d, e, f]) => [a, b && String(b).toLowerCase(), c, d, e && JSON.parse(String(e)), f]),
  )
  expect(await passedThrough([])).toEqual([])
})

test('text of any length is written whole, however much was written before it', async () => {
  const rows = [1_000, 300_000, 1, 900_000].map((length) => [
    '日'.repeat(length),
    null,
    length,
    null,
    null,
    'end',
  ])
  expect(await passedThrough(rows)).toEqual(rows)
})

test('half a character becomes U+FFFD, and what is no UUID is refused', async () => {
  expect(await passedThrough([['a\ud800b', null, null, null, null, null]])).toEqual([
    ['a\ufffdb', null, null, null, null, null],
  ])
  const id = '01900000-0000-7000-8000-0000000002f2'
  for (const wrong of ['', id.slice(1), `${id}0`, id.replace('f', 'g'), id.replace('2', '\u0132')]) {
    expect(() => rowsAsBinary(['uuid'], [[wrong]])).toThrow('no UUID')
  }
})
