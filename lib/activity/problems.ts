import { announce } from '@/db/announcements'
import { inTenant, type Tx } from '@/db/client'
import { type IntegrationRow, lockIntegration, selectIntegrations } from '@/db/queries/integrations'
import { selectLocalGroupsNamed } from '@/db/queries/local-groups'
import {
  type ProblemGroupRow,
  type ProblemRow,
  selectOpenProblems,
  selectProblemGroups,
  setIgnored,
} from '@/db/queries/problems'
import type { LocalGroupChoice } from '@/db/schema/rules'
import { AppError } from '@/lib/base/errors'
import { isId } from '@/lib/base/id'
import { tellMassChange } from '@/lib/guard/sentence'
import { unknownIntegration } from '@/lib/integrations/announce'
import type { Text } from '@/lib/messages/text'
import type { Ctx } from '@/lib/tenancy/context'
import { mutate } from '@/lib/tenancy/mutate'
import { requirePermission } from '@/lib/tenancy/permissions'
import { type Cause, readCause } from './causes'
import { type Remedy, remedyOf } from './remedies'

/** Who is kept from being synchronised: a person, a group, or a member of one. Instants are ISO, here and below. */
export type ProblemItem = {
  id: string
  type: 'User' | 'Group'
  label: string
  /** What the identity provider was told, or an alarm says. */
  detail: Text | string
  /** An alarm, which has a page of its own. */
  isAlarm: boolean
  /** The person or group, when it is here. */
  resourceId: string | null
  /** For a member that did not resolve: of which group. */
  group: { id: string; name: string | null } | null
  requestId: string | null
  /** Of a conflict with a Local group: which it is and what was decided about it; null where none has the name now. */
  local?: { id: string; name: string; choice: LocalGroupChoice | null } | null
  lastAt: string
  times: number
}

/** Failures with the same cause, of one integration, that no later success has closed. */
export type ProblemGroup = {
  integration: { id: string; name: string; provider: IntegrationRow['provider'] }
  cause: Cause
  /** “3 groups”, “3 members of Engineering”. */
  about: Text
  remedy: Remedy
  count: number
  times: number
  firstAt: string
  lastAt: string
  ignored: { by: string; reason: string } | null
  items: ProblemItem[]
}

/** So many of a group are listed; the others are counted. */
const LISTED = 25

/** What is wrong at this moment with one integration, or with all: the latest first, what is ignored last. */
export async function listProblems(ctx: Ctx, integrationId?: string): Promise<ProblemGroup[]> {
  requirePermission(ctx, 'activity.read')
  if (integrationId !== undefined && !isId(integrationId)) throw unknownIntegration()
  return inTenant(ctx.db, ctx.tenantId, async (tx) => {
    const [integrations, groups] = await Promise.all([
      selectIntegrations(tx, ctx.tenantId),
      selectProblemGroups(tx, ctx.tenantId, integrationId),
    ])
    return Promise.all(
      groups.flatMap((group) => {
        const integration = integrations.find(({ id }) => id === group.integrationId)
        if (!integration) return []
        return selectOpenProblems(tx, ctx.tenantId, group.integrationId, {
          cause: group.cause,
          ignored: group.ignored,
          limit: LISTED,
        }).then(async (rows) => withLocalGroups(tx, ctx, present(integration, group, rows), rows))
      }),
    )
  })
}

/** Tells of conflicts with Local groups which those are at this moment. */
async function withLocalGroups(
  tx: Tx,
  { tenantId }: Ctx,
  group: ProblemGroup,
  rows: readonly ProblemRow[],
): Promise<ProblemGroup> {
  if (group.cause !== 'local-group-conflict') return group
  const keys = new Map(rows.map(({ id, subject }) => [id, subject.replace(/^Group:/, '')]))
  const found = await selectLocalGroupsNamed(tx, tenantId, group.integration.id, [...keys.values()])
  const items = group.items.map((item) => {
    const local = found.find(({ key }) => key === keys.get(item.id))
    return { ...item, local: local ? { id: local.id, name: local.name, choice: local.choice } : null }
  })
  return { ...group, items }
}

/** Lets what is open under one cause be, for a reason that is kept. The same failing again stays so; others are told. */
export function ignoreProblems(ctx: Ctx, integrationId: string, cause: Cause, reason: string): Promise<void> {
  return decide(ctx, integrationId, cause, reason)
}

/** Takes up again what was ignored. */
export function takeUpProblems(ctx: Ctx, integrationId: string, cause: Cause): Promise<void> {
  return decide(ctx, integrationId, cause, null)
}

async function decide(ctx: Ctx, integrationId: string, cause: Cause, reason: string | null): Promise<void> {
  // Each alarm is decided on by itself: restored, or said to have been meant.
  if (cause === 'mass-change') throw new AppError('invalid', { key: 'input.invalid' })
  await mutate(ctx, 'problems.write', async (tx) => {
    const row = isId(integrationId) ? await lockIntegration(tx, ctx.tenantId, integrationId) : undefined
    if (!row) throw unknownIntegration()
    const ignored = reason === null ? null : { at: new Date(), by: ctx.actor.name, reason }
    const count = await setIgnored(tx, ctx.tenantId, { integrationId, cause }, ignored)
    const action = ignored ? 'problems.ignored' : 'problems.taken-up'
    const after = { cause, count, ...(reason !== null && { reason }) }
    return {
      result: undefined,
      changes: count > 0 ? [{ action, label: row.name, integrationId, after }] : [],
    }
  })
  await announce(ctx.db, ctx.tenantId, ['integrations', 'requests'])
}

function present(
  { id, name, provider }: IntegrationRow,
  group: ProblemGroupRow,
  rows: readonly ProblemRow[],
): ProblemGroup {
  const cause = readCause(group.cause)
  const items = rows.map(itemOf)
  const type = items[0]?.type ?? 'User'
  return {
    integration: { id, name, provider },
    cause,
    about: aboutOf(group, items),
    remedy: remedyOf(cause, provider, cause === 'unknown-member' ? 'Group' : type),
    count: group.subjects,
    times: group.times,
    firstAt: group.firstAt.toISOString(),
    lastAt: group.lastAt.toISOString(),
    ignored: group.ignored ? { by: group.ignoredBy ?? '', reason: group.ignoredReason ?? '' } : null,
    items,
  }
}

function itemOf(row: ProblemRow): ProblemItem {
  return {
    id: row.id,
    type: row.cause === 'unknown-member' ? 'User' : row.resourceType,
    label: row.label || row.resourceId || (row.facts ? '' : row.subject),
    detail: row.facts ? tellMassChange(row.facts) : row.detail,
    isAlarm: row.facts !== null,
    resourceId: row.resourceId,
    group: row.groupId ? { id: row.groupId, name: row.groupName } : null,
    requestId: row.requestId,
    lastAt: row.lastAt.toISOString(),
    times: row.times,
  }
}

function aboutOf({ subjects: count, cause }: ProblemGroupRow, items: readonly ProblemItem[]): Text {
  if (cause === 'mass-change') {
    return count === 1 && items[0] ? (items[0].detail as Text) : { key: 'guard.alarms', values: { count } }
  }
  const groups = [...new Set(items.flatMap(({ group }) => (group ? [group.name ?? group.id] : [])))]
  if (groups.length > 0) return { key: 'problems.members', values: { count, groups } }
  const types = new Set(items.map(({ type }) => type))
  if (types.size > 1) return { key: 'problems.both', values: { count } }
  return { key: types.has('Group') ? 'problems.groups' : 'problems.people', values: { count } }
}
