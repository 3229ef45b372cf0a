import type { Projection } from '../query'
import type { ResourceSchema } from '../schema/schema'
import type { JsonObject } from '../types'
export function wants(_projection: Projection, _schema: ResourceSchema, _attribute: string): boolean {
  throw new Error('not yet')
}
export function project(_resource: JsonObject, _projection: Projection, _schema: ResourceSchema): JsonObject {
  throw new Error('not yet')
}
