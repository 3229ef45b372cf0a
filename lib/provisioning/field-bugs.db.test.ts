import { beforeEach, describe, expect, it } from 'vitest'
import { listOpenProblems } from '@/lib/integrations/problems'
import { URN } from '@/lib/scim'
import type { TestAnswer } from './testing'
import { eachAtEndpoint } from './testing/each'

/** Each test has the symptom that endpoints in the field have shown, and where it was reported. */
const { okta, scim, directory } = eachAtEndpoint()

let ann: string
let bob: string
beforeEach(async () => {
  ann = await directory.user('ann@acme.example', { displayName: 'Ann', title: 'Engineer' })
  bob = await directory.user('bob@acme.example', { displayName: 'Bob' })
})

const STRANGER = '01900000-0000-7000-8000-000000000001'
const listOf = (...ids: string[]) => ids.map((value) => ({ value }))
const sorted = (...ids: string[]) => ids.sort()

describe('bugs of real endpoints with people', () => {
  it('bug 1: deactivation without a path has no effect (sentry#27199, gitlab MR 25649, keycloak-scim-server#95)', async () => {
    const answer = await directory.patch(`/Users/${ann}`, { op: 'replace', value: { active: false } })
    expect(answer).toMatchObject({ status: 200, body: { active: false } })
    expect(await directory.read(`/Users/${ann}`)).toMatchObject({
      active: false,
      title: 'Engineer',
      displayName: 'Ann',
    })
  })

  it('bug 14: userName is lower-cased, or A@x and a@x become two people (PostHog#42253, authentik#12547)', async () => {
    const eve = await directory.user('Eve.Online@ACME.example')
    expect((await directory.read(`/Users/${eve}`)).userName).toBe('Eve.Online@ACME.example')
    const found = await directory.read('/Users?filter=userName eq "EVE.ONLINE@acme.example"')
    expect(found).toMatchObject({ totalResults: 1, Resources: [{ userName: 'Eve.Online@ACME.example' }] })
    expect((await scim('POST', '/Users', { userName: 'eve.online@acme.example' })).status).toBe(409)
    expect((await directory.read('/Users')).totalResults).toBe(3)
  })

  it('bug 15: somebody rehired is a 409, a new id, or without membership (better-auth#11111, growthbook#1680, PostHog#42603)', async () => {
    const group = await directory.group('Engineering', [ann])
    await directory.patch(`/Users/${ann}`, { op: 'replace', value: { active: false } })
    const found = await directory.read('/Users?filter=userName eq "ann@acme.example"')
    expect(found).toMatchObject({ totalResults: 1, Resources: [{ id: ann, active: false }] })
    await directory.patch(`/Users/${ann}`, { op: 'replace', value: { active: true } })
    expect(await directory.read(`/Users/${ann}`)).toMatchObject({ active: true, groups: [{ value: group }] })
    expect(await directory.members(group)).toEqual([ann])
  })

  it('bug 16: the text "False" leaves somebody active (tuist#13238, scimmy#86, Infisical#5681, scim-patch#872)', async () => {
    const write = (value: unknown) =>
      directory.patch(`/Users/${ann}`, { op: 'Replace', path: 'active', value })
    const active = async () => (await directory.read(`/Users/${ann}`)).active
    await write('False')
    expect(await active()).toBe(false)
    await write('True')
    expect(await active()).toBe(true)
    for (const value of ['no', 0, { on: false }, ['False', 'True']]) {
      expect((await write(value)).body, JSON.stringify(value)).toMatchObject({
        status: '400',
        scimType: 'invalidValue',
      })
    }
    expect(await active()).toBe(true)
  })

  it('bug 17: Add, Replace and Remove are unsupported operations (polis, ssoready#159)', async () => {
    const answer = await directory.patch(
      `/Users/${ann}`,
      { op: 'Add', path: 'nickName', value: 'Annie' },
      { op: 'REPLACE', path: 'DisplayName', value: 'Ann A.' },
      { op: 'Remove', path: 'TITLE' },
    )
    expect(answer.status).toBe(200)
    const after = await directory.read(`/Users/${ann}`)
    expect(after).toMatchObject({ nickName: 'Annie', displayName: 'Ann A.' })
    expect(after).not.toHaveProperty('title')
  })

  it('bug 18: enterprise attributes under odd keys, or a manager that is refused (ssoready#167, scimmy#77, SCIM-SDK#686, scimple#1244, scim-patch#207)', async () => {
    const under = (name: string) => `${URN.ENTERPRISE_USER}:${name}`
    const write = (value: unknown) =>
      directory.patch(`/Users/${ann}`, { op: 'Add', path: under('manager'), value })
    await directory.patch(`/Users/${ann}`, { op: 'Add', path: under('department'), value: 'Eng' })
    const shapes = [bob, { value: bob }, [{ value: bob }], [{ $ref: `https://x/Users/${bob}`, value: bob }]]
    for (const shape of shapes) {
      expect((await write(shape)).status).toBe(200)
      const after = await directory.read(`/Users/${ann}`)
      expect(after[URN.ENTERPRISE_USER]).toMatchObject({ department: 'Eng', manager: { value: bob } })
      expect(Object.keys(after).filter((key) => key.startsWith('urn:'))).toEqual([URN.ENTERPRISE_USER])
      await directory.patch(`/Users/${ann}`, { op: 'Replace', path: under('manager'), value: '' })
      expect((await directory.read(`/Users/${ann}`))[URN.ENTERPRISE_USER]).toEqual({ department: 'Eng' })
    }
  })
})

