import type { APIRequestContext } from '@playwright/test'
import { serverOrigin } from './fixtures'

/**
 * Signs a company's owner in without a browser, through next-auth's own door, so that arranging a test costs no
 * page. The context keeps the cookie.
 */
export async function signIn(
  client: APIRequestContext,
  owner: { ownerEmail: string; ownerPassword?: string },
  origin = serverOrigin(),
): Promise<void> {
  const { csrfToken } = await (await client.get(`${origin}/api/auth/csrf`)).json()
  const answer = await client.post(`${origin}/api/auth/callback/credentials`, {
    form: { csrfToken, email: owner.ownerEmail, password: owner.ownerPassword ?? '', json: 'true' },
  })
  const session = await (await client.get(`${origin}/api/auth/session`)).json()
  if (!session.personId) throw new Error(`Signing in answered ${answer.status()}: ${await answer.text()}`)
}
