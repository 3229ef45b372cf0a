import { isObject, isSafeKey, valueAt } from '../json'
import { LIMITS } from '../limits'
import { tooManyEntries } from '../resource/entries'
import { cleanJson } from '../resource/value'
import type { ResourceSchema } from '../schema/schema'
import type { Json, JsonObject } from '../types'
import type { Draft } from './draft'
import type { PatchOperation } from './operation'

/** An operation on a whole extension, or on an attribute that no schema here describes: any JSON is kept. */
export function applyToExtension(draft: Draft, operation: PatchOperation, schema: ResourceSchema): void {
  const { path } = operation
  const urn = path.name === '' ? path.schema : wholeExtension(draft.resource, operation, schema)
  if (urn !== undefined) {
    applyToWhole(draft, urn, operation)
    return
  }
  const keys = path.sub === undefined ? [path.schema, path.name] : [path.schema, path.name, path.sub]
  const value = operation.op === 'remove' ? undefined : cleanJson(operation.value)
  if (value !== undefined) write(draft, keys, operation.op, value)
  else clear(draft, keys)
}

/**
 * `urn:x:Foo` can mean the extension of that name or the attribute Foo of `urn:x`. It is the extension if the
 * resource has it, or if an object is written and the resource does not have `urn:x`.
 */
function wholeExtension(
  resource: JsonObject,
  { op, path, value }: PatchOperation,
  schema: ResourceSchema,
): string | undefined {
  const registered = schema.extensions.some((extension) => extension.urn === path.schema)
  if (path.sub !== undefined || registered) return undefined
  const urn = `${path.schema}:${path.name}`
  if (isObject(valueAt(resource, urn))) return urn
  const starts = op !== 'remove' && isObject(value) && !isObject(valueAt(resource, path.schema))
  return starts ? urn : undefined
}

function applyToWhole(draft: Draft, urn: string, { op, value }: PatchOperation): void {
  if (op === 'remove' || !isObject(value)) {
    delete draft.resource[urn]
    return
  }
  const extension = draft.open(draft.resource, urn)
  for (const key of Object.keys(value)) {
    const kept = isSafeKey(key) ? cleanJson(value[key]) : undefined
    if (kept !== undefined) extension[key] = kept
    else delete extension[key]
  }
}

function write(draft: Draft, keys: readonly string[], op: PatchOperation['op'], value: Json): void {
  let container = draft.resource
  for (const key of keys.slice(0, -1)) container = draft.open(container, key)
  const last = keys.at(-1) as string
  const before = valueAt(container, last)
  if (op === 'add' && Array.isArray(before)) container[last] = union(last, before, value)
  else if (op === 'add' && isObject(before) && isObject(value))
    Object.assign(draft.open(container, last), value)
  else container[last] = value
}

function clear(draft: Draft, keys: readonly string[]): void {
  let container = draft.resource
  for (const key of keys.slice(0, -1)) {
    if (!isObject(valueAt(container, key))) return
    container = draft.open(container, key)
  }
  delete container[keys.at(-1) as string]
}

function union(name: string, before: readonly Json[], value: Json): Json[] {
  const all = [...before, ...(Array.isArray(value) ? value : [value])]
  if (all.length > LIMITS.entries) throw tooManyEntries(name, all.length)
  return [...new Map(all.map((item) => [JSON.stringify(item), item])).values()]
}
