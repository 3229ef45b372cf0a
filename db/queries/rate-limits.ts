import type { Database } from '../client'

/** Forgets the counters that ended before `now`, in milliseconds since 1970. */
export async function deleteExpiredLimits(db: Database, now: number): Promise<void> {
  await db.pool.query('delete from rate_limits where expire < $1', [now])
}
