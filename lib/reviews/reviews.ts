import { inTenant, type Tx } from '@/db/client'
import {
  endReview,
  insertReview,
  lockReview,
  type ReviewRow,
  type ReviewSummaryRow,
  selectOpenReview,
  selectReviews,
} from '@/db/queries/access-reviews'
import { selectMembers } from '@/db/queries/console-members'
import { lockTenantSettings } from '@/db/queries/tenancy'
import { asItIs } from '@/db/shown'
import { AppError } from '@/lib/base/errors'
import { isId, newId } from '@/lib/base/id'
import { announceDone } from '@/lib/tenancy/announce'
import type { Ctx } from '@/lib/tenancy/context'
import { mutate } from '@/lib/tenancy/mutate'
import { requirePermission } from '@/lib/tenancy/permissions'

/** A review among the others; instants are ISO. */
export type ReviewSummary = Pick<
  ReviewSummaryRow,
  'id' | 'startedBy' | 'endedBy' | 'endedAs' | 'members' | 'decided'
> & {
  startedAt: string
  endedAt: string | null
}

/** More than a company makes in its life. */
const MOST_LISTED = 200

/** The reviews of the company, the latest first. */
export async function listReviews(ctx: Ctx): Promise<ReviewSummary[]> {
  requirePermission(ctx, 'audit.read')
  const rows = await inTenant(asItIs(ctx.db), ctx.tenantId, (tx) =>
    selectReviews(tx, ctx.tenantId, MOST_LISTED),
  )
  return rows.map(({ id, startedAt, startedBy, endedAt, endedBy, endedAs, members, decided }) => ({
    ...{ id, startedBy, endedBy, endedAs, members, decided },
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  }))
}

/**
 * Begins a review of everybody who is a member now. Who comes later is no part of it.
 * @throws AppError `conflict` while another is under way
 */
export async function startReview(ctx: Ctx): Promise<{ id: string }> {
  const by = reviewerOf(ctx)
  const startedAt = new Date()
  const review = { id: newId(), startedAt, startedById: by.id, startedBy: by.name }
  await mutate(ctx, 'reviews.write', async (tx) => {
    // Two who begin at once are one after the other.
    await lockTenantSettings(tx, ctx.tenantId)
    if (await selectOpenReview(tx, ctx.tenantId)) {
      throw new AppError('conflict', { key: 'reviews.errors.open' })
    }
    const members = await selectMembers(tx, ctx.tenantId)
    await insertReview(tx, ctx.tenantId, review, members)
    const after = { review: review.id, members: members.length }
    return {
      result: undefined,
      changes: [{ action: 'access-review.started', label: labelOf(review), after }],
    }
  })
  await announceDone(ctx, ['reviews'])
  return { id: review.id }
}

/** Ends a review without anything being done. What was decided stays to be read. */
export async function cancelReview(ctx: Ctx, id: string): Promise<void> {
  const by = reviewerOf(ctx)
  await mutate(ctx, 'reviews.write', async (tx) => {
    const review = await holdOpen(tx, ctx, id)
    const end = { endedAt: new Date(), endedById: by.id, endedBy: by.name, endedAs: 'cancelled' } as const
    await endReview(tx, ctx.tenantId, id, end)
    const after = { review: id }
    return {
      result: undefined,
      changes: [{ action: 'access-review.cancelled', label: labelOf(review), after }],
    }
  })
  await announceDone(ctx, ['reviews'])
}

/** The review, held until the transaction ends. @throws AppError `not-found`; `conflict` once it has ended */
export async function holdOpen(tx: Tx, ctx: Ctx, id: string): Promise<ReviewRow> {
  const review = isId(id) ? await lockReview(tx, ctx.tenantId, id) : undefined
  if (!review) throw unknownReview()
  if (review.endedAt) throw new AppError('conflict', { key: 'reviews.errors.ended' })
  return review
}

export function unknownReview(): AppError {
  return new AppError('not-found', { key: 'reviews.errors.gone' })
}

/** What a review is called: by the day on which it began. */
export function labelOf({ startedAt }: Pick<ReviewRow, 'startedAt'>): string {
  return startedAt.toISOString().slice(0, 10)
}

/** Only people review: what a command does is nobody’s judgement. */
export function reviewerOf({ actor }: Ctx): { id: string; name: string } {
  if (actor.kind !== 'person') throw new AppError('forbidden', { key: 'errors.role' })
  return { id: actor.personId, name: actor.name }
}
