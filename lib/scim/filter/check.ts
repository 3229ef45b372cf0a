import { invalidFilter } from '../errors'
import { fold } from '../fold'
import { resolvePath } from '../path'
import { type AttributePath, attributeKey, type ResourceSchema } from '../schema/schema'
import { clip } from '../text'
import type { Compare, Filter, Literal, Syntax } from './ast'

/** Finds the path that a name means where it stands: at the top, or inside brackets. */
type Scope = (name: string, at: number) => AttributePath

const TEXT_ONLY: ReadonlySet<Compare> = new Set(['co', 'sw', 'ew'])
const ORDER_ONLY: ReadonlySet<Compare> = new Set(['gt', 'ge', 'lt', 'le'])
const DATE_TIME =
  /^\d{4}-\d\d-\d\d(T(?:[01]\d|2[0-3]):\d\d(:\d\d(\.\d+)?)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?)?$/
/** What PostgreSQL reads of the times that `toISOString` writes. */
const YEARS = /^(?!0000)\d{4}-/

/** Gives every name its path and every value its type; throws invalidFilter with the place. */
export function checkFilter(syntax: Syntax, schema: ResourceSchema): Filter {
  return check(syntax, schema, (name, at) => {
    const path = resolvePath(name, schema)
    if (path === undefined) throw unknownName(name, at, `${schema.type}s`)
    return path
  })
}

/** Checks what stands in the brackets of a PATCH path on `path`, which has several values. */
export function checkEntryFilter(syntax: Syntax, path: AttributePath, schema: ResourceSchema): Filter {
  return check(syntax, schema, entryScope(path, schema))
}

function check(syntax: Syntax, schema: ResourceSchema, scope: Scope): Filter {
  switch (syntax.kind) {
    case 'and':
    case 'or': {
      const left = check(syntax.left, schema, scope)
      return { kind: syntax.kind, left, right: check(syntax.right, schema, scope) }
    }
    case 'not':
      return { kind: 'not', of: check(syntax.of, schema, scope) }
    case 'present':
      return { kind: 'present', path: readable(scope(syntax.name, syntax.at), syntax.at) }
    case 'compare':
      return compare(readable(scope(syntax.name, syntax.at), syntax.at), syntax.op, syntax.literal, schema)
    case 'some':
      return some(readable(scope(syntax.name, syntax.at), syntax.at), syntax, schema)
  }
}

function some(path: AttributePath, syntax: Syntax & { kind: 'some' }, schema: ResourceSchema): Filter {
  if (!path.known && path.sub === undefined) {
    return { kind: 'some', path, where: check(syntax.where, schema, unknownScope(syntax.name, path, schema)) }
  }
  const single = path.sub === undefined && !path.multiValued && path.type === 'complex'
  if (single) return check(syntax.where, schema, subScope(syntax.name, path, schema))
  if (path.type !== 'complex') {
    throw invalidFilter(
      `${clip(syntax.name)} at position ${syntax.at} has no sub-attributes to look for in brackets.`,
    )
  }
  return { kind: 'some', path, where: check(syntax.where, schema, entryScope(path, schema)) }
}

/** `name[givenName eq "x"]` says no more than `name.givenName eq "x"`: there is one name only. */
function subScope(parent: string, path: AttributePath, schema: ResourceSchema): Scope {
  return (name, at) => {
    const found = resolvePath(`${parent}.${name}`, schema)
    if (found === undefined) throw unknownName(name, at, path.name)
    return found
  }
}

function entryScope(path: AttributePath, schema: ResourceSchema): Scope {
  const subs = schema.attributes.get(attributeKey(path))?.subs
  return (name, at) => {
    const sub = subs?.get(fold(name))
    if (sub === undefined) throw unknownName(name, at, path.name)
    return {
      ...path,
      extension: false,
      multiValued: false,
      name: sub.name,
      type: sub.type,
      caseExact: sub.caseExact,
    }
  }
}

