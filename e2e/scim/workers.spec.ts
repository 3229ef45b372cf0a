import { type APIRequestContext, expect, test } from '@playwright/test'
import { limitsOf, requestsOf } from '../database'
import { askEach, askOnce, askWorker, streamFromEach } from '../each-worker'
import { baseUrlAt, makeTenant, type Tenant } from '../fixtures'
import { provision } from '../provision'
import { user } from '../scim-client'
import { type Server, startServer } from '../servers'
import { signIn } from '../session'

/** What the operator allows a token in a second, of all workers together. */
const PACE = 25

// One server of two workers for all of them; each makes a company of its own.
test.describe.configure({ mode: 'serial' })

let server: Server
test.beforeAll(async () => {
  server = await startServer({
    environment: {
      DATABASE_URL: process.env.E2E_DATABASE_URL ?? '',
      WORKERS: '2',
      SCIM_REQUESTS_PER_SECOND: String(PACE),
    },
  })
})
test.afterAll(async () => {
  expect(await server.stop()).toBe(0)
})

const bearer = ({ token }: { token: string }) => ({
  authorization: `Bearer ${token}`,
  'content-type': 'application/scim+json',
})

const usersAt = (tenant: { tenant: string }) => `${baseUrlAt(server.origin, tenant)}/Users`
const statusesOf = (answers: readonly { status: number }[]) => answers.map(({ status }) => status)

async function cookieOf(client: APIRequestContext): Promise<string> {
  const { cookies } = await client.storageState()
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}

/** Waits until a last call at each worker is in the log: what went before at that worker is there, too. */
async function untilLogged(tenant: Tenant): Promise<void> {
  for (const { worker } of await askEach(`${server.origin}/api/health`)) {
    const path = `/Users/last-of-${worker}`
    await askWorker(worker, baseUrlAt(server.origin, tenant) + path, { headers: bearer(tenant) })
    const isLogged = async () => (await requestsOf(tenant.tenant)).some((row) => row.path.endsWith(path))
    await expect.poll(isLogged).toBe(true)
  }
}

test('what one worker has written the other reads, and the calls of both are in the log', async () => {
  const tenant = await makeTenant()
  const made = await askOnce(usersAt(tenant), {
    method: 'POST',
    headers: bearer(tenant),
    body: JSON.stringify(user('ann@acme.example')),
  })
  expect(made.status).toBe(201)
  const read = await askEach(`${usersAt(tenant)}/${JSON.parse(made.body).id}`, { headers: bearer(tenant) })
  expect(statusesOf(read)).toEqual([200, 200])
  await untilLogged(tenant)
  expect((await requestsOf(tenant.tenant)).filter(({ method }) => method === 'POST')).toHaveLength(1)
})

test('a token that is revoked is refused by each worker', async () => {
  const tenant = await makeTenant()
  expect(statusesOf(await askEach(usersAt(tenant), { headers: bearer(tenant) }))).toEqual([200, 200])
  // Each run issues a token; where two are live, the older one is revoked.
  const again = { company: tenant.name, owner: tenant.ownerEmail, integration: 'Corporate Okta' }
  await provision(again)
  const { token } = await provision(again)
  expect(statusesOf(await askEach(usersAt(tenant), { headers: bearer(tenant) }))).toEqual([401, 401])
  expect(statusesOf(await askEach(usersAt(tenant), { headers: bearer({ token }) }))).toEqual([200, 200])
})

test('an integration that is paused is refused by each worker, and resumed let in', async ({ context }) => {
  const tenant = await makeTenant()
  await signIn(context.request, tenant, server.origin)
  const page = await context.newPage()
  await page.goto(
    `${server.origin}/c/${tenant.tenant}/company/settings/scim/${tenant.integrationId}/settings`,
  )
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: /pause/i }).click()
  await expect(page.getByText('Paused', { exact: true }).first()).toBeVisible()
  expect(statusesOf(await askEach(usersAt(tenant), { headers: bearer(tenant) }))).toEqual([403, 403])
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect
    .poll(async () => statusesOf(await askEach(usersAt(tenant), { headers: bearer(tenant) })))
    .toEqual([200, 200])
})

