import type { BrowserContext, Locator, Page } from '@playwright/test'
import { expect, serverOrigin, type Tenant } from '../fixtures'
import { signIn } from '../session'

/** Opens a page as the company's owner, signed in past the form. */
export async function openAs(context: BrowserContext, tenant: Tenant): Promise<Page> {
  await signIn(context.request, tenant)
  return context.newPage()
}

/** Goes to a page of the console, and waits until it listens: what happens from then on is shown. */
export async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await expect(live(page)).toBeVisible()
}

/** The mark in the bar on top, once the page listens; Activity has a button of its own that is called Live. */
export function live(page: Page): Locator {
  return page.getByRole('banner').getByText('Live', { exact: true })
}

/** Where a company's console begins. */
export const home = ({ tenant }: { tenant: string }) => `${serverOrigin()}/c/${tenant}`

/** A page of the company's integration. */
export const integrationPage = (tenant: Tenant, tab: string) =>
  `${home(tenant)}/company/settings/scim/${tenant.integrationId}/${tab}`

/** What the Copy button of a field puts on the clipboard. */
export async function copied(page: Page, label: string): Promise<string> {
  await page.getByRole('button', { name: `Copy ${label}` }).click()
  return page.evaluate(() => navigator.clipboard.readText())
}
