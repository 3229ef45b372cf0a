import { announce } from '@/db/announcements'
import { type Database, inTenant } from '@/db/client'
import {
  addExportPiece,
  beginExportJob,
  deleteExportJob,
  type ExportJobRow,
  endExportJob,
  selectExportJob,
} from '@/db/queries/export-jobs'
import type { Task } from '@/db/queries/tasks'
import { selectMemberOf } from '@/db/queries/tenancy'
import { AppError } from '@/lib/base/errors'
import { newId } from '@/lib/base/id'
import type { Ctx } from '@/lib/tenancy/context'
import { isMasked } from '@/lib/tenancy/masking'
import { contextOfMember } from '@/lib/tenancy/member-context'
import { mutate } from '@/lib/tenancy/mutate'
import { type ExportedFile, exportMade } from './export'
import { exportList } from './lists'

const KEPT_MILLISECONDS = 86_400_000
const PIECE_BYTES = 512 * 1024
/** A file whose making has died so often does not get better by another try. */
const MOST_ATTEMPTS = 3
const TOLD_MILLISECONDS = 1_000

/**
 * Makes the file that was asked for, as its owner may read it now, or removes it when its day is over. Answers when
 * to come again. A run that another has taken over, or whose file was given up, ends without a word.
 */
export async function attendExport(
  db: Database,
  { tenantId, subject: id, attempts }: Task,
  signal: AbortSignal,
): Promise<Date | undefined> {
  const found = await inTenant(db, tenantId, async (tx) => {
    const job = await selectExportJob(tx, tenantId, id)
    return { job, member: job && (await selectMemberOf(tx, tenantId, job.personId)) }
  })
  const { job, member } = found
  if (!job) return undefined
  if (job.expiresAt || !member) {
    await inTenant(db, tenantId, (tx) => deleteExportJob(tx, tenantId, id))
    await announce(db, tenantId, ['exports'])
    return undefined
  }
  if (attempts > MOST_ATTEMPTS) return end(db, tenantId, id, { state: 'failed' })
  try {
    const ctx = contextOfMember(db, member)
    const file = await make(ctx, job, signal)
    return file && endStamped(ctx, job, file)
  } catch (error) {
    // What its owner may no longer read, or what is no longer there, will not be there at the next try.
    if (error instanceof AppError && error.code !== 'unavailable') {
      return end(db, tenantId, id, { state: 'failed' })
    }
    throw error
  }
}

/** Answers the file as it was written; undefined when it is not this run’s any more. */
async function make(ctx: Ctx, job: ExportJobRow, signal: AbortSignal): Promise<ExportedFile | undefined> {
  const { tenantId, db } = ctx
  const { id, format } = job
  const run = newId()
  await inTenant(db, tenantId, (tx) => beginExportJob(tx, tenantId, { id, run, masked: isMasked(ctx) }))
  await announce(db, tenantId, ['exports'])
  const file = await exportList(ctx, job.list, { format, search: job.query, inBackground: true })
  let position = 0
  let told = Date.now()
  let gathered: Uint8Array[] = []
  let bytes = 0
  const write = async () => {
    const content = Buffer.concat(gathered)
    gathered = []
    bytes = 0
    const piece = { id, run, rows: file.stamp().rows, position: position++, content }
    const isMine = await inTenant(db, tenantId, (tx) => addExportPiece(tx, tenantId, piece))
    if (isMine && Date.now() - told > TOLD_MILLISECONDS) {
      told = Date.now()
      await announce(db, tenantId, ['exports'])
    }
    return isMine
  }
  for await (const part of file.body) {
    signal.throwIfAborted()
    gathered.push(part)
    bytes += part.length
    if (bytes >= PIECE_BYTES && !(await write())) return undefined
  }
  return (await write()) ? file : undefined
}

/** Says in the audit log what was made, with the end of making it: a file that is there has its stamp. */
async function endStamped(ctx: Ctx, job: ExportJobRow, file: ExportedFile): Promise<Date> {
  const { tenantId, db } = ctx
  const expiresAt = new Date(Date.now() + KEPT_MILLISECONDS)
  const made = file.stamp()
  await mutate(ctx, 'export', async (tx) => {
    const isThere = await endExportJob(tx, tenantId, job.id, { state: 'done', rows: made.rows, expiresAt })
    const asked = { format: job.format, search: job.query }
    return { result: undefined, changes: isThere ? [exportMade(ctx, file, asked, made)] : [] }
  })
  await announce(db, tenantId, ['exports'])
  return expiresAt
}

async function end(db: Database, tenantId: string, id: string, ended: { state: 'failed' }): Promise<Date> {
  const expiresAt = new Date(Date.now() + KEPT_MILLISECONDS)
  await inTenant(db, tenantId, (tx) => endExportJob(tx, tenantId, id, { ...ended, expiresAt }))
  await announce(db, tenantId, ['exports'])
  return expiresAt
}
