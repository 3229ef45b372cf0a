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
  await expect(page.getByText('exported console-members')).toBeVisible()
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
