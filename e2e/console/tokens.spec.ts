import { expectAccessible } from '../accessible'
import { endTokensAt } from '../database'
import { ScimClient } from '../scim-client'
import { copied, home, integrationPage, openAs, visit } from './open'
import { expect, serverOrigin, test } from './watched'

const DAY_MS = 86_400_000

test('a rotation that was not used is taken back, from wherever it was left, and the old token goes on', async ({
  context,
  tenant,
}) => {
  const page = await openAs(context, tenant)
  await visit(page, integrationPage(tenant, 'tokens'))
  await page.getByRole('button', { name: 'Rotate…' }).click()
  await page.getByRole('button', { name: 'Make the new token' }).click()
  await expect(page.getByText('Waiting for the new token to be used…')).toBeVisible()
  await visit(page, integrationPage(tenant, 'tokens'))
  await page.getByRole('button', { name: 'Continue rotation…' }).first().click()
  const sheet = page.getByRole('dialog', { name: 'Rotate the token' })
  await expect(sheet.getByText(/was shown once and isn’t here any more/)).toBeVisible()
  await expectAccessible(page)
  await sheet.getByRole('button', { name: 'Cancel rotation' }).click()
  await page
    .getByRole('dialog', { name: 'Cancel this rotation?' })
    .getByRole('button', { name: 'Cancel rotation' })
    .click()
  await expect(page.getByText('The rotation was cancelled; the old token goes on')).toBeVisible()
  await expect(page.getByText('Expired and revoked (1)')).toBeVisible()
  expect((await tenant.scim.get('/Users')).status).toBe(200)
})

