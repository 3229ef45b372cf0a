import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { Database } from './client'
import { explainFailure } from './failure'
import { deleteExpiredLimits } from './queries/rate-limits'

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

/** Rows are small and sign-ins are few: whoever counts sweeps, and does not wait for it. */
function forgetExpired(db: Database): void {
  deleteExpiredLimits(db, Date.now()).catch(() => {})
}