describe('bugs of real endpoints with groups', () => {
  it('bug 2: the id inside the value stops a group push right after its creation (keycloak-scim-server PR 113)', async () => {
    const group = await directory.group('Test')
    const rename = (id: string) =>
      directory.patch(`/Groups/${group}`, { op: 'replace', value: { id, displayName: 'Test SCIMv2' } })
    expect((await rename(STRANGER)).body).toMatchObject({ status: '400', scimType: 'mutability' })
    expect((await directory.read(`/Groups/${group}`)).displayName).toBe('Test')
    expect((await rename(group)).status).toBe(204)
    expect((await directory.read(`/Groups/${group}`)).displayName).toBe('Test SCIMv2')
  })

  it('bug 3: a rename empties the group (langwatch#7131)', async () => {
    const group = await directory.group('Old', [ann, bob])
    await directory.patch(`/Groups/${group}`, { op: 'replace', value: { id: group, displayName: 'New' } })
    expect((await directory.read(`/Groups/${group}`)).displayName).toBe('New')
    expect(await directory.members(group)).toEqual(sorted(ann, bob))
  })

  it('bug 4: removing one member removes all (agent-bom#3533, SCIMReferenceCode#10)', async () => {
    const group = await directory.group('Team', [ann, bob])
    await directory.patch(`/Groups/${group}`, { op: 'remove', path: `members[value eq "${ann}"]` })
    expect(await directory.members(group)).toEqual([bob])
    await directory.patch(`/Groups/${group}`, { op: 'add', path: 'members', value: listOf(ann) })
    expect(await directory.members(group)).toEqual(sorted(ann, bob))
    await directory.patch(`/Groups/${group}`, { op: 'Remove', path: 'members', value: listOf(bob) })
    expect(await directory.members(group)).toEqual([ann])
  })

  it('bug 5: Push Now of an empty group is refused (SCIM-SDK#757)', async () => {
    const group = await directory.group('Team', [ann, bob])
    const answer = await directory.patch(`/Groups/${group}`, { op: 'replace', path: 'members', value: [] })
    expect(answer.status).toBe(204)
    expect(await directory.members(group)).toEqual([])
  })

  it('bug 6: Push Now is not implemented (scim-for-keycloak#144)', async () => {
    const group = await directory.group('Team', [ann])
    const value = [{ value: bob, display: 'bob@acme.example' }]
    expect(
      (await directory.patch(`/Groups/${group}`, { op: 'replace', path: 'members', value })).status,
    ).toBe(204)
    expect(await directory.members(group)).toEqual([bob])
    await directory.patch(`/Groups/${group}`, { op: 'replace', value: { members: listOf(ann, bob) } })
    expect(await directory.members(group)).toEqual(sorted(ann, bob))
  })

  it('bug 7: members without a type are not added (SCIM-SDK#419)', async () => {
    const group = await directory.group('Team')
    await directory.patch(`/Groups/${group}`, { op: 'add', path: 'members', value: listOf(ann) })
    expect((await directory.read(`/Groups/${group}`)).members).toMatchObject([{ value: ann, type: 'User' }])
  })

  it('bug 8: display of a member is refused (scimmy#17, openwork#4691, scimgateway#95, simpleidserver#247 and #292)', async () => {
    const group = await directory.group('Team')
    for (const display of [null, 'Somebody else', '', 'ann@acme.example']) {
      const value = [{ value: ann, display, $ref: null }]
      await directory.patch(`/Groups/${group}`, { op: 'add', path: 'members', value })
      expect(await directory.members(group)).toEqual([ann])
      const put = { schemas: [URN.GROUP], id: group, displayName: 'Team', members: value }
      expect((await scim('PUT', `/Groups/${group}`, put)).status).toBe(200)
      expect((await directory.read(`/Groups/${group}`)).members).toMatchObject([
        { value: ann, display: 'Ann' },
      ])
    }
  })

  it('bug 9: a PUT of a group ignores its members (polis#3136, bitwarden#2919)', async () => {
    const group = await directory.group('Team', [ann])
    const put = { schemas: [URN.GROUP], displayName: 'Team', members: listOf(bob) }
    await scim('PUT', `/Groups/${group}`, put)
    expect(await directory.members(group)).toEqual([bob])
    await scim('PUT', `/Groups/${group}`, { ...put, members: [] })
    expect(await directory.members(group)).toEqual([])
  })

  it('bug 10: members get lost when PATCHes overlap (fleet#50724, #51961)', async () => {
    const people = await Promise.all(
      Array.from({ length: 12 }, (_, i) => directory.user(`p${i}@acme.example`)),
    )
    const group = await directory.group('Team', [ann, bob])
    const change = (operation: object) => directory.patch(`/Groups/${group}`, operation)
    const answers = await Promise.all([
      ...people.map((value) => change({ op: 'add', path: 'members', value: listOf(value) })),
      change({ op: 'remove', path: `members[value eq "${ann}"]` }),
      change({ op: 'replace', value: { id: group, displayName: 'Team' } }),
    ])
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]))
    expect(await directory.members(group)).toEqual(sorted(bob, ...people))
  })

  it('bug 11: one unknown member fails all, or a replace wipes the group (fleet#52600, keycloak-scim-server#107)', async () => {
    const group = await directory.group('Team', [ann])
    const replace = (...ids: string[]) =>
      directory.patch(`/Groups/${group}`, { op: 'replace', path: 'members', value: listOf(...ids) })
    expect((await replace(STRANGER)).body).toMatchObject({
      status: '400',
      scimType: 'invalidValue',
      detail: expect.stringContaining(STRANGER),
    })
    expect(await directory.members(group)).toEqual([ann])
    expect((await replace(bob, STRANGER)).status).toBe(204)
    expect(await directory.members(group)).toEqual([bob])
    expect(await listOpenProblems(okta.ctx, okta.integrationId)).toMatchObject([
      { groupId: group, detail: expect.stringContaining(STRANGER) },
    ])
  })
})

