import { sql, type Tx } from '../client'

export type ExpiredToken = { id: string; integrationId: string; name: string; hint: string; expiresAt: Date }

/** The tokens that ended by themselves since `since` and were not told of; from now on they are. */
export function takeExpiredTokens(
  tx: Tx,
  tenantId: string,
  { since, now }: { since: Date; now: Date },
): Promise<ExpiredToken[]> {
  return tx.select<ExpiredToken>(sql`
    update tokens t set expiry_told_at = ${now}::timestamptz
    from integrations i
    where t.tenant_id = ${tenantId} and t.expiry_told_at is null and t.revoked_at is null
      and t.expires_at > ${since}::timestamptz and t.expires_at <= ${now}::timestamptz
      and i.tenant_id = t.tenant_id and i.id = t.integration_id and not i.is_test
    returning t.id, t.integration_id as "integrationId", t.name, t.hint, t.expires_at as "expiresAt"`)
}
