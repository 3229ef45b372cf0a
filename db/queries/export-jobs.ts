import { and, desc, eq, getTableColumns } from 'drizzle-orm'
import type { Statement, Tx } from '../client'
import { exportJobs } from '../schema/exports'

const { tenantId: _, ...COLUMNS } = getTableColumns(exportJobs)

export type ExportJobRow = Omit<typeof exportJobs.$inferSelect, 'tenantId'>

export async function insertExportJob(
  tx: Tx,
  tenantId: string,
  job: typeof exportJobs.$inferInsert extends infer Row ? Omit<Row, 'tenantId'> : never,
): Promise<void> {
  await tx.orm.insert(exportJobs).values({ tenantId, ...job })
}

/** The files of one person, the latest first. */
export function selectExportJobs(tx: Tx, tenantId: string, personId: string): Promise<ExportJobRow[]> {
  return tx.orm
    .select(COLUMNS)
    .from(exportJobs)
    .where(and(eq(exportJobs.tenantId, tenantId), eq(exportJobs.personId, personId)))
    .orderBy(desc(exportJobs.askedAt), desc(exportJobs.id))
}

export async function selectExportJob(
  tx: Tx,
  tenantId: string,
  id: string,
): Promise<ExportJobRow | undefined> {
  const [row] = await tx.orm
    .select(COLUMNS)
    .from(exportJobs)
    .where(and(eq(exportJobs.tenantId, tenantId), eq(exportJobs.id, id)))
  return row
}

/** Goes with its pieces. */
export async function deleteExportJob(tx: Tx, tenantId: string, id: string): Promise<void> {
  await tx.orm.delete(exportJobs).where(and(eq(exportJobs.tenantId, tenantId), eq(exportJobs.id, id)))
}

/** Ends a job one way or the other. */
export async function endExportJob(
  tx: Tx,
  tenantId: string,
  id: string,
  end: { state: 'done' | 'failed'; expiresAt: Date; rows?: number },
): Promise<boolean> {
  const ended = await tx.orm
    .update(exportJobs)
    .set(end)
    .where(and(eq(exportJobs.tenantId, tenantId), eq(exportJobs.id, id)))
    .returning({ id: exportJobs.id })
  return ended.length > 0
}

const FORGET: Statement = {
  name: 'forget_export_pieces',
  text: 'delete from export_pieces where tenant_id = $1 and job_id = $2',
}
const BEGIN: Statement = {
  name: 'begin_export_job',
  text: `update export_jobs set state = 'running', run = $3, masked = $4, rows = 0, bytes = 0
         where tenant_id = $1 and id = $2`,
}

/** Begins a file anew, in the name of one run: what another has left is gone. */
export async function beginExportJob(
  tx: Tx,
  tenantId: string,
  { id, run, masked }: { id: string; run: string; masked: boolean },
): Promise<void> {
  tx.send(BEGIN, [tenantId, id, run, masked])
  await tx.run(FORGET, [tenantId, id])
}

const ADVANCE: Statement = {
  name: 'advance_export_job',
  text: `with mine as (
           update export_jobs set rows = $4, bytes = bytes + octet_length($6::bytea)
           where tenant_id = $1 and id = $2 and run = $3 and state = 'running' returning id)
         insert into export_pieces (tenant_id, job_id, position, content)
         select $1, id, $5, $6 from mine returning position`,
}

/** Adds a piece. False when the job was given up, or another run has taken it over. */
export async function addExportPiece(
  tx: Tx,
  tenantId: string,
  {
    id,
    run,
    rows,
    position,
    content,
  }: {
    id: string
    run: string
    rows: number
    position: number
    content: Uint8Array
  },
): Promise<boolean> {
  return (await tx.run(ADVANCE, [tenantId, id, run, rows, position, Buffer.from(content)])).length > 0
}

const PIECE: Statement = {
  name: 'select_export_piece',
  text: 'select content from export_pieces where tenant_id = $1 and job_id = $2 and position = $3',
}

export async function selectExportPiece(
  tx: Tx,
  tenantId: string,
  id: string,
  position: number,
): Promise<Buffer | undefined> {
  return (await tx.run<{ content: Buffer }>(PIECE, [tenantId, id, position]))[0]?.content
}
