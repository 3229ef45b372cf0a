import { expect, type makeTenant, test } from '../fixtures'
import { provision } from '../provision'
import { ScimClient, sentenceOf, user } from '../scim-client'

/** A second integration of the same company. */
async function another(tenant: Awaited<ReturnType<typeof makeTenant>>): Promise<ScimClient> {
  const { token } = await provision({
    company: tenant.name,
    owner: tenant.ownerEmail,
    integration: 'Entra Europe',
    provider: 'entra',
    groupSync: true,
  })
  return new ScimClient(tenant.scim.baseUrl, token)
}

test('7 · what one integration manages is invisible to another, and its names are told apart', async ({
  tenant,
}) => {
  const okta = tenant.scim
  const entra = await another(tenant)
  const grace = await okta.addUser('Grace@acme.example')
  const sales = await okta.addGroup('Sales', [grace])

  expect((await entra.get('/Users')).body.totalResults).toBe(0)
  expect(
    (await entra.get(`/Users?filter=${encodeURIComponent('userName eq "grace@acme.example"')}`)).body
      .totalResults,
  ).toBe(0)
  expect((await entra.get(`/Users/${grace}`)).status).toBe(404)
  expect((await entra.put(`/Users/${grace}`, user('grace@acme.example'))).status).toBe(404)
  expect((await entra.patch(`/Users/${grace}`, [{ op: 'replace', value: { active: false } }])).status).toBe(
    404,
  )
  expect((await entra.delete(`/Users/${grace}`)).status).toBe(404)
  expect((await entra.get(`/Groups/${sales}`)).status).toBe(404)
  expect((await entra.delete(`/Groups/${sales}`)).status).toBe(404)

  const taken = await entra.post('/Users', user('grace@ACME.example'))
  expect(taken.status).toBe(409)
  expect(taken.body.scimType).toBe('uniqueness')
  expect(sentenceOf(taken)).toBe(
    'A user with userName grace@ACME.example already exists and is managed by “Corporate Okta”.',
  )

  const sameName = await entra.addGroup('SALES')
  expect(sameName).not.toBe(sales)
  const linking = await entra.patch(`/Groups/${sameName}`, [
    { op: 'add', path: 'members', value: [{ value: grace }] },
  ])
  expect(linking.status).toBe(400)
  expect(linking.body.scimType).toBe('invalidValue')
  expect(linking.body.detail).toContain(grace)

  expect((await okta.get(`/Users/${grace}`)).body).toMatchObject({
    active: true,
    userName: 'Grace@acme.example',
  })
  expect(await okta.membersOf(sales)).toEqual([grace])
})

test('a userName that this integration has already is a 409, whatever its case and whether active or not', async ({
  tenant,
}) => {
  const { scim } = tenant
  const id = await scim.addUser('Grace@acme.example')
  for (const active of [true, false]) {
    await scim.patch(`/Users/${id}`, [{ op: 'replace', value: { active } }])
    const answer = await scim.post('/Users', user('GRACE@acme.example'))
    expect(answer.status).toBe(409)
    expect(sentenceOf(answer)).toBe('A user with userName GRACE@acme.example already exists (origin: IDP).')
  }
  const other = await scim.addUser('other@acme.example')
  expect((await scim.put(`/Users/${other}`, user('grace@acme.example'))).status).toBe(409)
  expect((await scim.get(`/Users/${other}`)).body.userName).toBe('other@acme.example')
  const twice = await scim.post('/Groups', { displayName: 'Sales' })
  expect(twice.status).toBe(201)
  const again = await scim.post('/Groups', { displayName: 'sales' })
  expect(again.status).toBe(409)
  expect(sentenceOf(again)).toBe('A group named “sales” already exists.')
})

test('somebody who comes back under a new login is the same person', async ({ tenant }) => {
  const { scim } = tenant
  const externalId = '00ujl29u0le5T6Aj10h7'
  const id = await scim.addUser('grace.hopper@acme.example', { externalId, title: 'Analyst' })
  const group = await scim.addGroup('Navy', [id])
  await scim.patch(`/Users/${id}`, [{ op: 'replace', value: { active: false } }])

  const back = await scim.post('/Users', { ...user('grace.murray@acme.example'), externalId })
  expect(back.status).toBe(201)
  expect(back.body).toMatchObject({ id, userName: 'grace.murray@acme.example', active: true })
  expect(back.body.title).toBeUndefined()
  expect(back.headers.get('location')).toBe(`${scim.baseUrl}/Users/${id}`)
  expect((await scim.get('/Users')).body.totalResults).toBe(1)
  expect(await scim.membersOf(group)).toEqual([id])

  const active = await scim.post('/Users', { ...user('third@acme.example'), externalId })
  expect(active.status).toBe(201)
  expect(active.body.id).not.toBe(id)
})

test('5 · of the members that a push names, those that are known arrive; when none is, nothing changes', async ({
  tenant,
}) => {
  const { scim } = tenant
  const [a, b] = [await scim.addUser('a@acme.example'), await scim.addUser('b@acme.example')]
  const group = await scim.addGroup('Engineering', [a])
  const nobody = Array.from({ length: 7 }, (_, index) => `0000000${index}-aaaa-4aaa-8aaa-aaaaaaaaaaaa`)

  const some = await scim.patch(`/Groups/${group}`, [
    { op: 'add', path: 'members', value: [{ value: b }, { value: nobody[0] }, { value: 'not-an-id' }] },
  ])
  expect(some.status).toBe(204)
  expect(await scim.membersOf(group)).toEqual([a, b].sort())

  const none = await scim.patch(`/Groups/${group}`, [
    { op: 'replace', value: { displayName: 'Renamed' } },
    { op: 'replace', path: 'members', value: nobody.map((value) => ({ value })) },
  ])
  expect(none.status).toBe(400)
  expect(none.body.scimType).toBe('invalidValue')
  for (const id of nobody.slice(0, 5)) expect(none.body.detail).toContain(id)
  expect(none.body.detail).not.toContain(nobody[5])
  expect(await scim.membersOf(group)).toEqual([a, b].sort())
  expect((await scim.get(`/Groups/${group}`)).body.displayName).toBe('Engineering')
})

test('a deleted person is gone from their groups, and the groups know it', async ({ tenant }) => {
  const { scim } = tenant
  const [a, b] = [await scim.addUser('a@acme.example'), await scim.addUser('b@acme.example')]
  const group = await scim.addGroup('Engineering', [a, b])
  const before = (await scim.get(`/Groups/${group}`)).headers.get('etag')
  expect((await scim.delete(`/Users/${a}`)).status).toBe(204)
  expect((await scim.get(`/Users/${a}`)).status).toBe(404)
  expect((await scim.delete(`/Users/${a}`)).status).toBe(404)
  expect(await scim.membersOf(group)).toEqual([b])
  expect((await scim.get(`/Groups/${group}`)).headers.get('etag')).not.toBe(before)
})
