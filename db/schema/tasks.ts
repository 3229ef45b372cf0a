import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from './columns'

export type TaskKind = 'bring-back' | 'export' | 'purge' | 'purge-integration' | 'remap' | 'restore'

/**
 * What is to be done behind the answers, by whichever process takes it. Ids only: what it is about stands in the
 * tenant’s own tables.
 */
export const tasks = pgTable(
  'tasks',
  {
    tenantId: uuid('tenant_id').notNull(),
    kind: text('kind').$type<TaskKind>().notNull(),
    subject: uuid('subject').notNull(),
    dueAt: moment('due_at').notNull(),
    /** Until when a process has it: one that died lets go by falling silent. */
    claimedUntil: moment('claimed_until'),
    /** How often it was begun since it last went well. */
    attempts: integer('attempts').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.kind, t.subject] }), index('tasks_by_due').on(t.dueAt)],
)
