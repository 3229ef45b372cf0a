import { mutability } from '../errors'
import { isObject } from '../json'
import { finishResource } from '../resource/finish'
import { mergeComplex, readSimple } from '../resource/value'
import { type Attribute, attributeKey, type ResourceSchema } from '../schema/schema'
import type { Json, JsonObject } from '../types'
import { Draft } from './draft'
import { applyToEntries } from './entries'
import { applyToExtension } from './extension'
import { isMembers } from './members'
import type { PatchOperation } from './operation'

/**
 * The resource after the operations, in order, all or nothing: the argument is never changed, though the result
 * shares what stayed the same. Operations on members are passed over; `foldMembers` is for them. Throws
 * invalidValue, for a required attribute without a value too, mutability for one that is removed, and noTarget for
 * a filter that finds no entry and cannot make one.
 */
export function applyPatch(
  resource: JsonObject,
  operations: readonly PatchOperation[],
  schema: ResourceSchema,
): JsonObject {
  const patched = applyOperations(resource, operations, schema)
  requireKept(patched, operations, schema)
  return finishResource(patched, schema)
}

/** RFC 7644 §3.5.2.2: taking away what is required is mutability; leaving it empty is a value that is missing. */
function requireKept(
  patched: JsonObject,
  operations: readonly PatchOperation[],
  schema: ResourceSchema,
): void {
  for (const { name } of schema.required) {
    const isRemoved = ({ op, path }: PatchOperation) =>
      op === 'remove' && !path.extension && path.name === name
    if (patched[name] === undefined && operations.some(isRemoved)) {
      throw mutability(`${name} cannot be removed: a ${schema.type} is known by it. Replace it instead.`)
    }
  }
}

export function applyOperations(
  resource: JsonObject,
  operations: readonly PatchOperation[],
  schema: ResourceSchema,
): JsonObject {
  const draft = new Draft(resource)
  for (const operation of operations) applyOperation(draft, operation, schema)
  return draft.close()
}

function applyOperation(draft: Draft, operation: PatchOperation, schema: ResourceSchema): void {
  const { path } = operation
  if (isMembers(path)) return
  const attribute = path.known ? schema.attributes.get(attributeKey(path)) : undefined
  if (attribute === undefined) applyToExtension(draft, operation, schema)
  else if (!path.extension) applyToAttribute(draft.resource, attribute, operation)
  else applyToAttribute(draft.open(draft.resource, path.schema), attribute, operation)
}

function applyToAttribute(container: JsonObject, attribute: Attribute, operation: PatchOperation): void {
  const current = container[attribute.name]
  const next = attribute.multiValued
    ? applyToEntries(attribute, Array.isArray(current) ? (current as JsonObject[]) : [], operation)
    : nextValue(attribute, current, operation)
  if (next !== undefined) container[attribute.name] = next
  // A state is one or the other: an empty `active` must not bring somebody back.
  else if (attribute.type !== 'boolean') delete container[attribute.name]
}

function nextValue(
  attribute: Attribute,
  current: Json | undefined,
  operation: PatchOperation,
): Json | undefined {
  const { op, path } = operation
  const value = op === 'remove' ? undefined : operation.value
  if (attribute.type !== 'complex') return readSimple(attribute, value, attribute.name)
  const before = isObject(current) ? current : undefined
  const sent = path.sub === undefined ? value : { [path.sub]: value ?? null }
  return mergeComplex(attribute, before, sent, attribute.name)
}
