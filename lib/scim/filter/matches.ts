import { compareText, fold } from '../fold'
import { isObject, valueAt } from '../json'
import type { AttributePath } from '../schema/schema'
import type { Json, JsonObject } from '../types'
import type { Compare, Filter } from './ast'

type Comparison = { path: AttributePath; op: Compare; value: string | number | boolean }

/**
 * Whether a full representation (id, meta, groups or members included) satisfies a filter (RFC 7644 §3.4.2.2).
 *
 * - Nothing, null, "", an empty list and a complex value without any present sub-attribute are not present.
 * - `pr`: the value is present; of several values, one is. `eq null` is the contrary of `pr`, `ne null` is `pr`.
 * - A single value that is not present satisfies `ne` and no other comparison.
 * - Several values: one of them satisfies the comparison, `ne` too, so that of no values none does.
 *   `emails.type ne "work"` is `emails[type ne "work"]`: within an entry, sub-attributes are single values.
 * - Text compares folded unless `caseExact`, in the order of `compareText`; times compare as instants.
 * - `some`: one entry satisfies all of it.
 * - Unknown attributes (`known` false) stand under exactly the names in the path; a list is several values. A number
 *   compares with a number by size; otherwise text, numbers and booleans compare as their text, folded; objects can
 *   be present but compare as if they were not.
 */
export function matches(filter: Filter, resource: JsonObject): boolean {
  switch (filter.kind) {
    case 'and':
      return matches(filter.left, resource) && matches(filter.right, resource)
    case 'or':
      return matches(filter.left, resource) || matches(filter.right, resource)
    case 'not':
      return !matches(filter.of, resource)
    case 'present':
      return valuesAt(filter.path, resource).some(isPresent)
    case 'compare': {
      const { path, op, value } = filter
      const found = valuesAt(path, resource)
      if (value === null) return found.some(isPresent) === (op === 'ne')
      return found.some((one) => compares({ path, op, value }, one))
    }
    case 'some':
      return entriesAt(filter.path, resource).some((entry) => isObject(entry) && matches(filter.where, entry))
  }
}

/** One value, perhaps undefined, of a single-valued attribute; one for each entry of a multi-valued one. */
function valuesAt(path: AttributePath, resource: JsonObject): (Json | undefined)[] {
  const { sub } = path
  const values = entriesAt(path, resource)
  if (sub === undefined) return values
  return values.map((value) => (isObject(value) ? valueAt(value, sub) : undefined))
}

function entriesAt(path: AttributePath, resource: JsonObject): (Json | undefined)[] {
  const container = path.extension ? valueAt(resource, path.schema) : resource
  const value = isObject(container) ? valueAt(container, path.name) : undefined
  if (Array.isArray(value) && (path.multiValued || !path.known)) return value
  return path.multiValued ? [] : [value]
}

function isPresent(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return false
  return typeof value === 'object' ? Object.values(value).some(isPresent) : true
}

function compares({ path, op, value: expected }: Comparison, value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '' || typeof value === 'object') return op === 'ne'
  if (typeof value === 'number' && typeof expected === 'number') return ordered(op, value - expected)
  const left = comparable(path, value)
  const right = comparable(path, expected)
  if (typeof left === 'string' && typeof right === 'string') return holds(op, left, right)
  return ordered(op, Number(left) - Number(right))
}

function comparable(path: AttributePath, value: string | number | boolean): string | number | boolean {
  if (path.type === 'dateTime') return Date.parse(String(value))
  if (typeof value === 'string') return path.caseExact ? value : fold(value)
  return path.known ? value : String(value)
}

function holds(op: Compare, left: string, right: string): boolean {
  if (op === 'co') return left.includes(right)
  if (op === 'sw') return left.startsWith(right)
  if (op === 'ew') return left.endsWith(right)
  return ordered(op, compareText(left, right))
}

function ordered(op: Compare, order: number): boolean {
  switch (op) {
    case 'eq':
      return order === 0
    case 'ne':
      return order !== 0
    case 'gt':
      return order > 0
    case 'ge':
      return order >= 0
    case 'lt':
      return order < 0
    case 'le':
      return order <= 0
    default:
      return false
  }
}
