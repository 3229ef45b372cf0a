import type { Page } from '@playwright/test'
import { expectAccessible } from '../accessible'
import { signIn } from '../session'
import { openAs } from './open'
import { expect, serverOrigin, test } from './watched'

test.use({ timezoneId: 'America/New_York', locale: 'en-GB' })

const at = (path: string) => `${serverOrigin()}${path}`

async function choose(
  page: Page,
  names: { language: string; timeZone: string; save: string },
): Promise<void> {
  await page.goto(at('/account/preferences'))
  await page.locator('[name="language"]').selectOption({ label: names.language })
  await page.locator('[name="timeZone"]').selectOption({ label: names.timeZone })
  await page.getByRole('button', { name: names.save }).click()
}

test('a person chooses German and Berlin, and every page speaks so, here and after signing in elsewhere', async ({
  browser,
  context,
  tenant,
}) => {
  test.setTimeout(180_000)
  const made = await tenant.scim.post('/Users', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: 'grace@acme.example',
    name: { givenName: 'Grace', familyName: 'Hopper' },
    title: 'Analyst',
  })
  const user = `/c/${tenant.tenant}/company/target-users/users/${made.body.id}`
  const page = await openAs(context, tenant)

  await page.goto(at(`${user}/activity`))
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(page.getByText('Corporate Okta added Grace Hopper')).toBeVisible()
  const created = new Date(made.body.meta.created)
  const written = (timeZone: string, language: string) =>
    new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'long', timeZone }).format(created)
  await expect(page.getByText(written('America/New_York', 'en-GB')).first()).toBeVisible()

  await choose(page, { language: 'Deutsch', timeZone: 'Europe/Berlin', save: 'Save preferences' })
  await expect(page.getByRole('heading', { name: 'Persönliche Einstellungen' })).toBeVisible()
  await expect(page.getByText('Einstellungen gespeichert')).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await expectAccessible(page)

  await page.goto(at(`${user}/activity`))
  await expect(page.getByText('Corporate Okta hat Grace Hopper hinzugefügt')).toBeVisible()
  await expect(page.getByText(written('Europe/Berlin', 'de-DE')).first()).toBeVisible()
  await page.getByText(written('Europe/Berlin', 'de-DE')).first().hover()
  await expect(page.getByRole('tooltip').filter({ hasText: 'UTC' })).toContainText(written('UTC', 'de-DE'))

  for (const [path, heading] of [
    [`/c/${tenant.tenant}/company/target-users/users`, 'Zielbenutzer'],
    [`/c/${tenant.tenant}/company/settings/scim`, 'SCIM-Einstellungen'],
    [`/c/${tenant.tenant}/company/settings/scim/entitlements`, 'Rollen und Berechtigungen'],
    [`/c/${tenant.tenant}/company/members`, 'Mitglieder'],
    ['/account/profile', 'Konto'],
    ['/account/sessions', 'Konto'],
  ] as const) {
    await page.goto(at(path))
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
    await expectAccessible(page)
  }

  const elsewhere = await browser.newContext({ timezoneId: 'Asia/Tokyo', locale: 'en-GB' })
  const second = await elsewhere.newPage()
  await second.goto(at('/sign-in'))
  await second.getByLabel('E-mail').fill(tenant.ownerEmail)
  await second.getByLabel('Password', { exact: true }).fill(tenant.ownerPassword ?? '')
  await second.getByRole('button', { name: 'Sign in' }).click()
  await expect(second.locator('html')).toHaveAttribute('lang', 'de')
  await second.goto(at(`${user}/activity`))
  await expect(second.getByText(written('Europe/Berlin', 'de-DE')).first()).toBeVisible()
  await elsewhere.close()
})

test('a person sees where they are signed in, ends one session, then all', async ({
  browser,
  context,
  tenant,
}) => {
  const page = await openAs(context, tenant)
  const elsewhere = await browser.newContext()
  const other = await openAs(elsewhere, tenant)
  await other.goto(at('/account/sessions'))
  await expect(other.getByRole('heading', { name: 'Account' })).toBeVisible()

  await page.goto(at('/account/sessions'))
  const sessions = page.getByRole('list', { name: 'Sessions' }).getByRole('listitem')
  await expect(sessions).toHaveCount(2)
  await expect(sessions.first()).toContainText('This browser')
  await page
    .getByRole('button', { name: /^Sign out .+/ })
    .first()
    .click()
  await expect(sessions).toHaveCount(1)
  await other.reload()
  await expect(other).toHaveURL(/\/sign-in/)

  await page.getByRole('button', { name: 'Sign out everywhere' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await page.goto(at(`/c/${tenant.tenant}`))
  await expect(page).toHaveURL(/\/sign-in/)
  await elsewhere.close()
})

test('a password is changed by who knows the old one', async ({ context, tenant }) => {
  const page = await openAs(context, tenant)
  await page.goto(at('/account/profile'))
  await page.getByLabel('Current password').fill('not this one')
  await page.getByLabel('New password').fill('correct horse battery')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('That isn’t your current password.')).toBeVisible()
  await expect(page.getByLabel('Current password')).toBeFocused()
  await page.getByLabel('Current password').fill(tenant.ownerPassword ?? '')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('Password changed.')).toBeVisible()
  await expect(page.getByLabel('Current password')).toHaveValue('')
  await context.clearCookies()
  await signIn(context.request, { ...tenant, ownerPassword: 'correct horse battery' })
  await page.goto(at('/account/profile'))
  await expect(page.getByText(`Signed in as ${tenant.ownerEmail}`)).toBeVisible()
})
