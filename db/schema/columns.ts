import { customType, timestamp, uuid } from 'drizzle-orm/pg-core'

/** The tenant a row belongs to; first in every key, so that tables can be distributed by it. */
export const tenantId = () => uuid('tenant_id').notNull()

/** A point in time, to the millisecond: what SCIM's dateTime and JavaScript's Date both hold exactly. */
export const moment = (name: string) => timestamp(name, { precision: 3, withTimezone: true, mode: 'date' })

export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/**
 * Folded text that is compared and sorted code point by code point, as lib/scim compares it, whatever the
 * locale of the database is.
 */
export const keyText = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' })
