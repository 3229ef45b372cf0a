import type { Viewer } from '@/db/queries/viewer'
import type { Ctx } from '@/lib/tenancy/context'

/** Whose eyes look: an integration sees what it manages and what nobody manages; people see everything. */
export function viewerOf(ctx: Ctx): Viewer {
  return ctx.actor.kind === 'integration' ? ctx.actor.integrationId : null
}

/** Who manages a resource after this write: an integration's first write claims what nobody managed. */
export function managerAfterWrite(ctx: Ctx, managerId: string | null): string | null {
  return ctx.actor.kind === 'integration' ? ctx.actor.integrationId : managerId
}

/** An integration whose group switch is off sees no groups; people always do. */
export function syncsGroups(ctx: Ctx): boolean {
  return ctx.actor.kind !== 'integration' || ctx.actor.groupSync
}
