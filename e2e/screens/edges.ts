import type { Browser, Page } from '@playwright/test'
import { tamper } from '../database'
import type { Camera } from './camera'

/** More than are answered while somebody waits. */
const MANY = 10_400

/** What is seen when something is in the way: of a form, of the network, of a session, of a page. */
export async function takeEdges(
  camera: Camera,
  page: Page,
  { browser, home }: { browser: Browser; home: string },
): Promise<void> {
  const wizard = `${home}/company/settings/scim/new`
  await page.goto(wizard)
  await page.getByText('Live', { exact: true }).waitFor()
  const name = page.getByLabel('Name', { exact: true })
  await name.fill('corporate okta')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByText('already exists. Choose another name.').waitFor()
  await camera.takeHere(page, { name: 'wizard-taken' })
  await name.fill('Entra Europe')
  await page.getByRole('link', { name: 'Users', exact: true }).first().click()
  await page.getByRole('dialog').waitFor()
  await camera.takeHere(page, { name: 'wizard-leave', layer: true })
  await page.getByRole('dialog').getByRole('button', { name: 'Keep editing' }).click()
  await camera.take({ name: 'wizard-restored', path: wizard })

  // The clock of all of its pages is set.
  const other = await camera.ofAnother(browser)
  await other.context.addCookies(await camera.context.cookies())
  const quiet = await other.context.newPage()
  await quiet.clock.install()
  await quiet.goto(home)
  await quiet.getByText('Live', { exact: true }).waitFor()
  await quiet.clock.runFor('28:01')
  await quiet.getByRole('dialog').waitFor()
  await other.takeHere(quiet, { name: 'still-there', layer: true })
  await other.context.close()

  await page.goto(home)
  await page.getByText('Live', { exact: true }).waitFor()
  await camera.context.setOffline(true)
  await page.getByText(/^You’re offline\./).waitFor()
  await camera.takeHere(page, { name: 'offline', layer: true })
  await camera.context.setOffline(false)
}

/** What takes somebody at the database, or years, to bring about. */
export async function takeBrokenAndPast(
  camera: Camera,
  page: Page,
  place: { tenant: string; home: string; tab: (name: string) => string },
): Promise<void> {
  const { tenant, home, tab } = place
  await tamper(
    tenant,
    `insert into users (tenant_id, id, user_name, user_name_key, active, label, label_key, resource, created_at, modified_at)
     select current_tenant(), gen_random_uuid(), 'p' || n, 'p' || n, true, 'Person ' || n, 'person ' || n, '{}', now(), now()
     from generate_series(1, ${MANY}) n`,
  )
  await page.goto(`${home}/company/target-users/users`)
  await page.getByText('Live', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: 'CSV, all columns' }).click()
  await page.getByRole('button', { name: 'Your exports: 1 file' }).click()
  await page.getByRole('dialog', { name: 'Your exports' }).waitFor()
  await camera.takeHere(page, { name: 'exports', layer: true })

  await tamper(tenant, `update tokens set expires_at = now() - interval '1 day' where expires_at > now()`)
  await camera.take({ name: 'integration-expired', path: tab('overview') })
  await camera.take({ name: 'tokens-none', path: tab('tokens') })
  await tamper(tenant, `update integrations set guide = 'null'`)
  await camera.take({ name: 'broken-page', path: tab('connect') })
}
