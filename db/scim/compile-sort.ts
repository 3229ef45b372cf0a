import type { AttributePath, Position } from '@/lib/scim'
import { type SQL, sql } from '../client'
import { entriesOf, rowOf, type Target, type Value, valueAt, valueInEntry } from './columns'
import { sortable } from './compile-filter'

export type SortOrder = 'ascending' | 'descending'

/** What a list is sorted by, and the type that a position's key has to be read as. */
export type SortKey = { sql: SQL; type: 'uuid' | 'boolean' | 'timestamptz' | 'text'; optional: boolean }

/** Attributes that no row is without: where they sort, an index finds the place to go on. */
const REQUIRED = new Set(['id', 'userName', 'meta.created', 'meta.lastModified'])

/** Of a value as long as a client likes, this much counts where a cursor has to carry it. */
const CURSOR_CHARACTERS = 1000

/**
 * The sort key of an attribute (RFC 7644 §3.4.2.3): of several values the primary or else the first. `short` cuts
 * what has no column of its own to what a cursor can carry.
 */
export function sortKeyOf(sortBy: AttributePath, target: Target, options: { short: boolean }): SortKey {
  const name = sortBy.sub === undefined ? sortBy.name : `${sortBy.name}.${sortBy.sub}`
  const optional = sortBy.extension || !REQUIRED.has(name)
  if (sortBy.multiValued) return { sql: cut(firstEntry(sortBy, target), options), type: 'text', optional }
  const value = valueAt(sortBy, target)
  switch (value.kind) {
    case 'id':
      return { sql: value.sql, type: 'uuid', optional }
    case 'flag':
      return { sql: value.sql, type: 'boolean', optional }
    case 'moment':
      return { sql: value.sql, type: 'timestamptz', optional }
    case 'text':
      return { sql: sortable(value, sortBy.caseExact), type: 'text', optional }
    case 'json': {
      const asText = sortable(value, sortBy.caseExact)
      return { sql: cut(sortBy.known ? asText : bySize(value.sql, asText), options), type: 'text', optional }
    }
  }
}

/** Nobody sorts by numbers that are larger. */
const LARGEST = '1000000000000000'

/** What no schema describes may be a number, written so that text of equal length sorts as it does. */
function bySize(value: SQL, asText: SQL): SQL {
  const largest = sql.raw(LARGEST)
  const number = sql`greatest(least((${value} #>> '{}')::numeric, ${largest}), -${largest}) + ${largest}`
  return sql`(case when jsonb_typeof(${value}) = 'number'
    then to_char(${number}, 'FM0000000000000000.000000000000') else ${asText} end collate "C")`
}

function cut(key: SQL, { short }: { short: boolean }): SQL {
  return short ? sql`(left(${key}, ${CURSOR_CHARACTERS}) collate "C")` : key
}

/** Of entries in several parts, those of a later part count where there is none before them. */
function firstEntry(path: AttributePath, target: Target): SQL {
  const value: Value = valueInEntry(path.sub ?? (path.type === 'complex' ? 'value' : undefined))
  const firsts = entriesOf(path, target, undefined).map(
    ({ from, where }) => sql`(select ${sortable(value, path.caseExact)} from ${from} where ${where}
      order by (e.value -> 'primary') = 'true'::jsonb desc nulls last, e.position limit 1)`,
  )
  return firsts.length === 1 ? sql.join(firsts) : sql`coalesce(${sql.join(firsts, sql`, `)})`
}

/**
 * The order of a list: by the key, where what has no value comes last when ascending and first when descending;
 * ties, and lists without a key, by id, which is the order of creation. So pages never overlap. `backwards` turns
 * all of it round.
 */
export function compileOrder(key: SQL | undefined, id: SQL, order: SortOrder, backwards = false): SQL {
  const byId = backwards ? sql`${id} desc` : id
  if (!key) return byId
  const ascending = (order === 'ascending') !== backwards
  return ascending ? sql`${key} asc nulls last, ${byId}` : sql`${key} desc nulls first, ${byId}`
}

/** What lies beyond a position in that order: after it, or before it when going `backwards`. */
export function compileBeyond(
  key: SortKey | undefined,
  id: SQL,
  order: SortOrder,
  from: Position,
  backwards: boolean,
): SQL {
  const beyondId = backwards ? sql`${id} < ${from.id}::uuid` : sql`${id} > ${from.id}::uuid`
  if (!key) return beyondId
  const ascending = (order === 'ascending') !== backwards
  if (from.key === null) {
    const among = sql`(${key.sql} is null and ${beyondId})`
    return ascending ? among : sql`(${among} or ${key.sql} is not null)`
  }
  const value = sql`${from.key}::${sql.raw(key.type)}`
  const reached = ascending ? sql`${key.sql} >= ${value}` : sql`${key.sql} <= ${value}`
  const passed = ascending ? sql`${key.sql} > ${value}` : sql`${key.sql} < ${value}`
  const beyond = sql`(${reached} and (${passed} or ${beyondId}))`
  return ascending && key.optional ? sql`(${beyond} or ${key.sql} is null)` : beyond
}

/** The columns that say where a row stands; without a key the id says it all. */
export function positionColumns(key: SQL | undefined): SQL {
  return key ? sql`(${key})::text as "sortKey"` : sql`null::text as "sortKey"`
}

export function rowId(target: Target): SQL {
  return sql`${rowOf(target)}.id`
}
