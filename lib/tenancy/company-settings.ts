import { announce } from '@/db/announcements'
import { inTenant, type Tx } from '@/db/client'
import {
  lockTenantSettings,
  selectTenantSettings,
  type TenantSettings,
  updateTenantSettings,
} from '@/db/queries/tenancy'
import { AppError } from '@/lib/base/errors'
import { isAllowed } from '@/lib/integrations/allowed-addresses'
import type { Text } from '@/lib/messages/text'
import type { Ctx } from './context'
import { type Change, mutate } from './mutate'
import { type Permission, type ProvenAct, requirePermission } from './permissions'

/** What a company is called, how long it keeps its audit log, in days (null is for ever), and what Auditors see. */
export type CompanySettings = TenantSettings

export async function getCompanySettings(ctx: Ctx): Promise<CompanySettings> {
  requirePermission(ctx, 'members.read')
  return requireThere(await inTenant(ctx.db, ctx.tenantId, (tx) => selectTenantSettings(tx, ctx.tenantId)))
}

/** Calls the company something else. Its addresses stay, because identity providers know them. */
export function renameCompany(ctx: Ctx, name: string): Promise<void> {
  return change(ctx, 'company.write', async (tx, before) => {
    if (before.name === name) return []
    await updateTenantSettings(tx, ctx.tenantId, { name })
    return [{ action: 'company.renamed', label: name, before: { name: before.name }, after: { name } }]
  })
}

/** Decides how long the audit log is kept; what is older goes within the hour. At least 365 days, or null. */
export function setAuditRetention(ctx: Ctx, days: number | null): Promise<void> {
  return change(ctx, 'audit.write', async (tx, before) => {
    if (before.auditKeepDays === days) return []
    await updateTenantSettings(tx, ctx.tenantId, { auditKeepDays: days })
    return [
      {
        action: 'company.audit-retention-changed',
        label: before.name,
        before: { days: before.auditKeepDays ?? 'ever' },
        after: { days: days ?? 'ever' },
      },
    ]
  })
}

/** Decides how long members stay signed in here; holds from their next request on, for sessions that go on too. */
export function setSessionLimits(
  ctx: Ctx,
  limits: { sessionIdleMinutes: number; sessionHours: number },
): Promise<void> {
  return change(ctx, 'change-security', async (tx, was) => {
    const { sessionIdleMinutes, sessionHours } = was
    if (sessionIdleMinutes === limits.sessionIdleMinutes && sessionHours === limits.sessionHours) return []
    await updateTenantSettings(tx, ctx.tenantId, limits)
    return [
      {
        action: 'company.session-limits-changed',
        label: was.name,
        before: { sessionIdleMinutes, sessionHours },
        after: limits,
      },
    ]
  })
}

/**
 * Decides from where members may use the console; none means from everywhere. Holds from their next request on.
 * @throws AppError `invalid` on `allowedAddresses` when whoever decides would shut themselves out
 */
export function setConsoleAddresses(ctx: Ctx, allowedAddresses: string[]): Promise<void> {
  return change(ctx, 'change-security', async (tx, was) => {
    if (JSON.stringify(was.consoleAddresses) === JSON.stringify(allowedAddresses)) return []
    requireOwnAddress(ctx, allowedAddresses)
    await updateTenantSettings(tx, ctx.tenantId, { consoleAddresses: allowedAddresses })
    return [
      {
        action: 'company.console-addresses-changed',
        label: was.name,
        before: { allowedAddresses: was.consoleAddresses },
        after: { allowedAddresses },
      },
    ]
  })
}

function requireOwnAddress({ actor }: Ctx, allowed: readonly string[]): void {
  const address = actor.kind === 'person' ? (actor.address ?? null) : null
  if (isAllowed(allowed, address)) return
  const text: Text = address
    ? { key: 'security.addresses.lockOut', values: { address } }
    : { key: 'security.addresses.unknown' }
  throw new AppError('invalid', text, { field: 'allowedAddresses' })
}

/** Decides whether Auditors read people’s addresses and numbers masked; holds from their next request on. */
export async function setMasking(ctx: Ctx, masked: boolean): Promise<void> {
  await change(ctx, 'privacy.write', async (tx, before) => {
    if (before.masksForAuditors === masked) return []
    await updateTenantSettings(tx, ctx.tenantId, { masksForAuditors: masked })
    return [{ action: `company.masking.${masked ? 'on' : 'off'}`, label: before.name }]
  })
  // What is open on an Auditor’s screen is read again.
  await announce(ctx.db, ctx.tenantId, ['users', 'groups', 'requests', 'integrations'])
}

function change(
  ctx: Ctx,
  needs: Permission | ProvenAct,
  write: (tx: Tx, before: TenantSettings) => Promise<Change[]>,
): Promise<void> {
  return mutate(ctx, needs, async (tx) => {
    const before = requireThere(await lockTenantSettings(tx, ctx.tenantId))
    return { result: undefined, changes: await write(tx, before) }
  })
}

function requireThere(settings: TenantSettings | undefined): TenantSettings {
  if (!settings) throw new AppError('not-found', { key: 'errors.noCompany' })
  return settings
}
