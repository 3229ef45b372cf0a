import { sql, type Tx } from '../client'
import { madeAt } from './request-log'

/** A request that the log still has, and whose it was: what a link to it needs. */
export type KeptRequest = { id: string; integrationId: string }

/** Between the moment that a row carries and the one in its id; where clocks were set, there is no link. */
const APART_MS = 1_000

/** Which of these requests the log still has. */
export async function selectKeptRequests(
  tx: Tx,
  tenantId: string,
  ids: readonly (string | null)[],
): Promise<Map<string, KeptRequest>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null)
  if (wanted.length === 0) return new Map()
  const spans = wanted.map((id) => {
    const made = madeAt(id)
    return { id, low: new Date(made - APART_MS), high: new Date(made + APART_MS) }
  })
  const rows = await tx.select<KeptRequest>(sql`
    select r.id, r.integration_id as "integrationId"
    from jsonb_to_recordset(${JSON.stringify(spans)}::jsonb) as w(id uuid, low timestamptz, high timestamptz)
      cross join lateral (
        select r.id, r.integration_id from requests r
        where r.tenant_id = ${tenantId} and r.at between w.low and w.high and r.id = w.id) r
      join integrations i on i.tenant_id = ${tenantId} and i.id = r.integration_id`)
  return new Map(rows.map((row) => [row.id, row]))
}
