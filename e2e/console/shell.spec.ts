import type { Page } from '@playwright/test'
import { expectAccessible } from '../accessible'
import { grantRole } from '../database'
import { signIn } from '../session'
import { openAs } from './open'
import { expect, serverOrigin, type Tenant, test } from './watched'

const home = (tenant: Tenant) => `${serverOrigin()}/c/${tenant.tenant}`

/** Opened, and ready for keys: what listens for them has loaded. */
async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
}

const palette = (page: Page) => page.getByRole('dialog', { name: 'Search or jump to' })

test('the palette finds people, groups and pages, goes there by keyboard, and gives the focus back', async ({
  context,
  tenant,
}) => {
  const grace = await tenant.scim.addUser('grace@acme.example', { displayName: 'Grace Hopper' })
  await tenant.scim.addGroup('Compilers', [grace])
  const page = await openAs(context, tenant)
  await visit(page, home(tenant))
  const opener = page.getByRole('button', { name: 'Search or jump to…' })
  await opener.focus()
  await page.keyboard.press('Control+k')
  await expect(palette(page)).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(palette(page)).toHaveCount(0)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('hopper')
  await expect(palette(page).getByRole('option', { name: /Grace Hopper/ })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Grace Hopper' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('compil')
  await palette(page).getByRole('option', { name: 'Compilers' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Compilers' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('nobody is called this')
  await expect(palette(page).getByText('Nothing is called that.')).toBeVisible()
})

test('a page that is slow to come is waited for beside what was clicked', async ({ context, tenant }) => {
  const page = await openAs(context, tenant)
  await visit(page, home(tenant))
  let arrive = () => {}
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve
  })
  await page.route('**/company/audit-log?_rsc=*', async (route) => {
    await arrived
    await route.continue()
  })
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Audit Log' })
  const pending = link.locator('.link-pending')
  await expect(pending).toBeHidden()
  await link.click()
  await expect(pending).toBeVisible()
  arrive()
  await expect(page.getByRole('heading', { level: 1, name: 'Audit Log' })).toBeVisible()
  await expect(pending).toBeHidden()
})

test('what is typed while the palette is still being fetched is not lost', async ({ context, tenant }) => {
  const page = await openAs(context, tenant)
  await visit(page, home(tenant))
  let arrive = () => {}
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve
  })
  await page.route('**/_next/static/chunks/*.js', async (route) => {
    await arrived
    await route.continue()
  })
  await page.keyboard.press('Control+k')
  await expect(palette(page).getByRole('textbox')).toBeFocused()
  await page.keyboard.type('audit')
  arrive()
  const box = palette(page).getByRole('combobox')
  await expect(box).toBeFocused()
  await page.keyboard.type(' log')
  await expect(box).toHaveValue('audit log')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Audit Log' })).toBeVisible()
})

test('the palette does what the role may do, and offers nothing else', async ({ context, tenant }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const page = await openAs(context, tenant)
  await visit(page, home(tenant))
  await page.keyboard.press('Control+k')
  await expect(palette(page)).toBeVisible()
  await page.keyboard.type('copy base')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Base URL copied')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `${serverOrigin()}/api/scim/${tenant.tenant}`,
  )
  await page.keyboard.press('Control+k')
  await expect(palette(page)).toBeVisible()
  await page.keyboard.type('theme dark')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveClass(/dark/)
  await page.keyboard.press('Control+k')
  await expect(palette(page).getByText('Recent', { exact: true })).toBeVisible()
  await page.keyboard.type('rotate')
  await palette(page)
    .getByRole('option', { name: /Rotate token….*Corporate Okta/ })
    .click()
  await expect(page).toHaveURL(/\/tokens$/)

  await grantRole(tenant.tenant, tenant.ownerEmail, 'operator')
  await visit(page, home(tenant))
  await page.keyboard.press('Control+k')
  await expect(palette(page).getByRole('option', { name: 'Overview' })).toBeVisible()
  for (const refused of ['New integration', 'Audit Log', /Rotate token/]) {
    await expect(palette(page).getByRole('option', { name: refused })).toHaveCount(0)
  }
})

