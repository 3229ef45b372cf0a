import { sql, type Tx } from '../client'

/** How many calls did what they asked, and how many did not; refused ones did not. */
export type RequestTotals = { succeeded: number; failed: number }

const totals = sql`
  coalesce(sum(c.requests) filter (where c.result in ('read', 'write')), 0)::int as succeeded,
  coalesce(sum(c.requests) filter (where c.result in ('failed', 'refused')), 0)::int as failed`

/** The counts of every integration, each found by its own part of the key. */
const counts = (tenantId: string) => sql`
  integrations i join request_counts c on c.tenant_id = i.tenant_id and c.integration_id = i.id
  where i.tenant_id = ${tenantId}`

/** The calls of all integrations since a moment, to five minutes. */
export async function selectTotals(tx: Tx, tenantId: string, since: Date): Promise<RequestTotals> {
  const [row] = await tx.select<RequestTotals>(
    sql`select ${totals} from ${counts(tenantId)} and c.at >= ${since}`,
  )
  return row ?? { succeeded: 0, failed: 0 }
}

/** The same for each day from `from` on, in UTC; days without calls are left out. */
export function selectTotalsByDay(
  tx: Tx,
  tenantId: string,
  from: string,
): Promise<(RequestTotals & { day: string })[]> {
  return tx.select(sql`
    select to_char(c.at at time zone 'UTC', 'YYYY-MM-DD') as day, ${totals}
    from ${counts(tenantId)} and c.at >= ${from}::timestamp at time zone 'UTC'
    group by 1 order by 1`)
}

/** Calls since a moment that no integration can be named for: with a foreign token, or none. */
export async function selectStrayCalls(
  tx: Tx,
  tenantId: string,
  since: Date,
): Promise<{ calls: number; lastAt: Date }> {
  const [row] = await tx.select<{ calls: number; lastAt: Date | null }>(sql`
    select count(*)::int as calls, max(r.at) as "lastAt" from requests r
    where r.tenant_id = ${tenantId} and r.integration_id is null and r.at >= ${since}`)
  return { calls: row?.calls ?? 0, lastAt: row?.lastAt ?? since }
}
