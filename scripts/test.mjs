import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureChromium } from './chromium.mjs'
import { isBuildDue, root } from './sources.mjs'

/**
 * Runs the stages named on the command line, all of them when there are none, and stops at the first that
 * fails. The last line says how many tests passed and how many failed.
 */
const STAGES = {
  chromium: async () => {
    process.env.CHROMIUM_PATH = await ensureChromium()
    console.log(process.env.CHROMIUM_PATH)
  },
  types: () => {
    run('next/dist/bin/next', 'typegen')
    run('typescript/bin/tsc', '--noEmit')
  },
  lint: () => run('@biomejs/biome/bin/biome', 'check', '--error-on-warnings'),
  unused: () => run('knip/bin/knip.js'),
  unit: () => vitest('unit'),
  migrations: () => node('scripts/drift.mjs'),
  db: () => vitest('db'),
  build: () => (isBuildDue() ? node('scripts/build.mjs') : console.log('The build is up to date.')),
  e2e: () => {
    const report = reportOf('e2e')
    process.env.PLAYWRIGHT_JSON_OUTPUT_FILE = report
    const args = ['test', '--config=e2e/playwright.config.ts', '--reporter=list,json']
    tally(
      report,
      ({ stats }) => [stats.expected + stats.flaky, stats.unexpected, stats.skipped],
      () => run('@playwright/test/cli.js', ...args),
    )
  },
}

let passed = 0
let failed = 0

function vitest(project) {
  const report = reportOf(project)
  const args = [
    'run',
    `--project=${project}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  tally(
    report,
    (r) => [r.numPassedTests, r.numFailedTests, r.numPendingTests + r.numTodoTests],
    () => run('vitest/vitest.mjs', ...args),
  )
}

/** Runs tests and adds up their report, also when they fail. A test that was skipped proves nothing. */
function tally(report, countsOf, runTests) {
  let skipped = 0
  try {
    runTests()
  } finally {
    if (existsSync(report)) {
      const counts = countsOf(JSON.parse(readFileSync(report, 'utf8')))
      passed += counts[0]
      failed += counts[1]
      skipped = counts[2]
    }
  }
  if (skipped > 0) throw new Error(`${skipped} of the tests were skipped; each of them must run.`)
}

function reportOf(stage) {
  const directory = join(root, 'dist/test-reports')
  mkdirSync(directory, { recursive: true })
  const report = join(directory, `${stage}.json`)
  rmSync(report, { force: true })
  return report
}

/** Runs a program of node_modules. */
function run(program, ...args) {
  node(`node_modules/${program}`, ...args)
}

function node(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) throw new Error(`${args.slice(0, 2).join(' ')} failed.`)
}

async function runStage(name) {
  const started = performance.now()
  console.log(`\n== ${name}`)
  await STAGES[name]()
  console.log(`== ${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`)
}

const wanted = process.argv.slice(2)
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
try {
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(
      `Rollcall runs on Node.js 20.9, its tests on 20.19 or newer; this is ${process.versions.node}.`,
    )
  }
  for (const name of wanted.length > 0 ? wanted : Object.keys(STAGES)) await runStage(name)
} catch (error) {
  console.error(error.message)
  failed = Math.max(failed, 1)
}
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)
