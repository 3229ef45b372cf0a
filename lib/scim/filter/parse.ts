import type { ResourceSchema } from '../schema/schema'
import type { Filter } from './ast'
export function parseFilter(_text: string, _schema: ResourceSchema): Filter {
  throw new Error('not yet')
}
