import { setImmediate } from 'node:timers/promises'
import { beforeEach, expect, test } from 'vitest'
import { type Database, inTenant, openDatabase, outsideTenants } from '@/db/client'
import { selectAudit } from '@/db/queries/audit'
import { insertTenant } from '@/db/queries/tenancy'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { newId } from '@/lib/base/id'
import { createFirstCompany, ensureCompany, systemContext } from './companies'
import { burnSetupCodes, ensureSetupCode, hasCompany } from './installation'
import { companiesOf, ensureOwner, listMembers } from './members'

let server: TestDatabase
let db: Database

beforeEach(async () => {
  server = await testDatabase()
  db = openDatabase(server.url)
  return async () => {
    await db.close()
    await server.drop()
  }
})

const SYSTEM = { kind: 'system', name: 'Tests' } as const
const owner = {
  company: 'Acme & Sons',
  name: 'Ada Byron',
  email: 'ada@acme.example',
  password: 'correct horse',
}

test('the setup code makes one company with its owner, and is burned', async () => {
  const code = (await ensureSetupCode(db)) ?? ''
  expect(code).toMatch(/^[A-Z2-9]{4}(-[A-Z2-9]{4}){3}$/)
  const { company, personId } = await createFirstCompany(db, { ...owner, code }, { address: '192.0.2.1' })
  expect(company).toMatchObject({ slug: 'acme-sons', name: 'Acme & Sons' })
  expect(await companiesOf(db, personId)).toMatchObject([{ slug: 'acme-sons', role: 'owner' }])
  expect(await hasCompany(db)).toBe(true)
  expect(await ensureSetupCode(db)).toBeUndefined()
  await expect(createFirstCompany(db, { ...owner, code }, {})).rejects.toMatchObject({ code: 'conflict' })
  const audit = await inTenant(db, company.id, (tx) => selectAudit(tx, company.id, { limit: 9 }))
  expect(audit.map(({ action, actorName, address }) => ({ action, actorName, address })).reverse()).toEqual([
    { action: 'company.created', actorName: 'Ada Byron', address: '192.0.2.1' },
    { action: 'console-member.added', actorName: 'Ada Byron', address: '192.0.2.1' },
  ])
  expect(JSON.stringify(audit)).not.toContain('correct horse')
})

test('a code may be typed in lower case and without hyphens; a wrong one makes nothing', async () => {
  const code = (await ensureSetupCode(db)) ?? ''
  await expect(createFirstCompany(db, { ...owner, code: 'AAAA-AAAA-AAAA-AAAA' }, {})).rejects.toMatchObject({
    code: 'invalid',
    field: 'code',
  })
  expect(await hasCompany(db)).toBe(false)
  await createFirstCompany(db, { ...owner, code: code.toLowerCase().replaceAll('-', ' ') }, {})
  expect(await hasCompany(db)).toBe(true)
})

test('codes that several processes printed are all good until one is used', async () => {
  const [first = ''] = await Promise.all([ensureSetupCode(db), ensureSetupCode(db), ensureSetupCode(db)])
  await createFirstCompany(db, { ...owner, code: first }, {})
  expect(await hasCompany(db)).toBe(true)
})

test('of five visitors with the same code, one makes the company', async () => {
  const code = (await ensureSetupCode(db)) ?? ''
  const tries = await Promise.allSettled(
    [1, 2, 3, 4, 5].map((n) =>
      createFirstCompany(db, { ...owner, company: `Company ${n}`, email: `p${n}@acme.example`, code }, {}),
    ),
  )
  const made = tries.flatMap((entry) => (entry.status === 'fulfilled' ? [entry.value] : []))
  expect(made).toHaveLength(1)
  for (const entry of tries) {
    if (entry.status === 'rejected') {
      expect(entry.reason).toMatchObject({
        code: 'conflict',
        field: 'setup',
        text: { key: 'errors.companyMade' },
      })
    }
  }
  const { rows } = await db.pool.query(
    'select (select count(*) from tenants) as tenants, (select count(*) from people) as people',
  )
  expect(rows).toEqual([{ tenants: '1', people: '1' }])
})

test('who comes while the code is being used is told that setup is over, not that the code is wrong', async () => {
  const code = (await ensureSetupCode(db)) ?? ''
  let loser: Promise<unknown> = Promise.resolve()
  await outsideTenants(db, async (tx) => {
    await burnSetupCodes(tx)
    await insertTenant(tx, { id: newId(), slug: 'acme', name: 'Acme' })
    loser = createFirstCompany(db, { ...owner, code }, {}).catch((error) => error)
    await untilWaiting(db)
  })
  expect(await loser).toMatchObject({ code: 'conflict', field: 'setup' })
})

/** Until a statement waits for a lock that another transaction holds. */
async function untilWaiting({ pool }: Database): Promise<void> {
  const waiting =
    'select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()'
  while ((await pool.query(waiting)).rowCount === 0) await setImmediate()
}

test('guessing codes is stopped', async () => {
  await ensureSetupCode(db)
  const guess = () =>
    createFirstCompany(db, { ...owner, code: 'AAAA-BBBB-CCCC-DDDD' }, { address: '192.0.2.9' })
  for (let n = 0; n < 20; n++) await expect(guess()).rejects.toMatchObject({ code: 'invalid' })
  await expect(guess()).rejects.toMatchObject({
    code: 'limit',
    text: { key: 'errors.attempts', values: { minutes: 15 } },
  })
})

test('companies of like names have slugs of their own; the same name is the same company', async () => {
  const slugs = await Promise.all(
    ['Acme', 'acme', 'ACME!', '株式会社', '会社'].map(
      async (name) => (await ensureCompany(db, name, SYSTEM)).slug,
    ),
  )
  expect(slugs[0]).toBe(slugs[1])
  expect(new Set(slugs)).toEqual(new Set(['acme', 'acme-2', 'company', 'company-2']))
})

test('a company made by a command ends setup too', async () => {
  const code = (await ensureSetupCode(db)) ?? ''
  await ensureCompany(db, 'Acme', SYSTEM)
  await expect(createFirstCompany(db, { ...owner, code }, {})).rejects.toMatchObject({ code: 'conflict' })
})

test('an owner who is named again stays who they are', async () => {
  const company = await ensureCompany(db, 'Acme', SYSTEM)
  const ctx = systemContext(db, company, 'Tests')
  const first = await ensureOwner(ctx, 'grace.hopper@acme.example')
  const again = await ensureOwner(ctx, 'Grace.Hopper@acme.example')
  expect(first.password).toHaveLength(20)
  expect(again).toEqual({ personId: first.personId, password: undefined })
  expect(await listMembers(ctx)).toMatchObject([{ name: 'Grace Hopper', role: 'owner' }])
})
