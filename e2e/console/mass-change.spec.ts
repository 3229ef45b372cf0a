import type { Page } from '@playwright/test'
import { OktaApp } from '../../lib/idp/okta/app'
import type { OktaPerson } from '../../lib/idp/okta/directory'
import { expectAccessible } from '../accessible'
import { grantRole, historyOf } from '../database'
import { signIn } from '../session'
import { home, integrationPage, openAs, visit } from './open'
import { baseUrlAt, expect, makeTenant, serverOrigin, type Tenant, test } from './watched'

/** An Okta that has assigned so many people and pushed a group with all of them. */
async function assigned(tenant: Tenant, people: number) {
  const app = new OktaApp({
    baseUrl: baseUrlAt(serverOrigin(), tenant),
    token: tenant.token,
    flavour: 'catalogue',
  })
  const all: OktaPerson[] = []
  for (let n = 0; n < people; n++) {
    const login = `p${String(n).padStart(2, '0')}@acme.example`
    const person = app.addPerson({ login, email: login, firstName: `Person${n}`, lastName: 'Example' })
    await app.assign(person)
    all.push(person)
  }
  const group = app.addGroup('Engineering', all)
  await app.pushGroup(group)
  return { app, all, group }
}

const losses = (page: Page) => page.getByRole('table', { name: 'people lost' })
/** A look comes some seconds after the writes; where tests share two processors, some more. */
const LOOK = { timeout: 25_000 }
const figure = (page: Page, name: string) =>
  page.getByRole('term').filter({ hasText: name }).locator('xpath=following-sibling::dd')

test('a wave of Okta rings an alarm on every page, with exactly whom, and one click brings them back', async ({
  context,
  tenant,
}) => {
  const { app, all, group } = await assigned(tenant, 30)
  const page = await openAs(context, tenant)
  await visit(page, home(tenant))
  for (const person of all.slice(0, 16)) await app.deactivate(person)
  await app.removeMembers(group, all.slice(0, 16))
  const alarm = page.getByRole('alert').filter({ hasText: '16 of 30 active people were deactivated' })
  await expect(alarm).toBeVisible(LOOK)
  await expect(page.getByRole('list', { name: 'Needs attention' })).toContainText(
    '16 of 30 active people were deactivated or deleted at once',
  )

  await visit(page, integrationPage(tenant, 'activity'))
  await expect(page.getByRole('heading', { name: 'Mass change', exact: true })).toBeVisible()
  await expect(page.getByText('Needs attention').first()).toBeVisible()
  await page
    .getByRole('region', { name: 'Mass change', exact: true })
    .getByRole('link', { name: 'See who, and restore' })
    .click()
  await expect(page).toHaveURL(/\/mass-changes\/[0-9a-f-]{36}$/)
  await expect(page).toHaveTitle(/Mass change · Corporate Okta/)
  await expect(losses(page).getByRole('row')).toHaveCount(17)
  await expect(figure(page, 'Still lost')).toHaveText('16')
  await page.getByRole('searchbox').fill('p03@')
  await expect(losses(page).getByRole('row')).toHaveCount(2)
  await expect(losses(page)).toContainText('Person3 Example')
  await page.getByRole('searchbox').fill('')
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Restore…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Restore what was lost?' })
  await expect(dialog).toContainText('16 people become active again.')
  await expect(dialog).toContainText('They return to the groups that they were taken from.')
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click()
  await expect(page.getByText('16 are back as before.')).toBeVisible()
  await expect(figure(page, 'Still lost')).toHaveText('0')
  await expect(page.getByText('This alarm is closed.')).toContainText('restored it.')
  await expect(page.getByRole('button', { name: /^Restore/ })).toHaveCount(0)

  const { body } = await tenant.scim.get('/Users?filter=active eq true&count=0')
  expect(body.totalResults).toBe(30)
  expect(await tenant.scim.membersOf(group.scimId ?? '')).toHaveLength(30)
  const history = await historyOf(tenant.tenant, { userId: all[3]?.scimId ?? '' })
  expect(history.at(-1)?.actor_kind).toBe('person')
  expect(history.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['user.deactivated', 'user.reactivated', 'member.removed', 'member.added']),
  )
  await page.goto(`${home(tenant)}/company/audit-log`)
  await expect(page.getByText('raised an alarm about a mass change by Corporate Okta').first()).toBeVisible()
  await expect(page.getByText('restored what a mass change by Corporate Okta took').first()).toBeVisible()
})

