import type { Database } from '@/db/client'
import { flushActivity } from '@/lib/activity/recorder'
import { createIntegration } from '@/lib/integrations/integrations'
import { URN } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { testContext } from '@/lib/tenancy/testing'
import { handle } from '../handle'
import type { ScimResponse } from '../request'

/** A company with an integration that synchronizes groups. */
export type Tenant = { ctx: Ctx; token: string }

/** The company that requests are sent to, and one that must not notice; `ids` are those of its people and groups. */
export type Tenants = { own: Tenant; other: Tenant & { ids: string[] } }

/** Stands in the other company's rows and in no request. */
export const SECRET_OF_OTHERS = 'Never-To-Be-Seen'

export async function openTenants(db: Database): Promise<Tenants> {
  const own = await openTenant(db)
  const other = await openTenant(db)
  const ids: string[] = []
  for (const name of ['ann', 'bob']) {
    const userName = `${name}@${SECRET_OF_OTHERS}.example`
    ids.push(idOf(await send(other, 'POST', '/Users', { schemas: [URN.USER], userName, externalId: name })))
  }
  const members = ids.map((value) => ({ value }))
  ids.push(idOf(await send(other, 'POST', '/Groups', { displayName: SECRET_OF_OTHERS, members })))
  await flushActivity()
  return { own, other: { ...other, ids } }
}

async function openTenant(db: Database): Promise<Tenant> {
  const ctx = await testContext(db)
  const { token } = await createIntegration(ctx, { name: 'Fuzz', provider: 'other', groupSync: true })
  return { ctx, token: token.clear }
}

function idOf({ body }: ScimResponse): string {
  return JSON.parse(body).id
}

/** Sends what a client in its right mind would. */
export function send(
  { ctx, token }: Tenant,
  method: string,
  path: string,
  body?: object,
): Promise<ScimResponse> {
  const [own = '', query = ''] = path.split('?')
  return handle({
    method,
    tenant: ctx.tenantSlug,
    path: own,
    query,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
    body: body ? Buffer.from(JSON.stringify(body)) : new Uint8Array(),
    origin: 'http://localhost',
    address: '192.0.2.1',
  })
}
