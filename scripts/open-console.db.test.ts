import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '@/db/client'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { listAudit } from '@/lib/history/audit-log'
import { auditSearch } from '@/lib/history/input'
import { getCompanySettings, setConsoleAddresses } from '@/lib/tenancy/company-settings'
import { testContext } from '@/lib/tenancy/testing'

let server: TestDatabase
let db: Database

beforeAll(async () => {
  server = await testDatabase()
  db = openDatabase(server.url)
})
afterAll(async () => {
  await db.close()
  await server.drop()
})

const openConsole = (...args: string[]) =>
  promisify(execFile)(
    process.execPath,
    ['node_modules/tsx/dist/cli.mjs', 'scripts/open-console.ts', ...args],
    {
      env: { ...process.env, DATABASE_URL: server.url, LOG_LEVEL: 'info', NODE_ENV: 'production' },
    },
  )

test('an operator lets the members of one company in again, and its audit log says so', async () => {
  const [shut, other] = [await testContext(db), await testContext(db)]
  for (const ctx of [shut, other]) {
    await setConsoleAddresses(
      { ...ctx, actor: { ...ctx.actor, address: '203.0.113.7' } as typeof ctx.actor },
      ['203.0.113.0/24'],
    )
  }
  const { stdout, stderr } = await openConsole('--company', shut.tenantSlug)
  expect(stderr).toBe('')
  expect(JSON.parse(stdout)).toEqual({ tenant: shut.tenantSlug, allowedUntilNow: ['203.0.113.0/24'] })
  expect((await getCompanySettings(shut)).consoleAddresses).toEqual([])
  expect((await getCompanySettings(other)).consoleAddresses).toEqual(['203.0.113.0/24'])
  const { entries } = await listAudit(shut, auditSearch.parse({ action: 'company' }))
  expect(entries[0]).toMatchObject({
    action: 'company.console-addresses-changed',
    actorName: 'Open-console command',
  })
})

test.each([
  [[], '--company is missing.'],
  [['--company', 'no-such-company'], 'There is no company with the short name “no-such-company”.'],
])('it says what is wrong with %j', async (args, message) => {
  await expect(openConsole(...args)).rejects.toMatchObject({ code: 1, stdout: '', stderr: `${message}\n` })
})
