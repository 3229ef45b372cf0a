import type { Page } from '@playwright/test'
import { OktaApp } from '@/lib/idp/okta/app'
import { seededRandom } from '@/lib/idp/random'
import { takeBringBack } from './bring-back'
import type { Camera, Shot } from './camera'
import { takeMassChange } from './mass-change'

export const FOUNDER = 'ada@acme.example'
export const PASSWORD = 'correct horse battery staple'

/** The front door of an installation that nobody has used, and of a company on its first day. */
export async function takeBeginning(camera: Camera, origin: string, code: string): Promise<void> {
  await camera.take({ name: 'setup', path: `${origin}/setup`, german: true })
  const page = await camera.context.newPage()
  const home = await foundCompany(page, origin, code)
  for (const shot of emptyShots(home)) await camera.take(shot)

  await page.goto(`${home}/company/settings/scim/new`)
  await page.getByLabel('Name', { exact: true }).fill('Corporate Okta')
  await page.getByText('Okta', { exact: true }).click()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('switch').click()
  await camera.takeHere(page, { name: 'wizard-groups' })
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByLabel('SCIM token', { exact: true }).waitFor()
  await camera.takeHere(page, { name: 'connect-new' })
  const connect = page.url().replace(/\?.*/, '')
  const okta = new OktaApp({
    baseUrl: `${origin}/api/scim/acme-corporation`,
    token: await page.getByLabel('SCIM token', { exact: true }).inputValue(),
    flavour: 'catalogue',
    random: seededRandom(8),
  })
  for (const shot of waitingShots(home, connect)) await camera.take(shot)

  await fetch(`${origin}/api/scim/acme-corporation/Users?count=1`, {
    headers: { authorization: 'Bearer something-else' },
  })
  await camera.take({
    name: 'connect-rejected',
    path: connect,
    act: (opened) => opened.getByText('A call went wrong').waitFor(),
  })
  const grace = okta.addPerson({
    login: 'grace@acme.example',
    email: 'grace@acme.example',
    firstName: 'Grace',
    lastName: 'Hopper',
    title: 'Analyst',
  })
  await okta.testConnection()
  await okta.assign(grace)
  await okta.pushGroup(okta.addGroup('Engineering', [grace]))
  await camera.take({
    name: 'connect-under-way',
    path: connect,
    act: (opened) => opened.getByText('Connected', { exact: true }).waitFor(),
  })
  await prove(camera, origin)
  await takeSetupLink(camera, page, connect)
  await takeMassChange(camera, page, { okta, home, connect })
  await prove(camera, origin)
  await takeBringBack(camera, page, { connect })
  await page.close()
}

/** Proves who sits there: all that is drawn takes longer than it counts that they signed in. */
export async function prove({ context }: Camera, origin: string): Promise<void> {
  await context.request.post(`${origin}/api/step-up`, { data: { password: PASSWORD } })
}

/** Makes the first company as its first visitor does; answers where its console begins. */
export async function foundCompany(page: Page, origin: string, code: string): Promise<string> {
  // Until then, the page does not hear what is clicked.
  await page.goto(`${origin}/setup`, { waitUntil: 'networkidle' })
  await page.getByLabel('Setup code').fill(code)
  await page.getByLabel('Company name').fill('Acme Corporation')
  await page.getByLabel('Your name').fill('Ada Byron')
  await page.getByLabel('E-mail').fill(FOUNDER)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Make company' }).click()
  await page.waitForURL(/\/c\//)
  return page.url()
}

function emptyShots(home: string): Shot[] {
  return [
    { name: 'overview-first-run', path: home },
    { name: 'scim-settings-empty', path: `${home}/company/settings/scim` },
    { name: 'entitlements-empty', path: `${home}/company/settings/scim/entitlements` },
    { name: 'users-empty', path: `${home}/company/target-users/users` },
    { name: 'groups-empty', path: `${home}/company/target-users/groups` },
    { name: 'invitations-empty', path: `${home}/company/members/invitations` },
  ]
}

function waitingShots(home: string, connect: string): Shot[] {
  const tab = (name: string) => connect.replace(/connect$/, name)
  return [
    { name: 'integration-waiting', path: tab('overview') },
    { name: 'activity-empty', path: tab('activity') },
    { name: 'users-nobody-yet', path: `${home}/company/target-users/users` },
    { name: 'groups-none-yet', path: `${home}/company/target-users/groups` },
  ]
}

async function takeSetupLink(camera: Camera, page: Page, connect: string): Promise<void> {
  await page.goto(connect)
  // Before that, the page does not hear yet what is clicked.
  await page.getByText('Live', { exact: true }).waitFor()
  await page.getByRole('button', { name: /^Create setup link/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Create link' }).click()
  const link = page.getByLabel('Setup link', { exact: true })
  await link.waitFor()
  await camera.takeHere(page, { name: 'connect-link-made', layer: true })
  await camera.take({ name: 'setup-link', path: await link.inputValue() })
}

/** What stands in front of the sign-in. */
export function frontDoorShots(origin: string): Shot[] {
  return [
    { name: 'sign-in', path: `${origin}/sign-in`, german: true },
    {
      name: 'sign-in-refused',
      path: `${origin}/sign-in`,
      act: async (page) => {
        await page.getByLabel('E-mail').fill('ada@acme.example')
        await page.getByLabel('Password', { exact: true }).fill('wrong')
        await page.getByRole('button', { name: 'Sign in' }).click()
        await page.getByText(/isn’t right/).waitFor()
      },
    },
    { name: 'token-check', path: `${origin}/token-check`, german: true },
    {
      name: 'token-check-answered',
      path: `${origin}/token-check`,
      act: async (page) => {
        await page.getByRole('textbox').fill('rollcall_scim_7Fh2')
        await page.getByRole('button', { name: 'Check' }).click()
        await page.getByText(/^It is (one of ours|not one)/).waitFor()
      },
    },
  ]
}
