import type { Page } from '@playwright/test'
import { OktaApp } from '@/lib/idp/okta/app'
import { expectAccessible } from '../../accessible'
import { type Server, startServer } from '../../servers'
import { copied } from '../open'
import { expect, test } from '../watched'

/** Two seconds where nothing else runs; tests share two processors. */
const AT_ONCE_MS = 6_000

let server: Server
test.beforeAll(async () => {
  server = await startServer({})
})
test.afterAll(async () => {
  expect(await server.stop()).toBe(0)
})

function setupCode(): string {
  const [, code] = /setup code (\S+)/.exec(server.output()) ?? []
  if (!code) throw new Error('No setup code was printed.')
  return code
}

type Answer = { method: string; url: string; body: string }

/**
 * Everything that a page asks for and is answered, to look through for secrets. Answers to a POST are kept on their
 * way: the browser may have forgotten their bodies when a page is left for another.
 */
async function watchTraffic(page: Page): Promise<() => Promise<Answer[]>> {
  const answers: (Answer | Promise<Answer>)[] = []
  await page.route('**', async (route) => {
    const asked = { method: route.request().method(), url: route.request().url() }
    if (asked.method !== 'POST') return route.fallback()
    const response = await route.fetch({ maxRedirects: 0 })
    answers.push({ ...asked, body: await response.text() })
    await route.fulfill({ response })
  })
  page.on('response', (response) => {
    const asked = { method: response.request().method(), url: response.url() }
    if (asked.method === 'POST') return
    // The live stream has no end to wait for, and carries names of topics only.
    const isStream = response.headers()['content-type']?.startsWith('text/event-stream')
    const body = isStream ? Promise.resolve('') : response.text().catch(() => '')
    answers.push(body.then((text) => ({ ...asked, body: text })))
  })
  return () => Promise.all(answers)
}

