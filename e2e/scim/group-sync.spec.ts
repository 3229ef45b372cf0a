import { expect, makeTenant, test } from '../fixtures'
import { sentenceOf } from '../scim-client'

test('5 · with group sync off, as every integration starts, people arrive and groups are refused with the switch’s name', async () => {
  const { scim } = await makeTenant({ groupSync: false })
  const id = await scim.addUser('ann@acme.example')
  const list = await scim.get('/Groups?startIndex=1&count=100')
  expect(list.status).toBe(200)
  expect(list.body).toMatchObject({ totalResults: 0, itemsPerPage: 0, startIndex: 1, Resources: [] })
  const some = '01900000-0000-7000-8000-000000000000'
  expect((await scim.get(`/Groups/${some}`)).status).toBe(404)
  const writes = [
    await scim.post('/Groups', { displayName: 'Sales', members: [{ value: id }] }),
    await scim.put(`/Groups/${some}`, { displayName: 'Sales' }),
    await scim.patch(`/Groups/${some}`, [{ op: 'replace', value: { displayName: 'Sales' } }]),
    await scim.delete(`/Groups/${some}`),
  ]
  for (const write of writes) {
    expect(write.status).toBe(403)
    expect(sentenceOf(write)).toBe(
      'Group synchronization is off for “Corporate Okta”. Turn on “Synchronize groups with Identity Management Platform”, then push again.',
    )
  }
  const names = async (path: string) =>
    (await scim.get(path)).body.Resources.map((one: { name: string; id: string }) => one.id)
  expect(await names('/ResourceTypes')).toEqual(['User'])
  expect(await names('/Schemas')).not.toContain('urn:ietf:params:scim:schemas:core:2.0:Group')
  expect((await scim.get('/ResourceTypes/Group')).status).toBe(404)
  expect((await scim.get('/Schemas/urn:ietf:params:scim:schemas:core:2.0:Group')).status).toBe(404)
})

test('with group sync on, discovery shows groups', async ({ tenant }) => {
  const { body } = await tenant.scim.get('/ResourceTypes')
  expect(body.Resources.map((one: { id: string }) => one.id)).toEqual(['User', 'Group'])
  const schema = await tenant.scim.get('/Schemas/urn:ietf:params:scim:schemas:core:2.0:Group')
  expect(schema.body.attributes.map((one: { name: string }) => one.name)).toEqual(['displayName', 'members'])
})
