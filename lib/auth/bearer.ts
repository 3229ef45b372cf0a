import type { Database } from '@/db/client'
import { lookUp } from '@/db/lookups'
import { CREDENTIAL, type CredentialRow, type TenantRow } from '@/db/queries/credentials'
import { readToken, sameHash } from '@/lib/base/secret'
import { readRules } from '@/lib/integrations/rules'
import type { Ctx } from '@/lib/tenancy/context'
import type { Permission } from '@/lib/tenancy/permissions'
import { credentialOf } from './authorization'

/** Why a call is not let in. */
export type Refusal = 'missing' | 'foreign' | 'truncated' | 'mismatch' | 'revoked' | 'expired'

export type Authentication =
  | { ok: true; ctx: Ctx; credential: CredentialRow }
  | {
      ok: false
      refusal: Refusal
      /** Whose call it was, when the token says so; else it belongs to the tenant of the URL. */
      credential?: CredentialRow
    }

const SCOPE_SETS = new Map<string, ReadonlySet<Permission>>()

/**
 * Finds the integration that a SCIM call belongs to. The URL names the tenant; the credential id inside the
 * token is looked up under that tenant, so a token of another tenant is not found. Nothing is cached: a
 * revoked token and a paused integration are noticed by the next call. Calls that arrive together are looked up
 * together.
 */
export async function authenticate(
  db: Database,
  tenant: TenantRow,
  authorization: string | undefined,
  requestId: string,
): Promise<Authentication> {
  const text = credentialOf(authorization)
  if (text === undefined) return { ok: false, refusal: 'missing' }
  const token = readToken(text)
  if (token.kind === 'foreign') return { ok: false, refusal: 'foreign' }
  const credential = await lookUp(db, tenant.id, CREDENTIAL, [token.credentialId])
  if (!credential) return { ok: false, refusal: token.whole ? 'foreign' : 'truncated' }
  if (!token.whole) return { ok: false, refusal: 'truncated', credential }
  if (!sameHash(token.hash, credential.hash)) return { ok: false, refusal: 'mismatch', credential }
  if (credential.revokedAt && credential.revokedAt <= new Date()) {
    return { ok: false, refusal: 'revoked', credential }
  }
  if (credential.expiresAt && credential.expiresAt <= new Date()) {
    return { ok: false, refusal: 'expired', credential }
  }
  return { ok: true, ctx: contextOf(db, tenant, credential, requestId), credential }
}

function contextOf(db: Database, tenant: TenantRow, credential: CredentialRow, requestId: string): Ctx {
  return {
    db,
    tenantId: tenant.id,
    tenantSlug: tenant.slug,
    tenantName: tenant.name,
    actor: {
      kind: 'integration',
      integrationId: credential.integrationId,
      name: credential.integrationName,
      groupSync: credential.groupSync,
      rules: readRules(credential.rules),
      tokenId: credential.tokenId,
      requestId,
    },
    permissions: scopeSet(credential.scopes),
  }
}

/** There are few combinations of scopes; each set is made once. */
function scopeSet(scopes: CredentialRow['scopes']): ReadonlySet<Permission> {
  const key = scopes.join(' ')
  const known = SCOPE_SETS.get(key)
  if (known) return known
  const made = new Set<Permission>(scopes)
  SCOPE_SETS.set(key, made)
  return made
}
