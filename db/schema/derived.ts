import { bigint, boolean, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { keyText, tenantId } from './columns'

/*
 * What triggers draw from the directory in the transaction of each write, so that lists need not read a tenant to
 * search or to count it. None of these refer to what they are drawn from: they go as they come, by the triggers.
 */

/** All that the search box looks at of a person: name, userName, externalId and addresses, a line each. */
export const userTexts = pgTable(
  'user_texts',
  {
    tenantId: tenantId(),
    userId: uuid('user_id').notNull(),
    /** Without case and accents, as label keys are. */
    textKey: keyText('text_key').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.userId] }),
    index('user_texts_by_trigram').using('gin', t.tenantId, t.textKey.op('gin_trgm_ops')),
  ],
)

const counted = {
  tenantId: tenantId(),
  /** `user`, `group` or `member`. */
  counted: text('counted').notNull(),
  /** Who manages the people or groups (the nil UUID: nobody), or the group whose members these are. */
  ofId: uuid('of_id').notNull(),
  /** Of people only: the others are all active and not hidden. */
  active: boolean('active').notNull(),
  /** People whom their manager deleted and its rule kept. */
  hidden: boolean('hidden').notNull(),
}

/** How many there were when entries were last folded in. */
export const directoryCounts = pgTable(
  'directory_counts',
  { ...counted, count: bigint('count', { mode: 'number' }).notNull() },
  (t) => [primaryKey({ columns: [t.tenantId, t.counted, t.ofId, t.active, t.hidden] })],
)

/** What came and went since: rows are only added, so that writers of one tenant never wait for one another. */
export const directoryCountEntries = pgTable(
  'directory_count_entries',
  { ...counted, count: integer('count').notNull() },
  (t) => [index('directory_count_entries_by_kind').on(t.tenantId, t.counted, t.ofId)],
)

/** The attributes under URNs of no schema here that clients have sent, and the kinds of their values. */
export const extensionAttributes = pgTable(
  'extension_attributes',
  {
    tenantId: tenantId(),
    /** Who manages the resources it was seen in; the nil UUID: nobody. */
    managerId: uuid('manager_id').notNull(),
    type: text('type').$type<'User' | 'Group'>().notNull(),
    urn: text('urn').notNull(),
    name: text('name').notNull(),
    /** Empty for the attribute itself. */
    sub: text('sub').notNull(),
    many: boolean('many').notNull(),
    kind: text('kind').notNull(),
  },
  (t) => [
    primaryKey({
      name: 'extension_attributes_pk',
      columns: [t.tenantId, t.managerId, t.type, t.urn, t.name, t.sub, t.many, t.kind],
    }),
  ],
)
