import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from './columns'
import { people } from './tenancy'

/** Where a person is signed in. A session without a row is over, whatever its seal says. */
export const sessions = pgTable(
  'sessions',
  {
    id: uuid('id').primaryKey(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    startedAt: moment('started_at').notNull(),
    lastSeenAt: moment('last_seen_at').notNull(),
    /** When its person last did something: what a page asks for by itself does not count. */
    activeAt: moment('active_at').notNull().defaultNow(),
    /** The longest that nothing was done in it. A company with a shorter limit stays closed to it from then on. */
    longestIdleSeconds: integer('longest_idle_seconds').notNull().default(0),
    /** When its person last proved with their password that it is them. Only the database’s clock counts here. */
    provedAt: moment('proved_at').notNull().defaultNow(),
    address: text('address'),
    userAgent: text('user_agent'),
  },
  (t) => [index('sessions_by_person').on(t.personId)],
)
