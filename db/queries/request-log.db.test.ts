import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '@/lib/base/id'
import { type Database, inTenant, openDatabase, sql, type Tx } from '../client'
import { asAdmin, type TestDatabase, testDatabase } from '../testing/database'
import { explaining } from '../testing/explaining'
import { countNewer, type LogFilter, selectByReference, selectLog } from './request-log'

const ROWS = 60_000
const tenantId = newId()
const integrationId = newId()

let server: TestDatabase
let db: Database

beforeAll(async () => {
  server = await testDatabase()
  db = openDatabase(server.url, { max: 2 })
  // Today’s calls, of which one in ten writes and one in two hundred fails, of two integrations.
  await inTenant(db, tenantId, (tx) =>
    tx.select(sql`
      insert into requests (tenant_id, at, id, integration_id, method, path, query, status, duration_microseconds, resource_id)
      select ${tenantId}, t, gen_random_uuid(), case when n % 3 = 0 then gen_random_uuid() else ${integrationId}::uuid end,
        case when n % 10 = 0 then 'PATCH' else 'GET' end, '/Users', '', case when n % 200 = 0 then 409 else 200 end, 1000,
        md5((n % 500)::text)::uuid
      from (select n, date_trunc('day', now(), 'UTC') + n * interval '0.1 seconds' as t from generate_series(1, ${ROWS}) n) s`),
  )
  await asAdmin(server.adminUrl, 'analyze requests')
})
afterAll(async () => {
  await db.close()
  await server.drop()
})

type Node = { 'Index Name'?: string; 'Node Type': string; 'Relation Name'?: string; Plans?: Node[] }

/** The day that has rows; the days ahead are empty, and read at once in any way. */
const TODAY = `requests_${new Date().toISOString().slice(0, 10).replaceAll('-', '')}`

/** The indexes that the statements of `work` read the log through; `scan` for today as a whole. */
async function indexesOf(work: (tx: Tx) => Promise<unknown>): Promise<string[]> {
  const used = new Set<string>()
  const visit = (node: Node) => {
    if (node['Node Type'] === 'Seq Scan' && node['Relation Name'] === TODAY) used.add('scan')
    const index = node['Index Name']?.replace(/^requests_(\d{8}|other)_/, '').replace(/_idx\d*$/, '')
    if (index) used.add(index)
    for (const child of node.Plans ?? []) visit(child)
  }
  await inTenant(db, tenantId, (tx) =>
    work(
      explaining(tx, async (query) => {
        const [row] = await tx.select<{ 'QUERY PLAN': { Plan: Node }[] }>(sql`explain (format json) ${query}`)
        for (const { Plan } of row?.['QUERY PLAN'] ?? []) visit(Plan)
      }),
    ),
  )
  return [...used].sort()
}

const all: LogFilter = { integrationId, strays: false, reads: true }
const page = { limit: 50, scan: 2_500 }

test('no list of the log reads a day through, whatever it is narrowed by', async () => {
  const filters: Partial<LogFilter>[] = [
    {},
    { reads: false },
    { result: 'failed' },
    { result: 'refused' },
    { reads: false, type: 'Group' },
    { method: 'DELETE' },
    { reads: false, tokenId: newId() },
    { reads: false, resourceId: newId() },
    { reads: false, text: { folded: 'ann', resources: [] } },
    { from: new Date(Date.now() - 3_600_000) },
  ]
  for (const filter of filters) {
    const used = await indexesOf((tx) => selectLog(tx, tenantId, { ...all, ...filter }, page))
    expect({ filter, used: used.length > 0 && !used.includes('scan') }).toEqual({ filter, used: true })
  }
})

test('a reference and what came since are found by index too', async () => {
  const used = await indexesOf((tx) => selectByReference(tx, tenantId, 'abcdef01'))
  expect(used.some((index) => index.includes('right'))).toBe(true)
  expect(used).not.toContain('scan')
  const newer = await indexesOf((tx) =>
    countNewer(tx, tenantId, { ...all, reads: false }, { at: new Date(), id: newId() }, 100),
  )
  expect(newer).not.toContain('scan')
})
