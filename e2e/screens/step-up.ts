import type { Page } from '@playwright/test'
import { ageProofs } from '../database'
import type { Camera } from './camera'

/** Where somebody is asked for their password before a token is made, and where it was wrong. */
export async function takeStepUp(
  camera: Camera,
  page: Page,
  { tenant, tab }: { tenant: string; tab: (name: string) => string },
): Promise<void> {
  await page.goto(tab('tokens'))
  await page.getByText('Live', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Create token' }).click()
  await ageProofs(tenant, 11)
  await page.getByRole('dialog').getByRole('button', { name: 'Create token' }).click()
  const proof = page.getByRole('dialog', { name: 'Confirm it’s you' })
  await proof.waitFor()
  await camera.takeHere(page, { name: 'step-up', layer: true })
  await proof.getByLabel('Password', { exact: true }).fill('something else')
  await proof.getByRole('button', { name: 'Confirm' }).click()
  await proof.getByText('That isn’t your password.').waitFor()
  await camera.takeHere(page, { name: 'step-up-wrong', layer: true })
}
