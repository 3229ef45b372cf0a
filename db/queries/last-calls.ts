import { type Statement, sql, type Tx } from '../client'

type RecentCall = { at: Date; refusal: string | null; tokenId: string | null }

/** One call of an integration, as far as its state is judged by it. */
export type CallSeen = RecentCall & { integrationId: string }

const KEEP: Statement = {
  name: 'keep_last_calls',
  text: `insert into last_calls as l (tenant_id, integration_id, seen_at, recent)
         select $1, c.integration_id, c.seen_at, c.recent
         from jsonb_to_recordset($2::jsonb) as c(integration_id uuid, seen_at timestamptz, recent jsonb)
           join integrations i on i.tenant_id = $1 and i.id = c.integration_id
         order by c.integration_id
         on conflict (tenant_id, integration_id) do update set
           seen_at = greatest(l.seen_at, excluded.seen_at),
           recent = (select jsonb_agg(n.call) from (
             select call from jsonb_array_elements(excluded.recent || l.recent) as call
             order by call ->> 'at' desc limit 3) n)`,
}

const RECENT = 3

/** Notes the last calls among these, of integrations that are still there. Processes note theirs in any order. */
export async function keepLastCalls(tx: Tx, tenantId: string, calls: readonly CallSeen[]): Promise<void> {
  const records = new Map<string, { integration_id: string; seen_at: Date | null; recent: RecentCall[] }>()
  // From the last one on: then nearly all that follow are older than the three.
  for (const { integrationId, at, refusal, tokenId } of calls.toReversed()) {
    const record = records.get(integrationId) ?? { integration_id: integrationId, seen_at: null, recent: [] }
    records.set(integrationId, record)
    if (refusal === null && (record.seen_at === null || record.seen_at < at)) record.seen_at = at
    const { recent } = record
    if (recent.length === RECENT && (recent.at(-1)?.at ?? at) >= at) continue
    recent.push({ at, refusal, tokenId })
    recent.sort((a, b) => b.at.getTime() - a.at.getTime()).splice(RECENT)
  }
  if (records.size > 0) await tx.run(KEEP, [tenantId, JSON.stringify([...records.values()])])
}

/** None of the last three calls was let in: what nobody can be named for may be this integration’s. */
export async function isStruggling(tx: Tx, tenantId: string, integrationId: string): Promise<boolean> {
  const [row] = await tx.select<{ recent: { refusal: string | null }[] }>(
    sql`select recent from last_calls where tenant_id = ${tenantId} and integration_id = ${integrationId}`,
  )
  return row === undefined || row.recent.every(({ refusal }) => refusal !== null)
}
