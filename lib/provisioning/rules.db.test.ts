import { describe, expect, it } from 'vitest'
import { inTenant } from '@/db/client'
import { selectAudit } from '@/db/queries/audit'
import { listProblems } from '@/lib/activity/problems'
import { flushActivity } from '@/lib/activity/recorder'
import { getTargetUser } from '@/lib/directory/target'
import { listHistory } from '@/lib/history/changes'
import { deleteIntegration } from '@/lib/integrations/deletion'
import { rulesInput } from '@/lib/integrations/input'
import { getIntegration, setRules } from '@/lib/integrations/integrations'
import type { Rules } from '@/lib/integrations/rules'
import { inEnglish } from '@/lib/messages/translate'
import { asRole } from '@/lib/tenancy/testing'
import { testClient, testIntegration } from './testing'
import { eachAtEndpoint } from './testing/each'

const { endpoint, okta, scim } = eachAtEndpoint()

const rule = (rules: Partial<Rules>, { ctx, integrationId } = okta) =>
  setRules(ctx, integrationId, {
    allowedDomains: [],
    allowedAddresses: [],
    whenLocal: 'claim',
    whenDeactivated: 'keep',
    whenGroupless: 'nothing',
    whenDeleted: 'delete',
    massChangePercent: 20,
    ...rules,
  })
const person = async (name: string, more = {}) => {
  const sent = { userName: `${name}@acme.com`, displayName: name, externalId: `ext-${name}`, ...more }
  return (await scim('POST', '/Users', sent)).body.id as string
}
const group = async (displayName: string, ids: string[], client = scim) => {
  const members = ids.map((value) => ({ value }))
  return (await client('POST', '/Groups', { displayName, members })).body.id as string
}
const patch = (path: string, ...Operations: object[]) => scim('PATCH', path, { Operations })
const takeOut = (groupId: string, id: string) =>
  patch(`/Groups/${groupId}`, { op: 'remove', path: `members[value eq "${id}"]` })
const seen = async (id: string) => {
  const { status, body } = await scim('GET', `/Users/${id}`)
  return status === 200 ? (body.active ? 'active' : 'inactive') : status
}
const sentences = async (userId: string) => {
  const { rows } = await listHistory(okta.ctx, { userId }, { before: '', limit: 50 })
  return rows.map(({ sentence }) => inEnglish(sentence))
}

describe('the rules of an integration', () => {
  it('are changed by owners and admins, and told in history and in the audit log', async () => {
    await rule({ allowedDomains: ['acme.com', 'acme.org'], whenDeleted: 'deactivate' })
    await rule({ allowedDomains: ['acme.com', 'acme.org'], whenDeleted: 'deactivate' })
    const { rules } = await getIntegration(okta.ctx, okta.integrationId)
    expect(rules).toEqual({
      allowedDomains: ['acme.com', 'acme.org'],
      allowedAddresses: [],
      whenLocal: 'claim',
      whenDeactivated: 'keep',
      whenGroupless: 'nothing',
      whenDeleted: 'deactivate',
      massChangePercent: 20,
    })
    const { rows } = await listHistory(
      okta.ctx,
      { integrationId: okta.integrationId },
      { before: '', limit: 9 },
    )
    const told = rows.filter(({ action }) => action === 'integration.rules-changed')
    expect(told.map(({ sentence }) => inEnglish(sentence))).toEqual([
      'Ada Byron changed the rules of Corporate Okta – allowed e-mail domains: acme.com, acme.org; when the IdP deletes: deactivate',
    ])
    const audit = await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
      selectAudit(tx, okta.ctx.tenantId, { limit: 9 }),
    )
    expect(audit.find(({ action }) => action === 'integration.rules-changed')).toMatchObject({
      target: 'Corporate Okta',
      before: { allowedDomains: [], whenDeleted: 'delete' },
      after: { allowedDomains: ['acme.com', 'acme.org'], whenDeleted: 'deactivate' },
    })
    for (const role of ['operator', 'auditor'] as const) {
      const change = setRules(asRole(okta.ctx, role), okta.integrationId, rulesInput.parse({}))
      await expect(change).rejects.toMatchObject({ code: 'forbidden' })
    }
  })
})

