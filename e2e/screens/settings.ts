import { button, item, open } from './acts'
import type { Shot } from './camera'
import type { Ids } from './ids'

/** SCIM Settings, the wizard, and the tabs of an integration but its activity. */
export function settingsShots({ okta, oneLogin }: Ids): Shot[] {
  const scim = '/company/settings/scim'
  const tab = (name: string, id = okta) => `${scim}/${id}/${name}`
  return [
    { name: 'scim-settings', path: scim, german: true },
    { name: 'scim-settings-menu', path: scim, layer: true, wideOnly: true, act: open(/^More for Corporate/) },
    { name: 'integration-pause', path: scim, layer: true, act: item(/^More for Corporate/, /^Pause/) },
    { name: 'integration-delete', path: scim, layer: true, act: item(/^More for Corporate/, /^Delete/) },
    { name: 'guide', path: `${scim}/guide?app=custom`, german: true },
    { name: 'entitlements', path: `${scim}/entitlements`, german: true },
    { name: 'entitlements-add', path: `${scim}/entitlements`, layer: true, act: open('Add') },
    { name: 'wizard', path: `${scim}/new`, german: true },
    {
      name: 'wizard-refused',
      path: `${scim}/new`,
      act: async (page) => {
        await button(page, 'Next').click()
        await page.getByText('Enter a name.').waitFor()
      },
    },
    {
      name: 'wizard-groups',
      path: `${scim}/new`,
      german: true,
      act: async (page) => {
        await page.getByRole('textbox', { name: 'Name' }).fill('Entra Europe')
        await button(page, /^(Next|Weiter)/).click()
        await page.getByRole('switch').first().press('Space')
        await page.locator('summary', { hasText: /Local group|lokale Gruppe/ }).click()
      },
    },
    { name: 'integration-overview', path: tab('overview'), german: true },
    { name: 'integration-troubled', path: tab('overview', oneLogin), german: true },
    { name: 'connect', path: tab('connect'), german: true },
    {
      name: 'connect-picture',
      path: tab('connect'),
      layer: true,
      german: true,
      act: open(/^(Enlarge|Bild)/),
    },
    { name: 'connect-wrong-call', path: tab('connect', oneLogin) },
    { name: 'connect-setup-link', path: tab('connect'), layer: true, act: open(/^Create setup link/) },
    { name: 'tokens', path: tab('tokens'), german: true },
    { name: 'tokens-create', path: tab('tokens'), layer: true, act: open('Create token') },
    {
      name: 'tokens-addresses',
      path: tab('tokens'),
      layer: true,
      german: true,
      act: open(/^(Edit the IP addresses of|IP-Adressen von)/),
    },
    { name: 'tokens-rotate', path: tab('tokens'), layer: true, act: open(/^Rotate/) },
    { name: 'tokens-revoke', path: tab('tokens'), layer: true, act: open(/^Revoke/) },
    { name: 'group-settings', path: tab('group-settings'), german: true },
    {
      name: 'group-settings-off',
      path: tab('group-settings'),
      layer: true,
      act: async (page) => {
        await page.getByRole('switch').first().click()
        await page.getByRole('dialog').waitFor()
      },
    },
    { name: 'integration-settings', path: tab('settings'), german: true },
    {
      name: 'integration-settings-rules',
      path: tab('settings'),
      layer: true,
      at: 'input[name=whenLocal][value=conflict]',
    },
    {
      name: 'integration-settings-end',
      path: tab('settings'),
      layer: true,
      german: true,
      at: 'main section:not(#attribute-mapping *):last-of-type',
    },
  ]
}
