import { mutability } from '../errors'
import { isObject } from '../json'
import { isForeign, resolvePath } from '../path'
import { isNothing, unexpected } from '../resource/value'
import { type AttributePath, attributeKey, type ResourceSchema } from '../schema/schema'
import type { Json, JsonObject } from '../types'
import { isMembers } from './members'
import type { PatchOperation } from './operation'
import { readTarget } from './target'

/**
 * One operation for each key of a value without path, or of a whole body. Keys are names in any case, dotted,
 * with a URN in front, with brackets, or a URN alone over an object. What no schema knows and what a client only
 * echoes (meta, groups, schemas) is left out, as is the password; an `id` other than the resource's throws
 * mutability. `members: null` says nothing: a rename that echoes it must not empty the group.
 */
export function expandValue(
  op: 'add' | 'replace',
  value: JsonObject,
  schema: ResourceSchema,
  id?: string,
): PatchOperation[] {
  const operations: PatchOperation[] = []
  for (const key of Object.keys(value)) expandKey(operations, op, key, value[key] as Json, schema, id)
  return operations
}

function expandKey(
  operations: PatchOperation[],
  op: 'add' | 'replace',
  key: string,
  value: Json,
  schema: ResourceSchema,
  id: string | undefined,
): void {
  const bracket = key.indexOf('[')
  const path = resolvePath(bracket < 0 ? key : key.slice(0, bracket).trim(), schema)
  if (bracket >= 0) {
    if (path !== undefined && isWritable(path, schema))
      operations.push({ op, ...readTarget(key, schema), value })
  } else if (isObject(value) && isForeign(key, schema)) {
    operations.push({ op, path: extensionPath(key), value })
  } else if (path === undefined) {
    return
  } else if (path.name === '') {
    expandSchema(operations, op, path, value, schema, id)
  } else if (path.name === 'id' && !path.extension) {
    requireSameId(value, id)
  } else if (isWritable(path, schema) && !(isMembers(path) && value === null)) {
    operations.push({ op, path, value })
  }
}

/** The keys of an object under a schema's URN; a core URN changes nothing about what they mean. */
export function expandSchema(
  operations: PatchOperation[],
  op: 'add' | 'replace',
  path: AttributePath,
  value: Json,
  schema: ResourceSchema,
  id: string | undefined,
): void {
  if (isNothing(value)) {
    if (path.extension && op === 'replace') operations.push({ op: 'remove', path })
    return
  }
  if (!isObject(value)) throw unexpected(path.schema, 'an object', value)
  for (const key of Object.keys(value)) {
    const name = path.extension ? `${path.schema}:${key}` : key
    expandKey(operations, op, name, value[key] as Json, schema, id)
  }
}

export function requireSameId(value: Json | undefined, id: string | undefined): void {
  const same = typeof value === 'number' ? String(value) === id : value === id
  if (id === undefined || same || isNothing(value)) return
  throw mutability('id: the id of a resource cannot be changed; the one sent is not the one in the address.')
}

/** Whether a write to the path has an effect: not on what the directory answers itself, not on the password. */
export function isWritable(path: AttributePath, schema: ResourceSchema): boolean {
  const mode = schema.attributes.get(attributeKey(path))?.mutability
  return mode !== 'readOnly' && mode !== 'writeOnly'
}

function extensionPath(schema: string): AttributePath {
  return {
    schema,
    extension: true,
    name: '',
    sub: undefined,
    type: 'complex',
    caseExact: false,
    multiValued: false,
    known: false,
  }
}
