import { expectAccessible } from '../accessible'
import { grantRole, tamper } from '../database'
import { signIn } from '../session'
import { home, openAs, visit } from './open'
import { expect, makeTenant, test } from './watched'

test('who is removed while a list is open is told so, and shown the way out', async ({
  complaints,
  context,
  tenant,
}) => {
  complaints.expect(/status of 404/)
  const other = await makeTenant()
  await grantRole(tenant.tenant, other.ownerEmail, 'auditor')
  await tenant.scim.addUser('ann@acme.example')
  const page = await openAs(context, other)
  // Without the stream, which would have the page drawn anew.
  await page.route('**/events?*', () => {})
  await page.goto(`${home(tenant)}/company/target-users/users`)
  const search = async (text: string) => {
    await page.getByRole('searchbox').fill(text)
    await expect(page).toHaveURL(new RegExp(`q=${text}`), { timeout: 2_000 })
  }
  await expect(() => search('ann')).toPass()
  await tamper(tenant.tenant, `delete from memberships where role = 'auditor'`)
  await search('grace')
  await expect(page.getByText('You can’t see this any more.')).toBeVisible()
  await page.getByRole('link', { name: 'Go to your company' }).click()
  await expect(page).toHaveURL(home(other))
})

test('a form that is sent after its session ended keeps what was typed, and is saved after signing in again', async ({
  complaints,
  context,
  tenant,
}) => {
  complaints.expect(/status of 401|Server Components render/)
  const page = await openAs(context, tenant)
  // What was asked for while the session held would still be answered after its end.
  let askedAt = 0
  page.on('request', () => (askedAt = Date.now()))
  const isQuiet = () => expect.poll(() => Date.now() - askedAt).toBeGreaterThan(1_500)
  await visit(page, `${home(tenant)}/company/target-users/users/new`)
  await page.getByLabel('User name').fill('grace@acme.example')
  await isQuiet()
  await context.clearCookies()
  // Whatever happens meanwhile, the page stays.
  const asked = page.waitForResponse((answer) => answer.url().endsWith('/here') && answer.status() === 401)
  await tenant.scim.addUser('ann@acme.example')
  await asked
  await page.getByRole('button', { name: 'Add person' }).click()
  await expect(page.getByText('You’re signed out. Your entries are still here.')).toBeVisible()
  await expect(page.getByLabel('User name')).toHaveValue('grace@acme.example')
  await signIn(context.request, tenant)
  await page.getByRole('button', { name: 'Add person' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'grace@acme.example' })).toBeVisible()
})

test('what is only asked about after the session ended says that nothing has changed', async ({
  complaints,
  context,
  tenant,
}) => {
  complaints.expect(/status of 401|Server Components render/)
  const page = await openAs(context, tenant)
  await visit(page, `${home(tenant)}/company/settings/scim`)
  await page.getByRole('button', { name: 'More for Corporate Okta' }).click()
  await page.getByRole('menuitem', { name: /^Pause/ }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await context.clearCookies()
  await dialog.getByRole('button', { name: /^Pause/ }).click()
  await expect(dialog.getByText('You’re signed out. Nothing has changed.')).toBeVisible()
  await expect(dialog.getByText('Your entries are still here.')).toBeHidden()
})

test('of a deed whose answer is lost nobody says that nothing has changed', async ({
  complaints,
  context,
  tenant,
}) => {
  complaints.expect(/ERR_FAILED/)
  const page = await openAs(context, tenant)
  await visit(page, `${home(tenant)}/company/settings/scim`)
  await page.getByRole('button', { name: 'More for Corporate Okta' }).click()
  await page.getByRole('menuitem', { name: /^Pause/ }).click()
  const dialog = page.getByRole('dialog')
  await page.route('**/*', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    await route.fetch()
    await route.abort()
  })
  await dialog.getByRole('button', { name: /^Pause/ }).click()
  await expect(dialog.getByText('so we can’t tell whether this was done.')).toBeVisible()
  await expectAccessible(page)
  expect((await tenant.scim.get('/Users')).status).toBe(403)
})

test('an error that nobody foresaw leaves open whether it was done, and has a reference', async ({
  context,
  tenant,
}) => {
  const page = await openAs(context, tenant)
  await visit(page, `${home(tenant)}/company/settings/scim`)
  await page.getByRole('button', { name: 'More for Corporate Okta' }).click()
  await page.getByRole('menuitem', { name: /^Pause/ }).click()
  const dialog = page.getByRole('dialog')
  const rule = `no_pause_${tenant.tenant.replaceAll('-', '_')}`
  await tamper(
    tenant.tenant,
    `do $$ begin execute format('alter table integrations add constraint ${rule}
       check (tenant_id <> %L or paused_at is null) not valid', current_tenant()); end $$`,
  )
  try {
    await dialog.getByRole('button', { name: /^Pause/ }).click()
    const told = dialog.getByText('so we can’t tell whether this was done.')
    await expect(told).toContainText(/look before you try again\. Reference \w+\./)
  } finally {
    await tamper(tenant.tenant, `alter table integrations drop constraint ${rule}`)
  }
})
