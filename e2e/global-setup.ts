import { rmSync } from 'node:fs'
import { holdPostgres, startServer, temporaryDirectory } from './servers'

/**
 * One PostgreSQL and on it both doors, as they are run in production: `server.ts`, and Next alone, whose route
 * handler answers SCIM where there is no server of one's own. Tests find them in the environment.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  const dataDirectory = temporaryDirectory()
  const { url, stop } = await holdPostgres(dataDirectory)
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
