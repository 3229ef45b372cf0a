import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asPerson, type Database, openDatabase, sql } from '@/db/client'
import { selectMembership } from '@/db/queries/tenancy'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { listAudit } from '@/lib/history/audit-log'
import { auditSearch } from '@/lib/history/input'
import { ensureCompany, systemContext } from '@/lib/tenancy/companies'
import type { Ctx } from '@/lib/tenancy/context'
import { ensureOwner } from '@/lib/tenancy/members'
import { PROOF_MINUTES, provenUntil, type SessionClaims } from './session-claims'
import { beginSession, listSessions, noteActivity, signOut, signOutEverywhere } from './sessions'
import { proveSession } from './step-up'

let server: TestDatabase
let db: Database
let ctx: Ctx
let ada: { personId: string; password: string }
let grace: { personId: string; password: string }
let slug: string

beforeAll(async () => {
  server = await testDatabase()
  db = openDatabase(server.url)
  const company = await ensureCompany(db, 'Acme', { kind: 'system', name: 'Tests' })
  slug = company.slug
  ctx = systemContext(db, company, 'Tests')
  const owner = async (email: string) => {
    const { personId, password = '' } = await ensureOwner(ctx, email)
    return { personId, password }
  }
  ada = await owner('ada@acme.example')
  grace = await owner('grace@acme.example')
})
afterAll(async () => {
  await db.close()
  await server.drop()
})

const factsOf = ({ sub: personId, sessionId, startedAt }: SessionClaims) => ({
  personId,
  sessionId,
  startedAt,
})

const rowOf = ({ sub: personId, sessionId }: SessionClaims) =>
  asPerson(db, personId, (tx) => selectMembership(tx, { personId, sessionId }, slug))

/** Whether what the session asks for counts as proved; undefined for one that is refused altogether. */
const isProven = async (session: SessionClaims) => {
  const row = await rowOf(session)
  return row && Date.now() < provenUntil(row.provedSecondsAgo)
}

const age = ({ sub, sessionId }: SessionClaims, by: string) =>
  asPerson(db, sub, (tx) =>
    tx.select(
      sql`update sessions set proved_at = proved_at - ${by}::interval where id = ${sessionId} returning 1`,
    ),
  )

test('signing in is a proof for ten minutes, whatever is done meanwhile', async () => {
  const session = await beginSession(db, ada.personId, {})
  expect(await isProven(session)).toBe(true)
  await age(session, '9 minutes 50 seconds')
  expect(await isProven(session)).toBe(true)
  await age(session, '10 seconds')
  await noteActivity(db, factsOf(session))
  expect(await isProven(session)).toBe(false)
})

test('a step-up proves the session anew under another token; the old cookie is dead, other sessions are as they were', async () => {
  const [here, there] = [
    await beginSession(db, ada.personId, { userAgent: 'Desk' }),
    await beginSession(db, ada.personId, {}),
  ]
  await age(here, '3 hours')
  await age(there, '3 hours')
  const renewed = await proveSession(db, factsOf(here), ada.password, { address: '192.0.2.1' })
  expect(renewed).toEqual({ sub: ada.personId, startedAt: here.startedAt, sessionId: expect.any(String) })
  expect(renewed.sessionId).not.toBe(here.sessionId)
  expect([await isProven(renewed), await isProven(here), await isProven(there)]).toEqual([
    true,
    undefined,
    false,
  ])
  // It is the same session: since when, and where, is kept.
  const [first] = await listSessions(db, ada.personId, renewed.sessionId)
  expect(first).toMatchObject({ isHere: true, userAgent: 'Desk', startedAt: new Date(here.startedAt) })
  // What the old token was copied to can neither be renewed nor proved.
  expect(await noteActivity(db, factsOf(here))).toBe(false)
  await expect(proveSession(db, factsOf(here), ada.password, {})).rejects.toMatchObject({
    code: 'unauthenticated',
  })
  expect(await isProven(renewed)).toBe(true)
})

test('of two who prove one session at the same moment, one goes on with it', async () => {
  const session = await beginSession(db, ada.personId, {})
  const both = await Promise.allSettled([
    proveSession(db, factsOf(session), ada.password, {}),
    proveSession(db, factsOf(session), ada.password, {}),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('a wrong password proves nothing, is counted as at signing in, and then even the right one waits', async () => {
  const session = await beginSession(db, ada.personId, {})
  await age(session, '1 hour')
  const from = { address: '192.0.2.44' }
  // Another’s password is a wrong one.
  for (const wrong of ['wrong', grace.password, '', ...Array.from({ length: 5 }, () => 'wrong')]) {
    await expect(proveSession(db, factsOf(session), wrong, from)).rejects.toMatchObject({
      code: 'invalid',
      field: 'password',
      text: { key: 'stepUp.wrong' },
    })
  }
  await expect(proveSession(db, factsOf(session), ada.password, from)).rejects.toMatchObject({
    code: 'limit',
  })
  expect(await isProven(session)).toBe(false)
  // From elsewhere it is not held up, and the session is still the same.
  await proveSession(db, factsOf(session), ada.password, { address: '192.0.2.45' })
})

test('nobody proves the session of somebody else, one that was ended, or one that never was', async () => {
  const hers = await beginSession(db, grace.personId, {})
  await age(hers, '1 hour')
  const refused = { code: 'unauthenticated' }
  const asAda = { ...factsOf(hers), personId: ada.personId }
  await expect(proveSession(db, asAda, ada.password, {})).rejects.toMatchObject(refused)
  await expect(
    proveSession(db, { ...asAda, sessionId: randomUUID() }, ada.password, {}),
  ).rejects.toMatchObject(refused)
  expect(await isProven(hers)).toBe(false)
  await signOut(db, hers)
  await expect(proveSession(db, factsOf(hers), grace.password, {})).rejects.toMatchObject(refused)
  const last = await beginSession(db, grace.personId, {})
  await signOutEverywhere(db, grace.personId)
  await expect(proveSession(db, factsOf(last), grace.password, {})).rejects.toMatchObject(refused)
})

test('the audit log tells of proofs and of wrong passwords, and from where', async () => {
  const { personId, password = '' } = await ensureOwner(ctx, 'joan@acme.example')
  const session = await beginSession(db, personId, {})
  const from = { address: '192.0.2.77', userAgent: 'Desk' }
  await expect(proveSession(db, factsOf(session), 'wrong', from)).rejects.toMatchObject({ code: 'invalid' })
  await proveSession(db, factsOf(session), password, from)
  const { entries } = await listAudit(ctx, auditSearch.parse({ action: 'sign-in' }))
  expect(entries.filter(({ actorName }) => actorName === 'Joan')).toMatchObject([
    { action: 'sign-in.proof.succeeded', failed: false, ...from },
    { action: 'sign-in.proof.failed', failed: true, ...from },
  ])
})

test('a proof counts by the clock of the database, and none from the future does', () => {
  const now = Date.now()
  expect(provenUntil(0, now)).toBe(now + PROOF_MINUTES * 60_000)
  expect(provenUntil(PROOF_MINUTES * 60, now)).toBe(now)
  expect(provenUntil(-0.0004, now)).toBeGreaterThan(now)
  expect(provenUntil(-60, now)).toBe(0)
})
