import type { BrowserContext, Page } from '@playwright/test'
import { expectAccessible } from '../accessible'
import { openAs, visit } from './open'
import { expect, serverOrigin, type Tenant, test } from './watched'

/** Opens the Activity of the company's integration, as its owner. */
async function openActivity(context: BrowserContext, tenant: Tenant, search = ''): Promise<Page> {
  const page = await openAs(context, tenant)
  await page.goto(activityOf(tenant) + search)
  return page
}

const activityOf = ({ tenant, integrationId }: Tenant) =>
  `${serverOrigin()}/c/${tenant}/company/settings/scim/${integrationId}/activity`

const requests = (page: Page) => page.getByRole('table', { name: 'Requests', exact: true })

test('a conflict becomes a problem and a sentence while the page is looked at, and closes by itself with the success', async ({
  context,
  tenant,
}) => {
  const group = await tenant.scim.addGroup('Engineering')
  const page = await openActivity(context, tenant, '?show=problems')
  await expect(page.getByText('No open problems')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Live ./ })).toBeVisible()

  expect((await tenant.scim.post('/Groups', { displayName: 'Engineering' })).status).toBe(409)
  await expect(page.getByText('1 group couldn’t be synced.')).toBeVisible()
  const problem = page.getByRole('region', { name: 'Group name already exists' })
  await expect(problem).toBeVisible()
  await expect(problem).toContainText('Push Groups › Push group › Link Group')
  await expect(problem).toContainText('A group named “Engineering” already exists.')

  await tenant.scim.patch(`/Groups/${group}`, [{ op: 'replace', value: { displayName: 'Engineering' } }])
  await expect(page.getByText('No open problems')).toBeVisible()
  await expect(page.getByText('couldn’t be synced')).toHaveCount(0)
})

