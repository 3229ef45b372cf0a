import { announce } from '@/db/announcements'
import { AppError } from '@/lib/base/errors'
import { log } from '@/lib/base/log'
import type { Ctx } from '@/lib/tenancy/context'

/** Tells the open pages of this tenant that its integrations changed; a page that hears nothing polls. */
export async function announceIntegrations(ctx: Ctx): Promise<void> {
  await announce(ctx.db, ctx.tenantId, ['integrations']).catch((error) =>
    log().warn({ message: String(error) }, 'a change of integrations could not be announced'),
  )
}

export function unknownIntegration(): AppError {
  return new AppError('not-found', { key: 'errors.integrationGone' })
}
