import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { startServer, temporaryDirectory } from './servers'

/**
 * One PostgreSQL and on it both doors, as they are run in production: `server.ts`, and Next alone, whose route
 * handler answers SCIM where there is no server of one's own. Tests find them in the environment.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  const dataDirectory = temporaryDirectory()
  const { url, stop } = await startPostgres(dataDirectory)
  const environment = { DATABASE_URL: url }
  const server = await startServer({ environment, dataDirectory })
  const next = await startServer({
    command: ['--import', 'tsx', 'scripts/next-alone.ts'],
    environment,
    dataDirectory,
  })
  Object.assign(process.env, {
    E2E_DATABASE_URL: url,
    E2E_SERVER: server.origin,
    E2E_NEXT: next.origin,
  })
  return async () => {
    await Promise.all([server.stop(), next.stop()])
    await stop()
    rmSync(dataDirectory, { recursive: true, force: true })
  }
}

/** Holds the embedded PostgreSQL until the tests are over, for processes that are given its address. */
async function startPostgres(dataDirectory: string): Promise<{ url: string; stop: () => Promise<void> }> {
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
