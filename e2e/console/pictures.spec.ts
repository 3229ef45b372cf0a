import { expectAccessible } from '../accessible'
import { tamper } from '../database'
import { home, integrationPage, openAs, visit } from './open'
import { baseUrlAt, expect, makeTenant, serverOrigin, test } from './watched'

test('each step of Okta is drawn with the values of this integration, and enlarged it says what its marks mean', async ({
  context,
  tenant,
}) => {
  const page = await openAs(context, tenant)
  await visit(page, integrationPage(tenant, 'connect'))
  const pictures = page.getByRole('img', { name: /^Drawing of / })
  await expect(pictures).toHaveCount(7)
  await expect(page.getByText('Okta Admin Console, drawn; yours may look a little different.')).toHaveCount(7)
  const url = baseUrlAt(serverOrigin(), tenant)
  const paste = page.getByRole('img', { name: /Configure API Integration/ })
  await expect(paste).toHaveAccessibleName(new RegExp(`SCIM 2.0 Base Url: paste the SCIM base URL, ${url}`))
  await expect(paste).toContainText('rollcall_scim_••••')
  expect(await page.content()).not.toContain(tenant.token.slice(0, 24))

  await page.getByLabel('Kind of app', { exact: true }).selectOption('Header Auth')
  await expect(paste).toHaveAccessibleName(/API Token: paste the SCIM token with Bearer in front\./)
  await expect(paste).toContainText('Bearer rollcall_scim_••••')
  await page.getByLabel('Kind of app', { exact: true }).selectOption('Custom SAML/SWA app')
  const enlarge = page.getByRole('button', {
    name: 'Enlarge the picture “Provisioning › Settings › Integration › Edit”',
  })
  await enlarge.focus()
  await enlarge.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Provisioning › Settings › Integration › Edit' })
  await expect(dialog.getByRole('listitem')).toHaveCount(11)
  await expect(dialog.getByText('Authentication Mode: choose HTTP Header.')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(enlarge).toBeFocused()
})

test('pictures are arranged anew on a phone, in German too, and never move the page sideways', async ({
  context,
  tenant,
}) => {
  const page = await openAs(context, tenant)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await context.addCookies([{ name: 'locale', value: 'de', url: serverOrigin() }])
  await visit(page, integrationPage(tenant, 'connect'))
  const pictures = page.getByRole('img', { name: /^Zeichnung von / })
  await expect(pictures).toHaveCount(7)
  for (const picture of await pictures.all()) {
    const over = await picture.evaluate((box) => box.scrollWidth - box.clientWidth)
    expect(over).toBeLessThanOrEqual(0)
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Bild „Assignments“ vergrößern' }).click()
  const dialog = page.getByRole('dialog', { name: 'Assignments' })
  await expect(dialog.getByText('Klicken Sie neben Ihrer Testperson auf ×.')).toBeVisible()
  await expectAccessible(page)
})

test('who has no integration yet sees how it goes with each provider, and that nothing is waited for', async ({
  context,
}) => {
  const tenant = await makeTenant()
  await tamper(tenant.tenant, 'delete from tokens')
  await tamper(tenant.tenant, 'delete from integrations')
  const page = await openAs(context, tenant)
  await visit(page, home(tenant))
  await page.getByRole('link', { name: 'See how it works with Okta' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'How it works with Okta' })).toBeVisible()
  await expect(page.getByRole('img', { name: /^Drawing of / })).toHaveCount(7)
  await expect(page.getByText('the SCIM token, which you get with the integration')).toBeVisible()
  await expect(page.getByText(/^Waits for/)).toHaveCount(0)
  await expectAccessible(page)
  await page.getByLabel('Identity provider', { exact: true }).selectOption('Microsoft Entra ID')
  await expect(
    page.getByRole('heading', { level: 1, name: 'How it works with Microsoft Entra ID' }),
  ).toBeVisible()
  await expect(page.getByRole('img', { name: /Secret Token: paste the SCIM token/ })).toBeVisible()
  await page.getByRole('link', { name: '+ NEW' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'New integration' })).toBeVisible()
})
