import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inTenant, sql } from '@/db/client'
import { asAdmin } from '@/db/testing/database'
import { AppError } from '@/lib/base/errors'
import { mintToken } from '@/lib/base/secret'
import { createUser } from '@/lib/directory/users'
import { setGroupSync } from '@/lib/integrations/group-sync'
import { pauseIntegration } from '@/lib/integrations/integrations'
import { createToken, revokeToken } from '@/lib/integrations/tokens'
import { URN } from '@/lib/scim'
import { failure, toScimError } from './respond'
import {
  type TestAnswer,
  type TestClient,
  type TestEndpoint,
  type TestIntegration,
  testClient,
  testEndpoint,
  testIntegration,
} from './testing'

let endpoint: TestEndpoint
let okta: TestIntegration
let scim: TestClient
beforeAll(async () => {
  endpoint = await testEndpoint()
})
afterAll(() => endpoint.close())
beforeEach(async () => {
  okta = await testIntegration(endpoint.db, { name: 'Corporate Okta' })
  scim = testClient(okta)
})

const REFERENCE = / Ref [0-9A-F]{8}$/
const today = new Date().toISOString().slice(0, 10)

/** What an administrator reads in the identity provider: the sentence, and the reference that Activity finds. */
function expectError(
  answer: TestAnswer,
  status: number,
  scimType: string | undefined,
  sentence: string,
): void {
  expect(answer.body).toEqual({
    schemas: [URN.ERROR],
    status: String(status),
    detail: expect.any(String),
    ...(scimType !== undefined && { scimType }),
  })
  expect(answer.body.detail).toMatch(REFERENCE)
  expect(answer.body.detail.replace(REFERENCE, '')).toBe(sentence)
  expect(answer.status).toBe(status)
  expect(answer.headers['content-type']).toMatch(/^application\/scim\+json/)
  expect(answer.body.detail.length).toBeLessThanOrEqual(400)
}

const person = (userName: string) => ({ schemas: [URN.USER], userName })
const total = async (path: string, client = scim) => (await client('GET', path)).body.totalResults

describe('the token', () => {
  const NOT_ACCEPTED =
    'The SCIM token was not accepted. Copy it whole from SCIM Settings › Tokens and paste it again; “Bearer ” in front is optional.'
  const withToken = (authorization: string) =>
    scim('POST', '/Users', person('ann@acme.example'), { authorization })

  it('none, unknown, or of another company', async () => {
    const stranger = await testIntegration(endpoint.db)
    const unknown = mintToken().token
    const withNul = `Basic ${Buffer.from(`okta:${okta.token.slice(0, 20)}\0${okta.token.slice(21)}`).toString('base64')}`
    const forms = ['', 'Bearer', 'Bearer x', `Bearer ${unknown}`, `Bearer ${stranger.token}`, withNul]
    for (const authorization of forms) {
      const answer = await withToken(authorization)
      expectError(answer, 401, undefined, NOT_ACCEPTED)
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer/)
    }
    expect(await total('/Users')).toBe(0)
  })

  it('truncated', async () => {
    for (const token of [okta.token.slice(0, -1), okta.token.slice(0, 30), okta.token.slice(0, 20)]) {
      expectError(
        await withToken(`Bearer ${token}`),
        401,
        undefined,
        "That isn't a whole SCIM token – it looks truncated. Copy it again in full.",
      )
    }
  })

  it('expired', async () => {
    await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
      tx.select(
        sql`update tokens set expires_at = '2026-02-03T04:05:06Z' where integration_id = ${okta.integrationId}`,
      ),
    )
    expectError(
      await withToken(`Bearer ${okta.token}`),
      401,
      undefined,
      `The SCIM token …${okta.token.slice(-4)} expired on 2026-02-03. Create a new one in SCIM Settings › Tokens.`,
    )
  })

  it('revoked', async () => {
    const token = await createToken(okta.ctx, okta.integrationId, {
      name: 'Second',
      expiry: 'never',
      access: 'read-write',
    })
    await revokeToken(okta.ctx, okta.integrationId, token.token.id)
    expectError(
      await withToken(`Bearer ${token.clear}`),
      401,
      undefined,
      `The SCIM token …${token.clear.slice(-4)} was revoked on ${today}. Create a new one in SCIM Settings › Tokens.`,
    )
  })
})

