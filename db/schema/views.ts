import { boolean, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { moment, tenantId } from './columns'
import { tenants } from './tenancy'

/** A list as somebody likes to see it: what its address says after the question mark, under a name. */
export const savedViews = pgTable(
  'saved_views',
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    id: uuid('id').notNull(),
    /** Which list: `users`, `groups`, `activity`, `audit-log`. */
    list: text('list').notNull(),
    ownerId: uuid('owner_id').notNull(),
    /** What the owner was called when the view was saved. */
    ownerName: text('owner_name').notNull(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    query: text('query').notNull(),
    /** Everybody of the company sees it; unset, its owner alone. */
    shared: boolean('shared').notNull().default(false),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('saved_views_name_taken').on(t.tenantId, t.list, t.ownerId, t.nameKey),
  ],
)
