import type { Browser, Page } from '@playwright/test'
import { expectAccessible } from '../accessible'
import { grantRole } from '../database'
import { openAs } from './open'
import { expect, serverOrigin, type Tenant, test } from './watched'

const PASSWORD = 'correct horse battery'

const members = (tenant: Tenant) => `${serverOrigin()}/c/${tenant.tenant}/company/members`

/** Invites one person and answers the link. */
async function invite(page: Page, tenant: Tenant, email: string, role: string): Promise<string> {
  await page.goto(members(tenant))
  await page.getByRole('button', { name: 'Invite' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('E-mail addresses').fill(email)
  await dialog.getByText(role, { exact: true }).click()
  await dialog.getByRole('button', { name: 'Make links' }).click()
  const link = await dialog.getByLabel(`Link for ${email}`, { exact: true }).inputValue()
  await dialog.getByRole('button', { name: 'Done' }).click()
  return link
}

/** Follows a link in a browser of its own and makes the account there. */
async function join(browser: Browser, link: string, name: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.goto(link)
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Accept and create account' }).click()
  await page.waitForURL(/\/c\//)
  return page
}

const rowOf = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) })

test('an invitation is a link that somebody else’s browser joins with, once', async ({
  browser,
  context,
  tenant,
}) => {
  const page = await openAs(context, tenant)
  const email = `grace@${tenant.tenant}.example`
  const link = await invite(page, tenant, email, 'Admin')
  expect(link).toMatch(/\/invite\/[\w-]{64}$/)
  await page.goto(`${members(tenant)}/invitations`)
  await expect(rowOf(page, email)).toContainText('Admin')
  expect(await page.content()).not.toContain(link.slice(-40))

  const scanner = await browser.newContext()
  for (let n = 0; n < 3; n++) expect((await scanner.request.get(link)).status()).toBe(200)
  const preview = await scanner.newPage()
  await preview.goto(link)
  await expect(preview.getByText(`invited you to ${tenant.name} as Admin.`)).toBeVisible()
  await expectAccessible(preview)

  const grace = await join(browser, link, 'Grace Hopper')
  await expect(grace.getByRole('heading', { level: 1 })).toBeVisible()
  await page.goto(members(tenant))
  await expect(rowOf(page, 'Grace Hopper')).toContainText('Admin')
  await page.goto(`${members(tenant)}/invitations`)
  await expect(page.getByText('Nobody is invited at the moment.')).toBeVisible()

  await preview.reload()
  await expect(preview.getByRole('heading', { name: 'This invitation isn’t valid any more' })).toBeVisible()
  await expectAccessible(preview)
})

test('who is signed in accepts as themselves; somebody else is asked to switch', async ({
  browser,
  context,
  tenant,
}) => {
  const page = await openAs(context, tenant)
  const grace = await join(
    browser,
    await invite(page, tenant, `grace@${tenant.tenant}.example`, 'Auditor'),
    'Grace Hopper',
  )
  const link = await invite(page, tenant, `alan@${tenant.tenant}.example`, 'Operator')
  await grace.goto(link)
  await expect(
    grace.getByText(
      `You’re signed in as grace@${tenant.tenant}.example. This invitation is for alan@${tenant.tenant}.example.`,
    ),
  ).toBeVisible()
  await expectAccessible(grace)
  await grace.getByRole('button', { name: 'Switch account' }).click()
  await expect(grace).toHaveURL(/\/sign-in\?callbackUrl=/)
  await grace.goto(link)
  await grace.getByRole('button', { name: 'Decline' }).click()
  await expect(grace.getByText('Invitation declined')).toBeVisible()
  await grace.reload()
  await expect(grace.getByRole('heading', { name: 'This invitation isn’t valid any more' })).toBeVisible()
})

