import { expectAccessible } from '../accessible'
import { grantRole } from '../database'
import { integrationPage, openAs, visit } from './open'
import { expect, test } from './watched'

test('an integration keeps its requests for a time of its own, which its log says', async ({
  context,
  tenant,
}) => {
  await tenant.scim.addUser('ann@acme.example')
  const page = await openAs(context, tenant)
  await visit(page, integrationPage(tenant, 'activity?show=requests'))
  await expect(
    page.getByText('Requests are kept for 90 days. Export what you need for longer.'),
  ).toBeVisible()
  await visit(page, integrationPage(tenant, 'settings'))
  const section = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'Request log', exact: true }) })
  const days = section.getByRole('textbox', { name: 'Days' })
  await expect(days).toHaveAttribute('placeholder', 'As the company: 90')
  await days.fill('7')
  await section.getByRole('button', { name: 'Save' }).click()
  await expect(section).toContainText('Keep it for 30 to 365 days')
  await days.fill('45')
  await section.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await expectAccessible(page)
  await section.getByRole('link', { name: 'Open and export' }).click()
  await expect(page.getByText('Requests of this integration are kept for 45 days.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Export' })).toBeVisible()

  await visit(page, integrationPage(tenant, 'settings'))
  await expect(days).toHaveValue('45')
  await days.fill('')
  await section.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await visit(page, integrationPage(tenant, 'activity?show=requests'))
  await expect(page.getByText('Requests are kept for 90 days.')).toBeVisible()

  await grantRole(tenant.tenant, tenant.ownerEmail, 'operator')
  await visit(page, integrationPage(tenant, 'settings'))
  await expect(days).toHaveAttribute('readonly')
})
