import type { Filter } from './filter/ast'
import { matches } from './filter/matches'
import { isObject, valueAt } from './json'
import type { AttributePath } from './schema/schema'
import type { Json, JsonObject } from './types'

/**
 * The one text that stands at a path. Of several entries it is that of the primary one, else of the first that has any;
 * of an entry without a named part its `value`. Numbers and booleans are told as text; what is blank is not there.
 */
export function pickText(
  resource: JsonObject,
  { path, where }: { path: AttributePath; where?: Filter },
): string | undefined {
  const container = path.extension ? valueAt(resource, path.schema) : resource
  const value = isObject(container) ? valueAt(container, path.name) : undefined
  const entries = Array.isArray(value) ? value : [value]
  const chosen = where ? entries.filter((entry) => isObject(entry) && matches(where, entry)) : entries
  let first: string | undefined
  for (const entry of chosen) {
    const text = textOf(entry, path.sub)
    if (text !== undefined && isObject(entry) && entry.primary === true) return text
    first ??= text
  }
  return first
}

function textOf(entry: Json | undefined, sub: string | undefined): string | undefined {
  const value = isObject(entry) ? valueAt(entry, sub ?? 'value') : sub === undefined ? entry : undefined
  if (typeof value === 'string') return value.trim() === '' ? undefined : value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}
