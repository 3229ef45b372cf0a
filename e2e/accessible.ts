import { expect, type Page } from '@playwright/test'
import axe from 'axe-core'

const WIDTHS = [1280, 390]
const SCHEMES = ['light', 'dark'] as const

/** All that the scheme changes is colours: each token is a pair, and no script asks for the scheme. */
const RULES = { light: 'undefined', dark: '["color-contrast", "link-in-text-block"]' }

/** How long a page may go on moving before it is judged. */
const SETTLED_MS = 3_000

type Violation = { id: string; impact: string; help: string; nodes: { html: string }[] }

/**
 * Holds the page, as it stands, to WCAG 2.2 AA as far as axe can tell, in light and dark and on a wide and a
 * narrow screen; and no width may make it scroll sideways.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const before = page.viewportSize()
  // A title follows its page when that page is gone to without a reload.
  await expect(page).toHaveTitle(/./)
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 844 })
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      // A layer may still be coming in when it is looked at first: what is wrong with it stays wrong.
      await expect
        .poll(
          async () => ({ width, colorScheme, serious: await seriousViolations(page, RULES[colorScheme]) }),
          { timeout: SETTLED_MS },
        )
        .toEqual({ width, colorScheme, serious: [] })
    }
    // A chart takes its new width a moment after its page.
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), {
        message: `how far a page of ${width} pixels scrolls sideways`,
        timeout: SETTLED_MS,
      })
      .toBeLessThanOrEqual(0)
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
  if (before) await page.setViewportSize(before)
}

async function seriousViolations(page: Page, rules: string): Promise<string[]> {
  // What is being read anew is paler, for a moment.
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  // What is still fading in has not the colours that it is read in.
  await page.evaluate(() => {
    const ending = document
      .getAnimations()
      .filter(
        ({ effect, playState }) =>
          playState === 'running' && effect?.getComputedTiming().endTime !== Infinity,
      )
    return Promise.allSettled(ending.map(({ finished }) => finished)).then(() => {})
  })
  // The page's policy lets no foreign script in; what the browser's own tools evaluate is not bound by it.
  if (!(await page.evaluate('Boolean(window.axe)'))) await page.evaluate(axe.source)
  const violations = (await page.evaluate(
    `window.axe.run(document, { resultTypes: ["violations"], runOnly: ${rules} }).then((result) => result.violations)`,
  )) as Violation[]
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html.slice(0, 200)}`)
}