describe('allowed IP addresses', () => {
  const from = (address: string, method = 'GET', body?: object) =>
    scim(method, '/Users', body, { 'x-forwarded-for': address })
  const refused = (address: string) => ({
    status: 403,
    body: {
      status: '403',
      detail: expect.stringContaining(
        `Calls from ${address} are not allowed for “Corporate Okta”. Add the address under SCIM Settings › Settings › Rules.`,
      ),
    },
  })

  it('let calls through from the addresses and ranges that are named, and from no other, the very next one included', async () => {
    expect(await from('203.0.113.9')).toMatchObject({ status: 200 })
    await rule({ allowedAddresses: ['203.0.113.7', '198.51.100.0/24', '2001:db8::/32'] })
    for (const address of ['203.0.113.7', '198.51.100.200', '2001:db8:1::7', '2001:DB8::1']) {
      expect(await from(address)).toMatchObject({ status: 200 })
    }
    for (const address of ['203.0.113.9', '198.51.101.1', '2001:db9::1']) {
      expect(await from(address)).toMatchObject(refused(address))
    }
    expect(await scim('GET', '/Users')).toMatchObject(refused('an unknown address'))
    expect(await from('203.0.113.9', 'POST', { userName: 'eve@acme.com' })).toMatchObject(
      refused('203.0.113.9'),
    )
    await rule({})
    expect((await from('203.0.113.9')).body.totalResults).toBe(0)
  })

  it('are no hint to who has no live token, and a refused call says what to do', async () => {
    await rule({ allowedAddresses: ['203.0.113.7'] })
    const stranger = testClient({ ...okta, token: 'nothing-of-ours' })
    expect(await stranger('GET', '/Users', undefined, { 'x-forwarded-for': '203.0.113.9' })).toMatchObject({
      status: 401,
    })
    await from('203.0.113.9', 'POST', { userName: 'eve@acme.com' })
    await flushActivity()
    const problems = await listProblems(okta.ctx, okta.integrationId)
    expect(problems).toMatchObject([{ cause: 'address-not-allowed' }])
  })
})

describe('allowed e-mail domains', () => {
  const refused = (address: string) => ({
    status: 400,
    body: {
      status: '400',
      scimType: 'invalidValue',
      detail: expect.stringContaining(`${address} is outside the allowed domains acme.com.`),
    },
  })

  it('refuse whoever would come with another userName or main e-mail address', async () => {
    await rule({ allowedDomains: ['acme.com'] })
    expect(await scim('POST', '/Users', { userName: 'grace@other.com' })).toMatchObject(
      refused('grace@other.com'),
    )
    const emails = [
      { value: 'grace@acme.com', type: 'work' },
      { value: 'grace@other.com', type: 'home', primary: true },
    ]
    expect(await scim('POST', '/Users', { userName: 'grace', emails })).toMatchObject(
      refused('grace@other.com'),
    )
    expect((await scim('GET', '/Users')).body.totalResults).toBe(0)
    expect((await scim('POST', '/Users', { userName: 'Grace@ACME.com' })).status).toBe(201)
    const private_ = [{ value: 'ann@acme.com', primary: true }, { value: 'ann@home.example' }]
    expect((await scim('POST', '/Users', { userName: 'ann', emails: private_ })).status).toBe(201)
    expect((await scim('GET', '/Users')).body.totalResults).toBe(2)
  })

  it('refuse whoever has no address to tell by', async () => {
    await rule({ allowedDomains: ['acme.com'] })
    expect(await scim('POST', '/Users', { userName: 'grace' })).toMatchObject({
      status: 400,
      body: {
        scimType: 'invalidValue',
        detail: expect.stringMatching(
          /^emails: at least one e-mail is required\. Check the attribute mapping for email in your identity provider\. Ref /,
        ),
      },
    })
    expect((await scim('GET', '/Users')).body.totalResults).toBe(0)
  })

  it('refuse a PUT and a PATCH that would lead outside, and change nothing', async () => {
    await rule({ allowedDomains: ['acme.com'] })
    const id = await person('grace')
    const before = (await scim('GET', `/Users/${id}`)).body
    expect(await scim('PUT', `/Users/${id}`, { userName: 'grace@other.com' })).toMatchObject(
      refused('grace@other.com'),
    )
    const moved = { op: 'replace', path: 'emails[type eq "work"].value', value: 'grace@acme.com.other.com' }
    expect(await patch(`/Users/${id}`, moved)).toMatchObject(refused('grace@acme.com.other.com'))
    expect((await scim('GET', `/Users/${id}`)).body).toEqual(before)
  })

  it('let a person who is outside be deactivated, but neither renamed nor brought back', async () => {
    const id = await person('x', { userName: 'grace@other.com' })
    await rule({ allowedDomains: ['acme.com'] })
    const title = { op: 'replace', path: 'title', value: 'Engineer' }
    expect(await patch(`/Users/${id}`, title)).toMatchObject(refused('grace@other.com'))
    expect((await patch(`/Users/${id}`, { op: 'replace', value: { active: false } })).status).toBe(200)
    expect(await seen(id)).toBe('inactive')
    const rename = { op: 'replace', path: 'userName', value: 'ann@other.com' }
    expect(await patch(`/Users/${id}`, rename)).toMatchObject(refused('ann@other.com'))
    const back = { op: 'replace', value: { active: true } }
    expect(await patch(`/Users/${id}`, back)).toMatchObject(refused('grace@other.com'))
    expect(await seen(id)).toBe('inactive')
    expect((await scim('DELETE', `/Users/${id}`)).status).toBe(204)
  })
})

