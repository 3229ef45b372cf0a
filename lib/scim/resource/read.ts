import type { ResourceSchema } from '../schema/schema'
import type { JsonObject } from '../types'
export function readResource(_body: JsonObject, _schema: ResourceSchema): JsonObject {
  throw new Error('not yet')
}
export function readMembers(_body: JsonObject): string[] | undefined {
  throw new Error('not yet')
}
export function replaceResource(
  _current: JsonObject,
  _incoming: JsonObject,
  _schema: ResourceSchema,
): JsonObject {
  throw new Error('not yet')
}
