import type { Page } from '@playwright/test'
import { expectAccessible } from '../accessible'
import { grantRole, tamper } from '../database'
import { ScimClient } from '../scim-client'
import { integrationPage, openAs, visit } from './open'
import { baseUrlAt, expect, makeTenant, serverOrigin, type Tenant, test } from './watched'

const home = (tenant: Tenant) => `${serverOrigin()}/c/${tenant.tenant}`

const attention = (page: Page) => page.getByRole('list', { name: 'Needs attention' }).getByRole('listitem')

test('the overview tells how much there is, how calls went and what changed last, while it changes', async ({
  context,
  tenant,
}) => {
  await tenant.scim.addUser('ann@acme.example', { displayName: 'Ann' })
  const gone = await tenant.scim.addUser('gone@acme.example', { displayName: 'Gone' })
  await tenant.scim.patch(`/Users/${gone}`, [{ op: 'replace', value: { active: false } }])
  const page = await openAs(context, tenant)
  await page.goto(home(tenant))
  await expect(page.getByText('1 active · 1 inactive')).toBeVisible()
  await expect(page.getByText(/^\d+(\.\d)?% succeeded$/)).toBeVisible()
  await expect(page.getByText(/Nothing needs you\. Last checked/)).toBeVisible()
  await expect(page.getByText('deactivated Gone').first()).toBeVisible()
  await tenant.scim.addUser('bea@acme.example', { displayName: 'Bea' })
  await expect(page.getByText('2 active · 1 inactive')).toBeVisible()
  await expect(page.getByText('added Bea').first()).toBeVisible()
})

test('charts have the same numbers as a table, and the arrow keys walk through them', async ({
  context,
  tenant,
}) => {
  await tenant.scim.addUser('ann@acme.example')
  await tamper(
    tenant.tenant,
    `insert into directory_days select id, current_date - n, 10 + n, 9 + n, 2 from tenants, generate_series(1, 20) n
     where id = current_tenant()`,
  )
  const page = await openAs(context, tenant)
  await page.goto(home(tenant))
  const chart = page.getByRole('application').first()
  await expect(chart).toBeVisible()
  // A number that changes meanwhile draws the chart anew, and its cursor with it.
  await expect(async () => {
    await chart.focus()
    await page.keyboard.press('ArrowRight')
    await expect(page.getByText(/^Users : \d+/).first()).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await page.getByText('Show as a table').first().click()
  const table = page.getByRole('table').filter({ hasText: 'Day begins (UTC)' })
  await expect(table.getByRole('row').nth(1)).toContainText('Now')
  await expect(table.getByRole('row').nth(2)).toContainText('11')
  await page.getByText('Show as a table').last().click()
  await expectAccessible(page)
})

test('what needs somebody is told, the most pressing first, and each leads to its remedy', async ({
  context,
  tenant,
}) => {
  await tenant.scim.post('/Groups', { displayName: 'Sales' })
  await tenant.scim.post('/Groups', { displayName: 'Sales' })
  const stranger = new ScimClient(baseUrlAt(serverOrigin(), tenant), 'not-a-token-of-ours')
  for (let n = 0; n < 3; n++) await stranger.get('/Users')
  await tamper(tenant.tenant, `update tokens set expires_at = now() + interval '5 days 1 hour'`)
  const page = await openAs(context, tenant)
  await expect(async () => {
    await page.goto(home(tenant))
    await expect(attention(page)).toHaveCount(3, { timeout: 1_000 })
  }).toPass()
  await expect(attention(page).nth(0)).toContainText('The only live token ends in 6 days')
  await expect(attention(page).nth(1)).toContainText('3 calls in 24 h with a token that isn’t ours')
  await expect(attention(page).nth(2)).toContainText('Corporate Okta · 1 group: Group name already exists.')
  await expectAccessible(page)
  await attention(page).nth(0).getByRole('link', { name: 'Rotate token…' }).click()
  await expect(page).toHaveURL(/\/tokens$/)
})

test('a company without an integration is shown the way to its first one; who may not add it is told who may', async ({
  context,
}) => {
  const tenant = await makeTenant()
  await tamper(tenant.tenant, 'delete from integrations')
  const page = await openAs(context, tenant)
  await page.goto(home(tenant))
  await expect(page.getByText('Connect your identity provider — about 10 minutes.')).toBeVisible()
  await expect(page.getByRole('img', { name: /chart/ })).toHaveCount(0)
  await page.getByRole('link', { name: '+ NEW' }).click()
  await expect(page).toHaveURL(/\/scim\/new$/)
  await grantRole(tenant.tenant, tenant.ownerEmail, 'auditor')
  await page.goto(home(tenant))
  await expect(page.getByText('Only Owners and Admins can add an integration.')).toBeAttached()
})

test('what a chart says of a day stays while the page is read anew', async ({ context, tenant }) => {
  await tenant.scim.addUser('ann@acme.example', { displayName: 'Ann Admin' })
  const page = await openAs(context, tenant)
  await visit(page, home(tenant))
  const bars = page.locator('.recharts-wrapper').last()
  await bars.scrollIntoViewIfNeeded()
  await bars.hover({ position: { x: 300, y: 80 } })
  const said = bars.locator('.recharts-tooltip-wrapper')
  await expect(said).toBeVisible()
  const label = await said.locator('.recharts-tooltip-label').textContent()
  await tenant.scim.addUser('grace@acme.example', { displayName: 'Grace Hopper' })
  await expect(page.getByText('Grace Hopper').first()).toBeVisible()
  await expect(said).toBeVisible()
  expect(await said.locator('.recharts-tooltip-label').textContent()).toBe(label)
})

test('what is resolved while a page is read keeps the place of its banner, on a phone too', async ({
  context,
  tenant,
}) => {
  await tamper(tenant.tenant, `update tokens set expires_at = now() + interval '5 days 1 hour'`)
  const page = await openAs(context, tenant)
  await visit(page, home(tenant))
  await page.setViewportSize({ width: 390, height: 844 })
  const banner = page.getByRole('region', { name: 'Most pressing' })
  await expect(banner).toContainText('The only live token ends in 6 days')
  const top = async () => (await page.getByRole('heading', { level: 1 }).boundingBox())?.y
  const before = await top()
  expect((await banner.boundingBox())?.height).toBeGreaterThan(60)

  const elsewhere = await context.newPage()
  await visit(elsewhere, integrationPage(tenant, 'tokens'))
  await elsewhere.getByRole('button', { name: 'Create token' }).click()
  const dialog = elsewhere.getByRole('dialog', { name: 'Create token' })
  await dialog.getByRole('button', { name: 'Create token' }).click()
  await expect(page.getByText('This has been resolved.')).toBeVisible()
  await expect(banner).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Rotate token…' })).toHaveCount(0)
  expect(await top()).toBe(before)
  await expectAccessible(page)
})
