import { expect, test } from '../fixtures'
import { user } from '../scim-client'

const FIFTY = Array.from({ length: 50 }, (_, index) => index)

test('of fifty POSTs of one userName at once, one arrives and forty-nine are told so', async ({ tenant }) => {
  const answers = await Promise.all(
    FIFTY.map((index) =>
      tenant.scim.post('/Users', user(index % 2 ? 'Same@acme.example' : 'same@ACME.example')),
    ),
  )
  const statuses = answers.map((answer) => answer.status).sort()
  expect(statuses).toEqual([201, ...Array.from({ length: 49 }, () => 409)])
  for (const { status, body } of answers) if (status === 409) expect(body.scimType).toBe('uniqueness')
  expect((await tenant.scim.get('/Users')).body.totalResults).toBe(1)
})

test('of fifty PATCHes that each add one member at once, all fifty are in', async ({ tenant }) => {
  const { scim } = tenant
  const ids = await Promise.all(FIFTY.map((index) => scim.addUser(`person${index}@acme.example`)))
  const group = await scim.addGroup('Everybody')
  const answers = await Promise.all(
    ids.map((value) => scim.patch(`/Groups/${group}`, [{ op: 'add', path: 'members', value: [{ value }] }])),
  )
  expect(answers.map((answer) => answer.status)).toEqual(FIFTY.map(() => 204))
  expect(await scim.membersOf(group)).toEqual([...ids].sort())
  const { body } = await scim.get(`/Groups/${group}`)
  expect(body.meta.version).toBe('W/"51"')
})

test('a person who is deleted while a group that holds them is written leaves it, and nobody waits for a deadlock', async ({
  tenant,
}) => {
  const { scim } = tenant
  const ids = await Promise.all(
    FIFTY.slice(0, 30).map((index) => scim.addUser(`person${index}@acme.example`)),
  )
  const groups = await Promise.all(['A', 'B', 'C', 'D'].map((name) => scim.addGroup(name, ids)))
  const answers = await Promise.all(
    ids
      .slice(0, 20)
      .flatMap((id, index) => [
        scim.delete(`/Users/${id}`),
        scim.patch(`/Groups/${groups[index % 4]}`, [
          { op: 'replace', path: 'members', value: ids.slice(10).map((value) => ({ value })) },
        ]),
      ]),
  )
  for (const { status, text } of answers) expect([204], text).toContain(status)
  for (const group of groups) {
    expect((await scim.membersOf(group)).filter((id) => ids.slice(0, 20).includes(id))).toEqual([])
  }
})

test('people who are deleted while they are pushed into groups leave nothing half done', async ({
  tenant,
}) => {
  const { scim } = tenant
  const ids = await Promise.all(
    FIFTY.slice(0, 20).map((index) => scim.addUser(`person${index}@acme.example`)),
  )
  const groups = await Promise.all(['A', 'B', 'C'].map((name) => scim.addGroup(name, ids.slice(0, 5))))
  const answers = await Promise.all([
    ...groups.map((group) =>
      scim.patch(`/Groups/${group}`, [
        { op: 'replace', path: 'members', value: ids.map((value) => ({ value })) },
      ]),
    ),
    ...ids.slice(0, 10).map((id) => scim.delete(`/Users/${id}`)),
  ])
  for (const { status } of answers) expect([200, 204]).toContain(status)
  for (const group of groups) expect(await scim.membersOf(group)).toEqual(ids.slice(10).sort())
})
