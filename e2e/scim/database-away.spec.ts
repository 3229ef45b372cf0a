import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
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

/** What listens for clicks has loaded. */
async function isReady(page: Page): Promise<void> {
  await expect(page.getByRole('banner').getByText('Live', { exact: true })).toBeVisible()
}
