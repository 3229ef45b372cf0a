import type { APIRequestContext } from '@playwright/test'
import { grantRole, historyOf, requestsOf, reviewOf, tamper } from '../database'
import { expect, makeTenant, serverOrigin, type Tenant, test } from '../fixtures'
import { signIn } from '../session'

const ROLES = ['owner', 'admin', 'operator', 'auditor'] as const
const SOMEBODY = '01900000-0000-7000-8000-000000000000'

/** Every page and every read of the console, of one company and its things. */
function addressesOf(tenant: string, ids: { integration: string; user: string; group: string }): string[] {
  const page = `/c/${tenant}`
  const read = `/api/console/${tenant}`
  return [
    page,
    `${page}/company/settings`,
    `${page}/company/settings/scim`,
    `${page}/company/settings/scim/new`,
    `${page}/company/settings/scim/guide`,
    `${page}/company/settings/scim/entitlements`,
    ...['overview', 'connect', 'tokens', 'group-settings', 'activity', 'settings'].map(
      (tab) => `${page}/company/settings/scim/${ids.integration}/${tab}`,
    ),
    `${page}/company/settings/general`,
    `${page}/company/settings/security`,
    `${page}/company/audit-log`,
    ...['', '/joiners-leavers', '/configuration'].map((tab) => `${page}/company/evidence${tab}`),
    ...['', '/invitations', '/roles', '/access-review'].map((tab) => `${page}/company/members${tab}`),
    ...['/new', '', `/${ids.user}`, `/${ids.user}/groups`, `/${ids.user}/activity`, `/${ids.user}/raw`].map(
      (rest) => `${page}/company/target-users/users${rest}`,
    ),
    ...['import', 'why'].map((rest) => `${page}/company/target-users/${rest}`),
    `${page}/company/target-users/groups`,
    ...['', '/activity', '/compare', '/raw'].map(
      (tab) => `${page}/company/target-users/groups/${ids.group}${tab}`,
    ),
    `${read}/exports`,
    `${read}/here`,
    `${read}/find?q=secret`,
    `${read}/users`,
    `${read}/users/${ids.user}`,
    `${read}/users/${ids.user}/groups`,
    `${read}/users/${ids.user}/history`,
    `${read}/groups`,
    `${read}/groups/${ids.group}`,
    `${read}/groups/${ids.group}/members`,
    `${read}/groups/${ids.group}/history`,
    ...['', '/newer', '/chart'].map((part) => `${read}/requests/${ids.integration}${part}`),
    ...['users', 'groups', `groups/${ids.group}/members`, `requests/${ids.integration}`].map(
      (list) => `${read}/export/${list}?format=csv`,
    ),
  ]
}

/** What is for those who may read the audit log. */
function auditedOf(tenant: string, review: string): string[] {
  const read = `/api/console/${tenant}`
  return [
    `${read}/reviews/${review}`,
    `${read}/export/access-reviews/${review}?format=csv`,
    `${read}/stamps`,
    `${read}/movements`,
    ...['console-members', 'integrations', 'tokens', 'movements'].map(
      (list) => `${read}/export/${list}?format=csv`,
    ),
  ]
}

async function fill(tenant: Tenant): Promise<{ integration: string; user: string; group: string }> {
  const user = await tenant.scim.addUser('secret.person@acme.example')
  const group = await tenant.scim.addGroup('Secret group', [user])
  return { integration: tenant.integrationId, user, group }
}

const statusOf = async (client: APIRequestContext, path: string) =>
  (await client.get(serverOrigin() + path, { maxRedirects: 0 })).status()

test('7 · an Auditor whose company masks contact details finds none in any page, read or file', async ({
  playwright,
  tenant,
}) => {
  const { scim, tenant: slug, integrationId } = tenant
  const user = await scim.addUser('unseen.person@acme.example', {
    name: { givenName: 'Known', familyName: 'Person' },
    emails: [{ value: 'unseen.person@acme.example', primary: true }],
    phoneNumbers: [{ value: '+49 30 7654321' }],
  })
  const group = await scim.addGroup('Known group', [user])
  await scim.post('/Users', { userName: 'unseen.person@acme.example' })
  await grantRole(slug, tenant.ownerEmail, 'auditor')
  const client = await playwright.request.newContext()
  await signIn(client, tenant)
  const [logged] = await requestsOf(slug)
  const addresses = [
    ...addressesOf(slug, { integration: integrationId, user, group }),
    `/c/${slug}/company/settings/scim/${integrationId}/activity/${logged?.id}`,
    `/c/${slug}/company/settings/scim/${integrationId}/activity?q=unseen`,
    `/api/console/${slug}/find?q=unseen`,
    `/api/console/${slug}/export/users?format=json`,
    `/api/console/${slug}/export/audit-log?format=json`,
  ]
  const givenBy = async () => {
    const given: string[] = []
    for (const path of addresses) {
      const answer = await client.get(serverOrigin() + path)
      expect({ path, status: answer.status() }).toEqual({ path, status: 200 })
      if (/unseen\.person|7654321/i.test(await answer.text())) given.push(path)
    }
    return given
  }
  expect((await givenBy()).length).toBeGreaterThan(10)
  await tamper(slug, 'update tenants set masks_for_auditors = true where id = current_tenant()')
  expect(await givenBy()).toEqual([])
})