describe('bugs of real endpoints with lists', () => {
  it('bug 12: itemsPerPage repeats the count, so that an import loops (polis PR 4054, scimmy#101, django-scim2#210)', async () => {
    expect(await directory.read('/Users?startIndex=1&count=100')).toMatchObject({
      totalResults: 2,
      startIndex: 1,
      itemsPerPage: 2,
    })
    expect(await directory.read('/Users?startIndex=101&count=100')).toMatchObject({
      totalResults: 2,
      startIndex: 101,
      itemsPerPage: 0,
      Resources: [],
    })
  })

  it('bug 13: imported people are missing or come twice (snipe-it#18014, Infisical#6554, product-is#9957 and #7320)', async () => {
    await Promise.all(
      Array.from({ length: 21 }, (_, i) => directory.user(`p${i}@acme.example`, { title: 'Clerk' })),
    )
    for (const query of ['', '&sortBy=title', '&sortBy=title&sortOrder=descending']) {
      const seen: string[] = []
      for (let startIndex = 1; startIndex <= 21; startIndex += 4) {
        const page = await directory.read(
          `/Users?filter=title eq "clerk"${query}&startIndex=${startIndex}&count=4`,
        )
        expect(page.totalResults).toBe(21)
        seen.push(...page.Resources.map(({ userName }: { userName: string }) => userName))
      }
      expect(seen).toHaveLength(21)
      expect(new Set(seen)).toHaveLength(21)
    }
  })
})

