import type { AttributePath, ResourceType } from '@/lib/scim'
import { type SQL, sql } from '../client'
import type { Viewer } from '../queries/viewer'
import type { LocalGroupRule } from '../schema/rules'
import { groupsOfUser, membersOfGroup } from './memberships'

/** What a filter is compiled for: whose rows, in whose eyes, at which address. */
export type Target = {
  type: ResourceType
  tenantId: string
  viewer: Viewer
  baseUrl: string
  /** What the viewer’s rule says of Local groups: under another one a list has other places. */
  localGroups?: LocalGroupRule
  /** Groups may be members of groups: memberships are followed through them. */
  nested?: boolean
}

/** One value of a row. `folded` text is folded already; other text is folded when the attribute asks for it. */
export type Value =
  | { kind: 'text'; sql: SQL; folded: boolean }
  | { kind: 'id' | 'flag' | 'moment'; sql: SQL }
  | { kind: 'json'; sql: SQL }

/**
 * The entries of a multi-valued attribute: `from` makes rows with one jsonb column `e.value`. `has` says in a shorter
 * way that there is one for which a condition on `e.value` holds; it is told whether that asks for the entry's type.
 */
export type Entries = { from: SQL; where: SQL; has?: (condition: SQL, asksType: boolean) => SQL }

const text = (column: SQL): Value => ({ kind: 'text', sql: column, folded: false })
const folded = (column: SQL): Value => ({ kind: 'text', sql: column, folded: true })

/** The attributes that stand in columns of their own, by path. */
const COLUMNS: Record<ResourceType, ReadonlyMap<string, (target: Target) => Value>> = {
  User: new Map<string, (target: Target) => Value>([
    ['id', () => ({ kind: 'id', sql: sql`u.id` })],
    ['userName', () => folded(sql`u.user_name_key`)],
    ['externalId', () => text(sql`u.external_id`)],
    ['displayName', () => folded(sql`u.display_name_key`)],
    ['active', () => ({ kind: 'flag', sql: sql`u.active` })],
    ...metaColumns('User', sql`u`),
  ]),
  Group: new Map<string, (target: Target) => Value>([
    ['id', () => ({ kind: 'id', sql: sql`g.id` })],
    ['externalId', () => text(sql`g.external_id`)],
    ['displayName', () => folded(sql`g.display_name_key`)],
    ...metaColumns('Group', sql`g`),
  ]),
}

function metaColumns(type: ResourceType, row: SQL): [string, (target: Target) => Value][] {
  return [
    // Compared by its sub-attributes only; as a whole it is always present.
    ['meta', () => text(sql`'meta'::text`)],
    ['meta.resourceType', () => text(sql`${type}::text`)],
    ['meta.created', () => ({ kind: 'moment', sql: sql`${row}.created_at` })],
    ['meta.lastModified', () => ({ kind: 'moment', sql: sql`${row}.modified_at` })],
    ['meta.location', ({ baseUrl }) => text(sql`${`${baseUrl}/${type}s/`}::text || ${row}.id::text`)],
    ['meta.version', () => text(sql`'W/"' || ${row}.version || '"'`)],
  ]
}

/** Where a single value of the resource stands. */
export function valueAt(path: AttributePath, target: Target): Value {
  const name = path.sub === undefined ? path.name : `${path.name}.${path.sub}`
  const column = path.extension ? undefined : COLUMNS[target.type].get(name)
  if (column) return column(target)
  const keys = [path.extension ? path.schema : '', path.name, path.sub ?? ''].filter((key) => key !== '')
  return { kind: 'json', sql: sql`(${rowOf(target)}.resource #> ${sql.param(keys)}::text[])` }
}

/** Where a value stands inside an entry: `e.value` itself, or one of its sub-attributes. */
export function valueInEntry(name: string | undefined): Value {
  return { kind: 'json', sql: name === undefined ? sql`e.value` : sql`(e.value -> ${name}::text)` }
}

/**
 * The entries of a multi-valued attribute, in one or more parts, one after the other. Memberships are rows and are
 * read as such; `id` narrows them to one, so that an index finds it.
 */
export function entriesOf(path: AttributePath, target: Target, id: string | undefined): Entries[] {
  if (!path.extension && path.name === 'groups' && target.type === 'User') return groupsOfUser(target, id)
  if (!path.extension && path.name === 'members' && target.type === 'Group') return membersOfGroup(target, id)
  const keys = [path.extension ? path.schema : '', path.name].filter((key) => key !== '')
  const list = sql`(${rowOf(target)}.resource #> ${sql.param(keys)}::text[])`
  return [
    {
      from: sql`jsonb_array_elements(case when jsonb_typeof(${list}) = 'array' then ${list} else '[]'::jsonb end) with ordinality as e(value, position)`,
      where: sql`true`,
    },
  ]
}

/** The alias under which the statement reads the rows. */
export function rowOf({ type }: Target): SQL {
  return type === 'User' ? sql`u` : sql`g`
}