test('revoking a token that is in use tells when it was used, and asks for its end', async ({
  context,
  tenant,
}) => {
  expect((await tenant.scim.get('/Users')).status).toBe(200)
  const page = await openAs(context, tenant)
  await visit(page, integrationPage(tenant, 'tokens'))
  await expect(page.getByRole('cell', { name: /node|undici|Mozilla|127\.0\.0\.1/ })).toBeVisible()
  await page.getByRole('button', { name: 'Revoke…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(/It was last used .* Revoking it stops the sync immediately/)).toBeVisible()
  const revoke = dialog.getByRole('button', { name: 'Revoke token' })
  await expect(revoke).toHaveAttribute('aria-disabled', 'true')
  await expectAccessible(page)
  await dialog.getByRole('textbox').fill(tenant.token.slice(-4))
  await dialog.getByRole('button', { name: 'Revoke token' }).click()
  await expect.poll(async () => (await tenant.scim.get('/Users')).status).toBe(401)
})

test('a token that ends soon is spoken of on the list and on its page, and goes into a calendar', async ({
  context,
  tenant,
}) => {
  const hint = tenant.token.slice(-4)
  await endTokensAt(tenant.tenant, hint, new Date(Date.now() + 6.5 * DAY_MS))
  const page = await openAs(context, tenant)
  await visit(page, `${home(tenant)}/company/settings/scim`)
  await expect(page.getByText(new RegExp(`\\(…${hint}\\) of Corporate Okta expires in 7 days`))).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Go to Tokens' }).click()
  await expect(page.getByText(/expires in 7 days/)).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Add to calendar' }).click()
  expect((await download).suggestedFilename()).toBe(`token-${hint}.ics`)

  await endTokensAt(tenant.tenant, hint, new Date(Date.now() - DAY_MS))
  await visit(page, `${home(tenant)}/company/settings/scim`)
  await expect(page.getByText(/^Sync of Corporate Okta stopped: the token/)).toBeVisible()
  await expectAccessible(page)
})

test('the checker tells whole from cut, ours from others’, and whose and whether it is live', async ({
  context,
  tenant,
}) => {
  const page = await openAs(context, tenant)
  await visit(page, `${home(tenant)}/company/settings/scim`)
  const check = async (pasted: string) => {
    await page.getByLabel('Token to check').fill(pasted)
    await page.getByRole('button', { name: 'Check' }).click()
  }
  await check('')
  await expect(page.getByText('Paste a token.')).toBeVisible()
  await check('ghp_0123456789')
  await expect(page.getByText('It is not one of ours.')).toBeVisible()
  await check(tenant.token.slice(0, -3))
  await expect(page.getByText('It is one of ours, but not whole')).toBeVisible()
  await expect(page.getByText(/something in it is not what we gave out/)).toBeVisible()
  await check(`Bearer ${tenant.token}`)
  await expect(page.getByText('It is one of ours, and whole.')).toBeVisible()
  await expect(page.getByText(/is live: whoever has it can use it/)).toBeVisible()
  await expectAccessible(page)
})

test('a token for a back end reads, and is refused a write in words', async ({ context, tenant }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const page = await openAs(context, tenant)
  await visit(page, integrationPage(tenant, 'tokens'))
  await page.getByRole('button', { name: 'Create token' }).click()
  const dialog = page.getByRole('dialog', { name: 'Create token' })
  await expectAccessible(page)
  await dialog.getByText('Read only', { exact: true }).click()
  await dialog.getByLabel('Expires').selectOption('No expiry')
  await dialog.getByRole('button', { name: 'Create token' }).click()
  const reader = new ScimClient(tenant.scim.baseUrl, await copied(page, 'SCIM token'))
  expect((await reader.get('/Users')).status).toBe(200)
  expect((await reader.post('/Users', { userName: 'ann@acme.example' })).status).toBe(403)
  await expect(page.getByText('No expiry · Created by you')).toBeVisible()
})

test('a token is made for some addresses, says so, warns of who is shut out, and is rotated with them', async ({
  context,
  tenant,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const page = await openAs(context, tenant)
  await visit(page, integrationPage(tenant, 'tokens'))
  await page.getByRole('button', { name: 'Create token' }).click()
  const dialog = page.getByRole('dialog', { name: 'Create token' })
  await dialog.getByLabel('Name').fill('Back end')
  await dialog.getByLabel('Allowed IP addresses').fill('10.0.0.0/8, example.com')
  await dialog.getByRole('button', { name: 'Create token' }).click()
  await expect(dialog.getByText('“example.com” is not an IP address or range.')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByLabel('Allowed IP addresses').fill('10.0.0.0/8, 192.0.2.0/24\n2001:db8::/32')
  await dialog.getByRole('button', { name: 'Create token' }).click()
  const hint = (await copied(page, 'SCIM token')).slice(-4)
  const backEnd = new ScimClient(tenant.scim.baseUrl, await copied(page, 'SCIM token'))
  await expect(page.getByText('Only from 10.0.0.0/8, 192.0.2.0/24 and 1 more')).toBeVisible()
  await expect(page.getByText('From everywhere')).toBeVisible()
  const refused = await backEnd.get('/Users')
  expect(refused.status).toBe(403)
  expect(refused.body.detail).toMatch(
    /^Calls from \S+ are not allowed with the SCIM token “Back end” \(…\w{4}\)/,
  )
  await expect(page.getByText(/^Last used from \S+, which is refused now/)).toBeVisible()
  await expectAccessible(page)
  await visit(page, integrationPage(tenant, 'connect'))
  await expect(
    page.getByText(new RegExp(`with token “Back end” \\(…${hint}\\), which may not be used`)),
  ).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Go to Tokens' }).click()

  const row = page.getByRole('row').filter({ hasText: 'Back end' })
  await page.getByRole('row').filter({ hasText: 'Okta' }).getByRole('button', { name: 'Revoke…' }).click()
  const revoke = page.getByRole('dialog')
  const phrase = revoke.getByRole('textbox')
  if (await phrase.isVisible()) await phrase.fill(tenant.token.slice(-4))
  await revoke.getByRole('button', { name: 'Revoke token' }).click()
  await expect(revoke).toBeHidden()
  await row.getByRole('button', { name: 'Rotate…' }).click()
  const sheet = page.getByRole('dialog', { name: 'Rotate the token' })
  await expect(sheet.getByLabel('Allowed IP addresses')).toHaveValue(
    '10.0.0.0/8\n192.0.2.0/24\n2001:db8::/32',
  )
  await expectAccessible(page)
  await sheet.getByLabel('Allowed IP addresses').fill('10.0.0.0/8\n127.0.0.1\n::1')
  await sheet.getByRole('button', { name: 'Make the new token' }).click()
  const moved = new ScimClient(tenant.scim.baseUrl, await copied(page, 'SCIM token'))
  expect((await moved.get('/Users')).status).toBe(200)
  expect((await backEnd.get('/Users')).status).toBe(403)
})

test('who has no account can tell one of our tokens by its form, and learns no more', async ({
  page,
  tenant,
}) => {
  await page.goto(`${serverOrigin()}/sign-in`)
  await page.getByRole('link', { name: 'Found a token?' }).click()
  await page.getByLabel('Token to check').fill(tenant.token)
  await page.getByRole('button', { name: 'Check' }).click()
  await expect(page.getByText('It is one of ours, and whole.')).toBeVisible()
  expect(await page.content()).not.toContain(tenant.name)
  await expectAccessible(page)
  await page.getByLabel('Token to check').fill('rollcall_scim_abc')
  await page.getByRole('button', { name: 'Check' }).click()
  await expect(page.getByText('It is one of ours, but not whole')).toBeVisible()
  await page.getByRole('link', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
})
