import { type SQL, sql } from '../client'

/** The integration that looks, and sees what it or nobody manages; null is the console, which sees all. */
export type Viewer = string | null

/** The aliases of people and of groups in the statements that a viewer's sight is put into. */
const ALIASES = { u: 'users', uu: 'users', g: 'groups', gg: 'groups', mg: 'groups' } as const
export type RowAlias = keyof typeof ALIASES

/**
 * Whether an integration sees a group that nobody manages: what was decided about the two, else what its rule says. It
 * is asked only of such groups, and the rule only where nothing was decided. `viewer` is an uuid.
 */
const seesLocal = (alias: string, viewer: string, rule: string) =>
  `coalesce(${alias}.local_choices ->> (${viewer})::text, ${rule}) = 'link'`

/** What an integration's rule says of Local groups. */
export const localGroupRule = (tenant: string, viewer: string) =>
  `coalesce((select i.rules ->> 'whenLocalGroup' from integrations i
    where i.tenant_id = ${tenant} and i.id = ${viewer}), 'link')`

/**
 * `seenBy` of groups, as a text for statements whose first parameter is the tenant.
 *
 * @param rule what the viewer’s rule says, where the statement has read it
 */
export const groupSeenBy = (alias: string, viewer: string, rule = localGroupRule('$1', viewer)) =>
  `(${viewer}::uuid is null or ${alias}.manager_id = ${viewer}
    or ${alias}.manager_id is null and ${seesLocal(alias, viewer, rule)})`

/**
 * Which rows the viewer sees: not even its own people where it has deleted them and its rule kept them here.
 */
export function seenBy(viewer: Viewer, alias: RowAlias): SQL {
  if (viewer === null) return sql`true`
  const row = sql.raw(alias)
  if (ALIASES[alias] === 'groups')
    return sql`(${row}.manager_id = ${viewer}::uuid or ${localSeenBy(viewer, alias)})`
  return sql`(${row}.manager_id is null or ${row}.manager_id = ${viewer}::uuid and ${row}.deleted_at is null)`
}

/** Of what nobody manages, that which an integration sees. */
export function localSeenBy(viewer: string, alias: RowAlias): SQL {
  const row = sql.raw(alias)
  if (ALIASES[alias] === 'users') return sql`${row}.manager_id is null`
  // The row's own tenant is the viewer's; the integration is asked for once, if at all.
  return sql`${row}.manager_id is null and coalesce(${row}.local_choices ->> ${viewer}::text, (
    select i.rules ->> 'whenLocalGroup' from integrations i
    where i.tenant_id = (select current_tenant()) and i.id = ${viewer}::uuid), 'link') = 'link'`
}