describe('when a person leaves every synchronised group', () => {
  it('nothing happens by default', async () => {
    const ann = await person('ann')
    await takeOut(await group('Sales', [ann]), ann)
    expect(await seen(ann)).toBe('active')
  })

  it('they are deactivated as soon as the last group is gone, and history says why', async () => {
    await rule({ whenGroupless: 'deactivate' })
    const [ann, bo] = [await person('ann'), await person('bo')]
    const [sales, team] = [await group('Sales', [ann, bo]), await group('Team', [ann])]
    await takeOut(sales, ann)
    expect(await seen(ann)).toBe('active')
    await patch(`/Groups/${team}`, { op: 'replace', path: 'members', value: [] })
    expect(await seen(ann)).toBe('inactive')
    expect(await seen(bo)).toBe('active')
    expect((await sentences(ann)).slice(0, 2)).toEqual([
      'Corporate Okta deactivated ann, who left every synchronised group',
      'Corporate Okta removed ann from Team',
    ])
    const { deactivated } = await getTargetUser(okta.ctx, ann, okta.baseUrl)
    expect(deactivated).toMatchObject({ by: 'Corporate Okta', why: 'left-every-group' })
  })

  it('they are removed by a PUT and by the deletion of the group alike, and history stays', async () => {
    await rule({ whenGroupless: 'remove' })
    const [ann, bo, cy] = [await person('ann'), await person('bo'), await person('cy', { active: false })]
    const sales = await group('Sales', [ann, bo, cy])
    await scim('PUT', `/Groups/${sales}`, { displayName: 'Sales', members: [{ value: ann }, { value: cy }] })
    expect([await seen(ann), await seen(bo), await seen(cy)]).toEqual(['active', 404, 'inactive'])
    expect((await scim('DELETE', `/Groups/${sales}`)).status).toBe(204)
    expect([await seen(ann), await seen(cy)]).toEqual([404, 404])
    expect((await sentences(bo)).slice(0, 2)).toEqual([
      'Corporate Okta removed bo, who left every synchronised group',
      'Corporate Okta removed bo from Sales',
    ])
  })

  it('people whom another integration manages, or nobody, stay as they are', async () => {
    const entra = await testIntegration(endpoint.db, { ctx: okta.ctx, name: 'Entra Europe' })
    const other = testClient(entra)
    const local = (await other('POST', '/Users', { userName: 'local@acme.com' })).body.id
    await deleteIntegration(okta.ctx, entra.integrationId, { people: 'keep' })
    await rule({ whenGroupless: 'remove' })
    const sales = await group('Sales', [local])
    await takeOut(sales, local)
    expect(await seen(local)).toBe('active')
  })

  it('of two writers who each take away one of the last two groups, one settles it', async () => {
    await rule({ whenGroupless: 'deactivate' })
    for (let round = 0; round < 10; round++) {
      const id = await person(`p${round}`)
      const groups = [await group(`A${round}`, [id]), await group(`B${round}`, [id])]
      const answers = await Promise.all(groups.map((groupId) => takeOut(groupId, id)))
      expect(answers.map(({ status }) => status)).toEqual([204, 204])
      expect(await seen(id)).toBe('inactive')
    }
  })
})

