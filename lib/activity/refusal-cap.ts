import type { Database } from '@/db/client'
import { countTogether } from '@/db/rate-limits'

const PER_HOUR = 100
const HOUR_SECONDS = 3_600

type Call = { tenantId: string; row: { integrationId: string | null; refusal: string | null } }

/**
 * Keeps a stranger from filling the log: at most 100 refused calls an hour are kept for each integration, and
 * as many for each tenant of those that belong to no integration. What a process may gather is bounded by its
 * own count; what is written, by that of all processes together.
 */
export class RefusalCap {
  #counts = new Map<string, number>()
  #since = Date.now()

  /** Whether a refused call may wait to be written. */
  admits(call: Call): boolean {
    if (Date.now() - this.#since > HOUR_SECONDS * 1000) {
      this.#counts = new Map()
      this.#since = Date.now()
    }
    const key = keyOf(call)
    const count = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, count)
    return count <= PER_HOUR
  }

  /** The calls without those refused ones for which other processes have left no room this hour. */
  async share<T extends Call>(db: Database, calls: readonly T[]): Promise<T[]> {
    const waiting = new Map<string, number>()
    for (const call of calls) {
      if (call.row.refusal) waiting.set(keyOf(call), (waiting.get(keyOf(call)) ?? 0) + 1)
    }
    if (waiting.size === 0) return [...calls]
    const room = new Map<string, number>()
    for (const [key, points] of waiting) {
      const count = await countTogether(db, `refused:${key}`, { points, seconds: HOUR_SECONDS })
      room.set(key, PER_HOUR - (count - points))
    }
    return calls.filter((call) => {
      if (!call.row.refusal) return true
      const left = room.get(keyOf(call)) ?? 0
      room.set(keyOf(call), left - 1)
      return left > 0
    })
  }
}

function keyOf({ tenantId, row }: Call): string {
  return row.integrationId ?? tenantId
}
