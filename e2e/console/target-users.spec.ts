import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expectAccessible } from '../accessible'
import { grantRole, requestsOf } from '../database'
import { provision } from '../provision'
import { ScimClient } from '../scim-client'
import { openAs } from './open'
import { expect, makeTenant, serverOrigin, type Tenant, test } from './watched'

const at = (tenant: Tenant, path: string) =>
  `${serverOrigin()}/c/${tenant.tenant}/company/target-users${path}`
const rows = (page: Page) => page.locator('tbody tr[data-row]')
const rowOf = (page: Page, name: string) => rows(page).filter({ hasText: name })
const live = (page: Page) => expect(page.getByText('Live', { exact: true })).toBeVisible()

/** The text of the file that a click leads to. */
async function downloaded(page: Page, click: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()])
  return readFile(await download.path(), 'utf8')
}

test('9 · every filter stands in the address, and an address alone brings its list back', async ({
  context,
  tenant,
}) => {
  const ann = await tenant.scim.addUser('ann@acme.example', { displayName: 'Ann' })
  const bob = await tenant.scim.addUser('bob@acme.example', { displayName: 'Bob' })
  await tenant.scim.addUser('cleo@acme.example', { displayName: 'Cleo' })
  const inner = await tenant.scim.addGroup('Inner', [ann])
  const outer = await tenant.scim.addGroup('Outer', [bob, inner])
  await tenant.scim.patch(`/Users/${bob}`, [{ op: 'replace', value: { active: false } }])
  await tenant.scim.patch(`/Users/${ann}`, [{ op: 'replace', path: 'active', value: 'perhaps' }])
  const page = await openAs(context, tenant)

  const finds = async (query: string, names: string[]) => {
    await page.goto(at(tenant, `/users?${query}`))
    await expect(rows(page)).toHaveCount(names.length)
    for (const name of names) await expect(rowOf(page, name)).toHaveCount(1)
  }
  await finds('status=inactive', ['Bob'])
  await finds(`group=${inner}`, ['Ann'])
  await finds(`group=${outer}`, ['Ann', 'Bob'])
  await finds(`integration=${tenant.integrationId}&since=1d`, ['Ann', 'Bob', 'Cleo'])
  await finds('origin=local', [])
  await expect
    .poll(async () => {
      await page.goto(at(tenant, '/users?problems=open'))
      return rows(page).count()
    })
    .toBe(1)
  await expect(rowOf(page, 'Ann')).toHaveCount(1)

  await page.goto(at(tenant, '/users'))
  await page.getByRole('button', { name: 'Group', exact: true }).click()
  await page.getByPlaceholder('Name of the group').fill('out')
  await page.getByRole('option', { name: /Outer/ }).click()
  await expect(page).toHaveURL(new RegExp(`group=${outer}`))
  await expect(rows(page)).toHaveCount(2)
  await page.getByRole('button', { name: 'Remove filter Group: Outer' }).click()
  await expect(rows(page)).toHaveCount(3)

  await page.goto(at(tenant, '/groups?members=none'))
  await expect(rows(page)).toHaveCount(0)
  await page.goto(at(tenant, '/groups'))
  await expect(rowOf(page, 'Outer')).toContainText('In sync')
})

test('columns are chosen, moved and taken back; density and page size stay in the address', async ({
  context,
  tenant,
}) => {
  for (let i = 0; i < 26; i++) await tenant.scim.addUser(`person${i}@acme.example`, { title: `Title ${i}` })
  const page = await openAs(context, tenant)
  await page.goto(at(tenant, '/users'))
  await expect(rows(page)).toHaveCount(25)
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Title' }).check()
  await page.getByRole('button', { name: 'Move Title left' }).click()
  await expect(page).toHaveURL(/cols=email,status,origin,groups,title,synced/)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('columnheader').nth(6)).toHaveText('Title')
  await page.getByLabel('Rows per page').selectOption('50')
  await expect(rows(page)).toHaveCount(26)
  await page.getByRole('button', { name: 'Density' }).click()
  await page.getByRole('menuitemradio', { name: 'Compact' }).click()
  await page.reload()
  await expect(page).toHaveURL(/size=50.*density=compact|density=compact.*size=50/)
  await expect(page.getByRole('columnheader').nth(6)).toHaveText('Title')
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('button', { name: 'Usual columns' }).click()
  await expect(page).not.toHaveURL(/cols=/)
})

