import type { BulkOperation, RefusedOperation } from './bulk'
import { isRefused } from './bulk'
import { ScimError } from './errors'
import { fold } from './fold'
import { isObject, valueAt } from './json'
import { clip } from './text'
import type { Json, JsonObject } from './types'

/**
 * One step of a bulk request. A step `run` carries out an operation, without what refers to one of `without`: they
 * come later, because the two refer to each other. A step `complete` sets what was left out.
 */
export type BulkStep =
  | { kind: 'run'; operation: BulkOperation | RefusedOperation; without: ReadonlySet<string> }
  | { kind: 'complete'; operation: BulkOperation }

/**
 * The order to run operations in: that of the request, except that what an operation refers to by bulkId is created
 * before it (RFC 7644 §3.7.1). Of a cycle, the one that is needed first is created without the reference and
 * completed when the others exist. Groups in a cycle would contain each other, which no group can: the one that is
 * needed first is refused, and with it what refers to it, so that nothing is left of them half made.
 */
export function planBulk(operations: readonly (BulkOperation | RefusedOperation)[]): BulkStep[] {
  const created = new Map<string, BulkOperation>()
  for (const operation of operations) {
    const creates = !isRefused(operation) && operation.method === 'POST' && operation.bulkId !== undefined
    if (creates) created.set(operation.bulkId, operation)
  }
  const steps: BulkStep[] = []
  const planned = new Set<number>()
  const open = new Set<number>()
  const incomplete: BulkOperation[] = []
  const plan = (operation: BulkOperation | RefusedOperation): void => {
    if (planned.has(operation.index)) return
    const without = new Set<string>()
    open.add(operation.index)
    for (const bulkId of isRefused(operation) ? [] : referencesOf(operation)) {
      const other = created.get(bulkId)
      if (other === undefined) continue
      if (open.has(other.index)) without.add(bulkId)
      else plan(other)
    }
    open.delete(operation.index)
    planned.add(operation.index)
    const inside = [...without].find((bulkId) => isGroup(created.get(bulkId)) && isGroup(operation))
    if (inside !== undefined) {
      steps.push({ kind: 'run', operation: refuseCircle(operation, inside), without: NONE })
      return
    }
    steps.push({ kind: 'run', operation, without })
    if (without.size > 0 && !isRefused(operation)) incomplete.push(operation)
  }
  for (const operation of operations) {
    plan(operation)
    for (const one of incomplete.splice(0)) steps.push({ kind: 'complete', operation: one })
  }
  return steps
}

const NONE: ReadonlySet<string> = new Set()

function isGroup(operation: BulkOperation | RefusedOperation | undefined): boolean {
  return (
    operation !== undefined &&
    !isRefused(operation) &&
    operation.method === 'POST' &&
    /(^|\/)groups\/*(\?|$)/i.test(operation.path)
  )
}

function refuseCircle(
  { index, method, bulkId = '' }: BulkOperation | RefusedOperation,
  inside: string,
): RefusedOperation {
  const [group, member] = [bulkId, inside].map((each) => `bulkId:${clip(each)}`)
  const why =
    bulkId === inside
      ? `${group} can’t be a member of itself.`
      : `${group} and ${member} would contain each other, directly or through other groups: a circle of groups is not made.`
  return { index, method, bulkId, error: new ScimError(409, why) }
}

/** The bulkIds that a resource gives for ids, wherever they stand in an operation (RFC 7644 §3.7.2). */
export function referencesOf({ path, data }: BulkOperation): ReadonlySet<string> {
  const found = new Set<string>()
  const find = (bulkId: string) => {
    found.add(bulkId)
    return bulkId
  }
  mapReferences(path, find)
  if (data) mapData(data, find)
  return found
}

/** The operation with ids in the place of bulkIds; what refers to one of `without` is left out of its data. */
export function resolveOperation(
  operation: BulkOperation,
  ids: ReadonlyMap<string, string>,
  without: ReadonlySet<string>,
): BulkOperation {
  const idOf = (bulkId: string) => (without.has(bulkId) ? undefined : ids.get(bulkId))
  const path = mapReferences(operation.path, (bulkId) => ids.get(bulkId) ?? bulkId)
  if (operation.data === undefined) return { ...operation, path }
  return { ...operation, path, data: (mapData(operation.data, idOf) ?? {}) as JsonObject }
}

/** A reference stands alone (`bulkId:ann`), as a segment of a path, or in quotes inside a filter. */
const REFERENCE = /^bulkId:([\s\S]+)$/i
const REFERENCE_INSIDE = /(^|[/"])bulkId:([^/?"]+)/gi

function mapReferences(path: string, idOf: (bulkId: string) => string): string {
  return path.replace(REFERENCE_INSIDE, (_, before: string, bulkId: string) => before + idOf(bulkId))
}

/** A copy of the data with each reference mapped; what loses its reference goes: a `value` with its whole object. */
function mapData(value: Json, idOf: (bulkId: string) => string | undefined): Json | undefined {
  if (typeof value === 'string') {
    const [, bulkId] = REFERENCE.exec(value) ?? []
    return bulkId === undefined ? value : idOf(bulkId)
  }
  if (Array.isArray(value)) {
    return value.map((item) => mapData(item, idOf)).filter((item) => item !== undefined)
  }
  if (!isObject(value)) return value
  const result: JsonObject = {}
  for (const key of Object.keys(value)) {
    const own = valueAt(value, key) as Json
    const mapped =
      fold(key) === 'path' && typeof own === 'string'
        ? mapReferences(own, (bulkId) => idOf(bulkId) ?? `bulkId:${bulkId}`)
        : mapData(own, idOf)
    if (mapped !== undefined) result[key] = mapped
    else if (fold(key) === 'value') return undefined
  }
  return result
}
