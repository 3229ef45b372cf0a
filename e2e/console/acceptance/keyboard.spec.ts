import type { Locator, Page } from '@playwright/test'
import { home, openAs, visit } from '../open'
import { expect, serverOrigin, test } from '../watched'

/** More stops than any page has between two things. */
const STOPS = 80

/** Tabs to it; each stop on the way has to be seen. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible()
  for (let stop = 0; stop < STOPS; stop++) {
    await page.keyboard.press(key)
    expect(await page.evaluate(unseenFocus)).toBeNull()
    if (await target.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`The keyboard does not reach ${target}.`)
}

/** Runs in the page: null when the focus is in view, uncovered and marked; else what has it. */
function unseenFocus(): string | null {
  const focused = document.activeElement
  if (!focused || focused === document.body) return null
  // A field’s box, a tile or a row may wear the ring of what stands in it.
  const worn: Element[] = []
  for (let each: Element | null = focused; each && worn.length < 5; each = each.parentElement) worn.push(each)
  const isMarked = worn.some((element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow.includes('0px 2px')
  })
  const { left, top, width, height } = focused.getBoundingClientRect()
  const [x, y] = [left + width / 2, top + Math.min(height / 2, 12)]
  const isInView = x >= 0 && y >= 0 && x <= innerWidth && y <= innerHeight
  const above = document.elementFromPoint(x, y)
  const isCovered =
    above !== null && !worn.slice(0, 4).some((each) => each.contains(above)) && !above.contains(focused)
  if (isMarked && isInView && !isCovered) return null
  return JSON.stringify({ isMarked, isInView, isCovered, html: focused.outerHTML.slice(0, 200) })
}

test('8 · without a mouse: from signing in through an integration, its values and its switch to a person and a group', async ({
  context,
  page,
  tenant,
}) => {
  test.setTimeout(120_000)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const grace = await tenant.scim.addUser('grace@acme.example', { displayName: 'Grace Hopper' })
  await tenant.scim.addGroup('Engineering', [grace])
  const press = (key: string) => page.keyboard.press(key)
  const live = () => expect(page.getByText('Live', { exact: true })).toBeVisible()

  await page.goto(`${serverOrigin()}/sign-in`)
  await expect(page.getByLabel('E-mail')).toBeFocused()
  await page.keyboard.type(tenant.ownerEmail)
  await tabTo(page, page.getByLabel('Password', { exact: true }))
  await page.keyboard.type(tenant.ownerPassword ?? '')
  await press('Enter')
  await expect(page).toHaveURL(/\/c\//)
  await page.reload()
  await live()

  await press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await tabTo(page, page.getByRole('link', { name: 'SCIM Settings', exact: true }))
  await press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'SCIM Settings' })).toBeVisible()
  await tabTo(page, page.getByRole('link', { name: '+ NEW' }))
  await press('Enter')
  const name = page.getByLabel('Name', { exact: true })
  await expect(name).toBeFocused()
  await press('Enter')
  await expect(page.getByText('Enter a name.')).toBeVisible()
  await expect(name).toBeFocused()
  await page.keyboard.type('Keyboard Okta')
  await tabTo(page, page.getByRole('radio', { name: 'Other / not sure' }))
  await press('ArrowDown')
  await expect(page.getByRole('radio', { name: 'Okta' })).toBeChecked()
  await press('Enter')
  await expect(page.getByRole('heading', { level: 2, name: 'Group Settings' })).toBeFocused()
  const groups = page.getByRole('switch', { name: 'Synchronize groups with Identity Management Platform' })
  await tabTo(page, groups)
  await press('Space')
  await expect(groups).toBeChecked()
  await tabTo(page, page.getByRole('button', { name: 'Save' }))
  await press('Enter')

  await expect(page.getByRole('heading', { name: 'shown once' })).toBeVisible()
  for (const [label, value] of [
    ['SCIM base URL', `${serverOrigin()}/api/scim/${tenant.tenant}`],
    ['SCIM token', /^rollcall_scim_/],
  ] as const) {
    await tabTo(page, page.getByRole('button', { name: `Copy ${label}` }).last())
    await press('Enter')
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(value)
  }
  await tabTo(page, page.getByRole('link', { name: 'Group Settings', exact: true }), 'Shift+Tab')
  await press('Enter')
  await expect(page).toHaveURL(/\/group-settings$/)
  await expect(groups).toBeChecked()
  await tabTo(page, groups)
  await press('Space')
  await expect(groups).not.toBeChecked()

  await tabTo(page, page.getByRole('link', { name: 'Users', exact: true }), 'Shift+Tab')
  await press('Enter')
  await expect(page.getByRole('row', { name: /Grace Hopper/ })).toBeVisible()
  await live()
  await press('j')
  await expect(page.getByRole('link', { name: 'Grace Hopper' })).toBeFocused()
  await press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Grace Hopper' })).toBeVisible()
  const suspend = page.getByRole('button', { name: 'Suspend here…' })
  await tabTo(page, suspend)
  await press('Enter')
  await expect(page.getByRole('dialog').getByLabel('Reason')).toBeFocused()
  await press('Escape')
  await expect(suspend).toBeFocused()
  await tabTo(page, page.getByRole('link', { name: /^Groups \d/ }))
  await press('Enter')
  await expect(page.getByRole('link', { name: 'Engineering' })).toBeVisible()
  await tabTo(page, page.getByRole('link', { name: 'Engineering' }))
  await press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Engineering' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Grace Hopper' })).toBeVisible()
})

test('8 · a layer that no button of its own opened gives the focus back, and holds the page behind it back', async ({
  context,
  tenant,
}) => {
  const page = await openAs(context, tenant)
  await visit(page, `${home(tenant)}/company/settings/scim`)
  const more = page.getByRole('button', { name: 'More for Corporate Okta' })
  // By what it is in the page: a reader finds nothing behind a layer.
  const name = page.locator('main a', { hasText: /^Corporate Okta$/ })
  await name.focus()
  for (const key of ['?', 'Control+k']) {
    await page.keyboard.press(key)
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await name.evaluate((element) => element.closest('[inert]') !== null)).toBe(true)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(name).toBeFocused()
    expect(await name.evaluate((element) => element.closest('[inert]') !== null)).toBe(false)
  }
  await more.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  await page.keyboard.press('End')
  await expect(page.getByRole('menuitem').last()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: /^Delete/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(more).toBeFocused()
})
