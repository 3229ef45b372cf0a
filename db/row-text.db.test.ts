import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase, outsideTenants, type Statement } from './client'
import { rowsAsText, rowsOf } from './row-text'
import { type TestDatabase, testDatabase } from './testing/database'

let server: TestDatabase
let db: Database

beforeAll(async () => {
  server = await testDatabase()
  db = openDatabase(server.url, { max: 1 })
})
afterAll(async () => {
  await db.close()
  await server.drop()
})

const SELECT: Statement = { name: 'rows_of_text', text: `select v from ${rowsOf('$1')} r` }

async function passedThrough(rows: readonly (readonly (string | number | null)[])[]) {
  const found = await outsideTenants(db, (tx) => tx.run<{ v: unknown[] }>(SELECT, [rowsAsText(rows)]))
  return found.map(({ v }) => v)
}

test('values come through as they are: quotes, backslashes, braces, line ends, nothing, and no value', async () => {
  const rows = [
    ['a"b', "c'd", 'e\\f', '{g,h}', 'i\r\nj\tk', '', null, 7, '日本 👩🏽‍🚀'],
    ['', null, '', null, 'NULL', '\\N', ' ', 0, '\u0001'],
  ]
  expect(await passedThrough(rows)).toEqual(rows.map((row) => row.map((v) => (v === null ? null : `${v}`))))
})

test('what divides rows and values divides none when it stands in a value', async () => {
  expect(await passedThrough([['a\x1db\x1ec\x1fd', '\x1d'], ['e']])).toEqual([
    ['a\ufffdb\ufffdc\ufffdd', '\ufffd'],
    ['e'],
  ])
})
