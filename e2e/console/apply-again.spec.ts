import { expectAccessible } from '../accessible'
import { grantRole, requestsOf, tamper } from '../database'
import type { Tenant } from '../fixtures'
import { home, integrationPage, openAs, visit } from './open'
import { expect, test } from './watched'

const pause = ({ tenant }: Tenant) => tamper(tenant, 'update integrations set paused_at = now()')
const resume = ({ tenant }: Tenant) => tamper(tenant, 'update integrations set paused_at = null')

test('a call that was refused is looked at and applied: in its drawer, once, in the name of who did it', async ({
  context,
  tenant,
}) => {
  const { scim } = tenant
  const ann = await scim.addUser('ann@acme.example', { displayName: 'Ann', title: 'Analyst' })
  await pause(tenant)
  const put = { userName: 'ann@acme.example', displayName: 'Ann', title: 'Lead' }
  expect((await scim.put(`/Users/${ann}`, put)).status).toBe(403)
  const page = await openAs(context, tenant)
  await visit(page, `${integrationPage(tenant, 'activity')}?show=requests`)
  await page.getByRole('table', { name: 'Requests', exact: true }).getByRole('link').first().click()
  const drawer = page.getByRole('dialog').first()
  await expect(drawer.getByText('The integration is paused.')).toBeVisible()
  await expectAccessible(page)
  await resume(tenant)
  await visit(page, page.url())
  await expect(page.getByText('It had no effect, and nothing has been written since')).toBeVisible()
  await page.getByRole('button', { name: 'Apply again…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Apply again' })
  const row = dialog.getByRole('row').filter({ hasText: 'title' })
  await expect(row).toContainText('Analyst')
  await expect(row).toContainText('Lead')
  await expectAccessible(page)
  expect((await scim.get(`/Users/${ann}`)).body.title).toBe('Analyst')
  await dialog.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.getByText('The call was applied')).toBeVisible()
  await expect(page.getByText(/applied it again on/)).toBeVisible()
  await expectAccessible(page)
  expect((await scim.get(`/Users/${ann}`)).body.title).toBe('Lead')
  await visit(page, `${home(tenant)}/company/target-users/users/${ann}/activity`)
  await expect(page.getByText(/applied a refused call about Ann again/)).toBeVisible()
  await visit(page, `${home(tenant)}/company/audit-log`)
  await expect(page.getByText(/applied a refused call about Ann again/).first()).toBeVisible()
})

test('a problem offers it as well; who cannot is told why, and what to do instead in the words of Okta', async ({
  context,
  tenant,
}) => {
  const { scim } = tenant
  const page = await openAs(context, tenant)
  await visit(page, integrationPage(tenant, 'settings'))
  await page.getByLabel('Allowed e-mail domains').fill('acme.example')
  await page.getByRole('button', { name: 'Save rules' }).click()
  await expect(page.getByText('Rules saved').first()).toBeVisible()
  const eve = { userName: 'eve@other.example', emails: [{ value: 'eve@other.example', primary: true }] }
  expect((await scim.post('/Users', eve)).status).toBe(400)
  const problems = `${integrationPage(tenant, 'activity')}?show=problems`
  await visit(page, problems)
  const problem = page.getByRole('region', { name: /domain/i })
  await problem.getByRole('button', { name: 'Apply again…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Apply again' })
  await expect(dialog.getByText(/It would be refused again: eve@other\.example is outside/)).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('link', { name: 'Settings' }).click()
  await page.getByLabel('Allowed e-mail domains').fill('acme.example\nother.example')
  await page.getByRole('button', { name: 'Save rules' }).click()
  await expect(page.getByText('Rules saved').first()).toBeVisible()
  await visit(page, problems)
  await problem.getByRole('button', { name: 'Apply again…' }).click()
  await expect(dialog.getByText(/added eve@other\.example/i)).toBeVisible()
  // It is sent again by itself while somebody looks.
  expect((await scim.post('/Users', eve)).status).toBe(201)
  // The page below would be drawn without the problem, and the dialog be gone, if nobody looked.
  await expect.poll(async () => (await requestsOf(tenant.tenant)).at(-1)?.status).toBe(201)
  await dialog.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText(/A later call has settled it|already exists/)
  await dialog.getByRole('button', { name: 'Close' }).first().click()
  await expect(page.getByText('No open problems')).toBeVisible()

  const ann = await scim.addUser('ann@acme.example', { title: 'Analyst' })
  await pause(tenant)
  const secret = { userName: 'ann@acme.example', password: 'correct horse' }
  expect((await scim.put(`/Users/${ann}`, secret)).status).toBe(403)
  await resume(tenant)
  await expect.poll(async () => (await requestsOf(tenant.tenant)).at(-1)?.status).toBe(403)
  await visit(page, `${integrationPage(tenant, 'activity')}?show=requests`)
  await page.getByRole('table', { name: 'Requests', exact: true }).getByRole('link').first().click()
  const drawer = page.getByRole('dialog').first()
  await expect(drawer.getByText(/left out something secret or unreadable/)).toBeVisible()
  await expect(
    drawer.getByText('In Okta open Dashboard › Tasks and press Retry Selected.').first(),
  ).toBeVisible()
  await expectAccessible(page)
})

test('an Auditor sees that a call could be applied, and why they may not', async ({ context, tenant }) => {
  await pause(tenant)
  expect((await tenant.scim.post('/Users', { userName: 'bo@acme.example' })).status).toBe(403)
  await resume(tenant)
  const page = await openAs(context, tenant)
  await grantRole(tenant.tenant, tenant.ownerEmail, 'auditor')
  await visit(page, `${integrationPage(tenant, 'activity')}?show=problems`)
  const button = page.getByRole('button', { name: 'Apply again…' })
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  await button.focus()
  await expect(page.getByText('Auditors can look at calls but not apply them.').first()).toBeVisible()
})
