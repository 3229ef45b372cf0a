import { type SQL, sql, type Tx } from '../client'
import { NOTABLE } from '../schema/events'
import { containing } from './search-text'

/** Where a row of the log stands: the newest first, by time and then by id. */
export type LogPlace = { at: Date; id: string }

/** Which rows of a tenant's log are wanted; what is undefined narrows nothing. */
export type LogFilter = {
  integrationId: string
  /** Calls of the tenant that belong to no integration come too. */
  strays: boolean
  /** Successful reads come too. */
  reads: boolean
  result?: 'ok' | 'failed' | 'refused' | undefined
  type?: 'User' | 'Group' | undefined
  method?: string | undefined
  tokenId?: string | undefined
  resourceId?: string | undefined
  from?: Date | undefined
  to?: Date | undefined
  /** Text anywhere in the call, or with `named` only as the name of what it is about; `resources` are those of that name. */
  text?: { folded: string; resources: readonly string[]; named?: boolean } | undefined
}

export type LogRow = {
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
  resourceId: string | null
  /** The start of the body. */
  requestBody: string | null
  responseBody: string | null
}

/** As much of a body as a line of the list is told from. */
const TOLD_CHARACTERS = 2_000

const COLUMNS =
  sql.raw(`r.id, r.at, r.integration_id as "integrationId", r.token_id as "tokenId", r.method, r.path,
  r.query, r.status, r.scim_type as "scimType", r.detail, r.refusal, r.duration_microseconds as "durationMicroseconds",
  r.address, r.resource_id as "resourceId"`)
const BODIES = sql.raw(
  `left(r.request_body, ${TOLD_CHARACTERS}) as "requestBody", left(r.response_body, ${TOLD_CHARACTERS}) as "responseBody"`,
)

/**
 * Rows of the log, the newest first. A filter that no index serves looks at no more than `scan` rows from `beyond`
 * on: `reached` is then where it stopped, and the caller may go on from there.
 */
export async function selectLog(
  tx: Tx,
  tenantId: string,
  filter: LogFilter,
  page: { beyond?: LogPlace | undefined; limit: number; scan: number },
): Promise<{ rows: LogRow[]; reached: LogPlace | undefined }> {
  const looked = lookedAt(filter)
  const rows: LogRow[] = []
  let scan = page.scan
  for (const window of windowsOf(filter, page.beyond)) {
    const base = sql`r.tenant_id = ${tenantId} and ${indexed(filter)} and ${between(window)} and ${older(page.beyond)}`
    const limit = page.limit - rows.length
    if (!looked) {
      rows.push(
        ...(await tx.select<LogRow>(
          sql`select ${COLUMNS}, ${BODIES} from requests r where ${base} ${NEWEST_FIRST} limit ${limit}`,
        )),
      )
    } else {
      const scanned = sql`select r.* from requests r where ${base} ${NEWEST_FIRST} limit ${scan}`
      const [found, [passed]] = await Promise.all([
        tx.select<LogRow>(
          sql`select ${COLUMNS}, ${BODIES} from (${scanned}) r where ${looked} ${NEWEST_FIRST} limit ${limit}`,
        ),
        tx.select<{ count: number; at: Date; id: string }>(sql`
          select r.at, r.id, count(*) over ()::int as count from (
            select r.at, r.id from requests r where ${base} ${NEWEST_FIRST} limit ${scan}) r
          order by r.at, r.id limit 1`),
      ])
      rows.push(...found)
      scan -= passed?.count ?? 0
      if (scan <= 0) return { rows, reached: passed && { at: passed.at, id: passed.id } }
    }
    if (rows.length >= page.limit) break
  }
  return { rows, reached: undefined }
}

const NEWEST_FIRST = sql.raw('order by r.at desc, r.id desc')
const DAY_MILLISECONDS = 86_400_000
/** Each stretch of time is so many days longer than the one before. A busy log answers from the first. */
const STRETCHES = [1, 4, 16, 64]

type Window = Pick<LogFilter, 'from' | 'to'>

/**
 * The time that a filter covers, from its end on, in stretches: a statement that names a time is planned for the days
 * in it alone, and planning for a year of days costs more than reading a page.
 */
function* windowsOf({ from, to }: Window, beyond: LogPlace | undefined): Generator<Window> {
  // The row at `beyond` itself is passed over elsewhere; others of its moment are not.
  let end = beyond ? new Date(beyond.at.getTime() + 1) : to
  let before = end?.getTime() ?? Date.now()
  for (const days of STRETCHES) {
    before -= days * DAY_MILLISECONDS
    if (from && before <= from.getTime()) break
    yield { from: new Date(before), to: end }
    end = new Date(before)
  }
  yield { from, to: end }
}

