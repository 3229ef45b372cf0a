import { sql } from 'drizzle-orm'
import { boolean, foreignKey, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { JsonObject } from '@/lib/scim'
import { keyText, moment, tenantId } from './columns'
import { integrations } from './tenancy'

/** What the deletion of an integration made of somebody it managed; who was inactive before is only released. */
export type DeletionLoss = 'released' | 'deactivated' | 'deleted'

/** Why somebody did not come back with the integration, or not quite as they were. */
export type DeletionRefusal =
  | 'user-name-taken'
  | 'group-name-taken'
  | 'not-here'
  | 'managed-elsewhere'
  | 'another-identity'
  | 'stays-inactive'
  | 'other-name'
  | 'group-gone'

/**
 * Whom and what the deletion of an integration took from it, and what is needed to bring them back: kept for as long
 * as that can be done, and as a report for a week after it was.
 */
export const deletionLosses = pgTable(
  'deletion_losses',
  {
    tenantId: tenantId(),
    integrationId: uuid('integration_id').notNull(),
    memberId: uuid('member_id').notNull(),
    isGroup: boolean('is_group').notNull(),
    loss: text('loss').$type<DeletionLoss>().notNull(),
    label: text('label').notNull(),
    /** Empty of a group. */
    userName: text('user_name').notNull(),
    /** Name and userName without case, a line each: lists search and sort by it. */
    textKey: keyText('text_key').notNull(),
    /** The row as it was, whole where it was removed; null once it is not needed any more. */
    former: jsonb('former').$type<JsonObject>(),
    /** Null while nobody has looked. */
    outcome: text('outcome').$type<'restored' | 'refused'>(),
    refusal: text('refusal').$type<DeletionRefusal>(),
    /** The integration that manages them by now, where that is why. */
    managedBy: text('managed_by'),
    settledAt: moment('settled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.integrationId, t.memberId] }),
    index('deletion_losses_by_text').on(t.tenantId, t.integrationId, t.textKey, t.memberId),
    index('deletion_losses_open')
      .on(t.tenantId, t.integrationId, t.isGroup, t.memberId)
      .where(sql`outcome is null`),
    foreignKey({
      name: 'deletion_losses_integration',
      columns: [t.tenantId, t.integrationId],
      foreignColumns: [integrations.tenantId, integrations.id],
    }).onDelete('cascade'),
  ],
)

/** The memberships that went with the people and groups that the deletion removed. */
export const deletionMemberships = pgTable(
  'deletion_memberships',
  {
    tenantId: tenantId(),
    integrationId: uuid('integration_id').notNull(),
    groupId: uuid('group_id').notNull(),
    memberId: uuid('member_id').notNull(),
    isGroup: boolean('is_group').notNull(),
  },
  (t) => [
    primaryKey({
      name: 'deletion_memberships_pk',
      columns: [t.tenantId, t.integrationId, t.groupId, t.memberId],
    }),
    index('deletion_memberships_by_member').on(t.tenantId, t.integrationId, t.memberId),
    foreignKey({
      name: 'deletion_memberships_integration',
      columns: [t.tenantId, t.integrationId],
      foreignColumns: [integrations.tenantId, integrations.id],
    }).onDelete('cascade'),
  ],
)
