import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import Table from 'cli-table3'
import { openDatabase, outsideTenants } from '@/db/client'
import { ensurePostgres } from '@/db/embedded'
import { migrate } from '@/db/migrate'
import { selectTenantBySlug } from '@/db/queries/credentials'
import { provision } from '@/lib/integrations/provision'
import { type Data, fill } from './data'
import { drive, type Measure, type Target } from './load'
import { OPERATIONS, type Operation } from './operations'

/**
 * `npm run bench`: the production server and, in the same run, the floor under it, driven in turn with the same
 * load and the same data. Durability is PostgreSQL's default: an answered write is on disk.
 */
const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '1000' },
    members: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '16' },
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
})
/** What design §7 asks of each operation. */
const ENOUGH = 0.6

type Row = { name: string; product: Measure; floor: Measure; ratio: number }

const directory = mkdtempSync(join(tmpdir(), 'rollcall-bench-'))
chmodSync(directory, 0o711)
const postgres = await ensurePostgres({ dataDirectory: directory })
const children: ChildProcess[] = []
try {
  await migrate(postgres.url)
  const db = openDatabase(postgres.url, { max: 2 })
  const made = await provision(db, {
    company: 'Acme',
    owner: 'owner@acme.example',
    integration: 'Corporate Okta',
    provider: 'okta',
    groupSync: true,
  })
  const tenant = await outsideTenants(db, (tx) => selectTenantBySlug(tx, made.tenant))
  await db.close()
  const owner = { tenantId: tenant?.id ?? '', integrationId: made.integrationId }
  const size = { people: Number(values.people), members: Number(values.members) }
  const admin = new URL(postgres.adminUrl)
  admin.pathname = new URL(postgres.url).pathname
  const data = await fill(admin.href, owner, size)

  const ports = [await freePort(), await freePort()] as const
  const server = await start(['dist/server.mjs'], /ready at/, {
    PORT: String(ports[0]),
    DATABASE_URL: postgres.url,
    ROLLCALL_DATA_DIR: directory,
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
  })
  const floor = ['--import', 'tsx', 'bench/floor.ts', postgres.url, String(ports[1]), owner.tenantId]
  await start(floor, /ready/, {})
  const targets = {
    product: {
      port: ports[0],
      headers: {
        authorization: `Bearer ${made.token}`,
        accept: 'application/scim+json',
        'user-agent': 'Okta SCIM Client 1.0.0',
      },
    },
    floor: { port: ports[1], headers: { accept: 'application/scim+json' } },
  }
  const memory: number[] = [residentMegabytes(server)]
  const rows: Row[] = []
  for (const operation of OPERATIONS) {
    rows.push(await measure(operation, data, targets, `/api/scim/${made.tenant}`))
    memory.push(residentMegabytes(server))
  }
  report(rows, memory)
} finally {
  for (const child of children) child.kill('SIGTERM')
  await Promise.all(
    children.map(
      (child) =>
        new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(0))),
    ),
  )
  await postgres.release()
  rmSync(directory, { recursive: true, force: true })
}

async function measure(
  operation: Operation,
  data: Data,
  targets: { product: Target; floor: Target },
  base: string,
): Promise<Row> {
  const rounds: { product: Measure[]; floor: Measure[] } = { product: [], floor: [] }
  let from = 1
  for (let round = 0; round <= Number(values.rounds); round++) {
    for (const side of ['product', 'floor'] as const) {
      const next = (index: number) => operation.call(side === 'product' ? base : '/scim', data, index)
      // The first round warms both up and is not counted.
      const seconds = round === 0 ? 1 : Number(values.seconds)
      const result = await drive(targets[side], next, operation.expected, {
        seconds,
        connections: Number(values.connections),
        from,
      })
      if (round > 0) rounds[side].push(result)
      from += result.requests
    }
  }
  const product = middle(rounds.product)
  const floor = middle(rounds.floor)
  return { name: operation.name, product, floor, ratio: product.rate / floor.rate }
}

/** The round in the middle by its rate. */
function middle(measures: Measure[]): Measure {
  return [...measures].sort((a, b) => a.rate - b.rate)[Math.floor(measures.length / 2)] as Measure
}

function report(rows: readonly Row[], memory: readonly number[]): void {
  const peak = Math.max(...memory)
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ rows, memoryMegabytes: { atRest: memory[0], peak } })}\n`)
  } else {
    const table = new Table({
      head: ['operation', 'req/s', 'p50 ms', 'p99 ms', 'floor req/s', 'ratio', 'wrong'],
      style: { head: [] },
    })
    for (const { name, product, floor, ratio } of rows) {
      table.push([
        name,
        product.rate.toFixed(0),
        product.p50.toFixed(1),
        product.p99.toFixed(1),
        floor.rate.toFixed(0),
        ratio.toFixed(2),
        product.wrong + floor.wrong,
      ])
    }
    process.stdout.write(
      `${table}\nMemory: ${memory[0]?.toFixed(0)} MB at rest, ${peak.toFixed(0)} MB at most.\n`,
    )
  }
  if (!values.check) return
  const low = rows.filter((row) => row.ratio < ENOUGH || row.product.wrong > 0)
  for (const { name, ratio } of low)
    process.stderr.write(`${name}: ${ratio.toFixed(2)} of the floor; ${ENOUGH} is asked.\n`)
  if (low.length > 0 || peak > 350) process.exitCode = 1
}

async function start(
  args: string[],
  ready: RegExp,
  environment: Record<string, string>,
): Promise<ChildProcess> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  await new Promise<void>((resolve, reject) => {
    let printed = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8')
      if (ready.test(printed)) resolve()
    })
    child.once('exit', () => reject(new Error(`${args[0]} stopped before it was ready: ${printed}`)))
  })
  return child
}

function residentMegabytes({ pid }: ChildProcess): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1024
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
