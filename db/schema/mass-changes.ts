import { sql } from 'drizzle-orm'
import { boolean, foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { keyText, moment, tenantId } from './columns'
import { problems } from './problems'

/** What became of somebody: inactive, gone, or no member any more. */
export type Loss = 'deactivated' | 'deleted' | 'removed'

/** `back`: the identity provider undid it by itself. `refused`: a restore could not, and says why. */
export type LossOutcome = 'back' | 'restored' | 'refused'

/** Why somebody, or a membership, could not be brought back. */
export type LossRefusal = 'user-name-taken' | 'group-name-taken' | 'not-here' | 'group-gone' | 'circle'

/**
 * Whom a mass change took: the exact set of one alarm, which is a problem. History says what each of them was; this
 * says who belongs together, and what has become of each since.
 */
export const massChangeLosses = pgTable(
  'mass_change_losses',
  {
    tenantId: tenantId(),
    problemId: uuid('problem_id').notNull(),
    /** A person; in the alarm of a group also a group that was a member of it. */
    memberId: uuid('member_id').notNull(),
    isGroup: boolean('is_group').notNull(),
    loss: text('loss').$type<Loss>().notNull(),
    /** The person was active before the wave: only these count, and only these become active again. */
    wasActive: boolean('was_active').notNull(),
    label: text('label').notNull(),
    userName: text('user_name').notNull(),
    /** Name and userName without case and accents, a line each: lists search and sort by it. */
    textKey: keyText('text_key').notNull(),
    /** The row of history that tells of the loss. */
    changeId: uuid('change_id').notNull(),
    at: moment('at').notNull(),
    /** Null while it is still lost. */
    outcome: text('outcome').$type<LossOutcome>(),
    refusal: text('refusal').$type<LossRefusal>(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.problemId, t.memberId] }),
    index('mass_change_losses_by_text').on(t.tenantId, t.problemId, t.textKey, t.memberId),
    index('mass_change_losses_open').on(t.tenantId, t.problemId, t.memberId).where(sql`outcome is null`),
    foreignKey({
      name: 'mass_change_losses_problem',
      columns: [t.tenantId, t.problemId],
      foreignColumns: [problems.tenantId, problems.id],
    }).onDelete('cascade'),
  ],
)
