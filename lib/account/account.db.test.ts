import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '@/db/client'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { beginSession, listSessions } from '@/lib/auth/sessions'
import { signIn } from '@/lib/auth/sign-in'
import { ensureCompany, systemContext } from '@/lib/tenancy/companies'
import { ensureOwner } from '@/lib/tenancy/members'
import { changeName, changePassword, getPreferences, type Self, savePreferences } from './account'
import { preferencesInput } from './input'

let server: TestDatabase
let db: Database
let self: Self
let password: string
const email = 'ada@acme.example'

beforeAll(async () => {
  server = await testDatabase()
  db = openDatabase(server.url)
  const company = await ensureCompany(db, 'Acme', { kind: 'system', name: 'Tests' })
  const owner = await ensureOwner(systemContext(db, company, 'Tests'), email)
  password = owner.password ?? ''
  const { sessionId, startedAt } = await beginSession(db, owner.personId, {})
  self = { db, personId: owner.personId, sessionId, startedAt }
})
afterAll(async () => {
  await db.close()
  await server.drop()
})

const place = { address: '192.0.2.3' }

test('a person renames their account', async () => {
  await changeName(self, 'Ada Lovelace')
  expect(await signIn(db, { email, password }, place)).toMatchObject({ name: 'Ada Lovelace' })
})

test('a password is changed by who knows the old one; every other session ends', async () => {
  const other = await beginSession(db, self.personId, {})
  await expect(
    changePassword(self, { current: 'wrong', password: 'correct horse' }, place),
  ).rejects.toMatchObject({ code: 'invalid', field: 'current', text: { key: 'account.password.wrong' } })
  expect(await listSessions(db, self.personId, self.sessionId)).toHaveLength(2)
  const renewed = await changePassword(self, { current: password, password: 'correct horse' }, place)
  // A copy of its own cookie is refused as well.
  expect(renewed).toMatchObject({ sub: self.personId, startedAt: self.startedAt })
  expect(renewed.sessionId).not.toBe(self.sessionId)
  self = { ...self, sessionId: renewed.sessionId }
  const left = await listSessions(db, self.personId, self.sessionId)
  expect(left.map(({ id }) => id)).toEqual([self.sessionId])
  expect(left.map(({ id }) => id)).not.toContain(other.sessionId)
  await expect(signIn(db, { email, password }, place)).rejects.toMatchObject({ code: 'unauthenticated' })
  expect(await signIn(db, { email, password: 'correct horse' }, place)).toMatchObject({ id: self.personId })
})

test('guessing the old password is held up as guessing at sign-in is', async () => {
  const guess = () =>
    changePassword(self, { current: 'wrong', password: 'another one' }, { address: '192.0.2.9' })
  for (let n = 0; n < 8; n++) await expect(guess()).rejects.toMatchObject({ code: 'invalid' })
  await expect(guess()).rejects.toMatchObject({ code: 'limit' })
})

test('preferences are kept with the person, one by one, and begin as the browser has them', async () => {
  const initial = {
    language: '',
    timeZone: '',
    theme: 'system',
    density: '',
    singleKeys: true,
    lessMotion: false,
  }
  expect(await getPreferences(self)).toEqual(initial)
  await savePreferences(self, { language: 'de', timeZone: 'Europe/Berlin' })
  await savePreferences(self, { theme: 'dark', singleKeys: false })
  expect(await getPreferences(self)).toEqual({
    language: 'de',
    timeZone: 'Europe/Berlin',
    theme: 'dark',
    density: '',
    singleKeys: false,
    lessMotion: false,
  })
})

test('a language or a time zone that does not exist is refused', () => {
  expect(preferencesInput.safeParse({ language: 'tlh' }).success).toBe(false)
  expect(preferencesInput.safeParse({ timeZone: 'Mars/Base' }).success).toBe(false)
})
