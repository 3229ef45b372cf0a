import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '@/db/client'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { signIn } from '@/lib/auth/sign-in'
import { inEnglish } from '@/lib/messages/translate'
import { acceptInvitation } from '@/lib/tenancy/acceptance'
import { getCompanySettings, renameCompany, setAuditRetention } from '@/lib/tenancy/company-settings'
import type { Ctx } from '@/lib/tenancy/context'
import { inviteMembers } from '@/lib/tenancy/invitations'
import { mutate } from '@/lib/tenancy/mutate'
import { asRole, testContext } from '@/lib/tenancy/testing'
import { checkAudit } from './audit-check'
import { noteRefusal } from './audit-events'
import { exportAudit, listAudit, listAuditActors } from './audit-log'
import { pruneAuditLogs } from './audit-retention'
import { auditSearch } from './input'

let server: TestDatabase
let db: Database
let admin: pg.Client
let ctx: Ctx

beforeAll(async () => {
  server = await testDatabase()
  db = openDatabase(server.url)
  admin = new pg.Client({ connectionString: server.adminUrl })
  await admin.connect()
})
afterAll(async () => {
  await admin.end()
  await db.close()
  await server.drop()
})
beforeEach(async () => {
  ctx = await testContext(db)
})

/** Rows of a log, as many as asked. */
async function write(count: number, action = 'integration.paused'): Promise<void> {
  for (let n = 1; n <= count; n++) {
    await mutate(ctx, 'integrations.write', async () => ({
      result: undefined,
      changes: [{ action, label: `Okta ${n}`, after: { n } }],
    }))
  }
}

const sentencesOf = async (search = {}) =>
  (await listAudit(ctx, auditSearch.parse(search))).entries.map(
    ({ actorName, told }) => `${actorName} ${inEnglish(told)}`,
  )

describe('the chain', () => {
  test('is whole as it was written, however many wrote at once, and the check is in it', async () => {
    await Promise.all([write(5), write(5), write(5)])
    const check = await checkAudit(ctx)
    expect(check).toMatchObject({ rows: 16, first: 1, last: 16, prunedThrough: 0, fault: null })
    expect(await sentencesOf()).toContain('Ada Byron verified the audit log: whole')
    expect(await checkAudit(ctx)).toMatchObject({ rows: 17, fault: null })
    expect((await listAudit(ctx, auditSearch.parse({}))).entries[1]?.hash).not.toBe(check.fingerprint)
    expect((await listAudit(ctx, auditSearch.parse({}))).entries[2]?.hash).toBe(check.fingerprint)
  })

  test.each([
    ['content', `update audit_log set target = 'Nobody' where tenant_id = $1 and position = 4`, 4],
    [
      'content',
      `update audit_log set at = at + interval '1 second' where tenant_id = $1 and position = 4`,
      4,
    ],
    [
      'content',
      `update audit_log set request_id = gen_random_uuid() where tenant_id = $1 and position = 4`,
      4,
    ],
    ['gap', 'delete from audit_log where tenant_id = $1 and position = 4', 5],
    ['start', 'delete from audit_log where tenant_id = $1 and position <= 3', 4],
    ['link', `update audit_log set previous_hash = '\\x00' where tenant_id = $1 and position = 4`, 4],
    ['link', `update audit_log set hash = '\\x00' where tenant_id = $1 and position = 4`, 5],
  ] as const)('says where it is broken: %s', async (why, tampering, position) => {
    await write(6)
    await admin.query(tampering, [ctx.tenantId])
    const { fault } = await checkAudit(ctx)
    expect(fault).toEqual(
      why === 'link' && position === 5 ? { position: 4, why: 'content' } : { position, why },
    )
    expect(await sentencesOf()).toContain('Ada Byron verified the audit log: broken')
  })

  test('rows that retention removed are accounted for, and only those', async () => {
    await write(6)
    await admin.query(
      `update audit_log set at = at - interval '400 days' where tenant_id = $1 and position <= 3`,
      [ctx.tenantId],
    )
    await setAuditRetention(ctx, 365)
    await pruneAuditLogs(db)
    const check = await checkAudit(ctx)
    expect(check).toMatchObject({ first: 4, prunedThrough: 3, fault: null })
    await admin.query('delete from audit_log where tenant_id = $1 and position = 4', [ctx.tenantId])
    expect((await checkAudit(ctx)).fault).toEqual({ position: 5, why: 'start' })
  })

  test('nothing younger than a year goes, whatever is asked, and for ever is for ever', async () => {
    await write(3)
    await admin.query(
      `update audit_log set at = at - interval '300 days' where tenant_id = $1 and position <= 2`,
      [ctx.tenantId],
    )
    await admin.query('update tenants set audit_keep_days = 1 where id = $1', [ctx.tenantId])
    await pruneAuditLogs(db)
    expect((await listAudit(ctx, auditSearch.parse({}))).entries).toHaveLength(4)
    await admin.query(
      `update audit_log set at = at - interval '4000 days' where tenant_id = $1 and position <= 2`,
      [ctx.tenantId],
    )
    await setAuditRetention(ctx, null)
    await pruneAuditLogs(db)
    expect((await checkAudit(ctx)).first).toBe(1)
  })
})

