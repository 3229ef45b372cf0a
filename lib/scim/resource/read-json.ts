import type { JsonObject } from '../types'
export function readJson(_text: string): JsonObject {
  throw new Error('not yet')
}
