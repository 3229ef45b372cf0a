import { fold } from '../fold'
import { isObject, valueAt } from '../json'
import type { Projection } from '../query'
import type { AttributePath, ResourceSchema } from '../schema/schema'
import type { Json, JsonObject } from '../types'

/** Keys to keep or to drop; null stands for everything under a key. */
type Keys = Map<string, Keys | null>

const ALWAYS: readonly string[] = ['schemas', 'id']

/** Whether the answer carries a core attribute at all, so that `members` or `groups` need not be read. */
export function wants(projection: Projection, schema: ResourceSchema, attribute: string): boolean {
  const name = schema.paths.get(fold(attribute))?.name ?? attribute
  const names = (path: AttributePath) => !path.extension && (path.name === '' || path.name === name)
  if (ALWAYS.includes(name)) return true
  if (projection.attributes !== undefined && !projection.attributes.some(names)) return false
  return !projection.excluded?.some((path) => names(path) && path.sub === undefined)
}

/**
 * The attributes of a full representation that a projection asks for, and always `schemas` and `id`
 * (RFC 7644 §3.9). The resource stays as it is; the result shares what is not cut.
 */
export function project(resource: JsonObject, projection: Projection, schema: ResourceSchema): JsonObject {
  const { attributes, excluded } = projection
  let result = resource
  if (attributes !== undefined) {
    const keys = keysOf(attributes, resource, schema)
    for (const name of ALWAYS) keys.set(name, null)
    result = keepKeys(resource, keys)
  }
  if (excluded !== undefined) {
    const keys = keysOf(excluded, resource, schema)
    for (const name of ALWAYS) keys.delete(name)
    result = dropKeys(result, keys)
  }
  return result
}

function keysOf(paths: readonly AttributePath[], resource: JsonObject, schema: ResourceSchema): Keys {
  const keys: Keys = new Map()
  for (const path of paths) {
    const urn = `${path.schema}:${path.name}`
    // An unregistered URN alone reads like an attribute of a shorter one: the resource tells which it is.
    if (!path.known && isObject(valueAt(resource, urn))) addKeys(keys, [urn, path.sub])
    else if (path.extension) addKeys(keys, [path.schema, path.name || undefined, path.sub])
    else if (path.name === '') for (const { name } of schema.core.attributes) addKeys(keys, [name])
    else addKeys(keys, [path.name, path.sub])
  }
  return keys
}

function addKeys(keys: Keys, [first, ...rest]: readonly [string, ...(string | undefined)[]]): void {
  const nested = keys.get(first)
  if (rest[0] === undefined) keys.set(first, null)
  else if (nested !== null) {
    const inner: Keys = nested ?? new Map()
    keys.set(first, inner)
    addKeys(inner, [rest[0], ...rest.slice(1)])
  }
}

function keepKeys(object: JsonObject, keys: Keys): JsonObject {
  const result: JsonObject = {}
  for (const [key, nested] of keys) {
    const value = valueAt(object, key)
    if (value === undefined) continue
    const kept = nested === null ? value : keepIn(value, nested)
    if (kept !== undefined) result[key] = kept
  }
  return result
}

function keepIn(value: Json, keys: Keys): Json | undefined {
  if (Array.isArray(value))
    return value.map((entry) => keepIn(entry, keys)).filter((kept) => kept !== undefined)
  const kept = isObject(value) ? keepKeys(value, keys) : {}
  return Object.keys(kept).length > 0 ? kept : undefined
}

function dropKeys(object: JsonObject, keys: Keys): JsonObject {
  const result = { ...object }
  for (const [key, nested] of keys) {
    const value = valueAt(object, key)
    if (nested === null) delete result[key]
    else if (value !== undefined) result[key] = dropIn(value, nested)
  }
  return result
}

function dropIn(value: Json, keys: Keys): Json {
  if (Array.isArray(value)) return value.map((entry) => dropIn(entry, keys))
  return isObject(value) ? dropKeys(value, keys) : value
}
