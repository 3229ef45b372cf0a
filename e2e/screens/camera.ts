import { writeFileSync } from 'node:fs'
import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test'

/** One page in one state. */
export type Shot = {
  /** The beginning of its files’ names. */
  name: string
  /** Where it is: after the company’s address, or a whole address. */
  path: string
  /** Brings the page into the state. */
  act?: (page: Page) => Promise<unknown>
  /** Something floats above the page: only the window is drawn. */
  layer?: boolean
  /** What stands at the top of the window: with `layer`, by a selector. */
  at?: string
  /** On a phone there is no such thing. */
  wideOnly?: boolean
  /** Also drawn in German. */
  german?: boolean
}

const WIDE = { width: 1280, height: 800 }
const NARROW = { width: 390, height: 844 }
/** What lies further down says nothing new. */
const LOWEST = 1_300
const QUALITY = 50

/** Draws pages of one person’s console, wide and narrow, light and dark, into a folder. */
export class Camera {
  static async open(
    browser: Browser,
    folder: string,
    home: string,
    {
      isWanted,
      language = 'en',
    }: { isWanted: (shot: Pick<Shot, 'name'>) => boolean; language?: 'en' | 'de' },
  ): Promise<Camera> {
    const context = await browser.newContext({ viewport: WIDE, reducedMotion: 'reduce', locale: language })
    await context.addCookies([{ name: 'locale', value: language, url: home }])
    return new Camera(context, folder, home, isWanted, language)
  }

  private constructor(
    readonly context: BrowserContext,
    private readonly folder: string,
    /** What the addresses of pages begin with. */
    public home: string,
    private readonly isWanted: (shot: Pick<Shot, 'name'>) => boolean,
    private readonly language: 'en' | 'de',
  ) {}

  /** Draws the same places for somebody else. */
  ofAnother(browser: Browser): Promise<Camera> {
    const { folder, home, isWanted, language } = this
    return Camera.open(browser, folder, home, { isWanted, language })
  }

  /** Draws a page in its variants; what could not be drawn is told, and the others are drawn all the same. */
  async take(shot: Shot): Promise<void> {
    if (!this.isWanted(shot)) return
    const page = await this.context.newPage()
    page.setDefaultTimeout(10_000)
    try {
      await page.goto(shot.path.startsWith('http') ? shot.path : this.home + shot.path)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await settled(page)
      await shot.act?.(page)
      await this.takeHere(page, shot)
    } catch (error) {
      process.exitCode = 1
      process.stderr.write(`${shot.name}: ${(error as Error).message.split('\n').slice(0, 6).join('\n')}\n`)
    } finally {
      await page.close()
    }
  }

  /** Draws an open page as it stands. */
  async takeHere(page: Page, shot: Omit<Shot, 'path'>): Promise<void> {
    if (!this.isWanted(shot)) return
    const camera = await this.context.newCDPSession(page)
    const schemes = this.language === 'de' ? (['light'] as const) : (['light', 'dark'] as const)
    for (const viewport of shot.wideOnly ? [WIDE] : [WIDE, NARROW]) {
      await page.setViewportSize(viewport)
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        const look = [
          shot.name,
          this.language === 'de' ? 'de' : colorScheme,
          ...(viewport === NARROW ? ['narrow'] : []),
        ]
        await this.#draw(page, camera, `${look.join('-')}.webp`, shot)
      }
    }
    await page.setViewportSize(WIDE)
    await camera.detach()
  }

  async #draw(page: Page, camera: CDPSession, file: string, { layer, at }: Pick<Shot, 'layer' | 'at'>) {
    // As if the page had just been opened so: nothing is pointed at, and the tab one is on is in sight.
    await page.mouse.move(0, 0)
    await page.evaluate(() => {
      for (const tab of document.querySelectorAll('main nav [aria-current]')) {
        tab.scrollIntoView({ block: 'nearest', inline: 'center' })
      }
    })
    if (!layer) await page.evaluate(() => scrollTo(0, 0))
    if (at) await page.locator(at).evaluate((part) => part.scrollIntoView({ block: 'start' }))
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    )
    const { width, height } = page.viewportSize() ?? WIDE
    const whole = await page.evaluate(() => document.documentElement.scrollHeight)
    const clip = { x: 0, y: 0, width, height: Math.min(LOWEST, Math.max(height, whole)), scale: 1 }
    const { data } = await camera.send('Page.captureScreenshot', {
      format: 'webp',
      quality: QUALITY,
      ...(!layer && { clip, captureBeyondViewport: true }),
    })
    writeFileSync(`${this.folder}/${file}`, Buffer.from(data, 'base64'))
  }
}

/** What the page asks for by itself has come. */
async function settled(page: Page): Promise<void> {
  const live = page.locator('header [data-dot]')
  if (await live.count()) await page.locator('header [data-dot].bg-ok-dot').first().waitFor()
  await page.waitForFunction(() => !document.querySelector('main [aria-busy=true]'))
}
