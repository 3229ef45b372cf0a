import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** How long Playwright's download and the packages may take, in milliseconds. */
const PATIENCE = 5 * 60_000

const isRoot = process.getuid?.() === 0

/** Chromium cannot put itself into its sandbox as root, and /dev/shm is small in containers. */
export const chromiumArgs = isRoot ? ['--no-sandbox', '--disable-dev-shm-usage'] : []

/** The first Chromium of this machine that runs: CHROMIUM_PATH, an installed one, or Playwright's. */
export async function chromiumPath() {
  const { CHROMIUM_PATH } = process.env
  if (CHROMIUM_PATH) return CHROMIUM_PATH
  const { chromium } = await import('@playwright/test')
  return [...PLACES, chromium.executablePath()].find(isRunnable)
}

/**
 * The Chromium of this machine, fetched when it has none: by Playwright, else as a package of Debian.
 * @throws Error with one line that says what to do
 */
export async function ensureChromium() {
  for (const fetchOne of [() => {}, download, installPackage]) {
    fetchOne()
    const path = await chromiumPath()
    if (path && isRunnable(path)) return path
    if (path) throw new Error(`CHROMIUM_PATH names ${path}, which does not run.`)
  }
  throw new Error('The browser tests need Chromium: install it, or set CHROMIUM_PATH to one that runs.')
}

function download() {
  console.log('No Chromium on this machine; Playwright fetches one.')
  run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'])
}

function installPackage() {
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return
  console.log('Installing the package chromium.')
  run('apt-get', ['update', '--quiet'])
  run('apt-get', ['install', '--yes', '--quiet', '--no-install-recommends', 'chromium'])
}

function isRunnable(path) {
  // On Windows a browser answers --version by opening a window.
  if (process.platform === 'win32') return existsSync(path)
  return existsSync(path) && run(path, ['--version', ...chromiumArgs], 'ignore').status === 0
}

function run(program, args, stdio = 'inherit') {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(program, args, {
    stdio,
    env,
    timeout: PATIENCE,
    cwd: fileURLToPath(new URL('..', import.meta.url)),
  })
}
