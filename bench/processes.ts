import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { asAdmin } from './fill'

/** What a measured process says of itself (bench/probe.mjs). `loopMilliseconds` counts since the last `begin`. */
export type Vitals = {
  cpuSeconds: number
  megabytes: number
  mostMegabytes: number
  loopMilliseconds: { p50: number; p99: number }
}

/** A server under measurement. */
export type Measured = {
  readonly port: number
  /** `begin` forgets the delays of the event loop that were seen before. */
  vitals(moment: 'begin' | 'end'): Promise<Vitals>
  stop(): Promise<void>
}

/** Starts a server that prints `ready` when it answers. `args` are given the port. */
export async function startMeasured(
  args: (port: number) => string[],
  ready: RegExp,
  environment: (port: number) => Record<string, string> = () => ({}),
): Promise<Measured> {
  const port = await freePort()
  const child = spawn(process.execPath, ['--import', './bench/probe.mjs', ...args(port)], {
    env: { ...process.env, NODE_ENV: 'production', ...environment(port) },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  await untilPrinted(child, ready)
  child.stdout?.resume()
  return {
    port,
    async vitals(moment) {
      child.send(moment)
      const [vitals] = await once(child, 'message')
      return vitals as Vitals
    },
    async stop() {
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

/** @throws Error with what was printed, when the process ends before that */
function untilPrinted(child: ChildProcess, text: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    let printed = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8')
      if (text.test(printed)) resolve()
    })
    child.once('exit', () => reject(new Error(`A server stopped before it was ready: ${printed}`)))
  })
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Seconds of processor time that PostgreSQL has used, all of its processes; 0 where /proc does not tell. */
export async function postgresCpu(adminUrl: string): Promise<() => number> {
  if (!existsSync('/proc/self/stat')) return () => 0
  const postmaster = await asAdmin(adminUrl, async (client) => {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    return statOf(rows[0]?.pid ?? 0)?.parent ?? 0
  })
  return () => {
    const all = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => ({ pid: Number(name), stat: statOf(Number(name)) }))
      .filter(({ pid, stat }) => pid === postmaster || stat?.parent === postmaster)
    return all.reduce((sum, { stat }) => sum + (stat?.ticks ?? 0), 0) / TICKS_A_SECOND
  }
}

const TICKS_A_SECOND = 100

function statOf(pid: number): { parent: number; ticks: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [, parent = 0] = fields
    // utime, stime, and those of children that have ended.
    return { parent, ticks: fields.slice(11, 15).reduce((sum, ticks) => sum + ticks, 0) }
  } catch {
    return undefined
  }
}
