import type { Tx } from '@/db/client'
import {
  endReview,
  type ReviewItemRow,
  type ReviewRow,
  selectReviewItems,
  updateReviewItem,
} from '@/db/queries/access-reviews'
import { type MemberRow, selectMembers } from '@/db/queries/console-members'
import type { ReviewOutcome, ReviewRefusal } from '@/db/schema/access-reviews'
import { AppError } from '@/lib/base/errors'
import { announceDone } from '@/lib/tenancy/announce'
import type { Ctx } from '@/lib/tenancy/context'
import { type Change, mutate } from '@/lib/tenancy/mutate'
import { requirePermission } from '@/lib/tenancy/permissions'
import { changeRoleIn, removeMemberIn } from '@/lib/tenancy/roles'
import { recordHash } from './record'
import { joinedOf, othersOf, undecidedOf } from './review'
import { holdOpen, labelOf, reviewerOf } from './reviews'

type Result = { outcome: ReviewOutcome; refusal: ReviewRefusal | null; changes: Change[] }

/**
 * Does what was decided, in the name of who completes, by the same rules as on the Members page, and seals the review:
 * all of it in one transaction. What could not be done is kept with its reason.
 * @throws AppError `conflict` while somebody has to be decided about, or once it has ended; `not-found`
 */
export async function completeReview(ctx: Ctx, id: string): Promise<void> {
  const by = reviewerOf(ctx)
  requirePermission(ctx, 'members.write')
  await mutate(ctx, 'reviews.write', async (tx) => {
    const review = await holdOpen(tx, ctx, id)
    const [items, members] = await Promise.all([
      selectReviewItems(tx, ctx.tenantId, id),
      selectMembers(tx, ctx.tenantId),
    ])
    requireDecided(items, members, by.id)
    const changes: Change[] = []
    const done: ReviewItemRow[] = []
    for (const item of items) {
      const { outcome, refusal, changes: made } = await carryOut(tx, ctx, item, members)
      changes.push(...made)
      done.push({ ...item, outcome, refusal })
      await updateReviewItem(
        tx,
        ctx.tenantId,
        { reviewId: id, personId: item.personId },
        { outcome, refusal },
      )
    }
    const ended: ReviewRow = {
      ...review,
      ...{ endedAt: new Date(), endedById: by.id, endedBy: by.name, endedAs: 'completed' as const },
      joined: joinedOf(items, members),
    }
    const sha256 = recordHash(ctx.tenantId, ended, done)
    await endReview(tx, ctx.tenantId, id, { ...ended, sha256 })
    const after = { review: id, members: done.length, ...tally(done), sha256 }
    return {
      result: undefined,
      changes: [...changes, { action: 'access-review.completed', label: labelOf(review), after }],
    }
  })
  await announceDone(ctx, ['reviews'])
}

/** Who completes may leave themselves out only where nobody else could have decided. */
function requireDecided(items: readonly ReviewItemRow[], members: readonly MemberRow[], self: string): void {
  const others = othersOf(members, self)
  const missing = undecidedOf(items, members).filter(({ personId }) => personId !== self || others.length > 0)
  if (missing.length === 0) return
  const values = { count: missing.length, names: missing.slice(0, 3).map(({ name }) => name) }
  throw new AppError('conflict', { key: 'reviews.errors.undecided', values })
}

async function carryOut(
  tx: Tx,
  ctx: Ctx,
  { personId, decision, newRole }: ReviewItemRow,
  members: readonly MemberRow[],
): Promise<Result> {
  const member = members.find(({ id }) => id === personId)
  if (!member) return { outcome: 'gone', refusal: null, changes: [] }
  if (decision === null) return { outcome: 'unreviewed', refusal: null, changes: [] }
  if (decision === 'keep') return { outcome: 'kept', refusal: null, changes: [] }
  if (ctx.actor.kind === 'person' && ctx.actor.personId === personId) {
    return { outcome: 'refused', refusal: 'self', changes: [] }
  }
  try {
    if (decision === 'remove') {
      return { outcome: 'removed', refusal: null, changes: await removeMemberIn(tx, ctx, personId) }
    }
    const changes = await changeRoleIn(tx, ctx, personId, newRole ?? member.role)
    return { outcome: 'changed', refusal: null, changes }
  } catch (error) {
    // Nothing has been written by then, so the rest goes on.
    if (!(error instanceof AppError)) throw error
    if (error.code === 'forbidden') return { outcome: 'refused', refusal: 'owners', changes: [] }
    if (error.code === 'conflict') return { outcome: 'refused', refusal: 'lastOwner', changes: [] }
    if (error.code === 'not-found') return { outcome: 'gone', refusal: null, changes: [] }
    throw error
  }
}

function tally(items: readonly ReviewItemRow[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { outcome } of items) if (outcome) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}
