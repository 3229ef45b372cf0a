import type { Page } from '@playwright/test'

export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first()
export const open = (name: string | RegExp) => async (page: Page) => {
  await button(page, name).click()
  await page.getByRole('dialog').or(page.getByRole('menu')).first().waitFor()
}
export const item = (of: string | RegExp, name: string | RegExp) => async (page: Page) => {
  await button(page, of).click()
  await page.getByRole('menuitem', { name }).click()
  await page.getByRole('dialog').waitFor()
}
export const key = (press: string) => async (page: Page) => {
  await page.keyboard.press(press)
  await page.getByRole('dialog').waitFor()
}
