import { createHash } from 'node:crypto'
import { announce } from '@/db/announcements'
import { inTenant, type Tx } from '@/db/client'
import { untilWritten } from '@/db/queries/again'
import { selectGroup } from '@/db/queries/groups'
import { type IntegrationRow, selectIntegration } from '@/db/queries/integrations'
import { closeProblems } from '@/db/queries/problems'
import { type LoggedRequest, selectLoggedRequest } from '@/db/queries/request-log'
import { selectUser } from '@/db/queries/users'
import { subjectOf } from '@/lib/activity/calls'
import { causeOf } from '@/lib/activity/causes'
import { remedyOf } from '@/lib/activity/remedies'
import { AppError } from '@/lib/base/errors'
import { isId } from '@/lib/base/id'
import { appendAudit } from '@/lib/history/audit'
import { type Pair, pairsOf } from '@/lib/history/pairs'
import { tellChange } from '@/lib/history/sentence'
import { unknownIntegration } from '@/lib/integrations/announce'
import { readRules } from '@/lib/integrations/rules'
import type { TextValue } from '@/lib/messages/text'
import { etag, readPreconditions, ScimError } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { appendHistory, type Change } from '@/lib/tenancy/mutate'
import { requirePermission, SCOPES } from '@/lib/tenancy/permissions'
import { toScimError } from '../respond'
import { writeGroup, writeUser } from '../writes'
import { type Hindrance, judge, type Repeatable } from './judge'

/** What applying a refused call again would change. `seen` says so again when it is done. */
export type Rehearsal = {
  changes: { what: TextValue; pairs: Pair[] }[]
  /** How many changes there are; the first hundred are told. */
  changesInAll: number
  seen: string
}

const TOLD = 100

/** Why a refused call is not applied again; null where it may be. @throws AppError `not-found` */
export async function hindranceOf(
  ctx: Ctx,
  integrationId: string,
  requestId: string,
): Promise<Hindrance | null> {
  requirePermission(ctx, 'activity.read')
  const { judged } = await find(ctx, integrationId, requestId)
  return 'why' in judged ? judged : null
}

/**
 * Applies a refused call in a transaction that is taken back, and tells what it changed; or why it is not applied.
 * @throws AppError `not-found` for a call that the log no longer keeps
 */
export async function rehearse(
  ctx: Ctx,
  integrationId: string,
  requestId: string,
): Promise<Rehearsal | Hindrance> {
  requirePermission(ctx, 'problems.write')
  const found = await find(ctx, integrationId, requestId)
  if ('why' in found.judged) return found.judged
  const version = await versionOf(ctx, found, found.judged)
  let changes: readonly Change[] = []
  try {
    await write(ctx, found, found.judged, version, async (tx, made) => {
      await untilWritten(tx)
      changes = made
      throw new Rehearsed()
    })
  } catch (error) {
    if (!(error instanceof Rehearsed)) return refusedAgain(error, found)
  }
  if (changes.length === 0) {
    return { why: { key: 'activity.again.why.noChange' }, next: { key: 'activity.again.nothing' } }
  }
  return {
    changes: changes.slice(0, TOLD).map(({ before = null, after = null, ...change }) => ({
      what: tellChange({ ...change, before, after }),
      pairs: pairsOf(before, after),
    })),
    changesInAll: changes.length,
    seen: sealOf(version, changes),
  }
}

/**
 * Applies a refused call as `rehearse` has told it: as the integration, in the name of who asks for it.
 * @throws AppError `conflict` when it may not be applied any more or would change something else than was told;
 * `not-found`
 */
export async function applyAgain(
  ctx: Ctx,
  integrationId: string,
  requestId: string,
  seen: string,
): Promise<void> {
  requirePermission(ctx, 'problems.write')
  const found = await find(ctx, integrationId, requestId)
  const { row, judged } = found
  if ('why' in judged) throw new AppError('conflict', judged.why)
  const version = await versionOf(ctx, found, judged)
  try {
    await write(ctx, found, judged, version, async (tx, changes, as) => {
      if (sealOf(version, changes) !== seen) throw changedMeanwhile()
      const [first] = changes
      const act: Change = {
        action: 'request.applied',
        label: first?.label ?? '',
        ...(first?.userId && { userId: first.userId }),
        ...(first?.groupId && !first.userId && { groupId: first.groupId }),
        after: { request: row.id, method: row.method, path: row.path },
      }
      await appendAudit(
        tx,
        ctx.tenantId,
        ctx.actor.kind === 'person' ? ctx.actor : {},
        appendHistory(tx, as, [act]),
      )
      const { subject, resourceId } = judged.problem
      await closeProblems(tx, ctx.tenantId, [{ integrationId, subject, resourceId, at: new Date() }])
    })
  } catch (error) {
    if (error instanceof AppError) throw error
    if (error instanceof ScimError && error.status === 412) throw changedMeanwhile()
    const { why } = refusedAgain(error, found)
    throw new AppError('conflict', why)
  }
  await announce(ctx.db, ctx.tenantId, ['integrations', 'users', 'groups', 'requests'])
}

