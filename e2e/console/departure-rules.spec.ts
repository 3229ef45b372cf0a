import { expectAccessible } from '../accessible'
import { integrationPage, openAs, visit } from './open'
import { expect, serverOrigin, test } from './watched'

test('Local people are kept from being claimed, and who is deactivated leaves groups, where the rules say so', async ({
  context,
  tenant,
}) => {
  const page = await openAs(context, tenant)
  await visit(page, integrationPage(tenant, 'settings'))
  const local = page.getByRole('group', { name: 'When the IdP sends a person who is here as Local already' })
  const deactivated = page.getByRole('group', { name: 'When the IdP deactivates' })
  await expect(local.getByRole('radio', { name: 'Claim' })).toBeChecked()
  await expect(deactivated.getByRole('radio', { name: 'Keep inactive' })).toBeChecked()
  await local.getByText('Report a conflict', { exact: true }).click()
  await deactivated.getByText('Remove from groups', { exact: true }).click()
  await page.getByRole('button', { name: 'Save rules' }).click()
  await expect(page.getByText('Rules saved').first()).toBeVisible()
  await expectAccessible(page)
  await page.reload()
  await expect(local.getByRole('radio', { name: 'Report a conflict' })).toBeChecked()
  await expect(deactivated.getByRole('radio', { name: 'Remove from groups' })).toBeChecked()

  await visit(page, `${serverOrigin()}/c/${tenant.tenant}/company/target-users/users/new`)
  await page.getByLabel('User name').fill('grace@acme.example')
  await page.getByRole('button', { name: 'Add person' }).click()
  await expect(page.getByRole('heading', { name: 'grace@acme.example' })).toBeVisible()
  const refused = await tenant.scim.post('/Users', { userName: 'grace@acme.example' })
  expect(refused.status).toBe(409)
  await visit(page, integrationPage(tenant, 'activity'))
  await page.getByRole('link', { name: 'Problems' }).click()
  const problem = page.getByRole('region', { name: 'Conflict with a Local person' })
  await expect(problem).toContainText('Switch the rule to “Claim” under Settings')
  await expectAccessible(page)
})
