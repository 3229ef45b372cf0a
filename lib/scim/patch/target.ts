import { invalidPath } from '../errors'
import type { Filter } from '../filter/ast'
import { checkEntryFilter } from '../filter/check'
import { parseValuePath } from '../filter/parse'
import { resolvePath } from '../path'
import type { AttributePath, ResourceSchema } from '../schema/schema'
import { clip } from '../text'

/**
 * What the path of a PATCH names (RFC 7644 figure 7): an attribute, a sub-attribute, a schema's URN, or the
 * entries that a filter in brackets chooses. Throws invalidPath, and invalidFilter for what is in the brackets.
 */
export function readTarget(text: string, schema: ResourceSchema): { path: AttributePath; where?: Filter } {
  if (!text.includes('[')) return { path: resolve(text.trim(), text, schema) }
  const { name, where, sub } = parseValuePath(text)
  const path = resolve(name, text, schema)
  if (where === undefined || !path.multiValued || path.type !== 'complex') {
    throw invalidPath(`path “${clip(text)}”: ${clip(name)} has no list of values to choose from.`)
  }
  const target = sub === undefined ? path : resolve(`${name}.${sub}`, text, schema)
  return { path: target, where: checkEntryFilter(where, path, schema) }
}

function resolve(name: string, text: string, schema: ResourceSchema): AttributePath {
  const path = resolvePath(name, schema)
  if (path === undefined) throw invalidPath(`path “${clip(text)}” is not an attribute of ${schema.type}s.`)
  return path
}
