import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { type Browser, chromium } from '@playwright/test'
import { chromiumArgs, ensureChromium } from '../scripts/chromium.mjs'
import { isBuildDue } from '../scripts/sources.mjs'
import { inTurn } from './screens/acts'
import { takeAtWork } from './screens/at-work'
import { frontDoorShots, takeBeginning } from './screens/beginning'
import { Camera, type Shot } from './screens/camera'
import { type Demo, startDemo } from './screens/demo'
import { filledShots } from './screens/filled'
import { findIds } from './screens/ids'
import { accountShots, readerShots, refusedShots } from './screens/others'
import { holdPostgres, type Server, startServer } from './servers'
import { signIn } from './session'

/**
 * `npm run screens`: pictures of every page and state into docs/screens, light and dark, wide and narrow, some in
 * German. With names only the pictures that begin so are drawn again: `npm run screens -- users connect`.
 */

const FOLDER = 'docs/screens'
const only = process.argv.slice(2)
const isWanted = ({ name }: Pick<Shot, 'name'>) =>
  only.length === 0 || only.some((each) => name.startsWith(each))

if (isBuildDue()) {
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' })
  if (status !== 0) process.exit(1)
}
if (only.length === 0) rmSync(FOLDER, { recursive: true, force: true })
mkdirSync(FOLDER, { recursive: true })
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: chromiumArgs })
try {
  // Each has a server of its own; much of the time is spent waiting for what they show.
  await Promise.all([
    inTurn([() => beginning(browser), () => atWork(browser)]),
    inTurn([() => year(browser)]),
  ])
} finally {
  await browser.close()
}

async function beginning(browser: Browser): Promise<void> {
  const server = await startServer({})
  try {
    const camera = await Camera.open(browser, FOLDER, server.origin, { isWanted })
    await takeBeginning(camera, server.origin, codeOf(server))
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
    const operator = await enter(browser, demo, 'operator')
    for (const shot of refusedShots()) await operator.take(shot)
    for (const language of ['en', 'de'] as const) {
      const stranger = await Camera.open(browser, FOLDER, demo.origin, { isWanted, language })
      const front = frontDoorShots(demo.origin)
      for (const shot of front.filter((each) => language === 'en' || each.german)) await stranger.take(shot)
    }
  } finally {
    await demo.stop()
  }
}

/** What it prints for its first visitor. */
function codeOf(server: Server): string {
  return /setup code (\S+)/.exec(server.output())?.[1] ?? ''
}

async function atWork(browser: Browser): Promise<void> {
  const server = await startServer({ environment: { TRUST_PROXY: '1' } })
  const database = await holdPostgres(server.dataDirectory)
  process.env.E2E_DATABASE_URL = database.url
  try {
    const camera = await Camera.open(browser, FOLDER, server.origin, { isWanted })
    const { origin, dataDirectory } = server
    await takeAtWork(camera, { browser, origin, dataDirectory, code: codeOf(server) })
  } finally {
    await database.stop()
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
