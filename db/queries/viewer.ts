import { type SQL, sql } from '../client'

/** The integration that looks, and sees what it or nobody manages; null is the console, which sees all. */
export type Viewer = string | null

/**
 * Which rows of users (alias `u`) or groups (`g`) the viewer sees: not even its own people where it has deleted
 * them and its rule kept them here.
 */
export function seenBy(viewer: Viewer, alias: 'u' | 'g'): SQL {
  if (viewer === null) return sql`true`
  const row = sql.raw(alias)
  const kept = alias === 'u' ? sql` and u.deleted_at is null` : sql``
  return sql`(${row}.manager_id is null or ${row}.manager_id = ${viewer}::uuid${kept})`
}
