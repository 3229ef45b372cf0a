import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment, tenantId } from './columns'
import { tenants } from './tenancy'

/** Files of people that somebody imports, a part at a time: what has come of their rows so far. */
export const imports = pgTable(
  'imports',
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    id: uuid('id').notNull(),
    fileName: text('file_name').notNull(),
    rows: integer('rows').notNull(),
    created: integer('created').notNull().default(0),
    changed: integer('changed').notNull().default(0),
    same: integer('same').notNull().default(0),
    refused: integer('refused').notNull().default(0),
    /** Who imports, and what they were called then. */
    personId: uuid('person_id'),
    startedBy: text('started_by').notNull(),
    startedAt: moment('started_at').notNull(),
    lastAt: moment('last_at').notNull(),
    /** When it was finished, or given up; null while parts may still come. */
    endedAt: moment('ended_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
)
