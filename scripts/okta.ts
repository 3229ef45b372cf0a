import { parseArgs } from 'node:util'
import { SingleBar } from 'cli-progress'
import Table from 'cli-table3'
import { OktaApp, type OktaAuthMode } from '@/lib/idp/okta/app'
import { OktaTaskError } from '@/lib/idp/okta/errors'
import { importFault } from '@/lib/idp/okta/imports'
import { liveLife } from '@/lib/idp/okta/life'
import { seededRandom } from '@/lib/idp/random'
import { summariseAll, summariseTrace, type TraceSummary } from '@/lib/idp/trace'

const USAGE = `Pushes a plausible life of people and groups to a SCIM endpoint, as Okta does.

  npm run okta -- --base-url <url> --token <token> [options]

  --base-url     the integration's base URL, {origin}/api/scim/{company}
  --token        its SCIM token; better in the environment as SCIM_TOKEN, out of the shell's history
  --auth         bearer (default), header (the bare token) or basic
  --flavour      catalogue (default; PATCH) or wizard (GET and PUT)
  --people       how many people, 200
  --groups       how many groups, 10; the last one is empty
  --domain       of the logins, acme.example
  --seed         the same seed is the same life, 1
  --concurrency  tasks under way at a time, 4
`

class ArgumentError extends Error {}

type Arguments = {
  baseUrl: string
  token: string
  authMode: OktaAuthMode
  flavour: 'catalogue' | 'wizard'
  people: number
  groups: number
  domain: string
  seed: number
  concurrency: number
}

function readArguments(): Arguments | 'help' {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: {
      'base-url': text,
      token: text,
      auth: { ...text, default: 'bearer' },
      flavour: { ...text, default: 'catalogue' },
      people: { ...text, default: '200' },
      groups: { ...text, default: '10' },
      domain: { ...text, default: 'acme.example' },
      seed: { ...text, default: '1' },
      concurrency: { ...text, default: '4' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return 'help'
  const token = (values.token ?? process.env.SCIM_TOKEN ?? '').trim()
  if (!values['base-url']) throw new ArgumentError('--base-url is missing.')
  if (!token) throw new ArgumentError('--token is missing; SCIM_TOKEN in the environment would do too.')
  if (!/^[\x21-\x7e]+$/.test(token)) throw new ArgumentError('The token holds characters that no token has.')
  return {
    baseUrl: values['base-url'],
    token,
    authMode: oneOf('--auth', values.auth, ['bearer', 'header', 'basic'] as const),
    flavour: oneOf('--flavour', values.flavour, ['catalogue', 'wizard'] as const),
    people: wholeNumber('--people', values.people, 0, 100_000),
    groups: wholeNumber('--groups', values.groups, 0, 10_000),
    domain: values.domain,
    seed: wholeNumber('--seed', values.seed, 0, 4_294_967_295),
    concurrency: wholeNumber('--concurrency', values.concurrency, 1, 64),
  }
}

function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value)
  if (found === undefined) throw new ArgumentError(`${name} must be ${allowed.join(' or ')}, not “${value}”.`)
  return found
}

function wholeNumber(name: string, value: string, least: number, most: number): number {
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN
  if (number >= least && number <= most) return number
  throw new ArgumentError(`${name} must be a whole number from ${least} to ${most}, not “${value}”.`)
}

async function main(): Promise<boolean> {
  const given = readArguments()
  if (given === 'help') {
    console.log(USAGE)
    return true
  }
  const { people, groups, domain, seed, concurrency, ...connection } = given
  const app = new OktaApp({
    ...connection,
    random: seededRandom(seed),
    importGroups: true,
    traceLimit: Number.POSITIVE_INFINITY,
  })
  await app.testConnection()
  const started = performance.now()
  const bar = new SingleBar({
    format: '{bar} {value}/{total} {phase}',
    hideCursor: true,
    clearOnComplete: true,
    noTTYOutput: false,
  })
  const imports = await liveLife(app, {
    people,
    groups,
    domain,
    concurrency,
    random: seededRandom(seed + 1),
    onProgress: ({ done, total, phase }) => {
      if (!bar.isActive) bar.start(total, 0, { phase })
      bar.update(done, { phase })
    },
  }).finally(() => bar.stop())
  printTable(app)
  const seconds = (performance.now() - started) / 1000
  console.log(`${people} people and ${groups} groups in ${seconds.toFixed(1)} s.`)
  const failed = [
    ...app.failures.map(({ message }) => message),
    ...imports.flatMap((result) => importFault(result) ?? []).map((fault) => `Import failed: ${fault}`),
  ]
  printFailures(failed)
  return failed.length === 0
}

function printTable(app: OktaApp): void {
  const table = new Table({
    head: ['Operation', 'Requests', 'Answers', 'p50 ms', 'p95 ms', 'max ms'],
    colAligns: ['left', 'right', 'left', 'right', 'right', 'right'],
    style: { head: [], border: [], compact: true },
  })
  for (const summary of [...summariseTrace(app.trace), summariseAll(app.trace)]) table.push(cellsOf(summary))
  console.log(table.toString())
}

function cellsOf({ task, requests, answers, ...times }: TraceSummary): (string | number)[] {
  const statuses = answers.map(([status, count]) => `${status || 'none'} × ${count}`).join(', ')
  return [task, requests, statuses, ...[times.p50, times.p95, times.max].map((ms) => ms.toFixed(1))]
}

const SHOWN = 10

function printFailures(failures: readonly string[]): void {
  if (failures.length === 0) return
  console.error(`${failures.length} ${failures.length === 1 ? 'task' : 'tasks'} failed:`)
  for (const failure of failures.slice(0, SHOWN)) console.error(`  ${failure}`)
  if (failures.length > SHOWN) console.error(`  … and ${failures.length - SHOWN} more`)
}

/** Faults of the call and of the first contact are one line; anything else is a fault of this program. */
function isPlain(error: unknown): error is Error {
  if (error instanceof ArgumentError || error instanceof OktaTaskError || error instanceof RangeError)
    return true
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}

main().then(
  (ok) => {
    process.exitCode = ok ? 0 : 1
  },
  (error: unknown) => {
    console.error(isPlain(error) ? error.message.split('\n')[0] : error)
    process.exitCode = 1
  },
)
