const PER_HOUR = 100
const HOUR_MILLISECONDS = 3_600_000

/**
 * Keeps a stranger from filling the log: at most 100 refused calls an hour are kept for each integration, and
 * as many for each tenant of those that belong to no integration.
 */
export class RefusalCap {
  #counts = new Map<string, number>()
  #since = Date.now()

  admits(call: { tenantId: string; row: { integrationId: string | null } }): boolean {
    if (Date.now() - this.#since > HOUR_MILLISECONDS) {
      this.#counts = new Map()
      this.#since = Date.now()
    }
    const key = call.row.integrationId ?? call.tenantId
    const count = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, count)
    return count <= PER_HOUR
  }
}
