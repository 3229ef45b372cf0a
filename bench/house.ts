import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase, outsideTenants } from '@/db/client'
import { type EmbeddedPostgres, ensurePostgres } from '@/db/embedded'
import { migrate } from '@/db/migrate'
import { selectTenantBySlug } from '@/db/queries/credentials'
import { provision } from '@/lib/integrations/provision'
import type { Data } from './data'
import { asAdmin, fill, fillFloor, type Owner } from './fill'
import type { Target } from './load'
import { type Measured, startMeasured } from './processes'

/** A PostgreSQL of the bench's own. Durability is PostgreSQL's default: an answered write is on disk. */
export type Ground = {
  readonly directory: string
  readonly postgres: EmbeddedPostgres
  clear(): Promise<void>
}

/** One company in a database of its own, and the production server in front of it. */
export type House = {
  readonly data: Data
  readonly owner: Owner
  readonly url: string
  /** The same database as the superuser, past every policy. */
  readonly adminUrl: string
  readonly server: Measured
  readonly target: Target
  /** The path that SCIM requests start with. */
  readonly base: string
}

export type Floor = { readonly server: Measured; readonly target: Target; readonly base: string }

export async function openGround(): Promise<Ground> {
  const directory = mkdtempSync(join(tmpdir(), 'rollcall-bench-'))
  chmodSync(directory, 0o711)
  const postgres = await ensurePostgres({ dataDirectory: directory })
  return {
    directory,
    postgres,
    async clear() {
      await postgres.release()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** What `npm start` gives to Node. */
function nodeOptions(): string[] {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } }
  return scripts.start.split(' ').filter((word) => word.startsWith('--'))
}

/** Makes a database with one company of the given size, and starts the built server on it. */
export async function openHouse(
  { directory, postgres }: Ground,
  size: { people: number; members: number },
): Promise<House> {
  const name = `people_${size.people}`
  await asAdmin(postgres.adminUrl, (client) => client.query(`create database ${name} owner rollcall`))
  const url = onDatabase(postgres.url, name)
  await migrate(url)
  const db = openDatabase(url, { max: 2 })
  const made = await provision(db, {
    company: 'Acme',
    owner: 'owner@acme.example',
    integration: 'Corporate Okta',
    provider: 'okta',
    groupSync: true,
  })
  const tenant = await outsideTenants(db, (tx) => selectTenantBySlug(tx, made.tenant))
  await db.close()
  const owner = { tenantId: tenant?.id ?? '', integrationId: made.integrationId }
  const adminUrl = onDatabase(postgres.adminUrl, name)
  const data = await fill(adminUrl, owner, size)
  const server = await startMeasured(
    () => [...nodeOptions(), 'dist/server.mjs'],
    /ready at/,
    (port) => ({
      PORT: String(port),
      DATABASE_URL: url,
      ROLLCALL_DATA_DIR: directory,
      LOG_LEVEL: 'warn',
    }),
  )
  const headers = {
    authorization: `Bearer ${made.token}`,
    accept: 'application/scim+json',
    'user-agent': 'Okta SCIM Client 1.0.0',
  }
  const target = { port: server.port, headers }
  return { data, owner, url, adminUrl, server, target, base: `/api/scim/${made.tenant}` }
}

/** The floor on the same database, beside the server. */
export async function openFloor({ url, adminUrl, owner }: House): Promise<Floor> {
  await fillFloor(adminUrl)
  const server = await startMeasured(
    (port) => ['--import', 'tsx', 'bench/floor.ts', url, String(port), owner.tenantId],
    /ready/,
  )
  return {
    server,
    target: { port: server.port, headers: { accept: 'application/scim+json' } },
    base: '/scim',
  }
}

function onDatabase(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}
