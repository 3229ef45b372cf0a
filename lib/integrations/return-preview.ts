import { inTenant } from '@/db/client'
import { foresee } from '@/db/queries/bring-back'
import { isNameHeld, seeDeleted, selectDeletion } from '@/db/queries/deleted-integrations'
import type { DeletionRefusal } from '@/db/schema/deletion-losses'
import { isId } from '@/lib/base/id'
import { fold } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import { unknownIntegration } from './announce'

/** How many would come back, and why the others would not. */
type Share = { back: number; away: Partial<Record<DeletionRefusal, number>> }
export type ReturnPreview = { isNameTaken: boolean; users: Share; groups: Share }

/** What bringing an integration back would do at this moment. Owners only. @throws AppError `not-found`, `forbidden` */
export async function previewReturn(ctx: Ctx, id: string): Promise<ReturnPreview> {
  requirePermission(ctx, 'integrations.delete')
  return inTenant(ctx.db, ctx.tenantId, async (tx) => {
    await seeDeleted(tx)
    const row = isId(id) ? await selectDeletion(tx, ctx.tenantId, id) : undefined
    if (!row?.deletedAt) throw unknownIntegration()
    const set = await foresee(tx, ctx.tenantId, id)
    const isNameTaken = await isNameHeld(tx, ctx.tenantId, fold(row.name))
    const share = (ofGroups: boolean): Share => {
      const own = set.filter(({ isGroup }) => isGroup === ofGroups)
      return {
        back: own.find(({ refusal }) => refusal === null)?.count ?? 0,
        away: Object.fromEntries(own.flatMap(({ refusal, count }) => (refusal ? [[refusal, count]] : []))),
      }
    }
    return { isNameTaken, users: share(false), groups: share(true) }
  })
}
