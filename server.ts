import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { fileURLToPath, parse } from 'node:url'
import type next from 'next'
import { closeActivity } from '@/lib/activity/recorder'
import { env } from '@/lib/base/env'
import { log } from '@/lib/base/log'
import { withStatusOfFailure } from '@/lib/base/page-status'
import { keepGuard } from '@/lib/guard/watch'
import { closeStreams } from '@/lib/live/stream'
import { keepDirectoryDays } from '@/lib/overview/days'
import { compressedFiles } from '@/lib/process/compressed'
import { contentPolicy } from '@/lib/process/content-policy.mjs'
import { failureText } from '@/lib/process/failure'
import { type OpenProcess, openProcess } from '@/lib/process/open'
import { isForeignWrite, markPageRequest } from '@/lib/process/page-request'
import { sessionSecret } from '@/lib/process/session-secret'
import { isWorker, onOrphaned, Workers, workerNumber } from '@/lib/process/workers'
import { refuseBrokenRequest } from '@/lib/provisioning/broken'
import { isScimPath, readTarget } from '@/lib/provisioning/door'
import { serveScim } from '@/lib/provisioning/serve'
import { keepWorking } from '@/lib/tasks/work'
import { ensureSetupCode, noteOrigin } from '@/lib/tenancy/installation'

/** How long answers under way may take when the process is asked to stop. */
const DRAIN_MILLISECONDS = 5_000
/** Longer than proxies keep theirs: a request is never sent on a connection that is just being closed. */
const KEEP_ALIVE_MILLISECONDS = 65_000
/** How soon a connection that has become idle is closed then. */
const IDLE_MILLISECONDS = 100

/**
 * What `npm start` runs: the SCIM endpoint straight on node:http, and Next for everything else. With WORKERS it
 * runs itself several times, and only keeps the database and its workers.
 */
async function main(): Promise<void> {
  const isSupervisor = env().WORKERS > 1 && env().NODE_ENV === 'production' && !isWorker
  // The database takes its time to start, in a process of its own: meanwhile Next is loaded.
  const pages = isSupervisor ? undefined : preparePages()
  pages?.catch(() => {})
  const open = await openProcess()
  try {
    if (pages) await serve(open, await pages)
    else await supervise(open)
  } catch (error) {
    await open.close()
    throw error
  }
}

type Pages = ReturnType<typeof next>

async function preparePages(): Promise<Pages> {
  const { PORT, HOST, NODE_ENV } = env()
  const { default: create } = await import('next')
  const app = create({ dev: NODE_ENV === 'development', port: PORT, ...(HOST && { hostname: HOST }) })
  await app.prepare()
  return app
}

async function supervise(open: OpenProcess): Promise<void> {
  process.env.NEXTAUTH_SECRET = sessionSecret()
  const workers = new Workers({
    program: fileURLToPath(import.meta.url),
    count: env().WORKERS,
    environment: { DATABASE_URL: open.url },
  })
  process.on('SIGTERM', () => workers.stop())
  process.on('SIGINT', () => workers.stop())
  workers.listening
    .then((port) => greet(open, port))
    .catch((error) => log().error({ err: error }, 'no welcome'))
  const end = await workers.ended
  await open.close()
  if (end === 'crash-loop') {
    process.stderr.write('The workers end as soon as they have started; the lines above say why.\n')
  }
  process.exit(end === 'asked' ? 0 : 1)
}

async function serve(open: OpenProcess, app: Pages): Promise<void> {
  const { PORT, HOST, NODE_ENV, ROLLCALL_ORIGIN } = env()
  const development = NODE_ENV === 'development'
  process.env.NEXTAUTH_SECRET = sessionSecret()
  process.env.NEXTAUTH_URL ??= ROLLCALL_ORIGIN ?? `http://localhost:${PORT}`
  const showNext = app.getRequestHandler()
  const showCompressed = development ? () => false : compressedFiles()
  const showPage = (request: IncomingMessage, response: ServerResponse) => {
    if (showCompressed(request, response)) return Promise.resolve()
    const policy = contentPolicy({ nonce: randomBytes(16).toString('base64'), development })
    response.setHeader('content-security-policy', policy)
    if (isForeignWrite(request)) {
      response.writeHead(403).end()
      return Promise.resolve()
    }
    markPageRequest(request, policy)
    return withStatusOfFailure(response, () => showNext(request, response, parse(request.url ?? '/', true)))
  }
  const server = createServer((request, response) => {
    if (workerNumber) response.setHeader('x-rollcall-worker', workerNumber)
    const isScim = isScimPath(readTarget(request.url).pathname)
    const answered = isScim ? serveScim(request, response) : showPage(request, response)
    answered.catch((error) => {
      log().error({ err: error }, 'a request could not be answered')
      if (response.headersSent) response.destroy()
      else response.writeHead(500).end()
    })
  })
  server.keepAliveTimeout = KEEP_ALIVE_MILLISECONDS
  server.on('upgrade', app.getUpgradeHandler())
  server.on('clientError', refuseBrokenRequest)
  await listen(server, PORT, HOST)
  const stopDays = keepDirectoryDays(open.db)
  const stopWork = keepWorking(open.db)
  const stopGuard = keepGuard(open.db)
  stopOnSignals(server, async () => {
    stopDays()
    await stopWork()
    await stopGuard()
    await closeActivity()
    await app.close()
    await open.close()
  })
  if (!isWorker) await greet(open, portOf(server))
}

/** Says where the server is found, and by which code the first visitor is known. */
async function greet(open: OpenProcess, port: number): Promise<void> {
  const origin = env().ROLLCALL_ORIGIN ?? `http://localhost:${port}`
  await noteOrigin(open.db, origin)
  process.stdout.write(welcome(origin, await ensureSetupCode(open.db)))
}

function welcome(origin: string, code: string | undefined): string {
  const address = `\n  Rollcall is ready at ${origin}\n`
  if (!code) return `${address}\n`
  return `${address}  Make your company at ${origin}/setup with the setup code ${code}\n\n`
}

function listen(server: Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, ...(host && { host }) }, resolve)
  })
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

/** Lets answers under way finish, writes what the log still holds, and gives up the database. */
function stopOnSignals(server: Server, close: () => Promise<void>): void {
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    setTimeout(() => server.closeAllConnections(), DRAIN_MILLISECONDS).unref()
    server.close(() => {
      close().then(
        () => process.exit(0),
        (error) => {
          log().error({ err: error }, 'the process did not stop cleanly')
          process.exit(1)
        },
      )
    })
    closeStreams()
    // A connection is idle only once its last answer has left, and browsers keep it for the next one.
    setInterval(() => server.closeIdleConnections(), IDLE_MILLISECONDS).unref()
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  onOrphaned(stop)
}

main().catch((error: Error) => {
  process.stderr.write(`${explain(error)}\n`)
  process.exit(1)
})

function explain(error: Error): string {
  if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
    return `Port ${env().PORT} is taken. Stop what uses it, or set PORT to another one.`
  }
  return failureText(error)
}
