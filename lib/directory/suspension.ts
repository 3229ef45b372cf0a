import { announce } from '@/db/announcements'
import type { Tx } from '@/db/client'
import { lockForSuspension, setSuspension } from '@/db/queries/suspensions'
import type { Ctx } from '@/lib/tenancy/context'
import { type Change, mutate } from '@/lib/tenancy/mutate'
import type { Permission, ProvenAct } from '@/lib/tenancy/permissions'
import { requireFound, requireId } from './target'

/**
 * Suspends a person here, whatever the identity provider says: SCIM's `active` stays its own, so that its next push
 * neither lifts the suspension nor finds a difference. @throws AppError `not-found`, `forbidden`
 */
export async function suspendUser(ctx: Ctx, id: string, reason: string): Promise<void> {
  await change(ctx, 'suspend-user', id, async (tx, { label, isSuspended }) => {
    if (isSuspended) return []
    await setSuspension(tx, ctx.tenantId, id, { at: new Date(), by: ctx.actor.name, reason })
    return [{ action: 'user.suspended', label, userId: id, after: { reason } }]
  })
}

/** Lifts it; of a person who is not suspended nothing changes. @throws AppError `not-found`, `forbidden` */
export async function liftSuspension(ctx: Ctx, id: string): Promise<void> {
  await change(ctx, 'directory.write', id, async (tx, { label, isSuspended, reason }) => {
    if (!isSuspended) return []
    await setSuspension(tx, ctx.tenantId, id, null)
    return [{ action: 'user.suspension-lifted', label, userId: id, before: { reason } }]
  })
}

type Held = NonNullable<Awaited<ReturnType<typeof lockForSuspension>>>

async function change(
  ctx: Ctx,
  needs: Permission | ProvenAct,
  id: string,
  write: (tx: Tx, person: Held) => Promise<Change[]>,
): Promise<void> {
  requireId(id, 'user')
  await mutate(ctx, needs, async (tx) => {
    const person = requireFound(await lockForSuspension(tx, ctx.tenantId, id), 'user')
    return { result: undefined, changes: await write(tx, person) }
  })
  await announce(ctx.db, ctx.tenantId, ['users'])
}
