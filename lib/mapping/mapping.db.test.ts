import { describe, expect, test } from 'vitest'
import { inTenant, sql } from '@/db/client'
import { selectAudit } from '@/db/queries/audit'
import { selectMappingRun } from '@/db/queries/mapping-runs'
import { shownThrough } from '@/db/shown'
import { asAdmin } from '@/db/testing/database'
import { exportUsers } from '@/lib/directory/export'
import { userSearch } from '@/lib/directory/input'
import { listTargetUsers } from '@/lib/directory/search'
import { getTargetUser } from '@/lib/directory/target'
import { listHistory } from '@/lib/history/changes'
import { setRules } from '@/lib/integrations/integrations'
import { inEnglish } from '@/lib/messages/translate'
import { testClient, testIntegration } from '@/lib/provisioning/testing'
import { eachAtEndpoint } from '@/lib/provisioning/testing/each'
import { URN } from '@/lib/scim'
import { workOffTasks } from '@/lib/tasks/work'
import { maskRow } from '@/lib/tenancy/masking'
import { asRole } from '@/lib/tenancy/testing'
import { setMapping } from './change'
import { sourceAt } from './input'
import { getMapping, tryPath } from './overview'
import { previewMapping } from './preview'
import { remapPiece } from './remap'

const ACME = 'urn:ietf:params:scim:schemas:extension:acme:2.0:User'

const { endpoint, okta, scim } = eachAtEndpoint()

const person = (name: string, more: object = {}) => ({
  userName: `${name}@acme.example`,
  displayName: `Person ${name}`,
  title: 'Clerk',
  emails: [{ value: `${name}@acme.example`, type: 'work', primary: true }],
  phoneNumbers: [{ value: '+44 113 496 0017', type: 'mobile' }],
  [ACME]: { role: `Lead of ${name}`, mail: `${name}@private.example`, called: `Ms ${name}` },
  ...more,
})
const add = async (name: string, more: object = {}, client = scim) => {
  const { status, body } = await client('POST', '/Users', person(name, more))
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body.id as string
}
const patch = (id: string, value: object) =>
  scim('PATCH', `/Users/${id}`, { Operations: [{ op: 'replace', value }] })
const listed = async (q = '', ctx = okta.ctx) => {
  const { rows } = await listTargetUsers(ctx, userSearch.parse({ q, size: 100 }))
  return rows.map(({ name, email, title, phone }) => ({ name, email, title, phone }))
}
const history = async (userId: string) => {
  const { rows } = await listHistory(okta.ctx, { userId }, { before: '', limit: 20 })
  return rows.map(({ sentence }) => inEnglish(sentence))
}
const ELSEWHERE = {
  title: { path: `${ACME}:role` },
  email: { path: `${ACME}:mail` },
  displayName: { path: `${ACME}:called` },
} as const

