import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asPerson, type Database, openDatabase, outsideTenants, sql } from '@/db/client'
import { selectPerson } from '@/db/queries/people'
import { updateSession } from '@/db/queries/sessions'
import { selectMembership } from '@/db/queries/tenancy'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { ensureCompany, systemContext } from '@/lib/tenancy/companies'
import { ensureOwner } from '@/lib/tenancy/members'
import { IDLE_SECONDS, readClaims, type SessionClaims } from './session-claims'
import {
  beginSession,
  listSessions,
  noteActivity,
  noteSession,
  revokeSession,
  signOut,
  signOutEverywhere,
} from './sessions'

let server: TestDatabase
let db: Database
let ada: string
let grace: string
let slug: string

beforeAll(async () => {
  server = await testDatabase()
  db = openDatabase(server.url)
  const company = await ensureCompany(db, 'Acme', { kind: 'system', name: 'Tests' })
  slug = company.slug
  const ctx = systemContext(db, company, 'Tests')
  ada = (await ensureOwner(ctx, 'ada@acme.example')).personId
  grace = (await ensureOwner(ctx, 'grace@acme.example')).personId
})
afterAll(async () => {
  await db.close()
  await server.drop()
})

const phone = { address: '192.0.2.7', userAgent: 'Phone' }

/** Whether a cookie with these claims still finds its person, and their company. */
const isHonoured = ({ sub, sessionId }: SessionClaims) =>
  asPerson(db, sub, async (tx) => [
    (await selectPerson(tx, sub, sessionId)) !== undefined,
    (await selectMembership(tx, { personId: sub, sessionId }, slug)) !== undefined,
  ])

test('a session that was signed out of is refused wherever its cookie is; another one goes on', async () => {
  const [here, there] = [await beginSession(db, ada, {}), await beginSession(db, ada, {})]
  expect(await isHonoured(here)).toEqual([true, true])
  await signOut(db, here)
  expect(await isHonoured(here)).toEqual([false, false])
  expect(await isHonoured({ ...here, startedAt: Date.now() })).toEqual([false, false])
  expect(await isHonoured(there)).toEqual([true, true])
})

test('signing out twice is signing out', async () => {
  const session = await beginSession(db, ada, {})
  await signOut(db, session)
  await signOut(db, session)
  expect(await isHonoured(session)).toEqual([false, false])
})

test('a person sees where they are signed in, this browser first, and ends one of them', async () => {
  await signOutEverywhere(db, ada)
  const here = await beginSession(db, ada, { address: '192.0.2.1', userAgent: 'Desk' })
  const there = await beginSession(db, ada, phone)
  expect(await listSessions(db, ada, here.sessionId)).toMatchObject([
    { id: here.sessionId, isHere: true, address: '192.0.2.1', userAgent: 'Desk' },
    { id: there.sessionId, isHere: false, ...phone },
  ])
  await revokeSession(db, ada, there.sessionId)
  expect((await listSessions(db, ada, here.sessionId)).map(({ id }) => id)).toEqual([here.sessionId])
  expect(await isHonoured(there)).toEqual([false, false])
})

test('nobody sees or ends the sessions of somebody else', async () => {
  const hers = await beginSession(db, grace, phone)
  expect((await listSessions(db, ada, hers.sessionId)).some(({ id }) => id === hers.sessionId)).toBe(false)
  for (const id of [hers.sessionId, randomUUID(), 'no id']) {
    await expect(revokeSession(db, ada, id)).rejects.toMatchObject({
      code: 'not-found',
      text: { key: 'account.sessions.gone' },
    })
  }
  expect(await isHonoured(hers)).toEqual([true, true])
  const count = sql`select count(*)::int as n from sessions where person_id = ${grace}`
  expect(await outsideTenants(db, (tx) => tx.select<{ n: number }>(count))).toEqual([{ n: 0 }])
})

test('signing out everywhere ends every session of the person and of nobody else', async () => {
  const [one, two, hers] = [
    await beginSession(db, ada, {}),
    await beginSession(db, ada, phone),
    await beginSession(db, grace, phone),
  ]
  await signOutEverywhere(db, ada)
  expect(await isHonoured(one)).toEqual([false, false])
  expect(await isHonoured(two)).toEqual([false, false])
  expect(await isHonoured(hers)).toEqual([true, true])
})

test('when and where a session was last seen is kept, a minute apart', async () => {
  const session = await beginSession(db, ada, phone)
  const { sub: personId, sessionId } = session
  const seen = async () => (await listSessions(db, personId, sessionId))[0]
  const begun = (await seen())?.lastSeenAt as Date
  await noteSession(db, { personId, sessionId, lastSeenAt: begun }, { address: '192.0.2.8' })
  expect(await seen()).toMatchObject({ ...phone, lastSeenAt: begun })
  const lastSeenAt = new Date(begun.getTime() - 61_000)
  await noteSession(db, { personId, sessionId, lastSeenAt }, { address: '192.0.2.8', userAgent: 'Phone 2' })
  expect(await seen()).toMatchObject({ address: '192.0.2.8', userAgent: 'Phone 2' })
})

test('sessions that are over by themselves are neither shown nor kept', async () => {
  const over = await beginSession(db, grace, {})
  const lastSeenAt = new Date(Date.now() - (IDLE_SECONDS + 1) * 1_000)
  await asPerson(db, grace, (tx) =>
    updateSession(tx, over.sessionId, { lastSeenAt, address: null, userAgent: null }),
  )
  const shown = async (here: string) => (await listSessions(db, grace, here)).map(({ id }) => id)
  expect(await shown(randomUUID())).not.toContain(over.sessionId)
  const here = await beginSession(db, grace, {})
  expect(await isHonoured(over)).toEqual([false, false])
  expect(await shown(here.sessionId)).toContain(here.sessionId)
})

test('claims that name no session are none', () => {
  const claims = { sub: ada, sessionId: randomUUID(), startedAt: Date.now() }
  expect(readClaims(claims)).toEqual(claims)
  expect(readClaims({ sub: ada, startedAt: Date.now() })).toBeUndefined()
})

test('the longest pause of a session is kept, whatever is done in it afterwards', async () => {
  const { sub: personId, sessionId } = await beginSession(db, ada, {})
  const idleOf = () =>
    asPerson(db, personId, (tx) => selectMembership(tx, { personId, sessionId }, slug)).then(
      (row) =>
        row && { pause: row.longestIdleSeconds, isActive: Date.now() - row.activeAt.getTime() < 5_000 },
    )
  await asPerson(db, personId, (tx) =>
    tx.select(
      sql`update sessions set active_at = active_at - interval '11 minutes' where id = ${sessionId} returning 1`,
    ),
  )
  expect(await idleOf()).toEqual({ pause: 0, isActive: false })
  await noteActivity(db, { personId, sessionId })
  await noteActivity(db, { personId, sessionId })
  const after = await idleOf()
  expect(after).toMatchObject({ isActive: true })
  expect(after?.pause).toBeGreaterThanOrEqual(660)
  expect(after?.pause).toBeLessThan(670)
})