test('a problem is ignored with a reason, and taken up again', async ({ context, tenant }) => {
  await tenant.scim.addUser('eve@acme.example')
  await tenant.scim.post('/Users', { userName: 'eve@acme.example' })
  const page = await openActivity(context, tenant)
  const problem = page.getByRole('region', { name: 'Person already exists' })
  await expect(problem.getByRole('link', { name: 'View person' })).toHaveAttribute(
    'href',
    /\/users\?q=eve%40acme\.example$/,
  )
  await problem.getByRole('button', { name: 'Ignore…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Why').fill('Eve left the company')
  await dialog.getByRole('button', { name: 'Ignore', exact: true }).click()
  await expect(dialog).toHaveCount(0)
  await page
    .getByRole('navigation', { name: 'Activity views' })
    .getByRole('link', { name: 'Problems' })
    .click()
  await expect(problem.getByText('Eve left the company')).toBeVisible()
  await problem.getByRole('button', { name: 'Take up again' }).click()
  await expect(problem.getByText('Still failing')).toBeVisible()
})

test('new requests arrive on top by themselves, and wait while somebody reads further down', async ({
  context,
  tenant,
}) => {
  for (let i = 0; i < 60; i++) await tenant.scim.addUser(`user${i}@acme.example`)
  const page = await openActivity(context, tenant, '?show=requests')
  const rows = requests(page).getByRole('row')
  await expect(rows.nth(1)).toContainText('added user59 Example')
  await expect(page.getByRole('button', { name: /^Live ./ })).toBeVisible()
  await tenant.scim.addUser('fresh@acme.example')
  await expect(rows.nth(1)).toContainText('added fresh Example')

  await page.mouse.wheel(0, 900)
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(200)
  await tenant.scim.addUser('later@acme.example')
  const pill = page.getByRole('button', { name: '1 new request' })
  await expect(pill).toBeVisible()
  await page.keyboard.press('.')
  await expect(rows.nth(1)).toContainText('added later Example')

  await page.keyboard.press('l')
  await expect(page).toHaveURL(/live=off/)
})

test('filters and search are in the address, and reads are hidden until they are asked for', async ({
  context,
  tenant,
}) => {
  await tenant.scim.addUser('ann@acme.example')
  await tenant.scim.addGroup('Sales')
  const { body } = await tenant.scim.post('/Users', { userName: 'ann@acme.example' })
  await tenant.scim.get('/Users?filter=userName eq "grace@acme.example"')
  const page = await openActivity(context, tenant, '?show=requests&type=Group')
  const rows = requests(page).locator('[data-row]')
  await expect(rows).toHaveCount(1)
  await expect(rows.first()).toContainText(/added the group Sales/i)
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(rows).toHaveCount(3)
  await page.getByRole('searchbox', { name: 'Search requests' }).fill(String(body.detail).slice(-12))
  await expect(rows).toHaveCount(1)
  await expect(rows.first()).toContainText('Rejected ann@acme.example: Person already exists')
  await expect(page).toHaveURL(/q=Ref/)
  await page.getByRole('searchbox', { name: 'Search requests' }).fill('')
  await page.getByRole('button', { name: /^Show reads/ }).click()
  await expect(rows.filter({ hasText: 'Looked for grace@acme.example' })).toHaveCount(1)
  await page.reload()
  await expect(rows.filter({ hasText: 'Looked for grace@acme.example' })).toHaveCount(1)
})

test('a request opens beside the list and on a page of its own, with what it changed and how to repeat it', async ({
  context,
  tenant,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const ann = await tenant.scim.addUser('ann@acme.example')
  await tenant.scim.patch(`/Users/${ann}`, [{ op: 'replace', path: 'title', value: 'Countess' }])
  const page = await openActivity(context, tenant, '?show=requests')
  await expect(page.getByRole('button', { name: /^Live ./ })).toBeVisible()
  await requests(page).getByRole('link', { name: /title/ }).click()
  const drawer = page.getByRole('dialog')
  await expect(drawer.getByRole('row', { name: /Countess/ })).toBeVisible()
  await expect(page).toHaveURL(/\/activity\/[0-9a-f-]{36}\?show=requests/)
  await drawer.getByRole('button', { name: 'Copy as cURL' }).click()
  const curl = await page.evaluate(() => navigator.clipboard.readText())
  expect(curl).toContain('curl -X PATCH')
  expect(curl).toContain('$SCIM_TOKEN')
  expect(curl).not.toContain(tenant.token)
  await expect(drawer.getByRole('button', { name: 'Previous' })).toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('j')
  await expect(drawer.getByText('POST', { exact: true })).toBeVisible()
  await expect(drawer.getByRole('button', { name: 'Next' })).toHaveAttribute('aria-disabled', 'true')

  await page.reload()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Copy for support' })).toBeVisible()
  await expectAccessible(page)
})

test('what the list shows can be taken away as a file', async ({ context, tenant }) => {
  await tenant.scim.addUser('=cmd@acme.example')
  await tenant.scim.addGroup('Sales')
  const page = await openActivity(context, tenant, '?show=requests&type=User')
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'CSV', exact: true }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/requests.*\.csv$/)
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8')
  expect(text).toContain("'=cmd Example")
  expect(text).not.toContain('Sales')
})

test('what the histogram says of a bar stays while calls arrive', async ({ context, tenant }) => {
  await tenant.scim.addUser('ann@acme.example', { displayName: 'Ann' })
  const page = await openAs(context, tenant)
  await visit(page, `${activityOf(tenant)}?show=requests`)
  const bars = page.locator('svg[preserveAspectRatio="none"]')
  await bars.hover({ force: true })
  const said = page.locator('div:has(> svg[preserveAspectRatio="none"]) > .shadow-float')
  await expect(said).toBeVisible()
  await tenant.scim.addUser('grace@acme.example', { displayName: 'Grace Hopper' })
  await expect(page.getByText('added Grace Hopper')).toBeVisible()
  await expect(said).toBeVisible()
})
