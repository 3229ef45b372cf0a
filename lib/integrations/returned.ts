import { inTenant } from '@/db/client'
import { selectDeletion } from '@/db/queries/deleted-integrations'
import { type DeletionLossRow, searchDeletion } from '@/db/queries/deletion-losses'
import type { Deletion, RestoreFacts } from '@/db/schema/restores'
import { isId } from '@/lib/base/id'
import { type Page, pageOf, rangeOf, searchText } from '@/lib/directory/search'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import { unknownIntegration } from './announce'
import { outcomesOfDeletion, type ReturnOutcomes } from './bring-back'
import { regretUntil } from './deletion'
import type { ReturnedSearch } from './input'

/** How far an integration has been brought back, kept for a week after it was; instants are ISO. */
export type Return = {
  name: string
  deletion: Pick<Deletion, 'by' | 'at' | 'people'>
  by: string
  at: string
  isRunning: boolean
  stopped: RestoreFacts['stopped'] | null
  outcomes: ReturnOutcomes
  /** When the report goes; null while it runs. */
  until: string | null
}

/** Undefined for an integration that was not brought back lately. @throws AppError `forbidden` */
export async function getReturn(ctx: Ctx, id: string): Promise<Return | undefined> {
  requirePermission(ctx, 'integrations.read')
  if (!isId(id)) return undefined
  return inTenant(ctx.db, ctx.tenantId, async (tx) => {
    const row = await selectDeletion(tx, ctx.tenantId, id)
    const { name, deletion } = row ?? {}
    if (!name || !deletion?.restore) return undefined
    const { by, at, people, restore } = deletion
    return {
      name,
      deletion: { by, at, people },
      by: restore.by,
      at: restore.at,
      isRunning: restore.endedAt === null,
      stopped: restore.stopped ?? null,
      outcomes: await outcomesOfDeletion(tx, ctx.tenantId, id),
      until: restore.endedAt && regretUntil(new Date(restore.endedAt)).toISOString(),
    }
  })
}

/** Somebody in the set of a return. */
export type ReturnedEntry = Omit<DeletionLossRow, 'memberId' | 'label'> & { id: string; name: string }

/** Who belonged to an integration that was brought back, by name, and what became of them. @throws AppError `not-found` */
export async function listReturned(
  ctx: Ctx,
  id: string,
  search: ReturnedSearch,
): Promise<Page<ReturnedEntry>> {
  requirePermission(ctx, 'directory.read')
  const found = await inTenant(ctx.db, ctx.tenantId, async (tx) => {
    const row = isId(id) ? await selectDeletion(tx, ctx.tenantId, id) : undefined
    if (!row?.deletion?.restore) throw unknownIntegration()
    return searchDeletion(tx, ctx.tenantId, id, {
      text: searchText(ctx, search.q),
      outcome: search.outcome || undefined,
      ...rangeOf(search),
    })
  })
  return pageOf(search, found, ({ memberId, label, ...row }) => ({ ...row, id: memberId, name: label }))
}
