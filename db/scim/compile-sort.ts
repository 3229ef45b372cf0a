import type { AttributePath } from '@/lib/scim'
import { type SQL, sql } from '../client'
import { entriesOf, rowOf, type Target, type Value, valueAt, valueInEntry } from './columns'
import { sortable } from './compile-filter'

/**
 * The order of a list (RFC 7644 §3.4.2.3): by the attribute, of several values by the primary or else the first;
 * what has no value comes last when ascending and first when descending. Ties, and lists without `sortBy`, go by
 * id, which is the order of creation; so pages never overlap.
 */
export function compileSort(
  sortBy: AttributePath | undefined,
  order: 'ascending' | 'descending',
  target: Target,
): SQL {
  const byId = sql`${rowOf(target)}.id`
  if (!sortBy) return byId
  const key = sortBy.multiValued ? firstEntry(sortBy, target) : comparable(valueAt(sortBy, target), sortBy)
  return order === 'ascending' ? sql`${key} asc nulls last, ${byId}` : sql`${key} desc nulls first, ${byId}`
}

function firstEntry(path: AttributePath, target: Target): SQL {
  const { from, where } = entriesOf(path, target, undefined)
  const key = comparable(valueInEntry(path.sub ?? (path.type === 'complex' ? 'value' : undefined)), path)
  return sql`(select ${key} from ${from} where ${where}
    order by (e.value -> 'primary') = 'true'::jsonb desc nulls last, e.position limit 1)`
}

function comparable(value: Value, path: AttributePath): SQL {
  const native = value.kind === 'id' || value.kind === 'flag' || value.kind === 'moment'
  return native ? value.sql : sortable(value, path.caseExact)
}
