import type { Page } from '@playwright/test'
import { expectAccessible } from '../accessible'
import { grantRole, tamper } from '../database'
import { signIn } from '../session'
import { openAs } from './open'
import { expect, makeTenant, serverOrigin, type Tenant, test } from './watched'

const home = (tenant: Tenant) => `${serverOrigin()}/c/${tenant.tenant}`
const auditLog = (tenant: Tenant) => `${home(tenant)}/company/audit-log`

/** The rows of the log; what opens in one holds lists of its own. */
const entries = (page: Page) => page.locator('ol[aria-label="Audit log entries"] > li')

test('what is done in the console stands in the log, with where from, and opens to what changed', async ({
  context,
  tenant,
}) => {
  const page = await openAs(context, tenant)
  await page.goto(`${home(tenant)}/company/settings/general`)
  await page.getByLabel('Company name').fill(`${tenant.name} Ltd`)
  await page.getByRole('button', { name: 'Save' }).first().click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  const keeping = page.locator('form', { has: page.getByLabel('Keep for', { exact: true }) })
  await keeping.getByLabel('Keep for').selectOption({ label: '2 years' })
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await keeping.getByRole('button', { name: 'Save' }).click()
  await answered

  await page.goto(auditLog(tenant))
  await expect(entries(page).first()).toContainText('changed how long the audit log is kept')
  await expect(page.getByText('Kept 730 days')).toBeVisible()
  const renamed = entries(page).nth(1)
  await expect(renamed).toContainText(`renamed the company: ${tenant.name} → ${tenant.name} Ltd`)
  await renamed.locator('summary').click()
  await expect(renamed.getByText('company.renamed')).toBeVisible()
  await expect(renamed.getByText('127.0.0.1')).toBeVisible()
  await expect(renamed.getByText(/^[0-9a-f]{8}-[0-9a-f]{4}-7/)).toBeVisible()
  await expect(entries(page).nth(2)).toContainText('signed in')
  await expectAccessible(page)
})

test('the log is narrowed by its form, in the address, and leaves as a file', async ({ context, tenant }) => {
  const page = await openAs(context, tenant)
  await page.goto(auditLog(tenant))
  await page.getByLabel('What', { exact: true }).selectOption({ label: 'Integrations' })
  await page.getByRole('button', { name: 'Filter' }).click()
  await expect(page).toHaveURL(/action=integration/)
  await expect(entries(page)).toHaveCount(1)
  await expect(entries(page)).toContainText('created the integration Corporate Okta')
  await entries(page).locator('summary').click()
  await expect(entries(page).getByText('identity provider: Okta')).toBeVisible()
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Save as a view…' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Integrations')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('button', { name: 'Views: Integrations' })).toBeVisible()
  await page.getByLabel('Search').fill('okta')
  await page.getByLabel('Search').press('Enter')
  await expect(page.getByText('Modified')).toBeVisible()
  await page.getByRole('button', { name: 'Reset' }).click()
  await expect(page).not.toHaveURL(/q=okta/)
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/audit-log-\d{4}-\d\d-\d\d\.csv$/)
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(entries(page).first()).toContainText('exported the audit log')
  await page.getByLabel('Search').fill('nobody is called this')
  await page.getByLabel('Search').press('Enter')
  await expect(page.getByText('No entries match.')).toBeVisible()
})

test('the chain is whole, until somebody changes a row past the console', async ({ context, tenant }) => {
  const page = await openAs(context, tenant)
  await page.goto(auditLog(tenant))
  await page.getByRole('button', { name: 'Verify integrity' }).click()
  await expect(page.getByText(/The chain is whole: \d+ rows/)).toBeVisible()
  await expect(page.getByRole('textbox', { name: /Fingerprint of row/ })).toHaveValue(/^[0-9a-f]{64}$/)
  await expect(entries(page).first()).toContainText('verified the audit log: whole')
  await expectAccessible(page)
  await tamper(tenant.tenant, `update audit_log set actor_name = 'Nobody' where position = 2`)
  await page.getByRole('button', { name: 'Verify integrity' }).click()
  await expect(page.getByText('The chain is broken at row 2.')).toBeVisible()
  await expect(page.getByText('It doesn’t say what it said when it was written.')).toBeVisible()
  await expectAccessible(page)
})

test('an Operator is told who can read the log, and that they asked is in it', async ({
  context,
  tenant,
}) => {
  await grantRole(tenant.tenant, tenant.ownerEmail, 'operator')
  const page = await openAs(context, tenant)
  await page.goto(auditLog(tenant))
  await expect(page.getByText('Your role can’t read the audit log')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Audit Log' })).toHaveCount(0)
  const exported = await context.request.get(
    `${serverOrigin()}/api/console/${tenant.tenant}/export/audit-log`,
  )
  expect(exported.status()).toBe(403)
  await grantRole(tenant.tenant, tenant.ownerEmail, 'auditor')
  await page.goto(auditLog(tenant))
  await expect(
    entries(page).filter({ hasText: 'was refused: their role doesn’t allow “Read the audit log”' }),
  ).not.toHaveCount(0)
})

test('the log of another company is not there', async ({ context, tenant }) => {
  const other = await makeTenant()
  await signIn(context.request, tenant)
  for (const path of [
    `/c/${other.tenant}/company/audit-log`,
    `/api/console/${other.tenant}/export/audit-log`,
  ]) {
    const answer = await context.request.get(serverOrigin() + path)
    expect({ path, status: answer.status() }).toEqual({ path, status: 404 })
    expect(await answer.text()).not.toContain(other.name)
  }
})
