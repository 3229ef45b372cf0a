import { isObject } from '../json'
import { applyOperations } from '../patch/apply'
import { expandValue } from '../patch/expand'
import { readMemberIds } from '../patch/members'
import { resolvePath } from '../path'
import { groupSchema } from '../schema/group'
import type { ResourceSchema } from '../schema/schema'
import type { JsonObject } from '../types'
import { finishResource } from './finish'

/**
 * The resource that a POST or PUT body asks for, as it is stored: names in the schema's spelling, values in
 * their types, `schemas` computed; extensions kept under their URN. Without id, meta, groups, members, the
 * password, core attributes that no schema knows, and everything empty. `active` is not invented: a create
 * without it means true, a replace keeps what was. Throws invalidValue, for a missing userName or displayName too.
 */
export function readResource(body: JsonObject, schema: ResourceSchema): JsonObject {
  return finishResource(applyOperations({}, expandValue('replace', body, schema), schema), schema)
}

/**
 * The ids of the members in a Group body, none twice. Undefined when there is no `members` key or it is null:
 * nothing is said about them then; an empty list says that there are none. Throws invalidValue.
 */
export function readMembers(body: JsonObject): string[] | undefined {
  let ids: string[] | undefined
  for (const [key, value] of Object.entries(body)) {
    const path = resolvePath(key, groupSchema)
    if (path === undefined || path.extension || value === null) continue
    if (path.name === 'members' && path.sub === undefined) ids = readMemberIds(value)
    else if (path.name === '' && isObject(value)) ids = readMembers(value) ?? ids
  }
  return ids
}

/**
 * What a PUT leaves (RFC 7644 §3.5.1): all of `incoming`, from `readResource`, and nothing else, except that an
 * omitted `active` keeps its state.
 */
export function replaceResource(
  current: JsonObject,
  incoming: JsonObject,
  schema: ResourceSchema,
): JsonObject {
  const keeps =
    schema.attributes.has('active') && incoming.active === undefined && current.active !== undefined
  return keeps ? { ...incoming, active: current.active as boolean } : incoming
}
