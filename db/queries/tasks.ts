import type { Statement, Tx } from '../client'
import type { TaskKind } from '../schema/tasks'

export type TaskKey = { tenantId: string; kind: TaskKind; subject: string }
export type Task = TaskKey & { attempts: number }

/** A process that has not said for so long that it is at it, is not. */
const CLAIM = `now() + interval '60 seconds'`

const INSERT: Statement = {
  name: 'insert_task',
  text: `insert into tasks (tenant_id, kind, subject, due_at) values ($1, $2, $3, $4)
         on conflict (tenant_id, kind, subject) do update set due_at = excluded.due_at, claimed_until = null, attempts = 0`,
}

export async function insertTask(tx: Tx, { tenantId, kind, subject }: TaskKey, dueAt: Date): Promise<void> {
  await tx.run(INSERT, [tenantId, kind, subject, dueAt])
}

const CLAIM_ONE: Statement = {
  name: 'claim_task',
  text: `update tasks t set claimed_until = ${CLAIM}, attempts = t.attempts + 1
         from (select tenant_id, kind, subject from tasks
               where kind = $1 and due_at <= now() and (claimed_until is null or claimed_until < now())
               order by due_at limit 1 for update skip locked) due
         where (t.tenant_id, t.kind, t.subject) = (due.tenant_id, due.kind, due.subject)
         returning t.tenant_id as "tenantId", t.kind, t.subject, t.attempts`,
}

/** Takes what of a kind has been due the longest and nobody is at. Runs outside every tenant. */
export async function claimTask(tx: Tx, kind: TaskKind): Promise<Task | undefined> {
  return (await tx.run<Task>(CLAIM_ONE, [kind]))[0]
}

const HOLD: Statement = {
  name: 'hold_task',
  text: `update tasks set claimed_until = ${CLAIM}
         where tenant_id = $1 and kind = $2 and subject = $3 and claimed_until is not null`,
}

/** Says that somebody is at it still. */
export async function holdTask(tx: Tx, { tenantId, kind, subject }: TaskKey): Promise<void> {
  await tx.run(HOLD, [tenantId, kind, subject])
}

const PUT_OFF: Statement = {
  name: 'put_off_task',
  text: `update tasks set claimed_until = null, due_at = $4, attempts = $5
         where tenant_id = $1 and kind = $2 and subject = $3 and claimed_until is not null`,
}

/** Lets go of it until then. */
export async function putOffTask(
  tx: Tx,
  { tenantId, kind, subject, attempts }: Task,
  dueAt: Date,
): Promise<void> {
  await tx.run(PUT_OFF, [tenantId, kind, subject, dueAt, attempts])
}

const END: Statement = {
  name: 'end_task',
  text: `delete from tasks where tenant_id = $1 and kind = $2 and subject = $3 and claimed_until is not null`,
}

/** Is done with what was claimed. What has been asked for anew meanwhile is nobody’s yet, and stays. */
export async function endTask(tx: Tx, { tenantId, kind, subject }: TaskKey): Promise<void> {
  await tx.run(END, [tenantId, kind, subject])
}

const DELETE: Statement = {
  name: 'delete_task',
  text: 'delete from tasks where tenant_id = $1 and kind = $2 and subject = $3',
}

/** Takes it back, whoever is at it. */
export async function deleteTask(tx: Tx, { tenantId, kind, subject }: TaskKey): Promise<void> {
  await tx.run(DELETE, [tenantId, kind, subject])
}

const DELETE_OTHERS: Statement = {
  name: 'delete_tasks_of_purged_tenant',
  text: `delete from tasks where tenant_id = $1 and kind <> 'purge'`,
}

/** Forgets what was to be done for a tenant of which nothing is left, but for its purge itself. */
export async function deleteOtherTasks(tx: Tx, tenantId: string): Promise<void> {
  await tx.run(DELETE_OTHERS, [tenantId])
}