test('a new link ends the one before, and a revoked invitation lets nobody in', async ({
  context,
  tenant,
}) => {
  const page = await openAs(context, tenant)
  const email = `late@${tenant.tenant}.example`
  const first = await invite(page, tenant, email, 'Operator')
  await page.goto(`${members(tenant)}/invitations`)
  await page.getByRole('button', { name: `New link for ${email}` }).click()
  await page.getByRole('button', { name: 'Make a new link' }).click()
  const second = await page.getByLabel(`Link for ${email}`, { exact: true }).inputValue()
  await page.getByRole('button', { name: 'Done' }).click()
  expect(second).not.toBe(first)
  await page.getByRole('button', { name: `Revoke the invitation of ${email}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('Nobody is invited at the moment.')).toBeVisible()
  for (const link of [first, second]) {
    await page.goto(link)
    await expect(page.getByRole('heading', { name: 'This invitation isn’t valid any more' })).toBeVisible()
  }
})

test('the last Owner stays one; a role and a removal hold from the next click on', async ({
  browser,
  context,
  tenant,
}) => {
  const page = await openAs(context, tenant)
  const email = `grace@${tenant.tenant}.example`
  const grace = await join(browser, await invite(page, tenant, email, 'Admin'), 'Grace Hopper')
  await page.goto(members(tenant))
  await page.getByRole('button', { name: 'Manage Owner' }).click()
  await expect(page.getByText(`${tenant.name} must have at least one Owner.`).first()).toBeVisible()
  await page.keyboard.press('Escape')

  await grace.goto(members(tenant))
  await grace.getByRole('button', { name: 'Manage Owner' }).click()
  await expect(grace.getByText('Only Owners can change Owners.').first()).toBeVisible()
  await grace.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Manage Grace Hopper' }).click()
  await page.getByRole('menuitem', { name: 'Change role…' }).click()
  await page.getByRole('dialog').getByText('Auditor', { exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(rowOf(page, 'Grace Hopper')).toContainText('Auditor')
  await grace.reload()
  await expect(grace.getByRole('button', { name: 'Invite' })).toHaveAttribute('aria-disabled', 'true')

  await page.getByRole('button', { name: 'Manage Grace Hopper' }).click()
  await page.getByRole('menuitem', { name: 'Sign out everywhere…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click()
  await expect(page.getByText(`Grace Hopper was signed out of ${tenant.name}`)).toBeVisible()
  await grace.reload()
  await expect(grace.getByText('You were signed out of this company.')).toBeVisible()
  await grace.getByLabel('E-mail').fill(email)
  await grace.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await grace.getByRole('button', { name: 'Sign in' }).click()
  await expect(grace.getByRole('heading', { level: 1, name: 'Members' })).toBeVisible()

  await page.getByRole('button', { name: 'Manage Grace Hopper' }).click()
  await page.getByRole('menuitem', { name: 'Remove…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText('Grace Hopper was removed')).toBeVisible()
  expect((await grace.reload())?.status()).toBe(404)
})

test('the matrix of roles is the server’s own; who may not change members is told who may', async ({
  context,
  tenant,
}) => {
  test.setTimeout(120_000)
  const page = await openAs(context, tenant)
  await invite(page, tenant, `pending@${tenant.tenant}.example`, 'Operator')
  await page.goto(`${members(tenant)}/roles`)
  const may = page.getByRole('row', { name: /Delete integrations/ }).getByRole('cell')
  expect(await may.allInnerTexts()).toEqual(['Allowed', 'Not allowed', 'Not allowed', 'Not allowed'])
  await page.goto(members(tenant))
  await page.getByRole('button', { name: 'Invite' }).click()
  await page.getByRole('button', { name: 'Make links' }).click()
  await expect(page.getByText('Enter at least one e-mail address.')).toBeVisible()
  await expectAccessible(page)
  await grantRole(tenant.tenant, tenant.ownerEmail, 'operator')
  await page.goto(members(tenant))
  await expect(page.getByText('Only Owners and Admins can change members.').first()).toBeAttached()
})
