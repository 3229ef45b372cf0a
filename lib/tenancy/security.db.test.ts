import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '@/db/client'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { listAudit } from '@/lib/history/audit-log'
import { auditSearch } from '@/lib/history/input'
import { getCompanySettings, setSessionLimits } from './company-settings'
import { asRole, testContext } from './testing'

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

const limits = { sessionIdleMinutes: 10, sessionHours: 4 }

test('an Owner decides how long sessions may be, nobody else, and until then they are as long as anywhere', async () => {
  const ctx = await testContext(db)
  expect(await getCompanySettings(ctx)).toMatchObject({ sessionIdleMinutes: 30, sessionHours: 12 })
  for (const role of ['admin', 'operator', 'auditor'] as const) {
    await expect(setSessionLimits(asRole(ctx, role), limits)).rejects.toMatchObject({
      code: 'forbidden',
      text: { key: 'errors.onlyAdmins.security' },
    })
  }
  await setSessionLimits(ctx, limits)
  await setSessionLimits(ctx, limits)
  expect(await getCompanySettings(ctx)).toMatchObject(limits)
  const { entries } = await listAudit(ctx, auditSearch.parse({ action: 'company' }))
  expect(entries.filter(({ action }) => action === 'company.session-limits-changed')).toMatchObject([
    {
      pairs: [
        { path: 'sessionHours', before: '12', after: '4' },
        { path: 'sessionIdleMinutes', before: '30', after: '10' },
      ],
    },
  ])
})
