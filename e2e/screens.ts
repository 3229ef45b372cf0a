import { mkdirSync, rmSync } from 'node:fs'
import { type Browser, chromium } from '@playwright/test'
import { chromiumArgs, ensureChromium } from '../scripts/chromium.mjs'
import { provisionAt } from './provision'
import { frontDoorShots, takeBeginning } from './screens/beginning'
import { Camera, type Shot } from './screens/camera'
import { type Demo, startDemo } from './screens/demo'
import { ELSEWHERE, takeElsewhere } from './screens/elsewhere'
import { filledShots } from './screens/filled'
import { findIds } from './screens/ids'
import { accountShots, readerShots } from './screens/others'
import { startServer } from './servers'
import { signIn } from './session'

/**
 * `npm run screens`: pictures of every page and state into docs/screens, light and dark, wide and narrow, some in
 * German. With names only the pictures that begin so are drawn again: `npm run screens -- users connect`.
 */

const FOLDER = 'docs/screens'
const only = process.argv.slice(2)
const isWanted = ({ name }: Pick<Shot, 'name'>) =>
  only.length === 0 || only.some((each) => name.startsWith(each))

if (only.length === 0) rmSync(FOLDER, { recursive: true, force: true })
mkdirSync(FOLDER, { recursive: true })
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: chromiumArgs })
try {
  await beginning(browser)
  await year(browser)
  if (isWanted(ELSEWHERE)) await elsewhere(browser)
} finally {
  await browser.close()
}

async function beginning(browser: Browser): Promise<void> {
  const server = await startServer({})
  try {
    const camera = await Camera.open(browser, FOLDER, server.origin, { isWanted })
    const [, code = ''] = /setup code (\S+)/.exec(server.output()) ?? []
    await takeBeginning(camera, server.origin, code)
  } finally {
    await server.stop()
  }
}

async function year(browser: Browser): Promise<void> {
  const demo = await startDemo(72)
  try {
    const owner = await enter(browser, demo, 'owner')
    const ids = await findIds(owner.context.request, demo.origin, owner.tenant)
    const shots = [...filledShots(ids), ...accountShots(demo.origin)]
    for (const shot of shots) await owner.take(shot)
    const german = await enter(browser, demo, 'owner', 'de')
    for (const shot of shots.filter((each) => each.german)) await german.take(shot)
    const reader = await enter(browser, demo, 'auditor')
    for (const shot of readerShots(ids)) await reader.take(shot)
    for (const language of ['en', 'de'] as const) {
      const stranger = await Camera.open(browser, FOLDER, demo.origin, { isWanted, language })
      const front = frontDoorShots(demo.origin)
      for (const shot of front.filter((each) => language === 'en' || each.german)) await stranger.take(shot)
    }
  } finally {
    await demo.stop()
  }
}

async function elsewhere(browser: Browser): Promise<void> {
  const server = await startServer({ environment: { TRUST_PROXY: '1' } })
  try {
    const company = await provisionAt(server.dataDirectory, {
      company: 'Acme Corporation',
      owner: 'ada@acme.example',
      integration: 'Corporate Okta',
    })
    const camera = await Camera.open(browser, FOLDER, server.origin, { isWanted })
    await signIn(camera.context.request, company, server.origin)
    await takeElsewhere(camera, company, server.origin)
  } finally {
    await server.stop()
  }
}

/** A camera in the hands of one of the company’s members. */
async function enter(
  browser: Browser,
  demo: Demo,
  role: keyof Demo['emails'],
  language: 'en' | 'de' = 'en',
): Promise<Camera & { tenant: string }> {
  const camera = await Camera.open(browser, FOLDER, demo.origin, { isWanted, language })
  const account = { ownerEmail: demo.emails[role], ownerPassword: demo.password }
  await signIn(camera.context.request, account, demo.origin)
  const answer = await camera.context.request.get(demo.origin)
  const [, tenant = ''] = /\/c\/([^/?]+)/.exec(answer.url()) ?? []
  return Object.assign(camera, { tenant, home: `${demo.origin}/c/${tenant}` })
}
