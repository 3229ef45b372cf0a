import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expectAccessible } from '../accessible'
import { grantRole } from '../database'
import { signIn } from '../session'
import { home, openAs, visit } from './open'
import { expect, makeTenant, serverOrigin, test } from './watched'

const cards = (page: Page) => page.getByRole('list', { name: 'Members' }).getByRole('listitem')
const cardOf = (page: Page, email: string) => cards(page).filter({ hasText: email })

async function decide(page: Page, email: string, decision: string, reason: string): Promise<void> {
  const card = cardOf(page, email)
  await card.getByRole('combobox').selectOption({ label: decision })
  await card.getByLabel('Reason').fill(reason)
  await card.getByRole('button', { name: 'Save decision' }).click()
  await expect(card.getByText(reason)).toBeVisible()
}

test('two review each other and a third, and the record is sealed, printed, exported and cannot be changed', async ({
  browser,
  context,
  tenant,
}) => {
  test.setTimeout(120_000)
  const [admin, leaver] = [await makeTenant(), await makeTenant()]
  await grantRole(tenant.tenant, admin.ownerEmail, 'admin')
  await grantRole(tenant.tenant, leaver.ownerEmail, 'operator')
  const reviews = `${home(tenant)}/company/members/access-review`
  const ada = await openAs(context, tenant)
  await ada.goto(reviews)
  await expect(ada.getByText('Access has not been reviewed yet.')).toBeVisible()
  await ada.getByRole('button', { name: 'Start review' }).click()
  await expect(ada.getByText(/about the 3 people/)).toBeVisible()
  await ada.getByRole('button', { name: 'Start', exact: true }).click()
  await ada.waitForURL(/access-review\/[0-9a-f-]{36}$/)
  await expect(cards(ada)).toHaveCount(3)
  await expect(cardOf(ada, tenant.ownerEmail)).toContainText('Needs another reviewer')
  await expect(ada.getByRole('button', { name: 'Complete review…' })).toHaveAttribute('aria-disabled', 'true')
  await expectAccessible(ada)

  await test.step('a decision needs its reason', async () => {
    const card = cardOf(ada, leaver.ownerEmail)
    await card.getByRole('combobox').selectOption({ label: 'Remove' })
    await card.getByRole('button', { name: 'Save decision' }).click()
    await expect(card.getByText(/a decision without a reason is what auditors find/)).toBeVisible()
  })
  await decide(ada, leaver.ownerEmail, 'Remove', 'Left the project in May')

  const elsewhere = await browser.newContext()
  await signIn(elsewhere.request, admin)
  const bob = await elsewhere.newPage()
  await visit(bob, ada.url())
  await expect(bob.getByText('1 of 3 decided').first()).toBeVisible()
  await expect(cardOf(bob, tenant.ownerEmail).getByRole('option')).toHaveText(['Choose…', 'Keep as Owner'])

  await test.step('what one decides the other sees, without asking', async () => {
    await decide(bob, tenant.ownerEmail, 'Keep as Owner', 'Founder')
    await expect(ada.getByText('2 of 3 decided').first()).toBeVisible()
    await expect(cardOf(ada, tenant.ownerEmail)).toContainText('Founder')
  })
  await ada.reload()
  await expect(cardOf(ada, leaver.ownerEmail)).toContainText('Left the project in May')
  await decide(ada, admin.ownerEmail, 'Change to Auditor', 'Reads only since the reorganisation')

  await ada.getByRole('button', { name: 'Complete review…' }).click()
  await expect(ada.getByText(/1 kept, 1 with another role, 1 removed/)).toBeVisible()
  await ada.getByRole('button', { name: 'Complete and seal' }).click()
  await expect(ada.getByText(/^Unaltered: the record has the fingerprint that row \d+/)).toBeVisible()
  for (const outcome of ['Kept as Owner', 'Changed to Auditor', 'Removed']) {
    await expect(ada.getByText(outcome, { exact: true })).toBeVisible()
  }
  await expectAccessible(ada)
  await ada.emulateMedia({ media: 'print' })
  await expect(ada.getByRole('heading', { level: 1, name: 'Access review', exact: true })).toBeVisible()
  await ada.emulateMedia({ media: 'screen' })
  await expect(bob.getByText('Record of the access review')).toBeVisible()
  await bob.goto(`${home(tenant)}/company/settings/general`)
  await expect(bob.getByLabel('Company name')).not.toBeEditable()
  const gone = await browser.newContext()
  await signIn(gone.request, leaver)
  const answer = await gone.request.get(`${serverOrigin()}/c/${tenant.tenant}`)
  expect(answer.status()).toBe(404)

  const [file] = await Promise.all([
    ada.waitForEvent('download'),
    ada.getByRole('button', { name: 'Export CSV' }).click(),
  ])
  expect(readFileSync(await file.path(), 'utf8')).toContain('remove,,Left the project in May,')
  await ada.getByRole('link', { name: /^Row \d+ in the audit log/ }).click()
  await expect(ada.getByText(/completed the access review of/).first()).toBeVisible()
  await ada.goto(reviews)
  await expect(ada.getByRole('list', { name: 'Access reviews' }).getByRole('listitem')).toContainText(
    'Completed',
  )
  await ada.goto(`${home(tenant)}/company/evidence`)
  await expect(ada.getByText(/^1 review completed, the last by Owner on/)).toBeVisible()
  await Promise.all([elsewhere.close(), gone.close()])
})

test('a review that is given up changes nobody', async ({ context, tenant }) => {
  const page = await openAs(context, tenant)
  await page.goto(`${home(tenant)}/company/members/access-review`)
  await page.getByRole('button', { name: 'Start review' }).click()
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await page.waitForURL(/access-review\/[0-9a-f-]{36}$/)
  await expect(page.getByText(/nobody else may review/)).toBeVisible()
  await page.getByRole('button', { name: 'Cancel review…' }).click()
  await page.getByRole('button', { name: 'Cancel review', exact: true }).click()
  await expect(page.getByText('Record of the access review')).toBeVisible()
  await expect(page.getByText('Not decided')).toBeVisible()
})
