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

export type ExportedFile = { name: string; mediaType: string; body: ReadableStream<Uint8Array> }

/**
 * Begins a file: the audit log says who takes what away, and how it was filtered, before the first row leaves.
 * @throws AppError `forbidden`; `limit` to who has begun too many
 */
export async function exportFile<Row>(
  ctx: Ctx,
  list: Exportable<Row>,
  asked: { format: ExportFormat; search: string },
): Promise<ExportedFile> {
  const { format, search } = asked
  requirePermission(ctx, 'export')
  await countExport(ctx)
  await mutate(ctx, 'export', async () => ({
    result: undefined,
    changes: [{ action: 'export.made', label: list.what, after: { format, search } }],
  }))
  const day = new Date().toISOString().slice(0, 10)
  return {
    name: `${ctx.tenantSlug}-${list.what}-${day}.${format}`,
    mediaType: MEDIA_TYPES[format],
    body: exportStream(list.batches, list.columns, format),
  }
}

/** A file may be everything there is: more than one in half a minute, for long, is nobody's work. */
const LIMIT = { name: 'export', points: 20, seconds: 600 }

async function countExport({ db, tenantId, actor }: Ctx): Promise<void> {
  const who = actor.kind === 'person' ? actor.personId : actor.name
  const wait = await rateLimit(db, LIMIT).take(`${tenantId}:${who}`)
  if (wait === 0) return
  throw new AppError('limit', { key: 'export.tooMany', values: { minutes: Math.ceil(wait / 60_000) } })
}
