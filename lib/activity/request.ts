import { inTenant } from '@/db/client'
import { selectIntegration } from '@/db/queries/integrations'
import { selectChangesOfRequests } from '@/db/queries/request-changes'
import { selectLog, selectLoggedRequest } from '@/db/queries/request-log'
import { selectTokens } from '@/db/queries/tokens'
import { AppError } from '@/lib/base/errors'
import { isId } from '@/lib/base/id'
import { maskToken } from '@/lib/base/secret'
import { type Pair, pairsOf } from '@/lib/history/pairs'
import { tellChange } from '@/lib/history/sentence'
import { unknownIntegration } from '@/lib/integrations/announce'
import type { Text, TextValue } from '@/lib/messages/text'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import { subjectOf } from './calls'
import { type Cause, causeOf } from './causes'
import { present, type RequestLine } from './log'
import { type Remedy, remedyOf } from './remedies'

/** One call whole: what it said, what was answered, what it changed, and what to do when it failed. */
export type RequestDetail = RequestLine & {
  /** The end of its id, which errors carry. */
  reference: string
  query: string
  headers: Record<string, string>
  userAgent: string | null
  requestBody: string | null
  responseBody: string | null
  scimType: string | null
  /** What the identity provider was told. */
  detail: string | null
  tokenMasked: string | null
  cause: Cause | null
  remedy: Remedy | null
  /** What it calls the person or group that it is about. */
  subject: string | null
  /** What it changed, value by value; the first 100. */
  changes: { id: string; what: TextValue; pairs: Pair[] }[]
  changesInAll: number
  /** Other calls about the same person or group, the newest first. */
  related: RequestLine[]
}

const CHANGES = 100
const RELATED = 8

/** @throws AppError `not-found` for a call of another integration, or one that the log no longer keeps */
export async function getRequest(ctx: Ctx, integrationId: string, id: string): Promise<RequestDetail> {
  requirePermission(ctx, 'activity.read')
  if (!isId(integrationId)) throw unknownIntegration()
  if (!isId(id)) throw gone()
  return inTenant(ctx.db, ctx.tenantId, async (tx) => {
    const [row, integration] = await Promise.all([
      selectLoggedRequest(tx, ctx.tenantId, id),
      selectIntegration(tx, ctx.tenantId, integrationId),
    ])
    if (!integration) throw unknownIntegration()
    if (!row || (row.integrationId !== null && row.integrationId !== integrationId)) throw gone()
    const from = row.at.getTime()
    const span = { id, from, to: from + row.durationMicroseconds / 1_000 }
    const [[line], changes, tokens, related] = await Promise.all([
      present(tx, ctx.tenantId, [row]),
      selectChangesOfRequests(tx, ctx.tenantId, [span], CHANGES),
      selectTokens(tx, ctx.tenantId),
      row.resourceId === null
        ? { rows: [] }
        : selectLog(
            tx,
            ctx.tenantId,
            { integrationId, strays: false, reads: false, resourceId: row.resourceId },
            { limit: RELATED + 1, scan: RELATED + 1 },
          ),
    ])
    if (!line) throw gone()
    const cause = causeOf(row) ?? null
    const subject = subjectOf(row)
    const token = tokens.find((each) => each.id === row.tokenId)
    return {
      ...line,
      reference: id.slice(-8).toUpperCase(),
      query: row.query,
      headers: row.headers ?? {},
      userAgent: row.userAgent,
      requestBody: row.requestBody,
      responseBody: row.responseBody,
      scimType: row.scimType,
      detail: row.detail,
      tokenMasked: token ? maskToken(token) : null,
      cause,
      remedy: cause && remedyOf(cause, integration.provider, subject?.type ?? 'User'),
      subject: subject?.name ?? null,
      changes: changes.map((change) => ({
        id: change.id,
        what: tellChange(change) satisfies string | Text,
        pairs: pairsOf(change.before, change.after),
      })),
      changesInAll: changes[0]?.total ?? 0,
      related: (
        await present(
          tx,
          ctx.tenantId,
          related.rows.filter((other) => other.id !== id),
        )
      ).slice(0, RELATED),
    }
  })
}

function gone(): AppError {
  return new AppError('not-found', { key: 'activity.gone' })
}
