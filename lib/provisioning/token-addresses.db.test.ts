import { beforeEach, expect, test } from 'vitest'
import { inTenant } from '@/db/client'
import { selectAudit } from '@/db/queries/audit'
import { asAdmin } from '@/db/testing/database'
import { listProblems } from '@/lib/activity/problems'
import { flushActivity } from '@/lib/activity/recorder'
import { listHistory } from '@/lib/history/changes'
import { getIntegration, setRules } from '@/lib/integrations/integrations'
import { restrictToken } from '@/lib/integrations/restrict-token'
import { rotateToken } from '@/lib/integrations/rotation'
import { createToken, listTokens, revokeToken } from '@/lib/integrations/tokens'
import { wrongCallOf } from '@/lib/integrations/wrong-call'
import { inEnglish } from '@/lib/messages/translate'
import { asRole } from '@/lib/tenancy/testing'
import { type TestClient, testClient, testIntegration } from './testing'
import { eachAtEndpoint } from './testing/each'

const { endpoint, okta } = eachAtEndpoint()

let tokenId: string
let hint: string
beforeEach(async () => {
  const [token] = await listTokens(okta.ctx, okta.integrationId)
  tokenId = token?.id ?? ''
  hint = token?.hint ?? ''
})

const restrict = (allowedAddresses: string[], meant?: string, ctx = okta.ctx) =>
  restrictToken(ctx, okta.integrationId, tokenId, allowedAddresses, meant)
const call = (client: TestClient, address: string, method = 'GET', path = '/Users', body?: object) =>
  client(method, path, body, { 'x-forwarded-for': address })
const detailFor = (address: string, end = hint) =>
  new RegExp(
    `^Calls from ${address} are not allowed with the SCIM token “.+” \\(…${end}\\)\\. Add the address to the token under SCIM Settings › Tokens, or use another token\\. Ref `,
  )

test('a token with ranges is let in from them alone; another token of the integration from everywhere', async () => {
  const scim = testClient(okta)
  const { clear } = await createToken(okta.ctx, okta.integrationId, {
    name: 'Back end',
    expiry: 'never',
    access: 'read-write',
    allowedAddresses: ['198.51.100.0/24', '2001:db8::/32'],
  })
  const backEnd = testClient({ ...okta, token: clear })
  for (const address of ['198.51.100.9', '2001:db8::7']) {
    expect((await call(backEnd, address)).status).toBe(200)
  }
  const refused = await call(backEnd, '203.0.113.9')
  expect(refused.status).toBe(403)
  expect(refused.body.detail).toMatch(detailFor('203.0.113.9', clear.slice(-4)))
  expect((await call(backEnd, '203.0.113.9', 'POST', '/Users', { userName: 'eve@acme.com' })).status).toBe(
    403,
  )
  expect((await backEnd('GET', '/Users')).body.detail).toMatch(
    detailFor('an unknown address', clear.slice(-4)),
  )
  expect((await call(scim, '203.0.113.9')).body.totalResults).toBe(0)
})

test('both hold: the rule of the integration and the ranges of the token', async () => {
  const scim = testClient(okta)
  await setRules(okta.ctx, okta.integrationId, { allowedAddresses: ['203.0.113.0/24'] })
  await restrict(['203.0.113.7', '198.51.100.1'])
  expect((await call(scim, '203.0.113.7')).status).toBe(200)
  expect((await call(scim, '198.51.100.1')).body.detail).toContain('not allowed for “Corporate Okta”')
  expect((await call(scim, '203.0.113.8')).body.detail).toMatch(detailFor('203.0.113.8'))
})

const CALLS = [
  ['a read', 'GET', '/Users?count=1', undefined],
  ['a list of groups', 'GET', '/Groups', undefined],
  ['a write', 'POST', '/Users', { userName: 'late@acme.com' }],
  ['a write of a group', 'POST', '/Groups', { displayName: 'Late' }],
] as const

test.each(CALLS)(
  '%s: what another process has said of a known token holds for the next call',
  async (...on) => {
    const [, method, path, body] = on
    const scim = testClient(okta)
    expect((await call(scim, '203.0.113.9')).status).toBe(200)
    const write = (ranges: string) =>
      asAdmin(endpoint.adminUrl, `update tokens set allowed_addresses = '${ranges}' where id = '${tokenId}'`)
    await write('{203.0.113.7}')
    const refused = await call(scim, '203.0.113.9', method, path, body)
    expect(refused.status).toBe(403)
    expect(refused.body.detail).toMatch(detailFor('203.0.113.9'))
    await write('{}')
    const { totalResults } = (await call(scim, '203.0.113.9')).body
    expect(totalResults).toBe(0)
    expect((await call(scim, '203.0.113.9', method, path, body)).status).toBeLessThan(300)
  },
)