/** Inside the values of an attribute that no schema describes, every name may be one. */
function unknownScope(parent: string, path: AttributePath, schema: ResourceSchema): Scope {
  const find = subScope(parent, path, schema)
  return (name, at) => ({ ...path, extension: false, name: find(name, at).sub ?? name })
}

function readable(path: AttributePath, at: number): AttributePath {
  if (path.name === 'password') throw invalidFilter(`password at position ${at} cannot be searched.`)
  if (path.name === '') throw invalidFilter(`Position ${at} names a schema; name one of its attributes.`)
  return path
}

function compare(path: AttributePath, op: Compare, literal: Literal, schema: ResourceSchema): Filter {
  if (literal.value === null) {
    if (op !== 'eq' && op !== 'ne') throw misfit(path, op, literal, 'null is compared with eq and ne only')
    return { kind: 'compare', path, op, value: null }
  }
  if (path.type === 'complex') {
    const value = schema.attributes.get(attributeKey(path))?.subs.get('value')
    if (value === undefined) throw misfit(path, op, literal, 'name one of its sub-attributes')
    const { type, caseExact } = value
    return compare({ ...path, sub: value.name, type, caseExact }, op, literal, schema)
  }
  return { kind: 'compare', path, op, value: typed(path, op, literal) }
}

function typed(path: AttributePath, op: Compare, literal: Literal): string | number | boolean {
  const text = path.type === 'string' || path.type === 'reference' || path.type === 'binary'
  if (!text && TEXT_ONLY.has(op)) throw misfit(path, op, literal, `${op} compares text`)
  if (ORDER_ONLY.has(op) && (path.type === 'boolean' || path.type === 'binary')) {
    throw misfit(path, op, literal, `a ${path.type} has no order`)
  }
  if (!path.known && typeof literal.value === 'number' && !TEXT_ONLY.has(op)) return number(literal)
  if (text) return literal.text
  if (path.type === 'boolean') {
    const spelling = fold(literal.text)
    if (spelling !== 'true' && spelling !== 'false') throw misfit(path, op, literal, 'expected true or false')
    return spelling === 'true'
  }
  if (path.type === 'dateTime') return instant(path, op, literal)
  if (typeof literal.value !== 'number') throw misfit(path, op, literal, 'expected a number')
  return literal.value
}

/** A number of the client's own; digits that a number would not keep, as in long ids, are text. */
function number({ value, text }: Literal): string | number {
  return String(value) === text ? Number(value) : text
}

/**
 * A time without zone is read as UTC, so that the answer does not depend on the machine. JavaScript carries
 * 30 February over into March, and knows years that PostgreSQL does not.
 */
function instant(path: AttributePath, op: Compare, literal: Literal): string {
  const written = DATE_TIME.exec(literal.text.toUpperCase())
  const [text = '', hours, , , zone] = written ?? []
  const time = Date.parse(hours !== undefined && zone === undefined ? `${text}Z` : text)
  if (Number.isNaN(time)) throw misfit(path, op, literal, 'expected a time such as "2011-05-13T04:42:34Z"')
  const day = text.slice(0, 10)
  if (!new Date(day).toISOString().startsWith(day)) {
    throw misfit(path, op, literal, 'the calendar has no such day')
  }
  const utc = new Date(time).toISOString()
  if (!YEARS.test(utc)) throw misfit(path, op, literal, 'expected a year from 0001 to 9999, in UTC')
  return utc
}

function unknownName(name: string, at: number, of: string) {
  return invalidFilter(`${clip(name)} at position ${at} is not an attribute of ${of}.`)
}

function misfit(path: AttributePath, op: Compare, literal: Literal, why: string) {
  const name = path.sub === undefined ? path.name : `${path.name}.${path.sub}`
  return invalidFilter(`${clip(name)} ${op} “${clip(literal.text)}” at position ${literal.at}: ${why}.`)
}
