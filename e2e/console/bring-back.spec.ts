import type { Page } from '@playwright/test'
import { expectAccessible } from '../accessible'
import { grantRole, historyOf } from '../database'
import { ScimClient } from '../scim-client'
import { home, integrationPage, openAs, visit } from './open'
import { expect, type Tenant, test } from './watched'

const settings = (tenant: Tenant) => `${home(tenant)}/company/settings/scim`
const deletedList = (page: Page) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: 'Deleted integrations' }) })

async function deleteIntegration(page: Page, tenant: Tenant, fate: string) {
  await visit(page, integrationPage(tenant, 'settings'))
  await page.getByRole('button', { name: 'Delete…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('can be brought back by Owners for 7 days')
  await dialog.getByText(fate, { exact: true }).click()
  await dialog.getByRole('textbox').fill('Corporate Okta')
  await dialog.getByRole('button', { name: 'Delete integration' }).click()
  await expect(page).toHaveURL(/\/settings\/scim$/)
}

test('an Owner deletes an integration with its people, and brings it back whole within a week', async ({
  complaints,
  context,
  tenant,
}) => {
  // What is deleted has no pages.
  complaints.expect(/status of 404/)
  const ann = await tenant.scim.addUser('ann@acme.example', { displayName: 'Ann Example' })
  const bob = await tenant.scim.addUser('bob@acme.example', { displayName: 'Bob Example' })
  const group = await tenant.scim.addGroup('Engineering', [ann, bob])
  const page = await openAs(context, tenant)
  await deleteIntegration(page, tenant, 'Remove them')
  expect((await tenant.scim.get('/Users')).body.detail).toContain('and its integration was deleted')
  await expect(deletedList(page)).toContainText('Corporate Okta')
  await expect(deletedList(page)).toContainText('Deleted by Owner on')
  await expect(deletedList(page)).toContainText('2 users and 1 group removed')
  await expect(deletedList(page)).toContainText('Can be brought back until')
  await expectAccessible(page)
  expect((await page.goto(integrationPage(tenant, 'brought-back')))?.status()).toBe(404)
  await visit(page, `${home(tenant)}/company/target-users/users`)
  await expect(page.getByText('ann@acme.example')).toHaveCount(0)

  for (const role of ['admin', 'operator', 'auditor']) {
    await grantRole(tenant.tenant, tenant.ownerEmail, role)
    await visit(page, settings(tenant))
    await expect(page.getByRole('heading', { level: 1, name: 'SCIM Settings' })).toBeVisible()
    await expect(page.getByText('Deleted integrations')).toHaveCount(0)
  }
  await grantRole(tenant.tenant, tenant.ownerEmail, 'owner')

  await visit(page, settings(tenant))
  await page.getByRole('button', { name: 'Bring back… Corporate Okta' }).click()
  const dialog = page.getByRole('dialog', { name: 'Bring Corporate Okta back?' })
  await expect(dialog).toContainText('2 removed users and 1 removed group return under their IDs')
  await expect(dialog).toContainText('Its tokens stay revoked')
  const confirm = dialog.getByRole('button', { name: 'Bring back', exact: true })
  await expect(confirm).toHaveAttribute('aria-disabled', 'true')
  await expectAccessible(page)
  await dialog.getByLabel('Type Corporate Okta to confirm').fill('Corporate Okta')
  await confirm.click()

  await expect(page).toHaveURL(/\/brought-back$/)
  await expect(page).toHaveTitle(/Brought back · Corporate Okta/)
  await expect(page.getByText('Everybody who was its own is back.')).toBeVisible()
  const rows = page.getByRole('table', { name: 'people and groups of the integration' }).getByRole('row')
  await expect(rows).toHaveCount(4)
  await expect(page.getByText('It has no token yet')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Ann Example' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Ann Example' })).toBeVisible()
  expect((await historyOf(tenant.tenant, { userId: ann })).map(({ action }) => action)).toEqual([
    'user.created',
    'member.added',
    'user.deleted',
    'user.restored',
    'member.added',
  ])
  await visit(page, `${home(tenant)}/company/target-users/groups/${group}`)
  await expect(page.getByRole('link', { name: 'Bob Example' })).toBeVisible()
  await visit(page, integrationPage(tenant, 'overview'))
  await page.getByRole('link', { name: 'See who came back' }).click()
  await expect(page).toHaveURL(/\/brought-back$/)
  await page.goto(`${home(tenant)}/company/audit-log`)
  for (const deed of ['deleted', 'brought']) {
    await expect(
      page.getByText(new RegExp(`^.*${deed} the integration Corporate Okta`)).first(),
    ).toBeVisible()
  }
  await visit(page, settings(tenant))
  await expect(page.getByText('Deleted integrations')).toHaveCount(0)
  expect((await tenant.scim.get('/Users')).status).toBe(401)
})

test('where its name is taken it comes back under another, and says who stays away and why', async ({
  context,
  tenant,
}) => {
  await tenant.scim.addUser('ann@acme.example', { displayName: 'Ann Example' })
  await tenant.scim.addUser('bob@acme.example', { displayName: 'Bob Example' })
  const page = await openAs(context, tenant)
  await deleteIntegration(page, tenant, 'Deactivate the users')
  await visit(page, `${home(tenant)}/company/settings/scim/new`)
  await page.getByLabel('Name', { exact: true }).fill('Corporate Okta')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  const token = await page.getByLabel('SCIM token', { exact: true }).inputValue()
  const okta = new ScimClient(tenant.scim.baseUrl, token)
  const { body } = await okta.get('/Users?filter=userName eq "ann@acme.example"')
  await okta.patch(`/Users/${body.Resources[0].id}`, [{ op: 'replace', value: { active: true } }])

  await visit(page, settings(tenant))
  await page.getByRole('button', { name: 'Bring back… Corporate Okta' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('1 is managed by another integration by now, and stays there.')
  await dialog.getByLabel('Type Corporate Okta to confirm').fill('Corporate Okta')
  await dialog.getByLabel('New name').fill('Corporate Okta')
  await dialog.getByRole('button', { name: 'Bring back', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText('Corporate Okta')
  await dialog.getByLabel('New name').fill('Okta Europe')
  await dialog.getByRole('button', { name: 'Bring back', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Okta Europe' })).toBeVisible()
  await expect(page.getByText('1 is back, 1 isn’t. The list says why.')).toBeVisible()
  const row = page.getByRole('row', { name: /Ann Example/ })
  await expect(row).toContainText('Not back')
  await expect(row).toContainText('Managed by Corporate Okta by now.')
  await expect(page.getByRole('row', { name: /Bob Example/ })).toContainText('Back')
  await visit(page, `${home(tenant)}/company/target-users/users`)
  await expect(page.getByRole('row', { name: /bob@acme\.example/ })).toContainText('Active')
})
