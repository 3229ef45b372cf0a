import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase, outsideTenants } from '@/db/client'
import { selectTenantBySlug } from '@/db/queries/credentials'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { authenticate } from '@/lib/auth/bearer'
import { signIn } from '@/lib/auth/sign-in'
import { newId } from '@/lib/base/id'
import type { Provisioned } from '@/lib/integrations/provision'
import { companiesOf } from '@/lib/tenancy/members'

let server: TestDatabase
let db: Database

beforeAll(async () => {
  server = await testDatabase()
  db = openDatabase(server.url)
})
afterAll(async () => {
  await db.close()
  await server.drop()
})

const run = promisify(execFile)

async function provision(...args: string[]): Promise<Provisioned> {
  const { stdout, stderr } = await command(...args)
  expect(stderr).toBe('')
  expect(stdout.trimEnd().split('\n')).toHaveLength(1)
  return JSON.parse(stdout)
}

function command(...args: string[]) {
  return run(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'scripts/provision.ts', ...args], {
    env: {
      ...process.env,
      DATABASE_URL: server.url,
      PORT: '4711',
      LOG_LEVEL: 'info',
      NODE_ENV: 'production',
    },
  })
}

async function accepted({ tenant, token }: Provisioned) {
  const row = await outsideTenants(db, (tx) => selectTenantBySlug(tx, tenant))
  if (!row) throw new Error(`no tenant ${tenant}`)
  const answer = await authenticate(db, row, token, newId())
  return answer.ok
    ? { integrationId: answer.credential.integrationId, groupSync: answer.credential.groupSync }
    : answer.refusal
}

const okta = ['--company', 'Acme', '--owner', 'owner@acme.example', '--integration', 'Corporate Okta']

test('the first run makes company, owner, integration and token; later ones reuse all but the token', async () => {
  const first = await provision(...okta, '--provider', 'okta', '--group-sync', 'on')
  expect(first).toEqual({
    tenant: 'acme',
    baseUrl: 'http://localhost:4711/api/scim/acme',
    token: expect.stringMatching(/^rollcall_scim_/),
    ownerEmail: 'owner@acme.example',
    ownerPassword: expect.stringMatching(/^\w{20}$/),
    integrationId: expect.any(String),
  })
  expect(await accepted(first)).toEqual({ integrationId: first.integrationId, groupSync: true })

  const owner = await signIn(db, { email: 'owner@acme.example', password: first.ownerPassword ?? '' }, {})
  expect(await companiesOf(db, owner.id)).toMatchObject([{ slug: 'acme', name: 'Acme', role: 'owner' }])

  const second = await provision(...okta)
  expect(second).not.toHaveProperty('ownerPassword')
  expect(second).toMatchObject({ tenant: 'acme', integrationId: first.integrationId })
  expect(await accepted(first)).toEqual({ integrationId: first.integrationId, groupSync: true })

  const third = await provision(...okta, '--group-sync', 'off')
  expect(await accepted(first)).toBe('revoked')
  expect(await accepted(second)).toEqual({ integrationId: first.integrationId, groupSync: false })
  expect(await accepted(third)).toEqual({ integrationId: first.integrationId, groupSync: false })
})

test('an owner of one company may own another one, with the same account', async () => {
  const other = await provision(
    '--company',
    'Globex',
    '--owner',
    'OWNER@acme.example',
    '--integration',
    'Entra',
  )
  expect(other).toMatchObject({ tenant: 'globex' })
  expect(other).not.toHaveProperty('ownerPassword')
})

test.each([
  [['--company', 'Acme', '--owner', 'a@b.example'], '--integration is missing.'],
  [[...okta, '--group-sync', 'maybe'], '--group-sync must be on or off.'],
  [[...okta, '--provider', 'ldap'], /^--provider must be one of okta, entra/],
  [['--company', 'Acme', '--owner', 'nobody', '--integration', 'X'], /^--owner: Enter an e-mail address/],
  [
    ['--company', 'x'.repeat(65), '--owner', 'a@b.example', '--integration', 'X'],
    /^--company: Use at most 64/,
  ],
  [[...okta, '--colour', 'red'], /^Unknown option '--colour'/],
  [[...okta, 'stray'], /^Unexpected argument 'stray'/],
])('a wrong argument is one line and exit 1: %j', async (args, message) => {
  const failure = await command(...args).catch((error) => error)
  expect(failure).toMatchObject({ code: 1, stdout: '' })
  const [line = '', ...more] = failure.stderr.trimEnd().split('\n')
  expect(more).toEqual([])
  expect(line).toMatch(message)
})

test('help tells what it takes', async () => {
  const { stdout } = await command('--help')
  expect(stdout).toContain('npm run provision -- --company')
})
