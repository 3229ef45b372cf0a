import { and, asc, desc, eq, gt, isNull, or } from 'drizzle-orm'
import type { Statement, Tx } from '../client'
import { type Provider, type Scope, tokens } from '../schema/tenancy'

/** A token as people see it. The hash is not among the columns, so that it cannot leave with a list. */
export type TokenRow = {
  id: string
  integrationId: string
  name: string
  credentialId: string
  hint: string
  scopes: Scope[]
  createdAt: Date
  createdBy: string
  expiresAt: Date | null
  revokedAt: Date | null
  revokedBy: string | null
  lastUsedAt: Date | null
  lastUsedAddress: string | null
  lastUsedUserAgent: string | null
}

const COLUMNS = {
  id: tokens.id,
  integrationId: tokens.integrationId,
  name: tokens.name,
  credentialId: tokens.credentialId,
  hint: tokens.hint,
  scopes: tokens.scopes,
  createdAt: tokens.createdAt,
  createdBy: tokens.createdBy,
  expiresAt: tokens.expiresAt,
  revokedAt: tokens.revokedAt,
  revokedBy: tokens.revokedBy,
  lastUsedAt: tokens.lastUsedAt,
  lastUsedAddress: tokens.lastUsedAddress,
  lastUsedUserAgent: tokens.lastUsedUserAgent,
}

/** What a door must know of the credential in a request, and of the integration that it belongs to. */
export type CredentialRow = {
  tokenId: string
  hash: Buffer
  hint: string
  scopes: Scope[]
  expiresAt: Date | null
  revokedAt: Date | null
  lastUsedAt: Date | null
  integrationId: string
  integrationName: string
  provider: Provider
  groupSync: boolean
  pausedAt: Date | null
  pausedBy: string | null
  rules: Record<string, unknown>
}

const CREDENTIAL: Statement = {
  name: 'credential',
  text: `select t.id as "tokenId", t.hash, t.hint, t.scopes, t.expires_at as "expiresAt", t.revoked_at as "revokedAt",
           t.last_used_at as "lastUsedAt", i.id as "integrationId", i.name as "integrationName", i.provider,
           i.group_sync as "groupSync", i.paused_at as "pausedAt", i.paused_by as "pausedBy", i.rules
         from tokens t join integrations i on i.tenant_id = t.tenant_id and i.id = t.integration_id
         where t.tenant_id = $1 and t.credential_id = $2`,
}

/** The token with that credential id, live or not; the caller compares the hash and reads the clock. */
export async function selectCredential(
  tx: Tx,
  tenantId: string,
  credentialId: string,
): Promise<CredentialRow | undefined> {
  return (await tx.run<CredentialRow>(CREDENTIAL, [tenantId, credentialId]))[0]
}

const TOUCH: Statement = {
  name: 'touch_token',
  text: `update tokens set last_used_at = $3, last_used_address = $4, last_used_user_agent = $5
         where tenant_id = $1 and id = $2 and (last_used_at is null or last_used_at < $3)`,
}

/** Notes that a token was used, by whom and from where. Callers do so at most once a minute for each token. */
export async function touchToken(
  tx: Tx,
  tenantId: string,
  id: string,
  use: { at: Date; address: string | null; userAgent: string | null },
): Promise<void> {
  await tx.run(TOUCH, [tenantId, id, use.at, use.address, use.userAgent])
}

export async function insertToken(
  tx: Tx,
  tenantId: string,
  token: Omit<
    TokenRow,
    'revokedAt' | 'revokedBy' | 'lastUsedAt' | 'lastUsedAddress' | 'lastUsedUserAgent'
  > & {
    hash: Buffer
  },
): Promise<void> {
  await tx.orm.insert(tokens).values({ tenantId, ...token })
}

/** The tokens of one integration, or of all; the newest first. */
export function selectTokens(tx: Tx, tenantId: string, integrationId?: string): Promise<TokenRow[]> {
  return tx.orm
    .select(COLUMNS)
    .from(tokens)
    .where(
      and(
        eq(tokens.tenantId, tenantId),
        integrationId === undefined ? undefined : eq(tokens.integrationId, integrationId),
      ),
    )
    .orderBy(desc(tokens.createdAt), desc(tokens.id))
}

/** One token, locked until the transaction ends. */
export async function lockToken(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  id: string,
): Promise<TokenRow | undefined> {
  const [row] = await tx.orm
    .select(COLUMNS)
    .from(tokens)
    .where(and(eq(tokens.tenantId, tenantId), eq(tokens.integrationId, integrationId), eq(tokens.id, id)))
    .for('update')
  return row
}

/** The tokens that are accepted at `at`, the oldest first. */
export function selectLiveTokens(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  at: Date,
): Promise<TokenRow[]> {
  return tx.orm
    .select(COLUMNS)
    .from(tokens)
    .where(
      and(
        eq(tokens.tenantId, tenantId),
        eq(tokens.integrationId, integrationId),
        isNull(tokens.revokedAt),
        or(isNull(tokens.expiresAt), gt(tokens.expiresAt, at)),
      ),
    )
    .orderBy(asc(tokens.createdAt), asc(tokens.id))
}

export async function markRevoked(
  tx: Tx,
  tenantId: string,
  id: string,
  revoked: { revokedAt: Date; revokedBy: string },
): Promise<void> {
  await tx.orm
    .update(tokens)
    .set(revoked)
    .where(and(eq(tokens.tenantId, tenantId), eq(tokens.id, id)))
}
