import { mkdirSync, rmSync } from 'node:fs'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { OktaApp } from '@/lib/idp/okta/app'
import { liveLife } from '@/lib/idp/okta/life'
import { seededRandom } from '@/lib/idp/random'
import { chromiumArgs, ensureChromium } from '../scripts/chromium.mjs'
import { type Provisioned, provisionAt } from './provision'
import { startServer } from './servers'

/** `npm run screens`: pictures of the real pages, with people and groups that arrived by SCIM, into docs/screens. */

const FOLDER = 'docs/screens'
const WIDE = { width: 1280, height: 800 }
const NARROW = { width: 390, height: 844 }

const server = await startServer({})
const company = await provisionAt(server.dataDirectory, {
  company: 'Acme Corporation',
  owner: 'ada@acme.example',
  integration: 'Corporate Okta',
  provider: 'okta',
  groupSync: true,
})
const baseUrl = `${server.origin}/api/scim/${company.tenant}`
const okta = new OktaApp({ baseUrl, token: company.token, flavour: 'catalogue', random: seededRandom(8) })
await liveLife(okta, { people: 48, groups: 7, random: seededRandom(8), concurrency: 2 })

rmSync(FOLDER, { recursive: true, force: true })
mkdirSync(FOLDER, { recursive: true })
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: chromiumArgs })
const visits = [
  { name: 'light', viewport: WIDE, colorScheme: 'light' },
  { name: 'dark', viewport: WIDE, colorScheme: 'dark' },
  { name: 'narrow', viewport: NARROW, colorScheme: 'light' },
] as const
for (const { name, ...options } of visits) {
  const context = await browser.newContext({ ...options, reducedMotion: 'reduce' })
  await visit(context, name)
  await context.close()
}
await browser.close()
await server.stop()

async function visit(context: BrowserContext, variant: string): Promise<void> {
  const page = await context.newPage()
  await signIn(page, company, variant)
  const home = `${server.origin}/c/${company.tenant}`
  const integration = `/company/settings/scim/${company.integrationId}`
  const person = okta.directory.people.find((one) => one.scimId && one.status === 'active')?.scimId
  const group = okta.directory.groups.find((one) => one.scimId && one.members.size > 5)?.scimId
  const pages: [string, string][] = [
    ['overview', ''],
    ['scim-settings', '/company/settings/scim'],
    ['new-integration', '/company/settings/scim/new'],
    ['connect', `${integration}/connect`],
    ['tokens', `${integration}/tokens`],
    ['group-settings', `${integration}/group-settings`],
    ['settings', `${integration}/settings`],
    ['users', '/company/target-users/users'],
    ['user', `/company/target-users/users/${person}`],
    ['user-history', `/company/target-users/users/${person}/activity`],
    ['user-raw', `/company/target-users/users/${person}/raw`],
    ['groups', '/company/target-users/groups'],
    ['group', `/company/target-users/groups/${group}`],
  ]
  for (const [name, path] of pages) {
    await page.goto(home + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByText('Live', { exact: true }).first().waitFor()
    await page.screenshot({ path: `${FOLDER}/${name}-${variant}.png` })
  }
}

async function signIn(
  page: Page,
  { ownerEmail, ownerPassword = '' }: Provisioned,
  variant: string,
): Promise<void> {
  await page.goto(`${server.origin}/sign-in`)
  await page.getByLabel('E-mail').fill(ownerEmail)
  await page.getByLabel('Password', { exact: true }).fill(ownerPassword)
  await page.screenshot({ path: `${FOLDER}/sign-in-${variant}.png` })
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(/\/c\//)
}
