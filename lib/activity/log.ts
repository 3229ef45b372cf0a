import { inTenant, type Tx } from '@/db/client'
import { selectIntegration } from '@/db/queries/integrations'
import { isStruggling } from '@/db/queries/last-calls'
import {
  type NamedResource,
  selectChangesOfRequests,
  selectNamedExactly,
  selectNames,
} from '@/db/queries/request-changes'
import {
  countNewer,
  type LogFilter,
  type LogPlace,
  type LogRow,
  selectByReference,
  selectLog,
  selectLoggedRequest,
} from '@/db/queries/request-log'
import { selectTokens } from '@/db/queries/tokens'
import { isId } from '@/lib/base/id'
import { unknownIntegration } from '@/lib/integrations/announce'
import type { Text } from '@/lib/messages/text'
import { fold } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { isMasked } from '@/lib/tenancy/masking'
import { requirePermission } from '@/lib/tenancy/permissions'
import { connectionTests } from './connection-tests'
import type { ActivitySearch } from './input'
import { resultOf } from './keep-outcomes'
import { tellCall } from './tell'

/** One call, as a line of the list. `at` is an ISO instant. */
export type RequestLine = {
  id: string
  at: string
  result: 'read' | 'write' | 'failed' | 'refused'
  status: number
  sentence: Text
  method: string
  path: string
  /** The person or group that it was about, when it is still here. */
  who: { id: string; type: 'User' | 'Group'; label: string } | null
  /** The last characters of the token it carried. */
  token: string | null
  durationMicroseconds: number
  address: string | null
  /** It carried nothing that an integration could be known by. */
  isStray: boolean
}

export type RequestLines = {
  rows: RequestLine[]
  /** What to give as `after` for older rows; null at the end of the log. */
  older: string | null
  /** How far back text was looked for, when there may be more beyond; an ISO instant. */
  reached: string | null
}

const PAGE = 50
/** Rows that one answer looks through for what no index knows. */
const SCAN = 2_500
const COUNTED_NEWER = 1_000
const RANGE_MILLISECONDS = { '1h': 3_600_000, '1d': 86_400_000, '7d': 604_800_000, '30d': 2_592_000_000 }

/**
 * The calls of an integration, the newest first. While it waits or is rejected, calls that nobody can be named for come
 * too, those since there is the integration. A search by reference or id finds its call wherever it is; other text is looked for a stretch at a time.
 * @throws AppError `not-found`
 */
export function listRequests(ctx: Ctx, integrationId: string, search: ActivitySearch): Promise<RequestLines> {
  requirePermission(ctx, 'activity.read')
  if (!isId(integrationId)) throw unknownIntegration()
  return inTenant(ctx.db, ctx.tenantId, async (tx) => {
    const named = search.after === '' ? await findNamed(tx, ctx.tenantId, integrationId, search.q) : undefined
    if (named) return { rows: await present(tx, ctx.tenantId, named), older: null, reached: null }
    const filter = await filterOf(tx, ctx, integrationId, search)
    const beyond = readPlace(search.after)
    const found = await selectLog(tx, ctx.tenantId, filter, { beyond, limit: PAGE, scan: SCAN })
    const full = found.rows.length === PAGE
    const next = full ? found.rows.at(-1) : found.reached
    return {
      rows: await present(tx, ctx.tenantId, found.rows),
      older: next ? writePlace(next) : null,
      reached: !full && found.reached ? found.reached.at.toISOString() : null,
    }
  })
}

/** How many calls have come since the newest one that is known, at most 1,000, and those themselves up to a page. */
export async function listNewerRequests(
  ctx: Ctx,
  integrationId: string,
  search: ActivitySearch,
): Promise<{ count: number; rows: RequestLine[] }> {
  requirePermission(ctx, 'activity.read')
  if (!isId(integrationId)) throw unknownIntegration()
  const than = readPlace(search.newer)
  return inTenant(ctx.db, ctx.tenantId, async (tx) => {
    const filter = await filterOf(tx, ctx, integrationId, search)
    if (!than) return { count: 0, rows: [] }
    const count = await countNewer(tx, ctx.tenantId, filter, than, COUNTED_NEWER)
    if (count === 0) return { count, rows: [] }
    const { rows } = await selectLog(tx, ctx.tenantId, filter, { limit: Math.min(count, PAGE), scan: SCAN })
    return { count, rows: await present(tx, ctx.tenantId, rows) }
  })
}

