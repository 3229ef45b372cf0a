import type { Page } from '@playwright/test'
import type { Camera } from './camera'

/** An integration that is deleted with its people, where Owners bring it back, and what it says when it is back. */
export async function takeBringBack(
  camera: Camera,
  page: Page,
  { connect }: { connect: string },
): Promise<void> {
  const settings = connect.replace(/connect$/, 'settings')
  const list = connect.replace(/\/[^/]+\/connect$/, '')
  const openDeletion = async (opened: Page) => {
    await opened.getByRole('button', { name: 'Delete…' }).click()
    await opened.getByRole('dialog').waitFor()
  }
  await camera.take({ name: 'integration-deletion', path: settings, layer: true, act: openDeletion })
  await page.goto(settings)
  await openDeletion(page)
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Remove them', { exact: true }).click()
  await dialog.getByRole('textbox').fill('Corporate Okta')
  await dialog.getByRole('button', { name: 'Delete integration' }).click()
  await page.waitForURL(list)
  await camera.take({ name: 'deleted-integrations', path: list })
  await camera.take({
    name: 'bring-back',
    path: list,
    layer: true,
    act: async (opened) => {
      await opened.getByRole('button', { name: 'Bring back… Corporate Okta' }).click()
      await opened.getByText('Its tokens stay revoked').waitFor()
    },
  })
  await page.goto(list)
  await page.getByRole('button', { name: 'Bring back… Corporate Okta' }).click()
  await dialog.getByText('Its tokens stay revoked').waitFor()
  await dialog.getByLabel('Type Corporate Okta to confirm').fill('Corporate Okta')
  await dialog.getByRole('button', { name: 'Bring back', exact: true }).click()
  await page.waitForURL(/\/brought-back$/)
  await page.getByText('Everybody who was its own is back.').waitFor()
  await camera.take({ name: 'brought-back', path: page.url() })
  await camera.take({ name: 'brought-back-overview', path: connect.replace(/connect$/, 'overview') })
}