test('addresses of a token that are changed hold at each worker from the next call on', async ({
  context,
}) => {
  const tenant = await makeTenant()
  const asked = async () => statusesOf(await askEach(usersAt(tenant), { headers: bearer(tenant) }))
  await signIn(context.request, tenant, server.origin)
  expect(await asked()).toEqual([200, 200])
  await untilLogged(tenant)
  const page = await context.newPage()
  await page.goto(`${server.origin}/c/${tenant.tenant}/company/settings/scim/${tenant.integrationId}/tokens`)
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  const edit = page.getByRole('button', { name: /^Edit the IP addresses of/ })
  await edit.click()
  await page.getByLabel('Allowed IP addresses').fill('198.51.100.0/24')
  await page.getByRole('button', { name: 'Save addresses' }).click()
  // Nothing is saved before the one who would shut out these calls says so again.
  await expect(page.getByText(/This token was last used from/)).toBeVisible()
  expect(await asked()).toEqual([200, 200])
  await page.getByRole('button', { name: 'Save anyway' }).click()
  await expect(page.getByText('IP addresses of the token saved')).toBeVisible()
  expect(await asked()).toEqual([403, 403])
  await edit.click()
  await page.getByLabel('Allowed IP addresses').fill('127.0.0.0/8\n::1\n::ffff:127.0.0.1')
  await page.getByRole('button', { name: 'Save addresses' }).click()
  await expect(page.getByText('IP addresses of the token saved').last()).toBeVisible()
  await expect.poll(asked).toEqual([200, 200])
})

test('a session holds at each worker, and after signing out at none', async ({ context }) => {
  const tenant = await makeTenant()
  await signIn(context.request, tenant, server.origin)
  const cookie = await cookieOf(context.request)
  const read = `${server.origin}/api/console/${tenant.tenant}/users`
  expect(statusesOf(await askEach(read, { headers: { cookie } }))).toEqual([200, 200])
  const page = await context.newPage()
  await page.goto(`${server.origin}/c/${tenant.tenant}`)
  await page.getByRole('button', { name: /Account:/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in$/)
  expect(statusesOf(await askEach(read, { headers: { cookie } }))).toEqual([401, 401])
})

test('tries to sign in are counted together', async ({ playwright }) => {
  const tenant = await makeTenant()
  const wrong = { ...tenant, ownerPassword: 'not the password' }
  for (let tries = 0; tries < 8; tries++) {
    const client = await playwright.request.newContext()
    await expect(signIn(client, wrong, server.origin)).rejects.toThrow('Signing in answered 401')
  }
  // Also with the right password, and whichever worker is met.
  const csrf = await playwright.request.newContext()
  const { csrfToken } = await (await csrf.get(`${server.origin}/api/auth/csrf`)).json()
  const form = { csrfToken, email: tenant.ownerEmail, password: tenant.ownerPassword ?? '', json: 'true' }
  const answers = await askEach(`${server.origin}/api/auth/callback/credentials`, {
    method: 'POST',
    headers: {
      cookie: await cookieOf(csrf),
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(form).toString(),
  })
  expect(statusesOf(answers)).toEqual([401, 401])
})

test('the pace of a token is that of all workers together', async () => {
  const tenant = await makeTenant()
  const statuses: number[] = []
  // However slow the machine is, some second is asked for too much.
  while (!statuses.includes(429)) {
    const burst = Array.from({ length: 4 * PACE }, () =>
      askOnce(usersAt(tenant), { headers: bearer(tenant) }),
    )
    statuses.push(...statusesOf(await Promise.all(burst)))
  }
  expect(new Set(statuses)).toEqual(new Set([200, 429]))
  const seconds = await limitsOf('pace:', tenant.tenant)
  const admitted = seconds.reduce((sum, points) => sum + Math.min(points, PACE), 0)
  expect(statuses.filter((status) => status === 200)).toHaveLength(admitted)
})

test('a change is announced to the screens of each worker', async ({ playwright }) => {
  const tenant = await makeTenant()
  const client = await playwright.request.newContext()
  await signIn(client, tenant, server.origin)
  const events = `${server.origin}/api/console/${tenant.tenant}/events`
  const streams = await streamFromEach(events, { cookie: await cookieOf(client) })
  try {
    let people = 0
    // Listening begins unseen: until it has, changes go by.
    await expect
      .poll(async () => {
        await askOnce(usersAt(tenant), {
          method: 'POST',
          headers: bearer(tenant),
          body: JSON.stringify(user(`person${people++}@acme.example`)),
        })
        return streams.map(({ text }) => text().includes('"users"'))
      })
      .toEqual([true, true])
  } finally {
    for (const stream of streams) stream.close()
  }
})

test('of refused calls the log keeps a hundred an hour, of all workers together', async () => {
  const tenant = await makeTenant()
  const foreign = { headers: bearer({ token: 'not-a-token' }) }
  const answers = await Promise.all(Array.from({ length: 240 }, () => askOnce(usersAt(tenant), foreign)))

  expect([...new Set(statusesOf(answers))]).toEqual([401])
  expect(new Set(answers.map(({ worker }) => worker)).size).toBe(2)
  await untilLogged(tenant)
  expect((await requestsOf(tenant.tenant)).filter(({ refusal }) => refusal !== null)).toHaveLength(100)
})
