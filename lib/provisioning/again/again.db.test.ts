import { describe, expect, it } from 'vitest'
import { inTenant, sql } from '@/db/client'
import { selectAudit } from '@/db/queries/audit'
import { asAdmin } from '@/db/testing/database'
import { listProblems } from '@/lib/activity/problems'
import { flushActivity } from '@/lib/activity/recorder'
import { createLocalGroup } from '@/lib/directory/local/groups'
import { getTargetGroup, getTargetUser } from '@/lib/directory/target'
import { createUser } from '@/lib/directory/users'
import { listHistory } from '@/lib/history/changes'
import { setGroupSync } from '@/lib/integrations/group-sync'
import { pauseIntegration, resumeIntegration, setRules } from '@/lib/integrations/integrations'
import { restrictToken } from '@/lib/integrations/restrict-token'
import { createToken, listTokens, revokeToken } from '@/lib/integrations/tokens'
import { inEnglish } from '@/lib/messages/translate'
import { asRole } from '@/lib/tenancy/testing'
import { type TestAnswer, testClient, testIntegration } from '../testing'
import { eachAtEndpoint } from '../testing/each'
import { applyAgain, hindranceOf, type Rehearsal, rehearse } from './apply'

const { endpoint, okta, scim, directory } = eachAtEndpoint()

const ofCompany = <Row>(statement: ReturnType<typeof sql>) =>
  inTenant(endpoint.db, okta.ctx.tenantId, (tx) => tx.select<Row>(statement))
/** The last call of the log, once it is there. */
async function logged(): Promise<string> {
  await flushActivity()
  const [row] = await ofCompany<{ id: string }>(
    sql`select id from requests order by at desc, id desc limit 1`,
  )
  return row?.id ?? ''
}
async function refused(call: Promise<TestAnswer>, status: number): Promise<string> {
  expect((await call).status).toBe(status)
  return logged()
}
const look = (id: string, ctx = okta.ctx) => rehearse(ctx, okta.integrationId, id)
async function ready(id: string): Promise<Rehearsal> {
  const found = await look(id)
  if ('why' in found) throw new Error(inEnglish(found.why))
  return found
}
const sentences = ({ changes }: Rehearsal) =>
  changes.map(({ what }) => inEnglish({ key: 'activity.did', values: { what } }))
const apply = (id: string, seen: string, ctx = okta.ctx) => applyAgain(ctx, okta.integrationId, id, seen)
async function why(id: string): Promise<string> {
  const found = await hindranceOf(okta.ctx, okta.integrationId, id)
  return found ? found.why.key.replace('activity.again.why.', '') : 'none'
}
const domains = (...allowedDomains: string[]) => setRules(okta.ctx, okta.integrationId, { allowedDomains })
const put = (id: string, body: object) => scim('PUT', `/Users/${id}`, { userName: 'ann@acme.com', ...body })
const mail = (value: string) => ({ emails: [{ value, type: 'work', primary: true }] })
/** Everything that a write leaves, but the log. */
const traces = () =>
  ofCompany(sql`
    select 'user' as kind, id::text, version, resource::text as text from users
    union all select 'group', id::text, version, resource::text from groups
    union all select 'member', group_id || ' ' || user_id, 0, '' from group_members
    union all select 'change', id::text, 0, action from changes
    union all select 'audit', position::text, 0, action from audit_log
    union all select 'problem', id::text, times, coalesce(closed_at::text, 'open') from problems
    order by 1, 2`)

