import type { Browser } from '@playwright/test'
import { provisionAt } from '../provision'
import { ScimClient } from '../scim-client'
import { inTurn } from './acts'
import { FOUNDER, foundCompany, prove } from './beginning'
import type { Camera } from './camera'
import { takeConnect, takeConnection, takeTokens } from './connection'
import { takeBrokenAndPast, takeEdges } from './edges'
import { takeElsewhere } from './elsewhere'
import { takeStepUp } from './step-up'
import { takeTeam } from './team'

/** A small company at work: what is decided, refused, shared and ended in it, step by step. */
export async function takeAtWork(
  camera: Camera,
  given: { browser: Browser; origin: string; code: string; dataDirectory: string },
): Promise<void> {
  const { browser, origin, code, dataDirectory } = given
  const page = await camera.context.newPage()
  const home = await foundCompany(page, origin, code)
  const { tenant, integrationId, token } = await provisionAt(dataDirectory, {
    company: 'Acme Corporation',
    owner: FOUNDER,
    integration: 'Corporate Okta',
    provider: 'okta',
    groupSync: true,
  })
  const tab = (name: string) => `${home}/company/settings/scim/${integrationId}/${name}`
  const place = {
    tenant,
    home,
    tab,
    hint: token.slice(-4),
    scim: new ScimClient(`${origin}/api/scim/${tenant}`, token),
  }
  const parts = [
    () => takeConnection(camera, page, place),
    () => takeTeam(camera, page, { browser, origin, home }),
    () => takeEdges(camera, page, { browser, home }),
    () => takeTokens(camera, page, place),
    () => takeStepUp(camera, page, place),
    () => takeConnect(camera, page, place),
    () => takeBrokenAndPast(camera, page, place),
    () => takeCompanies(camera, { origin, dataDirectory }),
    () => takeElsewhere(camera, page, home),
  ]
  await inTurn(
    parts.map((take) => async () => {
      await prove(camera, origin)
      await take()
    }),
  )
}

/** Where somebody chooses who belongs to several companies. */
async function takeCompanies(
  camera: Camera,
  { origin, dataDirectory }: { origin: string; dataDirectory: string },
): Promise<void> {
  await provisionAt(dataDirectory, { company: 'Birch Instruments', owner: FOUNDER, integration: 'Entra ID' })
  await camera.take({ name: 'select-company', path: `${origin}/select-company` })
  const page = await camera.context.newPage()
  await page.goto(`${origin}/c/birch-instruments/company/settings/general`)
  await page.getByText('Live', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Delete company…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('Birch Instruments')
  await dialog.getByRole('button', { name: 'Delete company' }).click()
  await page.waitForURL(/\/select-company$/)
  await page.close()
  await camera.take({ name: 'select-company-deleted', path: `${origin}/select-company` })
}
