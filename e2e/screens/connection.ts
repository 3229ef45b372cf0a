import type { Page } from '@playwright/test'
import { endTokensAt } from '../database'
import { ScimClient } from '../scim-client'
import type { Camera } from './camera'
import { upload } from './filled'

const DEPARTMENT = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department'
const PEOPLE = ['Grace Hopper', 'Alan Turing', 'Edsger Dijkstra', 'Barbara Liskov', 'Donald Knuth']

type Place = {
  tenant: string
  /** How its first token ends. */
  hint: string
  home: string
  /** One tab of the integration. */
  tab: (name: string) => string
  scim: ScimClient
}

/** What an integration is like on a good day, paused, and when a call of it was refused and is applied again. */
export async function takeConnection(camera: Camera, page: Page, place: Place): Promise<void> {
  const { home, tab, scim } = place
  const ids = await Promise.all(
    PEOPLE.map((displayName) => {
      const [givenName = '', familyName = ''] = displayName.split(' ')
      const userName = `${givenName.toLowerCase()}@acme.example`
      const emails = [{ value: userName, primary: true }]
      return scim.addUser(userName, { displayName, name: { givenName, familyName }, emails })
    }),
  )
  await scim.addGroup('Engineering', ids)
  await camera.take({
    name: 'overview-nothing-to-do',
    path: home,
    act: (opened) => opened.getByText('Connected', { exact: true }).waitFor(),
  })

  await page.goto(tab('settings'))
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Pause/ })
    .click()
  await page.getByRole('button', { name: 'Resume' }).waitFor()
  await scim.patch(`/Users/${ids[0]}`, [{ op: 'replace', path: DEPARTMENT, value: 'Compilers' }])
  await camera.take({ name: 'integration-paused', path: tab('overview') })
  await page.getByRole('button', { name: 'Resume' }).click()
  await page.getByRole('button', { name: 'Pause', exact: true }).waitFor()
  await page.goto(`${tab('activity')}?show=requests`)
  await page.getByRole('table', { name: 'Requests', exact: true }).getByRole('link').first().click()
  await page.getByText('It had no effect, and nothing has been written since').waitFor()
  await camera.takeHere(page, { name: 'request-again', layer: true })
  await page.getByRole('button', { name: 'Apply again…' }).click()
  await page.getByRole('dialog', { name: 'Apply again' }).getByRole('row').nth(1).waitFor()
  await camera.takeHere(page, { name: 'request-apply-again', layer: true })
  await page
    .getByRole('dialog', { name: 'Apply again' })
    .getByRole('button', { name: 'Apply', exact: true })
    .click()
  await page.getByText(/applied it again on/).waitFor()
  await camera.takeHere(page, { name: 'request-applied', layer: true })

  await page.goto(`${home}/company/target-users/users/${ids[1]}`)
  await page.getByRole('button', { name: 'Suspend here…' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('Lost laptop, until it is found')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Suspend/ })
    .click()
  await page.getByRole('button', { name: 'Lift suspension' }).waitFor()
  await camera.take({ name: 'user-suspended', path: page.url() })
  await takeSameNames(camera, page, place)

  await page.goto(`${home}/company/target-users/import`)
  await upload(page)
  await page.getByRole('button', { name: /^Check/ }).click()
  await page.getByRole('button', { name: /^Import/ }).click()
  await page.getByRole('heading', { name: 'Import finished' }).waitFor()
  await camera.takeHere(page, { name: 'import-finished' })
}

/** Groups that are pushed under the names of Local ones, where that is to be decided one by one. */
async function takeSameNames(camera: Camera, page: Page, { home, tab, scim }: Place): Promise<void> {
  const names = ['Design', 'Legal', 'Sales']
  for (const name of names) {
    await page.goto(`${home}/company/target-users/groups`)
    await page.getByRole('button', { name: 'Add group' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
    await dialog.getByRole('button', { name: 'Add group' }).click()
    await page.getByRole('heading', { level: 1, name }).waitFor()
  }
  await page.goto(tab('group-settings'))
  await page.getByText('Report a conflict and let me decide', { exact: true }).click()
  await page.getByRole('button', { name: 'Save choice' }).click()
  await page.getByText('Choice saved').first().waitFor()
  for (const displayName of names) await scim.post('/Groups', { displayName })
  const problems = `${tab('activity')}?show=problems`
  await camera.take({ name: 'same-name', path: problems })
  await page.goto(problems)
  const problem = page.getByRole('region', { name: 'Conflict with a Local group' })
  await problem.getByRole('button', { name: 'Link it: Design' }).click()
  await problem.getByText('Linked with this integration’s next write.').waitFor()
  await problem.getByRole('button', { name: 'Keep both apart: Legal' }).click()
  await problem.getByText('Kept apart: this integration doesn’t see it.').waitFor()
  await camera.take({ name: 'same-name-decided', path: problems })
  await camera.take({ name: 'same-name-settings', path: tab('group-settings') })
}

/** A second token, shown once; a rotation from its first step to its last; a token that is past its end. */
export async function takeTokens(
  camera: Camera,
  page: Page,
  { tenant, hint, tab, scim }: Place,
): Promise<void> {
  const sheet = page.getByRole('dialog', { name: 'Rotate the token' })
  await page.goto(tab('tokens'))
  await page.getByRole('button', { name: 'Rotate…' }).click()
  await sheet.getByRole('button', { name: 'Make the new token' }).click()
  await sheet.getByText('Waiting for the new token to be used…').waitFor()
  await camera.takeHere(page, { name: 'tokens-rotate-waiting', layer: true })
  const fresh = new ScimClient(
    scim.baseUrl,
    await sheet.getByLabel('SCIM token', { exact: true }).inputValue(),
  )
  await fresh.get('/Users?count=1')
  await sheet.getByText(/^New token used/).waitFor()
  await camera.takeHere(page, { name: 'tokens-rotate-used', layer: true })
  await sheet.getByText('In 24 hours', { exact: true }).click()
  await sheet.getByRole('button', { name: 'End the old token' }).click()
  await page.getByText(/^Retiring until/).waitFor()
  await camera.take({ name: 'tokens-retiring', path: tab('tokens') })
  await endTokensAt(tenant, hint, new Date())
}

/** What a setup link shows whom the code was read out to, and what is left of it; a test from here. */
export async function takeConnect(camera: Camera, page: Page, { tab }: Pick<Place, 'tab'>): Promise<void> {
  await page.goto(tab('connect'))
  await page.getByText('Live', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Send a test from here' }).click()
  const test = page.getByRole('dialog', { name: 'Send a test from here' })
  await test.getByRole('button', { name: 'Run the test' }).click()
  await test.getByText('Everything passed.').waitFor()
  await camera.takeHere(page, { name: 'connect-test', layer: true })
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Create setup link/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Create link' }).click()
  const link = await page.getByLabel('Setup link', { exact: true }).inputValue()
  const code = await page.getByLabel('Code to read out', { exact: true }).inputValue()
  await page.goto(link)
  await page.getByLabel('Six-digit code').fill(code)
  await page.getByRole('button', { name: 'Show the token' }).click()
  await page.getByLabel('SCIM token', { exact: true }).waitFor()
  await camera.takeHere(page, { name: 'setup-link-token' })
  await camera.take({ name: 'setup-link-used', path: link })
  await camera.take({
    name: 'setup-link-over',
    path: `${link.slice(0, -1)}${link.endsWith('x') ? 'y' : 'x'}`,
  })
}
