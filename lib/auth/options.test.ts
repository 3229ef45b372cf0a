import { decode } from 'next-auth/jwt'
import { expect, test } from 'vitest'
import { encodeSession, sessionCookies, visitorOf } from './options'
import { ABSOLUTE_SECONDS, IDLE_SECONDS } from './session-claims'

const secret = 'a secret that is long enough'

async function lifeOf(secondsSinceStart: number): Promise<number> {
  const startedAt = Date.now() - secondsSinceStart * 1_000
  const token = await encodeSession({ token: { sub: 'p', startedAt }, secret, maxAge: IDLE_SECONDS })
  const claims = await decode({ token, secret })
  return Number(claims?.exp) - Number(claims?.iat)
}

test('a session ends half an hour after the last sign of life', async () => {
  expect(await lifeOf(0)).toBe(IDLE_SECONDS)
  expect(await lifeOf(60 * 60)).toBe(IDLE_SECONDS)
})

test('however often it is renewed, it ends twelve hours after it began', async () => {
  const life = await lifeOf(ABSOLUTE_SECONDS - 600)
  expect(life).toBeGreaterThan(590)
  expect(life).toBeLessThanOrEqual(600)
  await expect(lifeOf(ABSOLUTE_SECONDS + 60)).rejects.toThrow()
})

test('a session without a beginning is over', async () => {
  const token = await encodeSession({ token: { sub: 'p' }, secret, maxAge: IDLE_SECONDS })
  await expect(decode({ token, secret })).rejects.toThrow()
})

test('cookies are out of reach of scripts and other sites', () => {
  for (const { options } of Object.values(sessionCookies())) {
    expect(options).toMatchObject({ httpOnly: true, sameSite: 'lax', path: '/' })
  }
})

test('a visitor is known by the address that the server saw, and the start of what their browser calls itself', () => {
  expect(visitorOf({ 'x-forwarded-for': '::ffff:192.0.2.1', 'user-agent': 'x'.repeat(500) })).toEqual({
    address: '192.0.2.1',
    userAgent: 'x'.repeat(400),
  })
  expect(visitorOf({})).toEqual({})
})
