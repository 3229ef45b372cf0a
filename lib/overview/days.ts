import { type Database, inTenant, outsideTenants } from '@/db/client'
import {
  insertDirectoryDay,
  selectDirectoryDay,
  selectDirectorySize,
  selectTenantIds,
} from '@/db/queries/directory-days'
import { log } from '@/lib/base/log'

const DAY_MILLISECONDS = 86_400_000
/** A moment into the day: clocks of several machines are never quite alike. */
const AFTER_MIDNIGHT_MILLISECONDS = 1_000

/** The day of an instant in UTC, such as `2026-11-22`. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10)
}

/**
 * Notes for every company how large its directory is as the day begins. A directory changes only while a process
 * runs, and each does this when it starts and at every midnight (UTC), so what is noted is exact.
 */
export async function noteDirectoryDays(db: Database, now = new Date()): Promise<void> {
  const day = dayOf(now)
  for (const tenantId of await outsideTenants(db, selectTenantIds)) {
    await inTenant(db, tenantId, async (tx) => {
      if (await selectDirectoryDay(tx, tenantId, day)) return
      await insertDirectoryDay(tx, tenantId, { day, ...(await selectDirectorySize(tx, tenantId)) })
    })
  }
}

/** Does so now and at every midnight. Returns how to stop. */
export function keepDirectoryDays(db: Database): () => void {
  let timer: NodeJS.Timeout
  const note = () => {
    noteDirectoryDays(db).catch((error: Error) =>
      log().warn({ message: error.message }, 'the size of the directories was not noted'),
    )
    const untilMidnight = DAY_MILLISECONDS - (Date.now() % DAY_MILLISECONDS)
    timer = setTimeout(note, untilMidnight + AFTER_MIDNIGHT_MILLISECONDS).unref()
  }
  note()
  return () => clearTimeout(timer)
}
