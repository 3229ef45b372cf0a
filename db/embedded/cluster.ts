import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { runAs } from './account'
import { majorVersion, prepareBinaries } from './binaries'
import { type Home, openHome } from './home'
import { findPostmaster, freePort } from './postmaster'
import {
  type Credentials,
  newPassword,
  readCredentials,
  type ServerSettings,
  writeCredentials,
  writeServerSettings,
} from './settings'

/** A database cluster on disk, ready to be started. */
export type Cluster = {
  readonly home: Home
  /** PostgreSQL's own data directory. */
  readonly data: string
  readonly binaries: string
  readonly settings: ServerSettings
  readonly credentialsFile: string
}

/** How long a start or a stop may take, in seconds: recovery after a power cut reads up to max_wal_size. */
const PATIENCE = 300

/** Opens the cluster of a data directory, made when it is missing. To be called under the lock. */
export async function openCluster(dataDirectory: string, settings: ServerSettings): Promise<Cluster> {
  const home = await openHome(dataDirectory)
  const cluster = {
    home,
    data: join(home.directory, 'data'),
    binaries: await prepareBinaries(home),
    settings,
    credentialsFile: join(dataDirectory, 'postgres.json'),
  }
  if (!existsSync(cluster.data)) await initialise(cluster)
  await assertUsable(cluster)
  return cluster
}

/**
 * Starts the server, or finds it running; answers its port. To be called under the lock.
 * @param samePort the port to insist on, where connections wait for the server to come back
 */
export async function startServer(cluster: Cluster, samePort?: number): Promise<number> {
  const deadline = Date.now() + PATIENCE * 1000
  while (Date.now() < deadline) {
    const running = findPostmaster(cluster.data)
    if (running?.isReady) return running.port
    const fault = running ? undefined : await launch(cluster, samePort)
    // The children of a killed server may take a moment to notice, and until then hold its memory.
    if (fault && !fault.includes('still in use')) throw new Error(`PostgreSQL does not start: ${fault}`)
    if (running || fault) await sleep(100)
  }
  throw new Error(`PostgreSQL is not ready after ${PATIENCE} seconds.`)
}

/** Stops the server; whoever is connected loses the connection. To be called under the lock. */
export async function stopServer(cluster: Cluster): Promise<void> {
  if (!findPostmaster(cluster.data)) return
  await pgCtl(cluster, ['stop', '--mode=fast'])
}

/** Makes what a new cluster lacks: the role that Rollcall is, which is no superuser, and its database. */
export async function prepareDatabase(cluster: Cluster, port: number): Promise<void> {
  const admin = new pg.Client({ connectionString: addresses(cluster, port).adminUrl })
  await admin.connect()
  try {
    const { rows } = await admin.query(
      `select exists (select from pg_roles where rolname = 'rollcall') as role,
              exists (select from pg_database where datname = 'rollcall') as database`,
    )
    const password = admin.escapeLiteral(credentialsOf(cluster).password)
    if (!rows[0].role) await admin.query(`create role rollcall login createrole password ${password}`)
    if (!rows[0].database) await admin.query('create database rollcall owner rollcall')
  } finally {
    await admin.end()
  }
}

/** Connection strings: that of the role `rollcall` and its database, and that of the superuser. */
export function addresses(cluster: Cluster, port: number): { url: string; adminUrl: string } {
  const { password, adminPassword } = credentialsOf(cluster)
  return {
    url: `postgresql://rollcall:${password}@127.0.0.1:${port}/rollcall`,
    adminUrl: `postgresql://postgres:${adminPassword}@127.0.0.1:${port}/postgres`,
  }
}

/** An interrupted initdb leaves only a draft behind, which the next start throws away. */
async function initialise({ home, data, binaries, credentialsFile }: Cluster): Promise<void> {
  const credentials =
    readCredentials(credentialsFile) ??
    writeCredentials(credentialsFile, { port: 0, adminPassword: newPassword(), password: newPassword() })
  const draft = `${data}.new`
  const passwordFile = join(home.directory, 'password')
  rmSync(draft, { recursive: true, force: true })
  writeFileSync(passwordFile, credentials.adminPassword, { mode: 0o600 })
  if (home.account) chownSync(passwordFile, home.account.uid, home.account.gid)
  try {
    await runAs(home.account, join(binaries, 'initdb'), [
      `--pgdata=${draft}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The builtin provider sorts alike on every machine and needs no locale to be installed on it.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
    ])
  } catch (error) {
    throw new Error(`A new database cannot be made in ${home.directory}: ${reasonOf(error)}`)
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(draft, data)
}

async function assertUsable({ home, data, binaries, credentialsFile }: Cluster): Promise<void> {
  if (!readCredentials(credentialsFile)) {
    throw new Error(
      `${credentialsFile} is missing, without which the database in ${data} cannot be opened. Restore it.`,
    )
  }
  const made = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
  const ours = await majorVersion(binaries, home)
  if (made === ours) return
  throw new Error(
    `The database in ${data} was made by PostgreSQL ${made} and this is PostgreSQL ${ours}. Dump it with the old ` +
      'version, move the directory away and restore the dump into the new one.',
  )
}

/** Starts a server in a session of its own, out of reach of a Ctrl-C; answers why it did not start. */
async function launch(cluster: Cluster, samePort?: number): Promise<string | undefined> {
  const { data, home, settings, credentialsFile } = cluster
  const credentials = credentialsOf(cluster)
  const port = samePort ?? (await freePort(credentials.port))
  if (port !== credentials.port) writeCredentials(credentialsFile, { ...credentials, port })
  writeServerSettings(join(data, 'postgresql.conf'), port, settings)
  const log = join(home.directory, 'server.log')
  const before = existsSync(log) ? readFileSync(log, 'utf8').length : 0
  try {
    await pgCtl(cluster, ['start', `--log=${log}`])
    return undefined
  } catch (error) {
    const told = existsSync(log) ? readFileSync(log, 'utf8').slice(before) : ''
    return /FATAL: +(.*)/.exec(told)?.[1] ?? reasonOf(error)
  }
}

function pgCtl({ binaries, data, home }: Cluster, args: readonly string[]): Promise<string> {
  const wait = ['--wait', `--timeout=${PATIENCE}`, '--silent']
  return runAs(home.account, join(binaries, 'pg_ctl'), [...args, `--pgdata=${data}`, ...wait])
}

function credentialsOf({ credentialsFile }: Cluster): Credentials {
  const credentials = readCredentials(credentialsFile)
  if (!credentials) throw new Error(`${credentialsFile} is missing.`)
  return credentials
}

/** The line in which a program of PostgreSQL says what is wrong; hints may follow it. */
function reasonOf(error: unknown): string {
  const { message } = error as Error
  return /error: +(.*)/.exec(message)?.[1] ?? message.trim().split('\n').at(-1) ?? message
}