describe('what the console has switched off', () => {
  it('paused', async () => {
    await pauseIntegration(okta.ctx, okta.integrationId)
    const sentence = `Provisioning is paused by an administrator of ${okta.ctx.tenantName}.`
    expectError(await scim('GET', '/Users'), 403, undefined, sentence)
    expectError(await scim('POST', '/Users', person('ann@acme.example')), 403, undefined, sentence)
  })

  it('group sync off: every write of a group', async () => {
    const { id } = (await scim('POST', '/Groups', { displayName: 'Engineering' })).body
    await setGroupSync(okta.ctx, okta.integrationId, false)
    const sentence =
      'Group synchronization is off for “Corporate Okta”. Turn on “Synchronize groups with Identity Management Platform”, then push again.'
    const patch = { Operations: [{ op: 'add', path: 'members', value: [{ value: id }] }] }
    expectError(await scim('POST', '/Groups', { displayName: 'Sales' }), 403, undefined, sentence)
    expectError(await scim('PUT', `/Groups/${id}`, { displayName: 'Sales' }), 403, undefined, sentence)
    expectError(await scim('PATCH', `/Groups/${id}`, patch), 403, undefined, sentence)
    expectError(await scim('DELETE', `/Groups/${id}`), 403, undefined, sentence)
    await setGroupSync(okta.ctx, okta.integrationId, true)
    expect((await scim('GET', `/Groups/${id}`)).body.displayName).toBe('Engineering')
  })
})

describe('what exists already', () => {
  it('a person of its own', async () => {
    await scim('POST', '/Users', person('grace@acme.example'))
    expectError(
      await scim('POST', '/Users', person('Grace@acme.example')),
      409,
      'uniqueness',
      'A user with userName Grace@acme.example already exists (origin: IDP).',
    )
    expect(await total('/Users')).toBe(1)
  })

  it('a person whom nobody manages; a PUT claims them, a POST does not', async () => {
    const local = { ...okta.ctx, permissions: new Set(['users.write'] as const) }
    const { id } = await createUser(local, { schemas: [URN.USER], userName: 'grace@acme.example' })
    expectError(
      await scim('POST', '/Users', person('grace@acme.example')),
      409,
      'uniqueness',
      'A user with userName grace@acme.example already exists (origin: Local).',
    )
    expect((await scim('PUT', `/Users/${id}`, person('grace@acme.example'))).status).toBe(200)
    expect((await scim('POST', '/Users', person('grace@acme.example'))).body.detail).toContain(
      '(origin: IDP)',
    )
  })

  it('a person whom another integration manages', async () => {
    const entra = await testIntegration(endpoint.db, { ctx: okta.ctx, name: 'Entra Europe' })
    await testClient(entra)('POST', '/Users', person('grace@acme.example'))
    const sentence =
      'A user with userName grace@acme.example already exists and is managed by “Entra Europe”.'
    expectError(await scim('POST', '/Users', person('grace@acme.example')), 409, 'uniqueness', sentence)
    const { id } = (await scim('POST', '/Users', person('other@acme.example'))).body
    expectError(await scim('PUT', `/Users/${id}`, person('grace@acme.example')), 409, 'uniqueness', sentence)
    expect((await scim('GET', `/Users/${id}`)).body.userName).toBe('other@acme.example')
  })

  it('a group', async () => {
    await scim('POST', '/Groups', { displayName: 'Engineering' })
    expectError(
      await scim('POST', '/Groups', { displayName: 'Engineering' }),
      409,
      'uniqueness',
      'A group named “Engineering” already exists.',
    )
    expect(await total('/Groups')).toBe(1)
  })
})

