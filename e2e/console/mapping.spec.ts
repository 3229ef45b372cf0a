import type { Page } from '@playwright/test'
import { expectAccessible } from '../accessible'
import { grantRole, historyOf, tamper } from '../database'
import { signIn } from '../session'
import { home, integrationPage, openAs, visit } from './open'
import { expect, makeTenant, type Tenant, test } from './watched'

const ACME = 'urn:ietf:params:scim:schemas:extension:acme:2.0:User'

const section = (page: Page) => page.locator('#attribute-mapping')
const row = (page: Page, field: string) =>
  section(page)
    .getByRole('row')
    .filter({ has: page.getByRole('checkbox', { name: `${field} is required` }) })
const box = (page: Page, field: string) =>
  section(page).getByRole('combobox', { name: `SCIM path of ${field}` })

async function people(tenant: Tenant): Promise<string> {
  const ann = await tenant.scim.addUser('ann@acme.example', {
    displayName: 'Ann Lee',
    title: 'Clerk',
    phoneNumbers: [{ value: '+44 113 496 0017', type: 'mobile' }],
    [ACME]: { role: 'Head of Assembly' },
  })
  await tenant.scim.addUser('bob@acme.example', { displayName: 'Bob Ray', title: 'Clerk' })
  return ann
}

test('a field is taken from another attribute: tried, previewed, saved, and shown everywhere but to the provider', async ({
  context,
  tenant,
}) => {
  const ann = await people(tenant)
  const sent = (await tenant.scim.get(`/Users/${ann}`)).body
  const page = await openAs(context, tenant)
  await visit(page, integrationPage(tenant, 'overview'))
  await page.getByRole('link', { name: 'Map attributes' }).click()
  await expect(section(page)).toContainText('Counted among all 2 people of this integration.')
  await expect(section(page)).toContainText('Applies to 2 people')
  await expect(row(page, 'Title')).toContainText('Clerk')
  await expect(row(page, 'Title')).toContainText('2 of 2 people have it')
  await expect(section(page)).toContainText('Can’t be mapped: it is how a person is found')
  await expectAccessible(page)

  // What was seen is offered; what is no path is told at the field, by the keyboard alone.
  await row(page, 'Title').getByRole('button', { name: 'Change the path of Title' }).focus()
  await page.keyboard.press('Enter')
  await expect(box(page, 'Title')).toBeFocused()
  const offered = await section(page)
    .locator('datalist option')
    .evaluateAll((all) => all.map((option) => option.getAttribute('value')))
  expect(offered).toContain(`${ACME}:role`)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('jobtitle')
  await page.keyboard.press('Tab')
  await expect(row(page, 'Title')).toContainText('No attribute is called “jobtitle”.')
  await section(page).getByRole('button', { name: 'Save mapping' }).click()
  await expect(box(page, 'Title')).toBeFocused()
  await expect(box(page, 'Title')).toHaveAttribute('aria-invalid', 'true')
  await expectAccessible(page)
  await box(page, 'Title').fill(`${ACME}:role`)
  await page.keyboard.press('Tab')
  await expect(row(page, 'Title')).toContainText('Head of Assembly')
  await expect(row(page, 'Title')).toContainText('1 of 2 people have it')
  await row(page, 'Title').getByRole('checkbox', { name: 'Title is required' }).check()

  await section(page).getByRole('button', { name: 'Preview…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Preview of the mapping' })
  await expect(dialog.getByRole('row', { name: /Title/ })).toContainText('Clerk')
  await expect(dialog.getByRole('row', { name: /Title/ })).toContainText('Head of Assembly')
  await expect(dialog).toContainText('1 of 2 people don’t have it: Title.')
  await dialog.locator('summary').last().click()
  await dialog.getByRole('combobox').fill('bob')
  await dialog.getByRole('option', { name: /Bob Ray/ }).click()
  await expect(dialog.getByRole('heading', { name: 'Bob Ray' })).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Close' }).last().click()

  await section(page).getByRole('button', { name: 'Save mapping' }).click()
  await expect(page.getByText('Mapping saved. 2 people’s fields are different.').first()).toBeVisible()
  await expect(row(page, 'Title').getByTitle(`${ACME}:role`)).toHaveText('…acme:2.0:User:role')

  await visit(page, `${home(tenant)}/company/target-users/users?cols=title,phone`)
  await expect(page.getByRole('row', { name: /Ann Lee/ })).toContainText('Head of Assembly')
  await expect(page.getByRole('row', { name: /Ann Lee/ })).toContainText('+44 113 496 0017')
  await expect(page.getByRole('row', { name: /Bob Ray/ })).not.toContainText('Clerk')
  await page.goto(`${home(tenant)}/company/target-users/users/${ann}`)
  const taken = page
    .getByRole('region', { name: 'By the attribute mapping' })
    .or(
      page
        .locator('section')
        .filter({ has: page.getByRole('heading', { name: 'By the attribute mapping' }) }),
    )
  await expect(taken.first()).toContainText('Head of Assembly')
  await expect(taken.first()).toContainText(`${ACME}:role`)
  expect((await tenant.scim.get(`/Users/${ann}`)).body).toEqual(sent)

  // Bob has no title any more, and one is required.
  const refused = await tenant.scim.post('/Users', { userName: 'eve@acme.example', displayName: 'Eve' })
  expect(refused.status).toBe(400)
  expect(refused.body.detail).toContain(`${ACME}:role: a value is required.`)
  await visit(page, integrationPage(tenant, 'activity'))
  await page.getByRole('link', { name: 'Mapping help' }).first().click()
  await expect(page).toHaveURL(/\/settings#attribute-mapping$/)

  await row(page, 'Title').getByRole('button', { name: 'Reset Title to title' }).click()
  await row(page, 'Title').getByRole('checkbox').uncheck()
  await section(page).getByRole('button', { name: 'Save mapping' }).click()
  await expect(page.getByText('Mapping saved. 2 people’s fields are different.').first()).toBeVisible()
  await expect(row(page, 'Title')).toContainText('2 of 2 people have it')
  const told = await historyOf(tenant.tenant, { userId: ann })
  expect(told.map(({ action }) => action)).toEqual(['user.created', 'user.remapped', 'user.remapped'])
})

test('before anybody has come it says so; who may only read sees it and can’t change it', async ({
  context,
  tenant,
}) => {
  const page = await openAs(context, tenant)
  await page.goto(integrationPage(tenant, 'settings'))
  await expect(section(page)).toContainText('Attributes appear after your first person syncs.')
  await expect(section(page)).toContainText('Applies to nobody yet')
  await expectAccessible(page)

  await people(tenant)
  const other = await makeTenant()
  await grantRole(tenant.tenant, other.ownerEmail, 'auditor')
  await signIn(context.request, other)
  await page.goto(integrationPage(tenant, 'settings'))
  await expect(row(page, 'Title')).toContainText('Clerk')
  await expect(section(page).getByRole('button', { name: /^Change the path/ })).toHaveCount(0)
  for (const name of ['Save mapping', 'Preview…']) {
    await expect(section(page).getByRole('button', { name })).toHaveAttribute('aria-disabled', 'true')
  }
  for (const required of await section(page).getByRole('checkbox').all())
    await expect(required).toBeDisabled()
})

test('two admins at once: each change stays, and what was not touched is shown as the other has saved it', async ({
  context,
  tenant,
}) => {
  await people(tenant)
  const [page, other] = [await openAs(context, tenant), await context.newPage()]
  for (const each of [page, other]) await visit(each, integrationPage(tenant, 'settings'))
  const save = async (at: Page, field: string, path: string) => {
    await row(at, field)
      .getByRole('button', { name: `Change the path of ${field}` })
      .click()
    await box(at, field).fill(path)
    await section(at).getByRole('button', { name: 'Save mapping' }).click()
    await expect(at.getByText('Mapping saved').first()).toBeVisible()
  }
  await save(page, 'Title', 'nickName')
  await save(other, 'Location', 'locale')
  for (const each of [page, other]) {
    await expect(row(each, 'Title')).toContainText('nickName')
    await expect(row(each, 'Location')).toContainText('locale')
  }
})

test('of many people it is told how far it has come, and it goes on when nobody looks', async ({
  context,
  tenant,
}) => {
  await tamper(
    tenant.tenant,
    `insert into users (tenant_id, id, manager_id, user_name, user_name_key, active, label, label_key, resource,
       created_at, modified_at)
     select current_tenant(), gen_random_uuid(), '${tenant.integrationId}', 'p' || n, 'p' || n, true, 'P' || n, 'p' || n,
       jsonb_build_object('userName', 'p' || n, 'displayName', 'P' || n, 'title', 'Clerk', 'nickName', 'Nick ' || n),
       now(), now()
     from generate_series(1, 20000) n`,
  )
  const page = await openAs(context, tenant)
  await visit(page, integrationPage(tenant, 'settings'))
  await expect(section(page)).toContainText('Counted among the 1,000 people who came last.')
  await expect(section(page)).toContainText('Applies to 20,000 people')
  await row(page, 'Title').getByRole('button', { name: 'Change the path of Title' }).click()
  await box(page, 'Title').fill('nickName')
  await section(page).getByRole('button', { name: 'Save mapping' }).click()
  const progress = section(page).getByRole('progressbar', { name: 'People get their fields anew' })
  await expect(progress).toBeVisible()
  await expect(section(page)).toContainText('You can leave this page')
  await expect(
    section(page).getByText('Everybody has their fields. 20,000 people’s fields are different.'),
  ).toBeVisible({ timeout: 30_000 })
  await visit(page, `${home(tenant)}/company/target-users/users?cols=title&q=p77`)
  await expect(page.getByRole('row', { name: /P77\b/ }).first()).toContainText('Nick 77')
})

test('the wizard takes a mapping along: defaults to read, one to add, a wrong path told where it stands', async ({
  context,
  tenant,
}) => {
  const page = await openAs(context, tenant)
  await page.goto(`${home(tenant)}/company/settings/scim/new`)
  await page.getByLabel('Name').fill('Second Okta')
  await page.getByText('Map fields').click()
  const usual = page.getByRole('table', { name: 'Usual sources' })
  for (const path of ['userName', 'name.givenName', 'name.familyName', 'emails.value', 'active']) {
    await expect(usual.getByText(path, { exact: true })).toBeVisible()
  }
  await page.getByRole('button', { name: 'Add mapping' }).click()
  const attribute = page.getByRole('textbox', { name: 'SCIM attribute' })
  await expect(attribute).toBeFocused()
  await attribute.fill('jobtitle')
  await expectAccessible(page)
  await page.getByText('Map fields').click()
  await expect(attribute).toBeHidden()
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByText('No attribute is called “jobtitle”.')).toBeVisible()
  await expect(attribute).toBeFocused()
  await attribute.fill('userType')
  await page.getByRole('combobox', { name: 'Target user field' }).selectOption('Cost center')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page).toHaveURL(/\/connect\?new=1$/)
  await page.goto(page.url().replace(/\/connect.*$/, '/settings'))
  await expect(row(page, 'Cost center').getByText('userType')).toBeVisible()
})
