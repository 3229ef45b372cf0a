import { type JsonObject, URN } from '@/lib/scim'
import { type SQL, sql } from '../client'
import type { Mapped } from '../schema/directory'

/** What lists draw a person’s fields from. */
export type ListedFields = { resource: JsonObject; mapped: Mapped | null }

/**
 * As columns of a statement: of the resource only the parts that hold such fields, and those under the names of
 * extensions, all under the names that mask them.
 */
export function listedFields(alias: 'd' | 'u', extensions: readonly string[] = []): SQL {
  const resource = sql.raw(`${alias}.resource`)
  const others = extensions.map((urn) => sql`, ${urn}::text, ${resource} -> ${urn}::text`)
  return sql`jsonb_build_object('title', ${resource} -> 'title', 'phoneNumbers', ${resource} -> 'phoneNumbers',
      'addresses', ${resource} -> 'addresses',
      ${URN.ENTERPRISE_USER}::text, ${resource} -> ${URN.ENTERPRISE_USER}::text${sql.join(others, sql``)}) as resource,
    ${sql.raw(`${alias}.mapped`)}`
}
