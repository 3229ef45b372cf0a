import { pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { keyText, moment, tenantId } from './columns'
import { tenants } from './tenancy'

export type EntitlementKind = 'role' | 'entitlement'

/** The roles and entitlements that the company's application knows, for identity providers to hand out. */
export const entitlements = pgTable(
  'entitlements',
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    id: uuid('id').notNull(),
    kind: text('kind').$type<EntitlementKind>().notNull(),
    /** What a person's `roles` or `entitlements` carry, and the id of the SCIM resource; it never changes. */
    value: text('value').notNull(),
    valueKey: keyText('value_key').notNull(),
    display: text('display').notNull(),
    type: text('type'),
    description: text('description'),
    createdAt: moment('created_at').notNull(),
    modifiedAt: moment('modified_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('entitlements_value_taken').on(t.tenantId, t.kind, t.valueKey),
  ],
)
