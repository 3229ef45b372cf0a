import { randomUUID } from 'node:crypto'
import { test as base } from '@playwright/test'
import { type Provisioned, provision } from './provision'
import { ScimClient } from './scim-client'

/** A company of its own for the test, with an owner, one integration with group sync on, and a SCIM token. */
export type Tenant = Provisioned & {
  /** `name` is what the company is called, its slug is `tenant`. */
  name: string
  /** A client at the first door (server.ts), with the token. */
  scim: ScimClient
}

export const serverOrigin = () => process.env.E2E_SERVER ?? ''
export const nextOrigin = () => process.env.E2E_NEXT ?? ''

/** Both doors of the endpoint, by name. */
export const DOORS = { 'server.ts': serverOrigin, 'the route handler': nextOrigin }

export const test = base.extend<{ tenant: Tenant }>({
  tenant: async ({ browserName: _ }, use) => {
    await use(await makeTenant())
  },
})

/** Makes a company with an integration. `groupSync` is on unless said otherwise. */
export async function makeTenant(
  options: { groupSync?: boolean; integration?: string } = {},
): Promise<Tenant> {
  const name = `Acme ${randomUUID().slice(0, 8)}`
  const made = await provision({
    company: name,
    owner: `owner@${name.replace(' ', '-').toLowerCase()}.example`,
    integration: options.integration ?? 'Corporate Okta',
    provider: 'okta',
    groupSync: options.groupSync ?? true,
  })
  return { ...made, name, scim: new ScimClient(baseUrlAt(serverOrigin(), made), made.token) }
}

/** The company's base URL at one of the doors. */
export function baseUrlAt(origin: string, { tenant }: { tenant: string }): string {
  return `${origin}/api/scim/${tenant}`
}

export { expect } from '@playwright/test'
