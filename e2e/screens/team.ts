import type { Browser, Page } from '@playwright/test'
import { FOUNDER, PASSWORD } from './beginning'
import type { Camera } from './camera'

const INVITED = ['grace@acme.example', 'alan@acme.example', 'edsger@acme.example']

/** Who is invited and joins, what is done with members, and an access review of them, from both sides to its seal. */
export async function takeTeam(
  camera: Camera,
  page: Page,
  { browser, origin, home }: { browser: Browser; origin: string; home: string },
): Promise<void> {
  const members = `${home}/company/members`
  const dialog = page.getByRole('dialog')
  await page.goto(members)
  await page.getByRole('button', { name: 'Invite' }).click()
  await dialog.getByLabel('E-mail addresses').fill(INVITED.join('\n'))
  await dialog.getByText('Admin', { exact: true }).click()
  await dialog.getByRole('button', { name: 'Make links' }).click()
  const [grace = '', alan = ''] = await Promise.all(
    INVITED.map((email) => dialog.getByLabel(`Link for ${email}`, { exact: true }).inputValue()),
  )
  await camera.takeHere(page, { name: 'members-invited', layer: true })

  const theirs = await camera.ofAnother(browser)
  await theirs.take({ name: 'invitation', path: grace })
  await theirs.take({ name: 'invitation-ended', path: `${origin}/invite/${'x'.repeat(64)}` })
  await camera.take({ name: 'invitation-of-another', path: grace })
  const colleague = await join(theirs, grace, 'Grace Hopper')
  await (await join(await camera.ofAnother(browser), alan, 'Alan Turing')).close()

  const item = (name: string, entry: string, who: string) =>
    camera.take({
      name,
      path: members,
      layer: true,
      act: async (opened) => {
        await opened.getByRole('button', { name: `Manage ${who}` }).click()
        await opened.getByRole('menuitem', { name: entry }).click()
        await opened.getByRole('dialog').waitFor()
      },
    })
  await item('members-role', 'Change role…', 'Grace Hopper')
  await item('members-remove', 'Remove…', 'Grace Hopper')

  await page.goto(`${members}/access-review`)
  await page.getByRole('button', { name: 'Start review' }).click()
  await dialog.getByRole('button', { name: 'Start', exact: true }).click()
  await page.waitForURL(/access-review\/[0-9a-f-]{36}$/)
  const review = page.url()
  await decide(page, 'grace@acme.example', 'Keep as Admin', 'Runs the identity provider')
  await decide(page, 'alan@acme.example', 'Remove', 'Left the project in May')
  await colleague.goto(review)
  await decide(colleague, FOUNDER, 'Keep as Owner', 'Founder')
  await camera.take({ name: 'access-review-decided', path: review })
  await page.goto(review)
  await page.getByRole('button', { name: 'Complete review…' }).click()
  await dialog.waitFor()
  await camera.takeHere(page, { name: 'access-review-complete', layer: true })
  await dialog.getByRole('button', { name: 'Complete and seal' }).click()
  await page.getByText(/^Unaltered/).waitFor()
  await camera.take({ name: 'access-review-record', path: review })
  await colleague.close()
}

async function decide(page: Page, email: string, decision: string, reason: string): Promise<void> {
  const card = page.getByRole('list', { name: 'Members' }).getByRole('listitem').filter({ hasText: email })
  await card.getByRole('combobox').selectOption({ label: decision })
  await card.getByLabel('Reason').fill(reason)
  await card.getByRole('button', { name: 'Save decision' }).click()
  await card.getByText(reason).waitFor()
}

/** Follows an invitation in a browser of its own. */
async function join({ context }: Camera, link: string, name: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(link)
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Accept and create account' }).click()
  await page.waitForURL(/\/c\//)
  return page
}
