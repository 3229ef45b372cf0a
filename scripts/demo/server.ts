import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const READY_MILLISECONDS = 60_000

export type DemoServer = {
  /** Resolves when the process has ended, by whomever. */
  readonly ended: Promise<void>
  /** Asks it to stop and waits until it has. */
  stop(): Promise<void>
}

/** @throws Error with the remedy when somebody listens there */
export function requireFreePort(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', () => reject(new Error(`Port ${port} is taken. Choose another one with --port.`)))
    probe.listen(port, () => probe.close(() => resolve()))
  })
}

/** Starts the built server on the demo's data and waits until it answers. */
export async function startServer(port: number, dataDirectory: string): Promise<DemoServer> {
  const child = spawn(process.execPath, ['dist/server.mjs'], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      ROLLCALL_DATA_DIR: dataDirectory,
      DATABASE_URL: '',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const server = {
    ended,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
  await untilReady(port, child)
  return server
}

async function untilReady(port: number, child: ChildProcess): Promise<void> {
  for (const end = Date.now() + READY_MILLISECONDS; Date.now() < end; ) {
    if (child.exitCode !== null) throw new Error('The server stopped before it was ready.')
    const answer = await fetch(`http://localhost:${port}/api/health`).catch(() => undefined)
    if (answer?.ok) return
    await sleep(100)
  }
  child.kill('SIGTERM')
  throw new Error('The server did not become ready.')
}
