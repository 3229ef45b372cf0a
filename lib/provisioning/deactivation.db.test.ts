import { describe, expect, it } from 'vitest'
import { inTenant, sql } from '@/db/client'
import { getTargetUser } from '@/lib/directory/target'
import { createUser } from '@/lib/directory/users'
import { listHistory } from '@/lib/history/changes'
import { setGroupSync } from '@/lib/integrations/group-sync'
import { rulesInput } from '@/lib/integrations/input'
import { setRules } from '@/lib/integrations/integrations'
import type { Rules } from '@/lib/integrations/rules'
import { inEnglish } from '@/lib/messages/translate'
import { testClient, testDirectory, testIntegration } from './testing'
import { eachAtEndpoint } from './testing/each'

const { endpoint, okta, scim, directory } = eachAtEndpoint()

const rule = (whenDeactivated: Rules['whenDeactivated'], more: Partial<Rules> = {}) =>
  setRules(okta.ctx, okta.integrationId, { ...rulesInput.parse({}), whenDeactivated, ...more })
const named = (name: string) =>
  directory.user(`${name}@acme.com`, { displayName: name, externalId: `x-${name}` })
const setActive = (id: string, active: boolean) =>
  directory.patch(`/Users/${id}`, { op: 'replace', value: { active } })
const sentences = async (userId: string) => {
  const { rows } = await listHistory(okta.ctx, { userId }, { before: '', limit: 50 })
  return rows.map(({ sentence }) => inEnglish(sentence))
}

/** The ways in which an identity provider deactivates somebody. */
const VERBS: readonly [string, (id: string, userName: string) => Promise<{ status: number }>][] = [
  ['PATCH', (id) => directory.patch(`/Users/${id}`, { op: 'replace', path: 'active', value: false })],
  [
    'PATCH without a path',
    (id) => directory.patch(`/Users/${id}`, { op: 'Replace', value: { active: 'False' } }),
  ],
  ['PUT', (id, userName) => scim('PUT', `/Users/${id}`, { userName, displayName: 'ann', active: false })],
  [
    'Bulk',
    async (id, userName) => {
      const { body } = await scim('POST', '/Bulk', {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
        Operations: [
          { method: 'PUT', path: `/Users/${id}`, data: { userName, displayName: 'ann', active: false } },
        ],
      })
      return { status: Number(body.Operations[0].status) }
    },
  ],
]

