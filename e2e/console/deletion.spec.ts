import { expectAccessible } from '../accessible'
import { home, openAs, visit } from './open'
import { expect, serverOrigin, test } from './watched'

test('an Owner deletes the company by its name, it is there for nobody, and is taken back', async ({
  browser,
  complaints,
  context,
  tenant,
}) => {
  // Open pages ask again and are told that there is nothing.
  complaints.expect(/status of 404/)
  const ann = await tenant.scim.addUser('ann@acme.example')
  await tenant.scim.addGroup('Engineering', [ann])
  const elsewhere = await openAs(await browser.newContext(), tenant)
  await visit(elsewhere, `${home(tenant)}/company/target-users/users`)

  const page = await openAs(context, tenant)
  await visit(page, `${home(tenant)}/company/settings/general`)
  await page.getByRole('button', { name: 'Delete company…' }).click()
  const dialog = page.getByRole('dialog')
  for (const going of ['1 person and', '1 group', '1 integration with', 'the access of 1 member']) {
    await expect(dialog).toContainText(going)
  }
  const confirm = dialog.getByRole('button', { name: 'Delete company' })
  await dialog.getByLabel(`Type ${tenant.name} to confirm`).fill('Something else')
  await expect(confirm).toHaveAttribute('aria-disabled', 'true')
  await dialog.getByLabel(`Type ${tenant.name} to confirm`).fill(tenant.name)
  await expectAccessible(page)
  await confirm.click()
  await page.waitForURL(/\/select-company$/)
  await expect(page.getByText('Deleted by Owner.')).toBeVisible()
  await expectAccessible(page)

  expect((await tenant.scim.get('/Users')).status).toBe(401)
  expect((await context.request.get(`${serverOrigin()}/api/console/${tenant.tenant}/users`)).status()).toBe(
    404,
  )
  expect((await elsewhere.goto(home(tenant)))?.status()).toBe(404)
  await expect(elsewhere.getByText(tenant.name)).toBeHidden()

  await page.getByRole('button', { name: `Restore ${tenant.name}` }).click()
  await page.waitForURL(home(tenant))
  expect((await tenant.scim.get('/Users')).body.totalResults).toBe(1)
  expect((await elsewhere.goto(home(tenant)))?.status()).toBe(200)
  await elsewhere.context().close()
})
