import { expectAccessible } from '../accessible'
import { baseUrlAt, serverOrigin } from '../fixtures'
import { provision } from '../provision'
import { ScimClient } from '../scim-client'
import { home, integrationPage, openAs, visit } from './open'
import { expect, test } from './watched'

const OKTA = { headers: { 'User-Agent': 'Okta SCIM Client 1.0.0' } }

test('the provider that calls is told on the list and the page, and its guide is one click away', async ({
  context,
  tenant,
}) => {
  const other = await provision({
    company: tenant.name,
    owner: tenant.ownerEmail,
    integration: 'Somewhere else',
    provider: 'other',
  })
  const scim = new ScimClient(baseUrlAt(serverOrigin(), other), other.token)
  const page = await openAs(context, tenant)
  const list = `${home(tenant)}/company/settings/scim`
  await tenant.scim.get('/Users', OKTA)
  await visit(page, list)
  const row = page.getByRole('row', { name: /Somewhere else/ })
  await expect(row).toBeVisible()
  await expect(page.getByText('Detected: Okta')).toBeHidden()
  await scim.get('/Users', OKTA)
  await expect(row).toContainText('Detected: Okta')

  await visit(page, integrationPage({ ...tenant, integrationId: other.integrationId }, 'connect'))
  await expect(page.getByText('Detected: Okta')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Use the Okta guide' }).click()
  await expect(page.getByText('Detected: Okta')).toBeHidden()
  await expect(page.getByRole('combobox', { name: 'Identity provider' })).toHaveValue('okta')
})