describe('a refused call', () => {
  it('is shown before it is applied, leaves no trace by that, and is then applied in the name of who did it', async () => {
    const ann = await directory.user('ann@acme.com', { title: 'Analyst', ...mail('ann@acme.com') })
    await domains('acme.com')
    const id = await refused(put(ann, { title: 'Lead', ...mail('ann@acme.org') }), 400)
    await domains('acme.com', 'acme.org')
    const before = await traces()
    const seen = await ready(id)
    expect(sentences(seen)).toEqual(['changed ann@acme.com’s title and work e-mail'])
    expect(seen.changes[0]?.pairs).toMatchObject([
      { before: 'Analyst', after: 'Lead' },
      { before: 'ann@acme.com', after: 'ann@acme.org' },
    ])
    expect(await traces()).toEqual(before)

    await apply(id, seen.seen)
    expect(await directory.read(`/Users/${ann}`)).toMatchObject({
      title: 'Lead',
      emails: [{ value: 'ann@acme.org' }],
    })
    expect((await getTargetUser(okta.ctx, ann, okta.baseUrl)).origin).toBe('idp')
    const { rows } = await listHistory(okta.ctx, { userId: ann }, { before: '', limit: 9 })
    expect(rows.slice(0, 2).map(({ sentence }) => inEnglish(sentence))).toEqual([
      'Ada Byron applied a refused call about ann@acme.com again',
      'Ada Byron changed title and work e-mail',
    ])
    const audit = await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
      selectAudit(tx, okta.ctx.tenantId, { limit: 9 }),
    )
    expect(audit.filter(({ action }) => action === 'request.applied')).toMatchObject([
      { actorName: 'Ada Byron', target: 'ann@acme.com', after: { request: id, method: 'PUT' } },
    ])
    expect(audit.some(({ action }) => action.startsWith('user.'))).toBe(false)
    expect(await listProblems(okta.ctx, okta.integrationId)).toEqual([])
    expect(await why(id)).toBe('applied')
    await expect(apply(id, seen.seen)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('that would have made a group makes it, as the integration’s own', async () => {
    const ann = await directory.user('ann@acme.com')
    await setGroupSync(okta.ctx, okta.integrationId, false)
    const id = await refused(
      scim('POST', '/Groups', { displayName: 'Sales', members: [{ value: ann }] }),
      403,
    )
    expect(await why(id)).toBe('groupSync')
    await setGroupSync(okta.ctx, okta.integrationId, true)
    const seen = await ready(id)
    expect(sentences(seen)).toEqual(['added the group Sales', 'added ann@acme.com to Sales'])
    await apply(id, seen.seen)
    const [group] = (await scim('GET', '/Groups')).body.Resources
    expect(group).toMatchObject({ displayName: 'Sales', members: [{ value: ann }] })
    expect((await getTargetGroup(okta.ctx, group.id)).origin).toBe('idp')
    await flushActivity()
    expect(await listProblems(okta.ctx, okta.integrationId)).toEqual([])
  })

  it('of a group is applied as PATCH and DELETE, too', async () => {
    const [ann, bo] = [await directory.user('ann@acme.com'), await directory.user('bo@acme.com')]
    const sales = await directory.group('Sales', [ann])
    await pauseIntegration(okta.ctx, okta.integrationId)
    const add = { op: 'add', path: 'members', value: [{ value: bo }] }
    const id = await refused(directory.patch(`/Groups/${sales}`, add), 403)
    expect(await why(id)).toBe('paused')
    await resumeIntegration(okta.ctx, okta.integrationId)
    await apply(id, (await ready(id)).seen)
    expect(await directory.members(sales)).toEqual([ann, bo].sort())
    await pauseIntegration(okta.ctx, okta.integrationId)
    const gone = await refused(scim('DELETE', `/Users/${bo}`), 403)
    await resumeIntegration(okta.ctx, okta.integrationId)
    const seen = await ready(gone)
    expect(sentences(seen).at(-1)).toBe('removed bo@acme.com')
    await apply(gone, seen.seen)
    expect(await directory.read(`/Users/${bo}`)).toBe(404)
  })

  it('that would be refused again says so, and for what', async () => {
    const ann = await directory.user('ann@acme.com')
    await domains('acme.com')
    const id = await refused(put(ann, mail('ann@evil.example')), 400)
    expect(await look(id)).toMatchObject({
      why: {
        key: 'activity.again.why.refused',
        values: { detail: expect.stringContaining('outside the allowed domains') },
      },
      place: 'settings',
    })
    // A name that was taken meanwhile fails a statement that nobody waits for.
    const made = await refused(
      scim('POST', '/Users', { userName: 'eve@acme.org', ...mail('eve@acme.org') }),
      400,
    )
    await domains()
    expect(sentences(await ready(made))).toEqual(['added eve@acme.org'])
    await createUser(okta.ctx, { userName: 'eve@acme.org' }).catch(() =>
      createUser({ ...okta.ctx, permissions: new Set(['users.write']) }, { userName: 'eve@acme.org' }),
    )
    expect(await look(made)).toMatchObject({
      why: { values: { detail: expect.stringContaining('already exists (origin: Local)') } },
    })
    const rename = await directory.user('old@acme.com')
    await domains('acme.com')
    const renamed = await refused(
      scim('PUT', `/Users/${rename}`, { userName: 'eve@acme.org', ...mail('eve@acme.org') }),
      400,
    )
    await domains()
    expect(await look(renamed)).toMatchObject({
      why: { values: { detail: expect.stringContaining('already exists') } },
    })
  })

  it('that would change nothing is not applied', async () => {
    const ann = await directory.user('ann@acme.com', { title: 'Lead' })
    await pauseIntegration(okta.ctx, okta.integrationId)
    const id = await refused(put(ann, { title: 'Lead' }), 403)
    await resumeIntegration(okta.ctx, okta.integrationId)
    expect(await look(id)).toMatchObject({ why: { key: 'activity.again.why.noChange' } })
  })
})

describe('an old call never undoes a newer one', () => {
  it('a later success about the same has settled it', async () => {
    const ann = await directory.user('ann@acme.com')
    await domains('acme.com')
    const id = await refused(put(ann, { title: 'Old', ...mail('ann@acme.org') }), 400)
    expect((await put(ann, { title: 'New' })).status).toBe(200)
    await flushActivity()
    await domains()
    expect(await why(id)).toBe('settled')
    await expect(apply(id, 'any')).rejects.toMatchObject({ code: 'conflict' })
    expect(await directory.read(`/Users/${ann}`)).toMatchObject({ title: 'New' })
  })

  it('a change that the log does not know yet, or that a console made, has overtaken it', async () => {
    await setRules(okta.ctx, okta.integrationId, { whenLocal: 'conflict' })
    const local = await createUser(
      { ...okta.ctx, permissions: new Set(['users.write']) },
      { userName: 'grace@acme.com' },
    )
    const id = await refused(
      scim('PUT', `/Users/${local.id}`, { userName: 'grace@acme.com', title: 'Old' }),
      409,
    )
    await setRules(okta.ctx, okta.integrationId, { whenLocal: 'claim' })
    const seen = await ready(id)
    // Straight to the database, as another process would: nothing of it is in the log of this one.
    await scim('PUT', `/Users/${local.id}`, { userName: 'grace@acme.com', department: 'x', title: 'New' })
    await expect(apply(id, seen.seen)).rejects.toMatchObject({
      code: 'conflict',
      text: { key: expect.stringMatching(/overtaken|settled/) },
    })
    expect(await directory.read(`/Users/${local.id}`)).toMatchObject({ title: 'New' })
  })

  it('a write between the look and the act refuses the act, whatever it changed', async () => {
    const ann = await directory.user('ann@acme.com', { title: 'Analyst' })
    await pauseIntegration(okta.ctx, okta.integrationId)
    const id = await refused(put(ann, { title: 'Lead' }), 403)
    await resumeIntegration(okta.ctx, okta.integrationId)
    const seen = await ready(id)
    await asAdmin(endpoint.adminUrl, `update users set version = version + 1 where id = '${ann}'`)
    await expect(apply(id, seen.seen)).rejects.toMatchObject({
      code: 'conflict',
      text: { key: 'activity.again.changedMeanwhile' },
    })
    expect(await directory.read(`/Users/${ann}`)).toMatchObject({ title: 'Analyst' })
    await apply(id, (await ready(id)).seen)
    expect(await directory.read(`/Users/${ann}`)).toMatchObject({ title: 'Lead' })
  })

  it('of two who apply it at once, one does', async () => {
    const ann = await directory.user('ann@acme.com')
    await pauseIntegration(okta.ctx, okta.integrationId)
    const id = await refused(put(ann, { title: 'Lead' }), 403)
    await resumeIntegration(okta.ctx, okta.integrationId)
    const { seen } = await ready(id)
    const both = await Promise.allSettled([apply(id, seen), apply(id, seen)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const { rows } = await listHistory(okta.ctx, { userId: ann }, { before: '', limit: 9 })
    expect(rows.filter(({ action }) => action === 'request.applied')).toHaveLength(1)
  })

  it('a newer call that was refused as well stands in for it', async () => {
    const ann = await directory.user('ann@acme.com')
    await domains('acme.com')
    const first = await refused(put(ann, { title: 'First', ...mail('ann@acme.org') }), 400)
    await pauseIntegration(okta.ctx, okta.integrationId)
    const second = await refused(put(ann, { title: 'Second' }), 403)
    await resumeIntegration(okta.ctx, okta.integrationId)
    expect(await hindranceOf(okta.ctx, okta.integrationId, first)).toMatchObject({
      why: { key: 'activity.again.why.newer' },
      newer: second,
    })
    // The same call sent again leaves the same problem behind, of which it is the last.
    await pauseIntegration(okta.ctx, okta.integrationId)
    const third = await refused(put(ann, { title: 'Second' }), 403)
    await resumeIntegration(okta.ctx, okta.integrationId)
    expect(await hindranceOf(okta.ctx, okta.integrationId, second)).toMatchObject({ newer: third })
    await apply(third, (await ready(third)).seen)
    expect([await why(first), await why(second)]).toEqual(['settled', 'settled'])
  })

  it('who was removed since is not brought back', async () => {
    const eve = { userName: 'eve@acme.org', ...mail('eve@acme.org') }
    const first = await directory.user('eve@acme.org', mail('eve@acme.org'))
    const id = await refused(scim('POST', '/Users', eve), 409)
    expect((await scim('DELETE', `/Users/${first}`)).status).toBe(204)
    await flushActivity()
    expect(await why(id)).toBe('overtaken')
    const sales = await directory.group('Sales')
    const again = await refused(scim('POST', '/Groups', { displayName: 'SALES' }), 409)
    await scim('DELETE', `/Groups/${sales}`)
    await flushActivity()
    expect(await why(again)).toBe('overtaken')
  })

  it.each(['ΠΩΛΉΣΕΙΣ', 'İSTANBUL'])(
    'nor is %s, whose capitals become small in a way of their own',
    async (name) => {
      const first = await directory.user(`${name}@acme.org`)
      const person = await refused(scim('POST', '/Users', { userName: `${name}@acme.org` }), 409)
      const named = await directory.user(name)
      const bare = await refused(scim('POST', '/Users', { userName: name }), 409)
      const sales = await directory.group(name)
      const group = await refused(scim('POST', '/Groups', { displayName: name }), 409)
      for (const path of [`/Users/${first}`, `/Users/${named}`, `/Groups/${sales}`]) {
        expect((await scim('DELETE', path)).status).toBe(204)
      }
      await flushActivity()
      expect([await why(person), await why(bare), await why(group)]).toEqual(Array(3).fill('overtaken'))
    },
  )
})

describe('what is not applied, and why', () => {
  it('what the log has not kept as it came: secrets, long bodies, bodies that were shed', async () => {
    const ann = await directory.user('ann@acme.com')
    await pauseIntegration(okta.ctx, okta.integrationId)
    const secret = await refused(put(ann, { password: 'correct horse', title: 'x' }), 403)
    const byPath = { op: 'replace', path: 'password', value: 'correct horse' }
    const patched = await refused(directory.patch(`/Users/${ann}`, byPath), 403)
    const long = await refused(put(ann, { title: 'y'.repeat(20_000) }), 403)
    const shed = await refused(put(ann, { title: 'z' }), 403)
    await asAdmin(endpoint.adminUrl, `update requests set request_body = null where id = '${shed}'`)
    await resumeIntegration(okta.ctx, okta.integrationId)
    expect([await why(secret), await why(patched), await why(long), await why(shed)]).toEqual([
      'masked',
      'masked',
      'cut',
      'missing',
    ])
    const kept = await ofCompany<{ body: string }>(sql`select request_body as body from requests`)
    expect(JSON.stringify(kept)).not.toContain('correct horse')
    await expect(apply(secret, 'any')).rejects.toMatchObject({ code: 'conflict' })
  })

  it('what was refused to its sender: tokens that are wrong or may only read, and addresses that are not allowed', async () => {
    const ann = await directory.user('ann@acme.com')
    const { clear, token } = await createToken(okta.ctx, okta.integrationId, {
      name: 'Reader',
      expiry: 'never',
      access: 'read-only',
    })
    const reader = testClient({ ...okta, token: clear })
    const readOnly = await refused(
      reader('PUT', `/Users/${ann}`, { userName: 'ann@acme.com', title: 'x' }),
      403,
    )
    await revokeToken(okta.ctx, okta.integrationId, token.id)
    const revoked = await refused(reader('PUT', `/Users/${ann}`, { userName: 'ann@acme.com' }), 401)
    const tokens = await listTokens(okta.ctx, okta.integrationId)
    const own = tokens.find(({ state }) => state === 'active')?.id ?? ''
    await restrictToken(okta.ctx, okta.integrationId, own, ['203.0.113.7'])
    const ofToken = await refused(put(ann, { title: 'x' }), 403)
    await restrictToken(okta.ctx, okta.integrationId, own, [])
    await setRules(okta.ctx, okta.integrationId, { allowedAddresses: ['203.0.113.7'] })
    const ofRule = await refused(put(ann, { title: 'x' }), 403)
    await setRules(okta.ctx, okta.integrationId, { allowedAddresses: [] })
    expect([await why(readOnly), await why(revoked), await why(ofToken), await why(ofRule)]).toEqual([
      'sender',
      'notLetIn',
      'sender',
      'sender',
    ])
  })

  it('what is no refused write: reads, writes that went well, bulk requests, addresses that are none', async () => {
    const read = await refused(scim('GET', '/Users?filter=nonsense'), 400)
    await directory.user('ann@acme.com')
    const well = await logged()
    const wrong = await refused(scim('POST', '/Users/Users', { userName: 'bo@acme.com' }), 404)
    const bulk = await refused(scim('POST', '/Bulk', { Operations: 'x' }), 400)
    expect([await why(read), await why(well), await why(wrong), await why(bulk)]).toEqual([
      'notRefused',
      'notRefused',
      'address',
      'bulk',
    ])
  })

  it('what is too old for the log, or another company’s', async () => {
    const missing = '01900000-0000-7000-8000-000000000000'
    await expect(look(missing)).rejects.toMatchObject({ code: 'not-found' })
    await createLocalGroup(okta.ctx, 'Sales')
    await pauseIntegration(okta.ctx, okta.integrationId)
    const id = await refused(scim('POST', '/Users', { userName: 'bo@acme.com' }), 403)
    await resumeIntegration(okta.ctx, okta.integrationId)
    const other = await testIntegration(endpoint.db)
    await expect(rehearse(other.ctx, other.integrationId, id)).rejects.toMatchObject({ code: 'not-found' })
    await expect(rehearse(other.ctx, okta.integrationId, id)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('is for Owners, Admins and Operators; Auditors may read why not', async () => {
    await pauseIntegration(okta.ctx, okta.integrationId)
    const id = await refused(scim('POST', '/Users', { userName: 'bo@acme.com' }), 403)
    await resumeIntegration(okta.ctx, okta.integrationId)
    const auditor = asRole(okta.ctx, 'auditor')
    expect(await hindranceOf(auditor, okta.integrationId, id)).toBeNull()
    await expect(look(id, auditor)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(apply(id, 'any', auditor)).rejects.toMatchObject({ code: 'forbidden' })
    const operator = asRole(okta.ctx, 'operator')
    const seen = await look(id, operator)
    await apply(id, 'seen' in seen ? seen.seen : '', operator)
    expect((await scim('GET', '/Users')).body.totalResults).toBe(1)
  })
})
