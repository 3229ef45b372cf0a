import { announce } from '@/db/announcements'
import { asPerson, type Database, inTenant, outsideTenants } from '@/db/client'
import {
  type DeletedCompany,
  lockDeletion,
  markDeleted,
  purgeCompany,
  selectDeletedOf,
  selectOwner,
} from '@/db/queries/deleted-companies'
import { deleteOtherTasks, deleteTask, insertTask, type Task } from '@/db/queries/tasks'
import type { Visitor } from '@/lib/auth/attempts'
import { AppError } from '@/lib/base/errors'
import { isId } from '@/lib/base/id'
import { log } from '@/lib/base/log'
import type { Ctx } from './context'
import { contextOfMember } from './member-context'
import { mutate } from './mutate'

/** For so long an Owner may take it back. */
/** For so many days a deleted company can be taken back. */
export const REGRET_DAYS = 7
const REGRET_MILLISECONDS = REGRET_DAYS * 86_400_000
/** Rows that go at once: other companies' writers are not to notice. */
const AT_ONCE = 2_000

/** A deleted company that its Owner may restore, until then. */
export type Restorable = DeletedCompany & { until: Date }

const untilOf = (deletedAt: Date) => new Date(deletedAt.getTime() + REGRET_MILLISECONDS)

/**
 * Deletes the company: from this moment on it is there for nobody, neither for its members nor for identity
 * providers, which are answered as by a company that never was. Its Owners may restore it for a week.
 * @throws AppError `invalid` on `confirmation` when its name was not typed
 */
export async function deleteCompany(ctx: Ctx, confirmation: string): Promise<void> {
  const at = new Date()
  await mutate(ctx, 'delete-company', async (tx) => {
    const row = await lockDeletion(tx, ctx.tenantId)
    if (!row || row.deletedAt) throw new AppError('not-found', { key: 'errors.noCompany' })
    if (confirmation !== row.name) {
      throw new AppError(
        'invalid',
        { key: 'errors.typeToConfirm', values: { name: row.name } },
        { field: 'confirmation' },
      )
    }
    await markDeleted(tx, ctx.tenantId, { at, by: ctx.actor.name })
    await insertTask(tx, taskOf(ctx.tenantId), untilOf(at))
    return { result: undefined, changes: [{ action: 'company.deleted', label: row.name }] }
  })
  noteInstallation(ctx, 'a company was deleted')
  await announceAll(ctx)
}

/** The companies that somebody may restore. */
export async function restorableOf(db: Database, personId: string): Promise<Restorable[]> {
  const rows = await asPerson(db, personId, (tx) => selectDeletedOf(tx, personId))
  return rows
    .map((row) => ({ ...row, until: untilOf(row.deletedAt) }))
    .filter(({ until }) => until.getTime() > Date.now())
}

/**
 * Takes a deletion back: members, tokens and everything else are there again.
 * @throws AppError `not-found` to who did not own it, and when its week is over
 */
export async function restoreCompany(
  db: Database,
  personId: string,
  tenantId: string,
  visitor: Visitor,
): Promise<{ slug: string }> {
  const found = isId(tenantId)
    ? (await restorableOf(db, personId)).find(({ id }) => id === tenantId)
    : undefined
  const owner = found && (await inTenant(db, tenantId, (tx) => selectOwner(tx, tenantId, personId)))
  if (!found || !owner) throw new AppError('not-found', { key: 'errors.noCompany' })
  const { slug: tenantSlug, name: tenantName } = found
  const member = { tenantId, tenantSlug, tenantName, personId, ...owner, role: 'owner' as const }
  const ctx = contextOfMember(db, { ...member, masksForAuditors: false }, visitor)
  await mutate(ctx, 'company.delete', async (tx) => {
    const row = await lockDeletion(tx, tenantId)
    const isOver = !row?.deletedAt || untilOf(row.deletedAt).getTime() <= Date.now()
    if (isOver) throw new AppError('not-found', { key: 'errors.noCompany' })
    await markDeleted(tx, tenantId, null)
    await deleteTask(tx, taskOf(tenantId))
    return { result: undefined, changes: [{ action: 'company.restored', label: tenantName }] }
  })
  noteInstallation(ctx, 'a company was restored')
  await announceAll(ctx)
  return { slug: tenantSlug }
}

/** Removes everything of a company whose week is over, a piece at a time. Answers when to come again. */
export async function attendPurge(
  db: Database,
  { tenantId }: Task,
  signal: AbortSignal,
): Promise<Date | undefined> {
  const row = await inTenant(db, tenantId, (tx) => lockDeletion(tx, tenantId))
  if (!row?.deletedAt || row.purgedAt) return undefined
  const due = untilOf(row.deletedAt)
  if (due.getTime() > Date.now()) return due
  let rows = 0
  for (;;) {
    signal.throwIfAborted()
    const gone = await inTenant(db, tenantId, (tx) => purgeCompany(tx, AT_ONCE))
    if (gone === 0) break
    rows += gone
  }
  await outsideTenants(db, (tx) => deleteOtherTasks(tx, tenantId))
  log().info({ tenantId, rows }, 'everything of a deleted company was removed')
  return undefined
}

const taskOf = (tenantId: string) => ({ tenantId, kind: 'purge', subject: tenantId }) as const

/** The company's own audit log goes with it: what the installation keeps of it is its log. */
function noteInstallation({ tenantId, tenantSlug, actor }: Ctx, message: string): void {
  log().info({ tenantId, tenantSlug, by: actor.kind === 'person' ? actor.personId : actor.name }, message)
}

/** Every open page asks again, and finds nothing or everything. */
async function announceAll({ db, tenantId }: Ctx): Promise<void> {
  await announce(db, tenantId, ['users', 'groups', 'requests', 'integrations', 'exports'])
}
