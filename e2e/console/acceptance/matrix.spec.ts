import type { Page } from '@playwright/test'
import { expectAccessible } from '../../accessible'
import { grantRole, reviewOf, tamper } from '../../database'
import { signIn } from '../../session'
import { home, openAs } from '../open'
import { expect, makeTenant, serverOrigin, type Tenant, test } from '../watched'

// Every page, in each state that it can be found in; in light and dark, on a wide and a narrow screen.
test.describe.configure({ timeout: 180_000 })

const NOTHING = '01900000-0000-7000-8000-000000000000'

async function look(page: Page, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await test.step(path || 'Overview', async () => {
      await page.goto(path.startsWith('/') ? serverOrigin() + path : path)
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
      await expect(page).toHaveTitle(/ · | — |Rollcall|^This setup link doesn’t work$/)
      await expectAccessible(page)
    })
  }
}

type Ids = { user: string; local: string; group: string; request: string }

/** People and groups of both origins, refused pushes, reads, a suspension: something on every page. */
async function fill(tenant: Tenant, page: Page): Promise<Ids> {
  const { scim } = tenant
  const user = await scim.addUser('grace@acme.example', {
    displayName: 'Grace Hopper',
    title: 'Analyst',
    phoneNumbers: [{ value: '+1 555 0100', type: 'work' }],
  })
  const many = ['ann', 'bob', 'cleo', 'dora'].map((name) => scim.addUser(`${name}@acme.example`))
  const group = await scim.addGroup('Engineering', [user, ...(await Promise.all(many)), NOTHING])
  await scim.post('/Groups', { displayName: 'Engineering' })
  await scim.post('/Users', { userName: 'grace@acme.example' })
  await scim.patch(`/Users/${user}`, [{ op: 'replace', path: 'title', value: 'Lead' }])
  await scim.get('/Users?filter=userName eq "nobody@acme.example"')
  await page.goto(`${home(tenant)}/company/target-users/users/new`)
  await page.getByLabel('User name').fill('local@acme.example')
  await page.getByRole('button', { name: 'Add person' }).click()
  await page.waitForURL(/users\/[0-9a-f]{8}-[0-9a-f-]+$/)
  const local = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  const lines = await page.request.get(
    `${serverOrigin()}/api/console/${tenant.tenant}/requests/${tenant.integrationId}?result=failed`,
  )
  return { user, local, group, request: (await lines.json()).rows[0].id }
}

const settingsOf = ({ integrationId }: Tenant, request: string) => [
  '/company/settings/scim',
  '/company/settings/scim/new',
  '/company/settings/scim/guide',
  '/company/settings/scim/entitlements',
  ...[
    'overview',
    'connect',
    'tokens',
    'group-settings',
    'activity?show=problems',
    'activity?show=requests&reads=show',
    'settings',
    `activity/${request}`,
  ].map((tab) => `/company/settings/scim/${integrationId}/${tab}`),
  '/company/settings/general',
  '/company/settings/security',
  '/company/audit-log',
  ...['', '/joiners-leavers?seed=3f2a', '/configuration'].map((tab) => `/company/evidence${tab}`),
  '/company/members',
  '/company/members/invitations',
  '/company/members/roles',
  '/company/members/access-review',
]

const directoryOf = ({ user, local, group }: Pick<Ids, 'user' | 'local' | 'group'>) => [
  '/company/target-users/users',
  '/company/target-users/users/new',
  '/company/target-users/import',
  '/company/target-users/why?q=grace@acme.example',
  ...['', '/groups', '/activity', '/raw'].map((tab) => `/company/target-users/users/${user}${tab}`),
  `/company/target-users/users/${local}/edit`,
  '/company/target-users/groups',
  ...['', '/activity', '/compare', '/raw'].map((tab) => `/company/target-users/groups/${group}${tab}`),
]

test('filled: what is set up and looked into', async ({ context, tenant }) => {
  const page = await openAs(context, tenant)
  const { request } = await fill(tenant, page)
  const review = `/company/members/access-review/${await reviewOf(tenant.tenant)}`
  await look(
    page,
    ['', ...settingsOf(tenant, request), review].map((path) => home(tenant) + path),
  )
  await page.getByRole('button', { name: 'Complete review…' }).click()
  await page.getByRole('button', { name: 'Complete and seal' }).click()
  await expect(page.getByText('SHA-256 of the record').first()).toBeVisible()
  await expectAccessible(page)
})

