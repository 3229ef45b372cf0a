import type { Database } from '@/db/client'
import { type CredentialRow, lookUpCredential, type TenantRow } from '@/db/queries/credentials'
import { type ReadToken, readToken, sameHash } from '@/lib/base/secret'
import { type Rules, readRules } from '@/lib/integrations/rules'
import type { Ctx } from '@/lib/tenancy/context'
import type { Permission } from '@/lib/tenancy/permissions'
import { credentialOf } from './authorization'

/** Why a call is not let in. */
export type Refusal = 'missing' | 'foreign' | 'truncated' | 'mismatch' | 'revoked' | 'expired' | 'deleted'

export type Authentication =
  | { ok: true; ctx: Ctx; credential: CredentialRow }
  | {
      ok: false
      refusal: Refusal
      /** Whose call it was, when the token says so; else it belongs to the tenant of the URL. */
      credential?: CredentialRow
      /** The token of an integration that was deleted: the call is not its, because it is there for nobody. */
      deleted?: Pick<CredentialRow, 'hint' | 'revokedAt'>
    }

const SCOPE_SETS = new Map<string, ReadonlySet<Permission>>()

/** A call at the door. */
export type Knock = {
  /**
   * Who it seems to be, from what was known of the token before: to be believed once `admit` has said so. What is
   * written in its context is not committed unless the token and its integration are still what they were.
   */
  readonly presumed: Extract<Authentication, { ok: true }> | undefined
  /** Whether the token and its integration are still what `presumed` was read from, row for row. */
  isAsPresumed(): Promise<boolean>
  /** Who it is. */
  admit(): Promise<Authentication>
}

/**
 * Finds the integration that a SCIM call belongs to. The URL names the tenant; the credential id inside the
 * token is looked up under that tenant, so a token of another tenant is not found. Nothing that is remembered lets
 * anybody in: a revoked token and a paused integration are noticed by the next call. Calls that arrive together are
 * looked up together.
 */
export function knock(
  db: Database,
  tenant: TenantRow,
  authorization: string | undefined,
  requestId: string,
): Knock {
  const text = credentialOf(authorization)
  if (text === undefined) return refused({ ok: false, refusal: 'missing' })
  const token = readToken(text)
  if (token.kind === 'foreign') return refused({ ok: false, refusal: 'foreign' })
  const found = lookUpCredential(db, tenant.id, token.credentialId)
  const judge = (credential: CredentialRow, isAsPresumed?: Ctx['isAsPresumed']): Authentication => {
    const refusal = refusalOf(token, credential)
    if (credential.isOfDeleted) return ofDeleted(refusal, credential)
    if (refusal) return { ok: false, refusal, credential }
    return { ok: true, ctx: contextOf(db, tenant, credential, requestId, isAsPresumed), credential }
  }
  const presumed = found.presumed && judge(found.presumed, found.isAsPresumed)
  return {
    presumed: presumed?.ok ? presumed : undefined,
    isAsPresumed: () => found.isAsPresumed(),
    async admit() {
      const credential = await found.read()
      if (!credential) return { ok: false, refusal: token.short ? 'truncated' : 'foreign' }
      return judge(credential)
    },
  }
}

/** A token of a deleted integration lets nobody in, and which one it was is only told to who holds the whole of it. */
function ofDeleted(
  refusal: Refusal | undefined,
  { hint, revokedAt }: CredentialRow,
): Extract<Authentication, { ok: false }> {
  if (refusal === 'truncated' || refusal === 'mismatch') return { ok: false, refusal }
  return { ok: false, refusal: 'deleted', deleted: { hint, revokedAt } }
}

/** The same for who only wants to know whether a call is let in. */
export function authenticate(...call: Parameters<typeof knock>): Promise<Authentication> {
  return knock(...call).admit()
}

function refused(authentication: Authentication): Knock {
  return {
    presumed: undefined,
    isAsPresumed: () => Promise.resolve(false),
    admit: () => Promise.resolve(authentication),
  }
}

function refusalOf(
  token: Extract<ReadToken, { kind: 'ours' }>,
  { hash, revokedAt, expiresAt }: CredentialRow,
): Refusal | undefined {
  if (token.short) return 'truncated'
  if (!sameHash(token.hash, hash)) return 'mismatch'
  const now = new Date()
  if (revokedAt && revokedAt <= now) return 'revoked'
  return expiresAt && expiresAt <= now ? 'expired' : undefined
}

function contextOf(
  db: Database,
  tenant: TenantRow,
  credential: CredentialRow,
  requestId: string,
  isAsPresumed: Ctx['isAsPresumed'],
): Ctx {
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
      rules: rulesOf(credential),
      token: {
        id: credential.tokenId,
        name: credential.tokenName,
        hint: credential.hint,
        allowedAddresses: credential.allowedAddresses,
      },
      requestId,
    },
    permissions: scopeSet(credential.scopes),
    isAsPresumed,
  }
}

const RULES = new WeakMap<CredentialRow, Rules>()

/** A credential is read once and meets many calls. */
function rulesOf(credential: CredentialRow): Rules {
  const known = RULES.get(credential)
  if (known) return known
  const rules = readRules(credential.rules)
  RULES.set(credential, rules)
  return rules
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
