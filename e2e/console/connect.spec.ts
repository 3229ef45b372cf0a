import { OktaApp } from '@/lib/idp/okta/app'
import { expectAccessible } from '../accessible'
import { grantRole, integrationsOf } from '../database'
import { user } from '../scim-client'
import { copied, home, integrationPage, openAs, visit } from './open'
import { expect, makeTenant, test } from './watched'

test('the wizard keeps a draft, asks before it is left, and Back keeps what was entered', async ({
  context,
  tenant,
}) => {
  const page = await openAs(context, tenant)
  const wizard = `${home(tenant)}/company/settings/scim/new`
  await visit(page, wizard)
  const name = page.getByLabel('Name', { exact: true })
  await name.fill('corporate okta')
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByText('“corporate okta” already exists. Choose another name.')).toBeVisible()
  await expect(name).toBeFocused()
  await name.fill('Entra Europe')
  await page.getByText('Microsoft Entra ID', { exact: true }).click()
  await expectAccessible(page)

  await page.getByRole('navigation').getByRole('link', { name: 'Users' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Discard this integration?' })
  await dialog.getByRole('button', { name: 'Keep editing' }).click()
  await expect(page).toHaveURL(wizard)
  await expect(name).toHaveValue('Entra Europe')

  const other = await context.newPage()
  await other.goto(wizard)
  await expect(other.getByText('Draft restored')).toBeVisible()
  await expect(other.getByLabel('Name', { exact: true })).toHaveValue('Entra Europe')
  await expect(other.getByRole('radio', { name: 'Microsoft Entra ID' })).toBeChecked()
  await other.close()

  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Group Settings' })).toBeFocused()
  const groups = page.getByRole('switch', { name: 'Synchronize groups with Identity Management Platform' })
  await groups.press('Space')
  await expect(page.getByText('Use two groups.')).toBeVisible()
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(name).toHaveValue('Entra Europe')
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(groups).toBeChecked()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Set up Microsoft Entra ID' })).toBeVisible()
  await expect(page.getByLabel('SCIM base URL', { exact: true })).toHaveValue(/\?aadOptscim062020$/)
  await visit(page, wizard)
  await expect(name).toHaveValue('')
  await expect(page.getByText('Draft restored')).toBeHidden()
})

test('the steps tick themselves as Okta calls, with names, and what is not seen is marked by hand', async ({
  context,
  tenant,
}) => {
  const page = await openAs(context, tenant)
  await visit(page, integrationPage(tenant, 'connect'))
  await expect(page.getByText('0 of 7 steps done')).toBeVisible()
  await page.getByText('If something fails in Okta').click()
  await expect(page.getByText('“Error authenticating: Unauthorized”')).toBeVisible()
  const okta = new OktaApp({
    baseUrl: tenant.baseUrl.replace(/^.*\/api/, `${new URL(page.url()).origin}/api`),
    token: tenant.token,
    flavour: 'catalogue',
    importGroups: true,
  })
  const grace = okta.addPerson({
    login: 'grace@acme.example',
    email: 'grace@acme.example',
    firstName: 'Grace',
    lastName: 'Hopper',
    title: 'Analyst',
  })
  await okta.testConnection()
  await expect(page.getByText(/^Okta verified the credentials at /)).toBeVisible()
  await expect(page.getByText('2 of 7 steps done')).toBeVisible()
  await okta.assign(grace)
  await expect(page.getByRole('link', { name: 'Grace Hopper arrived.' })).toBeVisible()
  await expect(page.getByText('Assign a person: Grace Hopper arrived.')).toBeAttached()
  await okta.pushGroup(okta.addGroup('Engineering', [grace]))
  await expect(page.getByRole('link', { name: 'Engineering arrived with 1 member.' })).toBeVisible()
  await okta.deactivate(grace)
  await expect(page.getByRole('link', { name: 'Grace Hopper was deactivated, as expected.' })).toBeVisible()
  await page.getByRole('button', { name: 'Mark as done: Change something' }).click()
  await expect(page.getByText('7 of 7 steps done')).toBeVisible()
  await expect(page.getByText('Everything that the guide asks for has been seen.')).toBeVisible()
  await expectAccessible(page)

  await visit(page, integrationPage(tenant, 'overview'))
  await expect(page.getByRole('heading', { name: 'What your IdP sends' })).toBeVisible()
  await expect(page.getByText('name.familyName')).toBeVisible()
  await expect(page.getByText('1 of 1').first()).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Set up', exact: true })).toBeHidden()
  await expectAccessible(page)
})

test('a group that is refused because groups are off is explained, with the switch beside it', async ({
  context,
}) => {
  const tenant = await makeTenant({ groupSync: false })
  const page = await openAs(context, tenant)
  await visit(page, integrationPage(tenant, 'connect'))
  await expect(page.getByText('Push a group')).toBeHidden()
  expect((await tenant.scim.post('/Groups', { displayName: 'Sales' })).status).toBe(403)
  const wrong = page.getByRole('status').filter({ hasText: 'A call went wrong' })
  await wrong.getByRole('button', { name: 'Turn on group sync' }).click()
  await expect(wrong).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Push a group' })).toBeVisible()
  const group = await tenant.scim.addGroup('Sales')

  await visit(page, integrationPage(tenant, 'group-settings'))
  await page.getByRole('switch').click()
  const dialog = page.getByRole('dialog', { name: 'Turn group sync off?' })
  await expect(dialog.getByText('You have 1 IDP group.')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByText('Remove them', { exact: true }).click()
  await dialog.getByRole('button', { name: 'Turn off' }).click()
  await expect(page.getByRole('switch')).not.toBeChecked()
  await visit(page, `${home(tenant)}/company/target-users/groups/${group}`)
  await expect(page.getByText(/can’t find|isn’t here|removed/).first()).toBeVisible()
})

test('each kind of app gets its values in the shape of its fields, and the text for a ticket holds no token', async ({
  context,
  tenant,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const page = await openAs(context, tenant)
  await visit(page, integrationPage(tenant, 'tokens'))
  await page.getByRole('button', { name: 'Create token' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Create token' }).click()
  const token = await copied(page, 'SCIM token')
  expect(token).toMatch(/^rollcall_scim_/)

  await page.getByRole('link', { name: 'Connect', exact: true }).click()
  await page.getByLabel('Kind of app', { exact: true }).selectOption('Header Auth')
  await expect(page.getByLabel('SCIM token', { exact: true })).toHaveValue(`Bearer ${token}`)
  await expect(page.getByText('Okta calls it “API Token”.')).toBeVisible()
  await page.getByRole('switch', { name: 'Include “Bearer ”' }).click()
  await expect(page.getByLabel('SCIM token', { exact: true })).toHaveValue(token)

  await page.getByLabel('Kind of app', { exact: true }).selectOption('Basic Auth')
  await expect(page.getByLabel('User name', { exact: true })).toHaveValue('rollcall')
  await expect(page.getByText('Okta calls it “Password”.')).toBeVisible()
  const basic = Buffer.from(
    `rollcall:${await page.getByLabel('SCIM token', { exact: true }).inputValue()}`,
  ).toString('base64')
  const answer = await tenant.scim.get('/Users', { headers: { Authorization: `Basic ${basic}` } })
  expect(answer.status).toBe(200)

  await page.getByLabel('Kind of app', { exact: true }).selectOption('My app uses OIDC')
  await expect(page.getByText('A custom OIDC app can’t carry SCIM in Okta.')).toBeVisible()
  await expect(page.getByRole('term').filter({ hasText: 'Unique identifier field for users' })).toBeVisible()
  await page.getByRole('button', { name: 'Copy all as text' }).click()
  await expect(page.getByText('The guide was copied, without the token')).toBeVisible()
  const ticket = await page.evaluate(() => navigator.clipboard.readText())
  expect(ticket).toContain('SCIM connector base URL: ')
  expect(ticket).toContain('SCIM token: is sent separately')
  expect(ticket).not.toContain('rollcall_scim_')
  expect(ticket).not.toContain('<b>')

  await page.getByRole('button', { name: 'I’ve saved it' }).click()
  await expect(page.getByText('Close without copying?')).toBeVisible()
  await page.getByRole('button', { name: 'Close anyway' }).click()
  await expect(page.getByText(`••••${token.slice(-4)}`).first()).toBeVisible()
})

test('every provider has its guide, by the names of its own fields, and all of them are accessible', async ({
  context,
  tenant,
}) => {
  test.setTimeout(240_000)
  const page = await openAs(context, tenant)
  await visit(page, integrationPage(tenant, 'connect'))
  const fields = {
    'Microsoft Entra ID': 'Tenant URL',
    'Google Workspace': 'Endpoint URL',
    OneLogin: 'SCIM Bearer Token',
    JumpCloud: 'Token Key',
    PingOne: 'Oauth Access Token',
  }
  for (const [provider, field] of Object.entries(fields)) {
    await page.getByLabel('Identity provider', { exact: true }).selectOption(provider)
    await expect(page.getByRole('heading', { level: 2, name: `Set up ${provider}` })).toBeVisible()
    await expect(page.getByRole('term').getByText(field, { exact: true })).toBeVisible()
  }
  await expectAccessible(page)
  await page.getByLabel('Identity provider', { exact: true }).selectOption('Other / not sure')
  await expect(page.getByLabel('cURL: Paste and test', { exact: true })).toHaveValue(/\/Users\?count=1" /)
  await expect(page.getByLabel('cURL: Send a person', { exact: true })).toHaveValue(
    /^curl -X POST .*"userName":"test.person@example.com"/s,
  )
  await expectAccessible(page)
})

test('a test from here proves each step, and leaves nothing behind that anybody could take for Okta', async ({
  context,
  tenant,
}) => {
  const page = await openAs(context, tenant)
  await visit(page, integrationPage(tenant, 'connect'))
  await page.getByRole('button', { name: 'Send a test from here' }).click()
  const dialog = page.getByRole('dialog', { name: 'Send a test from here' })
  await dialog.getByRole('button', { name: 'Run the test' }).click()
  await expect(dialog.getByText('Everything passed.')).toBeVisible()
  await expect(dialog.getByText('Passed', { exact: true })).toHaveCount(6)
  await expectAccessible(page)
  await dialog.getByRole('switch').click()
  await dialog.getByRole('button', { name: 'Run again' }).click()
  await expect(dialog.getByText('Passed', { exact: true })).toHaveCount(2)
  await page.keyboard.press('Escape')
  await expect(page.getByText('Waiting', { exact: true })).toBeVisible()
  await expect(page.getByText('0 of 7 steps done')).toBeVisible()
  await expect(page.getByText('A call went wrong')).toBeHidden()
  expect(await integrationsOf(tenant.tenant)).toEqual([{ name: 'Corporate Okta', is_test: false }])
  expect((await tenant.scim.get('/Users')).body.totalResults).toBe(0)
})

test('who may not change an integration looks at any guide, and is told why the rest is not for them', async ({
  context,
  tenant,
}) => {
  await grantRole(tenant.tenant, tenant.ownerEmail, 'auditor')
  const page = await openAs(context, tenant)
  await visit(page, integrationPage(tenant, 'connect'))
  await page.getByLabel('Identity provider', { exact: true }).selectOption('PingOne')
  await expect(page.getByRole('heading', { level: 2, name: 'Set up PingOne' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Mark as done/ })).toHaveCount(0)
  for (const name of ['Send a test from here', 'Create setup link…']) {
    await expect(page.getByRole('button', { name })).toHaveAttribute('aria-disabled', 'true')
  }
  await visit(page, integrationPage(tenant, 'connect'))
  await expect(page.getByRole('heading', { level: 2, name: 'Set up Okta' })).toBeVisible()
})

test('an integration is renamed where its name stands, with F2, and its menu copies the base URL', async ({
  context,
  tenant,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const page = await openAs(context, tenant)
  await visit(page, integrationPage(tenant, 'overview'))
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  await page.keyboard.press('F2')
  const name = page.getByLabel('Name', { exact: true })
  await expect(name).toBeFocused()
  await name.fill('Okta Europe')
  await name.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Okta Europe' })).toBeVisible()
  await page.getByRole('button', { name: 'More for Okta Europe' }).click()
  await page.getByRole('menuitem', { name: 'Copy base URL' }).click()
  await expect(page.getByText('The base URL was copied')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    new RegExp(`/api/scim/${tenant.tenant}$`),
  )
  expect((await tenant.scim.post('/Users', user('ann@acme.example'))).status).toBe(201)
  await visit(page, `${home(tenant)}/company/settings/scim`)
  await page.getByRole('button', { name: 'More for Okta Europe' }).click()
  await page.getByRole('menuitem', { name: 'Pause…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByText('Paused', { exact: true })).toBeVisible()
  await expectAccessible(page)
})
