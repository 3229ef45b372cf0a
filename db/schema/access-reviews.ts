import { sql } from 'drizzle-orm'
import { foreignKey, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { moment, tenantId } from './columns'
import { type Role, tenants } from './tenancy'

export type ReviewDecision = 'keep' | 'change' | 'remove'

/**
 * What became of a decision when the review was completed. `gone`: they had left before. `unreviewed`: nobody but
 * themselves could have decided.
 */
export type ReviewOutcome = 'kept' | 'changed' | 'removed' | 'refused' | 'gone' | 'unreviewed'

/** Who came into the company while a review was under way. */
export type JoinedSince = { id: string; name: string; role: Role }

/** Whether each member still needs what they may do. Once it has ended, nothing of it changes any more. */
export const accessReviews = pgTable(
  'access_reviews',
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    id: uuid('id').notNull(),
    startedAt: moment('started_at').notNull(),
    startedById: uuid('started_by_id').notNull(),
    startedBy: text('started_by').notNull(),
    endedAt: moment('ended_at'),
    endedById: uuid('ended_by_id'),
    endedBy: text('ended_by'),
    endedAs: text('ended_as').$type<'completed' | 'cancelled'>(),
    /** Members of the end who were none at the start, and so are no part of it. */
    joined: jsonb('joined').$type<JoinedSince[]>(),
    /** Of everything that the review says, in hexadecimal; the audit log holds the same. */
    sha256: text('sha256'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('access_reviews_one_open').on(t.tenantId).where(sql`ended_at is null`),
  ],
)

/** A member as they were when the review began, and what was decided of them. */
export const accessReviewItems = pgTable(
  'access_review_items',
  {
    tenantId: tenantId(),
    reviewId: uuid('review_id').notNull(),
    personId: uuid('person_id').notNull(),
    name: text('name').notNull(),
    email: text('email').notNull(),
    role: text('role').$type<Role>().notNull(),
    memberSince: moment('member_since').notNull(),
    lastActiveAt: moment('last_active_at'),
    decision: text('decision').$type<ReviewDecision>(),
    /** The role that they are to have. */
    newRole: text('new_role').$type<Role>(),
    reason: text('reason'),
    decidedAt: moment('decided_at'),
    decidedById: uuid('decided_by_id'),
    decidedBy: text('decided_by'),
    /** The role that they had when it was decided: with another one it has to be decided anew. */
    decidedOf: text('decided_of').$type<Role>(),
    outcome: text('outcome').$type<ReviewOutcome>(),
    /** Why it could not be done. */
    refusal: text('refusal').$type<ReviewRefusal>(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.reviewId, t.personId] }),
    foreignKey({
      name: 'access_review_items_review',
      columns: [t.tenantId, t.reviewId],
      foreignColumns: [accessReviews.tenantId, accessReviews.id],
    }).onDelete('cascade'),
  ],
)

/** `owners`: only an Owner may. `lastOwner`: there has to be one. `self`: nobody does it to themselves. */
export type ReviewRefusal = 'owners' | 'lastOwner' | 'self'
