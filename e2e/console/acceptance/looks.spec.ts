import type { Page, TestInfo } from '@playwright/test'
import { OktaApp } from '@/lib/idp/okta/app'
import { tamper } from '../../database'
import { copied, home, integrationPage, openAs } from '../open'
import { baseUrlAt, expect, serverOrigin, type Tenant, test } from '../watched'

/** People and a group, a refused push and a token that ends soon: something in every colour. */
async function fill(tenant: Tenant): Promise<{ user: string; group: string }> {
  const user = await tenant.scim.addUser('grace@acme.example', {
    displayName: 'Grace Hopper',
    title: 'Analyst',
  })
  const gone = await tenant.scim.addUser('gone@acme.example', { displayName: 'Gone', active: false })
  const group = await tenant.scim.addGroup('Engineering', [user, gone])
  await tenant.scim.post('/Groups', { displayName: 'Engineering' })
  await tamper(tenant.tenant, `update tokens set expires_at = now() + interval '5 days'`)
  return { user, group }
}

const pagesOf = (tenant: Tenant, { user, group }: { user: string; group: string }) => [
  home(tenant),
  `${home(tenant)}/company/settings/scim`,
  integrationPage(tenant, 'connect'),
  integrationPage(tenant, 'tokens'),
  `${integrationPage(tenant, 'activity')}?show=requests`,
  `${home(tenant)}/company/target-users/users`,
  `${home(tenant)}/company/target-users/users/${user}`,
  `${home(tenant)}/company/target-users/groups/${group}`,
]

const widthBeyond = (page: Page) =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth))

/** Runs in the page: what an eye could see move. */
function movingOnes() {
  return document
    .getAnimations()
    .filter(({ effect }) => Number(effect?.getComputedTiming().activeDuration) > 1)
    .map(({ effect }) => (effect as KeyframeEffect).target?.outerHTML.slice(0, 120))
}

async function keep(page: Page, info: TestInfo, name: string): Promise<void> {
  await info.attach(name, { body: await page.screenshot(), contentType: 'image/png' })
}

test.describe('with a finger', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, colorScheme: 'dark' })

  test('8 · at 390 px and in the dark: the wizard, its values, Okta’s push, the person and the group', async ({
    context,
    tenant,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const page = await openAs(context, tenant)
    const fits = async () => expect(await widthBeyond(page)).toBe(0)
    await page.goto(`${home(tenant)}/company/settings/scim`)
    await fits()
    await page.getByRole('link', { name: '+ NEW' }).tap()
    await page.getByLabel('Name', { exact: true }).fill('Phone Okta')
    await fits()
    await page.getByRole('button', { name: 'Next' }).tap()
    await page.getByRole('switch').tap()
    await expect(page.getByRole('switch')).toBeChecked()
    await fits()
    await page.getByRole('button', { name: 'Save' }).tap()
    await expect(page.getByRole('heading', { name: 'shown once' })).toBeVisible()
    await fits()
    const okta = new OktaApp({
      baseUrl: baseUrlAt(serverOrigin(), tenant),
      token: await copied(page, 'SCIM token'),
      flavour: 'wizard',
      importGroups: false,
    })
    const grace = okta.addPerson({
      login: 'grace@acme.example',
      email: 'grace@acme.example',
      firstName: 'Grace',
      lastName: 'Hopper',
    })
    await okta.testConnection()
    await okta.assign(grace)
    await okta.pushGroup(okta.addGroup('Engineering', [grace]))
    await expect(page.getByText('Connected', { exact: true })).toBeVisible()

    await page.getByRole('button', { name: 'Menu', exact: true }).tap()
    await page.getByRole('dialog').getByRole('link', { name: 'Users', exact: true }).tap()
    await page.getByRole('link', { name: 'Grace Hopper' }).tap()
    await expect(page.getByRole('heading', { level: 1, name: 'Grace Hopper' })).toBeVisible()
    await fits()
    await page.getByRole('link', { name: /^Groups \d/ }).tap()
    await page.getByRole('link', { name: 'Engineering' }).tap()
    await expect(page.getByRole('heading', { level: 1, name: 'Engineering' })).toBeVisible()
    await fits()
    const lightness = await page.evaluate(() => {
      const [, value] = /lab\(([\d.]+)/.exec(getComputedStyle(document.body).backgroundColor) ?? []
      return Number(value)
    })
    expect(lightness).toBeLessThan(20)
  })
})