/** Where a row stands, as an address says it. */
export function writePlace({ at, id }: LogPlace): string {
  return `${at.getTime()}.${id}`
}

export function readPlace(text: string): LogPlace | undefined {
  const [moment = '', id = ''] = text.split('.')
  return /^\d{1,15}$/.test(moment) && isId(id) ? { at: new Date(Number(moment)), id } : undefined
}

const REFERENCE = /^(?:ref\s*)?([0-9a-f]{8})$/i

/** The calls that text names by their reference or their id; undefined when it names none. */
async function findNamed(
  tx: Tx,
  tenantId: string,
  integrationId: string,
  text: string,
): Promise<LogRow[] | undefined> {
  const reference = REFERENCE.exec(text)?.[1]?.toLowerCase()
  const id = text.toLowerCase()
  const found = reference
    ? await selectByReference(tx, tenantId, reference)
    : isId(id)
      ? [await selectLoggedRequest(tx, tenantId, id)].filter((row) => row !== undefined)
      : []
  const own = found.filter((row) => row.integrationId === null || row.integrationId === integrationId)
  return own.length > 0 ? own : undefined
}

export async function filterOf(
  tx: Tx,
  ctx: Ctx,
  integrationId: string,
  search: ActivitySearch,
): Promise<LogFilter> {
  const { q, result, type, method, token, resource, reads, range, from, to } = search
  const { tenantId } = ctx
  const integration = await selectIntegration(tx, tenantId, integrationId)
  if (!integration) throw unknownIntegration()
  const strays = await isStruggling(tx, tenantId, integrationId)
  const id = q.toLowerCase()
  const asked = from || (range ? Date.now() - RANGE_MILLISECONDS[range] : 0)
  // What nobody can be named for was not this integration’s before there was one.
  const since = strays ? Math.max(asked, integration.createdAt.getTime()) : asked
  const folded = fold(q)
  const resources = q !== '' && !isId(id) ? await selectNamedExactly(tx, tenantId, folded, q) : []
  return {
    integrationId,
    strays,
    reads: reads === 'show' || method === 'GET',
    result: result || undefined,
    type: type || undefined,
    method: method || undefined,
    tokenId: token || undefined,
    resourceId: resource || (isId(id) ? id : undefined),
    from: since ? new Date(since) : undefined,
    to: to ? new Date(to) : undefined,
    ...(q !== '' && !isId(id) && { text: { folded, resources, named: isMasked(ctx) } }),
  }
}

/** Rows with their sentences, the names of whom they are about, and their tokens. */
export async function present(tx: Tx, tenantId: string, rows: readonly LogRow[]): Promise<RequestLine[]> {
  if (rows.length === 0) return []
  const spans = rows.map(({ id, at, durationMicroseconds }) => ({
    id,
    from: at.getTime(),
    to: at.getTime() + durationMicroseconds / 1_000,
  }))
  const ids = [...new Set(rows.flatMap(({ resourceId }) => resourceId ?? []))]
  const [changes, names, tokens] = await Promise.all([
    selectChangesOfRequests(tx, tenantId, spans, 1),
    selectNames(tx, tenantId, ids),
    selectTokens(tx, tenantId),
  ])
  const isTest = await connectionTests(tx, tenantId, changes)
  return rows.map((row) => {
    const who: NamedResource | undefined = names.find(({ id }) => id === row.resourceId)
    const own = changes.filter(({ requestId }) => requestId === row.id)
    const sentence = tellCall(row, own, who?.label ?? null)
    return {
      id: row.id,
      at: row.at.toISOString(),
      result: resultOf(row),
      status: row.status,
      sentence: own.some(isTest) ? { key: 'activity.connectionTest', values: { what: sentence } } : sentence,
      method: row.method,
      path: row.path,
      who: who ?? null,
      token: tokens.find(({ id }) => id === row.tokenId)?.hint ?? null,
      durationMicroseconds: row.durationMicroseconds,
      address: row.address,
      isStray: row.integrationId === null,
    }
  })
}
