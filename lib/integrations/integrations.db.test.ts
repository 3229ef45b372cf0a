import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, inTenant, openDatabase } from '@/db/client'
import { selectAudit } from '@/db/queries/audit'
import { selectChanges } from '@/db/queries/changes'
import { insertRequests } from '@/db/queries/requests'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import { keepOutcomes } from '@/lib/activity/keep-outcomes'
import { newId } from '@/lib/base/id'
import { readToken } from '@/lib/base/secret'
import { createUser } from '@/lib/directory/users'
import type { Ctx } from '@/lib/tenancy/context'
import { asIntegration, asRole, testContext } from '@/lib/tenancy/testing'
import { setGroupSync } from './group-sync'
import {
  createIntegration,
  findIntegration,
  getIntegration,
  lastStrayCall,
  listIntegrations,
  pauseIntegration,
  renameIntegration,
  resumeIntegration,
} from './integrations'
import { listTokens } from './tokens'
import { wrongCallOf } from './wrong-call'

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

const okta = { name: 'Corporate Okta', provider: 'okta', groupSync: false } as const

function history(ctx: Ctx, integrationId: string) {
  return inTenant(ctx.db, ctx.tenantId, (tx) =>
    selectChanges(tx, ctx.tenantId, { integrationId }, { limit: 50 }),
  )
}

test('a new integration has one live token and waits for its first request', async () => {
  const ctx = await testContext(db)
  const { integration, token } = await createIntegration(ctx, okta)
  expect(readToken(token.clear)).toMatchObject({ kind: 'ours', hint: token.token.hint })
  const known = await getIntegration(ctx, integration.id)
  expect(known).toMatchObject({
    name: 'Corporate Okta',
    provider: 'okta',
    groupSync: false,
    pausedAt: null,
    createdBy: 'Ada Byron',
    users: 0,
    groups: 0,
    liveTokens: 1,
    lastRequestAt: null,
    status: { state: 'waiting' },
  })
  const life = (known.nextExpiry?.getTime() ?? 0) - known.createdAt.getTime()
  expect(life / 86_400_000).toBeGreaterThanOrEqual(365)
})

test('the token and its fingerprint are nowhere in the history, the audit log or the lists', async () => {
  const ctx = await testContext(db)
  const { integration, token } = await createIntegration(ctx, okta)
  const read = readToken(token.clear)
  const hash = read.kind === 'ours' ? read.hash : Buffer.alloc(0)
  const everything = JSON.stringify([
    await history(ctx, integration.id),
    await inTenant(db, ctx.tenantId, (tx) => selectAudit(tx, ctx.tenantId, { limit: 50 })),
    await listTokens(ctx, integration.id),
    await listIntegrations(ctx),
  ])
  for (const secret of [token.clear, token.clear.slice(27), hash.toString('hex'), hash.toString('base64')]) {
    expect(everything).not.toContain(secret)
  }
  expect(everything).toContain(token.token.masked)
})

test('a name is taken in every spelling of case, in this company only', async () => {
  const ctx = await testContext(db)
  await createIntegration(ctx, okta)
  await expect(createIntegration(ctx, { ...okta, name: 'corporate OKTA' })).rejects.toMatchObject({
    code: 'conflict',
    field: 'name',
    text: { key: 'errors.nameTaken', values: { name: 'corporate OKTA' } },
  })
  expect(await listIntegrations(ctx)).toHaveLength(1)
  expect(await listTokens(ctx)).toHaveLength(1)
  await createIntegration(await testContext(db), okta)
})

test('an integration is renamed, but not to the name of another one', async () => {
  const ctx = await testContext(db)
  const { integration } = await createIntegration(ctx, okta)
  await createIntegration(ctx, { ...okta, name: 'Entra Europe', provider: 'entra' })
  await expect(renameIntegration(ctx, integration.id, 'entra europe')).rejects.toMatchObject({
    code: 'conflict',
  })
  await renameIntegration(ctx, integration.id, 'Okta EMEA')
  expect(await findIntegration(ctx, 'OKTA emea')).toMatchObject({ id: integration.id, name: 'Okta EMEA' })
  const [change] = await history(ctx, integration.id)
  expect(change).toMatchObject({
    action: 'integration.renamed',
    before: { name: 'Corporate Okta' },
    after: { name: 'Okta EMEA' },
  })
})

test('switching, pausing and resuming each leave one row of history, and doing so twice leaves none', async () => {
  const ctx = await testContext(db)
  const { integration } = await createIntegration(ctx, okta)
  await setGroupSync(ctx, integration.id, true)
  await setGroupSync(ctx, integration.id, true)
  await pauseIntegration(ctx, integration.id)
  await pauseIntegration(ctx, integration.id)
  expect(await getIntegration(ctx, integration.id)).toMatchObject({
    groupSync: true,
    pausedBy: 'Ada Byron',
    status: { state: 'paused' },
  })
  await resumeIntegration(ctx, integration.id)
  await setGroupSync(ctx, integration.id, false)
  expect(await getIntegration(ctx, integration.id)).toMatchObject({
    groupSync: false,
    pausedAt: null,
    pausedBy: null,
  })
  const rows = await history(ctx, integration.id)
  expect(rows.map(({ action }) => action).reverse()).toEqual([
    'integration.created',
    'token.created',
    'integration.group-sync.on',
    'integration.paused',
    'integration.resumed',
    'integration.group-sync.off',
  ])
  expect(rows.every(({ label, actorName }) => label !== '' && actorName === 'Ada Byron')).toBe(true)
})

