import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from '../accessible'
import { home, openAs, visit } from './open'
import { expect, test } from './watched'

const head = (page: Page, id: string) => page.locator(`th[data-column="${id}"]`)
const widthOf = async (of: Locator) => Math.round((await of.boundingBox())?.width ?? 0)
const order = (page: Page) =>
  page
    .locator('th[data-column]')
    .evaluateAll((heads) => heads.map((each) => (each as HTMLElement).dataset.column))

async function pull(page: Page, handle: Locator, by: number): Promise<void> {
  const box = await handle.boundingBox()
  if (!box) throw new Error('There is nothing to pull.')
  const [x, y] = [box.x + box.width / 2, box.y + 10]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + by / 2, y)
  await page.mouse.move(x + by, y)
  await page.mouse.up()
}

test('columns are made wider and put elsewhere by dragging and by the menu, and the address keeps it', async ({
  context,
  tenant,
}) => {
  const hr = 'urn:acme:params:scim:schemas:extension:hr:2.0:User'
  await tenant.scim.addUser('grace@acme.example', {
    displayName: 'Grace Hopper',
    [hr]: { badgeColour: 'green' },
  })
  const page = await openAs(context, tenant)
  await visit(page, `${home(tenant)}/company/target-users/users`)
  const before = await widthOf(head(page, 'email'))
  await pull(page, page.locator('[data-resize="email"]'), 90)
  await expect(page).toHaveURL(/widths=/)
  expect(Math.abs((await widthOf(head(page, 'email'))) - before - 90)).toBeLessThan(3)
  await page.reload()
  expect(Math.abs((await widthOf(head(page, 'email'))) - before - 90)).toBeLessThan(3)

  await page.getByRole('button', { name: 'Columns' }).click()
  const menu = page.getByRole('dialog', { name: 'Columns' })
  await menu.getByRole('button', { name: 'Make E-mail narrower' }).click()
  await expect(async () => {
    expect(Math.abs((await widthOf(head(page, 'email'))) - before - 50)).toBeLessThan(3)
  }).toPass()
  await expectAccessible(page)
  await menu.getByRole('checkbox', { name: 'Badge colour' }).click()
  await expect(page.getByRole('cell', { name: 'green' })).toBeVisible()
  await menu.getByRole('button', { name: 'Usual columns' }).click()
  await expect(page).not.toHaveURL(/widths=/)
  await page.keyboard.press('Escape')

  const usual = await order(page)
  expect(usual.slice(0, 3)).toEqual(['name', 'email', 'status'])
  await head(page, 'status').dragTo(head(page, 'email'))
  await expect(page).toHaveURL(/cols=status/)
  await expect(async () =>
    expect((await order(page)).slice(0, 3)).toEqual(['name', 'status', 'email']),
  ).toPass()

  await visit(page, `${home(tenant)}/company/target-users/groups`)
  await tenant.scim.addGroup('Engineering')
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('dialog', { name: 'Columns' }).getByRole('button', { name: 'Make Name wider' }).click()
  await expect(page).toHaveURL(/widths=name/)
})

test('the panel of details is as wide as it was last made: by dragging, by keys, by one press', async ({
  context,
  tenant,
}) => {
  await tenant.scim.addUser('grace@acme.example', { displayName: 'Grace Hopper' })
  const page = await openAs(context, tenant)
  const panel = page.getByRole('dialog', { name: 'Grace Hopper' })
  const edge = page.getByRole('separator', { name: 'Width of the panel' })
  const open = async () => {
    await visit(page, `${home(tenant)}/company/target-users/users`)
    await page.getByRole('link', { name: 'Grace Hopper' }).focus()
    await page.keyboard.press('Space')
    await expect(panel).toBeVisible()
  }
  await open()
  await expect(edge).toHaveAttribute('aria-valuenow', '560')
  await pull(page, edge, -100)
  await expect(edge).toHaveAttribute('aria-valuenow', '660')
  await expect(async () => expect(await widthOf(panel)).toBe(660)).toPass()
  await edge.focus()
  await page.keyboard.press('ArrowLeft')
  await expect(edge).toHaveAttribute('aria-valuenow', '700')
  await expectAccessible(page)
  await open()
  await expect(edge).toHaveAttribute('aria-valuenow', '700')
  await page.getByRole('button', { name: 'Make the panel narrower' }).click()
  await expect(edge).toHaveAttribute('aria-valuenow', '560')
  await page.getByRole('button', { name: 'Make the panel wider' }).click()
  await expect(edge).toHaveAttribute('aria-valuenow', '880')
})
