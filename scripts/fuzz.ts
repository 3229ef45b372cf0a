import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { SingleBar } from 'cli-progress'
import Table from 'cli-table3'
import { setDatabase } from '@/db/database'
import { ensurePostgres } from '@/db/embedded'
import { migrate } from '@/db/migrate'
import { closeActivity } from '@/lib/activity/recorder'
import { readCorpus } from '@/lib/provisioning/fuzz/corpus'
import { type FuzzReport, fuzz } from '@/lib/provisioning/fuzz/run'

const USAGE = `Sends random requests to the SCIM endpoint, on a database of its own that is thrown away.

  npm run fuzz -- [options]

  --requests     how many, 100000
  --seed         the same seed is the same requests, 1
  --concurrency  requests under way at a time, 4

Ends with 1 when an answer is a 5xx or no SCIM, when a request takes longer than a second, or when anything is changed
that must not be.
`

const SLOW_MILLISECONDS = 1_000

function readArguments(): { requests: number; seed: number; concurrency: number } | 'help' {
  const { values } = parseArgs({
    options: {
      requests: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '1' },
      concurrency: { type: 'string', default: '4' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return 'help'
  const number = (name: 'requests' | 'seed' | 'concurrency') => {
    if (!/^\d{1,9}$/.test(values[name])) throw new Error(`--${name} must be a whole number.`)
    return Number(values[name])
  }
  return {
    requests: number('requests'),
    seed: number('seed'),
    concurrency: Math.max(1, number('concurrency')),
  }
}

async function main(): Promise<void> {
  const input = readArguments()
  if (input === 'help') {
    console.log(USAGE)
    return
  }
  const directory = mkdtempSync(join(tmpdir(), 'rollcall-fuzz-'))
  process.env.NEXTAUTH_SECRET ??= 'a secret for cursors that end with this process'
  const server = await ensurePostgres({
    dataDirectory: directory,
    settings: { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' },
  })
  try {
    await migrate(server.url)
    const db = setDatabase(server.url)
    const bar = new SingleBar({ format: '{bar} {value}/{total} {duration_formatted}', clearOnComplete: true })
    bar.start(input.requests, 0)
    const started = performance.now()
    const corpus = readCorpus('e2e/scim/traffic')
    const report = await fuzz(db, { ...input, corpus, onProgress: (done) => bar.update(done) })
    bar.stop()
    print(report, (performance.now() - started) / 1000)
    await closeActivity()
    await db.close()
  } finally {
    await server.release()
    rmSync(directory, { recursive: true, force: true })
  }
}

function print({ statuses, faults, slowest, people, groups }: FuzzReport, seconds: number): void {
  const table = new Table({ head: ['status', 'answers'], style: { head: [] } })
  for (const [status, count] of Object.entries(statuses)) table.push([status, count])
  console.log(table.toString())
  console.log(`${seconds.toFixed(0)} s; ${people} people and ${groups} groups are left.`)
  for (const { milliseconds, request } of slowest)
    console.log(`${milliseconds.toFixed(0)} ms  ${request.slice(0, 200)}`)
  for (const fault of faults) console.log(`\n${fault}`)
  const slow = slowest.filter(({ milliseconds }) => milliseconds > SLOW_MILLISECONDS).length
  console.log(`\n${faults.length} faults, ${slow} of the slowest took longer than a second.`)
  if (faults.length > 0 || slow > 0) process.exitCode = 1
}

await main().catch((error) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