test('1 to 3 · from an empty installation to a token that is shown once, and people and groups on screen', async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(180_000)
  const traffic = await watchTraffic(page)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])

  await test.step('1 · the first visitor makes the company with the setup code', async () => {
    await page.goto(server.origin)
    await expect(page).toHaveURL(`${server.origin}/setup`)
    await expectAccessible(page)
    await page.getByLabel('Setup code').fill('AAAA-AAAA-AAAA-AAAA')
    await page.getByLabel('Company name').fill('Acme Corporation')
    await page.getByLabel('Your name').fill('Ada Byron')
    await page.getByLabel('E-mail').fill('ada@acme.example')
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery staple')
    await page.getByRole('button', { name: 'Make company' }).click()
    await expect(page.getByLabel('Setup code')).toHaveAttribute('aria-invalid', 'true')
    await expect(page.getByLabel('Company name')).toHaveValue('Acme Corporation')
    await page.getByLabel('Setup code').fill(setupCode())
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery staple')
    await page.getByRole('button', { name: 'Make company' }).click()
    await expect(page).toHaveURL(`${server.origin}/c/acme-corporation`)
    await expect(page.getByRole('heading', { level: 1, name: 'Acme Corporation' })).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('1 · the setup code is burnt', async () => {
    const stranger = await (await browser.newContext()).newPage()
    await stranger.goto(`${server.origin}/setup`)
    await expect(stranger).toHaveURL(/\/sign-in/)
    await stranger.context().close()
  })

  const token = await test.step('1 · the wizard: name, Next, Group Settings, the switch, Save', async () => {
    await page.getByRole('link', { name: 'SCIM Settings' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'SCIM Settings' })).toBeVisible()
    await expect(page.getByText('No integrations yet')).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('link', { name: '+ NEW' }).first().click()
    const name = page.getByLabel('Name', { exact: true })
    await page.getByRole('button', { name: 'Next' }).click()
    await expect(page.getByText('Enter a name.')).toBeVisible()
    await expect(name).toBeFocused()
    await expectAccessible(page)
    await name.fill('Corporate Okta')
    await page.getByText('Okta', { exact: true }).click()
    await expect(page.getByRole('radio', { name: 'Okta' })).toBeChecked()
    await page.getByRole('button', { name: 'Next' }).click()
    await expect(page.getByRole('heading', { level: 2, name: 'Group Settings' })).toBeVisible()
    const groups = page.getByRole('switch', { name: 'Synchronize groups with Identity Management Platform' })
    await expect(groups).not.toBeChecked()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Back' }).click()
    await expect(name).toHaveValue('Corporate Okta')
    await page.getByRole('button', { name: 'Next' }).click()
    await groups.click()
    await expect(groups).toBeChecked()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page).toHaveURL(/\/connect/)
    await expect(page.getByRole('heading', { name: 'shown once' })).toBeVisible()
    await expectAccessible(page)
    return copied(page, 'SCIM token')
  })
  const baseUrl = await copied(page, 'SCIM base URL')
  expect(token).toMatch(/^rollcall_scim_[A-Za-z0-9]{12}_[A-Za-z0-9]{49}$/)
  expect(baseUrl).toBe(`${server.origin}/api/scim/acme-corporation`)

  const okta = new OktaApp({ baseUrl, token, flavour: 'catalogue', importGroups: true })
  const grace = okta.addPerson({
    login: 'grace@acme.example',
    email: 'grace@acme.example',
    firstName: 'Grace',
    lastName: 'Hopper',
    title: 'Analyst',
  })
  const alan = okta.addPerson({
    login: 'alan@acme.example',
    email: 'alan@acme.example',
    firstName: 'Alan',
    lastName: 'Turing',
  })
  const engineering = okta.addGroup('Engineering', [grace, alan])

  await test.step('3 · Okta tests the connection, and the page says so at once, without a reload', async () => {
    await expect(page.getByText('Waiting for the first request from your identity provider…')).toBeVisible()
    await okta.testConnection()
    await expect(page.getByText('Verified', { exact: true })).toBeVisible({
      timeout: AT_ONCE_MS,
    })
  })

  await test.step('2 · a reload hides the token for good; the action’s own answer was the only one that carried it', async () => {
    await page.reload()
    await expect(
      page.getByText(`rollcall_scim_${token.slice(14, 18)}••••${token.slice(-4)}`).first(),
    ).toBeVisible()
    const connect = page.url()
    await page.goBack()
    await expect(page.getByRole('heading', { level: 1, name: 'New integration' })).toBeVisible()
    await expect(page.getByText(token)).toHaveCount(0)
    await page.goForward()
    await expect(page).toHaveURL(connect)
    await expect(page.getByRole('heading', { level: 1, name: 'Corporate Okta' })).toBeVisible()
    await expect(page.getByText(token)).toHaveCount(0)
    const stored = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
    )
    expect([await page.content(), stored].join()).not.toContain(token)
    const answers = await traffic()
    expect(answers.filter(({ url }) => url.includes(token))).toEqual([])
    expect(answers.filter(({ body }) => body.includes(token)).map(({ method }) => method)).toEqual(['POST'])
    expect(server.output()).not.toContain(token)
  })

  await test.step('3 · people and groups arrive on open screens without a reload', async () => {
    const groups = await context.newPage()
    await groups.goto(`${server.origin}/c/acme-corporation/company/target-users/groups`)
    await expect(groups.getByRole('heading', { level: 1, name: 'Target Users' })).toBeVisible()
    await page.goto(`${server.origin}/c/acme-corporation/company/target-users/users`)
    await expect(page.getByText('Live', { exact: true })).toBeVisible()
    await expect(groups.getByText('Live', { exact: true })).toBeVisible()
    await expectAccessible(page)
    await okta.assign(grace)
    await expect(page.getByRole('link', { name: 'Grace Hopper' })).toBeVisible()
    await okta.assign(alan)
    await expect(page.getByRole('row', { name: /Alan Turing/ })).toContainText('IDP')
    await okta.pushGroup(engineering)
    await expect(groups.getByRole('link', { name: 'Engineering' })).toBeVisible()
    await expectAccessible(page)
    await groups.close()
  })

  await test.step('3 · the group shows its members, the person their groups', async () => {
    await page.goto(`${server.origin}/c/acme-corporation/company/target-users/groups`)
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Engineering' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Engineering' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Alan Turing' })).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Grace Hopper' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Grace Hopper' })).toBeVisible()
    await expect(page.getByText('Analyst')).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('link', { name: /^Groups \d/ }).click()
    await expect(page.getByRole('link', { name: 'Engineering' })).toBeVisible()
    await expectAccessible(page)
    await okta.removeMembers(engineering, [grace])
    await expect(page.getByRole('link', { name: 'Engineering' })).toBeHidden()
    await page.getByRole('link', { name: 'Raw', exact: true }).click()
    await expect(page.getByText('"grace@acme.example"').first()).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('3 · a deactivation is Inactive on screen, and told in the history', async () => {
    await okta.deactivate(grace)
    await expect(page.getByText('Inactive', { exact: true }).first()).toBeVisible()
    await page.getByRole('link', { name: 'Activity', exact: true }).click()
    await expect(page.getByText(/Corporate Okta deactivated Grace Hopper/)).toBeVisible()
    await expect(page.getByText(/Corporate Okta removed Grace Hopper from Engineering/)).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('1 · signing out ends it', async () => {
    await page.getByRole('button', { name: /Ada Byron/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(page).toHaveURL(/\/sign-in/)
    await expectAccessible(page)
    await page.goto(`${server.origin}/c/acme-corporation/company/target-users/users`)
    await expect(page).toHaveURL(/\/sign-in\?/)
    await page.getByLabel('E-mail').fill('ada@acme.example')
    await page.getByLabel('Password', { exact: true }).fill('wrong password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByText('That e-mail or password isn’t right.')).toBeVisible()
    await expect(page.getByLabel('E-mail')).toHaveValue('ada@acme.example')
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery staple')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page).toHaveURL(/\/target-users\/users$/)
  })
})