describe('when the IdP deletes', () => {
  it('the person is gone by default', async () => {
    const ann = await person('ann')
    expect((await scim('DELETE', `/Users/${ann}`)).status).toBe(204)
    await expect(getTargetUser(okta.ctx, ann, okta.baseUrl)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('they stay here inactive where the rule says so, and are gone for the IdP', async () => {
    await rule({ whenDeleted: 'deactivate' })
    const [ann, bo] = [await person('ann'), await person('bo')]
    const sales = await group('Sales', [ann, bo])
    expect((await scim('DELETE', `/Users/${ann}`)).status).toBe(204)

    expect(await seen(ann)).toBe(404)
    expect((await scim('DELETE', `/Users/${ann}`)).status).toBe(404)
    expect((await scim('GET', '/Users')).body).toMatchObject({ totalResults: 1, Resources: [{ id: bo }] })
    const byName = await scim('GET', '/Users?filter=userName eq "ann@acme.com"')
    expect(byName.body).toMatchObject({ totalResults: 0, Resources: [] })
    const search = await scim('POST', '/.search', { filter: 'id pr', sortBy: 'userName' })
    expect(search.body.totalResults).toBe(2)
    expect((await scim('GET', `/Groups/${sales}`)).body.members).toMatchObject([{ value: bo }])
    const add = { op: 'add', path: 'members', value: [{ value: ann }] }
    expect((await patch(`/Groups/${sales}`, add)).status).toBe(400)

    const kept = await getTargetUser(okta.ctx, ann, okta.baseUrl)
    expect(kept).toMatchObject({ active: false, origin: 'idp', groups: 0, resource: { active: false } })
    expect(kept.deactivated).toMatchObject({ by: 'Corporate Okta', why: 'deleted-by-provider' })
    expect((await sentences(ann)).slice(0, 2)).toEqual([
      'Corporate Okta deleted ann, who stays here inactive',
      'Corporate Okta removed ann from Sales',
    ])
  })

  it('a POST of the same userName brings the same person back under the same id', async () => {
    await rule({ whenDeleted: 'deactivate' })
    const ann = await person('ann', { title: 'Engineer' })
    await scim('DELETE', `/Users/${ann}`)
    const back = await scim('POST', '/Users', { userName: 'ANN@acme.com', externalId: 'another' })
    expect(back).toMatchObject({ status: 201, body: { id: ann, active: true, userName: 'ANN@acme.com' } })
    expect(back.body.title).toBeUndefined()
    expect(await seen(ann)).toBe('active')
    expect((await sentences(ann))[0]).toBe('Corporate Okta reactivated ANN@acme.com')
    expect((await scim('GET', '/Users')).body.totalResults).toBe(1)
    expect((await scim('POST', '/Users', { userName: 'ann@acme.com' })).status).toBe(409)
  })

  it('they come back inactive too, and by their externalId, and however often', async () => {
    await rule({ whenDeleted: 'deactivate' })
    const ann = await person('ann', { active: false })
    for (const userName of ['ann@acme.com', 'ann.lee@acme.com', 'ann@acme.com']) {
      await scim('DELETE', `/Users/${ann}`)
      expect(await seen(ann)).toBe(404)
      const back = await scim('POST', '/Users', { userName, externalId: 'ext-ann', active: false })
      expect(back).toMatchObject({ status: 201, body: { id: ann, active: false, userName } })
      expect(await seen(ann)).toBe('inactive')
    }
    expect(await sentences(ann)).toContain('Corporate Okta sent ann@acme.com again, still inactive')
  })

  it('of two POSTs at once, one brings them back and the other is told so', async () => {
    await rule({ whenDeleted: 'deactivate' })
    const ann = await person('ann', { externalId: undefined })
    await scim('DELETE', `/Users/${ann}`)
    const post = () => scim('POST', '/Users', { userName: 'ann@acme.com' })
    const answers = await Promise.all([post(), post(), post()])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    expect(answers.find(({ status }) => status === 201)?.body.id).toBe(ann)
  })

  it('they stay taken: nobody else gets the userName', async () => {
    await rule({ whenDeleted: 'deactivate' })
    const [ann, bo] = [await person('ann'), await person('bo')]
    await scim('DELETE', `/Users/${ann}`)
    const rename = await patch(`/Users/${bo}`, { op: 'replace', path: 'userName', value: 'ann@acme.com' })
    expect(rename).toMatchObject({
      status: 409,
      body: {
        scimType: 'uniqueness',
        detail: expect.stringContaining(
          'A user with userName ann@acme.com already exists: deleted by you before, and kept here inactive.',
        ),
      },
    })
    const entra = testClient(await testIntegration(endpoint.db, { ctx: okta.ctx, name: 'Entra Europe' }))
    expect(await entra('POST', '/Users', { userName: 'ann@acme.com' })).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('managed by “Corporate Okta”') },
    })
  })

  it('become Local, and seen again, with the end of the integration', async () => {
    await rule({ whenDeleted: 'deactivate' })
    const ann = await person('ann')
    await scim('DELETE', `/Users/${ann}`)
    const entra = testClient(await testIntegration(endpoint.db, { ctx: okta.ctx, name: 'Entra Europe' }))
    expect((await entra('GET', `/Users/${ann}`)).status).toBe(404)
    await deleteIntegration(okta.ctx, okta.integrationId, { people: 'keep' })
    expect((await entra('GET', `/Users/${ann}`)).body).toMatchObject({ id: ann, active: false })
  })
})
