import { crc32 } from 'node:zlib'
import { expectAccessible } from '../../accessible'
import { endTokensAt, tamper } from '../../database'
import { provision } from '../../provision'
import { ScimClient } from '../../scim-client'
import { integrationPage, openAs, visit } from '../open'
import { expect, type Tenant, test } from '../watched'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Whole as far as anybody can tell without the database: the right start, other secret characters, their checksum. */
function sameStart(token: string): string {
  const flipped = token[30] === 'a' ? 'b' : 'a'
  const body = `${token.slice(0, 30)}${flipped}${token.slice(31, -6)}`
  let sum = ''
  for (let rest = crc32(body); rest > 0; rest = Math.floor(rest / 62)) sum = ALPHABET[rest % 62] + sum
  return body + sum.padStart(6, '0')
}

function another(tenant: Tenant, integration: string) {
  return provision({
    company: tenant.name,
    owner: tenant.ownerEmail,
    integration,
    provider: 'okta',
    groupSync: true,
  })
}

test('4 · each wrong call is told by what it is, where it belongs, until a right one comes', async ({
  context,
  tenant,
}) => {
  const [waiting, connected] = [await another(tenant, 'Waiting'), await another(tenant, 'Connected')]
  expect((await new ScimClient(tenant.scim.baseUrl, connected.token).get('/Users')).status).toBe(200)
  const page = await openAs(context, tenant)
  await visit(page, integrationPage(tenant, 'connect'))
  const wrong = page.getByRole('status').filter({ hasText: 'A call went wrong' })
  const call = (token: string, path = '/Users?count=1') =>
    new ScimClient(tenant.scim.baseUrl, token).get(path)
  const elsewhere = async (sentence: string, { isTold }: { isTold: boolean }) => {
    for (const [{ integrationId }, shown] of [
      [waiting, isTold],
      [connected, false],
    ] as const) {
      const other = await context.newPage()
      await visit(other, integrationPage({ ...tenant, integrationId }, 'connect'))
      await expect(other.getByText(sentence)).toHaveCount(shown ? 1 : 0)
      await other.close()
    }
  }

  expect((await call('')).status).toBe(401)
  await expect(wrong).toContainText('without a token. Check the Authorization field.')
  expect((await call('something-else')).status).toBe(401)
  await expect(wrong).toContainText('with something that isn’t one of our tokens.')
  await elsewhere('with something that isn’t one of our tokens.', { isTold: true })
  await page.getByRole('link', { name: 'Overview', exact: true }).last().click()
  await page.getByRole('link', { name: 'A call went wrong: see why' }).click()
  await expect(wrong).toContainText('with something that isn’t one of our tokens.')

  expect((await call(tenant.token.slice(0, -5))).status).toBe(401)
  await expect(wrong).toContainText(
    `with token ${tenant.token.slice(0, 18)}…, but it is truncated: the checksum doesn’t match. Copy it whole.`,
  )
  await expectAccessible(page)
  await elsewhere('but it is truncated', { isTold: false })
  expect((await call(sameStart(tenant.token))).status).toBe(401)
  await expect(wrong).toContainText('but the token didn’t match. Paste it again')
  expect((await call(tenant.token, '/Users/Users')).status).toBe(404)
  await expect(wrong).toContainText('the base URL that was pasted ends with /Users')
  expect((await call(tenant.token)).status).toBe(200)
  await expect(wrong).toBeHidden()
  await expect(page.getByText('Verified', { exact: true })).toBeVisible()

  // One that has been let in is no longer bothered with what strangers send.
  expect((await call('something-else')).status).toBe(401)
  expect((await call(tenant.token)).status).toBe(200)
  await visit(page, integrationPage(tenant, 'connect'))
  await expect(page.getByText('A call went wrong')).toBeHidden()
})

test('4 · a token that has ended is told by its end and its day, with the way to another one', async ({
  context,
  tenant,
}) => {
  const hint = tenant.token.slice(-4)
  await endTokensAt(tenant.tenant, hint, new Date(Date.now() - 1_000))
  expect((await tenant.scim.get('/Users')).status).toBe(401)
  const page = await openAs(context, tenant)
  const wrong = page.getByRole('status').filter({ hasText: 'A call went wrong' })
  await visit(page, integrationPage(tenant, 'connect'))
  await expect(wrong).toContainText(`with token …${hint}, which expired on`)
  await tamper(tenant.tenant, 'update tokens set expires_at = null, revoked_at = now()')
  expect((await tenant.scim.get('/Users')).status).toBe(401)
  await visit(page, integrationPage(tenant, 'connect'))
  await expect(wrong).toContainText(`with token …${hint}, which was revoked on`)
  await wrong.getByRole('link', { name: 'Go to Tokens' }).click()
  await expect(page).toHaveURL(integrationPage(tenant, 'tokens'))
})
