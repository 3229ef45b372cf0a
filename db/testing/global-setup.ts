import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { ensurePostgres } from '@/db/embedded'
import { isAlive } from '@/db/embedded/lock'
import { migrate } from '@/db/migrate'
import { env } from '@/lib/base/env'
import { asAdmin, onDatabase } from './database'

declare module 'vitest' {
  interface ProvidedContext {
    /** The migrated template, the role that owns it, and the one that may clone it. */
    template: { name: string; url: string; adminUrl: string }
  }
}

const PREFIX = 'rollcall-test-'

/** One server for all files of the `db` project, and on it a migrated database that each of them clones. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const { DATABASE_URL } = env()
  const server = DATABASE_URL ? givenServer(DATABASE_URL) : await ownServer()
  const name = `rollcall_template_${process.pid}`
  const tearDown = async () => {
    await asAdmin(server.adminUrl, `drop database if exists ${name} with (force)`)
    await server.release()
  }
  try {
    const url = onDatabase(server.url, name)
    await asAdmin(server.adminUrl, `create database ${name} owner "${new URL(url).username}"`)
    await migrate(url)
    project.provide('template', { name, url, adminUrl: server.adminUrl })
    return tearDown
  } catch (error) {
    await tearDown()
    throw error
  }
}

/** DATABASE_URL names a role that may create databases and roles; in tests it plays both parts. */
function givenServer(url: string) {
  return { url, adminUrl: url, release: async () => {} }
}

async function ownServer() {
  sweep()
  const directory = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`))
  chmodSync(directory, 0o711)
  const server = await ensurePostgres({
    dataDirectory: directory,
    settings: { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', shared_buffers: '128MB' },
  })
  return {
    ...server,
    async release() {
      await server.release()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** Removes what killed runs left; a server whose data directory is gone stops by itself within a minute. */
function sweep(): void {
  for (const entry of readdirSync(tmpdir())) {
    const pid = entry.startsWith(PREFIX) ? Number.parseInt(entry.slice(PREFIX.length), 10) : 0
    if (pid && !isAlive(pid)) rmSync(join(tmpdir(), entry), { recursive: true, force: true })
  }
}