describe('a mapping applies', () => {
  test('to whom is sent by POST, PUT and PATCH from then on; what SCIM shows is what was sent', async () => {
    await setMapping(okta.ctx, okta.integrationId, ELSEWHERE)
    const id = await add('ann')
    expect(await listed()).toEqual([
      { name: 'Ms ann', email: 'ann@private.example', title: 'Lead of ann', phone: '+44 113 496 0017' },
    ])
    const { body } = await scim('GET', `/Users/${id}`)
    expect(body).toMatchObject(person('ann'))

    await patch(id, { [`${ACME}:role`]: 'Head' })
    expect(await listed()).toMatchObject([{ title: 'Head' }])
    await scim('PUT', `/Users/${id}`, person('ann', { [ACME]: { role: 'Chief' } }))
    // Nobody goes without a name; an address that is not there is not there.
    expect(await listed()).toMatchObject([{ name: 'Person ann', email: null, title: 'Chief' }])
    await scim('PUT', `/Users/${id}`, person('ann', { [ACME]: undefined }))
    expect(await listed()).toMatchObject([{ name: 'Person ann', email: null, title: null }])
  })

  test('to whom is here, at once and without another version; only who sees a difference has it in history', async () => {
    const [ann, bob] = [await add('ann'), await add('bob', { [ACME]: { role: 'Clerk' } })]
    const group = (await scim('POST', '/Groups', { displayName: 'All', members: [{ value: ann }] })).body.id
    const before = [
      (await scim('GET', `/Users/${ann}`)).body,
      (await scim('GET', `/Groups/${group}`)).body,
      (await scim('GET', `/Users?filter=displayName eq "Person ann"`)).body,
    ]
    const saved = await setMapping(okta.ctx, okta.integrationId, {
      title: { path: `${ACME}:role` },
      displayName: { path: `${ACME}:called` },
    })
    expect(saved).toEqual({ people: 2, changed: 1, isLong: false })
    expect((await listed()).map(({ name, title }) => [name, title])).toEqual([
      ['Ms ann', 'Lead of ann'],
      ['Person bob', 'Clerk'],
    ])
    expect([
      (await scim('GET', `/Users/${ann}`)).body,
      (await scim('GET', `/Groups/${group}`)).body,
      (await scim('GET', `/Users?filter=displayName eq "Person ann"`)).body,
    ]).toEqual(before)
    expect((await history(ann))[0]).toBe(
      'Rollcall changed title and display name, by the new attribute mapping',
    )
    expect(await history(bob)).toHaveLength(1)

    // Again, and nobody is touched; back, and everything is as it was.
    await setMapping(okta.ctx, okta.integrationId, { title: { path: `${ACME}:role` } })
    expect((await listed()).map(({ name }) => name)).toEqual(['Person ann', 'Person bob'])
    expect(await setMapping(okta.ctx, okta.integrationId, {})).toMatchObject({ changed: 1 })
    expect((await listed()).map(({ title }) => title)).toEqual(['Clerk', 'Clerk'])
    const rows = await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
      tx.select<{ mapped: unknown }>(sql`select mapped from users`),
    )
    expect(rows).toEqual([{ mapped: null }, { mapped: null }])
  })

  test('to lists, the search box, files and the page of a person', async () => {
    const id = await add('ann')
    await setMapping(okta.ctx, okta.integrationId, ELSEWHERE)
    expect(await listed('ms ann')).toHaveLength(1)
    expect(await listed('ann@private')).toHaveLength(1)
    expect(await listed('ann@acme')).toHaveLength(1)
    const file = await exportUsers(okta.ctx, userSearch.parse({}), {}, { format: 'json', search: '' })
    const [row] = JSON.parse(await new Response(file.body).text())
    expect(row).toMatchObject({ name: 'Ms ann', email: 'ann@private.example', title: 'Lead of ann' })
    const { name, sections } = await getTargetUser(okta.ctx, id, okta.baseUrl)
    const items = sections.flatMap((section) => section.items)
    expect(name).toBe('Ms ann')
    expect(items).toContainEqual(
      expect.objectContaining({
        label: { key: 'attributes.title' },
        value: 'Lead of ann',
        path: `${ACME}:role`,
      }),
    )
    expect(items.map(({ value }) => value)).not.toContain('Clerk')
    await setMapping(okta.ctx, okta.integrationId, {})
    expect(await listed('ann@private')).toHaveLength(0)
  })

  test('to nobody whom another integration manages, or nobody', async () => {
    const entra = await testIntegration(endpoint.db, { ctx: okta.ctx, name: 'Entra' })
    await add('ann')
    await add('eve', {}, testClient(entra))
    await setMapping(okta.ctx, okta.integrationId, ELSEWHERE)
    await add('max', {}, testClient(entra))
    expect((await listed()).map(({ name }) => name)).toEqual(['Ms ann', 'Person eve', 'Person max'])
  })

  test('to two thousand people in pieces behind the answer, and to who is pushed meanwhile', async () => {
    await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
      tx.select(sql`
        insert into users (tenant_id, id, manager_id, user_name, user_name_key, active, label, label_key, email, resource,
          created_at, modified_at)
        select ${okta.ctx.tenantId}, ('01900000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, ${okta.integrationId},
          'p' || n, 'p' || n, true, 'P' || n, 'p' || n, null,
          jsonb_build_object('userName', 'p' || n, 'displayName', 'P' || n, 'title', 'Clerk')
            || case when n % 2 = 0 then jsonb_build_object('nickName', 'N' || n) else '{}' end, now(), now()
        from generate_series(1, 2000) n`),
    )
    const first = '01900000-0000-7000-8000-000000000002'
    const last = '01900000-0000-7000-8000-000000002000'
    const saved = await setMapping(okta.ctx, okta.integrationId, { title: { path: 'nickName' } })
    expect(saved).toEqual({ people: 2000, changed: null, isLong: true })
    const piece = await remapPiece(endpoint.db, okta.ctx.tenantId, okta.integrationId)
    expect(piece).toMatchObject({ people: 2000, done: 200, endedAt: null })
    // Two pieces at a time, a process that runs beside, and the identity provider in between.
    const [pushed] = await Promise.all([
      patch(last, { nickName: 'Pushed' }),
      patch(first, { nickName: 'Early' }),
      remapPiece(endpoint.db, okta.ctx.tenantId, okta.integrationId),
      remapPiece(endpoint.db, okta.ctx.tenantId, okta.integrationId),
      workOffTasks(endpoint.db),
    ])
    expect(pushed.status).toBe(200)
    const titles = await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
      tx.select<{ id: string; title: string | null; version: number }>(sql`
        select id, mapped -> 'fields' -> 'title' ->> 'value' as title, version from users order by id`),
    )
    expect(titles).toHaveLength(2000)
    expect(titles.every(({ title }, n) => (n % 2 === 0) === (title === null))).toBe(true)
    expect(titles.at(-1)).toMatchObject({ title: 'Pushed', version: 2 })
    expect(titles[1]).toMatchObject({ title: 'Early', version: 2 })
    expect(titles[3]).toMatchObject({ title: 'N4', version: 1 })
    const run = await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
      selectMappingRun(tx, okta.ctx.tenantId, okta.integrationId),
    )
    expect(run).toMatchObject({ people: 2000, done: 2000, checkedAt: null })
    expect(run?.endedAt).not.toBeNull()
  })

  test('once more to whom a call wrote by the old mapping after the new one was saved', async () => {
    const id = await add('ann')
    await setMapping(okta.ctx, okta.integrationId, ELSEWHERE)
    // As a call leaves it that had asked for its rules before and wrote after.
    await asAdmin(
      endpoint.adminUrl,
      `update users set label = 'Person ann', label_key = 'person ann', mapped = null where id = '${id}';
       update mapping_runs set started_at = started_at - interval '61 seconds';
       update tasks set due_at = now() where kind = 'remap'`,
    )
    await workOffTasks(endpoint.db)
    expect(await listed()).toMatchObject([{ name: 'Ms ann', title: 'Lead of ann' }])
    const run = await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
      selectMappingRun(tx, okta.ctx.tenantId, okta.integrationId),
    )
    expect(run?.checkedAt).not.toBeNull()
  })
})

