import { expectAccessible } from '../../accessible'
import { endTokensAt } from '../../database'
import { ScimClient } from '../../scim-client'
import { copied, integrationPage, openAs, visit } from '../open'
import { expect, test } from '../watched'

test('6 · rotation: two are live, a third is refused with its reason, the new one is seen in use, and the old one ends when one likes', async ({
  context,
  tenant,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  expect((await tenant.scim.get('/Users')).status).toBe(200)
  const page = await openAs(context, tenant)
  await visit(page, integrationPage(tenant, 'tokens'))
  await page.getByRole('button', { name: 'Rotate…' }).click()
  const sheet = page.getByRole('dialog', { name: 'Rotate the token' })
  await expectAccessible(page)
  await sheet.getByRole('button', { name: 'Make the new token' }).click()
  await expect(sheet.getByText('Waiting for the new token to be used…')).toBeVisible()
  const fresh = new ScimClient(tenant.scim.baseUrl, await copied(page, 'SCIM token'))

  await sheet.getByRole('button', { name: 'Close and go on later' }).click()
  await expect(page.getByText(/hasn’t been used yet\. The old one is kept until it is\./)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Create token' })).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByText('Two tokens are already live. Revoke one first.').first()).toBeAttached()
  expect((await tenant.scim.get('/Users')).status).toBe(200)
  await page.getByRole('button', { name: 'Continue rotation…' }).first().click()
  expect((await fresh.get('/Users')).status).toBe(200)
  await expect(sheet.getByText(/New token used .* Old token last used /)).toBeVisible()
  await expectAccessible(page)
  await sheet.getByText('In 24 hours', { exact: true }).click()
  await sheet.getByRole('button', { name: 'End the old token' }).click()
  await expect(page.getByText('The rotation is complete')).toBeVisible()
  const old = page.getByRole('row', { name: new RegExp(`••••${tenant.token.slice(-4)}`) })
  await expect(old.getByText(/^Retiring until /)).toBeVisible()
  expect((await tenant.scim.get('/Users')).status).toBe(200)

  await endTokensAt(tenant.tenant, tenant.token.slice(-4), new Date(Date.now() - 1000))
  expect((await tenant.scim.get('/Users')).status).toBe(401)
  expect((await fresh.get('/Users')).status).toBe(200)
  await visit(page, integrationPage(tenant, 'tokens'))
  await expect(page.getByText('Expired and revoked (1)')).toBeVisible()
  await expectAccessible(page)
})
