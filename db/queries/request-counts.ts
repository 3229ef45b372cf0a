import { type Statement, sql, type Tx } from '../client'

export type RequestResult = 'read' | 'write' | 'failed' | 'refused'

/** How many calls of an integration had one result in the five minutes from `at` on. */
export type RequestCount = { integrationId: string; at: Date; result: RequestResult; requests: number }

const COUNT: Statement = {
  name: 'count_requests',
  text: `insert into request_counts (tenant_id, integration_id, at, result, requests)
         select $1, c.integration_id, c.at, c.result, c.requests
         from jsonb_to_recordset($2::jsonb) as c(integration_id uuid, at timestamptz, result text, requests integer)
         order by c.integration_id, c.at, c.result
         on conflict (tenant_id, integration_id, at, result)
         do update set requests = request_counts.requests + excluded.requests`,
}

/** Adds to the counts; in one order, so that processes that count at once do not wait for each other in a circle. */
export async function countRequests(
  tx: Tx,
  tenantId: string,
  counts: readonly RequestCount[],
): Promise<void> {
  if (counts.length === 0) return
  const records = counts.map(({ integrationId, at, result, requests }) => ({
    integration_id: integrationId,
    at,
    result,
    requests,
  }))
  await tx.run(COUNT, [tenantId, JSON.stringify(records)])
}

/** When the first call was counted that is counted still. */
export async function selectFirstCount(
  tx: Tx,
  tenantId: string,
  integrationId: string,
): Promise<Date | undefined> {
  const [row] = await tx.select<{ at: Date }>(sql`
    select at from request_counts where tenant_id = ${tenantId} and integration_id = ${integrationId}
    order by at limit 1`)
  return row?.at
}

/** The calls of an integration between two moments by result, in bars of `seconds`; empty bars are left out. */
export function selectRequestBars(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  range: { from: Date; to: Date; seconds: number },
): Promise<{ at: Date; result: RequestResult; requests: number }[]> {
  const { from, to, seconds } = range
  return tx.select(sql`
    select date_bin(${`${seconds} seconds`}::interval, c.at, timestamptz '2000-01-01') as at, c.result,
      sum(c.requests)::int as requests
    from request_counts c
    where c.tenant_id = ${tenantId} and c.integration_id = ${integrationId} and c.at >= ${from} and c.at < ${to}
    group by 1, 2 order by 1`)
}

/** Forgets what is older than the log itself: of one integration, or of all but those. */
export async function pruneRequestCounts(
  tx: Tx,
  tenantId: string,
  before: Date,
  of: { integrationId: string } | { except: readonly string[] },
): Promise<void> {
  const whose =
    'except' in of
      ? sql`integration_id <> all(${sql.param(of.except)}::uuid[])`
      : sql`integration_id = ${of.integrationId}`
  await tx.select(
    sql`delete from request_counts where tenant_id = ${tenantId} and at < ${before} and ${whose}`,
  )
}