test('keys go to pages and open the map; none fires while somebody types, or when they are off', async ({
  context,
  tenant,
}) => {
  const page = await openAs(context, tenant)
  await visit(page, home(tenant))
  for (const [key, path] of [
    ['u', /target-users\/users$/],
    ['g', /target-users\/groups$/],
    ['s', /settings\/scim$/],
    ['a', /audit-log$/],
    ['o', new RegExp(`/c/${tenant.tenant}$`)],
  ] as const) {
    await page.keyboard.press('g')
    await page.keyboard.press(key)
    await expect(page).toHaveURL(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
  await page.keyboard.press('?')
  const map = page.getByRole('dialog', { name: 'Keyboard map' })
  await expect(map).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(map).toHaveCount(0)
  await page.keyboard.press('[')
  await expect(page.getByRole('button', { name: 'Expand sidebar' })).toBeVisible()
  await page.keyboard.press('[')

  await visit(page, `${home(tenant)}/company/audit-log`)
  await page.keyboard.press('/')
  const search = page.getByLabel('Search', { exact: true })
  await expect(search).toBeFocused()
  await page.keyboard.type('gu?c[')
  await expect(search).toHaveValue('gu?c[')
  await expect(page).toHaveURL(/audit-log$/)
  await search.blur()
  await page.keyboard.press('f')
  const who = page.getByLabel('Who', { exact: true })
  await expect(who).toBeFocused()
  await who.blur()
  await page.keyboard.press('e')
  await expect(page.getByRole('menuitem', { name: 'JSON' })).toBeVisible()
  await page.keyboard.press('Escape')

  await context.addCookies([{ name: 'keys', value: 'off', url: serverOrigin() }])
  await visit(page, home(tenant))
  await page.keyboard.press('?')
  await page.keyboard.press('g')
  await page.keyboard.press('u')
  await page.keyboard.press('Control+k')
  await expect(palette(page)).toBeVisible()
  await expect(map).toHaveCount(0)
  expect(page.url()).toBe(home(tenant))
})

test('a page that nobody touches asks before its session ends, and goes on when told to', async ({
  context,
  tenant,
}) => {
  const page = await openAs(context, tenant)
  await page.clock.install()
  await visit(page, home(tenant))
  await page.clock.runFor('28:01')
  const dialog = page.getByRole('dialog', { name: 'Still there?' })
  await expect(dialog).toContainText(/signed out in (2:00|1:5\d)/)
  await expectAccessible(page)
  await page.clock.runFor('00:30')
  await expect(dialog).toContainText(/signed out in 1:[23]\d/)
  await dialog.getByRole('button', { name: 'Stay signed in' }).click()
  await expect(dialog).toHaveCount(0)
  await page.clock.runFor('01:00')
  await expect(dialog).toHaveCount(0)
})

test('without a network a line says so, until it is back; so do a browser too old and one without scripts', async ({
  complaints,
  context,
  tenant,
}) => {
  complaints.expect(/ERR_INTERNET_DISCONNECTED/)
  const page = await openAs(context, tenant)
  await visit(page, home(tenant))
  await context.setOffline(true)
  await expect(page.getByText(/^You’re offline\./)).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByText(/^You’re offline\./)).toHaveCount(0)

  const tooOld = page.getByText('This browser is too old for Rollcall')
  await expect(tooOld).toBeHidden()
  await tooOld.evaluate((notice) => {
    // Beside the page, so that what is looked at does not move.
    notice.style.position = 'fixed'
    for (const sheet of document.styleSheets) {
      const known = [...sheet.cssRules].findLastIndex((rule) => rule.cssText.includes('.old-browser {'))
      if (known >= 0) sheet.deleteRule(known)
    }
  })
  await expect(tooOld).toBeVisible()
  const sent = await context.request.get(home(tenant))
  expect(await sent.text()).toMatch(/<noscript><p[^>]*>Rollcall needs JavaScript/)
})

test('the chosen theme is in the first byte of the page: nothing flashes', async ({ context, tenant }) => {
  await signIn(context.request, tenant)
  await context.addCookies([{ name: 'theme', value: 'dark', url: serverOrigin() }])
  const html = await (await context.request.get(home(tenant))).text()
  expect(html).toMatch(/<html[^>]* class="[^"]*\bdark"/)
})

test('a page asks for no other page that nobody opens', async ({ context, tenant }) => {
  const grace = await tenant.scim.addUser('grace@acme.example')
  await tenant.scim.addGroup('Compilers', [grace])
  const page = await openAs(context, tenant)
  const ahead: string[] = []
  page.on('request', (request) => {
    if (request.headers()['next-router-prefetch']) ahead.push(request.url())
  })
  for (const path of ['', '/company/target-users/users', '/company/settings/scim', '/company/members']) {
    await visit(page, home(tenant) + path)
  }
  await page.getByRole('link', { name: 'Audit Log' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Audit Log' })).toBeVisible()
  expect(ahead).toEqual([])
})

test('who asks for less motion has it on every page, and back', async ({ context, tenant }) => {
  const page = await openAs(context, tenant)
  const save = async () => {
    await page.getByRole('switch', { name: 'Less motion' }).click()
    await page.getByRole('button', { name: 'Save preferences' }).click()
    await expect(page.getByText('Preferences saved').first()).toBeVisible()
  }
  await page.goto(`${serverOrigin()}/account/preferences`)
  await save()
  await page.goto(home(tenant))
  await expect(page.locator('html')).toHaveClass(/\bstill\b/)
  const moving = await page
    .getByRole('button', { name: 'Search or jump to…' })
    .evaluate((button) => getComputedStyle(button).transitionProperty)
  expect(moving).toBe('none')
  await page.goto(`${serverOrigin()}/account/preferences`)
  await expect(page.getByRole('switch', { name: 'Less motion' })).toBeChecked()
  await expectAccessible(page)
  await save()
  await page.goto(home(tenant))
  await expect(page.locator('html')).not.toHaveClass(/\bstill\b/)
})
