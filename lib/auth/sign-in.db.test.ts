import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '@/db/client'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { ensureCompany, systemContext } from '@/lib/tenancy/companies'
import { ensureOwner } from '@/lib/tenancy/members'
import { hashPassword, verifyPassword } from './password'
import { signIn } from './sign-in'

let server: TestDatabase
let db: Database
let password: string
let personId: string

beforeAll(async () => {
  server = await testDatabase()
  db = openDatabase(server.url)
  const company = await ensureCompany(db, 'Acme', { kind: 'system', name: 'Tests' })
  const owner = await ensureOwner(systemContext(db, company, 'Tests'), 'ada@acme.example')
  password = owner.password ?? ''
  personId = owner.personId
})
afterAll(async () => {
  await db.close()
  await server.drop()
})

const from = (address: string) => ({ address })

test('the right password signs in, whatever the case of the address', async () => {
  for (const email of ['ada@acme.example', 'ADA@Acme.Example']) {
    expect(await signIn(db, { email, password }, from('192.0.2.1'))).toEqual({
      id: personId,
      name: 'Ada',
      email: 'ada@acme.example',
    })
  }
})

test('a wrong password and an unknown account are told in the same words', async () => {
  const failures = await Promise.all(
    [
      { email: 'ada@acme.example', password: `${password}x` },
      { email: 'nobody@acme.example', password },
      { email: 'not an address \u0000', password },
    ].map((input) => signIn(db, input, from('192.0.2.2')).catch((error) => error)),
  )
  for (const failure of failures) {
    expect(failure).toMatchObject({
      code: 'unauthenticated',
      text: { key: 'errors.credentials' },
    })
  }
})

test('after eight tries at one account from one place even the right password waits', async () => {
  const wrong = { email: 'ada@acme.example', password: 'wrong' }
  for (let n = 0; n < 8; n++) {
    await expect(signIn(db, wrong, from('192.0.2.3'))).rejects.toMatchObject({ code: 'unauthenticated' })
  }
  await expect(signIn(db, { ...wrong, password }, from('192.0.2.3'))).rejects.toMatchObject({
    code: 'limit',
    text: {
      key: 'errors.attempts',
      values: { minutes: expect.toSatisfy((n: number) => n === 4 || n === 5) },
    },
  })
  expect(await signIn(db, { ...wrong, password }, from('192.0.2.4'))).toMatchObject({ id: personId })
})

test('a right password forgives the tries before it', async () => {
  const input = { email: 'ada@acme.example', password }
  for (let round = 0; round < 2; round++) {
    for (let n = 0; n < 6; n++) {
      await expect(signIn(db, { ...input, password: 'wrong' }, from('192.0.2.5'))).rejects.toMatchObject({
        code: 'unauthenticated',
      })
    }
    expect(await signIn(db, input, from('192.0.2.5'))).toMatchObject({ id: personId })
  }
})

test('an account that is guessed from many places stays open to its owner, and a place has few tries', async () => {
  const input = { email: 'ada@acme.example', password }
  const wrong = { ...input, password: 'wrong' }
  const guess = (address: string) => signIn(db, wrong, from(address)).catch(({ code }) => code)
  for (let n = 0; n < 60; n++) expect(await guess(`198.51.100.${n}`)).toBe('unauthenticated')

  expect(await signIn(db, input, from('192.0.2.6'))).toMatchObject({ id: personId })
  for (let n = 0; n < 3; n++) expect(await guess('192.0.2.7')).toBe('unauthenticated')
  expect(await guess('192.0.2.7')).toBe('limit')
  await expect(signIn(db, input, from('192.0.2.7'))).rejects.toMatchObject({ code: 'limit' })
  expect(await signIn(db, input, from('192.0.2.6'))).toMatchObject({ id: personId })
})

test('a place that guesses at many accounts waits, however many sign in from it rightly', async () => {
  const office = from('192.0.2.8')
  for (let n = 0; n < 20; n++) await signIn(db, { email: 'ada@acme.example', password }, office)
  const guess = (n: number) =>
    signIn(db, { email: `guess${n}@acme.example`, password: 'wrong' }, office).catch(({ code }) => code)
  for (let n = 0; n < 200; n++) expect(await guess(n)).toBe('unauthenticated')
  expect(await guess(200)).toBe('limit')
  await expect(signIn(db, { email: 'ada@acme.example', password }, office)).rejects.toMatchObject({
    code: 'limit',
  })
})

test('the counters hold neither addresses nor accounts in clear', async () => {
  const { rows } = await db.pool.query<{ key: string }>('select key from rate_limits')
  expect(rows.length).toBeGreaterThan(0)
  expect(JSON.stringify(rows)).not.toMatch(/192\.0\.2|acme/)
})

test('passwords are kept as argon2id, and the same letters typed elsewhere are the same password', async () => {
  const hash = await hashPassword('Zürich-Straße')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await verifyPassword(hash, 'Zu\u0308rich-Straße')).toBe(true)
  expect(await verifyPassword(hash, 'Zurich-Straße')).toBe(false)
  expect(await verifyPassword(undefined, 'anything')).toBe(false)
})
