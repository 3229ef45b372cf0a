import { describe, expect, it } from 'vitest'
import { inTenant, sql } from '@/db/client'
import { selectAudit } from '@/db/queries/audit'
import { listProblems } from '@/lib/activity/problems'
import { flushActivity } from '@/lib/activity/recorder'
import { getTargetUser } from '@/lib/directory/target'
import { createUser } from '@/lib/directory/users'
import { listHistory } from '@/lib/history/changes'
import { rulesInput } from '@/lib/integrations/input'
import { getIntegration, setRules } from '@/lib/integrations/integrations'
import { type Rules, readRules } from '@/lib/integrations/rules'
import { inEnglish } from '@/lib/messages/translate'
import { testClient, testIntegration } from './testing'
import { eachAtEndpoint } from './testing/each'

const { endpoint, okta, scim, directory } = eachAtEndpoint()

const rule = (whenLocal: Rules['whenLocal']) =>
  setRules(okta.ctx, okta.integrationId, rulesInput.parse({ whenLocal }))

async function local(userName = 'grace@acme.com'): Promise<string> {
  const ctx = { ...okta.ctx, permissions: new Set(['users.write'] as const) }
  return (await createUser(ctx, { userName, title: 'Admiral' })).id
}

const sent = { userName: 'Grace@acme.com', externalId: '00u1', active: true }
const conflict = {
  status: 409,
  body: {
    status: '409',
    scimType: 'uniqueness',
    detail: expect.stringMatching(
      /^A user with userName grace@acme\.com already exists \(origin: Local\), and “Corporate Okta” leaves Local people as they are\. Switch the rule to claim under SCIM Settings › Settings › Rules, or rename or delete the Local person\. Ref /i,
    ),
  },
}
const originOf = async (id: string) => (await getTargetUser(okta.ctx, id, okta.baseUrl)).origin