test('who would shut out the address that the token was used from last is asked first', async () => {
  const scim = testClient(okta)
  await call(scim, '203.0.113.9')
  await flushActivity()
  expect(await restrict(['198.51.100.0/24'])).toBe('203.0.113.9')
  expect((await call(scim, '203.0.113.9')).status).toBe(200)
  expect(await restrict(['198.51.100.0/24'], '203.0.113.8')).toBe('203.0.113.9')
  expect(await restrict(['203.0.113.0/24'])).toBeNull()
  expect(await restrict(['198.51.100.0/24'], '203.0.113.9')).toBeNull()
  expect((await call(scim, '203.0.113.9')).status).toBe(403)
  const [token] = await listTokens(okta.ctx, okta.integrationId)
  expect(token).toMatchObject({ allowedAddresses: ['198.51.100.0/24'], shutOut: '203.0.113.9' })
  await restrict([])
  expect((await listTokens(okta.ctx, okta.integrationId))[0]).toMatchObject({ shutOut: null })
})

test('a rotated token is let in from where the old one was, or from where its maker says', async () => {
  await restrict(['203.0.113.7'])
  const kept = await rotateToken(okta.ctx, okta.integrationId, tokenId)
  expect(kept.token.allowedAddresses).toEqual(['203.0.113.7'])
  expect((await call(testClient({ ...okta, token: kept.clear }), '203.0.113.8')).status).toBe(403)
  await revokeToken(okta.ctx, okta.integrationId, kept.token.id)
  const moved = await rotateToken(okta.ctx, okta.integrationId, tokenId, ['203.0.113.8'])
  const scim = testClient({ ...okta, token: moved.clear })
  expect((await call(scim, '203.0.113.8')).status).toBe(200)
  expect((await call(scim, '203.0.113.7')).status).toBe(403)
  expect((await call(testClient(okta), '203.0.113.7')).status).toBe(200)
})

test('a refused call is a problem with its remedy, and is explained where calls are waited for', async () => {
  await restrict(['203.0.113.7'])
  await call(testClient(okta), '203.0.113.9', 'POST', '/Users', { userName: 'eve@acme.com' })
  await flushActivity()
  expect(await listProblems(okta.ctx, okta.integrationId)).toMatchObject([{ cause: 'token-address' }])
  const wrong = async () => wrongCallOf(okta.ctx, await getIntegration(okta.ctx, okta.integrationId))
  expect(await wrong()).toMatchObject({
    key: 'connect.wrong.tokenAddress',
    values: { address: '203.0.113.9', hint },
    remedy: 'tokens',
  })
  await restrict(['203.0.113.9'])
  await call(testClient(okta), '203.0.113.9')
  await flushActivity()
  expect(await wrong()).toBeUndefined()
})

test('is told in history and in the audit log, once, and is for Owners and Admins', async () => {
  await restrict(['203.0.113.7', '198.51.100.0/24'])
  await restrict(['203.0.113.7', '198.51.100.0/24'])
  await restrict([])
  const { rows } = await listHistory(
    okta.ctx,
    { integrationId: okta.integrationId },
    { before: '', limit: 9 },
  )
  const told = rows.filter(({ action }) => action === 'token.restricted')
  expect(told.map(({ sentence }) => inEnglish(sentence))).toEqual([
    expect.stringMatching(/^Ada Byron let the token .+ be used from everywhere$/),
    expect.stringMatching(
      /^Ada Byron let the token .+ be used from 203\.0\.113\.7, 198\.51\.100\.0\/24 only$/,
    ),
  ])
  const audit = await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
    selectAudit(tx, okta.ctx.tenantId, { limit: 9 }),
  )
  expect(audit.filter(({ action }) => action === 'token.restricted')).toMatchObject([
    { after: { allowedAddresses: [] } },
    { before: { allowedAddresses: [] }, after: { allowedAddresses: ['203.0.113.7', '198.51.100.0/24'] } },
  ])
  for (const role of ['operator', 'auditor'] as const) {
    await expect(restrict(['203.0.113.7'], undefined, asRole(okta.ctx, role))).rejects.toMatchObject({
      code: 'forbidden',
    })
  }
  const other = await testIntegration(endpoint.db)
  await expect(restrict([], undefined, other.ctx)).rejects.toMatchObject({ code: 'not-found' })
  await revokeToken(okta.ctx, okta.integrationId, tokenId)
  await expect(restrict(['203.0.113.7'])).rejects.toMatchObject({ code: 'conflict' })
})
