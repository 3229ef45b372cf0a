import { sql } from 'drizzle-orm'
import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { moment, tenantId } from './columns'
import type { RestoreFacts } from './restores'
import { integrations } from './tenancy'

/** What an alarm about a mass change knows; whom it is about stands in `mass_change_losses`. */
export type MassChangeFacts = {
  /** The group that lost its members, and what it was called; null where people were lost. */
  group: { id: string; name: string } | null
  /** How many there were before. */
  before: number
  /** How many of those were lost: `times` counts everybody in the set. */
  lost: number
  restore?: RestoreFacts
  /** How the alarm ended. */
  ended?: { as: 'dismissed' | 'restored' | 'back' | 'absorbed'; by: string; reason: string }
}

/** A failure that is still true; closed by the next success on the same thing. Pages group them by cause. */
export const problems = pgTable(
  'problems',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    integrationId: uuid('integration_id').notNull(),
    /**
     * `unknown-member`: a pushed group names somebody who is not provisioned. `mass-change`: an alarm, with a subject
     * of its own for each wave. Else why a write failed.
     */
    cause: text('cause').notNull(),
    /** What the problem is about: with `cause`, its identity. */
    subject: text('subject').notNull(),
    /** Whose write failed, or the kind of the member's group. */
    resourceType: text('resource_type').$type<'User' | 'Group'>().notNull().default('Group'),
    /** The person or group that the write named, when it named one. */
    resourceId: uuid('resource_id'),
    /** What the person or group is called in the request. */
    label: text('label').notNull().default(''),
    groupId: uuid('group_id'),
    detail: text('detail').notNull(),
    /** The last request that failed so. */
    requestId: uuid('request_id'),
    firstAt: moment('first_at').notNull(),
    lastAt: moment('last_at').notNull(),
    times: integer('times').notNull().default(1),
    closedAt: moment('closed_at'),
    /** Somebody decided that it may stay as it is; it is counted no more, and a later success still closes it. */
    ignoredAt: moment('ignored_at'),
    ignoredBy: text('ignored_by'),
    ignoredReason: text('ignored_reason'),
    facts: jsonb('facts').$type<MassChangeFacts>(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('problems_open_once')
      .on(t.tenantId, t.integrationId, t.cause, t.subject)
      .where(sql`closed_at is null`),
    index('problems_mass_changes')
      .on(t.tenantId, t.integrationId, t.lastAt)
      .where(sql`cause = 'mass-change'`),
    index('problems_open_by_group').on(t.tenantId, t.groupId).where(sql`closed_at is null`),
    index('problems_open_by_subject')
      .on(t.tenantId, t.integrationId, t.subject)
      .where(sql`closed_at is null`),
    index('problems_open_by_resource')
      .on(t.tenantId, t.resourceId)
      .where(sql`closed_at is null and resource_id is not null`),
    foreignKey({
      name: 'problems_integration',
      columns: [t.tenantId, t.integrationId],
      foreignColumns: [integrations.tenantId, integrations.id],
    }).onDelete('cascade'),
  ],
)
