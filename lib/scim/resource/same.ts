import type { JsonObject } from '../types'
export function sameResource(_a: JsonObject, _b: JsonObject): boolean {
  throw new Error('not yet')
}
