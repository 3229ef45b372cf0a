import { historyOf } from '../database'
import { baseUrlAt, DOORS, expect, makeTenant, test } from '../fixtures'
import { ScimClient, user } from '../scim-client'

for (const [door, origin] of Object.entries(DOORS)) {
  test(`7 · every SCIM verb with the token of another company is a 401 at ${door}, and nothing changes`, async ({
    tenant,
  }) => {
    const stranger = await makeTenant()
    const person = await tenant.scim.addUser('ann@acme.example')
    const group = await tenant.scim.addGroup('Sales', [person])
    const client = new ScimClient(baseUrlAt(origin(), tenant), stranger.token)
    const before = [(await tenant.scim.get('/Users')).text, (await tenant.scim.get('/Groups')).text]
    const member = [{ op: 'replace', path: 'members', value: [] }]
    const answers = [
      await client.get('/Users'),
      await client.get(`/Users/${person}`),
      await client.post('/Users', user('intruder@acme.example')),
      await client.put(`/Users/${person}`, user('intruder@acme.example')),
      await client.patch(`/Users/${person}`, [{ op: 'replace', value: { active: false } }]),
      await client.delete(`/Users/${person}`),
      await client.get('/Groups'),
      await client.get(`/Groups/${group}`),
      await client.post('/Groups', { displayName: 'Intruders' }),
      await client.put(`/Groups/${group}`, { displayName: 'Intruders', members: [] }),
      await client.patch(`/Groups/${group}`, member),
      await client.delete(`/Groups/${group}`),
      await client.post('/Users/.search', {}),
      await client.get('/ServiceProviderConfig'),
      await client.get('/Schemas'),
      await client.get('/ResourceTypes'),
    ]
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 401))
    expect([(await tenant.scim.get('/Users')).text, (await tenant.scim.get('/Groups')).text]).toEqual(before)
    expect((await historyOf(tenant.tenant, { userId: person })).map((row) => row.action)).toEqual([
      'user.created',
      'member.added',
    ])
  })
}

test('ids of another company name nothing under one’s own token', async ({ tenant }) => {
  const other = await makeTenant()
  const person = await other.scim.addUser('ann@acme.example')
  const group = await other.scim.addGroup('Sales', [person])
  const own = await tenant.scim.addGroup('Own')
  const { scim } = tenant
  const answers = [
    await scim.get(`/Users/${person}`),
    await scim.put(`/Users/${person}`, user('a@acme.example')),
    await scim.patch(`/Users/${person}`, [{ op: 'replace', value: { active: false } }]),
    await scim.delete(`/Users/${person}`),
    await scim.get(`/Groups/${group}`),
    await scim.put(`/Groups/${group}`, { displayName: 'x', members: [] }),
    await scim.patch(`/Groups/${group}`, [{ op: 'replace', path: 'members', value: [] }]),
    await scim.delete(`/Groups/${group}`),
  ]
  expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 404))
  const link = await scim.patch(`/Groups/${own}`, [
    { op: 'add', path: 'members', value: [{ value: person }] },
  ])
  expect(link.status).toBe(400)
  expect((await scim.get(`/Users?filter=${encodeURIComponent(`id eq "${person}"`)}`)).body.totalResults).toBe(
    0,
  )
  expect(await other.scim.membersOf(group)).toEqual([person])
  expect((await scim.post('/Users', user('ann@acme.example'))).status).toBe(201)
})
