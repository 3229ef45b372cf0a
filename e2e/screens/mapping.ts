import type { Page } from '@playwright/test'
import type { Shot } from './camera'
import type { Ids } from './ids'

const MAPPING = '#attribute-mapping'
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first()

/** From where fields of people are taken: the section of the settings, and the wizard’s optional part. */
export function mappingShots({ okta }: Ids): Shot[] {
  const path = `/company/settings/scim/${okta}/settings`
  return [
    {
      name: 'wizard-mapping',
      path: '/company/settings/scim/new',
      at: 'main summary',
      layer: true,
      german: true,
      act: async (page) => {
        await page.locator('main summary').first().click()
        await button(page, /^(Add mapping|Zuordnung hinzufügen)$/).click()
      },
    },
    { name: 'mapping', path, at: MAPPING, layer: true, german: true },
    {
      name: 'mapping-change',
      path,
      at: '#attribute-mapping tr:nth-of-type(7)',
      layer: true,
      act: async (page) => {
        await button(page, 'Change the path of Title').click()
        await page.getByRole('combobox', { name: 'SCIM path of Title' }).fill('jobtitle')
        await page.keyboard.press('Tab')
        await page.getByText('No attribute is called').waitFor()
      },
    },
    {
      name: 'mapping-preview',
      path,
      at: MAPPING,
      layer: true,
      german: true,
      act: async (page) => {
        await button(page, /^(Change the path of Title|Pfad ändern: Position)$/).click()
        await page
          .locator('#attribute-mapping input[list]')
          .fill('urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:division')
        await page.locator('#attribute-mapping').getByRole('checkbox').nth(8).check()
        await button(page, /^(Preview|Vorschau)/).click()
        await page.getByRole('dialog').getByRole('table').waitFor()
      },
    },
  ]
}