test('filled: people, groups and one’s own account', async ({ context, tenant }) => {
  const page = await openAs(context, tenant)
  const ids = await fill(tenant, page)
  await look(page, [
    ...directoryOf(ids).map((path) => home(tenant) + path),
    ...['profile', 'preferences', 'sessions'].map((tab) => `/account/${tab}`),
  ])
})

test('empty: a company without an integration, without people, and searches that find nothing', async ({
  context,
  tenant,
}) => {
  const page = await openAs(context, tenant)
  const integration = `/company/settings/scim/${tenant.integrationId}`
  const here = (paths: readonly string[]) => paths.map((path) => home(tenant) + path)
  await look(
    page,
    here([
      '',
      `${integration}/overview`,
      `${integration}/activity`,
      `${integration}/activity?show=requests&q=nothing-like-this`,
      '/company/target-users/users',
      '/company/target-users/users?q=nobody-is-called-this&status=inactive',
      '/company/target-users/groups',
      '/company/target-users/why?q=nobody@acme.example',
      '/company/audit-log?q=nobody-is-called-this',
      '/company/evidence',
      '/company/evidence/joiners-leavers',
      '/company/members/access-review',
    ]),
  )
  await tamper(tenant.tenant, 'delete from integrations')
  await look(
    page,
    here(['', '/company/settings/scim', '/company/target-users/users', '/company/target-users/groups']),
  )
})

test('error: lists that cannot be loaded, a page that broke, and one that is not there', async ({
  complaints,
  context,
  tenant,
}) => {
  complaints.expect(/status of 500|Minified React error|server could not|Server Components render/)
  const page = await openAs(context, tenant)
  const { group, user } = await fill(tenant, page)
  await page.route('**/api/console/**', (route) =>
    route.request().url().endsWith('/events') ? route.continue() : route.fulfill({ status: 500, body: '{}' }),
  )
  await page.goto(`${home(tenant)}/company/evidence/joiners-leavers`)
  await page.getByRole('searchbox').fill('ann')
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible({ timeout: 20_000 })
  await expectAccessible(page)
  for (const path of ['users', `users/${user}/groups`, 'groups', `groups/${group}`]) {
    await page.goto(`${home(tenant)}/company/target-users/${path}`)
    await page.getByRole('searchbox').fill('ann')
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible({ timeout: 20_000 })
    await expectAccessible(page)
  }
  await page.goto(`${home(tenant)}/company/settings/scim/${tenant.integrationId}/activity?show=requests`)
  await page.getByRole('searchbox').fill('ann')
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible({ timeout: 20_000 })
  await expectAccessible(page)
  await page.unroute('**/api/console/**')
  await look(page, [
    `${home(tenant)}/company/target-users/users/${NOTHING}`,
    `${home(tenant)}/company/target-users/groups/${NOTHING}`,
    `${home(tenant)}/company/members/access-review/${NOTHING}`,
    `${home(tenant)}/company/settings/scim/${NOTHING}/overview`,
    '/c/no-such-company',
  ])
  await tamper(tenant.tenant, `update integrations set guide = 'null'`)
  await look(page, [`${home(tenant)}/company/settings/scim/${tenant.integrationId}/connect`])
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
})

test('forbidden: what each page says to a role that may not act on it', async ({ context, tenant }) => {
  const page = await openAs(context, tenant)
  const ids = await fill(tenant, page)
  const here = (paths: readonly string[]) => paths.map((path) => home(tenant) + path)
  await grantRole(tenant.tenant, tenant.ownerEmail, 'auditor')
  const same = new Set([
    '/company/settings/scim/entitlements',
    '/company/members/roles',
    '/company/audit-log',
  ])
  await look(
    page,
    here(settingsOf(tenant, ids.request).filter((path) => !same.has(path) && !path.includes('/evidence'))),
  )
  await look(
    page,
    here([
      '',
      ...directoryOf(ids).filter((path) =>
        /users$|groups$|new$|import$|edit$|compare$|[0-9a-f]{12}$/.test(path),
      ),
    ]),
  )
  await grantRole(tenant.tenant, tenant.ownerEmail, 'operator')
  await look(
    page,
    here([
      '/company/audit-log',
      '/company/evidence',
      '/company/evidence/joiners-leavers',
      '/company/members/access-review',
    ]),
  )
})

test('nobody: what is seen without a session, and where somebody belongs to several companies or none', async ({
  context,
  page,
  tenant,
}) => {
  await look(page, ['/sign-in', '/token-check', '/invite/nonsense', '/setup/nonsense', '/no-such-page'])
  await grantRole((await makeTenant()).tenant, tenant.ownerEmail, 'auditor')
  await signIn(context.request, tenant)
  await look(page, ['/select-company'])
})
