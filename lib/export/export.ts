import { rateLimit } from '@/db/rate-limits'
import { AppError } from '@/lib/base/errors'
import type { Ctx } from '@/lib/tenancy/context'
import { mutate } from '@/lib/tenancy/mutate'
import { requirePermission } from '@/lib/tenancy/permissions'
import type { ExportFormat } from './input'
import { type ExportColumn, exportStream, MEDIA_TYPES } from './write'

/** A list that can leave the console as a file. */
export type Exportable<Row> = {
  /** What it is, in the audit log and in the file’s name: `users`, `requests-corporate-okta`. */
  what: string
  columns: readonly ExportColumn<Row>[]
  /** The rows, in batches that each cost about the same. */
  batches: AsyncIterable<readonly Row[]>
}

export type ExportedFile = {
  name: string
  mediaType: string
  body: ReadableStream<Uint8Array>
  /** How many rows have gone into `body` so far. */
  rows: () => number
}

/** `inBackground`: it was asked for and noted before, and may be as long as it is. */
export type ExportAsked = { format: ExportFormat; search: string; inBackground?: boolean }

/** So many rows are sent while somebody waits. */
const MOST_AT_ONCE = 10_000

/** The file has more rows than somebody should wait for. */
export class TooLongToWaitFor extends Error {
  constructor(
    /** What the file is of. */
    readonly what: string,
    readonly fileName: string,
  ) {
    super(`${what}: more than ${MOST_AT_ONCE} rows`)
  }
}

/**
 * Begins a file: the audit log says who takes what away, and how it was filtered, before the first row leaves.
 * @throws AppError `forbidden`; `limit` to who has begun too many
 * @throws TooLongToWaitFor with nothing noted, when there are more than 10,000 rows and somebody waits
 */
export async function exportFile<Row>(
  ctx: Ctx,
  list: Exportable<Row>,
  asked: ExportAsked,
): Promise<ExportedFile> {
  const { format, search, inBackground = false } = asked
  requirePermission(ctx, 'export')
  const name = `${ctx.tenantSlug}-${list.what}-${new Date().toISOString().slice(0, 10)}.${format}`
  let batches = list.batches
  if (!inBackground) {
    await countExport(ctx)
    const begun = await beginningOf(list.batches)
    if (!begun) throw new TooLongToWaitFor(list.what, name)
    batches = begun
    await mutate(ctx, 'export', async () => ({
      result: undefined,
      changes: [{ action: 'export.made', label: list.what, after: { format, search } }],
    }))
  }
  let rows = 0
  const counted = (async function* () {
    for await (const batch of batches) {
      rows += batch.length
      yield batch
    }
  })()
  return {
    name,
    mediaType: MEDIA_TYPES[format],
    body: exportStream(counted, list.columns, format),
    rows: () => rows,
  }
}

/** All batches, where they are few rows; undefined as soon as they turn out to be more. */
async function beginningOf<Row>(
  batches: AsyncIterable<readonly Row[]>,
): Promise<AsyncIterable<readonly Row[]> | undefined> {
  const read: (readonly Row[])[] = []
  let rows = 0
  for await (const batch of batches) {
    rows += batch.length
    if (rows > MOST_AT_ONCE) return undefined
    read.push(batch)
  }
  return (async function* () {
    yield* read
  })()
}

/** A file may be everything there is: more than one in half a minute, for long, is nobody's work. */
const LIMIT = { name: 'export', points: 20, seconds: 600 }

async function countExport({ db, tenantId, actor }: Ctx): Promise<void> {
  const who = actor.kind === 'person' ? actor.personId : actor.name
  const wait = await rateLimit(db, LIMIT).take(`${tenantId}:${who}`)
  if (wait === 0) return
  throw new AppError('limit', { key: 'export.tooMany', values: { minutes: Math.ceil(wait / 60_000) } })
}
