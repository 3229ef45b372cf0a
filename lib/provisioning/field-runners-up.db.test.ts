import { beforeEach, describe, expect, it } from 'vitest'
import { inTenant, sql } from '@/db/client'
import { flushActivity } from '@/lib/activity/recorder'
import { listOpenProblems } from '@/lib/integrations/problems'
import { URN } from '@/lib/scim'
import { eachAtEndpoint } from './testing/each'

/** Each test has the symptom that endpoints in the field have shown, and where it was reported. */
const { endpoint, okta, scim, directory } = eachAtEndpoint()

let ann: string
beforeEach(async () => {
  ann = await directory.user('ann@acme.example', { displayName: 'Ann', title: 'Engineer' })
})

const listOf = (...ids: string[]) => ids.map((value) => ({ value }))
const find = (filter: string) => directory.read(`/Users?filter=${filter}`)

describe('writes', () => {
  it('runner-up: a PUT without members drops them (teleport#67372)', async () => {
    const group = await directory.group('Team', [ann])
    const put = await scim('PUT', `/Groups/${group}`, { schemas: [URN.GROUP], displayName: 'New' })
    expect(put.status).toBe(200)
    expect((await directory.read(`/Groups/${group}`)).displayName).toBe('New')
    expect(await directory.members(group)).toEqual([ann])
  })

  it('runner-up: a PUT must have schemas (Infisical#6552)', async () => {
    const put = await scim('PUT', `/Users/${ann}`, { userName: 'ann@acme.example', title: 'Manager' })
    expect(put.status).toBe(200)
    expect(await directory.read(`/Users/${ann}`)).toMatchObject({ schemas: [URN.USER], title: 'Manager' })
  })

  it('runner-up: a push cannot find somebody who was removed and provisioned again (sentry#122540)', async () => {
    const group = await directory.group('Team', [ann])
    await scim('DELETE', `/Users/${ann}`)
    const again = await directory.user('ann@acme.example', { displayName: 'Ann' })
    const push = await directory.patch(`/Groups/${group}`, {
      op: 'replace',
      path: 'members',
      value: listOf(ann, again),
    })
    expect(push.status).toBe(204)
    expect(await directory.members(group)).toEqual([again])
    expect(await listOpenProblems(okta.ctx, okta.integrationId)).toMatchObject([
      { groupId: group, detail: expect.stringContaining(ann) },
    ])
  })

  it('runner-up: the password is kept or answered in clear text (polis#520)', async () => {
    const secrets = ['created-hunter2', 'patched-hunter2', 'put-hunter2']
    const created = await scim('POST', '/Users', { userName: 'eve@acme.example', password: secrets[0] })
    const path = `/Users/${created.body.id}`
    const patched = await directory.patch(
      path,
      { op: 'replace', value: { password: secrets[1], title: 'A' } },
      { op: 'replace', path: 'password', value: secrets[1] },
    )
    const put = await scim('PUT', path, { userName: 'eve@acme.example', password: secrets[2] })
    const read = await directory.read(`${path}?attributes=password,userName`)
    expect([created.status, patched.status, put.status]).toEqual([201, 200, 200])
    expect(JSON.stringify([created.body, patched.body, put.body, read])).not.toMatch(/hunter2|password/)
    await flushActivity()
    for (const table of ['users', 'changes', 'requests']) {
      const rows = await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
        tx.select<{ text: string }>(sql`select t::text as text from ${sql.raw(table)} t`),
      )
      expect(rows.length, table).toBeGreaterThan(0)
      for (const { text } of rows) expect(text, table).not.toContain('hunter2')
    }
  })

  it('runner-up: a PUT without active brings somebody back, or sends them away (vouch#1415)', async () => {
    const put = () => scim('PUT', `/Users/${ann}`, { userName: 'ann@acme.example', title: 'Manager' })
    expect((await put()).body.active).toBe(true)
    await directory.patch(`/Users/${ann}`, { op: 'replace', value: { active: false } })
    expect((await put()).body.active).toBe(false)
    expect((await directory.read(`/Users/${ann}`)).active).toBe(false)
  })

  it('runner-up: a filtered Replace that finds nothing is a 400 (ssoready#249)', async () => {
    const path = 'emails[type eq "work"].value'
    const answer = await directory.patch(`/Users/${ann}`, { op: 'Replace', path, value: 'ann@work.example' })
    expect(answer.status).toBe(200)
    expect((await directory.read(`/Users/${ann}`)).emails).toEqual([
      { type: 'work', value: 'ann@work.example' },
    ])
  })
})

describe('lists', () => {
  it('runner-up: a GET without parameters is an empty list (bitwarden#4034)', async () => {
    expect(await directory.read('/Users')).toMatchObject({ totalResults: 1, Resources: [{ id: ann }] })
    const group = await directory.group('Team')
    expect(await directory.read('/Groups')).toMatchObject({ totalResults: 1, Resources: [{ id: group }] })
  })

  it('runner-up: the numbers of a list are texts, and the import stops (Okta support 0D54z0000A4i091CQA)', async () => {
    for (const path of [
      '/Users',
      '/Users?startIndex=1&count=2',
      '/Groups',
      '/Users?filter=title eq "none"',
    ]) {
      const { totalResults, startIndex, itemsPerPage, Resources } = await directory.read(path)
      for (const number of [totalResults, startIndex, itemsPerPage]) expect(number, path).toBeTypeOf('number')
      expect(itemsPerPage, path).toBe(Resources.length)
    }
  })

  it('runner-up: totalResults counts the page or the whole table (better-auth#10398)', async () => {
    for (const name of ['p1', 'p2', 'p3']) await directory.user(name, { title: 'Clerk' })
    const page = await directory.read('/Users?filter=title eq "Clerk"&startIndex=2&count=1')
    expect(page).toMatchObject({ totalResults: 3, itemsPerPage: 1, startIndex: 2 })
    expect(await directory.read('/Users?filter=title eq "Clerk"&count=0')).toMatchObject({
      totalResults: 3,
      itemsPerPage: 0,
      Resources: [],
    })
  })
})

describe('filters', () => {
  it('runner-up: a plus between the words of a filter is not a space', async () => {
    expect(await find('userName+eq+%22ann@acme.example%22')).toMatchObject({ Resources: [{ id: ann }] })
    expect(await find('userName%20eq%20%22ann%40acme.example%22')).toMatchObject({ Resources: [{ id: ann }] })
  })

  it('runner-up: quotes and backslashes in a value end the filter (eq "O\\"Brien")', async () => {
    const brien = await directory.user('obrien', { displayName: 'O"Brien' })
    const slash = await directory.user('slash', { displayName: 'ACME\\ann' })
    const named = (name: string) => find(encodeURIComponent(`displayName eq ${JSON.stringify(name)}`))
    expect(await named('O"Brien')).toMatchObject({ totalResults: 1, Resources: [{ id: brien }] })
    expect(await named('ACME\\ann')).toMatchObject({ totalResults: 1, Resources: [{ id: slash }] })
    expect(await named('O" or userName pr or "Brien')).toMatchObject({ totalResults: 0 })
  })

  it('runner-up: the plus of an e-mail address becomes a space', async () => {
    const tagged = await directory.user('ann+tag@acme.example')
    expect(await find('userName eq "ann%2Btag@acme.example"')).toMatchObject({ Resources: [{ id: tagged }] })
    expect(await find('userName eq "ann+tag@acme.example"')).toMatchObject({ totalResults: 0 })
    const spaced = await directory.user('ann tag@acme.example')
    expect(await find('userName eq "ann+tag@acme.example"')).toMatchObject({ Resources: [{ id: spaced }] })
  })
})
