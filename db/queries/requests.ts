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
/** What a company keeps the longest, and the shortest, its integrations included. */
const LONGEST = `greatest(request_log_days, (select max(d) from unnest(integration_log_days) d))`
const SHORTEST = `least(request_log_days, (select min(d) from unnest(integration_log_days) d))`

const DROP_DAYS: Statement = {
  name: 'drop_request_days',
  text: `select drop_request_days(current_date - (select coalesce(max(${LONGEST}), 90) from tenants)) as dropped`,
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

/** A company, and whether integrations of it keep their requests for a time of their own. */
export type ShortRetention = { tenantId: string; days: number; hasOwn: boolean }

/** The companies where something is wanted for less than the longest that anything is anywhere. */
export async function selectShortRetentions(tx: Tx): Promise<ShortRetention[]> {
  return tx.select(sql`select id as "tenantId", request_log_days as days, integration_log_days <> '{}' as "hasOwn"
    from tenants where ${sql.raw(SHORTEST)} < (select max(${sql.raw(LONGEST)}) from tenants)`)
}

/** Removes at most `most` rows of a tenant that are older than `before`; answers how many. */
export async function pruneRequests(tx: Tx, before: Date, most: number): Promise<number> {
  const [row] = await tx.select<{ pruned: number }>(sql`select prune_requests(${before}, ${most}) as pruned`)
  return row?.pruned ?? 0
}

/** The same of one integration, or with null of the calls that belong to none. */
export async function pruneRequestsOf(
  tx: Tx,
  integrationId: string | null,
  before: Date,
  most: number,
): Promise<number> {
  const [row] = await tx.select<{ pruned: number }>(
    sql`select prune_requests_of(${integrationId}::uuid, ${before}, ${most}) as pruned`,
  )
  return row?.pruned ?? 0
}

/** Whose requests the log has, also of integrations that are gone: a step through an index for each, and not for each row. */
export async function selectLogged(tx: Tx, tenantId: string): Promise<string[]> {
  const rows = await tx.select<{ id: string }>(sql`
    with recursive ids(id) as (
      (select r.integration_id from requests r where r.tenant_id = ${tenantId} and r.integration_id is not null
       order by r.integration_id limit 1)
      union all
      select (select r.integration_id from requests r where r.tenant_id = ${tenantId} and r.integration_id > ids.id
              order by r.integration_id limit 1) from ids where ids.id is not null)
    select id from ids where id is not null`)
  return rows.map(({ id }) => id)
}
