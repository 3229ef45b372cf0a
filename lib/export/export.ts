import { rateLimit } from '@/db/rate-limits'
import { AppError } from '@/lib/base/errors'
import { announceDone } from '@/lib/tenancy/announce'
import type { Ctx } from '@/lib/tenancy/context'
import { isMasked } from '@/lib/tenancy/masking'
import { type Change, mutate } from '@/lib/tenancy/mutate'
import { requireAllowed, requirePermission } from '@/lib/tenancy/permissions'
import type { ExportFormat } from './input'
import { type Stamp, Stamper } from './stamp'
import { type ExportColumn, exportParts, MEDIA_TYPES, streamOf } from './write'

/** A list that can leave the console as a file. */
export type Exportable<Row> = {
  /** What it is, in the audit log and in the file’s name: `users`, `requests-corporate-okta`. */
  what: string
  /** Whose it is, by name: the group of members, the integration of requests. */
  of?: string
  columns: readonly ExportColumn<Row>[]
  /** The rows, in batches that each cost about the same. */
  batches: AsyncIterable<readonly Row[]>
}

export type ExportedFile = {
  /** What it is, and whose, as in the audit log. */
  what: string
  of?: string | undefined
  name: string
  mediaType: string
  body: ReadableStream<Uint8Array>
  /** What has gone into `body` so far: once it has been read to its end, what tells this file from every other. */
  stamp: () => Stamp
}

/** `inBackground`: it was asked for and noted before, and may be as long as it is. `isOfPeople`: each row is somebody. */
export type ExportAsked = {
  format: ExportFormat
  search: string
  inBackground?: boolean
  isOfPeople?: boolean
}

/** More people than that leave only with who has proved that it is them. */
const MANY_PEOPLE = 1_000

/** What it takes to be given a file of so many rows. */
export function neededFor(rows: number, isOfPeople: boolean): 'export' | 'export-many-people' {
  return isOfPeople && rows > MANY_PEOPLE ? 'export-many-people' : 'export'
}

/** So many rows are sent while somebody waits. */
const MOST_AT_ONCE = 10_000

/** The file has more rows than somebody should wait for. */
export class TooLongToWaitFor extends Error {
  constructor(
    /** What the file is of, and whose. */
    readonly what: string,
    readonly of: string | undefined,
    readonly fileName: string,
  ) {
    super(`${what}: more than ${MOST_AT_ONCE} rows`)
  }
}

/**
 * Makes a file. While somebody waits it is whole before its first byte leaves, so that the audit log says what is taken
 * away by whom: how it was filtered, how many rows it has and the SHA-256 of its contents. What is made in the
 * background is stamped by who makes it, at its end.
 * @throws AppError `forbidden`; `step-up` for more than 1,000 people; `limit` to who has begun too many
 * @throws TooLongToWaitFor with nothing noted, when there are more than 10,000 rows and somebody waits
 */
export async function exportFile<Row>(
  ctx: Ctx,
  list: Exportable<Row>,
  asked: ExportAsked,
): Promise<ExportedFile> {
  const { format, inBackground = false, isOfPeople = false } = asked
  requirePermission(ctx, 'export')
  const { what, of } = list
  const name = `${ctx.tenantSlug}-${what}-${new Date().toISOString().slice(0, 10)}.${format}`
  const stamper = new Stamper()
  const written = stamper.through(exportParts(stamper.count(list.batches), list.columns, format))
  const file = { what, of, name, mediaType: MEDIA_TYPES[format], stamp: () => stamper.stamp() }
  if (inBackground) return { ...file, body: streamOf(written) }
  await countExport(ctx)
  const whole: Uint8Array[] = []
  for await (const part of written) {
    requireAllowed(ctx, neededFor(stamper.rows, isOfPeople))
    if (stamper.rows > MOST_AT_ONCE) throw new TooLongToWaitFor(what, of, name)
    whole.push(part)
  }
  await mutate(ctx, neededFor(stamper.rows, isOfPeople), async () => ({
    result: undefined,
    changes: [exportMade(ctx, list, asked, stamper.stamp())],
  }))
  await announceDone(ctx, ['exports'])
  const read = (async function* () {
    yield* whole
  })()
  return { ...file, body: streamOf(read) }
}

/** What the audit log says of a file that was made. */
export function exportMade(
  ctx: Ctx,
  { what, of }: Pick<ExportedFile, 'what' | 'of'>,
  { format, search }: ExportAsked,
  stamp: Stamp,
): Change {
  const masked = isMasked(ctx) ? { masked: true } : {}
  return {
    action: 'export.made',
    label: what,
    after: { format, search, ...(of && { of }), ...stamp, ...masked },
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