type Found = { row: LoggedRequest; integration: IntegrationRow; judged: Repeatable | Hindrance }

async function find(ctx: Ctx, integrationId: string, requestId: string): Promise<Found> {
  if (!isId(integrationId)) throw unknownIntegration()
  if (!isId(requestId)) throw gone()
  return inTenant(ctx.db, ctx.tenantId, async (tx) => {
    const [row, integration] = await Promise.all([
      selectLoggedRequest(tx, ctx.tenantId, requestId),
      selectIntegration(tx, ctx.tenantId, integrationId),
    ])
    if (!integration) throw unknownIntegration()
    if (!row || (row.integrationId !== null && row.integrationId !== integrationId)) throw gone()
    return { row, integration, judged: await judge(tx, ctx.tenantId, row, integration) }
  })
}

/** At which version what a call is about stands: nothing else may be written over. */
async function versionOf(
  ctx: Ctx,
  { integration }: Found,
  { call }: Repeatable,
): Promise<number | undefined> {
  if (call.kind === 'create' || !isId(call.id)) return undefined
  const { id, type } = call
  const found = await inTenant(
    ctx.db,
    ctx.tenantId,
    (tx): Promise<{ version: number } | undefined> =>
      type === 'User'
        ? selectUser(tx, ctx.tenantId, id, integration.id)
        : selectGroup(tx, ctx.tenantId, id, integration.id),
  )
  return found?.version
}

/** Writes as the endpoint does, with the rules of the integration as they are now. */
async function write(
  ctx: Ctx,
  { row, integration }: Found,
  { call, body }: Repeatable,
  version: number | undefined,
  beforeCommit: (tx: Tx, changes: readonly Change[], as: Ctx) => Promise<void>,
): Promise<void> {
  if (ctx.actor.kind !== 'person') throw new AppError('forbidden', { key: 'errors.role' })
  const as: Ctx = {
    ...ctx,
    actor: {
      kind: 'integration',
      integrationId: integration.id,
      name: integration.name,
      groupSync: integration.groupSync,
      rules: readRules(integration.rules),
      token: { id: row.tokenId ?? '', name: '', hint: '', allowedAddresses: [] },
      requestId: row.id,
      by: ctx.actor,
    },
    permissions: new Set(SCOPES),
    beforeCommit: (tx, changes) => beforeCommit(tx, changes, as),
  }
  const preconditions = version === undefined ? {} : readPreconditions({ ifMatch: etag(version) })
  await (call.type === 'User' ? writeUser : writeGroup)({ ctx: as, call, body: () => body, preconditions })
}

/** What a rehearsal ends with, so that nothing of it stays. */
class Rehearsed extends Error {}

/** It would be refused once more: for what, and what to do about it. @throws what is no refusal */
function refusedAgain(error: unknown, { row, integration }: Found): Hindrance {
  const refused = error instanceof ScimError ? error : toScimError(error, '')
  if (refused.status >= 500) throw error
  const cause = causeOf({ ...refused, scimType: refused.scimType ?? null, refusal: null }) ?? 'other'
  const remedy = remedyOf(cause, integration.provider, subjectOf(row)?.type ?? 'User')
  const [place] = remedy.places
  return {
    why: { key: 'activity.again.why.refused', values: { detail: refused.detail } },
    next: remedy.steps[0] ?? remedy.why,
    ...(place && { place }),
  }
}

/** Says what was seen: at which version, and what would have changed. */
function sealOf(version: number | undefined, changes: readonly Change[]): string {
  const told = changes.map(({ action, label, before, after }) => [action, label, before, after])
  return createHash('sha256')
    .update(JSON.stringify([version, told]))
    .digest('base64url')
}

function changedMeanwhile(): AppError {
  return new AppError('conflict', { key: 'activity.again.changedMeanwhile' })
}

function gone(): AppError {
  return new AppError('not-found', { key: 'activity.gone' })
}
