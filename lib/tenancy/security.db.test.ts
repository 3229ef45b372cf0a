import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '@/db/client'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { isNewsElsewhere } from '@/lib/auth/attempts'
import { newId } from '@/lib/base/id'
import { listAudit } from '@/lib/history/audit-log'
import { auditSearch } from '@/lib/history/input'
import { getCompanySettings, setConsoleAddresses, setSessionLimits } from './company-settings'
import type { Ctx } from './context'
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

test('an Owner decides from where members may come, and cannot shut themselves out', async () => {
  const ctx = await testContext(db)
  const from = (address?: string): Ctx => ({
    ...ctx,
    actor: {
      kind: 'person',
      personId: newId(),
      name: 'Ada',
      email: 'ada@acme.example',
      ...(address && { address }),
    },
  })
  for (const role of ['admin', 'operator', 'auditor'] as const) {
    await expect(setConsoleAddresses(asRole(from('203.0.113.7'), role), [])).rejects.toMatchObject({
      code: 'forbidden',
    })
  }
  const refused = { code: 'invalid', field: 'allowedAddresses' }
  await expect(setConsoleAddresses(from('203.0.113.7'), ['198.51.100.0/24'])).rejects.toMatchObject({
    ...refused,
    text: { key: 'security.addresses.lockOut', values: { address: '203.0.113.7' } },
  })
  await expect(setConsoleAddresses(from(), ['198.51.100.0/24'])).rejects.toMatchObject({
    ...refused,
    text: { key: 'security.addresses.unknown' },
  })
  expect((await getCompanySettings(ctx)).consoleAddresses).toEqual([])
  await setConsoleAddresses(from('203.0.113.7'), ['203.0.113.0/24'])
  expect((await getCompanySettings(ctx)).consoleAddresses).toEqual(['203.0.113.0/24'])
  await setConsoleAddresses(from(), [])
  const { entries } = await listAudit(ctx, auditSearch.parse({ action: 'company' }))
  const told = entries.filter(({ action }) => action === 'company.console-addresses-changed')
  expect(told.map(({ pairs }) => pairs.map(({ before, after }) => [before, after]))).toEqual([
    [['203.0.113.0/24', null]],
    [[null, '203.0.113.0/24']],
  ])
})

test('that somebody was turned away is news once an hour and place, and from twenty places', async () => {
  const { tenantId } = await testContext(db)
  const of = { tenantId, personId: newId() }
  const isNews = (address: string) => isNewsElsewhere(db, of, { address })
  expect([await isNews('203.0.113.1'), await isNews('203.0.113.1')]).toEqual([true, false])
  const places = Array.from({ length: 30 }, (_, at) => `198.51.100.${at}`)
  let news = 0
  for (const place of places) if (await isNews(place)) news += 1
  expect(news).toBe(19)
  expect(await isNewsElsewhere(db, { ...of, personId: newId() }, { address: '203.0.113.1' })).toBe(true)
})
