import { invalidPath, mutability } from '../errors'
import type { Filter } from '../filter/ast'
import { printFilter } from '../filter/print'
import { fold } from '../fold'
import { isObject } from '../json'
import { isNothing, unexpected } from '../resource/value'
import type { AttributePath } from '../schema/schema'
import { clip } from '../text'
import type { Json, JsonObject } from '../types'
import type { MemberOperation, PatchOperation } from './operation'

/**
 * What a PATCH asks of a group's members, folded so that the members themselves are never loaded
 * (RFC 7644 §3.5.2): the members afterwards are `(replaceAll ? none : before without remove) and add`.
 */
export type MemberChange = { replaceAll: boolean; add: ReadonlySet<string>; remove: ReadonlySet<string> }

export function isMembers(path: AttributePath): boolean {
  return path.known && !path.extension && path.name === 'members'
}

/** Parts the operations on members, which are rows, from those on the resource itself. */
export function splitMembers(operations: readonly PatchOperation[]): {
  attributes: PatchOperation[]
  members: MemberOperation[]
} {
  const attributes: PatchOperation[] = []
  const members: MemberOperation[] = []
  for (const operation of operations) {
    if (!isMembers(operation.path)) attributes.push(operation)
    else members.push({ op: operation.op, ids: operation.value as string[] })
  }
  return { attributes, members }
}

/** Applies the operations in order, to the change instead of to the members; linear in the number of ids. */
export function foldMembers(operations: readonly MemberOperation[]): MemberChange {
  let replaceAll = false
  let add = new Set<string>()
  let remove = new Set<string>()
  for (const { op, ids } of operations) {
    if (op === 'replace') {
      replaceAll = true
      add = new Set(ids)
      remove = new Set()
      continue
    }
    for (const id of ids) {
      if (op === 'add') {
        add.add(id)
        remove.delete(id)
      } else {
        add.delete(id)
        if (!replaceAll) remove.add(id)
      }
    }
  }
  return { replaceAll, add, remove }
}

/**
 * An operation on members in the plain form, where `value` is a list of ids. Members are chosen by their value
 * alone; what else is said of a member (display, type, $ref) has no effect. Throws invalidPath, invalidValue
 * and, for giving a member another id, mutability.
 */
export function readMemberOperation(operation: PatchOperation): PatchOperation[] {
  const { op, path, where, value } = operation
  const plain = { ...path, sub: undefined }
  if (path.sub !== undefined && path.sub !== 'value') return []
  if (where === undefined) {
    if (op === 'remove' && (value === undefined || value === null))
      return [{ op: 'replace', path: plain, value: [] }]
    return [{ op, path: plain, value: readMemberIds(value) }]
  }
  const chosen = chosenIds(where)
  if (op === 'remove') return [{ op, path: plain, value: chosen }]
  const ids = readMemberIds(value)
  if (ids.some((id) => !chosen.includes(id))) {
    throw mutability(
      'members.value: a member cannot be turned into another; remove the one and add the other.',
    )
  }
  return [{ op: 'add', path: plain, value: chosen }]
}

/** The ids in a list of members, none twice: objects with `value`, plain ids, or `{members: […]}` around them. */
export function readMemberIds(value: Json | undefined): string[] {
  const ids = new Set<string>()
  collectIds(value, ids)
  return [...ids]
}

function collectIds(value: Json | undefined, ids: Set<string>): void {
  if (isNothing(value)) return
  if (typeof value === 'string' || typeof value === 'number') ids.add(String(value))
  else if (Array.isArray(value)) for (const item of value) collectIds(item, ids)
  else if (isObject(value)) collectIds(idOf(value), ids)
  else throw unexpected('members', 'a list of {"value": id}', value)
}

function idOf(member: JsonObject): Json | undefined {
  for (const key of Object.keys(member)) {
    const name = fold(key)
    if (name === 'value' || name === 'members') return member[key]
  }
  throw unexpected('members', 'a list of {"value": id}', member)
}

function chosenIds(where: Filter): string[] {
  if (where.kind === 'or') return [...chosenIds(where.left), ...chosenIds(where.right)]
  if (where.kind === 'compare' && where.op === 'eq' && where.path.name === 'value' && where.value !== null) {
    return [String(where.value)]
  }
  throw invalidPath(`members[${clip(printFilter(where))}]: members are chosen by value eq "id" only.`)
}
