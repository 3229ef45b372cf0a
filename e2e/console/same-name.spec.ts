import type { Page } from '@playwright/test'
import { expectAccessible } from '../accessible'
import { grantRole } from '../database'
import { ScimClient } from '../scim-client'
import { copied, home, integrationPage, openAs, visit } from './open'
import { expect, test } from './watched'

async function addLocalGroup(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add group' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog.getByRole('button', { name: /^(Add|Save)/ }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

test('the wizard asks what becomes of groups that have the name of a Local one, keeps the answer, and it holds', async ({
  context,
  tenant,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const page = await openAs(context, tenant)
  await visit(page, `${home(tenant)}/company/target-users/groups`)
  await addLocalGroup(page, 'Engineering')
  await visit(page, `${home(tenant)}/company/settings/scim/new`)
  await page.getByLabel('Name', { exact: true }).fill('Entra Europe')
  await page.getByRole('button', { name: 'Next' }).click()
  const question = page.getByText('If a Local group with the same name already exists').first()
  await expect(question).toBeHidden()
  await page
    .getByRole('switch', { name: 'Synchronize groups with Identity Management Platform' })
    .press('Space')
  await question.click()
  await expect(page.getByRole('radio', { name: 'Link to it' })).toBeChecked()
  await expect(page.getByText('is never touched; yours becomes a second group')).toBeVisible()
  await expectAccessible(page)
  await page.getByText('Create a separate group', { exact: true }).click()
  await page.reload()
  await expect(page.getByRole('radio', { name: 'Create a separate group' })).toBeChecked()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { level: 2, name: /^Set up/ })).toBeVisible()

  const scim = new ScimClient(tenant.scim.baseUrl, await copied(page, 'SCIM token'))
  const lookUp = '/Groups?filter=displayName%20eq%20%22Engineering%22'
  expect((await scim.get(lookUp)).body.totalResults).toBe(0)
  expect((await scim.post('/Groups', { displayName: 'Engineering' })).status).toBe(201)
  expect((await scim.get(lookUp)).body.totalResults).toBe(1)
  await visit(page, `${home(tenant)}/company/target-users/groups`)
  await expect(page.getByRole('row').filter({ hasText: 'Engineering' })).toHaveCount(2)
})

test('a conflict is told as a problem, decided in place in three ways, and each time the next push succeeds', async ({
  context,
  tenant,
}) => {
  const { scim } = tenant
  const page = await openAs(context, tenant)
  const names = ['Design', 'Legal', 'Sales']
  for (const name of names) {
    await visit(page, `${home(tenant)}/company/target-users/groups`)
    await addLocalGroup(page, name)
  }
  await visit(page, integrationPage(tenant, 'group-settings'))
  await page.getByText('Report a conflict and let me decide', { exact: true }).click()
  await page.getByRole('button', { name: 'Save choice' }).click()
  await expect(page.getByText('Choice saved').first()).toBeVisible()
  await expectAccessible(page)

  const push = (displayName: string) => scim.post('/Groups', { displayName })
  for (const name of names) {
    const refused = await push(name)
    expect(refused.status).toBe(409)
    expect(refused.body.detail).toMatch(/^A group named “\w+” already exists \(origin: Local\)/)
  }
  await visit(page, `${integrationPage(tenant, 'activity')}?show=requests`)
  await page.getByRole('table', { name: 'Requests', exact: true }).getByRole('link').first().click()
  await page.getByRole('dialog').getByRole('link', { name: 'Decide' }).click()
  const problem = page.getByRole('region', { name: 'Conflict with a Local group' })
  await expect(problem).toContainText('Decide for each group')
  await expectAccessible(page)

  await problem.getByRole('button', { name: 'Link it: Design' }).click()
  await expect(problem.getByText('Linked with this integration’s next write.')).toBeVisible()
  await problem.getByRole('button', { name: 'Keep both apart: Legal' }).click()
  await expect(problem.getByText('Kept apart: this integration doesn’t see it.')).toBeVisible()
  await problem
    .getByRole('listitem')
    .filter({ hasText: 'Sales' })
    .getByRole('button', { name: 'Rename the Local group…' })
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('Sales (old)')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(
    problem.getByText('No Local group has this name any more. Push the group again.'),
  ).toBeVisible()
  await expectAccessible(page)
  await visit(page, integrationPage(tenant, 'group-settings'))
  await expect(page.getByRole('heading', { name: 'Decided one by one' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Take back: Legal' }).click()
  await expect(page.getByRole('button', { name: 'Take back: Legal' })).toBeHidden()
  expect((await push('Legal')).status).toBe(409)
  await visit(page, `${integrationPage(tenant, 'activity')}?show=problems`)
  await problem.getByRole('button', { name: 'Keep both apart: Legal' }).click()
  await expect(problem.getByText('Kept apart: this integration doesn’t see it.')).toBeVisible()

  for (const name of names) expect((await push(name)).status).toBe(201)
  await expect(page.getByText('No open problems')).toBeVisible()
  await visit(page, `${home(tenant)}/company/target-users/groups`)
  await expect(page.getByRole('row').filter({ hasText: 'Design' })).toHaveCount(1)
  await expect(page.getByRole('row').filter({ hasText: 'Legal' })).toHaveCount(2)
  await expect(page.getByRole('row').filter({ hasText: 'Sales (old)' })).toHaveCount(1)
})

test('who may not decide sees what there is to decide, and why they cannot', async ({ context, tenant }) => {
  const page = await openAs(context, tenant)
  await visit(page, `${home(tenant)}/company/target-users/groups`)
  await addLocalGroup(page, 'Engineering')
  await visit(page, integrationPage(tenant, 'group-settings'))
  await page.getByText('Report a conflict and let me decide', { exact: true }).click()
  await page.getByRole('button', { name: 'Save choice' }).click()
  await expect(page.getByText('Choice saved').first()).toBeVisible()
  await tenant.scim.post('/Groups', { displayName: 'Engineering' })
  await grantRole(tenant.tenant, tenant.ownerEmail, 'operator')
  await visit(page, `${integrationPage(tenant, 'activity')}?show=problems`)
  const link = page.getByRole('button', { name: 'Link it: Engineering' })
  await expect(link).toHaveAttribute('aria-disabled', 'true')
  await link.focus()
  await expect(page.getByText('Only Owners and Admins can decide this.').first()).toBeVisible()
})
