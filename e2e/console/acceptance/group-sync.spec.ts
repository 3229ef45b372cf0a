import { sentenceOf } from '../../scim-client'
import { integrationPage, openAs, visit } from '../open'
import { expect, test } from '../watched'

const OFF =
  'Group synchronization is off for “Corporate Okta”. Turn on “Synchronize groups with Identity Management Platform”, then push again.'

test('5 · group sync off: an empty list, a 404 and a 403 in words; its row leads to the switch, and the same push succeeds', async ({
  context,
  tenant,
}) => {
  const { scim } = tenant
  const group = await scim.addGroup('Sales')
  const page = await openAs(context, tenant)
  await visit(page, integrationPage(tenant, 'group-settings'))
  const groups = page.getByRole('switch', { name: 'Synchronize groups with Identity Management Platform' })
  await expect(groups).toBeChecked()
  await groups.click()
  await page.getByRole('dialog').getByRole('button', { name: 'Turn off' }).click()
  await expect(groups).not.toBeChecked()

  expect((await scim.get('/Groups')).body).toMatchObject({ totalResults: 0, Resources: [] })
  expect((await scim.get(`/Groups/${group}`)).status).toBe(404)
  const push = () => scim.post('/Groups', { displayName: 'Engineering' })
  const refused = await push()
  expect({ status: refused.status, detail: sentenceOf(refused) }).toEqual({ status: 403, detail: OFF })

  await visit(page, `${integrationPage(tenant, 'activity')}?show=requests`)
  await page.getByRole('table', { name: 'Requests', exact: true }).getByRole('link').first().click()
  const drawer = page.getByRole('dialog')
  await expect(drawer.getByText(OFF).first()).toBeVisible()
  await drawer.getByRole('link', { name: 'Turn on group sync' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await groups.click()
  await expect(groups).toBeChecked()
  await expect.poll(async () => (await push()).status).toBe(201)
  expect((await scim.get(`/Groups/${group}`)).status).toBe(200)
})

test('5 · of the members that a push names, the known arrive and the others are a problem; with none known nothing changes', async ({
  context,
  tenant,
}) => {
  const { scim } = tenant
  const ann = await scim.addUser('ann@acme.example', { displayName: 'Ann' })
  const unknown = '01900000-0000-7000-8000-000000000000'
  const group = await scim.addGroup('Engineering', [ann, unknown])
  expect(await scim.membersOf(group)).toEqual([ann])
  const page = await openAs(context, tenant)
  await visit(page, `${integrationPage(tenant, 'activity')}?show=problems`)
  const problem = page.getByRole('region', { name: 'People not provisioned yet' })
  await expect(problem).toContainText('Engineering')

  const none = await scim.patch(`/Groups/${group}`, [
    { op: 'replace', path: 'members', value: [{ value: unknown }] },
  ])
  expect(none.status).toBe(400)
  expect(none.body.scimType).toBe('invalidValue')
  expect(sentenceOf(none)).toMatch(/^None of these members is provisioned yet: 01900000-/)
  expect(await scim.membersOf(group)).toEqual([ann])
})
