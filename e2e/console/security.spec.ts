import type { Page } from '@playwright/test'
import { expectAccessible } from '../accessible'
import { ageProofs, grantRole, leaveAlone, tamper } from '../database'
import { signIn } from '../session'
import { home, openAs, visit } from './open'
import { expect, makeTenant, serverOrigin, type Tenant, test } from './watched'

const security = (tenant: Tenant) => `${home(tenant)}/company/settings/security`

/** Who is signed in already confirms it: only the password is asked for. */
async function confirm(page: Page, { ownerEmail, ownerPassword }: Tenant): Promise<void> {
  await expect(page.getByLabel('E-mail')).toHaveValue(ownerEmail)
  await page.getByLabel('Password', { exact: true }).fill(ownerPassword ?? '')
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('an Owner limits sessions once they have confirmed who they are, and others read why they can’t', async ({
  complaints,
  context,
  tenant,
}) => {
  complaints.expect(/api\/step-up/)
  const page = await openAs(context, tenant)
  await visit(page, home(tenant))
  await page.getByRole('navigation').getByRole('link', { name: 'Security' }).click()
  const card = page.locator('form', { has: page.getByLabel('Sign in again after inactivity of') })
  await expect(page.getByLabel('Sign in again after inactivity of')).toHaveValue('30')
  await expect(page.getByLabel('Sign in again in any case after')).toHaveValue('12')
  await page.getByLabel('Sign in again after inactivity of').selectOption('10 minutes')
  await page.getByLabel('Sign in again in any case after').selectOption('4 hours')
  await ageProofs(tenant.tenant, 11)
  await card.getByRole('button', { name: 'Save session limits' }).click()
  const proof = page.getByRole('dialog', { name: 'Confirm it’s you' })
  const password = proof.getByLabel('Password', { exact: true })
  await expect(password).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(proof.getByText('Enter your password.')).toBeVisible()
  await password.fill('not the password')
  await page.keyboard.press('Enter')
  await expect(password).toHaveAccessibleDescription('That isn’t your password. Try again.')
  await expect(password).toBeFocused()
  await password.fill(tenant.ownerPassword ?? '')
  await page.keyboard.press('Enter')
  await expect(proof).toBeHidden()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()

  await page.goto(`${home(tenant)}/company/audit-log`)
  await expect(page.getByText('changed how long members stay signed in')).toBeVisible()
  await expect(page.getByText('confirmed with their password that it is them')).toBeVisible()
  await expect(
    page.getByText('was asked to confirm that it is them, and the password was wrong'),
  ).toBeVisible()
  await page.goto(`${home(tenant)}/company/evidence/configuration`)
  await expect(page.getByText('10 minutes', { exact: true })).toBeVisible()
  await expect(page.getByText(/^Password, 10 minutes after .*change the security policy/)).toBeVisible()

  await grantRole(tenant.tenant, tenant.ownerEmail, 'admin')
  await page.goto(security(tenant))
  await expect(page.getByLabel('Sign in again after inactivity of')).toHaveValue('10')
  await expect(page.getByLabel('Sign in again after inactivity of')).toBeDisabled()
  await expect(page.getByRole('button', { name: 'Save session limits' })).toHaveAccessibleDescription(
    'Only Owners can change this.',
  )
})

test('who is past a company’s limits signs in again and comes back, while other companies stay open', async ({
  complaints,
  context,
  tenant,
}) => {
  complaints.expect(/status of 401/)
  const other = await makeTenant()
  await grantRole(other.tenant, tenant.ownerEmail, 'owner')
  const page = await openAs(context, tenant)
  await tamper(tenant.tenant, 'update tenants set session_idle_minutes = 10 where id = current_tenant()')
  const here = `${home(tenant)}/company/target-users/users?q=ann`
  await leaveAlone(tenant.tenant, 9)
  await page.goto(here)
  await expect(page).toHaveURL(here)

  await leaveAlone(tenant.tenant, 11)
  const data = `${serverOrigin()}/api/console/${tenant.tenant}`
  for (const door of ['users', 'events', 'export/users?format=csv']) {
    expect((await context.request.get(`${data}/${door}`)).status()).toBe(401)
  }
  // Being active again, there or elsewhere, opens nothing anew.
  await context.request.get(`${serverOrigin()}/api/auth/session`)
  expect((await context.request.get(`${data}/users`)).status()).toBe(401)
  await page.goto(`${home(other)}/company/target-users/users`)
  await expect(page).toHaveURL(`${home(other)}/company/target-users/users`)

  await page.goto(here)
  await expect(page.getByText('because nothing has happened for a while')).toBeVisible()
  await confirm(page, tenant)
  await expect(page).toHaveURL(here)
  // The new session took the place of the old one.
  await page.goto(`${serverOrigin()}/account/sessions`)
  await expect(page.getByText('This browser', { exact: true })).toBeVisible()
  await expect(page.getByRole('list', { name: 'Sessions' }).getByRole('listitem')).toHaveCount(1)

  await tamper(tenant.tenant, `update tenants set session_hours = 1 where id = current_tenant()`)
  await page.goto(here)
  await expect(page).toHaveURL(here)
  await tamper(tenant.tenant, 'update tenants set session_hours = 0 where id = current_tenant()')
  await page.goto(here)
  await expect(page.getByText('because you’ve been signed in for long')).toBeVisible()
})

test('what is typed when a limit is reached is covered, kept, and sent after signing in again', async ({
  complaints,
  context,
  tenant,
}) => {
  complaints.expect(/status of 401/)
  await tamper(tenant.tenant, 'update tenants set session_idle_minutes = 5 where id = current_tenant()')
  const page = await openAs(context, tenant)
  await page.clock.install()
  await visit(page, `${home(tenant)}/company/target-users/users/new`)
  await page.getByLabel('User name').fill('kept@acme.example')
  await leaveAlone(tenant.tenant, 6)
  await page.clock.runFor('05:05')
  const over = page.getByRole('dialog', { name: 'Sign in again to go on' })
  await expect(over).toBeVisible()
  await expectAccessible(page)
  const link = over.getByRole('link', { name: 'Sign in in a new tab' })
  const opening = context.waitForEvent('page')
  await link.click()
  const second = await opening
  await confirm(second, tenant)
  await expect(second).toHaveURL(/users\/new$/)
  await second.close()
  await over.getByRole('button', { name: 'I’ve signed in' }).click()
  await expect(over).toHaveCount(0)
  await expect(page.getByLabel('User name')).toHaveValue('kept@acme.example')
  await page.getByRole('button', { name: 'Add person' }).click()
  await expect(page).toHaveURL(/users\/[0-9a-f]{8}-[0-9a-f-]+$/)
})

test('a form that is sent past a limit keeps what was typed and says how to go on', async ({
  complaints,
  context,
  tenant,
}) => {
  complaints.expect(/status of 401/)
  const page = await openAs(context, tenant)
  await visit(page, `${home(tenant)}/company/target-users/users/new`)
  await page.getByLabel('User name').fill('late@acme.example')
  await leaveAlone(tenant.tenant, 31)
  await page.getByRole('button', { name: 'Add person' }).click()
  await expect(page.getByText(/^You’re signed out\./)).toBeVisible()
  await expect(page.getByLabel('User name')).toHaveValue('late@acme.example')
})

test('members come in from allowed addresses only, and nobody shuts themselves out', async ({
  complaints,
  context,
  tenant,
}) => {
  complaints.expect(/status of 403/)
  const page = await openAs(context, tenant)
  await visit(page, security(tenant))
  const card = page.locator('form', { has: page.getByLabel('Allowed IP addresses') })
  const field = card.getByLabel('Allowed IP addresses')
  await expect(card).toContainText('You come from 127.0.0.1.')
  async function save(addresses: string) {
    await field.fill(addresses)
    await card.getByRole('button', { name: 'Save addresses' }).click()
  }
  await save('203.0.113.0/24')
  await expect(
    card.getByText('You come from 127.0.0.1. Add it, or you would shut yourself out.'),
  ).toBeVisible()
  await expect(field).toHaveValue('203.0.113.0/24')
  await save('203.0.113.0/24\n127.0.0.0/8')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.reload()
  await expect(field).toHaveValue('203.0.113.0/24\n127.0.0.0/8')
  await page.goto(`${home(tenant)}/company/evidence/configuration`)
  await expect(page.getByText('203.0.113.0/24, 127.0.0.0/8')).toBeVisible()

  // What is typed when the rule changes stays, and is refused with a sentence.
  await visit(page, `${home(tenant)}/company/target-users/users/new`)
  await page.getByLabel('User name').fill('typed@acme.example')
  await tamper(
    tenant.tenant,
    `update tenants set console_addresses = '{203.0.113.0/24}' where id = current_tenant()`,
  )
  await page.getByRole('button', { name: 'Add person' }).click()
  await expect(page.getByText(/^This company lets nobody in from 127\.0\.0\.1\./)).toBeVisible()
  await expect(page.getByLabel('User name')).toHaveValue('typed@acme.example')

  const data = `${serverOrigin()}/api/console/${tenant.tenant}`
  for (const door of ['users', 'events', 'here', 'export/users?format=csv']) {
    const answer = await context.request.get(`${data}/${door}`)
    expect(answer.status()).toBe(403)
    expect(await answer.json()).toEqual({ error: 'This company lets nobody in from where you are.' })
  }
  // Whose company it is not learns nothing of its rule.
  const stranger = await makeTenant()
  const strange = await context.browser()?.newContext()
  if (strange) {
    await signIn(strange.request, stranger)
    expect((await strange.request.get(`${data}/users`)).status()).toBe(404)
    await strange.close()
  }

  const there = `${home(tenant)}/company/target-users/users?q=ann`
  await page.goto(there)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('can’t be opened from here')
  await expect(page.getByText('You come from 127.0.0.1')).toBeVisible()
  await expectAccessible(page)
  const again = page.waitForResponse((answer) => answer.url().includes('/elsewhere/'))
  await page.getByRole('link', { name: 'Try again' }).click()
  await again
  await expect(page.getByRole('heading', { level: 1 })).toContainText('can’t be opened from here')

  // The endpoint goes by rules of its own.
  await tenant.scim.addUser('still@acme.example')
  await tamper(tenant.tenant, `update tenants set console_addresses = '{}' where id = current_tenant()`)
  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(page).toHaveURL(there)
  await page.goto(`${home(tenant)}/company/audit-log`)
  await expect(page.getByText('was turned away: the company lets nobody in from 127.0.0.1')).toHaveCount(1)
})
