import { selectReviewItems, updateReviewItem } from '@/db/queries/access-reviews'
import { type MemberRow, selectMembers } from '@/db/queries/console-members'
import { AppError } from '@/lib/base/errors'
import { announceDone } from '@/lib/tenancy/announce'
import type { Ctx } from '@/lib/tenancy/context'
import { mutate } from '@/lib/tenancy/mutate'
import type { DecisionInput } from './input'
import { holdOpen, reviewerOf, unknownReview } from './reviews'

/**
 * Keeps what somebody decided about a member, with its reason. Nothing is done before the review is completed.
 * @throws AppError `forbidden` about oneself, and about Owners to who is none; `conflict` for who has left, and where
 *   somebody else has decided since the page was drawn; `not-found`
 */
export async function decide(ctx: Ctx, id: string, personId: string, input: DecisionInput): Promise<void> {
  const by = reviewerOf(ctx)
  await mutate(ctx, 'reviews.write', async (tx) => {
    await holdOpen(tx, ctx, id)
    const items = await selectReviewItems(tx, ctx.tenantId, id)
    const item = items.find((each) => each.personId === personId)
    if (!item) throw unknownReview()
    if (personId === by.id) throw new AppError('forbidden', { key: 'reviews.errors.self' })
    if ((item.decidedAt?.toISOString() ?? '') !== input.seen) {
      const values = { actor: item.decidedBy ?? '' }
      throw new AppError('conflict', { key: 'reviews.errors.meanwhile', values })
    }
    const member = (await selectMembers(tx, ctx.tenantId)).find((each) => each.id === personId)
    if (!member) throw new AppError('conflict', { key: 'reviews.errors.left' })
    requirePower(ctx, member, input)
    const { decision, reason } = input
    const newRole = decision === 'change' ? (input.role ?? null) : null
    const decidedAt = new Date()
    const decided = { decision, newRole, reason, decidedAt, decidedById: by.id, decidedBy: by.name }
    await updateReviewItem(
      tx,
      ctx.tenantId,
      { reviewId: id, personId },
      { ...decided, decidedOf: member.role },
    )
    return {
      result: undefined,
      changes: [
        {
          action: `access-review.decided.${decision}`,
          label: member.name,
          before: { role: member.role, ...(item.decision && { decision: item.decision }) },
          after: { ...(newRole && { role: newRole }), decision, reason, review: id },
        },
      ],
    }
  })
  await announceDone(ctx, ['reviews'])
}

/** What nobody could carry out is not decided in the first place. */
function requirePower(ctx: Ctx, { role }: MemberRow, { decision, role: wanted }: DecisionInput): void {
  if (decision === 'keep') return
  if (decision === 'change' && wanted === role) {
    throw new AppError('invalid', { key: 'reviews.errors.sameRole' }, { field: 'decision' })
  }
  const isAboutOwner = role === 'owner' || (decision === 'change' && wanted === 'owner')
  if (isAboutOwner && !ctx.permissions.has('owners.write')) {
    throw new AppError('forbidden', { key: 'members.reasons.owners' })
  }
}