describe('a Local person whom the IdP sends', () => {
  it('is claimed by the first PUT or PATCH by default, and where rules were stored before there was a choice', async () => {
    const [put, patched] = [await local('a@acme.com'), await local('b@acme.com')]
    await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
      tx.select(sql`update integrations set rules = '{"whenDeleted": "deactivate"}'`),
    )
    expect(readRules((await getIntegration(okta.ctx, okta.integrationId)).rules)).toMatchObject({
      whenLocal: 'claim',
      whenDeactivated: 'keep',
      whenDeleted: 'deactivate',
    })
    expect((await scim('PUT', `/Users/${put}`, { userName: 'a@acme.com' })).status).toBe(200)
    const title = { op: 'replace', path: 'title', value: 'Captain' }
    expect((await directory.patch(`/Users/${patched}`, title)).status).toBe(200)
    expect([await originOf(put), await originOf(patched)]).toEqual(['idp', 'idp'])
  })

  it('stays Local and as they were under the rule, whatever the verb', async () => {
    const id = await local()
    await rule('conflict')
    const before = await directory.read(`/Users/${id}`)
    const same = { op: 'replace', path: 'title', value: 'Admiral' }
    const inactive = { op: 'replace', path: 'active', value: false }
    const answers = [
      await scim('POST', '/Users', sent),
      await scim('PUT', `/Users/${id}`, sent),
      await directory.patch(`/Users/${id}`, same),
      await directory.patch(`/Users/${id}`, inactive),
      await scim('DELETE', `/Users/${id}`),
      await scim('PUT', `/Users/${id}`, sent, { 'if-match': 'W/"9"' }),
    ]
    for (const answer of answers) expect(answer).toMatchObject(conflict)
    const bulk = await scim('POST', '/Bulk', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations: [
        { method: 'POST', path: '/Users', bulkId: 'a', data: sent },
        { method: 'PUT', path: `/Users/${id}`, data: sent },
        { method: 'PATCH', path: `/Users/${id}`, data: { Operations: [inactive] } },
        { method: 'DELETE', path: `/Users/${id}` },
      ],
    })
    expect(bulk.body.Operations.map(({ status }: { status: string }) => status)).toEqual(Array(4).fill('409'))
    expect(await directory.read(`/Users/${id}`)).toEqual(before)
    expect(await originOf(id)).toBe('local')
    const { rows } = await listHistory(okta.ctx, { userId: id }, { before: '', limit: 9 })
    expect(rows.map(({ action }) => action)).toEqual(['user.created'])
  })

  it('is found all the same, and may be a member of pushed groups', async () => {
    const id = await local()
    await rule('conflict')
    const found = await scim('GET', '/Users?filter=userName eq "grace@acme.com"')
    expect(found.body).toMatchObject({ totalResults: 1, Resources: [{ id }] })
    expect(await directory.members(await directory.group('Sales', [id]))).toEqual([id])
    expect(await originOf(id)).toBe('local')
  })

  it('is nobody else: people of its own, of others and new ones are written as ever', async () => {
    await local()
    const [own, entra] = [
      await directory.user('own@acme.com'),
      testClient(await testIntegration(endpoint.db, { ctx: okta.ctx, name: 'Entra Europe' })),
    ]
    await entra('POST', '/Users', { userName: 'theirs@acme.com' })
    await rule('conflict')
    expect((await scim('PUT', `/Users/${own}`, { userName: 'own@acme.com', title: 'x' })).status).toBe(200)
    expect((await scim('POST', '/Users', { userName: 'new@acme.com' })).status).toBe(201)
    expect((await scim('POST', '/Users', { userName: 'own@acme.com' })).body.detail).toContain(
      '(origin: IDP)',
    )
    expect((await scim('POST', '/Users', { userName: 'theirs@acme.com' })).body.detail).toContain(
      'is managed by “Entra Europe”.',
    )
    // A claim would not help who is given the userName of somebody else.
    const renamed = await scim('PUT', `/Users/${own}`, { userName: 'grace@acme.com' })
    expect(renamed).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('(origin: Local).') },
    })
  })

  it('is a problem with its remedy, until the rule is to claim', async () => {
    const id = await local()
    await rule('conflict')
    await scim('PUT', `/Users/${id}`, sent)
    await flushActivity()
    const [problem, ...others] = await listProblems(okta.ctx, okta.integrationId)
    expect(others).toEqual([])
    expect(problem).toMatchObject({ cause: 'local-conflict', remedy: { places: ['settings', 'users'] } })
    expect(problem && inEnglish(problem.remedy.title)).toBe('Conflict with a Local person')
    expect(problem?.remedy.steps[0] && inEnglish(problem.remedy.steps[0])).toBe(
      'Switch the rule to “Claim” under Settings, or rename or delete the Local person.',
    )
    await rule('claim')
    expect((await scim('PUT', `/Users/${id}`, sent)).status).toBe(200)
    await flushActivity()
    expect(await listProblems(okta.ctx, okta.integrationId)).toEqual([])
    expect(await originOf(id)).toBe('idp')
  })

  it('is told of in history when the rule is changed', async () => {
    await setRules(
      okta.ctx,
      okta.integrationId,
      rulesInput.parse({ whenLocal: 'conflict', whenDeactivated: 'leave' }),
    )
    await setRules(okta.ctx, okta.integrationId, rulesInput.parse({}))
    const { rows } = await listHistory(
      okta.ctx,
      { integrationId: okta.integrationId },
      { before: '', limit: 9 },
    )
    const told = rows.filter(({ action }) => action === 'integration.rules-changed')
    expect(told.map(({ sentence }) => inEnglish(sentence))).toEqual([
      'Ada Byron changed the rules of Corporate Okta – when a person is here as Local: claim; when the IdP deactivates: keep inactive',
      'Ada Byron changed the rules of Corporate Okta – when a person is here as Local: report a conflict; when the IdP deactivates: remove from groups',
    ])
    const audit = await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
      selectAudit(tx, okta.ctx.tenantId, { limit: 9 }),
    )
    expect(audit.find(({ action }) => action === 'integration.rules-changed')).toMatchObject({
      target: 'Corporate Okta',
      before: { whenLocal: 'conflict', whenDeactivated: 'leave' },
      after: { whenLocal: 'claim', whenDeactivated: 'keep' },
    })
  })
})
