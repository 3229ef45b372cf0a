import { isId } from '@/lib/base/id'
import { type AttributePath, type Compare, type Filter, fold } from '@/lib/scim'
import { type SQL, sql } from '../client'
import { entriesOf, type Target, type Value, valueAt, valueInEntry } from './columns'

type Literal = string | number | boolean

/** A scalar anywhere inside that says something: what makes a complex value present. */
const SOMETHING = sql`'strict $.** ? (@.type() == "number" || @.type() == "boolean" || (@.type() == "string" && @ != ""))'`

/**
 * A checked filter as the condition of a statement over users (alias `u`) or groups (alias `g`). It admits
 * exactly the rows whose resource `matches` of lib/scim accepts. A value has no road into the text: all are
 * parameters.
 */
export function compileFilter(filter: Filter, target: Target): SQL {
  return compile(filter, target, (path) => valueAt(path, target), false)
}

/** `at` finds values: of the row, or inside `some` of the entry. Under a `not`, unknown must become false. */
function compile(filter: Filter, target: Target, at: (path: AttributePath) => Value, negated: boolean): SQL {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const left = compile(filter.left, target, at, negated)
      const right = compile(filter.right, target, at, negated)
      return filter.kind === 'and' ? sql`(${left} and ${right})` : sql`(${left} or ${right})`
    }
    case 'not':
      return sql`not ${compile(filter.of, target, at, true)}`
    case 'present':
      return present(filter.path, target, at)
    case 'compare': {
      const { path, op, value } = filter
      if (value === null) {
        const isPresent = present(path, target, at)
        return op === 'ne' ? isPresent : sql`not ${isPresent}`
      }
      if (path.multiValued) return compareEntries(path, op, value, target)
      if (!path.known) return someValue(path, at, (one) => settled(compare(one, path, op, value), op, true))
      return settled(compare(at(path), path, op, value), op, negated)
    }
    case 'some':
      return some(filter.path, filter.where, target)
  }
}

/** Of what no schema describes, a list is several values and anything else is one; each is a value of `e`. */
function someValue(
  path: AttributePath,
  at: (path: AttributePath) => Value,
  condition: (value: Value) => SQL,
): SQL {
  const whole = at({ ...path, sub: undefined }).sql
  return sql`exists (select from jsonb_array_elements(
      case when jsonb_typeof(${whole}) = 'array' then ${whole} else jsonb_build_array(${whole}) end) e(value)
    where ${condition(valueInEntry(path.sub))})`
}

function present(path: AttributePath, target: Target, at: (path: AttributePath) => Value): SQL {
  if (!path.known) return someValue(path, at, presentValue)
  if (!path.multiValued) return presentValue(at(path))
  return exists(path, target, undefined, presentValue(valueInEntry(path.sub)), path.sub === 'type')
}

function presentValue(value: Value): SQL {
  if (value.kind !== 'json') return sql`${value.sql} is not null`
  return sql`coalesce(jsonb_path_exists(${value.sql}, ${SOMETHING}), false)`
}

function compareEntries(path: AttributePath, op: Compare, value: Literal, target: Target): SQL {
  const isValueOf = (name: string) =>
    !path.extension && path.name === name && path.sub === 'value' && op === 'eq'
  if (isValueOf('emails')) return hasEmail(String(value), target)
  const only = isValueOf('groups') || isValueOf('members') ? String(value) : undefined
  if (only !== undefined && !isId(only)) return sql`false`
  const holds = settled(compare(valueInEntry(path.sub), path, op, value), op, true)
  return exists(path, target, only, holds, path.sub === 'type')
}

function some(path: AttributePath, where: Filter, target: Target): SQL {
  if (!path.known) {
    const entry = (sub: AttributePath) => valueInEntry(sub.name)
    return someValue(
      path,
      () => valueAt(path, target),
      () => sql`(jsonb_typeof(e.value) = 'object' and ${compile(where, target, entry, true)})`,
    )
  }
  const only = requiredValue(where)
  const byRow = !path.extension && (path.name === 'groups' || path.name === 'members')
  if (byRow && only !== undefined && !isId(only)) return sql`false`
  const inside = compile(where, target, (sub) => valueInEntry(sub.name), true)
  const found = exists(path, target, byRow ? only : undefined, inside, asksType(where))
  if (path.extension || path.name !== 'emails' || only === undefined) return found
  return sql`(${hasEmail(only, target)} and ${found})`
}

