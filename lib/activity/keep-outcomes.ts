import type { Tx } from '@/db/client'
import { type CallSeen, keepLastCalls } from '@/db/queries/last-calls'
import { closeProblems, openProblems } from '@/db/queries/problems'
import { countRequests, type RequestCount } from '@/db/queries/request-counts'
import type { RequestRow } from '@/db/queries/requests'
import { isWrite } from './calls'
import { outcomesOf } from './outcomes'

const BUCKET_MILLISECONDS = 5 * 60_000

/** What follows from a batch of calls besides their rows: problems that open or close, counts, and who called last. */
export async function keepOutcomes(tx: Tx, tenantId: string, rows: readonly RequestRow[]): Promise<void> {
  const { opened, succeeded } = outcomesOf(rows)
  await Promise.all([
    countRequests(tx, tenantId, countsOf(rows)),
    keepLastCalls(
      tx,
      tenantId,
      rows.filter((row): row is RequestRow & CallSeen => row.integrationId !== null),
    ),
    succeeded.length > 0 && closeProblems(tx, tenantId, succeeded),
    opened.length > 0 && openProblems(tx, tenantId, opened),
  ])
}

/** How many calls of each integration had each result in each five minutes. */
function countsOf(rows: readonly RequestRow[]): RequestCount[] {
  const counts = new Map<string, RequestCount>()
  for (const row of rows) {
    if (!row.integrationId) continue
    const bucket = Math.floor(row.at.getTime() / BUCKET_MILLISECONDS) * BUCKET_MILLISECONDS
    const result = resultOf(row)
    const key = `${row.integrationId} ${bucket} ${result}`
    const count = counts.get(key)
    if (count) count.requests += 1
    else counts.set(key, { integrationId: row.integrationId, at: new Date(bucket), result, requests: 1 })
  }
  return [...counts.values()]
}

/** What a call came to, as charts tell them apart. */
export function resultOf(
  row: Pick<RequestRow, 'method' | 'path' | 'status' | 'refusal'>,
): RequestCount['result'] {
  if (row.refusal !== null) return 'refused'
  if (row.status >= 400) return 'failed'
  return isWrite(row) ? 'write' : 'read'
}
