import type { Browser, Page } from '@playwright/test'
import { expectAccessible } from '../accessible'
import { ScimClient } from '../scim-client'
import { copied, integrationPage, openAs, visit } from './open'
import { expect, type Tenant, test } from './watched'

/** Makes a link in the console; answers it and its code. */
async function makeLink(page: Page, tenant: Tenant): Promise<{ url: string; code: string }> {
  await visit(page, integrationPage(tenant, 'connect'))
  await page.getByRole('button', { name: 'Create setup link…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Create link' }).click()
  const url = await page.getByLabel('Setup link', { exact: true }).inputValue()
  const code = await page.getByLabel('Code to read out', { exact: true }).inputValue()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Done' }).click()
  return { url, code }
}

/** Somebody who has no account here. */
async function stranger(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
  return context.newPage()
}

const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

test('an outside administrator sets Okta up through a link: guide, ticks without names, and the token once', async ({
  context,
  browser,
  tenant,
}) => {
  const { url, code } = await makeLink(await openAs(context, tenant), tenant)
  expect(code).toMatch(/^\d{6}$/)
  const page = await stranger(browser)
  const response = await page.goto(url)
  expect(response?.headers()['referrer-policy']).toBe('no-referrer')
  expect(response?.headers()['x-robots-tag']).toContain('noindex')
  expect(response?.headers()['cache-control']).toContain('no-store')
  await expect(page.getByRole('heading', { level: 1, name: `Connect Okta to ${tenant.name}` })).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Show the token' }).click()
  await expect(page.getByText('Enter the six digits.')).toBeVisible()
  await page.getByLabel('Six-digit code').fill(other(code))
  await page.getByRole('button', { name: 'Show the token' }).click()
  await expect(page.getByText('That isn’t the code. 4 tries are left.')).toBeVisible()
  await page.getByLabel('Six-digit code').fill(`${code.slice(0, 3)} ${code.slice(3)}`)
  await page.getByRole('button', { name: 'Show the token' }).click()
  const token = await copied(page, 'SCIM token')
  const okta = new ScimClient(tenant.scim.baseUrl, token)
  expect((await okta.get('/Users')).status).toBe(200)
  await expect(page.getByText(/^Okta verified the credentials at /)).toBeVisible()
  await okta.addUser('grace@acme.example', { displayName: 'Grace Hopper' })
  await expect(page.getByText('A person arrived.', { exact: true })).toBeVisible()
  expect(await page.content()).not.toContain('Grace')
  await expectAccessible(page)

  await page.reload()
  await expect(page.getByText(/can’t be shown again/)).toBeVisible()
  expect(await page.content()).not.toContain(token)
  await expect(page.getByRole('button', { name: 'Show the token' })).toHaveCount(0)
  await page.context().close()
})

test('a link that was revoked, cut or tried too often shows nothing more', async ({
  context,
  browser,
  tenant,
}) => {
  const console = await openAs(context, tenant)
  const { url, code } = await makeLink(console, tenant)
  const page = await stranger(browser)
  await page.goto(url.slice(0, -1))
  await expect(page.getByRole('heading', { name: 'This setup link doesn’t work' })).toBeVisible()
  await expectAccessible(page)
  await page.goto(`${url.slice(0, -1)}${url.endsWith('x') ? 'y' : 'x'}`)
  await expect(page.getByRole('heading', { name: 'This setup link doesn’t work' })).toBeVisible()

  await page.goto(url)
  for (const left of ['4 tries are', '3 tries are', '2 tries are', 'One try is']) {
    await page.getByLabel('Six-digit code').fill(other(code))
    await page.getByRole('button', { name: 'Show the token' }).click()
    await expect(page.getByText(`That isn’t the code. ${left} left.`)).toBeVisible()
  }
  await page.getByLabel('Six-digit code').fill(other(code))
  await page.getByRole('button', { name: 'Show the token' }).click()
  await expect(page.getByText(/Too many wrong codes/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Show the token' })).toHaveCount(0)
  await expect(console.getByText('Locked: too many wrong codes')).toBeVisible()

  await console.getByRole('button', { name: 'Revoke', exact: true }).click()
  await console.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(console.getByText('The setup link was revoked')).toBeVisible()
  await page.goto(url)
  await expect(page.getByRole('heading', { name: 'This setup link doesn’t work' })).toBeVisible()
  await page.context().close()
})
