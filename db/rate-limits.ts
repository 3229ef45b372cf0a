import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { Database } from './client'
import { explainFailure } from './failure'
import { addInWindow, deleteExpiredLimits } from './queries/rate-limits'

export type RateLimit = {
  /** Takes one of the points that `key` has; returns the milliseconds to wait when none is left, else 0. */
  take(key: string): Promise<number>
  /** Gives `key` back the one point that was just taken. */
  giveBack(key: string): Promise<void>
  /** Gives `key` all its points back. */
  clear(key: string): Promise<void>
}

/** Counters that all processes share: `points` in `seconds`, from the first one taken. */
export function rateLimit(
  db: Database,
  { name, points, seconds }: { name: string; points: number; seconds: number },
): RateLimit {
  const limiter = new RateLimiterPostgres({
    storeClient: db.pool,
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: name,
    points,
    duration: seconds,
  })
  return {
    async take(key) {
      forgetExpired(db)
      try {
        await limiter.consume(key)
        return 0
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.max(1, refusal.msBeforeNext)
        throw explainFailure(refusal)
      }
    },
    async giveBack(key) {
      await limiter.reward(key)
    },
    async clear(key) {
      await limiter.delete(key)
    },
  }
}

/**
 * Counts `points` more for `key` in windows of `seconds`, for all processes together; answers how many there are
 * in the one that is running.
 */
export function countTogether(
  db: Database,
  key: string,
  { points, seconds }: { points: number; seconds: number },
): Promise<number> {
  forgetExpired(db)
  return addInWindow(db, key, points, seconds).catch((error) => {
    throw explainFailure(error)
  })
}

const SWEEP_MILLISECONDS = 60_000
let sweptAt = 0

/** Rows are small: whoever counts sweeps now and then, and does not wait for it. */
function forgetExpired(db: Database): void {
  const now = Date.now()
  if (now - sweptAt < SWEEP_MILLISECONDS) return
  sweptAt = now
  deleteExpiredLimits(db, now).catch(() => {})
}