describe('bugs of real endpoints on the wire', () => {
  const isScimError = ({ status, headers, body }: TestAnswer) => {
    expect(headers['content-type']).toMatch(/^application\/scim\+json/)
    expect(body).toMatchObject({ schemas: [URN.ERROR], status: String(status), detail: expect.any(String) })
    expect(body.detail).not.toBe('')
    return status
  }

  it('bug 19: a body is empty or 415 because of its media type (better-auth#6365, medplum#4143, laravel-scim-server#8, fusionauth-issues#1769)', async () => {
    const types = [
      'application/scim+json',
      'application/scim+json; charset=utf-8',
      'application/scim+json;charset=UTF-8',
      'Application/JSON',
      'application/json; charset=utf-8',
      '',
    ]
    for (const [i, type] of types.entries()) {
      const body = { schemas: [URN.USER], userName: `type${i}@acme.example` }
      const answer = await scim('POST', '/Users', body, { 'content-type': type })
      expect(answer.status, type).toBe(201)
      expect(answer.headers['content-type']).toMatch(/^application\/scim\+json/)
      expect((await directory.read(`/Users/${answer.body.id}`)).userName).toBe(body.userName)
    }
    const refused = await scim('POST', '/Users', 'userName=x', { 'content-type': 'text/plain' })
    expect(isScimError(refused)).toBe(415)
    expect((await directory.read('/Users')).totalResults).toBe(2 + types.length)
  })

  it('bug 20: an error is not SCIM, so that Okta shows “Unrecognized token” (keycloak-scim-server#101, PostHog#42205)', async () => {
    expect(isScimError(await scim('GET', '/Users', undefined, { authorization: 'non-token' }))).toBe(401)
    expect(isScimError(await scim('GET', '/Users/00919288221112222'))).toBe(404)
    expect(isScimError(await scim('GET', '/Nothing'))).toBe(404)
    expect(isScimError(await scim('DELETE', '/Users'))).toBe(405)
    expect(isScimError(await scim('GET', '/Me'))).toBe(501)
    expect(isScimError(await scim('POST', '/Users', '<html>'))).toBe(400)
    expect(isScimError(await scim('POST', '/Users', ''))).toBe(400)
    expect(isScimError(await scim('POST', '/Users', { userName: 'ann@acme.example' }))).toBe(409)
    expect(isScimError(await scim('DELETE', `/Users/${ann}`, undefined, { 'if-match': 'W/"9"' }))).toBe(412)
    expect(isScimError(await scim('POST', '/Users', `"${'x'.repeat(1_100_000)}"`))).toBe(413)
    expect((await directory.read('/Users')).totalResults).toBe(2)
  })
})
