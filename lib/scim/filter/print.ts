import type { Filter } from './ast'
export function printFilter(_filter: Filter): string {
  throw new Error('not yet')
}
