import { announce, type Topic } from '@/db/announcements'
import { log } from '@/lib/base/log'
import type { Ctx } from './context'

/** Tells screens what was changed; it is changed, whether they hear of it or not. */
export async function announceDone({ db, tenantId }: Ctx, topics: Topic[]): Promise<void> {
  await announce(db, tenantId, topics).catch((error) =>
    log().warn({ message: String(error), topics }, 'a change could not be announced'),
  )
}