describe('the list', () => {
  test('is read page by page, each row once, and narrowed by who, what, when and words', async () => {
    await write(60)
    await write(3, 'token.revoked')
    const first = await listAudit(ctx, auditSearch.parse({}))
    const second = await listAudit(ctx, auditSearch.parse({ before: String(first.older) }))
    const seen = [...first.entries, ...second.entries].map(({ position }) => position)
    expect(seen).toEqual(Array.from({ length: 64 }, (_, n) => 64 - n))
    expect(second.older).toBeNull()
    expect(await sentencesOf({ action: 'token' })).toHaveLength(3)
    expect(await sentencesOf({ actor: 'Tests' })).toEqual([`Tests made the company ${ctx.tenantName}`])
    expect(await sentencesOf({ q: 'OKTA 59' })).toEqual(['Ada Byron paused Okta 59'])
    expect(await sentencesOf({ q: '%' })).toEqual([])
    const today = new Date().toISOString().slice(0, 10)
    expect((await sentencesOf({ from: today, to: today })).length).toBe(50)
    expect(await sentencesOf({ to: '2020-01-01' })).toEqual([])
    expect(await listAuditActors(ctx)).toEqual(['Ada Byron', 'Tests'])
  })

  test('is for Owners, Admins and Auditors; an Operator is refused', async () => {
    for (const role of ['owner', 'admin', 'auditor'] as const) {
      expect((await listAudit(asRole(ctx, role), auditSearch.parse({}))).entries).toHaveLength(1)
    }
    const operator = asRole(ctx, 'operator')
    for (const read of [() => listAudit(operator, auditSearch.parse({})), () => checkAudit(operator)]) {
      await expect(read()).rejects.toMatchObject({ code: 'forbidden' })
    }
    await noteRefusal(operator, 'audit.read')
    expect(await sentencesOf({ action: 'authorization' })).toEqual([
      'Ada Byron was refused: their role doesn’t allow “Read the audit log”',
    ])
  })

  test('leaves as a file with every fingerprint, and that it left is in it', async () => {
    await write(3)
    const file = await exportAudit(ctx, auditSearch.parse({ action: 'integration' }), {
      format: 'json',
      search: 'action=integration',
    })
    const rows = await new Response(file.body).json()
    expect(rows).toHaveLength(3)
    expect(rows[0]).toMatchObject({ action: 'integration.paused', target: 'Okta 3', after: '{"n":3}' })
    expect(rows[0].previousHash).toBe(rows[1].hash)
    expect(await sentencesOf({ action: 'export' })).toEqual(['Ada Byron exported the audit log'])
  })
})

test('signing in, and failing to, is told to each company of the account, with where from', async () => {
  const other = await testContext(db)
  const email = `grace@${ctx.tenantSlug}.example`
  const password = 'correct horse battery'
  const [here] = await inviteMembers(ctx, { emails: [email], role: 'auditor' })
  const { personId } = await acceptInvitation(db, here?.secret ?? '', { name: 'Grace', password }, {})
  const [there] = await inviteMembers(other, { emails: [email], role: 'auditor' })
  await acceptInvitation(db, there?.secret ?? '', { person: { id: personId, name: 'Grace', email } }, {})
  const visitor = { address: '192.0.2.9', userAgent: 'Test/1' }
  await signIn(db, { email, password }, visitor)
  await expect(signIn(db, { email, password: 'wrong' }, visitor)).rejects.toMatchObject({
    code: 'unauthenticated',
  })
  for (const company of [ctx, other]) {
    const read = () => listAudit(company, auditSearch.parse({ action: 'sign-in' }))
    // The refusal is noted behind the answer.
    await expect.poll(async () => (await read()).entries.length).toBe(2)
    const { entries } = await read()
    expect(entries.map(({ action }) => action)).toEqual(['sign-in.failed', 'sign-in.succeeded'])
    expect(entries[0]).toMatchObject({ actorName: 'Grace', failed: true, ...visitor })
    expect((await checkAudit(company)).fault).toBeNull()
  }
})

test('a company is renamed, its addresses stay; only Owners decide how long the audit log is kept', async () => {
  await renameCompany(asRole(ctx, 'admin'), 'Globex')
  expect(await getCompanySettings(ctx)).toMatchObject({
    name: 'Globex',
    slug: ctx.tenantSlug,
    auditKeepDays: null,
  })
  await expect(setAuditRetention(asRole(ctx, 'admin'), 365)).rejects.toMatchObject({ code: 'forbidden' })
  await setAuditRetention(ctx, 730)
  await setAuditRetention(ctx, 730)
  expect((await getCompanySettings(ctx)).auditKeepDays).toBe(730)
  expect(await sentencesOf({ action: 'company' })).toEqual([
    'Ada Byron changed how long the audit log is kept',
    `Ada Byron renamed the company: ${ctx.tenantName} → Globex`,
    `Tests made the company ${ctx.tenantName}`,
  ])
})
