import { beforeEach, describe, expect, it } from 'vitest'
import { signIn } from '@/lib/auth/sign-in'
import { deleteIntegration } from '@/lib/integrations/deletion'
import { listOpenProblems } from '@/lib/integrations/problems'
import { createToken, revokeToken } from '@/lib/integrations/tokens'
import { URN } from '@/lib/scim'
import { companiesOf, ensureOwner } from '@/lib/tenancy/members'
import { testClient, testDirectory, testIntegration } from './testing'
import { eachAtEndpoint } from './testing/each'

/** What broke in the field in 2026: each test has the symptom and where it was reported. */
const { endpoint, okta, scim, directory } = eachAtEndpoint()

let ann: string
let bob: string
beforeEach(async () => {
  ann = await directory.user('ann@acme.example', { displayName: 'Ann', externalId: '00u-Ann' })
  bob = await directory.user('bob@acme.example', { displayName: 'Bob', externalId: '00u-Bob' })
})

const STRANGER = '01900000-0000-7000-8000-000000000001'
const listOf = (...ids: string[]) => ids.map((value) => ({ value }))
const sorted = (...ids: string[]) => ids.sort()
const second = (name = 'Entra Europe') => testIntegration(endpoint.db, { ctx: okta.ctx, name })

describe('groups in 2026', () => {
  it('read-modify-write wipes the members of a group (fleet#50724)', async () => {
    const group = await directory.group('Team', [ann])
    const renames = Array.from({ length: 8 }, (_, i) =>
      i % 2
        ? directory.patch(`/Groups/${group}`, {
            op: 'replace',
            value: { id: group, displayName: `Team ${i}` },
          })
        : scim('PUT', `/Groups/${group}`, { schemas: [URN.GROUP], displayName: `Team ${i}` }),
    )
    const answers = await Promise.all([
      ...renames,
      directory.patch(`/Groups/${group}`, { op: 'add', path: 'members', value: listOf(bob) }),
    ])
    for (const { status } of answers) expect([200, 204]).toContain(status)
    expect(await directory.members(group)).toEqual(sorted(ann, bob))
  })

  it('one unknown member rejects the whole push, which Okta never repeats (fleet#52600)', async () => {
    const group = await directory.group('Team')
    const push = await directory.patch(`/Groups/${group}`, {
      op: 'add',
      path: 'members',
      value: listOf(ann, STRANGER, bob),
    })
    expect(push.status).toBe(204)
    expect(await directory.members(group)).toEqual(sorted(ann, bob))
    expect(await listOpenProblems(okta.ctx, okta.integrationId)).toMatchObject([
      { groupId: group, detail: expect.stringContaining(STRANGER) },
    ])
  })

  it('an unknown member is a 500, and Entra repeats it for ever (lightdash#24458)', async () => {
    const group = await directory.group('Team', [ann])
    for (const id of [STRANGER, 'not-an-id', '', '0', "x' or 1=1", '𝒳'.repeat(300)]) {
      const push = await directory.patch(`/Groups/${group}`, {
        op: 'Add',
        path: 'members',
        value: listOf(id),
      })
      expect(push.status, id).toBe(id === '' ? 204 : 400)
    }
    expect(await directory.members(group)).toEqual([ann])
  })

  it('a Replace that means one member wipes the rest (PostHog#47336)', async () => {
    const group = await directory.group('Team', [ann, bob])
    const value = listOf(ann)
    await directory.patch(`/Groups/${group}`, { op: 'Replace', path: `members[value eq "${ann}"]`, value })
    expect(await directory.members(group)).toEqual(sorted(ann, bob))
    await directory.patch(`/Groups/${group}`, { op: 'Add', path: 'members', value })
    expect(await directory.members(group)).toEqual(sorted(ann, bob))
    // Of the whole attribute it is what the RFC says and what Push Now relies on: the members, all of them.
    await directory.patch(`/Groups/${group}`, { op: 'Replace', path: 'members', value })
    expect(await directory.members(group)).toEqual([ann])
  })

  it('of PATCHes of one member each, sent at once, the last wins (Infisical#6471)', async () => {
    const people = await Promise.all(
      Array.from({ length: 10 }, (_, i) => directory.user(`p${i}@acme.example`)),
    )
    const group = await directory.group('Team', people.slice(0, 5))
    const changes = people.map((id, i) =>
      i < 5
        ? { op: 'remove', path: `members[value eq "${id}"]` }
        : { op: 'add', path: 'members', value: listOf(id) },
    )
    await Promise.all(changes.map((change) => directory.patch(`/Groups/${group}`, change)))
    expect(await directory.members(group)).toEqual(sorted(...people.slice(5)))
  })

  it('a rename without a path falls into “replace members” (langwatch#7130, #7131)', async () => {
    const group = await directory.group('Old', [ann, bob])
    const values = [
      { displayName: 'New 1' },
      { id: group, displayName: 'New 2' },
      { displayName: 'New 3', members: null },
      { externalId: 'g-1', displayName: 'New 4' },
    ]
    for (const value of values) {
      await directory.patch(`/Groups/${group}`, { op: 'Replace', value })
      expect((await directory.read(`/Groups/${group}`)).displayName).toBe(value.displayName)
      expect(await directory.members(group)).toEqual(sorted(ann, bob))
    }
  })

  it('paths and names in another case, or behind their URN, are not understood (langwatch#7140, #7121)', async () => {
    const group = await directory.group('Old')
    const urn = URN.GROUP.toUpperCase()
    await directory.patch(
      `/Groups/${group}`,
      { op: 'Add', path: 'Members', value: listOf(ann) },
      { op: 'Add', path: `${urn}:MEMBERS`, value: listOf(bob) },
      { op: 'Remove', path: `${URN.GROUP}:members[VALUE eq "${ann}"]` },
      { op: 'Replace', path: `${urn}:displayname`, value: 'New' },
    )
    expect(await directory.read(`/Groups/${group}`)).toMatchObject({ displayName: 'New' })
    expect(await directory.members(group)).toEqual([bob])
    const put = { SCHEMAS: [URN.USER], USERNAME: 'ann@acme.example', [`${URN.USER}:Title`]: 'Lead' }
    expect((await scim('PUT', `/Users/${ann}`, put)).status).toBe(200)
    expect(await directory.read(`/Users/${ann}`)).toMatchObject({
      userName: 'ann@acme.example',
      title: 'Lead',
    })
  })
})

