import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './processes'

/** Milliseconds from `npm start`, with a built tree, to the first answer that needs Next and the database. */
export type StartReport = {
  /** With an empty data directory: the database is made first. */
  first: number
  /** The median of those after it. */
  again: number
}

const ASK_AGAIN = 5

/** Starts Rollcall on one new data directory again and again. */
export async function measureStart(dataDirectory: string, rounds: number): Promise<StartReport> {
  const first = await startOnce(dataDirectory)
  const again: number[] = []
  for (let round = 0; round < rounds; round++) again.push(await startOnce(dataDirectory))
  again.sort((a, b) => a - b)
  return { first, again: again[Math.floor(again.length / 2)] ?? Number.NaN }
}

async function startOnce(dataDirectory: string): Promise<number> {
  const port = await freePort()
  const { DATABASE_URL: _, ...environment } = process.env
  const started = performance.now()
  const child = spawn('npm', ['start'], {
    env: { ...environment, PORT: String(port), ROLLCALL_DATA_DIR: dataDirectory, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
    // A group of its own, so that what npm has started can be told to stop with it.
    detached: true,
  })
  child.stdout?.resume()
  // `close` waits for everybody who writes to that output.
  const closed = once(child, 'close')
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  while (!hasEnded() && !(await isHealthy(port))) await sleep(ASK_AGAIN)
  const took = performance.now() - started
  if (hasEnded()) throw new Error('npm start ended before it answered.')
  process.kill(-(child.pid ?? 0), 'SIGTERM')
  await closed
  return took
}

function isHealthy(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const sent = request({ host: '127.0.0.1', port, path: '/api/health', agent: false }, (answer) => {
      answer.resume()
      answer.once('end', () => resolve(answer.statusCode === 200))
    })
    sent.once('error', () => resolve(false))
    sent.end()
  })
}
