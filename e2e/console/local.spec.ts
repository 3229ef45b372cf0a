import type { Page } from '@playwright/test'
import { OktaApp } from '@/lib/idp/okta/app'
import { seededRandom } from '@/lib/idp/random'
import { expectAccessible } from '../accessible'
import { grantRole, historyOf } from '../database'
import { openAs } from './open'
import { baseUrlAt, expect, makeTenant, serverOrigin, type Tenant, test } from './watched'

const home = (tenant: Tenant) => `${serverOrigin()}/c/${tenant.tenant}/company/target-users`

/** The id at the end of a person's or group's page. */
async function idIn(page: Page): Promise<string> {
  await page.waitForURL(/\/(users|groups)\/[0-9a-f]{8}-[0-9a-f-]+$/)
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

async function upload(page: Page, name: string, text: string | Buffer): Promise<void> {
  const buffer = typeof text === 'string' ? Buffer.from(text) : text
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer })
}

test('a person is added by hand, edited, deactivated, activated and deleted', async ({ context, tenant }) => {
  const page = await openAs(context, tenant)
  await page.goto(`${home(tenant)}/users`)
  await page.getByRole('link', { name: 'Add person' }).click()
  await page.getByRole('button', { name: 'Add person' }).click()
  await expect(page.getByText('Enter a user name.')).toBeVisible()
  await expect(page.getByLabel('User name')).toBeFocused()

  await page.getByLabel('User name').fill('grace@acme.example')
  await page.getByLabel('First name').fill('Grace')
  await page.getByLabel('Last name').fill('Hopper')
  await page.getByLabel('Department').fill('Navy')
  await page.getByLabel('E-mail 1', { exact: true }).fill('grace at acme')
  await page.getByRole('button', { name: 'Add person' }).click()
  await expect(page.getByText('“grace at acme” is not an e-mail address.')).toBeVisible()
  await expect(page.getByLabel('Department')).toHaveValue('Navy')
  await page.getByLabel('E-mail 1', { exact: true }).fill('grace@acme.example')
  await page.getByRole('button', { name: 'Add e-mail' }).click()
  await page.getByLabel('E-mail 2', { exact: true }).fill('home@acme.example')
  await page.getByLabel('Type of e-mail 2').selectOption('home')
  await page.getByRole('button', { name: 'Add person' }).click()
  const id = await idIn(page)
  await expect(page.getByRole('heading', { level: 1, name: 'Grace Hopper' })).toBeVisible()
  expect((await tenant.scim.get(`/Users/${id}`)).body).toMatchObject({
    userName: 'grace@acme.example',
    active: true,
    emails: [
      { value: 'grace@acme.example', type: 'work', primary: true },
      { value: 'home@acme.example', type: 'home' },
    ],
  })

  await page.getByRole('link', { name: 'Edit', exact: true }).click()
  await page.getByLabel('Title').fill('Rear admiral')
  await page.getByRole('button', { name: 'Remove e-mail 2' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await idIn(page)
  await expect(page.getByText('Rear admiral')).toBeVisible()

  await page.getByRole('button', { name: 'More about Grace Hopper' }).click()
  await page.getByRole('menuitem', { name: 'Deactivate' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click()
  await expect(page.getByText('Inactive', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'More about Grace Hopper' }).click()
  await page.getByRole('menuitem', { name: 'Activate' }).click()
  await expect(page.getByText('Active', { exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'More about Grace Hopper' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.waitForURL(/\/users$/)
  expect((await tenant.scim.get(`/Users/${id}`)).status).toBe(404)
  expect((await historyOf(tenant.tenant, { userId: id })).map(({ action }) => action)).toEqual([
    'user.created',
    'user.updated',
    'user.deactivated',
    'user.reactivated',
    'user.deleted',
  ])
})

test('two who edit one person: the second is told what changed and loses nothing', async ({
  context,
  tenant,
}) => {
  const page = await openAs(context, tenant)
  await page.goto(`${home(tenant)}/users/new`)
  await page.getByLabel('User name').fill('both@acme.example')
  await page.getByRole('button', { name: 'Add person' }).click()
  const id = await idIn(page)
  await page.goto(`${home(tenant)}/users/${id}/edit`)
  const other = await context.newPage()
  await other.goto(`${home(tenant)}/users/${id}/edit`)
  await other.getByLabel('Title').fill('Captain')
  await other.getByRole('button', { name: 'Save' }).click()
  await idIn(other)

  await page.getByLabel('Department').fill('Navy')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Somebody else saved this person while you were editing.')).toBeVisible()
  await expect(page.getByText('Saved meanwhile: Captain')).toBeVisible()
  await expect(page.getByLabel('Department')).toHaveValue('Navy')
  await page.getByLabel('Title').fill('Captain')
  await page.getByRole('button', { name: 'Save' }).click()
  await idIn(page)
  const { body } = await tenant.scim.get(`/Users/${id}`)
  expect(body).toMatchObject({ title: 'Captain' })
  expect(JSON.stringify(body)).toContain('Navy')
})

test('a group is added, filled by keyboard, emptied, renamed and deleted', async ({ context, tenant }) => {
  const page = await openAs(context, tenant)
  for (const name of ['ann', 'bob']) {
    await page.goto(`${home(tenant)}/users/new`)
    await page.getByLabel('User name').fill(`${name}@acme.example`)
    await page.getByRole('button', { name: 'Add person' }).click()
    await idIn(page)
  }
  await page.goto(`${home(tenant)}/groups`)
  await page.getByRole('button', { name: 'Add group' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Board')
  await page.getByRole('dialog').getByRole('button', { name: 'Add group' }).click()
  const id = await idIn(page)

  await page.getByRole('button', { name: 'Add members' }).click()
  const picker = page.getByRole('dialog')
  await expect(picker.getByRole('option', { name: /bob@acme/ })).toBeVisible()
  await expectAccessible(page)
  await picker.getByRole('combobox').fill('ann')
  await expect(picker.getByRole('option', { name: /bob@acme/ })).toHaveCount(0)
  await page.keyboard.press('Enter')
  await picker.getByRole('combobox').fill('')
  await picker.getByRole('option', { name: /bob@acme/ }).click()
  await picker.getByRole('button', { name: 'Add 2 members' }).click()
  await expect(page.getByRole('row', { name: /ann@acme/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /bob@acme/ })).toBeVisible()
  await page.getByRole('button', { name: 'Remove bob@acme.example' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  // While a dialog is open, what lies behind it is not there for anybody.
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('row', { name: /bob@acme/ })).toHaveCount(0)
  expect((await tenant.scim.get(`/Groups/${id}`)).body.members).toMatchObject([
    { display: 'ann@acme.example' },
  ])

  await page.getByRole('button', { name: 'Rename' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Directors')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Directors' })).toBeVisible()
  await page.getByRole('button', { name: 'More about Directors' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.waitForURL(/\/groups$/)
  expect((await tenant.scim.get(`/Groups/${id}`)).status).toBe(404)
})

test('a CSV file: columns, preview, refused rows and their file, then people', async ({
  context,
  tenant,
}) => {
  await tenant.scim.post('/Users', { userName: 'managed@acme.example' })
  const page = await openAs(context, tenant)
  await page.goto(`${home(tenant)}/users`)
  await page.getByRole('link', { name: 'Import CSV' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Import people' })).toBeVisible()
  await expectAccessible(page)
  const file = [
    'Anmeldename;Vorname;Nachname;E-Mail;Position;Nummer',
    'jürgen@acme.example;Jürgen;Groß;jürgen@acme.example;=cmd();7',
    'ann@acme.example;Ann;Lee;ann@acme.example;Captain;8',
    'managed@acme.example;Max;Muster;;;9',
    'ANN@acme.example;Again;Lee;;;10',
    ';No;Name;;;11',
    'eve;Eve;X;eve;=1+1;12',
  ].join('\r\n')
  await upload(page, 'leute.csv', Buffer.from(file, 'latin1'))
  await expect(page.getByText('Windows-1252')).toBeVisible()
  await expect(page.getByLabel('What Anmeldename becomes')).toHaveValue('userName')
  await expect(page.getByLabel('What Nummer becomes')).toHaveValue('')
  await page.getByLabel('What Nummer becomes').selectOption({ label: 'Employee number' })
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Check the rows' }).click()
  await expect(page.getByRole('button', { name: '2 will be added' })).toBeVisible()
  await expect(
    page.getByText('managed@acme.example is managed by Corporate Okta; change it there.'),
  ).toBeVisible()
  await expect(page.getByText('Row 3 has the same user name; only that one is taken.')).toBeVisible()
  await expect(page.getByText('E-mail: “eve” is not an e-mail address.')).toBeVisible()
  await expect(page.getByText('Enter a user name.')).toBeVisible()
  await expectAccessible(page)
  expect((await tenant.scim.get('/Users')).body.totalResults).toBe(1)

  await page.getByRole('button', { name: 'Import 2 people' }).click()
  await expect(page.getByRole('heading', { name: 'Import finished' })).toBeVisible()
  await expect(page.getByText('2 people added, 0 changed, 0 the same, 4 refused.')).toBeVisible()
  await expectAccessible(page)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download refused rows' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('leute - refused rows.csv')
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
  const refused = Buffer.concat(chunks).toString('utf8').slice(1).trim().split('\r\n')
  expect(refused[0]).toBe('Anmeldename;Vorname;Nachname;E-Mail;Position;Nummer;Reason')
  expect(refused).toHaveLength(5)
  expect(refused.at(-1)).toContain(`"'=1+1"`)

  await page.getByRole('link', { name: 'Show Local people' }).click()
  await expect(page.getByRole('row', { name: /Jürgen Groß/ })).toBeVisible()
  const found = await tenant.scim.get(`/Users?filter=${encodeURIComponent('userName eq "ann@acme.example"')}`)
  const [ann] = found.body.Resources
  expect(ann).toMatchObject({ title: 'Captain', name: { givenName: 'Ann' } })
  expect(ann['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User']).toEqual({ employeeNumber: '8' })

  await page.goto(`${home(tenant)}/import`)
  await expect(page.getByRole('row', { name: /leute\.csv/ })).toBeVisible()
  await upload(page, 'leute.csv', Buffer.from(file.replace('Captain', 'Admiral'), 'latin1'))
  await page.getByRole('button', { name: 'Check the rows' }).click()
  await page.getByRole('button', { name: '1 will change' }).click()
  await expect(page.getByText('Title: Captain → Admiral')).toBeVisible()
  await expect(page.getByRole('button', { name: '1 is the same' })).toBeVisible()
})

test('two thousand rows: the import is stopped, and the same file goes on where it stopped', async ({
  context,
  tenant,
}) => {
  const page = await openAs(context, tenant)
  const rows = Array.from({ length: 2_000 }, (_, index) => `p${index}@acme.example,P${index}`)
  const file = ['userName,displayName', ...rows].join('\n')
  await page.goto(`${home(tenant)}/import`)
  await upload(page, 'many.csv', file)
  await page.getByRole('button', { name: 'Check the rows' }).click()
  await page.getByRole('button', { name: 'Import 2,000 people' }).click()
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByRole('heading', { name: /Import (stopped|finished)/ })).toBeVisible()
  const before = (await tenant.scim.get('/Users?count=0')).body.totalResults
  expect(before % 500).toBe(0)

  await page.getByRole('button', { name: 'Import another file' }).click()
  await upload(page, 'many.csv', file)
  await page.getByRole('button', { name: 'Check the rows' }).click()
  if (before < 2_000) {
    await page.getByRole('button', { name: /^Import [\d,]+ people$/ }).click()
    await expect(page.getByRole('heading', { name: 'Import finished' })).toBeVisible()
  }
  expect((await tenant.scim.get('/Users?count=0')).body.totalResults).toBe(2_000)
})

test('Okta imports who lives here, links them, and from then on they are changed there', async ({
  context,
  tenant,
}) => {
  const page = await openAs(context, tenant)
  await page.goto(`${home(tenant)}/import`)
  await upload(
    page,
    'people.csv',
    'userName,givenName,familyName\nann@acme.example,Ann,Lee\nbob@acme.example,Bob,Ray\n',
  )
  await page.getByRole('button', { name: 'Check the rows' }).click()
  await page.getByRole('button', { name: 'Import 2 people' }).click()
  await expect(page.getByRole('heading', { name: 'Import finished' })).toBeVisible()

  const okta = new OktaApp({
    baseUrl: baseUrlAt(serverOrigin(), tenant),
    token: tenant.token,
    flavour: 'catalogue',
    random: seededRandom(3),
  })
  const { resources } = await okta.importUsers()
  expect(resources.map(({ userName }) => userName).sort()).toEqual(['ann@acme.example', 'bob@acme.example'])
  const ann = okta.addPerson({
    login: 'ann@acme.example',
    email: 'ann@acme.example',
    firstName: 'Ann',
    lastName: 'Lee',
    title: 'Captain',
  })
  await okta.assign(ann)
  await page.goto(`${home(tenant)}/users/${ann.scimId}`)
  await expect(page.getByText('IDP', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Edit', exact: true })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await expect(page.getByText('Managed by Corporate Okta; change it there.').first()).toBeAttached()
  await page.goto(`${home(tenant)}/users/${ann.scimId}/edit`)
  await expect(page.getByText('Managed by Corporate Okta; change it there.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0)
})

test('operators and auditors see Local people and groups, and can change none of them', async ({
  browser,
  context,
  tenant,
}) => {
  const owner = await openAs(context, tenant)
  await owner.goto(`${home(tenant)}/users/new`)
  await owner.getByLabel('User name').fill('ann@acme.example')
  await owner.getByRole('button', { name: 'Add person' }).click()
  const id = await idIn(owner)
  const visitor = await makeTenant()
  for (const role of ['operator', 'auditor']) {
    await grantRole(tenant.tenant, visitor.ownerEmail, role)
    const theirs = await browser.newContext()
    const page = await openAs(theirs, visitor)
    await page.goto(`${home(tenant)}/users`)
    await expect(page.getByRole('button', { name: 'Add person' })).toHaveAttribute('aria-disabled', 'true')
    for (const path of ['/users/new', '/import', `/users/${id}/edit`]) {
      await page.goto(home(tenant) + path)
      await expect(page.getByText('Only Owners and Admins can change people and groups.')).toBeVisible()
      await expect(page.locator('form button[type=submit], input[type=file]')).toHaveCount(0)
    }
    const door = `${serverOrigin()}/api/console/${tenant.tenant}/groups/${id}/candidates`
    expect((await theirs.request.get(door)).status()).toBe(403)
    await theirs.close()
  }
  expect((await tenant.scim.get(`/Users/${id}`)).body).toMatchObject({ active: true })
})
