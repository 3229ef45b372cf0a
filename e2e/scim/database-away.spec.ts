import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import pg from 'pg'
import { ensurePostgres } from '@/db/embedded'
import { provisionAt } from '../provision'
import { ScimClient, user } from '../scim-client'
import { startServer } from '../servers'
import { signIn } from '../session'

/** The process id of the PostgreSQL whose data lie under a data directory. */
function postmasterOf(dataDirectory: string): number {
  return Number(readFileSync(join(dataDirectory, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0])
}

test('with the database gone the endpoint says so in SCIM, and recovers without a restart', async () => {
  const server = await startServer({})
  try {
    const made = await provisionAt(server.dataDirectory, {
      company: 'Acme',
      owner: 'owner@acme.example',
      integration: 'Okta',
      provider: 'okta',
      groupSync: true,
    })
    const scim = new ScimClient(`${server.origin}/api/scim/${made.tenant}`, made.token)
    const id = await scim.addUser('ann@acme.example')
    process.kill(postmasterOf(server.dataDirectory), 'SIGKILL')

    // The processes of a PostgreSQL that was killed answer on until they notice.
    const before: string[] = []
    let away = await scim.post('/Users', user('bob@acme.example'))
    while (away.status === 201) {
      before.push(away.body.id)
      away = await scim.post('/Users', user(`bob${before.length}@acme.example`))
    }
    expect(away.status).toBe(503)
    expect(away.headers.get('retry-after')).toMatch(/^\d+$/)
    expect(away.headers.get('content-type')).toMatch(/^application\/scim\+json/)
    expect(away.body).toMatchObject({ status: '503', detail: expect.stringContaining('Nothing was changed') })

    await expect.poll(async () => (await scim.get(`/Users/${id}`)).status, { timeout: 30_000 }).toBe(200)
    expect((await scim.post('/Users', user('eve@acme.example'))).status).toBe(201)
    for (const early of before) expect((await scim.get(`/Users/${early}`)).status).toBe(200)
    expect((await scim.get('/Users')).body.totalResults).toBe(2 + before.length)
  } finally {
    expect(await server.stop()).toBe(0)
  }
})

test('with the database gone pages say so with a 503, and a form keeps what was typed until it can be saved', async ({
  page,
}) => {
  const server = await startServer({})
  try {
    const made = await provisionAt(server.dataDirectory, {
      company: 'Acme',
      owner: 'owner@acme.example',
      integration: 'Okta',
      provider: 'okta',
      groupSync: true,
    })
    await signIn(page.request, made, server.origin)
    const users = `${server.origin}/c/${made.tenant}/company/target-users/users`
    const kill = () => process.kill(postmasterOf(server.dataDirectory), 'SIGKILL')
    const isBack = () =>
      expect
        .poll(async () => (await page.request.get(`${server.origin}/api/health`)).status(), {
          timeout: 30_000,
        })
        .toBe(200)
    await page.goto(`${users}/new`)
    await page.getByLabel('User name').fill('ann@acme.example')
    await isReady(page)

    for (const address of [users, `${server.origin}/sign-in`, `${server.origin}/account/profile`]) {
      kill()
      const answer = await page.request.get(address, { maxRedirects: 0 })
      expect({ address, status: answer.status() }).toEqual({ address, status: 503 })
      expect(answer.headers()['retry-after']).toBe('5')
      await isBack()
    }
    await expect(page.getByLabel('User name')).toHaveValue('ann@acme.example')
    await page.getByRole('button', { name: 'Add person' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'ann@acme.example' })).toBeVisible()
  } finally {
    expect(await server.stop()).toBe(0)
  }
})

test('a page that fails alone leaves the menu where it is, names a reference, and is tried again in its place', async ({
  page,
}) => {
  const server = await startServer({})
  const postgres = await ensurePostgres({ dataDirectory: server.dataDirectory })
  const database = new pg.Client({ connectionString: postgres.url })
  await database.connect()
  try {
    const made = await provisionAt(server.dataDirectory, {
      company: 'Acme',
      owner: 'owner@acme.example',
      integration: 'Okta',
    })
    await signIn(page.request, made, server.origin)
    await database.query('alter table entitlements rename to entitlements_away')
    await page.goto(`${server.origin}/c/${made.tenant}/company/settings/scim/entitlements`)
    await expect(page.getByRole('heading', { level: 1, name: 'Something went wrong here' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Copy Reference' })).toBeVisible()
    await expect(page.getByRole('navigation', { name: 'Main' }).getByText('SCIM Settings')).toBeVisible()
    await database.query('alter table entitlements_away rename to entitlements')
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Roles and entitlements' })).toBeVisible()

    await page.goto(`${server.origin}/c/${made.tenant}/company/settings/scim/${made.integrationId}/connect`)
    await isReady(page)
    await page.context().setOffline(true)
    await page.getByRole('button', { name: 'Mark as done: Paste and test' }).click()
    await expect(page.getByText('The server didn’t answer', { exact: false })).toBeVisible()
    await expect(page.getByRole('heading', { level: 1, name: 'Okta' })).toBeVisible()
    await page.context().setOffline(false)

    await page.context().clearCookies()
    await page.goto(`${server.origin}/sign-in`)
    await page.getByLabel('E-mail').fill(made.ownerEmail)
    await page.getByLabel('Password', { exact: true }).fill(made.ownerPassword ?? '')
    await page.context().setOffline(true)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByText('We couldn’t reach the server. Your entries are still here.')).toBeVisible()
    await page.context().setOffline(false)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Acme' })).toBeVisible()
  } finally {
    await database.end()
    await postgres.release()
    expect(await server.stop()).toBe(0)
  }
})

/** What listens for clicks has loaded. */
async function isReady(page: Page): Promise<void> {
  await expect(page.getByRole('banner').getByText('Live', { exact: true })).toBeVisible()
}
