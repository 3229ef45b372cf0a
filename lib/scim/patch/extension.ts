import { isObject, isSafeKey, valueAt } from '../json'
import { cleanJson } from '../resource/value'
import type { ResourceSchema } from '../schema/schema'
import type { Json, JsonObject } from '../types'
import type { PatchOperation } from './operation'

/** An operation on a whole extension, or on an attribute that no schema here describes: any JSON is kept. */
export function applyToExtension(
  result: JsonObject,
  operation: PatchOperation,
  schema: ResourceSchema,
): void {
  const { path } = operation
  const urn = path.name === '' ? path.schema : wholeExtension(result, operation, schema)
  if (urn !== undefined) {
    applyToWhole(result, urn, operation)
    return
  }
  const before = valueAt(result, path.schema)
  const container = isObject(before) ? { ...before } : {}
  if (path.sub === undefined) applyToKey(container, path.name, operation)
  else {
    const parent = valueAt(container, path.name)
    const inner = isObject(parent) ? { ...parent } : {}
    applyToKey(inner, path.sub, operation)
    put(container, path.name, inner)
  }
  put(result, path.schema, container)
}

/**
 * `urn:x:Foo` can mean the extension of that name or the attribute Foo of `urn:x`. It is the extension if the
 * resource has it, or if an object is written and the resource does not have `urn:x`.
 */
function wholeExtension(
  result: JsonObject,
  { op, path, value }: PatchOperation,
  schema: ResourceSchema,
): string | undefined {
  const urn = `${path.schema}:${path.name}`
  if (path.sub !== undefined || schema.extensions.some((extension) => extension.urn === path.schema))
    return undefined
  if (isObject(valueAt(result, urn))) return urn
  const starts = op !== 'remove' && isObject(value) && !isObject(valueAt(result, path.schema))
  return starts ? urn : undefined
}

function applyToWhole(result: JsonObject, urn: string, { op, value }: PatchOperation): void {
  if (op === 'remove' || !isObject(value)) {
    delete result[urn]
    return
  }
  const before = valueAt(result, urn)
  const next = isObject(before) ? { ...before } : {}
  for (const key of Object.keys(value)) if (isSafeKey(key)) put(next, key, value[key])
  put(result, urn, next)
}

function applyToKey(container: JsonObject, key: string, { op, value }: PatchOperation): void {
  const before = valueAt(container, key)
  const sent = op === 'remove' ? undefined : cleanJson(value)
  if (op === 'add' && Array.isArray(before) && sent !== undefined) put(container, key, union(before, sent))
  else if (op === 'add' && isObject(before) && isObject(sent)) put(container, key, { ...before, ...sent })
  else put(container, key, sent)
}

function union(before: readonly Json[], sent: Json): Json[] {
  const all = [...before, ...(Array.isArray(sent) ? sent : [sent])]
  return [...new Map(all.map((item) => [JSON.stringify(item), item])).values()]
}

function put(container: JsonObject, key: string, value: Json | undefined): void {
  const kept = cleanJson(value)
  if (kept !== undefined) container[key] = kept
  else delete container[key]
}