test('the alarm grows with its wave; who may only read sees whom, and has no button', async ({
  context,
  tenant,
}) => {
  const { app, all } = await assigned(tenant, 30)
  for (const person of all.slice(0, 12)) await app.deactivate(person)
  const page = await openAs(context, tenant)
  await expect(async () => {
    await page.goto(integrationPage(tenant, 'overview'))
    await expect(page.getByRole('link', { name: 'See who, and restore' }).last()).toBeVisible({
      timeout: 1_000,
    })
  }).toPass()
  await page.getByRole('link', { name: 'See who, and restore' }).last().click()
  await expect(figure(page, 'Still lost')).toHaveText('12')
  await expect(page.getByRole('banner').getByText('Live', { exact: true })).toBeVisible()
  for (const person of all.slice(12, 15)) {
    expect((await tenant.scim.delete(`/Users/${person.scimId}`)).status).toBe(204)
  }
  await expect(figure(page, 'Still lost')).toHaveText('15', LOOK)
  await page.getByRole('button', { name: 'What happened' }).click()
  await page
    .getByRole('menuitemradio', { name: 'Deleted' })
    .or(page.getByRole('option', { name: 'Deleted' }))
    .click()
  await expect(losses(page).getByRole('row')).toHaveCount(4)

  await grantRole(tenant.tenant, tenant.ownerEmail, 'auditor')
  await page.reload()
  await expect(losses(page).getByRole('row')).toHaveCount(4)
  await expect(page.getByText('Owners and Admins can restore')).toBeVisible()
  for (const name of ['Restore…', 'It was meant…']) {
    await expect(page.getByRole('button', { name })).toHaveCount(0)
  }

  const alarm = new URL(page.url()).pathname.split('/').at(-1)
  const other = await makeTenant()
  await signIn(context.request, other)
  for (const path of [
    new URL(page.url()).pathname,
    `/c/${other.tenant}/company/settings/scim/${other.integrationId}/mass-changes/${alarm}`,
    `/api/console/${other.tenant}/integrations/${alarm}/lost`,
    `/api/console/${tenant.tenant}/integrations/${alarm}/lost`,
  ]) {
    expect({ path, status: (await context.request.get(serverOrigin() + path)).status() }).toEqual({
      path,
      status: 404,
    })
  }
})

test('“It was meant” closes the alarm, with its reason; the rule says from which share on it rings, or not at all', async ({
  context,
  tenant,
}) => {
  const { app, all } = await assigned(tenant, 30)
  const page = await openAs(context, tenant)
  await page.goto(`${integrationPage(tenant, 'activity')}?show=problems`)
  await page.getByText('Past mass changes (0)').click()
  await expect(page.getByText('No mass change has been noticed and closed here yet.')).toBeVisible()
  await visit(page, integrationPage(tenant, 'settings'))
  const guard = page.getByRole('group', { name: 'Guard against mass changes' })
  await guard.getByLabel('Share of active people, in percent').fill('120')
  await page.getByRole('button', { name: 'Save rules' }).click()
  await expect(guard).toContainText('Choose a percentage from 1 to 99.')
  await guard.getByLabel('Share of active people, in percent').fill('35')
  await page.getByRole('button', { name: 'Save rules' }).click()
  await expect(page.getByText('Rules saved').first()).toBeVisible()
  await page.reload()
  await expect(guard.getByLabel('Share of active people, in percent')).toHaveValue('35')

  for (const person of all.slice(0, 11)) await app.deactivate(person)
  const alarm = page.getByRole('alert').filter({ hasText: '11 of 30' })
  await expect(alarm).toBeVisible(LOOK)
  await alarm.getByRole('link', { name: 'See who, and restore' }).click()
  await page.getByRole('button', { name: 'It was meant…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Was it meant?' })
  await dialog.getByLabel('Why').fill('The plant in Leeds is closed')
  await dialog.getByRole('button', { name: 'It was meant' }).click()
  await expect(page.getByText('said that it was meant: The plant in Leeds is closed')).toBeVisible()
  await expect(
    page.getByText('This has been resolved.').or(page.getByText('The alarm is closed')),
  ).not.toHaveCount(0)
  const { body } = await tenant.scim.get('/Users?filter=active eq true&count=0')
  expect(body.totalResults).toBe(19)

  const address = page.url()
  await page.getByRole('link', { name: 'All problems' }).click()
  const past = page.getByRole('region', { name: 'Past mass changes' })
  await past.getByText('Past mass changes (1)').click()
  await expect(past).toContainText('said that it was meant: The plant in Leeds is closed')
  await expectAccessible(page)
  await past.getByRole('link', { name: '11 of 30 active people' }).click()
  await expect(page).toHaveURL(address)

  await page.goto(integrationPage(tenant, 'settings'))
  await guard.getByRole('checkbox').uncheck()
  await page.getByRole('button', { name: 'Save rules' }).click()
  await expect(page.getByText('Rules saved').first()).toBeVisible()
  await page.reload()
  await expect(guard.getByRole('checkbox')).not.toBeChecked()
})
