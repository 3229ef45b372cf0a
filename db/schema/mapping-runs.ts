import { foreignKey, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment, tenantId } from './columns'
import { integrations } from './tenancy'

/**
 * How far the people of an integration have been given their fields anew since its attribute mapping was changed last.
 * The next change takes the place of the row.
 */
export const mappingRuns = pgTable(
  'mapping_runs',
  {
    tenantId: tenantId(),
    integrationId: uuid('integration_id').notNull(),
    /** The task that goes on with it is about this: one of a run before finds nothing to do. */
    id: uuid('id').notNull(),
    startedAt: moment('started_at').notNull(),
    startedBy: text('started_by').notNull(),
    /** How many people there were then. */
    people: integer('people').notNull(),
    /** Up to whom it has come, in the order of ids. */
    reached: uuid('reached'),
    done: integer('done').notNull().default(0),
    /** People of whom a field became different. */
    changed: integer('changed').notNull().default(0),
    endedAt: moment('ended_at'),
    /** When those were looked at again whom a call that had begun before the change may have written after it. */
    checkedAt: moment('checked_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.integrationId] }),
    foreignKey({
      name: 'mapping_runs_integration',
      columns: [t.tenantId, t.integrationId],
      foreignColumns: [integrations.tenantId, integrations.id],
    }).onDelete('cascade'),
  ],
)
