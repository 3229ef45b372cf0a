import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expectAccessible } from '../accessible'
import { grantRole } from '../database'
import { baseUrlAt, expect, makeTenant, serverOrigin, test } from '../fixtures'
import { ScimClient, sentenceOf } from '../scim-client'
import { home, openAs } from './open'

const run = promisify(execFile)

test('every page of a company with people and groups is accessible, light and dark, wide and narrow', async ({
  context,
  tenant,
}) => {
  test.setTimeout(240_000)
  await run(
    process.execPath,
    [
      '--import',
      'tsx',
      'scripts/okta.ts',
      '--people',
      '30',
      '--groups',
      '4',
      '--seed',
      '5',
      '--flavour',
      'wizard',
    ].concat('--base-url', baseUrlAt(serverOrigin(), tenant)),
    { env: { ...process.env, SCIM_TOKEN: tenant.token } },
  )
  const page = await openAs(context, tenant)
  const user = (await tenant.scim.get('/Users?count=1')).body.Resources[0].id
  const group = (await tenant.scim.get('/Groups?count=1')).body.Resources[0].id
  const paths = [
    '',
    '/company/settings/scim',
    '/company/settings/scim/entitlements',
    ...['overview', 'connect', 'tokens', 'group-settings', 'settings'].map(
      (tab) => `/company/settings/scim/${tenant.integrationId}/${tab}`,
    ),
    '/company/target-users/users?q=a&status=active&origin=idp&sort=-name',
    '/company/target-users/users?q=nobody-is-called-this',
    ...['', '/groups', '/activity', '/raw'].map((tab) => `/company/target-users/users/${user}${tab}`),
    '/company/target-users/groups?origin=idp',
    ...['', '/activity', '/raw'].map((tab) => `/company/target-users/groups/${group}${tab}`),
    '/company/target-users/users/01900000-0000-7000-8000-000000000000',
  ]
  for (const path of paths) {
    await test.step(path || 'Overview', async () => {
      await page.goto(home(tenant) + path)
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
      await expect(page).toHaveTitle(/ · | — |Rollcall/)
      await expectAccessible(page)
    })
  }
})

test('tokens: rotation keeps both alive, a third is refused with its reason, revoking ends one', async ({
  context,
  tenant,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const page = await openAs(context, tenant)
  await page.goto(`${home(tenant)}/company/settings/scim/${tenant.integrationId}/tokens`)
  await page.getByRole('button', { name: 'Rotate…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Make the new token' }).click()
  await page.getByRole('button', { name: 'Copy SCIM token' }).click()
  const fresh = await page.evaluate(() => navigator.clipboard.readText())
  const renewed = new ScimClient(tenant.scim.baseUrl, fresh)
  expect((await renewed.get('/Users')).status).toBe(200)
  expect((await tenant.scim.get('/Users')).status).toBe(200)

  await page.reload()
  await expect(page.getByText(`••••${fresh.slice(-4)}`).first()).toBeVisible()
  expect(await page.content()).not.toContain(fresh)
  await expect(page.getByRole('button', { name: 'Create token' })).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByText('Two tokens are already live. Revoke one first.').first()).toBeAttached()

  const old = page.getByRole('row', { name: new RegExp(`••••${tenant.token.slice(-4)}`) })
  await expect(old.getByRole('cell', { name: /node|undici|127\.0\.0\.1/ })).toBeVisible()
  await old.getByRole('button', { name: 'Revoke…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill(tenant.token.slice(-4))
  await dialog.getByRole('button', { name: /revoke/i }).click()
  await expect.poll(async () => (await tenant.scim.get('/Users')).status).toBe(401)
  expect((await renewed.get('/Users')).status).toBe(200)
})

test('the group switch: off, and a push is refused with its name; on, and the push arrives', async ({
  context,
}) => {
  const tenant = await makeTenant({ groupSync: false })
  const page = await openAs(context, tenant)
  await page.goto(`${home(tenant)}/company/settings/scim/${tenant.integrationId}/group-settings`)
  const groups = page.getByRole('switch', { name: 'Synchronize groups with Identity Management Platform' })
  await expect(groups).not.toBeChecked()
  expect((await tenant.scim.post('/Groups', { displayName: 'Sales' })).status).toBe(403)
  await groups.click()
  await expect(groups).toBeChecked()
  await expect
    .poll(async () => (await tenant.scim.post('/Groups', { displayName: 'Sales' })).status)
    .toBe(201)
})

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
  if (await dialog.isVisible()) await dialog.getByRole('button', { name: /pause/i }).click()
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
    await expectAccessible(page)
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
