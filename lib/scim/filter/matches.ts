import type { JsonObject } from '../types'
import type { Filter } from './ast'
export function matches(_filter: Filter, _resource: JsonObject): boolean {
  throw new Error('not yet')
}