describe('a required field', () => {
  const missing = (sentence: string) => ({
    status: 400,
    body: { scimType: 'invalidValue', detail: expect.stringContaining(sentence) },
  })

  test('is asked of POST, PUT and PATCH alike, in words; not of who has to go', async () => {
    const id = await add('ann', { emails: undefined })
    await setMapping(okta.ctx, okta.integrationId, {
      email: { required: true },
      title: { path: `${ACME}:role`, required: true },
    })
    const noEmail =
      'emails: at least one e-mail is required. Check the attribute mapping for email in your identity provider.'
    expect(await scim('POST', '/Users', person('bob', { emails: [] }))).toMatchObject(missing(noEmail))
    expect(await scim('PUT', `/Users/${id}`, person('ann', { emails: undefined }))).toMatchObject(
      missing(noEmail),
    )
    expect(await patch(id, { nickName: 'A' })).toMatchObject(missing(noEmail))
    expect(await scim('POST', '/Users', person('bob', { [ACME]: undefined }))).toMatchObject(
      missing(
        `${ACME}:role: a value is required. Check the attribute mapping for title in your identity provider.`,
      ),
    )
    expect((await patch(id, { active: false })).status).toBe(200)
    expect((await scim('POST', '/Users', person('bob'))).status).toBe(201)
  })

  test('that some lack is named before it is saved', async () => {
    await add('ann', { emails: undefined })
    await add('bob')
    const preview = await previewMapping(
      okta.ctx,
      okta.integrationId,
      { email: { required: true } },
      { q: '' },
    )
    expect(preview).toMatchObject({ lacking: [{ field: 'email', people: 1 }], sampled: 2 })
  })

  test('is no part of the other rules: neither takes the other back', async () => {
    await setMapping(okta.ctx, okta.integrationId, { email: { required: true } })
    await setRules(okta.ctx, okta.integrationId, {
      allowedDomains: ['acme.example'],
      allowedAddresses: [],
      whenLocal: 'claim',
      whenDeactivated: 'keep',
      whenGroupless: 'nothing',
      whenDeleted: 'delete',
      massChangePercent: 20,
    })
    expect((await scim('POST', '/Users', person('bob', { emails: [] }))).status).toBe(400)
    // The main address is the one that is shown.
    await setMapping(okta.ctx, okta.integrationId, ELSEWHERE)
    const { status, body } = await scim('POST', '/Users', person('bob'))
    expect([status, body.detail]).toEqual([
      400,
      expect.stringContaining('bob@private.example is outside the allowed domains acme.example.'),
    ])
  })
})

