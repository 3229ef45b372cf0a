import { inTenant } from '@/db/client'
import {
  type DirectoryDay,
  type DirectorySize,
  selectDirectoryDays,
  selectDirectorySize,
} from '@/db/queries/directory-days'
import { selectStrayCalls, selectTotals, selectTotalsByDay } from '@/db/queries/request-totals'
import { listProblems } from '@/lib/activity/problems'
import { type FeedEntry, listRecentChanges } from '@/lib/history/recent'
import { type IntegrationOverview, listIntegrations } from '@/lib/integrations/integrations'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import { type Attention, attentionOf } from './attention'
import { dayOf } from './days'

/** Calls of one day in UTC: those that did what they asked, and those that did not. */
export type CallsOfDay = { day: string; succeeded: number; failed: number }

/** What an administrator looks at in the morning. */
export type Overview = {
  size: DirectorySize
  /** Calls of the last 24 hours. */
  calls: { total: number; succeeded: number }
  attention: Attention[]
  integrations: IntegrationOverview[]
  /** The directory as each of the last 30 days began, and now. */
  line: DirectoryDay[]
  /** The last 14 days, the oldest first, days without calls too. */
  bars: CallsOfDay[]
  changes: FeedEntry[]
  checkedAt: Date
}

const DAY_MILLISECONDS = 86_400_000
const LINE_DAYS = 30
const BAR_DAYS = 14

export async function getOverview(ctx: Ctx): Promise<Overview> {
  requirePermission(ctx, 'directory.read')
  const now = new Date()
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MILLISECONDS)
  const [read, integrations, problems, changes] = await Promise.all([
    inTenant(ctx.db, ctx.tenantId, async (tx) => {
      const [size, days, calls, byDay, strays] = await Promise.all([
        selectDirectorySize(tx, ctx.tenantId),
        selectDirectoryDays(tx, ctx.tenantId, dayOf(ago(LINE_DAYS))),
        selectTotals(tx, ctx.tenantId, ago(1)),
        selectTotalsByDay(tx, ctx.tenantId, dayOf(ago(BAR_DAYS - 1))),
        selectStrayCalls(tx, ctx.tenantId, ago(1)),
      ])
      return { size, days, calls, byDay, strays }
    }),
    listIntegrations(ctx),
    listProblems(ctx),
    listRecentChanges(ctx, 'directory'),
  ])
  return {
    size: read.size,
    calls: { total: read.calls.succeeded + read.calls.failed, succeeded: read.calls.succeeded },
    attention: attentionOf({ integrations, problems, strays: read.strays, now }),
    integrations,
    line: [...read.days, { day: now.toISOString(), ...read.size }],
    bars: everyDay(read.byDay, ago),
    changes,
    checkedAt: now,
  }
}

function everyDay(known: readonly CallsOfDay[], ago: (days: number) => Date): CallsOfDay[] {
  return Array.from({ length: BAR_DAYS }, (_, n) => {
    const day = dayOf(ago(BAR_DAYS - 1 - n))
    return known.find((each) => each.day === day) ?? { day, succeeded: 0, failed: 0 }
  })
}
