import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

export type TestDatabase = {
  /** As the owner, like the application's own address. */
  readonly url: string
  /** The same database as the superuser, past every policy. */
  readonly adminUrl: string
  drop(): Promise<void>
}

/** A migrated, empty database of one's own: for a test file, in `beforeAll`; dropped in `afterAll`. */
export async function testDatabase(): Promise<TestDatabase> {
  const template = inject('template')
  const name = `rollcall_test_${randomBytes(6).toString('hex')}`
  const owner = new URL(template.url).username
  await asAdmin(template.adminUrl, `create database ${name} template ${template.name} owner "${owner}"`)
  return {
    url: onDatabase(template.url, name),
    adminUrl: onDatabase(template.adminUrl, name),
    drop: () => asAdmin(template.adminUrl, `drop database ${name} with (force)`),
  }
}

/** The same server and role, another database. */
export function onDatabase(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}

/** Runs one statement on a connection of its own. */
export async function asAdmin(adminUrl: string, statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    await admin.query(statement)
  } finally {
    await admin.end()
  }
}