describe('the section', () => {
  test('shows what each path finds, and what there is to choose from', async () => {
    await add('ann')
    const odd = { [ACME]: { desks: [{ value: '7', type: 'north' }] }, x509Certificates: [{ value: 'AAAA' }] }
    await add('bob', { ...odd, title: undefined })
    const { rows, sampled, paths, progress } = await getMapping(okta.ctx, okta.integrationId)
    expect({ sampled, progress }).toEqual({ sampled: 2, progress: null })
    expect(rows.find(({ field }) => field === 'title')).toEqual({
      field: 'title',
      path: 'title',
      usual: 'title',
      required: false,
      sample: 'Clerk',
      people: 1,
      sampled: 2,
    })
    expect(paths).toContain(`${ACME}:role`)
    expect(paths).toContain('emails[type eq "work"].value')
    expect(paths).toContain(`${URN.ENTERPRISE_USER}:costCenter`)
    expect(paths).toContain(`${ACME}:desks.value`)
    // Nothing is offered that would be refused.
    for (const path of paths) expect(sourceAt('title', path).path).toBe(path)
    expect(await tryPath(okta.ctx, okta.integrationId, sourceAt('title', `${ACME}:role`))).toEqual({
      path: `${ACME}:role`,
      sample: 'Lead of ann',
      people: 1,
      sampled: 2,
    })
  })

  test('shows before and after of somebody to whom it makes a difference, or of who was chosen', async () => {
    const ann = await add('ann')
    const bob = await add('bob', { [ACME]: { role: 'Clerk' } })
    const mapping = { title: { path: `${ACME}:role` } }
    const found = await previewMapping(okta.ctx, okta.integrationId, mapping, { q: '' })
    expect(found.person).toEqual({ id: ann, name: 'Person ann' })
    expect(found.fields).toContainEqual({ field: 'title', before: 'Clerk', after: 'Lead of ann' })
    const chosen = await previewMapping(okta.ctx, okta.integrationId, mapping, { userId: bob, q: 'ann' })
    expect(chosen.person?.id).toBe(bob)
    expect(chosen.candidates.map(({ id }) => id)).toEqual([ann])
  })

  test('keeps what somebody else has saved since one saw it, and what one has changed', async () => {
    const seen = { title: { path: 'nickName' }, email: { required: true } } as const
    await setMapping(okta.ctx, okta.integrationId, seen)
    await setMapping(okta.ctx, okta.integrationId, { ...seen, location: { path: 'locale' } }, seen)
    await setMapping(okta.ctx, okta.integrationId, { title: { path: 'userType' } }, seen)
    const { rows } = await getMapping(okta.ctx, okta.integrationId)
    const paths = Object.fromEntries(rows.map(({ field, path }) => [field, path]))
    expect(paths).toMatchObject({ title: 'userType', location: 'locale' })
    expect(rows.filter(({ required }) => required)).toEqual([])
  })

  test('masks a number for who reads contact details masked, wherever it is mapped to', async () => {
    const id = await add('ann')
    await setMapping(okta.ctx, okta.integrationId, {
      title: { path: 'phoneNumbers[type eq "mobile"].value' },
    })
    const auditor = { ...asRole(okta.ctx, 'auditor'), db: shownThrough(endpoint.db, maskRow) }
    const { rows } = await getMapping(auditor, okta.integrationId)
    const samples = Object.fromEntries(rows.map(({ field, sample }) => [field, sample]))
    expect(samples).toMatchObject({ title: '•••17', phone: '•••17', email: 'a•••@acme.example' })
    expect(await listed('', auditor)).toMatchObject([{ title: '•••17', phone: '•••17' }])
    const { sections } = await getTargetUser(auditor, id, okta.baseUrl)
    const { rows: told } = await listHistory(auditor, { userId: id }, { before: '', limit: 9 })
    expect(JSON.stringify([sections, told])).not.toContain('496')
  })

  test('is changed by owners and admins, and told in the audit log', async () => {
    await add('ann')
    for (const role of ['operator', 'auditor'] as const) {
      const ctx = asRole(okta.ctx, role)
      await expect(setMapping(ctx, okta.integrationId, ELSEWHERE)).rejects.toMatchObject({
        code: 'forbidden',
      })
      await expect(previewMapping(ctx, okta.integrationId, {}, { q: '' })).rejects.toMatchObject({
        code: 'forbidden',
      })
      expect((await getMapping(ctx, okta.integrationId)).rows).toHaveLength(14)
    }
    const stranger = await testIntegration(endpoint.db)
    await expect(setMapping(stranger.ctx, okta.integrationId, {})).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(getMapping(stranger.ctx, okta.integrationId)).rejects.toMatchObject({ code: 'not-found' })

    await setMapping(asRole(okta.ctx, 'admin'), okta.integrationId, {
      title: { path: 'nickName', required: true },
    })
    await setMapping(okta.ctx, okta.integrationId, { title: { path: 'nickName', required: true } })
    const audit = await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
      selectAudit(tx, okta.ctx.tenantId, { limit: 20 }),
    )
    const about = audit.filter(({ action }) => /mapp/.test(action))
    expect(about).toMatchObject([
      { action: 'integration.remapped', actorKind: 'system', after: { people: 1, changed: 1 } },
      { action: 'integration.mapping-changed', after: { title: { path: 'nickName', required: true } } },
    ])
  })
})
