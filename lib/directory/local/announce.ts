import { announce } from '@/db/announcements'
import { log } from '@/lib/base/log'
import type { Ctx } from '@/lib/tenancy/context'

/** Tells the open pages of this tenant that its people and groups changed; a page that hears nothing polls. */
export async function announceDirectory(ctx: Ctx): Promise<void> {
  await announce(ctx.db, ctx.tenantId, ['users', 'groups']).catch((error) =>
    log().warn({ message: String(error) }, 'a change of the directory could not be announced'),
  )
}
