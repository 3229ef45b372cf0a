import { grantRole } from '../database'
import { home, openAs, visit } from './open'
import { expect, test } from './watched'

const LABEL = 'Mask contact details for Auditors'

test('7 · an Owner masks contact details for Auditors, and an Auditor reads them masked, and is told why', async ({
  context,
  tenant,
}) => {
  const id = await tenant.scim.addUser('grace.hopper@acme.example', {
    displayName: 'Grace Hopper',
    name: { givenName: 'Grace', familyName: 'Hopper' },
    emails: [{ value: 'grace.hopper@acme.example', primary: true }],
    phoneNumbers: [{ value: '+49 30 7654321', type: 'work' }],
  })
  const page = await openAs(context, tenant)
  await visit(page, `${home(tenant)}/company/settings/general`)
  const masking = page.locator('form', { has: page.getByLabel(LABEL) })
  await page.getByLabel(LABEL).check()
  await masking.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.reload()
  await expect(page.getByLabel(LABEL)).toBeChecked()

  await grantRole(tenant.tenant, tenant.ownerEmail, 'auditor')
  await visit(page, `${home(tenant)}/company/target-users/users?q=Grace`)
  await expect(page.getByText('your company masks e-mail addresses')).toBeVisible()
  await expect(page.getByRole('row', { name: /Grace Hopper/ })).toContainText('g•••@acme.example')
  await page.getByRole('link', { name: 'Grace Hopper' }).click()
  await expect(page).toHaveURL(new RegExp(`${id}$`))
  await expect(page.getByText('•••21')).toBeVisible()
  await expect(page.locator('body')).not.toContainText('grace.hopper')

  // What comes while they look is masked as well.
  await visit(page, `${home(tenant)}/company/target-users/users`)
  await tenant.scim.addUser('alan.turing@acme.example', {
    displayName: 'Alan Turing',
    name: { givenName: 'Alan', familyName: 'Turing' },
  })
  await expect(page.getByRole('row', { name: /Alan Turing/ })).toContainText('a•••@acme.example')
  await expect(page.locator('body')).not.toContainText('alan.turing')

  await visit(page, `${home(tenant)}/company/settings/general`)
  await expect(page.getByLabel(LABEL)).toBeDisabled()
})
