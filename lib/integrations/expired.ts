import { type Database, outsideTenants } from '@/db/client'
import { selectTenantIds } from '@/db/queries/directory-days'
import { takeExpiredTokens } from '@/db/queries/expired-tokens'
import { mutate } from '@/lib/tenancy/mutate'
import { systemOf } from '@/lib/tenancy/system'

/** What ended longer ago, while nothing ran here, is no news. */
const NEWS_MILLISECONDS = 30 * 86_400_000

/** Tells history and the audit log of tokens that have ended by themselves, each once, whichever process looks. */
export async function noteExpiredTokens(db: Database, now = new Date()): Promise<void> {
  const since = new Date(now.getTime() - NEWS_MILLISECONDS)
  for (const tenantId of await outsideTenants(db, selectTenantIds)) {
    await mutate(systemOf(db, tenantId, 'tokens.write'), 'tokens.write', async (tx) => ({
      result: undefined,
      changes: (await takeExpiredTokens(tx, tenantId, { since, now })).map(
        ({ id, integrationId, name, hint, expiresAt }) => ({
          action: 'token.expired',
          label: name,
          integrationId,
          after: { id, hint, expires: expiresAt.toISOString() },
        }),
      ),
    }))
  }
}