/** The text that `value` must equal for the filter to hold: what an index can look for. */
function requiredValue(filter: Filter): string | undefined {
  if (filter.kind === 'and') return requiredValue(filter.left) ?? requiredValue(filter.right)
  if (filter.kind !== 'compare' || filter.op !== 'eq' || filter.path.name !== 'value') return undefined
  return typeof filter.value === 'string' ? filter.value : undefined
}

/** A list of ids and not a correlated condition: so that an index serves it on either side of an `or` as well. */
function hasEmail(address: string, { tenantId }: Target): SQL {
  return sql`u.id = any(array(select ue.user_id from user_emails ue where ue.tenant_id = ${tenantId}
    and ue.value_key = ${fold(address)}))`
}

function asksType(filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return asksType(filter.left) || asksType(filter.right)
    case 'not':
      return asksType(filter.of)
    default:
      return filter.path.name === 'type'
  }
}

function exists(
  path: AttributePath,
  target: Target,
  id: string | undefined,
  condition: SQL,
  withType: boolean,
): SQL {
  const found = entriesOf(path, target, id).map(({ from, where, has }) =>
    has ? has(condition, withType) : sql`exists (select from ${from} where ${where} and ${condition})`,
  )
  return found.length === 1 ? sql.join(found) : sql`(${sql.join(found, sql` or `)})`
}

/** What is not present compares as false, except that it is not equal to anything. */
function settled(condition: SQL, op: Compare, negated: boolean): SQL {
  if (op === 'ne') return sql`coalesce(${condition}, true)`
  return negated ? sql`coalesce(${condition}, false)` : condition
}

function compare(value: Value, path: AttributePath, op: Compare, literal: Literal): SQL {
  if (value.kind === 'flag') return ordered(value.sql, op, sql`${literal}::boolean`)
  if (value.kind === 'moment') return ordered(value.sql, op, sql`${literal}::timestamptz`)
  if (value.kind === 'id' && (op === 'eq' || op === 'ne')) {
    return isId(String(literal))
      ? ordered(value.sql, op, sql`${literal}::uuid`)
      : sql`${op === 'ne'}::boolean`
  }
  const asText = compareText(value, path, op, String(literal))
  if (typeof literal !== 'number') return asText
  const bySize = ordered(sql`(${scalar(value)})::numeric`, op, sql`${literal}::numeric`)
  if (path.known) return bySize
  return sql`case when jsonb_typeof(${value.sql}) = 'number' then ${bySize} else ${asText} end`
}

function compareText(value: Value, path: AttributePath, op: Compare, literal: string): SQL {
  const exact = path.caseExact
  const left = sortable(value, exact)
  const right = sql`${exact ? literal : fold(literal)}::text`
  switch (op) {
    case 'co':
      return sql`strpos(${left}, ${right}) > 0`
    case 'sw':
      return sql`starts_with(${left}, ${right})`
    case 'ew':
      return sql`right(${left}, char_length(${right})) = ${right}`
    default:
      return ordered(left, op, right)
  }
}

function ordered(left: SQL, op: Exclude<Compare, 'co' | 'sw' | 'ew'> | Compare, right: SQL): SQL {
  switch (op) {
    case 'ne':
      return sql`${left} <> ${right}`
    case 'gt':
      return sql`${left} > ${right}`
    case 'ge':
      return sql`${left} >= ${right}`
    case 'lt':
      return sql`${left} < ${right}`
    case 'le':
      return sql`${left} <= ${right}`
    default:
      return sql`${left} = ${right}`
  }
}

/** The text of a value; of JSON only scalars have one. */
function scalar({ kind, sql: value }: Value): SQL {
  if (kind === 'json') {
    return sql`case when jsonb_typeof(${value}) in ('string', 'number', 'boolean') then ${value} #>> '{}' end`
  }
  return kind === 'text' ? value : sql`${value}::text`
}

/** Text as it is compared: folded by ICU as JavaScript folds, unless the attribute is case exact; by code point. */
export function sortable(value: Value, exact: boolean): SQL {
  if (value.kind === 'text' && value.folded) return value.sql
  const read = scalar(value)
  return exact ? sql`((${read}) collate "C")` : sql`(lower((${read}) collate "und-x-icu") collate "C")`
}
