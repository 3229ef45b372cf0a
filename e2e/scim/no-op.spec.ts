import { historyOf, requestsOf } from '../database'
import { expect, test } from '../fixtures'

test('a PUT or PATCH that changes nothing leaves the person’s version and history alone', async ({
  tenant,
}) => {
  const { scim } = tenant
  const id = await scim.addUser('ann@acme.example', { title: 'Analyst' })
  const before = await scim.get(`/Users/${id}`)
  const told = await historyOf(tenant.tenant, { userId: id })
  expect(told.map((row) => row.action)).toEqual(['user.created'])

  const echo = await scim.put(`/Users/${id}`, before.body)
  expect(echo.status).toBe(200)
  expect(echo.body).toEqual(before.body)
  const same = await scim.patch(`/Users/${id}`, [
    { op: 'replace', value: { active: true, title: 'Analyst' } },
    { op: 'add', path: 'emails', value: [{ value: 'ann@acme.example', type: 'work', primary: true }] },
    { op: 'remove', path: 'nickName' },
  ])
  expect(same.status).toBe(200)
  expect(same.body.meta).toEqual(before.body.meta)
  expect(await historyOf(tenant.tenant, { userId: id })).toHaveLength(1)

  const changed = await scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'title', value: 'Lead' }])
  expect(changed.body.meta.version).toBe('W/"2"')
  const [, update] = await historyOf(tenant.tenant, { userId: id })
  expect(update).toMatchObject({
    action: 'user.updated',
    actor_kind: 'integration',
    actor_name: 'Corporate Okta',
    before: { title: 'Analyst' },
    after: { title: 'Lead' },
  })
})

test('the same of a group, its members included', async ({ tenant }) => {
  const { scim } = tenant
  const [a, b] = [await scim.addUser('a@acme.example'), await scim.addUser('b@acme.example')]
  const id = await scim.addGroup('Sales', [a, b])
  const before = await scim.get(`/Groups/${id}`)
  const rows = (await historyOf(tenant.tenant, { groupId: id })).length
  expect(rows).toBe(3)

  await scim.put(`/Groups/${id}`, before.body)
  await scim.patch(`/Groups/${id}`, [{ op: 'replace', value: { id, displayName: 'Sales' } }])
  await scim.patch(`/Groups/${id}`, [{ op: 'add', path: 'members', value: [{ value: a, display: null }] }])
  await scim.patch(`/Groups/${id}`, [
    { op: 'remove', path: 'members[value eq "00000000-0000-4000-8000-000000000000"]' },
  ])
  await scim.patch(`/Groups/${id}`, [{ op: 'replace', path: 'members', value: [{ value: b }, { value: a }] }])
  expect((await scim.get(`/Groups/${id}`)).text).toBe(before.text)
  expect(await historyOf(tenant.tenant, { groupId: id })).toHaveLength(rows)

  await scim.patch(`/Groups/${id}`, [{ op: 'remove', path: `members[value eq "${a}"]` }])
  const last = (await historyOf(tenant.tenant, { groupId: id })).at(-1)
  expect(last).toMatchObject({ action: 'member.removed', user_id: a, before: { group: 'Sales' } })
})

test('every request leaves a row in the log, also the refused ones, and no row holds a secret', async ({
  tenant,
}) => {
  const { scim } = tenant
  await scim.addUser('ann@acme.example', { password: '1mz050nq' })
  await scim.get('/Users/Users')
  await scim.send('GET', '/Users', { headers: { Authorization: `Bearer ${scim.token.slice(0, -3)}` } })
  await scim.send('GET', '/Users', { headers: { Authorization: 'Bearer something-else' } })
  await scim.send('GET', `/Users?filter=${encodeURIComponent(`userName eq "${scim.token}"`)}`)
  await expect.poll(async () => (await requestsOf(tenant.tenant)).length).toBe(5)
  const rows = await requestsOf(tenant.tenant)
  expect(rows.map((row) => [row.method, row.status, row.refusal, row.integration_id !== null])).toEqual([
    ['POST', 201, null, true],
    ['GET', 404, null, true],
    ['GET', 401, 'truncated', true],
    ['GET', 401, 'foreign', false],
    ['GET', 200, null, true],
  ])
  const everything = JSON.stringify(rows)
  expect(everything).not.toContain('1mz050nq')
  expect(everything).not.toContain(scim.token.slice(0, 40))
  expect(everything).not.toContain('something-else')
})
