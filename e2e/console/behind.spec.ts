import type { BrowserContext, Page } from '@playwright/test'
import { exportJobsOf, holdRow, tamper, tellingsOf, waitersWith } from '../database'
import { type Server, startServer } from '../servers'
import { signIn } from '../session'
import { integrationPage, openAs, visit } from './open'
import { expect, serverOrigin, type Tenant, test } from './watched'

/** A process looks for what another has left every 15 s, and at a wave some seconds after it. */
const LOOK = { timeout: 40_000 }
const PEOPLE = 800
const TOGETHER = 20

// A process of its own on the database that all share: it takes what is asked for there, and is killed at it.
let doomed: Server
test.beforeEach(async () => {
  doomed = await startServer({ environment: { DATABASE_URL: process.env.E2E_DATABASE_URL ?? '' } })
})
test.afterEach(async () => {
  await doomed.stop()
})

async function kill(): Promise<void> {
  process.kill(doomed.pid, 'SIGKILL')
  await doomed.exited
}

/** As if a minute had passed in which it said nothing. */
const fallSilent = ({ tenant }: Tenant) =>
  tamper(
    tenant,
    `update tasks set claimed_until = now() - interval '1 second' where tenant_id = current_tenant()`,
  )

test('a file whose process is killed while it is made is made whole by another process', async ({
  context,
  tenant,
}) => {
  test.setTimeout(120_000)
  await tamper(
    tenant.tenant,
    `insert into users (tenant_id, id, user_name, user_name_key, active, label, label_key, resource, created_at, modified_at)
     select current_tenant(), gen_random_uuid(), 'p' || n, 'p' || n, true, n || repeat('x', 900), n || repeat('x', 900), '{}', now(), now()
     from generate_series(1, 10400) n`,
  )
  await signIn(context.request, tenant, doomed.origin)
  const asked = await context.request.get(
    `${doomed.origin}/api/console/${tenant.tenant}/export/users?format=csv`,
  )
  expect(asked.status()).toBe(202)
  const job = async () => (await exportJobsOf(tenant.tenant))[0]
  await expect.poll(async () => (await job())?.state, { intervals: [10] }).toBe('running')
  const letGo = await holdRow(tenant.tenant, 'export_jobs', (await job())?.id ?? '')
  expect(await job()).toMatchObject({ state: 'running' })
  await kill()
  await letGo()
  await fallSilent(tenant)
  await expect.poll(async () => (await job())?.state, LOOK).toBe('done')
  await signIn(context.request, tenant)
  const file = await context.request.get(
    `${serverOrigin()}/api/console/${tenant.tenant}/exports/${(await job())?.id}`,
  )
  expect((await file.text()).trim().split('\r\n')).toHaveLength(10_401)
})

test('a restore goes on behind every page, is stopped from any, and outlives the process that was at it', async ({
  context,
  browser,
  tenant,
}) => {
  test.setTimeout(240_000)
  const ids = await emptied(tenant)
  const page = await openAs(context, tenant)
  await expect(async () => {
    await visit(page, integrationPage(tenant, 'overview'))
    await expect(way(page)).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await way(page).click()
  await page.waitForURL(/\/mass-changes\//)
  await visit(page, page.url())
  const alarm = new URL(page.url()).pathname
  const elsewhere = await atDoomed(await browser.newContext(), tenant, alarm)

  const letFirstGo = await holdRow(tenant.tenant, 'users', ids[450] ?? '')
  await elsewhere.getByRole('button', { name: 'Restore…' }).click()
  await elsewhere.getByRole('dialog').getByRole('button', { name: 'Restore', exact: true }).click()
  const bar = page.getByRole('progressbar', { name: 'Restored people' })
  await expect(bar).toHaveAttribute('aria-valuenow', '400')
  await expect(page.getByText(/ began on /)).toContainText('it goes on by itself')
  await expect(page.getByRole('button', { name: 'It was meant…' })).toHaveCount(0)

  await page.getByRole('button', { name: 'Stop' }).click()
  await expect.poll(() => waitersWith(tenant.tenant, 'for no key update')).toBeGreaterThan(0)
  await letFirstGo()
  await expect(page.getByText(/ stopped it: 600 are back, 200 are still lost\./)).toBeVisible()
  await expect(elsewhere.getByText(/ stopped it: 600 are back/)).toBeVisible()

  const letGo = await holdRow(tenant.tenant, 'users', ids[700] ?? '')
  await elsewhere.getByRole('button', { name: 'Go on restoring' }).click()
  await expect(bar).toHaveAttribute('aria-valuenow', '600')
  await elsewhere.context().close()
  await kill()
  await letGo()
  await fallSilent(tenant)
  await expect(page.getByText('This alarm is closed.')).toBeVisible(LOOK)
  await expect(page.getByText('800 are back as before.')).toBeVisible()
  expect(await tellingsOf(tenant.tenant, 'user.reactivated')).toEqual({ tellings: PEOPLE, people: PEOPLE })
  const { body } = await tenant.scim.get('/Users?filter=active eq true&count=0')
  expect(body.totalResults).toBe(PEOPLE)

  await page.goto(`${integrationPage(tenant, 'activity')}?show=problems`)
  const past = page.getByRole('region', { name: 'Past mass changes' })
  await past.getByText('Past mass changes (1)').click()
  await expect(past.getByText(/ restored it\.$/)).toBeVisible()
  await past.getByRole('link', { name: '800 of 800 active people' }).click()
  await expect(page).toHaveURL(serverOrigin() + alarm)
})

const way = (page: Page) => page.getByRole('link', { name: 'See who, and restore' }).last()

/** People who were all deactivated at once; their ids in the order in which a restore takes them. */
async function emptied({ scim }: Tenant): Promise<string[]> {
  const ids: string[] = []
  const names = Array.from({ length: PEOPLE }, (_, n) => `p${n}@acme.example`)
  for (let from = 0; from < PEOPLE; from += TOGETHER) {
    ids.push(...(await Promise.all(names.slice(from, from + TOGETHER).map((name) => scim.addUser(name)))))
  }
  for (let from = 0; from < PEOPLE; from += TOGETHER) {
    await Promise.all(
      ids
        .slice(from, from + TOGETHER)
        .map((id) => scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value: false }])),
    )
  }
  return ids.sort()
}

/** The same page at the process that is to be killed. */
async function atDoomed(context: BrowserContext, tenant: Tenant, path: string): Promise<Page> {
  await signIn(context.request, tenant, doomed.origin)
  const page = await context.newPage()
  await page.goto(doomed.origin + path)
  await expect(page.getByRole('banner').getByText('Live', { exact: true })).toBeVisible()
  return page
}
