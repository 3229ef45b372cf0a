import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, expect, test } from 'vitest'
import { ensurePostgres } from './embedded'

const places: string[] = []
const processes: ChildProcess[] = []

afterEach(() => {
  for (const child of processes.splice(0)) child.kill('SIGKILL')
})
afterAll(() => {
  for (const place of places) {
    const home = join(place, 'data/postgres')
    if (existsSync(home)) rmSync(realpathSync(home), { recursive: true })
    rmSync(place, { recursive: true })
  }
})

/** A data directory that does not exist yet, below one with the given mode. */
function newPlace(mode = 0o711): string {
  const place = mkdtempSync(join(tmpdir(), 'rollcall-embedded-'))
  chmodSync(place, mode)
  places.push(place)
  return join(place, 'data')
}

async function query(url: string, statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return await client.query(statement)
  } finally {
    await client.end()
  }
}

/** Another process that uses the server of `directory`; answers when it has its address. */
async function hold(directory: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'db/testing/hold-postgres.ts', directory], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  processes.push(child)
  const [line] = await once(child.stdout, 'data')
  return { child, url: String(line).trim() }
}

const pidFile = (directory: string) => join(directory, 'postgres/data/postmaster.pid')
const postmasterOf = (directory: string) => Number.parseInt(readFileSync(pidFile(directory), 'utf8'), 10)

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

test('a new server has a database whose owner is no superuser, and writes durably', async () => {
  const directory = newPlace()
  const server = await ensurePostgres({ dataDirectory: directory })
  const { rows } = await query(
    server.url,
    `select current_user as role, current_database() as database, rolsuper, rolcreaterole, rolbypassrls,
            pg_get_userbyid(datdba) as owner, pg_encoding_to_char(encoding) as encoding, lower('ÉCOLE') as folded,
            current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes,
            current_setting('synchronous_commit') as synchronous_commit
       from pg_roles, pg_database where rolname = current_user and datname = current_database()`,
  )
  expect(rows).toEqual([
    {
      role: 'rollcall',
      database: 'rollcall',
      rolsuper: false,
      rolcreaterole: true,
      rolbypassrls: false,
      owner: 'rollcall',
      encoding: 'UTF8',
      folded: 'école',
      fsync: 'on',
      full_page_writes: 'on',
      synchronous_commit: 'on',
    },
  ])
  expect(statSync(join(directory, 'postgres.json')).mode & 0o777).toBe(0o600)
  await server.release()
  await expect(query(server.url, 'select')).rejects.toThrow('ECONNREFUSED')
})

test('a wrong password is refused', async () => {
  const server = await ensurePostgres({ dataDirectory: newPlace() })
  const address = new URL(server.adminUrl)
  address.password = 'guess'
  await expect(query(address.href, 'select')).rejects.toThrow('password authentication failed')
  await server.release()
})

test('two processes at once end with one server, which the last to leave stops', async () => {
  const directory = newPlace()
  const [other, server] = await Promise.all([hold(directory), ensurePostgres({ dataDirectory: directory })])
  expect(server.url).toBe(other.url)
  await server.release()
  await query(other.url, 'select')
  other.child.stdin?.end()
  await once(other.child, 'exit')
  await expect(query(other.url, 'select')).rejects.toThrow('ECONNREFUSED')
})

test('the server of a killed process is found again, and stopped by the next', async () => {
  const directory = newPlace()
  const killed = await hold(directory)
  const postmaster = postmasterOf(directory)
  await kill(killed.child)
  const server = await ensurePostgres({ dataDirectory: directory })
  expect(server.url).toBe(killed.url)
  expect(postmasterOf(directory)).toBe(postmaster)
  await server.release()
  await expect(query(server.url, 'select')).rejects.toThrow('ECONNREFUSED')
})

test('a killed server comes back at the same address with everything that was committed', async () => {
  const directory = newPlace()
  const server = await ensurePostgres({ dataDirectory: directory })
  await query(server.url, 'create table kept as select 42 as answer')
  process.kill(postmasterOf(directory), 'SIGKILL')
  await expect.poll(() => read(server.url), { timeout: 20_000 }).toEqual([{ answer: 42 }])
  await server.release()
  await expect(query(server.url, 'select')).rejects.toThrow('ECONNREFUSED')
})

async function read(url: string): Promise<unknown> {
  return (await query(url, 'table kept').catch(() => undefined))?.rows
}

test('a pid file that names a process which is no server does not hinder a start', async () => {
  const directory = newPlace()
  const killed = await hold(directory)
  await kill(killed.child)
  process.kill(postmasterOf(directory), 'SIGKILL')
  writeFileSync(
    pidFile(directory),
    readFileSync(pidFile(directory), 'utf8').replace(/^\d+/, `${process.pid}`),
  )
  const server = await ensurePostgres({ dataDirectory: directory })
  await query(server.url, 'select')
  await server.release()
  expect(existsSync(pidFile(directory))).toBe(false)
})

test('what an interrupted first start left behind does not hinder the next', async () => {
  const directory = newPlace()
  mkdirSync(join(directory, 'postgres/data.new/base'), { recursive: true })
  writeFileSync(join(directory, 'postgres.lock'), '4194305 killed')
  const server = await ensurePostgres({ dataDirectory: directory })
  await query(server.url, 'select')
  await server.release()
})

test('a directory that only this account can enter will do, and so will a copy of it that is made in use', async () => {
  const original = newPlace(0o700)
  const server = await ensurePostgres({ dataDirectory: original })
  await query(server.url, 'create table kept as select 42 as answer')
  const copy = newPlace(0o700)
  cpSync(original, copy, { recursive: true, verbatimSymlinks: true })
  const second = await ensurePostgres({ dataDirectory: copy })
  expect(new URL(second.url).port).not.toBe(new URL(server.url).port)
  expect(await read(server.url)).toEqual([{ answer: 42 }])
  await Promise.all([server.release(), second.release()])
})

test('a directory that is moved takes its database along', async () => {
  const before = newPlace(0o700)
  const server = await ensurePostgres({ dataDirectory: before })
  await query(server.url, 'create table kept as select 42 as answer')
  await server.release()
  const after = newPlace(0o700)
  renameSync(before, after)
  const moved = await ensurePostgres({ dataDirectory: after })
  expect(await read(moved.url)).toEqual([{ answer: 42 }])
  await moved.release()
})
