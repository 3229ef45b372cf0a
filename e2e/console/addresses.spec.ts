import { expectAccessible } from '../accessible'
import { integrationPage, openAs, visit } from './open'
import { expect, test } from './watched'

test('calls from elsewhere than the allowed addresses are refused, told as a problem, and let in again', async ({
  context,
  tenant,
}) => {
  const page = await openAs(context, tenant)
  await visit(page, integrationPage(tenant, 'settings'))
  const field = page.getByLabel('Allowed IP addresses')
  const save = page.getByRole('button', { name: 'Save rules' })
  await field.fill('10.0.0.0/8, acme.com')
  await save.click()
  await expect(page.getByText('“acme.com” is not an IP address or range.')).toBeVisible()
  await field.fill('10.0.0.0/8')
  await save.click()
  await expect(page.getByText('Rules saved').first()).toBeVisible()
  await expectAccessible(page)
  await expect(page.getByText('which isn’t among the allowed IP addresses')).toBeHidden()

  const refused = await tenant.scim.post('/Users', { userName: 'ann@acme.example' })
  expect(refused.status).toBe(403)
  expect(refused.body.detail).toMatch(/^Calls from \S+ are not allowed for “Corporate Okta”\./)
  expect((await tenant.scim.get('/Users')).status).toBe(403)
  await visit(page, integrationPage(tenant, 'activity'))
  await page.getByRole('link', { name: 'Problems' }).click()
  const problem = page.getByRole('region', { name: 'IP address not allowed' })
  await expect(problem).toContainText('somebody else has the token: rotate it')
  await expectAccessible(page)

  await problem.getByRole('link', { name: 'Settings' }).click()
  const warning = page.getByText('which isn’t among the allowed IP addresses')
  await expect(warning).toBeVisible()
  await expectAccessible(page)
  const other = await context.newPage()
  await visit(other, integrationPage(tenant, 'settings'))
  await page.getByLabel('Allowed IP addresses').fill('10.0.0.0/8\n127.0.0.1\n::1')
  await page.getByRole('button', { name: 'Save rules' }).click()
  await expect(page.getByText('Rules saved').first()).toBeVisible()
  await expect(other.getByLabel('Allowed IP addresses')).toHaveValue('10.0.0.0/8\n127.0.0.1\n::1')
  await expect(warning).toBeHidden()
  await tenant.scim.addUser('ann@acme.example')
})
