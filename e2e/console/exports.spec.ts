import { readFile } from 'node:fs/promises'
import { expectAccessible } from '../accessible'
import { tamper } from '../database'
import { signIn } from '../session'
import { home, openAs, visit } from './open'
import { expect, makeTenant, serverOrigin, test } from './watched'

const PEOPLE = 10_400
const MANY = `insert into users (tenant_id, id, user_name, user_name_key, active, label, label_key, resource, created_at, modified_at)
  select current_tenant(), gen_random_uuid(), 'p' || n, 'p' || n, true, 'Person ' || n, 'person ' || n, '{}', now(), now()
  from generate_series(1, ${PEOPLE}) n`

test('more than 10,000 rows are prepared behind the page, told of when they are ready, and there for who asked', async ({
  context,
  playwright,
  tenant,
}) => {
  await tamper(tenant.tenant, MANY)
  const page = await openAs(context, tenant)
  await visit(page, `${home(tenant)}/company/target-users/users`)
  await expect(page.getByRole('button', { name: /^Your exports/ })).toBeHidden()
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: 'CSV, all columns' }).click()
  await expect(page.getByText('That is more than 10,000 rows.')).toBeVisible()
  const tray = page.getByRole('button', { name: 'Your exports: 1 file' })
  await expect(tray).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText(/users-.*\.csv is ready/)).toBeVisible()

  // It stays through a reload, on whatever page.
  await visit(page, `${home(tenant)}/company/members`)
  await tray.click()
  const panel = page.getByRole('dialog', { name: 'Your exports' })
  await expect(panel).toContainText(`${PEOPLE.toLocaleString('en')} rows`)
  await expectAccessible(page)
  const link = panel.getByRole('link', { name: /^Download / })
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  expect(download.suggestedFilename()).toMatch(/-users-\d{4}-\d\d-\d\d\.csv$/)
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n')
  expect(lines).toHaveLength(PEOPLE + 1)

  const address = serverOrigin() + (await link.getAttribute('href'))
  const [nobody, stranger] = await Promise.all([
    playwright.request.newContext(),
    playwright.request.newContext(),
  ])
  await signIn(stranger, await makeTenant())
  expect((await nobody.get(address)).status()).toBe(401)
  expect((await stranger.get(address)).status()).toBe(404)
  await Promise.all([nobody.dispose(), stranger.dispose()])

  await panel.getByRole('button', { name: /^Remove / }).click()
  await expect(page.getByRole('button', { name: /^Your exports/ })).toBeHidden()
  expect((await context.request.get(address)).status()).toBe(404)
})
