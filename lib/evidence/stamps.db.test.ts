import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { shownThrough } from '@/db/shown'
import type { ExportAsked, ExportedFile } from '@/lib/export/export'
import { exportList } from '@/lib/export/lists'
import { rotateToken } from '@/lib/integrations/rotation'
import { revokeToken } from '@/lib/integrations/tokens'
import { testClient, testDirectory } from '@/lib/provisioning/testing'
import { eachAtEndpoint } from '@/lib/provisioning/testing/each'
import { maskRow } from '@/lib/tenancy/masking'
import { ensureOwner } from '@/lib/tenancy/members'
import { asRole, testContext } from '@/lib/tenancy/testing'
import { checksumInput, stampSearch } from './input'
import { getPopulations } from './populations'
import { findStamps, listStamps } from './stamps'

const { endpoint, okta } = eachAtEndpoint()

const asked = (format: 'csv' | 'json', search = ''): ExportAsked => ({ format, search })
const bytesOf = async (file: Promise<ExportedFile>) => new Response((await file).body).bytes()
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const all = (of = okta.ctx) => listStamps(of, stampSearch.parse({}))

test('every file is known again by its contents: who took it, when, how filtered, how many rows', async () => {
  await testDirectory(testClient(okta)).user('ann@acme.example')
  const people = await bytesOf(exportList(okta.ctx, 'users', asked('csv', 'status=active&cols=origin')))
  await bytesOf(exportList(okta.ctx, 'audit-log', asked('json', 'action=token')))
  const page = await all()
  expect(page).toMatchObject({
    total: 2,
    rows: [
      { what: 'audit-log', format: 'json', filter: [{ name: 'action', value: 'token' }] },
      {
        what: 'users',
        actor: 'Ada Byron',
        filter: [{ name: 'status', value: 'active' }],
        masked: false,
        contents: { rows: 1, bytes: people.length, sha256: sha256(people) },
      },
    ],
  })
  expect(await findStamps(okta.ctx, sha256(people))).toEqual([page.rows[1]])
  const changed = people.slice()
  changed.set([changed[0] ? 0 : 1], changed.length - 3)
  expect(await findStamps(okta.ctx, sha256(changed))).toEqual([])
  expect(await findStamps(await testContext(endpoint.db), sha256(people))).toEqual([])
})

test('what an Auditor takes whose rows are masked says so', async () => {
  const auditor = { ...asRole(okta.ctx, 'auditor'), db: shownThrough(endpoint.db, maskRow) }
  await bytesOf(exportList(auditor, 'users', asked('csv')))
  expect((await all()).rows).toMatchObject([{ masked: true, contents: { rows: 0 } }])
})

test('populations are whole: members, integrations, and tokens by their fingerprints with who ended them', async () => {
  const { ctx, integrationId } = okta
  await ensureOwner(ctx, 'grace@acme.example')
  const { token } = await rotateToken(ctx, integrationId, await firstToken())
  const old = await firstToken()
  await revokeToken(ctx, integrationId, old)
  const read = async (list: string) =>
    JSON.parse(new TextDecoder().decode(await bytesOf(exportList(ctx, list, asked('json')))))
  expect(await read('console-members')).toMatchObject([
    { name: 'Grace', email: 'grace@acme.example', role: 'owner', lastActive: null, signInMethod: 'password' },
  ])
  expect(await read('integrations')).toMatchObject([{ id: integrationId, massChangePercent: 20 }])
  const tokens = await read('tokens')
  expect(tokens).toMatchObject([
    { id: token.id, state: 'active', rotationOf: old, createdBy: 'Ada Byron', revoked: null },
    { id: old, state: 'revoked', rotatedTo: token.id, revokedBy: 'Ada Byron' },
  ])
  expect(tokens[0].fingerprint).toMatch(/^rollcall_scim_.{4}••••.{4}$/)
  expect(JSON.stringify(tokens)).not.toContain(okta.token)
  expect(await getPopulations(ctx)).toMatchObject({
    members: 1,
    integrations: 1,
    tokens: { all: 2, live: 1 },
  })

  async function firstToken(): Promise<string> {
    const listed = JSON.parse(
      new TextDecoder().decode(await bytesOf(exportList(ctx, 'tokens', asked('json')))),
    )
    return listed.at(-1).id
  }
})

test('who may not read the audit log gets none of it', async () => {
  const operator = asRole(okta.ctx, 'operator')
  for (const list of ['console-members', 'integrations', 'tokens']) {
    await expect(async () => exportList(operator, list, asked('csv'))).rejects.toMatchObject({
      code: 'forbidden',
    })
  }
  await expect(all(operator)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(findStamps(operator, 'a'.repeat(64))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(getPopulations(operator)).rejects.toMatchObject({ code: 'forbidden' })
})

test('a checksum is read as tools print it', () => {
  const sum = 'AB'.repeat(32)
  expect(checksumInput.parse(`${sum}  people.csv\n`)).toBe(sum.toLowerCase())
  expect(checksumInput.safeParse('abc').success).toBe(false)
})
