import { type RowValue, rowsAsBinary, type ValueType } from '../binary'
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

/** The fields of the type `logged_request`, and what each of them is. */
const LOGGED = {
  tenant_id: 'uuid',
  at: 'timestamptz',
  id: 'uuid',
  integration_id: 'uuid',
  token_id: 'uuid',
  method: 'text',
  path: 'text',
  query: 'text',
  status: 'integer',
  scim_type: 'text',
  detail: 'text',
  refusal: 'text',
  duration_microseconds: 'integer',
  address: 'text',
  user_agent: 'text',
  resource_id: 'uuid',
  headers: 'jsonb',
  request_body: 'text',
  response_body: 'text',
} as const satisfies Record<string, ValueType>
const FIELDS = Object.keys(LOGGED).join(', ')
const TYPES = Object.values(LOGGED)

const INSERT: Statement = {
  name: 'insert_requests',
  text: `insert into requests (${FIELDS}) select ${FIELDS} from unnest($1::logged_request[])`,
}
/** Rows of one statement: while they are written as bytes, the server does nothing else. */
const ROWS = 100

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

/** Appends rows to the log. Text must be free of NUL. */
export async function insertRequests(tx: Tx, tenantId: string, rows: readonly RequestRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS) {
    const values = rows.slice(from, from + ROWS).map((row) => valuesOf(tenantId, row))
    await tx.run(INSERT, [rowsAsBinary(TYPES, values)])
  }
}

function valuesOf(tenantId: string, row: RequestRow): RowValue[] {
  return [
    tenantId,
    row.at,
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
