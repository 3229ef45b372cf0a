import { invalidFilter } from '../errors'
import { resolvePath } from '../path'
import type { ResourceSchema } from '../schema/schema'
import { clip } from '../text'
import type { Filter, Syntax } from './ast'
import { checkFilter } from './check'
import { parseSyntax } from './parse'

/**
 * What one filter means for each of several types (RFC 7644 §3.4.2.1): an attribute that a type does not have is
 * absent there, so that nothing may be left to ask, and the answer is yes or no for all its resources. Throws
 * invalidFilter, also for a name that none of the types has.
 */
export function parseForTypes(text: string, schemas: readonly ResourceSchema[]): (Filter | boolean)[] {
  const syntax = parseSyntax(text)
  return schemas.map((schema) => meaning(syntax, schema, schemas))
}

function meaning(
  syntax: Syntax,
  schema: ResourceSchema,
  schemas: readonly ResourceSchema[],
): Filter | boolean {
  switch (syntax.kind) {
    case 'and':
    case 'or':
      return joined(
        syntax.kind,
        meaning(syntax.left, schema, schemas),
        meaning(syntax.right, schema, schemas),
      )
    case 'not': {
      const of = meaning(syntax.of, schema, schemas)
      return typeof of === 'boolean' ? !of : { kind: 'not', of }
    }
    default:
      if (resolvePath(syntax.name, schema) !== undefined) return checkFilter(syntax, schema)
      if (schemas.some((other) => resolvePath(syntax.name, other) !== undefined)) return ofAbsent(syntax)
      throw invalidFilter(
        `${clip(syntax.name)} at position ${syntax.at} is an attribute of neither ${schemas.map(({ type }) => `${type}s`).join(' nor ')}.`,
      )
  }
}

function joined(kind: 'and' | 'or', left: Filter | boolean, right: Filter | boolean): Filter | boolean {
  const deciding = kind === 'or'
  if (left === deciding || right === deciding) return deciding
  if (typeof left === 'boolean') return right
  if (typeof right === 'boolean') return left
  return { kind, left, right }
}

/** What is absent differs from every value, and satisfies nothing else. */
function ofAbsent(syntax: Syntax): boolean {
  if (syntax.kind !== 'compare') return false
  return syntax.op === (syntax.literal.value === null ? 'eq' : 'ne')
}
