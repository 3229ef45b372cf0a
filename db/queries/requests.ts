import { type Statement, sql, type Tx } from '../client'

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
         select $1, r.at, r.id, r.integration_id, r.token_id, r.method, r.path, r.query, r.status, r.scim_type,
           r.detail, r.refusal, r.duration_microseconds, r.address, r.user_agent, r.resource_id, r.headers, r.request_body,
           r.response_body
         from jsonb_to_recordset($2::jsonb) as r(at timestamptz, id uuid, integration_id uuid, token_id uuid,
           method text, path text, query text, status integer, scim_type text, detail text, refusal text,
           duration_microseconds integer, address text, user_agent text, resource_id uuid, headers jsonb, request_body text,
           response_body text)`,
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
  const records = rows.map((row) => ({
    at: row.at,
    id: row.id,
    integration_id: row.integrationId,
    token_id: row.tokenId,
    method: row.method,
    path: row.path,
    query: row.query,
    status: row.status,
    scim_type: row.scimType,
    detail: row.detail,
    refusal: row.refusal,
    duration_microseconds: row.durationMicroseconds,
    address: row.address,
    user_agent: row.userAgent,
    resource_id: row.resourceId,
    headers: row.headers,
    request_body: row.requestBody,
    response_body: row.responseBody,
  }))
  await tx.run(INSERT, [tenantId, JSON.stringify(records)])
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