describe('when the IdP deactivates', () => {
  it.each(VERBS)('by %s, people stay in their groups by default', async (_, deactivate) => {
    const ann = await named('ann')
    const sales = await directory.group('Sales', [ann])
    const before = (await directory.read(`/Groups/${sales}`)).meta
    expect((await deactivate(ann, 'ann@acme.com')).status).toBe(200)
    expect(await directory.members(sales)).toEqual([ann])
    expect((await directory.read(`/Groups/${sales}`)).meta).toEqual(before)
  })

  it.each(VERBS)('by %s, they leave its groups where the rule says so', async (_, deactivate) => {
    await rule('leave')
    const [ann, bo] = [await named('ann'), await named('bo')]
    const [sales, team] = [await directory.group('Sales', [ann, bo]), await directory.group('Team', [ann])]
    const before = (await directory.read(`/Groups/${sales}`)).meta
    expect((await deactivate(ann, 'ann@acme.com')).status).toBe(200)
    expect(await directory.members(sales)).toEqual([bo])
    expect(await directory.members(team)).toEqual([])
    const after = (await directory.read(`/Groups/${sales}`)).meta
    expect(after.version).not.toBe(before.version)
    expect(after.lastModified > before.lastModified).toBe(true)
    const { active, groups } = await directory.read(`/Users/${ann}`)
    expect([active, groups ?? []]).toEqual([false, []])
    expect((await directory.read(`/Users/${bo}`)).active).toBe(true)
    const told = await sentences(ann)
    expect(told.slice(0, 2).sort()).toEqual([
      'Corporate Okta removed ann from Sales',
      'Corporate Okta removed ann from Team',
    ])
    const [, , cause] = told
    expect(cause).toMatch(/^Corporate Okta deactivated /)
  })

  it('the answer no longer names groups that were left, not even those around them', async () => {
    await rule('leave')
    const ann = await named('ann')
    const inner = await directory.group('Inner', [ann])
    await directory.group('Outer', [inner])
    expect((await directory.read(`/Users/${ann}`)).groups).toHaveLength(2)
    const { body } = await setActive(ann, false)
    expect([body.active, body.groups ?? []]).toEqual([false, []])
  })

  it('a reactivation brings no membership back; a push does', async () => {
    await rule('leave')
    const ann = await named('ann')
    const sales = await directory.group('Sales', [ann])
    await setActive(ann, false)
    await setActive(ann, true)
    expect(await directory.members(sales)).toEqual([])
    await directory.patch(`/Groups/${sales}`, { op: 'add', path: 'members', value: [{ value: ann }] })
    expect(await directory.members(sales)).toEqual([ann])
  })

  it('who is inactive already stays where they were put, by PUT, PATCH and POST alike', async () => {
    await rule('leave')
    const ann = await named('ann')
    await setActive(ann, false)
    const sales = await directory.group('Sales', [ann])
    await setActive(ann, false)
    await scim('PUT', `/Users/${ann}`, { userName: 'ann@acme.com', externalId: 'x-ann', active: false })
    const sent = { userName: 'ann@acme.com', externalId: 'x-ann', title: 'Engineer', active: false }
    expect((await scim('POST', '/Users', sent)).body).toMatchObject({ id: ann, active: false })
    expect(await directory.members(sales)).toEqual([ann])
    const made = await scim('POST', '/Users', { userName: 'bo@acme.com', active: false })
    expect([made.status, made.body.active, made.body.groups ?? []]).toEqual([201, false, []])
  })

  it('other changes take nobody out of a group', async () => {
    await rule('leave')
    const ann = await named('ann')
    const sales = await directory.group('Sales', [ann])
    await directory.patch(`/Users/${ann}`, { op: 'replace', path: 'title', value: 'Engineer' })
    await scim('PUT', `/Users/${ann}`, { userName: 'ann@acme.com' })
    await setActive(ann, true)
    expect(await directory.members(sales)).toEqual([ann])
  })

  it('a write that is refused takes nobody out of a group', async () => {
    await rule('leave')
    const ann = await named('ann')
    const sales = await directory.group('Sales', [ann])
    const stale = await scim(
      'PUT',
      `/Users/${ann}`,
      { userName: 'ann@acme.com', active: false },
      { 'if-match': 'W/"99"' },
    )
    expect(stale.status).toBe(412)
    await named('bo')
    const taken = await scim('PUT', `/Users/${ann}`, { userName: 'bo@acme.com', active: false })
    expect(taken.status).toBe(409)
    expect(await directory.members(sales)).toEqual([ann])
    expect((await setActive('no-id', false)).status).toBe(404)
  })

  it('groups of nobody and of other integrations keep them', async () => {
    const entra = await testIntegration(endpoint.db, { ctx: okta.ctx, name: 'Entra Europe' })
    const theirs = testDirectory(testClient(entra))
    const ctx = { ...okta.ctx, permissions: new Set(['users.write'] as const) }
    const { id } = await createUser(ctx, { userName: 'grace@acme.com' })
    const [own, other, local] = [
      await directory.group('Own', [id]),
      await theirs.group('Theirs', [id]),
      await directory.group('Local', [id]),
    ]
    await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
      tx.select(sql`update groups set manager_id = null where id = ${local}`),
    )
    await rule('leave')
    const { body } = await setActive(id, false)
    expect(body.groups.map(({ value }: { value: string }) => value)).toEqual([local])
    expect(await directory.members(own)).toEqual([])
    const left = await inTenant(endpoint.db, okta.ctx.tenantId, (tx) =>
      tx.select<{ id: string }>(
        sql`select group_id as id from group_members where user_id = ${id} order by 1`,
      ),
    )
    expect(left.map((row) => row.id)).toEqual([other, local].sort())
  })

  it('groups stay as they are while group sync is off', async () => {
    await rule('leave')
    const ann = await named('ann')
    await directory.group('Sales', [ann])
    await setGroupSync(okta.ctx, okta.integrationId, false)
    await setActive(ann, false)
    expect(await getTargetUser(okta.ctx, ann, okta.baseUrl)).toMatchObject({ active: false, groups: 1 })
  })

  it('nobody is removed for having left every group that way', async () => {
    await rule('leave', { whenGroupless: 'remove' })
    const ann = await named('ann')
    await directory.group('Sales', [ann])
    await setActive(ann, false)
    expect((await directory.read(`/Users/${ann}`)).active).toBe(false)
    expect((await setActive(ann, true)).body.active).toBe(true)
  })

  it('a push of a group at the same moment ends as if one had come after the other', async () => {
    await rule('leave')
    for (let round = 0; round < 15; round++) {
      const [ann, bo] = [await named(`ann${round}`), await named(`bo${round}`)]
      const [first, second] = [
        await directory.group(`A${round}`, [ann]),
        await directory.group(`B${round}`, [ann]),
      ]
      const put = (id: string, displayName: string, members: string[]) =>
        scim('PUT', `/Groups/${id}`, { displayName, members: members.map((value) => ({ value })) })
      const answers = await Promise.all([
        put(first, `A${round}`, [bo]),
        setActive(ann, false),
        put(second, `B${round}`, [bo]),
      ])
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
      expect([await directory.members(first), await directory.members(second)]).toEqual([[bo], [bo]])
      const told = await sentences(ann)
      expect(told.filter((sentence) => sentence.includes('removed'))).toHaveLength(2)
    }
  })
})
