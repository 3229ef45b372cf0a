import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytea, moment, tenantId } from './columns'
import { tenants } from './tenancy'

export type ExportState = 'waiting' | 'running' | 'done' | 'failed'

/** Files that are too long to be waited for: made in the background, kept for a day, there for who asked alone. */
export const exportJobs = pgTable(
  'export_jobs',
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    id: uuid('id').notNull(),
    personId: uuid('person_id').notNull(),
    /** The list by its path at the door, and its search as it stood in the address. */
    list: text('list').notNull(),
    query: text('query').notNull(),
    format: text('format').$type<'csv' | 'json'>().notNull(),
    name: text('name').notNull(),
    state: text('state').$type<ExportState>().notNull(),
    /** Who makes it: another run has taken it up where this differs. */
    run: uuid('run'),
    /** What it was read as: a file that was made before is not for who may no longer read whole rows. */
    masked: boolean('masked').notNull(),
    rows: integer('rows').notNull().default(0),
    bytes: bigint('bytes', { mode: 'number' }).notNull().default(0),
    askedAt: moment('asked_at').notNull(),
    /** When it goes; null until it is made. */
    expiresAt: moment('expires_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('export_jobs_by_person').on(t.tenantId, t.personId, t.askedAt),
  ],
)

/** The pieces of such a file, in their order. */
export const exportPieces = pgTable(
  'export_pieces',
  {
    tenantId: tenantId(),
    jobId: uuid('job_id').notNull(),
    position: integer('position').notNull(),
    content: bytea('content').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.jobId, t.position] }),
    foreignKey({
      name: 'export_pieces_job',
      columns: [t.tenantId, t.jobId],
      foreignColumns: [exportJobs.tenantId, exportJobs.id],
    }).onDelete('cascade'),
  ],
)
