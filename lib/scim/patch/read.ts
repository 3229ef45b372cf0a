import { invalidPath, invalidSyntax, invalidValue, mutability, noTarget, payloadTooLarge } from '../errors'
import { fold } from '../fold'
import { isObject } from '../json'
import { LIMITS } from '../limits'
import { printPath } from '../path'
import { unexpected } from '../resource/value'
import { type AttributePath, attributeKey, type ResourceSchema } from '../schema/schema'
import { clip } from '../text'
import type { Json, JsonObject } from '../types'
import { expandSchema, expandValue, isWritable, requireSameId } from './expand'
import { isMembers, readMemberOperation } from './members'
import type { PatchOperation } from './operation'
import { readTarget } from './target'

type Op = PatchOperation['op']

/**
 * The operations of a PATCH body in their plain form (RFC 7644 §3.5.2); the spellings of identity providers end
 * here. `id` is that of the resource, which a body may repeat. No operations are none, not an error. Throws
 * invalidSyntax, invalidPath, invalidFilter, invalidValue, noTarget, mutability, or 413 beyond
 * `LIMITS.operations` and `LIMITS.attributeOperations`.
 */
export function readPatch(body: JsonObject, schema: ResourceSchema, id: string): PatchOperation[] {
  const sent = member(body, 'Operations')
  const list = isObject(sent) ? [sent] : sent
  if (!Array.isArray(list))
    throw invalidSyntax('Operations is missing: a PATCH is {"Operations": [{"op": …}]}.')
  if (list.length > LIMITS.operations) {
    throw payloadTooLarge(
      `At most ${LIMITS.operations} operations are accepted in one PATCH, got ${list.length}.`,
    )
  }
  const operations = list.flatMap((operation, i) => {
    if (!isObject(operation))
      throw invalidSyntax(`Operations[${i}] is not an object with op, path and value.`)
    const plain = readOperation(operation, i, schema, id)
    return plain.flatMap((one) => (isMembers(one.path) ? readMemberOperation(one) : [one]))
  })
  const changes = operations.filter(({ path }) => !isMembers(path)).length
  if (changes > LIMITS.attributeOperations) {
    throw payloadTooLarge(
      `At most ${LIMITS.attributeOperations} changes are accepted in one PATCH, got ${changes}.`,
    )
  }
  return operations
}

function readOperation(
  operation: JsonObject,
  i: number,
  schema: ResourceSchema,
  id: string,
): PatchOperation[] {
  const op = readOp(member(operation, 'op'), i)
  const path = member(operation, 'path')
  const value = member(operation, 'value')
  if (path !== undefined && path !== null && path !== '') {
    if (typeof path !== 'string') throw invalidPath(`Operations[${i}]: path is not text.`)
    return readWithPath(op, path, value, schema, id)
  }
  if (op === 'remove') throw noTarget(`Operations[${i}]: a remove needs a path.`)
  if (!isObject(value)) {
    throw invalidValue(
      `Operations[${i}]: without a path, the value is an object with the attributes to change.`,
    )
  }
  return expandValue(op, value, schema, id)
}

function readOp(op: Json | undefined, i: number): Op {
  const name = typeof op === 'string' ? fold(op.trim()) : ''
  if (name === 'add' || name === 'replace' || name === 'remove') return name
  const sent = typeof op === 'string' ? ` “${clip(op)}”` : ''
  throw invalidSyntax(`Operations[${i}]: op${sent} is not add, replace or remove.`)
}

function readWithPath(
  op: Op,
  text: string,
  value: Json | undefined,
  schema: ResourceSchema,
  id: string,
): PatchOperation[] {
  const target = readTarget(text, schema)
  const { path } = target
  if (op !== 'remove' && value === undefined) throw invalidValue(`${clip(text)}: ${op} needs a value.`)
  if (path.known && path.name === '') return readWithSchema(op, path, value, schema, id)
  if (!path.extension && path.name === 'schemas') return []
  if (!path.extension && path.name === 'id' && op !== 'remove') {
    requireSameId(value, id)
    return []
  }
  const attribute = schema.attributes.get(attributeKey(path))
  if (!isWritable(path, schema)) {
    if (attribute?.mutability === 'writeOnly') return []
    throw mutability(`${path.name} cannot be changed: the directory answers it itself.`)
  }
  if (path.sub !== undefined && attribute?.subs.get(fold(path.sub))?.mutability === 'readOnly') {
    throw mutability(`${printPath(path)} cannot be changed: the directory answers it itself.`)
  }
  return [{ op, ...target, ...(value === undefined ? {} : { value }) }]
}

function readWithSchema(
  op: Op,
  path: AttributePath,
  value: Json | undefined,
  schema: ResourceSchema,
  id: string,
): PatchOperation[] {
  if (op !== 'remove') {
    if (!isObject(value)) throw unexpected(path.schema, 'an object', value ?? null)
    const operations: PatchOperation[] = []
    expandSchema(operations, op, path, value, schema, id)
    return operations
  }
  if (!path.extension) throw mutability(`${path.schema} is what the resource is; it cannot be removed.`)
  return [{ op, path }]
}

/** A member of an object whose name is spelled in any case. */
function member(object: JsonObject, name: string): Json | undefined {
  if (Object.hasOwn(object, name)) return object[name]
  const folded = fold(name)
  const key = Object.keys(object).find((other) => fold(other) === folded)
  return key === undefined ? undefined : object[key]
}
