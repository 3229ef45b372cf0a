import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asPerson, type Database, openDatabase } from '@/db/client'
import { selectPerson } from '@/db/queries/people'
import { selectMembership } from '@/db/queries/tenancy'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { ensureCompany, systemContext } from '@/lib/tenancy/companies'
import { ensureOwner } from '@/lib/tenancy/members'
import { ABSOLUTE_SECONDS, newSession, readClaims, type SessionClaims } from './session-claims'
import { signOut } from './sign-out'

let server: TestDatabase
let db: Database
let personId: string
let slug: string

beforeAll(async () => {
  server = await testDatabase()
  db = openDatabase(server.url)
  const company = await ensureCompany(db, 'Acme', { kind: 'system', name: 'Tests' })
  slug = company.slug
  personId = (await ensureOwner(systemContext(db, company, 'Tests'), 'ada@acme.example')).personId
})
afterAll(async () => {
  await db.close()
  await server.drop()
})

/** Whether a cookie with these claims still finds its person, and their company. */
const isHonoured = ({ sub, sessionId }: SessionClaims) =>
  asPerson(db, sub, async (tx) => [
    (await selectPerson(tx, sub, sessionId)) !== undefined,
    (await selectMembership(tx, { personId: sub, sessionId }, slug)) !== undefined,
  ])

test('a session that was signed out of is refused wherever its cookie is; another one goes on', async () => {
  const [here, there] = [newSession(personId), newSession(personId)]
  expect(await isHonoured(here)).toEqual([true, true])
  await signOut(db, here)
  expect(await isHonoured(here)).toEqual([false, false])
  expect(await isHonoured({ ...here, startedAt: Date.now() })).toEqual([false, false])
  expect(await isHonoured(there)).toEqual([true, true])
})

test('signing out twice is signing out', async () => {
  const session = newSession(personId)
  await signOut(db, session)
  await signOut(db, session)
  expect(await isHonoured(session)).toEqual([false, false])
})

test('sessions that are over by themselves are not remembered', async () => {
  const over = { ...newSession(personId), startedAt: Date.now() - ABSOLUTE_SECONDS * 1_000 - 1_000 }
  const recent = newSession(personId)
  await signOut(db, over)
  await signOut(db, recent)
  const { rows } = await db.pool.query<{ id: string }>('select id from sessions_ended')
  const ids = rows.map(({ id }) => id)
  expect(ids).toContain(recent.sessionId)
  expect(ids).not.toContain(over.sessionId)
})

test('claims that name no session are none', () => {
  const claims = { sub: personId, sessionId: randomUUID(), startedAt: Date.now() }
  expect(readClaims(claims)).toEqual(claims)
  expect(readClaims({ sub: personId, startedAt: Date.now() })).toBeUndefined()
})
