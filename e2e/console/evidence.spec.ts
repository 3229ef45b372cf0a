import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expectAccessible } from '../accessible'
import { grantRole } from '../database'
import { home, openAs, visit } from './open'
import { expect, test } from './watched'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

async function download(page: Page, button: string): Promise<Buffer> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ])
  return readFileSync(await file.path())
}

test('a population leaves as a file that is known again, unless one byte of it was changed', async ({
  context,
  tenant,
}) => {
  await tenant.scim.addUser('ann@acme.example', { displayName: '=cmd()' })
  const page = await openAs(context, tenant)
  await visit(page, `${home(tenant)}/company/evidence`)
  await expect(page.getByText('Nothing has been exported yet.')).toBeVisible()
  const members = await download(page, 'Export Members of the console as CSV')
  expect(members.toString()).toContain(`${tenant.ownerEmail},owner,`)
  const people = await download(page, 'Export Target users as CSV')
  expect(people.toString()).toContain(`,'=cmd(),`)

  const files = page.getByRole('table', { name: 'exported files' })
  await expect(files.getByRole('row')).toHaveCount(3)
  const row = files.getByRole('row', { name: /console-members\.csv/ })
  await expect(row).toContainText(sha256(members))
  await expect(row).toContainText(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/)

  const choose = page.locator('input[type=file]')
  await choose.setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: people })
  await expect(page.getByText('people.csv is unaltered.')).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'exported users on' })).toContainText('1 row')
  await expectAccessible(page)
  const changed = Buffer.from(people.toString().replace('ann@', 'amy@'))
  await choose.setInputFiles({ name: 'changed.csv', mimeType: 'text/csv', buffer: changed })
  await expect(page.getByText('changed.csv doesn’t match any export of this company.')).toBeVisible()

  await page.getByText('Enter the SHA-256 instead').click()
  await page.getByLabel('SHA-256 of the file').fill(`${sha256(members)}  members.csv`)
  await page.getByRole('button', { name: 'Verify', exact: true }).click()
  await expect(page.getByText('This checksum is unaltered.')).toBeVisible()

  await row.getByRole('link').click()
  await expect(page).toHaveURL(/audit-log\?before=/)
  await expect(page.getByText('exported the members of the console')).toBeVisible()
})

test('the chain is verified from the evidence, which then says by whom', async ({ context, tenant }) => {
  const page = await openAs(context, tenant)
  await page.goto(`${home(tenant)}/company/evidence`)
  await expect(page.getByText('The chain has never been verified by anybody.')).toBeVisible()
  await page.getByRole('button', { name: 'Verify integrity' }).click()
  await expect(page.getByText(/^The chain is whole/)).toBeVisible()
  await expect(page.getByText(/^Last verified by .*: the chain was whole,/)).toBeVisible()
})

test('an Operator is told who may read the evidence, and finds no way to it', async ({ context, tenant }) => {
  await grantRole(tenant.tenant, tenant.ownerEmail, 'operator')
  const page = await openAs(context, tenant)
  await page.goto(`${home(tenant)}/company/evidence`)
  await expect(page.getByText('Your role can’t read the evidence')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Evidence', exact: true })).toHaveCount(0)
})

test('who joined and left, how soon it held, and a sample that anybody can draw again', async ({
  context,
  tenant,
}) => {
  const { scim } = tenant
  const ids: string[] = []
  for (let n = 0; n < 30; n++) {
    ids.push(await scim.addUser(`p${n}@acme.example`, { displayName: `Person ${n}` }))
  }
  await scim.patch(`/Users/${ids[7]}`, [{ op: 'replace', path: 'active', value: false }])
  const page = await openAs(context, tenant)
  await visit(page, `${home(tenant)}/company/evidence/joiners-leavers`)
  const report = page.getByRole('table', { name: 'joiners and leavers' })
  const left = report.getByRole('row', { name: /Deactivated/ })
  await expect(left).toContainText('Person 7')
  await expect(left).toContainText('Corporate Okta')
  await expect(left).toContainText(/\d+ ms|\d s/)
  await expect(page.getByText('30 by an identity provider')).toBeVisible()

  // Whoever leaves meanwhile appears.
  await scim.delete(`/Users/${ids[3]}`)
  await expect(report.getByRole('row', { name: /Deleted/ })).toContainText('Person 3')

  await page.getByRole('button', { name: 'Draw 25 at random' }).click()
  await expect(page).toHaveURL(/seed=[0-9a-f]+/)
  await expect(page.getByText(/^25 people drawn at random with the seed/)).toBeVisible()
  await expect(page.getByText(/The period includes today/)).toBeVisible()
  await expectAccessible(page)
  const names = () => report.getByRole('row').locator('td:first-child, th[scope=row]').allInnerTexts()
  await expect(report.getByRole('row')).toHaveCount(26)
  const drawn = await names()
  const address = page.url()
  await page.getByRole('button', { name: 'Show everybody' }).click()
  await expect(page).not.toHaveURL(/seed=/)
  await page.goto(address)
  await expect(report.getByRole('row')).toHaveCount(26)
  expect(await names()).toEqual(drawn)

  await page.getByLabel('From').fill('2020-01-01')
  await page.getByLabel('To', { exact: true }).fill('2020-12-31')
  await page.getByLabel('To', { exact: true }).press('Enter')
  await expect(page).toHaveURL(/from=2020-01-01/)
  await expect(page.getByText('2020-01-01 to 2020-12-31, whole days in UTC')).toBeVisible()
})

test('the configuration says what holds and what there is not, and prints as a page of its own', async ({
  complaints,
  context,
  tenant,
}) => {
  // On paper everything stands elsewhere than on screen.
  complaints.expect(/^layout shift/)
  const page = await openAs(context, tenant)
  await page.goto(`${home(tenant)}/company/evidence/configuration`)
  const fact = (label: string) => page.locator('dl > div', { has: page.getByText(label, { exact: true }) })
  await expect(fact('Second factors')).toContainText('Not available')
  await expect(fact('End after inactivity of')).toContainText('30 minutes')
  await expect(fact('Request log')).toContainText('Kept 90 days')
  await expect(fact('Corporate Okta')).toContainText('guard against mass changes: more than 20 %')
  await expect(page.getByRole('region', { name: 'What each role may do' })).toBeVisible()
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden()
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden()
  await expect(page.getByText(/, read by .*, as of/)).toBeVisible()
  const light = await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)
  expect(light).toBe('light')
})
