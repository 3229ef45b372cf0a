import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

/** PostgreSQL's own settings, by their names in its manual. */
export type ServerSettings = Readonly<Record<string, string | number>>

/** What must be the same at the next start: kept beside the cluster in a file only its owner can read. */
export type Credentials = { port: number; adminPassword: string; password: string }

/** For a small machine; everything that durability rests on stays as PostgreSQL has it. */
const DEFAULTS: ServerSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 200,
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  random_page_cost: 1.1,
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_checkpoints: 'off',
  // In this order `log` lies above `error`: a refused statement is the application's to tell, and its
  // text would bring personal data into the server's log.
  log_min_messages: 'log',
}

/** Writes postgresql.conf whole; what an operator changes by ALTER SYSTEM lies elsewhere and wins. */
export function writeServerSettings(path: string, port: number, settings: ServerSettings): void {
  const lines = Object.entries({ ...DEFAULTS, port, ...settings }).map(
    ([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'\n`,
  )
  // The server runs under another account; the directory around the file is closed to all others.
  writeFileSync(path, lines.join(''), { mode: 0o644 })
}

export function readCredentials(path: string): Credentials | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Credentials) : undefined
}

export function writeCredentials(path: string, credentials: Credentials): Credentials {
  writeFileSync(`${path}.new`, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${path}.new`, path)
  return credentials
}

export function newPassword(): string {
  return randomBytes(32).toString('base64url')
}