/** How many rows came after a place, counted no further than `most`. */
export async function countNewer(
  tx: Tx,
  tenantId: string,
  filter: LogFilter,
  than: LogPlace,
  most: number,
): Promise<number> {
  const newer = sql`r.tenant_id = ${tenantId} and ${indexed(filter)} and ${between(filter)} and r.at >= ${than.at}
    and (r.at > ${than.at} or r.id > ${than.id})`
  const looked = lookedAt(filter) ?? sql`true`
  const [row] = await tx.select<{ count: number }>(sql`
    select count(*)::int as count from (
      select 1 from (select r.* from requests r where ${newer} limit ${most}) r where ${looked}) n`)
  return row?.count ?? 0
}

/** What an index serves: whose calls, and which of the three kinds of rows that have one. */
function indexed({ integrationId, strays, reads, result, resourceId }: LogFilter): SQL {
  const whose = strays
    ? sql`(r.integration_id = ${integrationId} or r.integration_id is null)`
    : sql`r.integration_id = ${integrationId}`
  const notable = sql.raw(NOTABLE.replaceAll(/\b(method|path|status)\b/g, 'r.$1'))
  if (resourceId !== undefined) {
    return sql`${whose} and r.resource_id = ${resourceId} and r.resource_id is not null and (${notable})`
  }
  if (result === 'failed' || result === 'refused') return sql`${whose} and r.status >= 400`
  return reads ? whose : sql`${whose} and (${notable})`
}

function between({ from, to }: Window): SQL {
  return sql`${from ? sql`r.at >= ${from}` : sql`true`} and ${to ? sql`r.at < ${to}` : sql`true`}`
}

function older(place: LogPlace | undefined): SQL {
  if (!place) return sql`true`
  return sql`r.at <= ${place.at} and (r.at < ${place.at} or r.id < ${place.id})`
}

/** What has to be looked for row by row; undefined when nothing has. */
function lookedAt({ result, type, method, tokenId, text }: LogFilter): SQL | undefined {
  const parts: SQL[] = []
  if (result === 'ok') parts.push(sql`r.status < 400`)
  if (result === 'failed') parts.push(sql`r.refusal is null`)
  if (result === 'refused') parts.push(sql`r.refusal is not null`)
  if (type) parts.push(sql`r.path ~* ${`^(/v2)?/+${type}s(/|$)`}`)
  if (method !== undefined) parts.push(sql`r.method = ${method}`)
  if (tokenId !== undefined) parts.push(sql`r.token_id = ${tokenId}`)
  if (text) {
    const pattern = containing(text.folded)
    const known = sql`r.resource_id = any(${sql.param([...text.resources])}::uuid[]) or r.address = ${text.folded}`
    if (text.named) parts.push(sql`(${known})`)
    else
      parts.push(sql`(${known} or lower(r.path || ' ' || r.query) like ${pattern} or lower(r.detail) like ${pattern}
      or lower(r.request_body) like ${pattern} or lower(r.response_body) like ${pattern})`)
  }
  return parts.length === 0 ? undefined : sql.join(parts, sql` and `)
}

/** The rows of the last year that an error’s reference names; there is one as a rule. */
export async function selectByReference(tx: Tx, tenantId: string, reference: string): Promise<LogRow[]> {
  for (const window of windowsOf({}, undefined)) {
    const rows = await tx.select<LogRow>(sql`
      select ${COLUMNS}, ${BODIES} from requests r
      where r.tenant_id = ${tenantId} and right(r.id::text, 8) = ${reference} and r.status >= 400 and ${between(window)}
      order by r.at desc limit 10`)
    if (rows.length > 0) return rows
  }
  return []
}

export type LoggedRequest = LogRow & { userAgent: string | null; headers: Record<string, string> | null }

/** One request, whole. Its id says when it was made, and so where to look. */
export async function selectLoggedRequest(
  tx: Tx,
  tenantId: string,
  id: string,
): Promise<LoggedRequest | undefined> {
  const made = madeAt(id)
  const [row] = await tx.select<LoggedRequest>(sql`
    select ${COLUMNS}, r.request_body as "requestBody", r.response_body as "responseBody", r.user_agent as "userAgent",
      r.headers
    from requests r where r.tenant_id = ${tenantId} and r.id = ${id}
      and r.at between ${new Date(made - CLOCKS_APART)} and ${new Date(made + CLOCKS_APART)}`)
  return row
}

/** Between the moment that a row carries and the one in its id lies next to nothing, unless clocks were set. */
const CLOCKS_APART = 60_000

/** The moment in a UUIDv7, in milliseconds (RFC 9562 §5.7). */
export function madeAt(id: string): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
}
