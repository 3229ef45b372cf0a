import { announce } from '@/db/announcements'
import { inTenant } from '@/db/client'
import {
  deleteExportJob,
  type ExportJobRow,
  insertExportJob,
  selectExportJob,
  selectExportJobs,
  selectExportPiece,
} from '@/db/queries/export-jobs'
import { deleteTask, insertTask } from '@/db/queries/tasks'
import { asItIs } from '@/db/shown'
import { AppError } from '@/lib/base/errors'
import { isId, newId } from '@/lib/base/id'
import type { Ctx } from '@/lib/tenancy/context'
import { isMasked } from '@/lib/tenancy/masking'
import { mutate } from '@/lib/tenancy/mutate'
import { requireAllowed, requirePermission } from '@/lib/tenancy/permissions'
import { type ExportAsked, type ExportedFile, neededFor, TooLongToWaitFor } from './export'
import { exportList, isListOfPeople } from './lists'
import { MEDIA_TYPES } from './write'

/** A file that is made behind the answers; `expiresAt` is an ISO instant, null until it is made or given up. */
export type ExportJob = Pick<ExportJobRow, 'id' | 'name' | 'state' | 'rows' | 'bytes'> & {
  expiresAt: string | null
}

/** As many files as somebody may have waiting or lying at once. */
const MOST = 5

/** A list as a file at once, where it is short; else as one that is made in the background, and is said so. */
export async function exportOrQueue(
  ctx: Ctx,
  list: string,
  asked: ExportAsked,
): Promise<ExportedFile | { job: ExportJob }> {
  try {
    return await exportList(ctx, list, asked)
  } catch (error) {
    if (!(error instanceof TooLongToWaitFor)) throw error
    return { job: await queueExport(ctx, list, asked, error) }
  }
}

async function queueExport(
  ctx: Ctx,
  list: string,
  { format, search }: ExportAsked,
  { what, of, fileName }: TooLongToWaitFor,
): Promise<ExportJob> {
  const personId = personOf(ctx)
  const job: ExportJobRow = {
    id: newId(),
    personId,
    list,
    query: search,
    format,
    name: fileName,
    state: 'waiting',
    run: null,
    masked: isMasked(ctx),
    rows: 0,
    bytes: 0,
    askedAt: new Date(),
    expiresAt: null,
  }
  await mutate(ctx, isListOfPeople(list) ? 'export-many-people' : 'export', async (tx) => {
    if ((await selectExportJobs(tx, ctx.tenantId, personId)).length >= MOST) {
      throw new AppError('limit', { key: 'export.tooManyFiles', values: { most: MOST } })
    }
    await insertExportJob(tx, ctx.tenantId, job)
    await insertTask(tx, { tenantId: ctx.tenantId, kind: 'export', subject: job.id }, job.askedAt)
    const after = { format, search, ...(of && { of }) }
    return { result: undefined, changes: [{ action: 'export.asked', label: what, after }] }
  })
  await announce(ctx.db, ctx.tenantId, ['exports'])
  return present(job)
}

/** The files that this person has asked for and that are still here, the latest first. */
export async function listExports(ctx: Ctx): Promise<ExportJob[]> {
  requirePermission(ctx, 'export')
  const rows = await inTenant(asItIs(ctx.db), ctx.tenantId, (tx) =>
    selectExportJobs(tx, ctx.tenantId, personOf(ctx)),
  )
  return rows.filter((row) => mayRead(ctx, row)).map(present)
}

/** Gives a file up, while it is made or afterwards. @throws AppError `not-found` for one that is nobody’s or another’s */
export async function deleteExport(ctx: Ctx, id: string): Promise<void> {
  await mutate(ctx, 'export', async (tx) => {
    const row = isId(id) ? await selectExportJob(tx, ctx.tenantId, id) : undefined
    if (row?.personId !== personOf(ctx)) throw gone()
    await deleteExportJob(tx, ctx.tenantId, id)
    await deleteTask(tx, { tenantId: ctx.tenantId, kind: 'export', subject: id })
    return { result: undefined, changes: [] }
  })
  await announce(ctx.db, ctx.tenantId, ['exports'])
}

/**
 * A file that was made, read piece by piece.
 * @throws AppError `not-found` for one that is another’s, not made yet or over; and for one with whole rows, once its
 *   reader may read them masked alone; `step-up` for more than 1,000 people
 */
export async function readExport(ctx: Ctx, id: string): Promise<Omit<ExportedFile, 'what' | 'stamp'>> {
  requirePermission(ctx, 'export')
  const db = asItIs(ctx.db)
  const row = isId(id)
    ? await inTenant(db, ctx.tenantId, (tx) => selectExportJob(tx, ctx.tenantId, id))
    : undefined
  const isOver = !row?.expiresAt || row.expiresAt.getTime() <= Date.now()
  if (row?.personId !== personOf(ctx) || row.state !== 'done' || isOver || !mayRead(ctx, row)) throw gone()
  requireAllowed(ctx, neededFor(row.rows, isListOfPeople(row.list)))
  let position = 0
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = await inTenant(db, ctx.tenantId, (tx) =>
        selectExportPiece(tx, ctx.tenantId, id, position++),
      )
      if (piece) controller.enqueue(piece)
      else controller.close()
    },
  })
  return { name: row.name, mediaType: MEDIA_TYPES[row.format], body }
}

function mayRead(ctx: Ctx, { masked, state }: ExportJobRow): boolean {
  return masked || state !== 'done' || !isMasked(ctx)
}

function present({ id, name, state, rows, bytes, expiresAt }: ExportJobRow): ExportJob {
  return { id, name, state, rows, bytes, expiresAt: expiresAt?.toISOString() ?? null }
}

function personOf({ actor }: Ctx): string {
  if (actor.kind !== 'person') throw new AppError('forbidden', { key: 'errors.role' })
  return actor.personId
}

function gone(): AppError {
  return new AppError('not-found', { key: 'export.gone' })
}