test('7 · each role sees every page and read of its company; without a session none is seen', async ({
  playwright,
  tenant,
}) => {
  const ids = await fill(tenant)
  const addresses = addressesOf(tenant.tenant, ids)
  const nobody = await playwright.request.newContext()
  for (const path of addresses) {
    const status = await statusOf(nobody, path)
    expect({ path, status }).toEqual({ path, status: path.startsWith('/api/') ? 401 : 307 })
  }
  for (const role of ROLES) {
    await grantRole(tenant.tenant, tenant.ownerEmail, role)
    const client = await playwright.request.newContext()
    await signIn(client, tenant)
    for (const path of addresses) {
      const status = await statusOf(client, path)
      const expected = path.endsWith('/company/settings') ? 307 : 200
      expect({ role, path, status }).toEqual({ role, path, status: expected })
    }
    await client.dispose()
  }
})

test('7 · evidence is for who may read the audit log, and for nobody of another company', async ({
  playwright,
  tenant,
}) => {
  const [nobody, stranger] = [await playwright.request.newContext(), await playwright.request.newContext()]
  const other = await makeTenant()
  await signIn(stranger, other)
  const review = await reviewOf(tenant.tenant)
  const addresses = auditedOf(tenant.tenant, review)
  for (const path of addresses) {
    expect({ path, status: await statusOf(nobody, path) }).toEqual({ path, status: 401 })
    expect({ path, status: await statusOf(stranger, path) }).toEqual({ path, status: 404 })
  }
  for (const path of auditedOf(other.tenant, review).filter((each) => each.includes(review))) {
    expect({ path, status: await statusOf(stranger, path) }).toEqual({ path, status: 404 })
  }
  const page = (slug: string) => `/c/${slug}/company/members/access-review/${review}`
  expect(await statusOf(stranger, page(tenant.tenant))).toBe(404)
  expect(await statusOf(stranger, page(other.tenant))).toBe(404)
  for (const role of ROLES) {
    await grantRole(tenant.tenant, tenant.ownerEmail, role)
    const client = await playwright.request.newContext()
    await signIn(client, tenant)
    expect(await statusOf(client, page(tenant.tenant))).toBe(200)
    for (const path of addresses) {
      const status = await statusOf(client, path)
      expect({ role, path, status }).toEqual({ role, path, status: role === 'operator' ? 403 : 200 })
    }
    await client.dispose()
  }
})

test('7 · the owner of one company finds nothing of another: not its pages, not its things under their own company', async ({
  playwright,
  tenant,
}) => {
  const other = await makeTenant()
  const [own, foreign] = [await fill(tenant), await fill(other)]
  const client = await playwright.request.newContext()
  await signIn(client, tenant)
  for (const path of addressesOf(other.tenant, foreign)) {
    const answer = await client.get(serverOrigin() + path, { maxRedirects: 0 })
    expect({ path, status: answer.status() }).toEqual({ path, status: 404 })
    expect(await answer.text()).not.toContain('secret.person')
  }
  const mixed = addressesOf(tenant.tenant, foreign).filter((path) =>
    Object.values(foreign).some((id) => path.includes(id)),
  )
  for (const path of mixed) {
    const answer = await client.get(serverOrigin() + path, { maxRedirects: 0 })
    expect({ path, status: answer.status() }).toEqual({ path, status: 404 })
    expect(await answer.text()).not.toContain(other.name)
  }
  for (const path of addressesOf(tenant.tenant, { integration: SOMEBODY, user: SOMEBODY, group: SOMEBODY })) {
    if (path.includes(SOMEBODY)) expect(await statusOf(client, path)).toBe(404)
  }
  expect(own.user).not.toBe(foreign.user)
  expect(await historyOf(other.tenant, { userId: foreign.user })).toHaveLength(2)
})

test('7 · the JSON door and the pages change nothing, whatever the method', async ({
  playwright,
  tenant,
}) => {
  const ids = await fill(tenant)
  const client = await playwright.request.newContext()
  await signIn(client, tenant)
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    const answer = await client.fetch(`${serverOrigin()}/api/console/${tenant.tenant}/users/${ids.user}`, {
      method,
    })
    expect(answer.status()).toBe(405)
  }
  expect((await tenant.scim.get(`/Users/${ids.user}`)).status).toBe(200)
})

test('a cookie that was copied before signing out opens nothing afterwards; another browser stays signed in', async ({
  page,
  playwright,
  tenant,
}) => {
  const elsewhere = await playwright.request.newContext()
  await signIn(elsewhere, tenant)
  await signIn(page.context().request, tenant)
  const copied = await playwright.request.newContext({ storageState: await page.context().storageState() })
  const paths = [`/c/${tenant.tenant}`, `/api/console/${tenant.tenant}/users`]
  for (const path of paths) expect(await statusOf(copied, path)).toBe(200)

  await page.goto(`${serverOrigin()}/c/${tenant.tenant}`)
  await page.getByRole('button', { name: /Account:/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in$/)

  expect(await Promise.all(paths.map((path) => statusOf(copied, path)))).toEqual([307, 401])
  expect(await Promise.all(paths.map((path) => statusOf(elsewhere, path)))).toEqual([200, 200])
})

test('a page of another site cannot make a signed-in browser write here', async ({ playwright, tenant }) => {
  const client = await playwright.request.newContext()
  await signIn(client, tenant)
  for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1']) {
    const answer = await client.post(`${serverOrigin()}/c/${tenant.tenant}`, {
      headers: { origin },
      form: { a: 'b' },
    })
    expect(answer.status()).toBe(403)
  }
  const own = await client.get(`${serverOrigin()}/c/${tenant.tenant}`, {
    headers: { origin: 'https://evil.example' },
  })
  expect(own.status()).toBe(200)
})
