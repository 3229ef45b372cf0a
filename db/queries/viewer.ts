import { type SQL, sql } from '../client'

/** The integration that looks, and sees what it or nobody manages; null is the console, which sees all. */
export type Viewer = string | null

/** The aliases of people and of groups in the statements that a viewer's sight is put into. */
const ALIASES = { u: 'users', uu: 'users', g: 'groups', gg: 'groups', mg: 'groups' } as const
export type RowAlias = keyof typeof ALIASES

/**
 * Which rows the viewer sees: not even its own people where it has deleted them and its rule kept them here.
 */
export function seenBy(viewer: Viewer, alias: RowAlias): SQL {
  if (viewer === null) return sql`true`
  const row = sql.raw(alias)
  const kept = ALIASES[alias] === 'users' ? sql` and ${row}.deleted_at is null` : sql``
  return sql`(${row}.manager_id is null or ${row}.manager_id = ${viewer}::uuid${kept})`
}