test('8 · from right to left everything is mirrored, and nothing leaves the page', async ({
  complaints,
  context,
  tenant,
}, info) => {
  // The page is turned after it came.
  complaints.expect(/^layout shift/)
  const places = pagesOf(tenant, await fill(tenant))
  const page = await openAs(context, tenant)
  await page.addInitScript(() => {
    const turn = () => document.documentElement?.setAttribute('dir', 'rtl')
    turn()
    document.addEventListener('DOMContentLoaded', turn)
  })
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 })
    for (const [index, place] of places.entries()) {
      await page.goto(place)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      const beyond = await page.evaluate(() => ({
        sideways: Math.max(0, document.documentElement.scrollWidth - window.innerWidth),
        leaving: [...document.querySelectorAll('main h1, main button, main a')].filter((element) => {
          const { left, right, width } = element.getBoundingClientRect()
          const scrolls = element.closest('[class*=overflow-x]')
          return width > 0 && !scrolls && (left < -1 || right > window.innerWidth + 1)
        }).length,
      }))
      expect({ place, width, ...beyond }).toEqual({ place, width, sideways: 0, leaving: 0 })
      if (width === 1280 && index === 5) {
        const title = await page.getByRole('heading', { level: 1 }).boundingBox()
        expect(title && title.x > 640).toBe(true)
        await keep(page, info, 'users, right to left')
      }
    }
  }
})

test('8 · with reduced motion nothing moves', async ({ context, tenant }) => {
  const places = pagesOf(tenant, await fill(tenant))
  const page = await openAs(context, tenant)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const place of places) {
    await page.goto(place)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    const moving = await page.evaluate(movingOnes)
    expect({ place, moving }).toEqual({ place, moving: [] })
  }
  await page.goto(`${integrationPage(tenant, 'tokens')}`)
  await page.getByRole('button', { name: 'Rotate…' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  expect(await page.evaluate(movingOnes)).toEqual([])
})

test('8 · in forced colours states keep their words and marks, controls their edges, and the focus its ring', async ({
  context,
  tenant,
}, info) => {
  const { user } = await fill(tenant)
  const page = await openAs(context, tenant)
  await page.emulateMedia({ forcedColors: 'active' })
  await page.goto(`${home(tenant)}/company/target-users/users`)
  const status = page.getByRole('row', { name: /Gone/ }).getByText('Inactive', { exact: true })
  await expect(status).toBeVisible()
  const dot = page.getByRole('row', { name: /Gone/ }).locator('[data-dot]').first()
  const canvas = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  expect(await dot.evaluate((element) => getComputedStyle(element).backgroundColor)).not.toBe(canvas)
  await page.goto(integrationPage(tenant, 'group-settings'))
  const groups = page.getByRole('switch')
  await groups.focus()
  expect(await groups.evaluate((element) => getComputedStyle(element).borderTopStyle)).toBe('solid')
  // Its row wears the ring.
  const outlines = await groups
    .locator('xpath=ancestor::div')
    .evaluateAll((rows) => rows.map((row) => getComputedStyle(row).outlineStyle))
  expect(outlines).toContain('solid')
  await page.goto(`${home(tenant)}/company/target-users/users/${user}`)
  await expect(page.getByText('IDP', { exact: true })).toBeVisible()
  await keep(page, info, 'a person, in forced colours')
})

test('8 · the heads of columns begin or end where their cells do', async ({ context, tenant }) => {
  await fill(tenant)
  const page = await openAs(context, tenant)
  for (const address of [
    `${home(tenant)}/company/target-users/users`,
    `${home(tenant)}/company/settings/scim`,
    `${home(tenant)}/company/members`,
    integrationPage(tenant, 'tokens'),
    `${integrationPage(tenant, 'activity')}?show=requests`,
  ]) {
    await page.goto(address)
    const heads = await page
      .getByRole('columnheader')
      .evaluateAll((all) => all.map((each) => getComputedStyle(each).textAlign))
    expect(heads.length).toBeGreaterThan(3)
    expect({ address, heads: heads.filter((align) => !/^(start|end|left|right)$/.test(align)) }).toEqual({
      address,
      heads: [],
    })
  }
})

test('8 · at 320 px and in German nothing leaves the page, nor a table its frame at 1280', async ({
  context,
  tenant,
}) => {
  const ids = await fill(tenant)
  const page = await openAs(context, tenant)
  await context.addCookies([{ name: 'locale', value: 'de', url: serverOrigin() }])
  await page.setViewportSize({ width: 320, height: 640 })
  for (const address of [
    ...pagesOf(tenant, ids),
    ...[
      'audit-log',
      'members',
      'members/roles',
      'settings/general',
      'settings/security',
      'target-users/import',
    ].map((path) => `${home(tenant)}/company/${path}`),
    integrationPage(tenant, 'settings'),
    integrationPage(tenant, 'overview'),
  ]) {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect({ address, beyond: await widthBeyond(page) }).toEqual({ address, beyond: 0 })
  }

  await tamper(tenant.tenant, `update tokens set last_used_user_agent = 'Okta SCIM Client 1.0.0'`)
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto(integrationPage(tenant, 'tokens'))
  const table = page.getByRole('region', { name: 'Gültige Tokens' }).last()
  await expect(table.getByRole('button').first()).toBeVisible()
  expect(await table.evaluate((each) => each.scrollWidth - each.clientWidth)).toBe(0)
})
