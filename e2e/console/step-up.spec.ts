import type { BrowserContext, Page } from '@playwright/test'
import { expectAccessible } from '../accessible'
import { ageProofs, tamper } from '../database'
import { actionsOf, call } from './acceptance/actions'
import { home, integrationPage, openAs, visit } from './open'
import { expect, serverOrigin, type Tenant, test } from './watched'

const MANY = `insert into users (tenant_id, id, user_name, user_name_key, active, label, label_key, resource, created_at, modified_at)
  select current_tenant(), gen_random_uuid(), 'p' || n, 'p' || n, true, 'Person ' || n, 'person ' || n, '{}', now(), now()
  from generate_series(1, 1001) n`

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Confirm it’s you' })

async function prove(page: Page, { ownerPassword = '' }: Tenant): Promise<void> {
  await dialog(page).getByLabel('Password', { exact: true }).fill(ownerPassword)
  await dialog(page).getByRole('button', { name: 'Confirm' }).click()
  await expect(dialog(page)).toBeHidden()
}

const cookieOf = async (context: BrowserContext) => {
  const found = (await context.cookies()).find(({ name }) => name === 'rollcall.session')
  if (!found) throw new Error('Nobody is signed in.')
  return found
}

test('what is refused for want of a proof is done after it, with all that was typed; who cancels finds all as it was', async ({
  complaints,
  context,
  tenant,
}) => {
  // What was refused is asked for again; the browser has its own words for the first time.
  complaints.expect(/status of 403/)
  await tamper(tenant.tenant, MANY)
  const page = await openAs(context, tenant)

  await test.step('the wizard keeps its entries, cancelled or not', async () => {
    await visit(page, `${home(tenant)}/company/settings/scim/new`)
    await page.getByLabel('Name', { exact: true }).fill('Second directory')
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('switch', { name: /^Synchronize groups/ }).click()
    await ageProofs(tenant.tenant, 11)
    const save = page.getByRole('button', { name: 'Save' })
    await save.click()
    await expect(dialog(page).getByLabel('Password', { exact: true })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(dialog(page)).toBeHidden()
    await expect(save).toBeFocused()
    await expect(page.locator('[data-form-error]')).toHaveCount(0)
    await expect(page.getByRole('switch', { name: /^Synchronize groups/ })).toBeChecked()

    await save.click()
    await dialog(page).getByRole('button', { name: 'Show password' }).click()
    await expect(dialog(page).getByLabel('Password', { exact: true })).toHaveAttribute('type', 'text')
    const before = await cookieOf(context)
    await prove(page, tenant)
    await expect(page).toHaveURL(/\/connect\?new=1$/)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Second directory')
    expect((await cookieOf(context)).value).not.toBe(before.value)
  })

  await test.step('a token is revoked behind the dialog that asked', async () => {
    await visit(page, integrationPage(tenant, 'tokens'))
    await ageProofs(tenant.tenant, 11)
    await page.getByRole('button', { name: 'Revoke…' }).click()
    const revoke = page.getByRole('button', { name: 'Revoke token' })
    await revoke.click()
    await expect(dialog(page)).toBeVisible()
    await expectAccessible(page)
    await dialog(page).getByRole('button', { name: 'Cancel' }).click()
    await expect(revoke).toBeFocused()
    expect((await tenant.scim.get('/Users?count=1')).status).toBe(200)
    await page.getByRole('dialog').getByRole('textbox').fill(tenant.token.slice(-4))
    await revoke.click()
    await prove(page, tenant)
    await expect(page.getByText(/was revoked$/)).toBeVisible()
    expect((await tenant.scim.get('/Users?count=1')).status).toBe(401)
  })

  await test.step('more than 1,000 people leave after a proof, and not without', async () => {
    await visit(page, `${home(tenant)}/company/target-users/users`)
    await ageProofs(tenant.tenant, 11)
    const take = async () => {
      await page.getByRole('button', { name: 'Export' }).click()
      await page.getByRole('menuitem', { name: 'CSV, all columns' }).click()
    }
    await take()
    await expect(page.getByText('Preparing the file…')).toBeVisible()
    await dialog(page).getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByText('Preparing the file…')).toBeHidden()
    await take()
    const [download] = await Promise.all([page.waitForEvent('download'), prove(page, tenant)])
    expect(download.suggestedFilename()).toMatch(/-users-/)
    // Within the ten minutes nothing asks again, and what needs no proof never does.
    await take()
    await page.waitForEvent('download')
  })
})

test('no way around: the action called past its page, a file, and the cookie from before', async ({
  context,
  playwright,
  tenant,
}) => {
  await tamper(tenant.tenant, MANY)
  await openAs(context, tenant)
  const data = `${serverOrigin()}/api/console/${tenant.tenant}`
  const action = (name: string, args: readonly (string | { form: Record<string, string> })[]) => {
    const found = actionsOf().find((each) => each.name === name)
    if (!found) throw new Error(`There is no ${name}.`)
    return call(context.request, tenant.tenant, { ...found, args })
  }
  const create = () =>
    action('createTokenAction', [
      tenant.integrationId,
      { form: { name: 'Mine', expiry: '1-year', access: 'read-write', allowedAddresses: '' } },
    ])
  await ageProofs(tenant.tenant, 10)
  const refused = await create()
  expect(refused.text).toContain('"stepUp":"asked"')
  expect(refused.text).not.toContain('"clear"')
  const file = await context.request.get(`${data}/export/users?format=csv`)
  expect(file.status()).toBe(403)
  expect(file.headers()['x-rollcall-step-up']).toBe('asked')
  expect((await context.request.get(`${data}/users`)).status()).toBe(200)

  const stepUp = (password: unknown, headers: Record<string, string> = {}) =>
    context.request.post(`${serverOrigin()}/api/step-up`, {
      headers: { 'content-type': 'application/json', ...headers },
      data: JSON.stringify({ password }),
    })
  expect((await stepUp('wrong')).status()).toBe(400)
  expect((await stepUp(['wrong'])).status()).toBe(400)
  expect((await stepUp('x'.repeat(5_000))).status()).toBe(400)
  expect((await stepUp(tenant.ownerPassword, { 'content-type': 'text/plain' })).status()).toBe(400)
  expect((await stepUp(tenant.ownerPassword, { origin: 'https://evil.example' })).status()).toBe(403)
  expect((await create()).text).toContain('"stepUp":"asked"')

  const before = await cookieOf(context)
  expect((await stepUp(tenant.ownerPassword)).status()).toBe(200)
  expect((await create()).text).toContain('"clear"')
  // Whoever has a copy of the cookie from before is signed out, and cannot renew it.
  const thief = await playwright.request.newContext({
    extraHTTPHeaders: { cookie: `${before.name}=${before.value}` },
  })
  expect((await thief.get(`${data}/users`)).status()).toBe(401)
  const renewal = await thief.get(`${serverOrigin()}/api/auth/session`)
  expect(await renewal.json()).toEqual({})
  expect(renewal.headers()['set-cookie']).toBeUndefined()
  const again = await thief.post(`${serverOrigin()}/api/step-up`, {
    data: { password: tenant.ownerPassword },
  })
  expect(again.status()).toBe(401)
  await thief.dispose()
  expect((await context.request.get(`${data}/users`)).status()).toBe(200)
})