describe('what is missing', () => {
  it('a required attribute', async () => {
    expectError(
      await scim('POST', '/Users', { schemas: [URN.USER], displayName: 'Grace' }),
      400,
      'invalidValue',
      'userName: a value is required. Check the attribute mapping for userName in your identity provider.',
    )
    expectError(
      await scim('POST', '/Groups', { schemas: [URN.GROUP] }),
      400,
      'invalidValue',
      'displayName: a value is required. Check the attribute mapping for displayName in your identity provider.',
    )
  })

  const stranger = (i: number) => `01900000-0000-7000-8000-00000000000${i}`
  const members = (...ids: string[]) => ids.map((value) => ({ value }))

  it('some members: no error, the known ones are applied', async () => {
    const { id } = (await scim('POST', '/Users', person('grace@acme.example'))).body
    const created = await scim('POST', '/Groups', { displayName: 'A', members: members(id, stranger(1)) })
    expect(created.status).toBe(201)
    expect(created.body.members.map(({ value }: { value: string }) => value)).toEqual([id])
    const group = (await scim('POST', '/Groups', { displayName: 'B' })).body.id
    const operations = [{ op: 'add', path: 'members', value: members(stranger(2), id) }]
    expect((await scim('PATCH', `/Groups/${group}`, { Operations: operations })).status).toBe(204)
    expect((await scim('GET', `/Groups/${group}`)).body.members).toHaveLength(1)
  })

  it('all members of a list: refused, naming the first five, and nothing changes', async () => {
    const one = await scim('POST', '/Groups', { displayName: 'A', members: members(stranger(1)) })
    expectError(
      one,
      400,
      'invalidValue',
      `None of these members is provisioned yet: ${stranger(1)}. Assign these people to the app, then push the group again.`,
    )
    const seven = members(...[1, 2, 3, 4, 5, 6, 7].map(stranger))
    const five = [1, 2, 3, 4, 5].map(stranger).join(', ')
    const sentence = `None of these members is provisioned yet: ${five} … (first five of 7). Assign these people to the app, then push the group again.`
    expectError(
      await scim('POST', '/Groups', { displayName: 'A', members: seven }),
      400,
      'invalidValue',
      sentence,
    )
    expect(await total('/Groups')).toBe(0)
    const { id } = (await scim('POST', '/Groups', { displayName: 'A' })).body
    const patch = { Operations: [{ op: 'add', path: 'members', value: seven }] }
    expectError(await scim('PATCH', `/Groups/${id}`, patch), 400, 'invalidValue', sentence)
    expect((await scim('GET', `/Groups/${id}`)).body).toMatchObject({ meta: { version: 'W/"1"' } })
  })
})

describe('what is not understood', () => {
  it('a path of a PATCH', async () => {
    const { id } = (await scim('POST', '/Users', person('grace@acme.example'))).body
    const answer = await scim('PATCH', `/Users/${id}`, {
      Operations: [{ op: 'replace', path: 'shoeSize', value: 39 }],
    })
    expect(answer.body).toMatchObject({ status: '400', scimType: 'invalidPath' })
    expect(answer.body.detail).toContain('shoeSize')
  })

  it('a filter, with its place', async () => {
    expectError(
      await scim('GET', '/Users?filter=userName pr and shoeSize eq 39'),
      400,
      'invalidFilter',
      'shoeSize at position 17 is not an attribute of Users.',
    )
  })

  it('a character that no store can hold, wherever the query has it', async () => {
    for (const query of ['filter=externalId+eq+a%00', 'filter=urn:x%00y:Foo:bar+pr', 'filter=title%00+pr']) {
      expect((await scim('GET', `/Users?${query}`)).body, query).toMatchObject({
        status: '400',
        scimType: 'invalidFilter',
      })
    }
    expect((await scim('GET', '/Users?sortBy=urn:x%00y:Foo:bar')).body).toMatchObject({
      status: '400',
      scimType: 'invalidPath',
    })
  })

  it('a body that is compressed, or of another kind', async () => {
    const send = (header: string, value: string) =>
      scim('POST', '/Users', { userName: 'zoe@acme.com' }, { [header]: value })
    const packed = await send('content-encoding', 'gzip')
    expect(packed.status).toBe(415)
    expect(packed.body.detail).toMatch(
      /^The Content-Encoding gzip is not read here; send the body as it is\. Ref /,
    )
    expect((await send('content-type', 'text/plain')).body.detail).toMatch(
      /^The Content-Type text\/plain is not read here; send application\/scim\+json\. Ref /,
    )
    expect((await send('content-encoding', 'identity')).status).toBe(201)
  })

  it('a base URL that ends in an endpoint', async () => {
    const { tenantSlug } = okta.ctx
    for (const path of ['/Users/Users', '/Users/Groups', '/scim/Users', '/Userz']) {
      expectError(
        await scim('GET', path),
        404,
        undefined,
        `No such endpoint ${path}. The base URL should end with /api/scim/${tenantSlug}.`,
      )
    }
  })
})

describe('what is not the client’s fault', () => {
  it('too many requests: 429 with whole seconds', () => {
    const answer = failure(toScimError(new AppError('limit', { key: 'errors.busy' }), ''))
    expect(answer.status).toBe(429)
    expect(answer.headers['retry-after']).toMatch(/^[1-9]\d*$/)
    expect(JSON.parse(answer.body)).toMatchObject({ schemas: [URN.ERROR], status: '429' })
  })

  it('our fault', async () => {
    const own = await testEndpoint()
    try {
      const broken = testClient(await testIntegration(own.db))
      await asAdmin(own.adminUrl, 'alter table users rename to users_elsewhere')
      expectError(
        await broken('GET', '/Users'),
        500,
        undefined,
        'Temporary problem on our side. Your identity provider can retry.',
      )
    } finally {
      await own.close()
    }
  })
})
