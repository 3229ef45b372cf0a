import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { SingleBar } from 'cli-progress'
import { ensurePostgres } from '@/db/embedded'
import { closeActivity } from '@/lib/activity/recorder'
import { randomText } from '@/lib/base/secret'
import { OktaTaskError } from '@/lib/idp/okta/errors'
import { sendHttp } from '@/lib/idp/send'
import { openProcess } from '@/lib/process/open'
import { WEEKS } from './demo/calendar'
import { resetDatabase } from './demo/reset'
import { requireFreePort, startServer } from './demo/server'
import { liveYear, type Year } from './demo/year'
import { isBuildDue } from './sources.mjs'

const USAGE = `Shows Rollcall in use: a company with a year of life behind it, and an Okta that goes on pushing.

  npm run demo -- [options]

  --seed      the same seed is the same year, 1
  --people    how many people the company has at its beginning, 200
  --every     seconds between two things that happen while you watch, 4; 0 for none
  --port      where to listen, 3000
  --data-dir  where the demo keeps its own database, .rollcall-demo; it is emptied at every start
  --as-built  takes the build as it is, also one of older sources
`

const PASSWORD_LETTERS = 'abcdefghijkmnopqrstuvwxyz23456789'

class ArgumentError extends Error {}

type Arguments = {
  seed: number
  people: number
  every: number
  port: number
  dataDirectory: string
  asBuilt: boolean
}

function readArguments(): Arguments | 'help' {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: {
      seed: { ...text, default: '1' },
      people: { ...text, default: '200' },
      every: { ...text, default: '4' },
      port: { ...text, default: process.env.PORT || '3000' },
      'data-dir': { ...text, default: '.rollcall-demo' },
      'as-built': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return 'help'
  return {
    seed: wholeNumber('--seed', values.seed, 0, 4_294_967_295),
    people: wholeNumber('--people', values.people, 12, 5_000),
    every: wholeNumber('--every', values.every, 0, 3_600),
    port: wholeNumber('--port', values.port, 1, 65_535),
    dataDirectory: resolve(values['data-dir']),
    asBuilt: values['as-built'],
  }
}

function wholeNumber(name: string, value: string, least: number, most: number): number {
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN
  if (number >= least && number <= most) return number
  throw new ArgumentError(`${name} must be a whole number from ${least} to ${most}, not “${value}”.`)
}

async function main(): Promise<void> {
  const given = readArguments()
  if (given === 'help') {
    process.stdout.write(USAGE)
    return
  }
  const stopped = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopped.abort())
  await requireFreePort(given.port)
  if (!given.asBuilt) build()
  // The demo's own database, whatever the environment says of another one.
  process.env.ROLLCALL_DATA_DIR = given.dataDirectory
  process.env.DATABASE_URL = ''
  process.env.LOG_LEVEL ||= 'warn'
  const postgres = await ensurePostgres({ dataDirectory: given.dataDirectory })
  try {
    await resetDatabase(postgres.url)
    const open = await openProcess()
    try {
      await show(open.db, given, stopped.signal)
    } finally {
      await closeActivity()
      await open.close()
    }
  } finally {
    await postgres.release()
  }
}

async function show(
  db: Parameters<typeof liveYear>[0],
  { seed, people, every, port, dataDirectory }: Arguments,
  signal: AbortSignal,
): Promise<void> {
  const origin = `http://localhost:${port}`
  const password = randomText(14, PASSWORD_LETTERS)
  const bar = new SingleBar({ format: 'Living a year {bar} week {value} of {total}', clearOnComplete: true })
  if (process.stdout.isTTY) bar.start(WEEKS, 0)
  const onWeek = (week: number) => {
    signal.throwIfAborted()
    bar.update(week)
  }
  const year = await liveYear(db, { seed, people, now: Date.now(), origin, password, onWeek }).finally(() =>
    bar.stop(),
  )
  const server = await startServer(port, dataDirectory)
  try {
    process.stdout.write(welcome(year, origin, password))
    year.speakBy(sendHttp)
    await Promise.race([server.ended, goOn(year, every, signal)])
  } finally {
    await server.stop()
  }
}

/** What happens while somebody watches, until it is stopped. */
async function goOn({ workforce }: Year, every: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(every > 0 ? every * 1_000 : 3_600_000, undefined, { signal }).catch(() => {})
    if (signal.aborted || every === 0) continue
    await workforce.anything().catch((error: unknown) => {
      // An admin may have paused the integration, or revoked its token: that is what a demo is for.
      if (!(error instanceof OktaTaskError)) throw error
    })
  }
}

function welcome({ console, workforce }: Year, origin: string, password: string): string {
  const { owner, admin, operator, auditor } = console
  return `
  ${owner.tenantName} is ready at ${origin}

    E-mail    ${owner.email}
    Password  ${password}

  With the same password: ${admin.email} (Admin), ${operator.email} (Operator), ${auditor.email} (Auditor).
  ${workforce.staff.length} people work here, and Okta goes on pushing. Stop with Ctrl C.

`
}

function build(): void {
  if (!isBuildDue()) return
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' })
  if (status !== 0) throw new Error('The build failed.')
}

main().catch((error: Error) => {
  if (error.name === 'AbortError') return
  process.stderr.write(`${error.message.split('\n', 1)[0]}\n`)
  process.exitCode = 1
})
