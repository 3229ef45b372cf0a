import { sql } from 'drizzle-orm'
import {
  boolean,
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
import type { JsonObject } from '@/lib/scim'
import { keyText, moment, tenantId } from './columns'
import type { LocalGroupChoice } from './rules'
import { integrations } from './tenancy'

/**
 * Fields of a person that are not taken from where they are usually, each with the path it was taken from: what tells
 * whoever masks a row that a value is a telephone number. SCIM shows nothing of it: `display` is the name that it
 * shows in groups, where lists show another.
 */
export type Mapped = {
  fields: Readonly<Record<string, { path: string; value: string | null }>>
  display?: string
}

/**
 * People that an identity provider sent, or that were added here.
 *
 * `resource` is the SCIM resource without what other columns and rows hold: no id, no meta, no groups.
 * A column that ends in `_key` is the folded twin that comparisons without case use (lib/scim `fold`).
 *
 * That the company exists, the manager's row says and the policy: a foreign key would have every write lock the
 * company's one row.
 */
export const users = pgTable(
  'users',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    /** The integration that manages this person (origin IDP), or null (origin Local). */
    managerId: uuid('manager_id'),
    userName: text('user_name').notNull(),
    userNameKey: keyText('user_name_key').notNull(),
    externalId: keyText('external_id'),
    active: boolean('active').notNull(),
    displayNameKey: keyText('display_name_key'),
    /** What lists call this person: displayName, else the name, else userName. */
    label: text('label').notNull(),
    /** The label without case and accents: lists search and sort by it. */
    labelKey: keyText('label_key').notNull(),
    email: text('email'),
    resource: jsonb('resource').$type<JsonObject>().notNull(),
    /** What the attribute mapping of the manager takes from elsewhere; null where it takes nothing. */
    mapped: jsonb('mapped').$type<Mapped>(),
    version: integer('version').notNull().default(1),
    createdAt: moment('created_at').notNull(),
    modifiedAt: moment('modified_at').notNull(),
    /**
     * When the manager deleted this person, who was kept here inactive by its rule: to the manager they are
     * gone, until it sends the same userName again.
     */
    deletedAt: moment('deleted_at'),
    /** Set while the company suspends this person here, whatever the identity provider says of `active`. */
    suspendedAt: moment('suspended_at'),
    suspendedBy: text('suspended_by'),
    suspendedReason: text('suspended_reason'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('users_user_name_taken').on(t.tenantId, t.userNameKey),
    index('users_by_external_id').on(t.tenantId, t.externalId),
    index('users_by_display_name').on(t.tenantId, t.displayNameKey),
    // These end in what lists are filtered by, so that who is passed over is not read.
    index('users_by_label').on(t.tenantId, t.labelKey, t.id, t.active, t.managerId),
    index('users_by_modified').on(t.tenantId, t.modifiedAt, t.id, t.active, t.managerId),
    // Ends in what a viewer's sight depends on, so that counting people reads the index alone.
    index('users_by_manager').on(t.tenantId, t.managerId, t.id, t.deletedAt),
    // The few: so many of a group's members are found among them sooner than by asking each.
    index('users_inactive').on(t.tenantId, t.id).where(sql`not active`),
    index('users_suspended').on(t.tenantId, t.labelKey, t.id).where(sql`suspended_at is not null`),
    foreignKey({
      name: 'users_manager',
      columns: [t.tenantId, t.managerId],
      foreignColumns: [integrations.tenantId, integrations.liveId],
    }),
  ],
)

/** One row for each e-mail address of a person, so that a filter on any of them uses an index. */
export const userEmails = pgTable(
  'user_emails',
  {
    tenantId: tenantId(),
    userId: uuid('user_id').notNull(),
    position: integer('position').notNull(),
    valueKey: keyText('value_key').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.userId, t.position] }),
    index('user_emails_by_value').on(t.tenantId, t.valueKey),
    foreignKey({
      name: 'user_emails_user',
      columns: [t.tenantId, t.userId],
      foreignColumns: [users.tenantId, users.id],
    }).onDelete('cascade'),
  ],
)

export const groups = pgTable(
  'groups',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    managerId: uuid('manager_id'),
    displayName: text('display_name').notNull(),
    displayNameKey: keyText('display_name_key').notNull(),
    externalId: keyText('external_id'),
    resource: jsonb('resource').$type<JsonObject>().notNull(),
    version: integer('version').notNull().default(1),
    createdAt: moment('created_at').notNull(),
    modifiedAt: moment('modified_at').notNull(),
    /** Of a Local group: what was decided about it and integrations, by their ids, whatever their rules say. */
    localChoices: jsonb('local_choices').$type<Readonly<Record<string, LocalGroupChoice>>>(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    // In two parts, because a row that changes what an index without a condition keeps unique is locked against those
    // who only refer to it: a group can be put into another while it is renamed.
    uniqueIndex('groups_display_name_taken')
      .on(t.tenantId, t.managerId, t.displayNameKey)
      .where(sql`manager_id is not null`),
    uniqueIndex('groups_local_name_taken').on(t.tenantId, t.displayNameKey).where(sql`manager_id is null`),
    index('groups_by_display_name').on(t.tenantId, t.displayNameKey, t.id),
    index('groups_by_external_id').on(t.tenantId, t.externalId),
    // By ranges of pages: the time changes with each member, and an entry of its own in an order would have every index
    // of the row written each time.
    index('groups_by_modified').using('brin', t.modifiedAt).with({ pages_per_range: 4, autosummarize: true }),
    // The few that totals have to be corrected by.
    index('groups_decided').on(t.tenantId, t.id).where(sql`manager_id is null and local_choices is not null`),
    foreignKey({
      name: 'groups_manager',
      columns: [t.tenantId, t.managerId],
      foreignColumns: [integrations.tenantId, integrations.liveId],
    }),
  ],
)

/** A membership is a row; the members of a group are never a JSON array. */
export const groupMembers = pgTable(
  'group_members',
  {
    tenantId: tenantId(),
    groupId: uuid('group_id').notNull(),
    userId: uuid('user_id').notNull(),
    addedAt: moment('added_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.groupId, t.userId] }),
    index('group_members_by_user').on(t.tenantId, t.userId, t.groupId),
    foreignKey({
      name: 'group_members_group',
      columns: [t.tenantId, t.groupId],
      foreignColumns: [groups.tenantId, groups.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'group_members_user',
      columns: [t.tenantId, t.userId],
      foreignColumns: [users.tenantId, users.id],
    }).onDelete('cascade'),
  ],
)

/** A group that is a member of a group, as a row; never in a circle. */
export const groupGroups = pgTable(
  'group_groups',
  {
    tenantId: tenantId(),
    groupId: uuid('group_id').notNull(),
    memberGroupId: uuid('member_group_id').notNull(),
    addedAt: moment('added_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.groupId, t.memberGroupId] }),
    index('group_groups_by_member').on(t.tenantId, t.memberGroupId, t.groupId),
    foreignKey({
      name: 'group_groups_group',
      columns: [t.tenantId, t.groupId],
      foreignColumns: [groups.tenantId, groups.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'group_groups_member_group',
      columns: [t.tenantId, t.memberGroupId],
      foreignColumns: [groups.tenantId, groups.id],
    }).onDelete('cascade'),
  ],
)
