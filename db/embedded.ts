import { accessSync, chmodSync, constants, existsSync, mkdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { env } from '@/lib/base/env'
import { log } from '@/lib/base/log'
import {
  addresses,
  type Cluster,
  openCluster,
  prepareDatabase,
  startServer,
  stopServer,
} from './embedded/cluster'
import { withLock } from './embedded/lock'
import type { ServerSettings } from './embedded/settings'

export type EmbeddedPostgres = {
  /** The database `rollcall` as its owner, the role `rollcall`, which is no superuser. */
  readonly url: string
  /** The superuser, for tests; the application has no use for it. */
  readonly adminUrl: string
  /** Says that this process has done with the server; the last one to say so stops it. */
  release(): Promise<void>
}

/** By this name the sessions are known that stand for a process which uses the server. */
const PRESENCE = 'rollcall presence'

/**
 * The PostgreSQL that comes with Rollcall, started unless another process has done so already.
 *
 * Each process keeps one session open. It ends with the process, even a killed one, so counting these
 * sessions tells who is left; and it ends with the server, which is then started again on the same port.
 * @param options.settings PostgreSQL's own settings, for tests; they count only for who starts the server
 * @throws Error with one line that names the remedy
 */
export async function ensurePostgres(
  options: { dataDirectory?: string; settings?: ServerSettings } = {},
): Promise<EmbeddedPostgres> {
  const directory = openDirectory(options.dataDirectory ?? env().ROLLCALL_DATA_DIR)
  const lock = join(directory, 'postgres.lock')
  const cluster = await withLock(lock, () => openCluster(directory, options.settings ?? {}))
  let isReleased = false
  let recovery: Promise<void> | undefined
  const first = await attend()
  const { port } = first
  let { session } = first

  async function attend(samePort?: number) {
    return withLock(lock, async () => {
      const port = await startServer(cluster, samePort)
      await prepareDatabase(cluster, port)
      const session = await openSession(cluster, port)
      session.once('end', () => {
        if (!isReleased) recovery = recover()
      })
      return { port, session }
    })
  }

  async function recover(): Promise<void> {
    log().warn('PostgreSQL went away; it is started again')
    for (let pause = 100; !isReleased; pause = Math.min(2 * pause, 5_000)) {
      try {
        ;({ session } = await attend(port))
        return
      } catch (error) {
        if (isReleased) return
        log().error({ reason: (error as Error).message }, 'PostgreSQL does not come back; trying again')
        await sleep(pause)
      }
    }
  }

  return {
    ...addresses(cluster, port),
    async release() {
      if (isReleased) return
      isReleased = true
      await recovery
      await withLock(lock, async () => {
        const isLast = await isAlone(session)
        await session.end()
        if (isLast) await stopServer(cluster)
      })
    },
  }
}

/** The real path of the data directory; a new one can be passed through, so that PostgreSQL's account gets in. */
function openDirectory(path: string): string {
  try {
    if (!existsSync(path)) {
      mkdirSync(path, { recursive: true })
      chmodSync(path, 0o711)
    }
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
    return realpathSync(path)
  } catch (error) {
    const reason = (error as Error).message
    throw new Error(`The data directory cannot be used: ${reason}. Set ROLLCALL_DATA_DIR to one that can.`)
  }
}

async function openSession(cluster: Cluster, port: number): Promise<pg.Client> {
  const session = new pg.Client({
    connectionString: addresses(cluster, port).url,
    application_name: PRESENCE,
    keepAlive: true,
  })
  session.on('error', () => {
    // `end` follows, and says all there is to say.
  })
  await session.connect()
  // Standing by must not keep a process alive (@types/pg does not know the method).
  ;(session as pg.Client & { unref(): void }).unref()
  return session
}

/** Whether no other process is present; a session that is broken knows of none. */
async function isAlone(session: pg.Client): Promise<boolean> {
  try {
    const others = await session.query(
      'select from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()',
      [PRESENCE],
    )
    return others.rowCount === 0
  } catch {
    return true
  }
}
