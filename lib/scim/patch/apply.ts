import type { ResourceSchema } from '../schema/schema'
import type { JsonObject } from '../types'
import type { PatchOperation } from './operation'
export function applyPatch(
  _resource: JsonObject,
  _operations: readonly PatchOperation[],
  _schema: ResourceSchema,
): JsonObject {
  throw new Error('not yet')
}
