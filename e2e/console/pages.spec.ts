import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { grantRole } from '../database'
import { sentenceOf } from '../scim-client'
import { home, openAs } from './open'
import { expect, test } from './watched'

const _run = promisify(execFile)

test('pausing refuses the next call, renaming shows everywhere, deleting asks what becomes of the people', async ({
  context,
  tenant,
}) => {
  await tenant.scim.addUser('ann@acme.example')
  const page = await openAs(context, tenant)
  const settings = `${home(tenant)}/company/settings/scim/${tenant.integrationId}/settings`
  await page.goto(settings)
  await page.getByLabel('Name', { exact: true }).fill('')
  await page.getByRole('button', { name: 'Save' }).first().click()
  await expect(page.getByText('Enter a name.')).toBeVisible()
  await page.getByLabel('Name', { exact: true }).fill('Okta Europe')
  await page.getByRole('button', { name: 'Save' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Okta Europe' })).toBeVisible()

  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /pause/i }).click()
  await expect(page.getByText('Paused', { exact: true }).first()).toBeVisible()
  const paused = await tenant.scim.get('/Users')
  expect(paused.status).toBe(403)
  expect(sentenceOf(paused)).toBe(`Provisioning is paused by an administrator of ${tenant.name}.`)
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect.poll(async () => (await tenant.scim.get('/Users')).status).toBe(200)

  await page.getByRole('button', { name: 'Delete…' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('Okta Europe')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /delete/i })
    .click()
  await expect(page).toHaveURL(/\/settings\/scim$/)
  expect((await tenant.scim.get('/Users')).status).toBe(401)
  await page.goto(`${home(tenant)}/company/target-users/users`)
  await expect(page.getByRole('row', { name: /ann@acme\.example/ })).toContainText('Local')
})

test('an operator and an auditor see the integration and are told who may change it', async ({
  context,
  tenant,
}) => {
  for (const role of ['operator', 'auditor']) {
    await grantRole(tenant.tenant, tenant.ownerEmail, role)
    const page = await openAs(context, tenant)
    await page.goto(`${home(tenant)}/company/settings/scim`)
    await expect(page.getByText('Only Owners and Admins can add an integration.').first()).toBeAttached()
    await page.goto(`${home(tenant)}/company/settings/scim/${tenant.integrationId}/group-settings`)
    const groups = page.getByRole('switch', { name: 'Synchronize groups with Identity Management Platform' })
    await groups.click({ force: true })
    await page.reload()
    await expect(groups).toBeChecked()
    await page.close()
  }
})

test('lists are searched, filtered, sorted and paged in the URL, and Back goes back', async ({
  context,
  tenant,
}) => {
  for (const name of ['Ångström', 'Berger', 'Çelik']) {
    await tenant.scim.addUser(`${encodeURIComponent(name)}@acme.example`, { displayName: name })
  }
  const inactive = await tenant.scim.addUser('gone@acme.example', { displayName: 'Gone' })
  await tenant.scim.patch(`/Users/${inactive}`, [{ op: 'replace', value: { active: false } }])
  const page = await openAs(context, tenant)
  await page.goto(`${home(tenant)}/company/target-users/users`)
  const names = page.locator('tbody tr')
  await expect(names).toHaveCount(4)
  await expect(names.first()).toContainText('Ångström')
  await page.getByRole('searchbox').fill('celi')
  await expect(page).toHaveURL(/q=celi/)
  await expect(names).toHaveCount(1)
  await expect(names.first()).toContainText('Çelik')
  await page.reload()
  await expect(names).toHaveCount(1)
  await page.goto(`${home(tenant)}/company/target-users/users?status=inactive`)
  await expect(names).toHaveCount(1)
  await expect(names.first()).toContainText('Gone')
  await page.getByRole('link', { name: 'Gone' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Gone' })).toBeVisible()
  await page.goBack()
  await expect(page).toHaveURL(/status=inactive/)
  await expect(names).toHaveCount(1)
})
