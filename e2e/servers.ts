import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Server = {
  readonly origin: string
  readonly dataDirectory: string
  readonly pid: number
  /** The exit code, once it has ended; null when a signal ended it. */
  readonly exited: Promise<number | null>
  /** Everything the process has printed. */
  output(): string
  /** Asks it to stop and waits until it has. Answers its exit code. */
  stop(): Promise<number | null>
}

const READY_MILLISECONDS = 60_000
const ASK_AGAIN_MILLISECONDS = 100

/** A directory for a server of its own; others may look into it, because PostgreSQL runs as another user there. */
export function temporaryDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'rollcall-e2e-'))
}

/** Starts a process of Rollcall, the built server unless said otherwise, and waits until it answers. */
export async function startServer(options: {
  /** What Node runs. */
  command?: string[]
  environment?: Record<string, string>
  dataDirectory?: string
}): Promise<Server> {
  const dataDirectory = options.dataDirectory ?? temporaryDirectory()
  const port = await freePort()
  const child = spawn(process.execPath, options.command ?? ['dist/server.mjs'], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      ROLLCALL_DATA_DIR: dataDirectory,
      LOG_LEVEL: 'warn',
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed = collect(child)
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const origin = `http://127.0.0.1:${port}`
  await Promise.race([
    untilReady(origin),
    exited.then(() => {
      throw new Error(`The server stopped before it was ready:\n${printed()}`)
    }),
  ])
  return {
    origin,
    dataDirectory,
    pid: child.pid ?? 0,
    exited,
    output: printed,
    async stop() {
      child.kill('SIGTERM')
      const code = await exited
      if (!options.dataDirectory) rmSync(dataDirectory, { recursive: true, force: true })
      return code
    },
  }
}

/** Holds the embedded PostgreSQL until the tests are over, for processes that are given its address. */
export async function holdPostgres(
  dataDirectory: string,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const holder = spawn(process.execPath, ['--import', 'tsx', 'db/testing/hold-postgres.ts', dataDirectory], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const exited = new Promise<void>((resolve) => holder.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    holder.stdout.once('data', (line: Buffer) => resolve(line.toString('utf8').trim()))
    holder.once('exit', () => reject(new Error('PostgreSQL did not start.')))
  })
  return {
    url,
    stop() {
      holder.stdin.end()
      return exited
    },
  }
}

/** A port that nobody listens at. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

function collect(child: ChildProcess): () => string {
  const chunks: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk))
  return () => Buffer.concat(chunks).toString('utf8')
}

async function untilReady(origin: string): Promise<void> {
  for (const end = Date.now() + READY_MILLISECONDS; Date.now() < end; ) {
    const answer = await fetch(`${origin}/api/health`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MILLISECONDS))
  }
  throw new Error(`${origin} did not become ready.`)
}
