import { type Statement, sql, type Tx } from '../client'
import { rowsAsText, rowsOf } from '../row-text'

export type RequestRow = {
  id: string
  at: Date
  integrationId: string | null
  tokenId: string | null
  method: string
  path: string
  query: string
  status: number
  scimType: string | null
  detail: string | null
  refusal: string | null
  durationMicroseconds: number
  address: string | null
  userAgent: string | null
  resourceId: string | null
  headers: Readonly<Record<string, string>> | null
  requestBody: string | null
  responseBody: string | null
}

const INSERT: Statement = {
  name: 'insert_requests',
  text: `insert into requests (tenant_id, at, id, integration_id, token_id, method, path, query, status, scim_type,
           detail, refusal, duration_microseconds, address, user_agent, resource_id, headers, request_body,
           response_body)
         select $1, v[1]::timestamptz, v[2]::uuid, v[3]::uuid, v[4]::uuid, v[5], v[6], v[7], v[8]::integer, v[9],
           v[10], v[11], v[12]::integer, v[13], v[14], v[15]::uuid, v[16]::jsonb, v[17],
           v[18]
         from ${rowsOf('$2')} r`,
}

const PREPARE_DAYS: Statement = { name: 'prepare_request_days', text: 'select prepare_request_days($1)' }
const DROP_DAYS: Statement = {
  name: 'drop_request_days',
  text: 'select drop_request_days(current_date - (select coalesce(max(request_log_days), 90) from tenants)) as dropped',
}

/** Held while the partitions are seen to: a process that does not get it leaves them to the one that has. */
const HOLD_DAYS: Statement = {
  name: 'hold_request_days',
  text: 'select pg_try_advisory_xact_lock(7655218144) as held',
}

/** Appends rows to the log, all in one statement. Text must be free of NUL and lone surrogates. */
export async function insertRequests(tx: Tx, tenantId: string, rows: readonly RequestRow[]): Promise<void> {
  await tx.run(INSERT, [tenantId, rowsAsText(rows.map(valuesOf))])
}

function valuesOf(row: RequestRow) {
  return [
    row.at.toISOString(),
    row.id,
    row.integrationId,
    row.tokenId,
    row.method,
    row.path,
    row.query,
    row.status,
    row.scimType,
    row.detail,
    row.refusal,
    row.durationMicroseconds,
    row.address,
    row.userAgent,
    row.resourceId,
    row.headers && JSON.stringify(row.headers),
    row.requestBody,
    row.responseBody,
  ]
}

/** Makes the partitions of today and the days ahead, and drops those that no company wants kept. */
export async function keepRequestDays(tx: Tx, options: { ahead: number }): Promise<void> {
  const [lock] = await tx.run<{ held: boolean }>(HOLD_DAYS, [])
  if (!lock?.held) return
  await tx.run(PREPARE_DAYS, [options.ahead])
  await tx.run(DROP_DAYS, [])
}

/** The companies that want their log kept for less than the longest that any company does. */
export async function selectShortRetentions(tx: Tx): Promise<{ tenantId: string; days: number }[]> {
  return tx.select(sql`select id as "tenantId", request_log_days as days from tenants
    where request_log_days < (select max(request_log_days) from tenants)`)
}

/** Removes at most `most` rows of a tenant that are older than `before`; answers how many. */
export async function pruneRequests(tx: Tx, before: Date, most: number): Promise<number> {
  const [row] = await tx.select<{ pruned: number }>(sql`select prune_requests(${before}, ${most}) as pruned`)
  return row?.pruned ?? 0
}
