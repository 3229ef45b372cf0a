import type { Filter } from '../filter/ast'
import type { AttributePath } from '../schema/schema'
import type { Json } from '../types'

/**
 * One step of a PATCH in its plain form: a value without path has become one step per key. `where` chooses
 * entries of a multi-valued attribute and reads as inside `some`. On members, `value` is the list of ids.
 */
export type PatchOperation = {
  op: 'add' | 'replace' | 'remove'
  path: AttributePath
  where?: Filter
  value?: Json
}

/** What one step asks of a group's members; `replace` with no ids empties the group. */
export type MemberOperation = { op: 'add' | 'replace' | 'remove'; ids: readonly string[] }
