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

/** One part after the other; where one cannot be drawn, that is told, and the others are drawn all the same. */
export async function inTurn(parts: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const part of parts) {
    try {
      await part()
    } catch (error) {
      process.exitCode = 1
      process.stderr.write(`${(error as Error).stack?.split('\n').slice(0, 12).join('\n')}\n`)
    }
  }
}
