import type { Page } from '@playwright/test'
import type { Camera } from './camera'

const OFFICE = { 'x-forwarded-for': '203.0.113.7' }
const ON_THE_WAY = { 'x-forwarded-for': '198.51.100.20' }

/**
 * What an Owner reads who would shut themselves out, and what a member reads who comes from where the company lets
 * nobody in. The server believes one proxy.
 */
export async function takeElsewhere(camera: Camera, page: Page, home: string): Promise<void> {
  await camera.context.setExtraHTTPHeaders(OFFICE)
  await page.goto(`${home}/company/settings/security`)
  await allow(page, '198.51.100.0/24')
  await page.getByText('You come from 203.0.113.7. Add it').waitFor()
  await camera.takeHere(page, { name: 'elsewhere-lock-out', layer: true })
  await allow(page, '203.0.113.0/24')
  await page.getByText('Saved', { exact: true }).waitFor()
  await camera.context.setExtraHTTPHeaders(ON_THE_WAY)
  await camera.take({ name: 'elsewhere', path: home })
}

async function allow(page: Page, addresses: string): Promise<void> {
  const form = page.locator('form', { has: page.getByLabel('Allowed IP addresses') })
  await form.getByLabel('Allowed IP addresses').fill(addresses)
  await form.getByRole('button', { name: 'Save addresses' }).click()
}
