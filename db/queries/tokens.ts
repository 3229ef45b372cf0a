import { and, asc, desc, eq, gt, isNull, or } from 'drizzle-orm'
import { sql, type Tx } from '../client'
import { integrations, type Scope, tokens } from '../schema/tenancy'

/** A token as people see it. The hash is not among the columns, so that it cannot leave with a list. */
export type TokenRow = {
  id: string
  integrationId: string
  name: string
  credentialId: string
  hint: string
  scopes: Scope[]
  /** IP addresses and ranges that it may be used from; none means everywhere. */
  allowedAddresses: string[]
  createdAt: Date
  createdBy: string
  expiresAt: Date | null
  revokedAt: Date | null
  revokedBy: string | null
  /** The token that this one is to take the place of. */
  replaces: string | null
  /** Who let it end by itself at `expiresAt`. */
  retiredBy: string | null
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
  allowedAddresses: tokens.allowedAddresses,
  createdAt: tokens.createdAt,
  createdBy: tokens.createdBy,
  expiresAt: tokens.expiresAt,
  revokedAt: tokens.revokedAt,
  revokedBy: tokens.revokedBy,
  replaces: tokens.replaces,
  retiredBy: tokens.retiredBy,
  lastUsedAt: tokens.lastUsedAt,
  lastUsedAddress: tokens.lastUsedAddress,
  lastUsedUserAgent: tokens.lastUsedUserAgent,
}

export async function insertToken(
  tx: Tx,
  tenantId: string,
  token: Omit<
    TokenRow,
    'revokedAt' | 'revokedBy' | 'retiredBy' | 'lastUsedAt' | 'lastUsedAddress' | 'lastUsedUserAgent'
  > & {
    hash: Buffer
  },
): Promise<void> {
  await tx.orm.insert(tokens).values({ tenantId, ...token })
}

/** The tokens of one integration, or of all that are there; the newest first. */
export function selectTokens(tx: Tx, tenantId: string, integrationId?: string): Promise<TokenRow[]> {
  return tx.orm
    .select(COLUMNS)
    .from(tokens)
    .innerJoin(
      integrations,
      and(eq(integrations.tenantId, tokens.tenantId), eq(integrations.id, tokens.integrationId)),
    )
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

/** When the integration's newest tokens were made, the newest first. */
export async function selectTokenTimes(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  limit: number,
): Promise<Date[]> {
  const rows = await tx.orm
    .select({ createdAt: tokens.createdAt })
    .from(tokens)
    .where(and(eq(tokens.tenantId, tenantId), eq(tokens.integrationId, integrationId)))
    .orderBy(desc(tokens.createdAt))
    .limit(limit)
  return rows.map(({ createdAt }) => createdAt)
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

export async function setAllowedAddresses(
  tx: Tx,
  tenantId: string,
  id: string,
  allowedAddresses: string[],
): Promise<void> {
  await tx.orm
    .update(tokens)
    .set({ allowedAddresses })
    .where(and(eq(tokens.tenantId, tenantId), eq(tokens.id, id)))
}

/** Brings a token's end forward. */
export async function setEnd(
  tx: Tx,
  tenantId: string,
  id: string,
  end: { expiresAt: Date; retiredBy: string },
): Promise<void> {
  await tx.orm
    .update(tokens)
    .set(end)
    .where(and(eq(tokens.tenantId, tenantId), eq(tokens.id, id)))
}

/** How many calls of a day are counted for one integration before it is only said that there were more. */
export const COUNTED_CALLS = 10_000

/** How many calls each token of an integration brought since `since`: of the last ten thousand. */
export async function countCalls(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  since: Date,
): Promise<{ tokenId: string; calls: number }[]> {
  return tx.select(sql`
    select c.token_id as "tokenId", count(*)::int as calls
    from (select r.token_id from requests r
          where r.tenant_id = ${tenantId} and r.integration_id = ${integrationId} and r.at > ${since}
          order by r.at desc limit ${COUNTED_CALLS}) c
    where c.token_id is not null group by c.token_id`)
}
