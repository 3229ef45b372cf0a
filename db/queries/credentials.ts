import type { Statement, Tx } from '../client'
import type { Lookup } from '../lookups'
import type { Provider, Rules, Scope } from '../schema/tenancy'

/** A token with the integration it belongs to: all that decides whether a SCIM call may go on. */
export type CredentialRow = {
  tokenId: string
  hash: Buffer
  hint: string
  scopes: Scope[]
  expiresAt: Date | null
  revokedAt: Date | null
  integrationId: string
  integrationName: string
  provider: Provider
  groupSync: boolean
  rules: Partial<Rules>
  pausedAt: Date | null
}

/** Asked with a credential id: the credential of this tenant with this id; one of another tenant is not found. */
export const CREDENTIAL: Lookup<CredentialRow> = {
  name: 'look_up_credential',
  text: `select k.place::int, t.id as "tokenId", t.hash, t.hint, t.scopes, t.expires_at as "expiresAt",
           t.revoked_at as "revokedAt", i.id as "integrationId", i.name as "integrationName", i.provider,
           i.group_sync as "groupSync", i.rules, i.paused_at as "pausedAt"
         from unnest($2::text[]) with ordinality as k(credential_id, place)
         join tokens t on t.tenant_id = $1 and t.credential_id = k.credential_id
         join integrations i on i.tenant_id = t.tenant_id and i.id = t.integration_id`,
}

const TOUCH: Statement = {
  name: 'touch_tokens',
  text: `update tokens t set last_used_at = u.at, last_used_address = u.address, last_used_user_agent = u.user_agent
         from jsonb_to_recordset($2::jsonb) as u(id uuid, at timestamptz, address text, user_agent text)
         where t.tenant_id = $1 and t.id = u.id
           and (t.last_used_at is null or t.last_used_at < u.at - interval '1 minute')`,
}

const TENANT_BY_SLUG: Statement = {
  name: 'tenant_by_slug',
  text: 'select id, slug, name from tenants where slug = $1',
}

export type TenantRow = { id: string; slug: string; name: string }

/** The tenant that an address names: one of the two questions that are asked before the tenant is known. */
export async function selectTenantBySlug(tx: Tx, slug: string): Promise<TenantRow | undefined> {
  const [row] = await tx.run<TenantRow>(TENANT_BY_SLUG, [slug])
  return row
}

export type TokenUse = { id: string; at: Date; address: string | null; userAgent: string | null }

/** Notes when tokens were last used, each at most once a minute. */
export async function touchTokens(tx: Tx, tenantId: string, uses: readonly TokenUse[]): Promise<void> {
  const records = uses.map(({ id, at, address, userAgent }) => ({ id, at, address, user_agent: userAgent }))
  await tx.run(TOUCH, [tenantId, JSON.stringify(records)])
}
