import { expectAccessible } from '../accessible'
import { tamper } from '../database'
import { home, openAs, visit } from './open'
import { expect, test } from './watched'

const PEOPLE = `insert into users (tenant_id, id, user_name, user_name_key, active, label, label_key, resource, created_at, modified_at)
  select current_tenant(), gen_random_uuid(), 'p' || n, 'p' || n, true, 'Person ' || n, 'person ' || n, '{}', now(), now()
  from generate_series(1, 30) n`

test('Ctrl A chooses the page, then everything that is found, and leaves text fields alone', async ({
  context,
  tenant,
}) => {
  await tamper(tenant.tenant, PEOPLE)
  const page = await openAs(context, tenant)
  await visit(page, `${home(tenant)}/company/target-users/users`)
  await page.getByRole('searchbox').focus()
  await page.keyboard.press('ControlOrMeta+a')
  await expect(page.getByText(/ selected$/)).toBeHidden()
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('ControlOrMeta+a')
  await expect(page.getByText('25 selected')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+a')
  await expect(page.getByText('30 selected')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+a')
  await expect(page.getByText('30 selected')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText(/ selected$/)).toBeHidden()
})

test('on a phone, what can be done with chosen rows is one line, and all of it can be reached', async ({
  context,
  tenant,
}) => {
  await tamper(tenant.tenant, PEOPLE)
  const page = await openAs(context, tenant)
  await page.setViewportSize({ width: 390, height: 844 })
  await visit(page, `${home(tenant)}/company/target-users/users`)
  await page.getByRole('checkbox', { name: 'Select Person 1', exact: true }).check()
  const bar = page.getByRole('region', { name: 'Selected rows' })
  const box = await bar.boundingBox()
  expect(box?.height).toBeLessThan(64)
  expect(box?.width).toBeLessThanOrEqual(390 - 32)
  await expectAccessible(page)
  const last = bar.getByRole('button', { name: 'Deactivate…' })
  await last.scrollIntoViewIfNeeded()
  await expect(last).toBeInViewport()
  await bar.getByRole('button', { name: 'Clear selection' }).click()
  await expect(bar).toBeHidden()
})
