import type { Page } from '@playwright/test'
import { home, integrationPage, live, openAs } from './open'
import { expect, test } from './watched'

/** As much JavaScript as the first load of a list may bring, compressed, in bytes. */
const MOST = 200_000
/** Nothing more is fetched after as long a silence. */
const SILENCE_MS = 3_000

/** The compressed bytes of every script that the page has loaded before anybody did anything, by name. */
async function scriptsOf(page: Page): Promise<Map<string, number>> {
  const entries = await page.evaluate(
    (silence) =>
      new Promise<[string, number][]>((resolve) => {
        const scripts = () =>
          (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
            .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
            .map(({ name, encodedBodySize }): [string, number] => [new URL(name).pathname, encodedBodySize])
        let timer = setTimeout(() => resolve(scripts()), silence)
        new PerformanceObserver(() => {
          clearTimeout(timer)
          timer = setTimeout(() => resolve(scripts()), silence)
        }).observe({ type: 'resource' })
      }),
    SILENCE_MS,
  )
  return new Map(entries)
}

test('the first load of a list ships under 200 kB of compressed JavaScript', async ({ context, tenant }) => {
  test.setTimeout(120_000)
  const ann = await tenant.scim.addUser('ann@acme.example', { displayName: 'Ann' })
  await tenant.scim.addGroup('Engineering', [ann])
  const lists = {
    Users: `${home(tenant)}/company/target-users/users`,
    Groups: `${home(tenant)}/company/target-users/groups`,
    'SCIM Settings': `${home(tenant)}/company/settings/scim`,
    Activity: `${integrationPage(tenant, 'activity')}?show=requests`,
  }
  const weights: Record<string, number> = {}
  for (const [name, address] of Object.entries(lists)) {
    const page = await openAs(context, tenant)
    // Every page is somebody's first.
    const browser = await context.newCDPSession(page)
    await browser.send('Network.setCacheDisabled', { cacheDisabled: true })
    await page.goto(address)
    await expect(live(page)).toBeVisible()
    const scripts = await scriptsOf(page)
    expect(scripts.size).toBeGreaterThan(5)
    for (const [script, bytes] of scripts) expect(bytes, `${script} came from a cache`).toBeGreaterThan(0)
    weights[name] = [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0)
    await page.close()
  }
  test.info().annotations.push({ type: 'weights', description: JSON.stringify(weights) })
  expect(Object.entries(weights).filter(([, bytes]) => bytes >= MOST)).toEqual([])
})
