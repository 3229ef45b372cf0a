import type { BrowserContext, ConsoleMessage } from '@playwright/test'
import { test as base, expect } from '../fixtures'

export type Complaints = {
  /** What a test brings about on purpose is no complaint. */
  expect(pattern: RegExp): void
}

/** The furthest that a page may jump without anybody having touched it. */
const FURTHEST_SHIFT = 0.05
const SHIFT = 'layout shift '
/** Browsers forgive what moves within half a second of an act; where tests share two processors, answers take longer. */
const ANSWER_MS = 2_500

/** Of whatever else is written to the console, these are complaints, too. */
const HYDRATION = /hydrat|did not match|didn't match|Minified React error/i

/**
 * The console's tests: every page of every browser that a test opens is watched, and what is complained of fails
 * it: errors that nobody caught, errors and hydration warnings in the console, and a layout that jumps.
 */
export const test = base.extend<{ complaints: Complaints }>({
  complaints: [
    async ({ browser }, use) => {
      const complaints: string[] = []
      const expected: RegExp[] = []
      const watch = (context: BrowserContext) => {
        context.on('weberror', (error) => complaints.push(String(error.error().stack ?? error.error())))
        context.on('console', (message) => {
          if (isComplaint(message)) complaints.push(`${message.text()} (${message.location().url})`)
        })
        void context.addInitScript(tellOfShifts, {
          furthest: FURTHEST_SHIFT,
          answer: ANSWER_MS,
          prefix: SHIFT,
        })
      }
      browser.on('context', watch)
      await use({ expect: (pattern) => expected.push(pattern) })
      browser.off('context', watch)
      expect(complaints.filter((each) => !expected.some((pattern) => pattern.test(each)))).toEqual([])
    },
    { auto: true },
  ],
})

function isComplaint(message: ConsoleMessage): boolean {
  const text = message.text()
  // An address that a test opens to see that nothing is there: the browser's own words about its own page.
  const isOfPage = message.location().url === message.page()?.url()
  if (isOfPage && /^Failed to load resource: .* status of (403|404)/.test(text)) return false
  return message.type() === 'error' || text.startsWith(SHIFT) || HYDRATION.test(text)
}

/** Runs in the page: adds shifts up as browsers do, in windows of five seconds, and says where they came from. */
function tellOfShifts({
  furthest,
  answer,
  prefix,
}: {
  furthest: number
  answer: number
  prefix: string
}): void {
  type Shift = PerformanceEntry & {
    value: number
    hadRecentInput: boolean
    sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[]
  }
  let sum = 0
  let began = 0
  let last = 0
  let where: string[] = []
  let acted = Number.NEGATIVE_INFINITY
  // A window of another width moves everything, and that is no jump either.
  for (const act of ['resize', 'pointerdown', 'keydown', 'input']) {
    addEventListener(act, () => (acted = performance.now()), true)
  }
  const nameOf = (node: Node | null) => {
    const element = node instanceof Element ? node : node?.parentElement
    return element ? element.outerHTML.slice(0, 120) : 'nothing'
  }
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries() as Shift[]) {
      if (shift.hadRecentInput || Math.abs(shift.startTime - acted) < answer) continue
      if (shift.startTime - last > 1_000 || shift.startTime - began > 5_000) {
        sum = 0
        began = shift.startTime
        where = []
      }
      last = shift.startTime
      sum += shift.value
      for (const { node, previousRect, currentRect } of shift.sources) {
        where.push(`${nameOf(node)} ${JSON.stringify(previousRect)} → ${JSON.stringify(currentRect)}`)
      }
      if (sum > furthest) console.debug(`${prefix}${sum.toFixed(3)}: ${where.join(' | ')}`)
    }
  }).observe({ type: 'layout-shift', buffered: true })
}

export { baseUrlAt, expect, makeTenant, serverOrigin, type Tenant } from '../fixtures'
