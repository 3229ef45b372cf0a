import type { Page } from '@playwright/test'
import type { OktaApp } from '@/lib/idp/okta/app'
import { inventPeople } from '@/lib/idp/people/invent'
import { seededRandom } from '@/lib/idp/random'
import type { Camera } from './camera'

const PEOPLE = 40
const LOST = 26

/** An identity provider that empties itself, the alarm that tells of it, and the way back. */
export async function takeMassChange(
  camera: Camera,
  page: Page,
  { okta, home, connect }: { okta: OktaApp; home: string; connect: string },
): Promise<void> {
  const people = inventPeople(PEOPLE, seededRandom(21)).map(({ login, givenName, familyName, department }) =>
    okta.addPerson({ login, email: login, firstName: givenName, lastName: familyName, department }),
  )
  for (const person of people) await okta.assign(person)
  const group = okta.addGroup('Night shift', people.slice(0, 30))
  await okta.pushGroup(group)
  for (const person of people.slice(0, LOST)) await okta.deactivate(person)
  await okta.removeMembers(group, people.slice(0, 4))
  await page.goto(home)
  const way = page.getByRole('link', { name: 'See who, and restore' })
  await way.first().waitFor({ timeout: 30_000 })
  await camera.take({ name: 'mass-change-overview', path: home })
  const tab = (name: string) => connect.replace(/connect$/, name)
  await camera.take({ name: 'mass-change-integration', path: tab('overview') })
  await camera.take({ name: 'mass-change-problem', path: tab('activity') })
  await way.first().click()
  await page.waitForURL(/\/mass-changes\//)
  const alarm = page.url()
  const layer = (name: string, button: string) =>
    camera.take({
      name,
      path: alarm,
      layer: true,
      act: async (opened) => {
        await opened.getByRole('button', { name: button }).click()
        await opened.getByRole('dialog').waitFor()
      },
    })
  await camera.take({ name: 'mass-change', path: alarm })
  await layer('mass-change-restore', 'Restore…')
  await layer('mass-change-meant', 'It was meant…')
  await page.getByRole('button', { name: 'Restore…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Restore', exact: true }).click()
  await page.getByText('This alarm is closed.').waitFor()
  await camera.take({ name: 'mass-change-restored', path: alarm })
  await camera.take({
    name: 'mass-change-past',
    path: `${tab('activity')}?show=problems`,
    act: (opened) => opened.getByText(/^Past mass changes/).click(),
  })
}
