import type { ResourceSchema } from '../schema/schema'
import type { JsonObject } from '../types'
import type { PatchOperation } from './operation'
export function readPatch(_body: JsonObject, _schema: ResourceSchema, _id: string): PatchOperation[] {
  throw new Error('not yet')
}