describe('people in 2026', () => {
  it('somebody new is answered inactive, and Okta reactivates them for ever (suna#4244)', async () => {
    const created = await scim('POST', '/Users', { schemas: [URN.USER], userName: 'new@acme.example' })
    expect(created.body.active).toBe(true)
    const put = await scim('PUT', `/Users/${created.body.id}`, { ...created.body, active: true })
    expect(put).toMatchObject({ status: 200, body: { active: true, meta: { version: 'W/"1"' } } })
    expect((await directory.read(`/Users/${created.body.id}`)).active).toBe(true)
  })

  it('the connection test of Entra fails because it has no User-Agent (suna#7297)', async () => {
    const { status, headers, body } = await scim('GET', '/Users?filter=userName eq "Test_User_ab6490ee"')
    expect({ status, type: headers['content-type'] }).toEqual({
      status: 200,
      type: expect.stringMatching(/^application\/scim\+json/),
    })
    expect(body).toMatchObject({ totalResults: 0, Resources: [] })
  })

  it('Entra looks people up by externalId (OctopusDeploy#9841)', async () => {
    const found = await directory.read('/Users?filter=externalId eq "00u-Ann"')
    expect(found).toMatchObject({ totalResults: 1, Resources: [{ id: ann }] })
    expect((await directory.read('/Users?filter=externalId eq "00u-ann"')).totalResults).toBe(0)
    const group = await scim('POST', '/Groups', { displayName: 'Team', externalId: 'g-1' })
    const groups = await directory.read('/Groups?filter=externalId eq "g-1"')
    expect(groups).toMatchObject({ totalResults: 1, Resources: [{ id: group.body.id }] })
  })

  it('a 409 is repeated for ever, and spoils the person who is there (lightdash#22402)', async () => {
    for (let i = 0; i < 3; i++) {
      const again = await scim('POST', '/Users', { userName: 'ANN@acme.example', title: 'Impostor' })
      expect(again.body).toMatchObject({ status: '409', scimType: 'uniqueness' })
    }
    const found = await directory.read('/Users?filter=userName eq "ann@acme.example"')
    expect(found).toMatchObject({
      totalResults: 1,
      Resources: [{ id: ann, externalId: '00u-Ann', meta: { version: 'W/"1"' } }],
    })
    expect(found.Resources[0]).not.toHaveProperty('title')
  })

  it('to connect anew gives people new ids (Budibase#17628)', async () => {
    const group = await directory.group('Team', [ann])
    await deleteIntegration(okta.ctx, okta.integrationId, { people: 'keep' })
    const anew = testDirectory(testClient(await second()))
    const found = await anew.read('/Users?filter=userName eq "ann@acme.example"')
    expect(found).toMatchObject({ totalResults: 1, Resources: [{ id: ann }] })
    await anew.patch(`/Users/${ann}`, { op: 'replace', value: { externalId: 'entra-ann', active: true } })
    await anew.patch(`/Groups/${group}`, { op: 'add', path: 'members', value: listOf(bob) })
    expect(await anew.read(`/Users/${ann}`)).toMatchObject({ id: ann, externalId: 'entra-ann' })
    expect(await anew.members(group)).toEqual(sorted(ann, bob))
  })

  it('an integration lists or deactivates people whom it never provisioned (activepieces#14753, probo#689)', async () => {
    const entra = testClient(await second())
    expect((await entra('GET', '/Users')).body.totalResults).toBe(0)
    const deactivate = { Operations: [{ op: 'replace', value: { active: false } }] }
    const refused = [
      await entra('GET', `/Users/${ann}`),
      await entra('PATCH', `/Users/${ann}`, deactivate),
      await entra('PUT', `/Users/${ann}`, { userName: 'ann@acme.example', active: false }),
      await entra('DELETE', `/Users/${ann}`),
    ]
    expect(refused.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect(await directory.read(`/Users/${ann}`)).toMatchObject({ active: true, meta: { version: 'W/"1"' } })
  })

  it('a push locks the owner out (itsaplan#250, codex-lb#2431)', async () => {
    const email = 'owner@acme.example'
    const { personId, password } = await ensureOwner(okta.ctx, email)
    const pushed = await directory.user(email, { emails: [{ value: email, primary: true }] })
    await directory.patch(`/Users/${pushed}`, { op: 'replace', value: { active: false } })
    await scim('DELETE', `/Users/${pushed}`)
    expect((await scim('GET', `/Users/${pushed}`)).status).toBe(404)
    const person = await signIn(endpoint.db, { email, password: password ?? '' }, { address: '192.0.2.9' })
    expect(person.id).toBe(personId)
    expect(await companiesOf(endpoint.db, personId)).toMatchObject([{ id: okta.ctx.tenantId }])
  })
})

describe('tokens and filters in 2026', () => {
  it('the token of one directory puts somebody of another into a group (langwatch#7633)', async () => {
    const entra = testDirectory(testClient(await second()))
    const admins = await entra.group('Admins')
    const add = { op: 'add', path: 'members', value: listOf(ann) }
    expect((await entra.patch(`/Groups/${admins}`, add)).status).toBe(400)
    expect((await directory.patch(`/Groups/${admins}`, add)).status).toBe(404)
    expect(await entra.members(admins)).toEqual([])
    const stranger = await testIntegration(endpoint.db)
    const across = testClient({ baseUrl: stranger.baseUrl, token: okta.token })
    expect((await across('POST', '/Users', { userName: 'x' })).status).toBe(401)
    expect((await testDirectory(testClient(stranger)).read('/Users')).totalResults).toBe(0)
  })

  it('a credential outlives what it was given for (agent-bom#3535, Yuzu#2018)', async () => {
    const { token, clear } = await createToken(okta.ctx, okta.integrationId, {
      name: 'Second',
      expiry: 'never',
      access: 'read-write',
    })
    const other = testClient({ baseUrl: okta.baseUrl, token: clear })
    expect((await other('GET', '/Users')).status).toBe(200)
    await revokeToken(okta.ctx, okta.integrationId, token.id)
    expect((await other('POST', '/Users', { userName: 'late' })).status).toBe(401)
    expect((await directory.read('/Users')).totalResults).toBe(2)
    await deleteIntegration(okta.ctx, okta.integrationId, { people: 'keep' })
    expect((await scim('POST', '/Users', { userName: 'late' })).status).toBe(401)
    const successor = testDirectory(testClient(await second()))
    expect((await successor.read('/Users')).totalResults).toBe(2)
  })

  it('a compound filter is cut off, or a bad one lists everybody (Cogtrix#124)', async () => {
    const find = (filter: string) => scim('GET', `/Users?filter=${encodeURIComponent(filter)}`)
    const found = await find('userName sw "ann" and displayName eq "Ann" and active eq true')
    expect(found.body).toMatchObject({ totalResults: 1, Resources: [{ id: ann }] })
    expect((await find('userName sw "ann" and displayName eq "Bob"')).body.totalResults).toBe(0)
    expect((await find('userName pr and (displayName eq "Ann" or active eq false)')).body.totalResults).toBe(
      1,
    )
    const shouted = await scim('GET', `/Users?FILTER=${encodeURIComponent('displayName eq "Ann"')}&COUNT=1`)
    expect(shouted.body).toMatchObject({ totalResults: 1, Resources: [{ id: ann }] })
    for (const bad of [
      '',
      ' ',
      'userName',
      'userName eq',
      'userName eq "ann" and',
      'foo eq "x"',
      'userName pr)',
    ]) {
      const { status, body } = await find(bad)
      expect({ status, scimType: body.scimType }, bad).toEqual({ status: 400, scimType: 'invalidFilter' })
      expect(body).not.toHaveProperty('Resources')
    }
  })
})