test('what is chosen is exported, and all that matches; no cell is a formula; who did it is known', async ({
  context,
  tenant,
}) => {
  await tenant.scim.addUser('evil@acme.example', { displayName: '=HYPERLINK("http://evil")' })
  await tenant.scim.addUser('ann@acme.example', { displayName: 'Ann' })
  await tenant.scim.addUser('bob@acme.example', { displayName: 'Bob' })
  const page = await openAs(context, tenant)
  await page.goto(at(tenant, '/users'))
  await page.getByRole('checkbox', { name: 'Select Ann' }).check()
  await expect(page.getByText('1 selected')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Deactivate…' })).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByText('Managed by Corporate Okta. Change this there.').first()).toBeAttached()
  const chosen = await downloaded(page, () => page.getByRole('button', { name: 'Export selected' }).click())
  expect(chosen).toContain('ann@acme.example')
  expect(chosen).not.toContain('bob@acme.example')

  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const all = await downloaded(page, () => page.getByRole('menuitem', { name: 'CSV, all columns' }).click())
  expect(all.startsWith('\ufeffid,name,userName,email,status,suspended,origin,integration,groups')).toBe(true)
  expect(all).toContain(`"'=HYPERLINK(""http://evil"")"`)
  expect(all.trim().split('\r\n')).toHaveLength(4)

  await page.goto(at(tenant, '/users?q=bob'))
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const json = await downloaded(page, () => page.getByRole('menuitem', { name: 'JSON' }).click())
  expect(JSON.parse(json)).toEqual([
    expect.objectContaining({ name: 'Bob', origin: 'IDP', status: 'active' }),
  ])
})

test('rows change in their places; new ones wait in a pill while rows are being chosen', async ({
  context,
  tenant,
}) => {
  const bob = await tenant.scim.addUser('bob@acme.example', { displayName: 'Bob' })
  const page = await openAs(context, tenant)
  await page.goto(at(tenant, '/users'))
  await live(page)
  await tenant.scim.addUser('cleo@acme.example', { displayName: 'Cleo' })
  await expect(rowOf(page, 'Cleo')).toBeVisible()

  await page.getByRole('checkbox', { name: 'Select Bob' }).check()
  await tenant.scim.addUser('ann@acme.example', { displayName: 'Ann' })
  await tenant.scim.patch(`/Users/${bob}`, [{ op: 'replace', value: { active: false } }])
  await expect(page.getByRole('button', { name: '1 new user' })).toBeVisible()
  await expect(rowOf(page, 'Bob')).toContainText('Inactive')
  await expect(rows(page).first()).toContainText('Bob')
  await page.getByRole('button', { name: '1 new user' }).click()
  await expect(rows(page).first()).toContainText('Ann')
  await expect(page.getByRole('checkbox', { name: 'Select Bob' })).toBeChecked()
})

test('a list is worked with keys alone, and they can be switched off', async ({ context, tenant }) => {
  for (const name of ['Ann', 'Bob', 'Cleo']) {
    await tenant.scim.addUser(`${name}@acme.example`, { displayName: name })
  }
  const page = await openAs(context, tenant)
  await page.goto(at(tenant, '/users'))
  await live(page)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(page.getByRole('link', { name: 'Bob', exact: true })).toBeFocused()
  await page.keyboard.press('x')
  await expect(page.getByRole('checkbox', { name: 'Select Bob' })).toBeChecked()
  await page.keyboard.press('k')
  await expect(page.getByRole('link', { name: 'Ann', exact: true })).toBeFocused()
  await page.keyboard.press('Shift+ArrowDown')
  await expect(page.getByText('2 selected')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText('2 selected')).toBeHidden()
  await page.keyboard.press('Space')
  const look = page.getByRole('dialog', { name: 'Bob' })
  await expect(look.getByRole('link', { name: 'Open page' })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('link', { name: 'Bob', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Bob' })).toBeVisible()

  await context.addCookies([{ name: 'keys', value: 'off', url: serverOrigin() }])
  await page.goto(at(tenant, '/users'))
  await live(page)
  await page.keyboard.press('j')
  await expect(page.locator('body')).toBeFocused()
})

test('“Why isn’t this person here?” has an answer for each reason, in the order in which they decide', async ({
  context,
}) => {
  test.setTimeout(120_000)
  const tenant = await makeTenant()
  const { scim } = tenant
  const page = await openAs(context, tenant)
  await page.goto(at(tenant, '/users?q=nobody@acme.example'))
  await page.goto(at(tenant, '/users?status=inactive&q=nobody@acme.example'))
  await page.getByRole('link', { name: 'Why isn’t this person here?' }).click()
  await expect(page.getByText('nobody@acme.example was never sent here.')).toBeVisible()
  await expect(page.getByText('Assignments › Assign › Assign to People')).toBeVisible()
  await expectAccessible(page)

  /** Asks once the log has so many calls: an answer that changes while it is read moves what is under it. */
  const answer = async (calls: number, asked: string, sentence: string | RegExp) => {
    await expect.poll(async () => (await requestsOf(tenant.tenant)).length).toBeGreaterThanOrEqual(calls)
    await expect(async () => {
      await page.goto(at(tenant, `/why?q=${encodeURIComponent(asked)}`))
      await expect(page.getByText(sentence).first()).toBeVisible({ timeout: 1_000 })
    }).toPass()
  }
  await scim.get(`/Users?filter=${encodeURIComponent('userName eq "looked@acme.example"')}`)
  await answer(1, 'looked@acme.example', 'Corporate Okta looked for looked@acme.example and never sent them.')

  await scim.post('/Users', { userName: 'bad@acme.example', active: 'perhaps' })
  await answer(2, 'bad@acme.example', /Corporate Okta sent bad@acme\.example, and was refused/)
  await expect(page.getByText(/expected true or false/).first()).toBeVisible()
  await expectAccessible(page)

  const ann = await scim.addUser('ann@acme.example', { displayName: 'Ann' })
  await answer(3, 'ANN@acme.example', 'Ann is here and active.')
  await scim.patch(`/Users/${ann}`, [{ op: 'replace', value: { active: false } }])
  await answer(4, 'ann@acme.example', /Ann was deactivated by Corporate Okta on/)
  await page.getByRole('link', { name: 'Open Ann' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Ann' })).toBeVisible()
  await scim.delete(`/Users/${ann}`)
  await answer(5, 'ann@acme.example', /ann@acme\.example was deleted by Corporate Okta on/)

  await scim.addUser('bob@acme.example', { displayName: 'Bob' })
  const second = await provision({
    company: tenant.name,
    owner: tenant.ownerEmail,
    integration: 'Entra',
    provider: 'entra',
    groupSync: true,
  })
  await new ScimClient(scim.baseUrl, second.token).post('/Users', { userName: 'bob@acme.example' })
  await answer(7, 'bob@acme.example', 'Bob is here, managed by Corporate Okta.')
})

test('a suspension here is the company’s own: it shows everywhere, survives a push, and is lifted', async ({
  context,
  tenant,
}) => {
  const ann = await tenant.scim.addUser('ann@acme.example', { displayName: 'Ann' })
  const page = await openAs(context, tenant)
  await page.goto(at(tenant, `/users/${ann}`))
  await page.getByRole('button', { name: 'Suspend here…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Suspend', exact: true }).click()
  await expect(dialog.getByText('Give a reason.')).toBeVisible()
  await dialog.getByLabel('Reason').fill('Lost laptop')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Suspend', exact: true }).click()
  await expect(page.getByText(/^Suspended here by .*; Corporate Okta still says active\.$/)).toBeVisible()
  await expect(page.getByText(/Reason: Lost laptop/)).toBeVisible()
  await expectAccessible(page)
  expect((await tenant.scim.get(`/Users/${ann}`)).body.active).toBe(true)
  await tenant.scim.patch(`/Users/${ann}`, [{ op: 'replace', path: 'title', value: 'Analyst' }])
  await page.goto(at(tenant, '/users?status=suspended'))
  await expect(rowOf(page, 'Ann')).toContainText('Suspended here')

  await grantRole(tenant.tenant, tenant.ownerEmail, 'auditor')
  await page.goto(at(tenant, `/users/${ann}`))
  await expect(page.getByRole('button', { name: 'Lift suspension' })).toHaveAttribute('aria-disabled', 'true')
  await expectAccessible(page)
  await grantRole(tenant.tenant, tenant.ownerEmail, 'owner')
  await page.reload()
  await page.getByRole('button', { name: 'Lift suspension' }).click()
  await expect(page.getByText('Suspended here').first()).toBeHidden()
  await page.getByRole('link', { name: 'Activity', exact: true }).click()
  await expect(page.getByText(/suspended Ann here: Lost laptop/)).toBeVisible()
  await expect(page.getByText(/lifted the suspension of Ann/)).toBeVisible()
})

test('a list that is chosen from is accessible; one that could not be loaded is loaded again', async ({
  complaints,
  context,
  tenant,
}) => {
  complaints.expect(/status of 500/)
  const page = await openAs(context, tenant)
  await tenant.scim.addUser('ann@acme.example', { displayName: 'Ann' })
  await page.goto(at(tenant, '/users'))
  await page.getByRole('checkbox', { name: 'Select every row on this page' }).check()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Columns' }).click()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.route('**/api/console/**', (route) => route.fulfill({ status: 500, body: '{}' }))
  await page.getByRole('searchbox').fill('ann')
  await expect(page.getByText('We couldn’t load your users.')).toBeVisible({ timeout: 20_000 })
  await page.unroute('**/api/console/**')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(rowOf(page, 'Ann')).toBeVisible()
})