test('only owners and admins change integrations; everybody may look', async () => {
  const owner = await testContext(db)
  const { integration } = await createIntegration(owner, okta)
  for (const role of ['operator', 'auditor'] as const) {
    const ctx = asRole(owner, role)
    await expect(createIntegration(ctx, { ...okta, name: role })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(setGroupSync(ctx, integration.id, true)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(pauseIntegration(ctx, integration.id)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await listIntegrations(ctx)).toHaveLength(1)
  }
  await setGroupSync(asRole(owner, 'admin'), integration.id, true)
  expect(await getIntegration(owner, integration.id)).toMatchObject({ groupSync: true, pausedAt: null })
})

test('an integration of another company is not found', async () => {
  const { integration } = await createIntegration(await testContext(db), okta)
  const stranger = await testContext(db)
  for (const act of [
    () => getIntegration(stranger, integration.id),
    () => renameIntegration(stranger, integration.id, 'Mine'),
    () => setGroupSync(stranger, integration.id, true),
    () => pauseIntegration(stranger, integration.id),
    () => getIntegration(stranger, 'not-an-id'),
  ]) {
    await expect(act()).rejects.toMatchObject({ code: 'not-found' })
  }
})

test('what an integration writes counts as its own and connects it', async () => {
  const ctx = await testContext(db)
  const { integration } = await createIntegration(ctx, okta)
  await createUser(asIntegration(ctx, integration), { userName: 'grace@acme.example', active: true })
  await createUser(asIntegration(ctx, integration), { userName: 'ada@acme.example', active: true })
  const [listed] = await listIntegrations(ctx)
  expect(listed).toMatchObject({ users: 2, groups: 0 })
  const rows = await history(ctx, integration.id)
  expect(rows.filter(({ action }) => action === 'user.created')).toHaveLength(2)
})

/** A call in the request log: let in, or refused for a reason. */
async function logCall(
  ctx: Ctx,
  call: { integrationId?: string; tokenId?: string; refusal?: string; at?: Date },
) {
  const row = {
    id: newId(),
    at: call.at ?? new Date(),
    integrationId: call.integrationId ?? null,
    tokenId: call.tokenId ?? null,
    method: 'GET',
    path: '/Users',
    query: '',
    status: call.refusal ? 401 : 200,
    scimType: null,
    detail: null,
    refusal: call.refusal ?? null,
    durationMicroseconds: 900,
    address: null,
    userAgent: null,
    resourceId: null,
    headers: null,
    requestBody: null,
    responseBody: null,
  }
  await inTenant(db, ctx.tenantId, async (tx) => {
    await insertRequests(tx, ctx.tenantId, [row])
    await keepOutcomes(tx, ctx.tenantId, [row])
  })
}

test('the status follows what the request log and the history tell', async () => {
  const ctx = await testContext(db)
  const { integration, token } = await createIntegration(ctx, okta)
  const own = { integrationId: integration.id, tokenId: token.token.id }
  const now = async () => (await getIntegration(ctx, integration.id)).status.state

  await logCall(ctx, { ...own, refusal: 'truncated' })
  expect(await getIntegration(ctx, integration.id)).toMatchObject({
    status: { state: 'waiting' },
    verified: false,
    refused: { refusal: 'truncated', token: { hint: token.token.hint } },
  })
  await logCall(ctx, own)
  expect(await getIntegration(ctx, integration.id)).toMatchObject({
    status: { state: 'verified' },
    verified: true,
    refused: null,
  })
  await createUser(asIntegration(ctx, integration), { userName: 'grace@acme.example', active: true })
  expect(await now()).toBe('connected')
  for (const refusal of ['mismatch', 'mismatch', 'mismatch']) await logCall(ctx, { ...own, refusal })
  expect(await now()).toBe('rejected')
  await logCall(ctx, own)
  expect(await now()).toBe('connected')
})

test('a call that names no integration is told to the company it reached, and to no other', async () => {
  const ctx = await testContext(db)
  await logCall(ctx, { refusal: 'missing' })
  await logCall(ctx, { refusal: 'foreign' })
  expect(await lastStrayCall(ctx)).toMatchObject({ refusal: 'foreign' })
  expect(await lastStrayCall(await testContext(db))).toBeUndefined()
})

test('what came before an integration was made is no fault of its', async () => {
  const ctx = await testContext(db)
  await logCall(ctx, { refusal: 'foreign', at: new Date(Date.now() - 1_000) })
  const { integration } = await createIntegration(ctx, okta)
  const told = async () => (await wrongCallOf(ctx, await getIntegration(ctx, integration.id)))?.key
  expect(await told()).toBeUndefined()
  await logCall(ctx, { refusal: 'missing' })
  expect(await told()).toBe('connect.wrong.missing')
})
