import { announce, type Topic } from '@/db/announcements'
import { type Database, inTenant, outsideTenants } from '@/db/client'
import { type TokenUse, touchTokens } from '@/db/queries/credentials'
import { insertRequests, keepRequestDays, type RequestRow } from '@/db/queries/requests'
import { AppError } from '@/lib/base/errors'
import { log } from '@/lib/base/log'
import { noteWrites } from '@/lib/guard/watch'
import { pruneAuditLogs } from '@/lib/history/audit-retention'
import { noteExpiredTokens } from '@/lib/integrations/expired'
import { isWrite } from './calls'
import { keepOutcomes } from './keep-outcomes'
import { RefusalCap } from './refusal-cap'
import { pruneLogs } from './retention'

/** A request that has been answered, and what screens should look at again because of it. */
export type LoggedCall = { tenantId: string; row: RequestRow; topics: readonly Topic[] }

/** Each round costs three transactions and what is noted beside the rows, however few there are. */
const ROUND_MILLISECONDS = 150
/** Rows of one transaction; a longer queue is written in several. */
const BATCH = 500
/** From here on bodies are left out; from there on rows are dropped and counted, so that the queue is bounded. */
const SHED_BODIES_AT = 5_000
const DROP_ROWS_AT = 50_000
const MAINTENANCE_MILLISECONDS = 3_600_000

/**
 * Writes the request log behind the answers: rows are gathered for a moment and written together, and those that come
 * meanwhile wait for the next round. Losing the database loses nothing that fits the queue.
 */
export class Recorder {
  readonly #db: Database
  #queue: LoggedCall[] = []
  #dropped = 0
  #round: Promise<void> | undefined
  readonly #refusals = new RefusalCap()
  readonly #timers: NodeJS.Timeout[]

  constructor(db: Database) {
    this.#db = db
    this.#timers = [
      setInterval(() => void this.#write(), ROUND_MILLISECONDS).unref(),
      setInterval(() => void this.#maintain(), MAINTENANCE_MILLISECONDS).unref(),
    ]
  }

  add(record: LoggedCall): void {
    if (record.row.refusal && !this.#refusals.admits(record)) return
    if (this.#queue.length >= DROP_ROWS_AT) {
      this.#dropped += 1
      return
    }
    if (this.#queue.length >= SHED_BODIES_AT) record.row.requestBody = record.row.responseBody = null
    this.#queue.push(record)
  }

  /** Writes what has been gathered. Resolves when it is on disk, or when the database refused it. */
  async flush(): Promise<void> {
    // The round that is under way may have begun before the last came.
    await this.#write()
    await this.#write()
  }

  /** Stops the timers and writes what is left. */
  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer)
    await this.flush()
  }

  #write(): Promise<void> {
    this.#round ??= this.#drain(this.#queue.length).finally(() => {
      this.#round = undefined
    })
    return this.#round
  }

  async #drain(gathered: number): Promise<void> {
    for (let left = gathered; left > 0; left -= BATCH) {
      const batch = byTenant(this.#queue.splice(0, Math.min(left, BATCH)))
      for (const [tenantId, records] of batch) {
        try {
          await this.#insert(tenantId, records)
        } catch (error) {
          if (isAway(error)) {
            this.#queue.unshift(...[...batch.values()].flat())
            return
          }
          this.#dropped += records.length
          log().error({ message: (error as Error).message }, 'rows of the request log could not be written')
        }
        batch.delete(tenantId)
      }
    }
    if (this.#dropped > 0) {
      log().error({ dropped: this.#dropped }, 'the request log left out requests')
      this.#dropped = 0
    }
  }

  async #insert(tenantId: string, gathered: readonly LoggedCall[]): Promise<void> {
    const records = await this.#refusals.share(this.#db, gathered)
    if (records.length === 0) return
    const rows = records.map((record) => record.row)
    await inTenant(this.#db, tenantId, async (tx) => {
      await Promise.all([insertRequests(tx, tenantId, rows), touchTokens(tx, tenantId, lastUses(rows))])
    })
    await this.#draw(tenantId, rows)
    noteWrites(tenantId, writersOf(rows))
    const topics = new Set<Topic>(['requests', ...records.flatMap((record) => record.topics)])
    await announce(this.#db, tenantId, [...topics])
  }

  /** Problems, counts and last calls are drawn from the rows: if that fails, the rows stay. */
  async #draw(tenantId: string, rows: readonly RequestRow[]): Promise<void> {
    try {
      await inTenant(this.#db, tenantId, (tx) => keepOutcomes(tx, tenantId, rows))
    } catch (error) {
      log().error({ message: (error as Error).message }, 'problems were not drawn from the request log')
    }
  }

  async #maintain(): Promise<void> {
    try {
      await outsideTenants(this.#db, (tx) => keepRequestDays(tx, { ahead: 3 }))
      await pruneLogs(this.#db)
      await pruneAuditLogs(this.#db)
      await noteExpiredTokens(this.#db)
    } catch (error) {
      log().warn({ message: (error as Error).message }, 'the partitions of the request log were not kept')
    }
  }
}

/** The database is away: the rows are kept until it is back. */
function isAway(error: unknown): boolean {
  return error instanceof AppError && error.code === 'unavailable'
}

function byTenant(records: readonly LoggedCall[]): Map<string, LoggedCall[]> {
  const groups = new Map<string, LoggedCall[]>()
  for (const record of records) {
    const group = groups.get(record.tenantId)
    if (group) group.push(record)
    else groups.set(record.tenantId, [record])
  }
  return groups
}

/** The integrations that changed something. */
function writersOf(rows: readonly RequestRow[]): Set<string> {
  const wrote = (row: RequestRow) => row.integrationId !== null && row.status < 400 && isWrite(row)
  return new Set(rows.flatMap((row) => (wrote(row) && row.integrationId) || []))
}

/** The last accepted call of each token among these rows. */
function lastUses(rows: readonly RequestRow[]): TokenUse[] {
  const uses = new Map<string, TokenUse>()
  for (const { tokenId, refusal, at, address, userAgent } of rows) {
    if (tokenId && !refusal) uses.set(tokenId, { id: tokenId, at, address, userAgent })
  }
  return [...uses.values()]
}
