import { and, asc, count, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../client'
import {
  accessReviewItems,
  accessReviews,
  type JoinedSince,
  type ReviewDecision,
  type ReviewOutcome,
  type ReviewRefusal,
} from '../schema/access-reviews'
import type { Role } from '../schema/tenancy'
import type { MemberRow } from './console-members'

export type ReviewRow = {
  id: string
  startedAt: Date
  startedById: string
  startedBy: string
  endedAt: Date | null
  endedById: string | null
  endedBy: string | null
  endedAs: 'completed' | 'cancelled' | null
  joined: JoinedSince[] | null
  sha256: string | null
}

export type ReviewItemRow = {
  personId: string
  name: string
  email: string
  role: Role
  memberSince: Date
  lastActiveAt: Date | null
  decision: ReviewDecision | null
  newRole: Role | null
  reason: string | null
  decidedAt: Date | null
  decidedById: string | null
  decidedBy: string | null
  decidedOf: Role | null
  outcome: ReviewOutcome | null
  refusal: ReviewRefusal | null
}

const named = (tenantId: string, id: string) =>
  and(eq(accessReviews.tenantId, tenantId), eq(accessReviews.id, id))
const itemsOf = (tenantId: string, id: string) =>
  and(eq(accessReviewItems.tenantId, tenantId), eq(accessReviewItems.reviewId, id))

/** Begins a review of these members. Fails on `access_reviews_one_open` while another is under way. */
export async function insertReview(
  tx: Tx,
  tenantId: string,
  review: Pick<ReviewRow, 'id' | 'startedAt' | 'startedById' | 'startedBy'>,
  members: readonly MemberRow[],
): Promise<void> {
  await tx.orm.insert(accessReviews).values({ tenantId, ...review })
  await tx.orm.insert(accessReviewItems).values(
    members.map(({ id, name, email, role, createdAt, lastVisitedAt }) => ({
      ...{ tenantId, reviewId: review.id, personId: id, name, email, role },
      memberSince: createdAt,
      lastActiveAt: lastVisitedAt,
    })),
  )
}

export async function selectReview(tx: Tx, tenantId: string, id: string): Promise<ReviewRow | undefined> {
  const [row] = await tx.orm.select().from(accessReviews).where(named(tenantId, id))
  return row
}

/** The same, held until the transaction ends: decisions and the end of a review happen one after the other. */
export async function lockReview(tx: Tx, tenantId: string, id: string): Promise<ReviewRow | undefined> {
  const [row] = await tx.orm.select().from(accessReviews).where(named(tenantId, id)).for('update')
  return row
}

/** The one that is under way. */
export async function selectOpenReview(tx: Tx, tenantId: string): Promise<{ id: string } | undefined> {
  const [row] = await tx.orm
    .select({ id: accessReviews.id })
    .from(accessReviews)
    .where(and(eq(accessReviews.tenantId, tenantId), isNull(accessReviews.endedAt)))
  return row
}

export type ReviewSummaryRow = ReviewRow & { members: number; decided: number }

/** The latest reviews first; ids sort by when they began. */
export function selectReviews(tx: Tx, tenantId: string, limit: number): Promise<ReviewSummaryRow[]> {
  return tx.orm
    .select({
      id: accessReviews.id,
      startedAt: accessReviews.startedAt,
      startedById: accessReviews.startedById,
      startedBy: accessReviews.startedBy,
      endedAt: accessReviews.endedAt,
      endedById: accessReviews.endedById,
      endedBy: accessReviews.endedBy,
      endedAs: accessReviews.endedAs,
      joined: accessReviews.joined,
      sha256: accessReviews.sha256,
      members: count(accessReviewItems.personId),
      decided: sql<number>`count(${accessReviewItems.decision})::int`,
    })
    .from(accessReviews)
    .leftJoin(
      accessReviewItems,
      and(eq(accessReviewItems.tenantId, tenantId), eq(accessReviewItems.reviewId, accessReviews.id)),
    )
    .where(eq(accessReviews.tenantId, tenantId))
    .groupBy(accessReviews.tenantId, accessReviews.id)
    .orderBy(desc(accessReviews.id))
    .limit(limit)
}

/** Whom a review is about, the mightiest roles first. */
export async function selectReviewItems(tx: Tx, tenantId: string, id: string): Promise<ReviewItemRow[]> {
  const rows = await tx.orm
    .select()
    .from(accessReviewItems)
    .where(itemsOf(tenantId, id))
    .orderBy(
      sql`array_position(array['owner', 'admin', 'operator', 'auditor'], ${accessReviewItems.role})`,
      asc(accessReviewItems.name),
      asc(accessReviewItems.personId),
    )
  return rows.map(({ tenantId: _, reviewId: __, ...row }) => row)
}

export async function updateReviewItem(
  tx: Tx,
  tenantId: string,
  item: { reviewId: string; personId: string },
  set: Partial<Omit<ReviewItemRow, 'personId'>>,
): Promise<void> {
  await tx.orm
    .update(accessReviewItems)
    .set(set)
    .where(and(itemsOf(tenantId, item.reviewId), eq(accessReviewItems.personId, item.personId)))
}

export async function endReview(
  tx: Tx,
  tenantId: string,
  id: string,
  end: Pick<ReviewRow, 'endedAt' | 'endedById' | 'endedBy' | 'endedAs'> &
    Partial<Pick<ReviewRow, 'joined' | 'sha256'>>,
): Promise<void> {
  await tx.orm.update(accessReviews).set(end).where(named(tenantId, id))
}
